"""What something may cost, as a request says it in English or Chinese; for requests whose prices nobody extracted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.advice.ages import without_ages

_CURRENCY_BEFORE = r"(?:[€$£¥￥]|(?:eur|usd|gbp|cny|rmb)\s?)"
_CURRENCY_AFTER = (
    r"(?:\s?(?:€|\$|£|¥|euros?\b|eur\b|dollars?\b|usd\b|bucks?\b|pounds?\b|gbp\b|quid\b|yuan\b|rmb\b)"
    r"|\s?(?:欧元?|美元|美金|英镑|块钱?|元))"
)
_NUMBER = r"(?P<{}>\d{{1,6}}(?:[.,]\d{{3}})*(?:[.,]\d{{1,2}})?)(?![\d%])"
BARE = "__"
"""Ending of the group of a number that stands without a currency."""


def _amount(name: str, *, sure: bool) -> str:
    """A number; with its currency, unless what stands around it says that it is a price."""
    number = _NUMBER.format(name)
    priced = rf"(?:{_CURRENCY_BEFORE}{number}|{number.replace(name, name + '_')}{_CURRENCY_AFTER})"
    return priced if not sure else rf"(?:{priced}|{number.replace(name, name + BARE)}(?:{_UNITLESS}))"


_UNITLESS = (
    r"(?=\s*(?:$|[.,;:!?)，。；！？、]"
    r"|(?:and|or|but|please|max|at|if|with|for|per|each|not|no|thanks?|would|is)\b))"
)
_MOST_BEFORE = (
    r"(?:(?:under|below|less than|cheaper than|up to|at (?:the )?(?:very )?most|no more than|not more than|not over|"
    r"not go over|maximum(?: of)?|max\.?|within|budget(?: is| of|:)?(?: about| around)?|can spend|to spend|"
    r"not exceed(?:ing)?|nothing over|costs? less than|<=?)\s*"
    r"|(?:不超过|不要超过|最多|低于|少于|预算(?:是|在|为|大概|约)?)\s*)"
)
_MOST_AFTER = (
    r"\s*(?:at (?:the )?(?:very )?most|or less|or under|max(?:imum)?\b|tops\b|or cheaper|"
    r"以下|以内|之内|封顶|以里|内)"
)
_LEAST_BEFORE = (
    r"(?:(?:over|above|more than|at least|from|starting at|minimum(?: of)?|no less than|>=?)\s*"
    r"|(?:超过|至少|高于|不低于)\s*)"
)
_LEAST_AFTER = r"\s*(?:or more|and up|upwards|以上|起)"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_HIGH = _amount("high", sure=False)
_BETWEEN = (
    _pattern(
        rf"\bbetween\s*{_CURRENCY_BEFORE}?{_NUMBER.format('low')}{_CURRENCY_AFTER}?"
        rf"\s*(?:-|–|~|to|and)\s*{_HIGH}"
    ),
    _pattern(
        rf"\bfrom\s*{_CURRENCY_BEFORE}?{_NUMBER.format('low')}{_CURRENCY_AFTER}?\s*(?:-|–|~|to|up to)\s*{_HIGH}"
    ),
    _pattern(rf"{_amount('low', sure=False)}\s*(?:-|–|~|to|到|至)\s*{_HIGH}"),
    _pattern(rf"{_NUMBER.format('low')}\s*(?:-|–|~|到|至)\s*{_HIGH}"),
)
_MOST = (
    _pattern(rf"\b{_MOST_BEFORE}{_amount('most', sure=True)}"),
    _pattern(rf"{_amount('most', sure=False)}(?:\s?(?:就|的)?){_MOST_AFTER}"),
    _pattern(
        rf"(?:不超过|不要超过|最多|低于|少于|预算(?:是|在|为|大概|约)?)\s*{_amount('most', sure=False)}"
    ),
)
_LEAST = (
    _pattern(rf"(?<!not )(?<!nothing )(?<!no )(?<!go )\b{_LEAST_BEFORE}{_amount('least', sure=False)}"),
    _pattern(rf"{_amount('least', sure=False)}{_LEAST_AFTER}"),
    _pattern(rf"(?<!不)(?<!不要)(?:超过|至少|高于)\s*{_amount('least', sure=False)}"),
)
_AT_MOST = _pattern(r"\bat (?:the )?(?:very )?most\b|\bmax(?:imum)?\b|\btops\b|最多|不超过|封顶")
# Of a number without a currency: what stands before the limit says that it is something else.
_CLAUSE_END = re.compile(r"[,;:!?()，。；：！？（）]|\.(?!\d)")
_OF_CHILDREN = re.compile(
    r"\b(?:child(?:ren)?|kids?|toddlers?|bab(?:y|ies)|infants?|boys?|girls?|pupils?|sons?|daughters?|ones)\b",
    re.I,
)
GROWN_UP = 18
_MEASURED = re.compile(
    r"\b(?:age[ds]?|sizes?|sized|weigh(?:s|ing|ts?)?|heights?|tall|lengths?|long|widths?|wide|deep|depth|diameter"
    r"|waist|chest|collar|screens?|capacity|volume|load|watts?|wattage)\b",
    re.I,
)
# "Up to" says how far a range of sizes goes: of shoes in European sizes, of screens in inches, of weights in kilograms.
_SIZED = (
    (re.compile(r"\b(?:shoe|sneaker|trainer|boot|sandal|slipper|heel|sock)s?\b", re.I), range(15, 51)),
    (re.compile(r"\b(?:tv|television|monitor|display|laptop|tablet)s?\b", re.I), range(7, 100)),
    (re.compile(r"\b(?:dumbbell|kettlebell|barbell)s?\b", re.I), range(1, 100)),
)
_UP_TO = re.compile(r"up to\b", re.I)
_OF_MONEY = re.compile(r"\b(?:budget|spend|costs?|cheaper|prices?|priced|pay)\b", re.I)
_WORDS_NEAR = 4
_IN_POUNDS = re.compile(r"\d\s?pounds?\b", re.I)


@dataclass(frozen=True)
class Budget:
    """What something may cost, in major units of the shop's currency, and where in the text it is said."""

    least: float | None = None
    most: float | None = None
    start: int = 0
    end: int = 0


