"""How old the person is whom something is for, as a request says it in English or Chinese."""

from __future__ import annotations

import re
from functools import lru_cache

_NUMBERS = {
    name: number
    for number, name in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen".split(),
        start=1,
    )
}
_DIGITS = {name: number for number, name in enumerate("零一二三四五六七八九")} | {"两": 2}
_NUMBER = r"(\d{1,2}|" + "|".join(_NUMBERS) + ")"
_AGE = re.compile(
    rf"\b{_NUMBER}[\s-]*(?:years?|yrs?)?[\s-]*(?:olds?|y/?o)\b|\bage[ds]?\s+{_NUMBER}\b", re.IGNORECASE
)
_CHINESE_NUMBER = r"(\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
_MONTHS = re.compile(rf"\b{_NUMBER}[\s-]*months?(?P<old>[\s-]*olds?\b)?", re.IGNORECASE)
# 三个月 after 了 or 过 is how long something took or lasted: 用了三个月.
_MONTHS_IN_CHINESE = re.compile(rf"(?<![了过一二三四五六七八九十\d]){_CHINESE_NUMBER}个月(?P<old>大)?")
_BABY = re.compile(
    r"\b(?:bab(?:y|ies)|infants?|toddlers?|newborns?|sons?|daughters?|boys?|girls?|child|kids?|little one)\b"
    r"|宝宝|婴儿|孩子|娃|儿子|女儿",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"\b(?:warrant(?:y|ies)|guarantees?|subscription|contract|ago|lasts?|every)\b|保修|质保|前|以?后", re.I
)
_IN_CHINESE = re.compile(rf"{_CHINESE_NUMBER}(?:周)?岁")
_TEENS = re.compile(r"\bteen(?:s|age|aged|ager|agers)?\b|青少年|初中生|高中生|中学生", re.IGNORECASE)
_ADULTS_TOO = re.compile(
    r"\badults?\b|\bgrown[- ]?ups?\b|\b(?:whole|all the) family\b|\bfor (?:all|both) of us\b|大人|成人|全家|一家",
    re.I,
)
ADULT_SIZED = 13
"""From this age on what is made for children is mostly too small."""


@lru_cache(maxsize=1024)
def age_in(text: str) -> int | None:
    """The age of the person it is for, in whole years, when it is said; 0 in the first year."""
    months = _months_in(text)
    if months is not None:
        said = months[1].lower()
        return (_NUMBERS.get(said) or _read(said)) // 12
    found = _AGE.search(text)
    if found:
        said = (found[1] or found[2]).lower()
        return _NUMBERS.get(said) or int(said)
    chinese = _IN_CHINESE.search(text)
    return _read(chinese[1]) if chinese else None


def _months_in(text: str) -> re.Match[str] | None:
    """Where an age is said in months: of somebody "old", or of a baby when nothing else lasts so long."""
    of_a_baby = _BABY.search(text) is not None and _TERM.search(text) is None
    found = (match for pattern in (_MONTHS, _MONTHS_IN_CHINESE) for match in pattern.finditer(text))
    return next((match for match in found if match["old"] or of_a_baby), None)


def without_ages(text: str) -> str:
    """A text with spaces in place of the ages in it, so that all else stays where it is."""
    months = _months_in(text)
    spans = [found.span() for pattern in (_AGE, _IN_CHINESE) for found in pattern.finditer(text)]
    for start, end in [*spans, *([months.span()] if months else [])]:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def is_for_a_teenager(text: str) -> bool:
    """Whether something is for one who is neither child nor grown up."""
    age = age_in(text)
    return _TEENS.search(text) is not None or (age is not None and age >= ADULT_SIZED)


def is_for_adults_too(text: str) -> bool:
    """Whether grown-ups are named among those whom something is for."""
    return _ADULTS_TOO.search(text) is not None


def _read(number: str) -> int:
    """A number below 100 in figures or in Chinese characters."""
    if number.isdecimal():
        return int(number)
    tens, has_tens, ones = number.rpartition("十")
    return (_DIGITS[tens] if tens else 1) * 10 * bool(has_tens) + (_DIGITS[ones] if ones else 0)
