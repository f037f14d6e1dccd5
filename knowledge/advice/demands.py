"""What a request demands of a product's stated facts: `waterproof`, `persons>=2`, `rise=high`.

Words that extraction does not read are read here: phrases by `demands.yml`, and numbers with what they count. Whether
a shop's facts can decide a demand is a question to its catalogue (`knowledge.advice.columns`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.advice.ages import without_ages
from knowledge.language import has_han

DEMANDS = Path(__file__).with_name("demands.yml")
_DEMAND = re.compile(r"(?P<name>[^>=]+)(?P<mark>>=|=)(?P<value>.+)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_CLAUSE_END = re.compile(r"[,.;:!?()，。；：！？（）]|\bbut\b|但")
_NEGATED = re.compile(
    r"\b(?:no|not|without|never|isn['’]?t|aren['’]?t|non)(?:\s+(?:a|an|any|the|be|to|too|in|have|over|via))*\s*$"
    r"|\bnothing(?:\s+(?:that|which|is|goes|works|runs|over|on|by|with|via|at|all))*\s*$"
    r"|(?:不要|不是|别要|非|(?<!有)没有|不带|无)\s*$",
    re.IGNORECASE,
)
_NOT_NEEDED = re.compile(
    r"(?:\bneed(?:n['’]t| not)|(?:\bnot|n['’]t) (?:have to|need|matter|care))\b[^,;]*$|不(?:用|需要|必)[^，；]*$",
    re.IGNORECASE,
)
# What the shopper has already is so, and need not be: "my wired headphones".
_OWNED = re.compile(
    r"\b(?:my|our|his|her|their)(?: (?:old|new|current|present))?\s*$|[我他她]们?的?[旧新老]?$", re.IGNORECASE
)
_NUMBERS = {
    name: number
    for number, name in enumerate("one two three four five six seven eight nine ten".split(), start=1)
} | {name: number for number, name in enumerate("一二三四五六七八九十", start=1)}
_NUMBERS["两"] = 2
_COUNT = r"(\d{1,2}|" + "|".join(name for name in _NUMBERS if name.isascii()) + ")"
_CHINESE_COUNT = r"(\d{1,2}|[一二两三四五六七八九十])"
_LEAST = r"(?:at least|more than|over|bigger than|larger than|longer than|minimum(?: of)?|no less than)"
# A fact that is a number, and the expressions that name the least it may be.
_LEAST_OF: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("persons", rf"\b{_COUNT} of us\b"),
        ("persons", rf"\bfor (?:a )?(?:family of )?{_COUNT} (?:people|persons?|adults|campers|sleepers)\b"),
        ("persons", rf"\bfamily of {_COUNT}\b"),
        ("persons", rf"\b{_COUNT}[ -](?:person|man|berth)\b"),
        ("persons", rf"{_CHINESE_COUNT}个?人(?!份)(?=用|的|帐|住|睡|露营|[，。]|$)"),
        ("persons", rf"一家{_CHINESE_COUNT}口"),
        (
            "laptop_inch",
            r"\b(?:my|for an?|fits?(?: an?| my)?|holds?(?: an?| my)?) (\d\d)[ -]?(?:inch|\") (?:laptop|notebook)",
        ),
        ("laptop_inch", r"(?:装|放)(?:得|的)?(?:下)?(\d\d)(?:英)?寸"),
        ("screen_inch", rf"\b{_LEAST} (\d\d)[ -]?(?:inch(?:es)?\b|\")"),
        ("screen_inch", r"(\d\d)(?:英)?寸(?:以上|起)"),
        ("battery_hours", rf"\b{_LEAST} {_COUNT} hours?\b"),
        ("battery_hours", rf"(?:续航|至少|超过){_CHINESE_COUNT}个?小时"),
        ("spf", r"\bspf ?(\d\d)\b"),
    )
)


@dataclass(frozen=True)
class Demand:
    """A demand on one fact; `mark` is empty where the fact must be true."""

    name: str
    mark: str = ""
    value: str = ""

    def holds(self, facts: Mapping[str, Any]) -> bool:
        """Whether stated facts fulfil it; what is not stated does not."""
        stated = facts.get(self.name)
        if not self.mark:
            return stated is True
        if stated is None:
            return False
        said = str(stated).casefold()
        if self.mark == "=":
            return re.search(rf"(?<![\w-]){re.escape(self.value.casefold())}(?![\w-])", said) is not None
        numbers = [float(number) for number in _NUMBER.findall(said)]
        return bool(numbers) and max(numbers) >= float(self.value)


@lru_cache(maxsize=4096)
def demand(feature: str) -> Demand:
    """A feature of a need as a demand: `waterproof`, `persons>=2`, `rise=high`."""
    found = _DEMAND.fullmatch(feature)
    return Demand(found["name"], found["mark"], found["value"]) if found else Demand(feature)


@lru_cache(maxsize=1024)
def demands_in(text: str) -> tuple[tuple[str, bool], ...]:
    """The features that a text demands, each with whether it is wanted (or must not be)."""
    found = dict.fromkeys(_least_in(text), True)
    for feature, pattern in _patterns():
        match = None if feature in found else pattern.search(text)
        if match is None or _OWNED.search(text[: match.start()]) or is_not_needed(text, match.start()):
            continue
        found[feature] = "=" in feature or not is_denied(text, match.start())
    return tuple(found.items())


def _least_in(text: str) -> Sequence[str]:
    text = without_ages(text)
    least: dict[str, int] = {}
    for name, pattern in _LEAST_OF:
        match = pattern.search(text)
        if match is not None:
            said = match[1].lower()
            least.setdefault(name, _NUMBERS.get(said) or int(said))
    return [f"{name}>={number}" for name, number in least.items() if number > 1]


def is_denied(text: str, start: int) -> bool:
    """Whether what a text names at a place is said not to be wanted: "nothing that goes over wifi"."""
    return _NEGATED.search(_CLAUSE_END.split(text[:start])[-1]) is not None


def is_not_needed(text: str, start: int) -> bool:
    """Whether what a text names at a place need not be: "it doesn't have to be waterproof"."""
    return _NOT_NEEDED.search(_CLAUSE_END.split(text[:start])[-1]) is not None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    written = yaml.safe_load(DEMANDS.read_text(encoding="utf-8"))
    return tuple(
        (feature, re.compile("|".join(map(_expression, entries)), re.IGNORECASE))
        for feature, entries in written.items()
    )


def _expression(entry: str) -> str:
    if has_han(entry):
        return f"(?:{entry})"
    return rf"(?:(?<!\w)(?:{entry.replace(' ', '[ -]?' if entry.isascii() else ' ')})(?!\w))"