@lru_cache(maxsize=1024)
def budget_in(text: str) -> Budget:
    """The limits of price that a text names; none where its numbers are of something else."""
    text = without_ages(text)
    between = _first(_BETWEEN, text)
    if between:
        low, high = sorted((_number(between, "low"), _number(between, "high")))
        return Budget(low, high, *between.span())
    most = _first(_MOST, text)
    if most:
        return Budget(None, _number(most, "most"), *most.span())
    least = _first(_LEAST, text)
    if least is None or _is_weight(least, text):
        return Budget()
    return Budget(_number(least, "least"), None, *least.span())


def is_upper_limit(text: str) -> bool:
    """Whether a text says of an amount that it is the most: "about 50, at the very most"."""
    return _AT_MOST.search(text) is not None


def _first(patterns: Sequence[re.Pattern[str]], text: str) -> re.Match[str] | None:
    found = (match for pattern in patterns for match in pattern.finditer(text))
    return next((match for match in found if not _is_something_else(match, text)), None)


def _is_something_else(found: re.Match[str], text: str) -> bool:
    """Whether a number without a currency is an age, a size, a weight or a length."""
    bare = next((value for name, value in found.groupdict().items() if name.endswith(BARE) and value), None)
    if bare is None or _OF_MONEY.search(found.group()):
        return False
    near = " ".join(_CLAUSE_END.split(text[: found.start()])[-1].split()[-_WORDS_NEAR:])
    number = int(re.split(r"[.,]", bare)[0])
    if _OF_MONEY.search(near):
        return False
    if _MEASURED.search(near) or (_OF_CHILDREN.search(near) and number < GROWN_UP):
        return True
    return _UP_TO.match(found.group()) is not None and any(
        kind.search(near) and number in sizes for kind, sizes in _SIZED
    )


def _is_weight(found: re.Match[str], text: str) -> bool:
    """Whether "over 5 pounds" may be of a weight, for nothing in the text is of a price."""
    return _IN_POUNDS.search(found.group()) is not None and _OF_MONEY.search(text) is None


def _number(found: re.Match[str], name: str) -> float:
    """The amount in a match: 1,299.50 and 1.299,50 are the same."""
    groups = found.groupdict()
    written = next(groups[key] for key in (name, f"{name}_", f"{name}{BARE}") if groups.get(key))
    cents = re.search(r"[.,](\d{1,2})$", written)
    whole = written[: cents.start()] if cents else written
    return float(f"{re.sub('[.,]', '', whole)}.{cents[1] if cents else 0}")
