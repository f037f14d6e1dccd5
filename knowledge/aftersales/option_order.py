"""Which value of an option is more than another: M than S, 1 TB than 512 GB, high than low."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LADDERS = (
    ("xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl"),
    ("portable", "mini", "small", "medium", "large", "extra large"),
    ("none", "low", "medium", "high"),
    ("beginner", "intermediate", "expert"),
    ("basic", "standard", "professional"),
)
# Multiples of the smallest unit of its kind; another word after a number does not count.
_UNITS = {
    "tb": 1000.0,
    "l": 1000.0,
    "liter": 1000.0,
    "litre": 1000.0,
    "k": 500.0,
    "ft": 12.0,
    "kg": 1000.0,
    "m": 100.0,
}
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)\s*-?\s*([a-z]*)")


def rank(value: str, values: Iterable[str]) -> float | None:
    """How much a value is among those of its option; None when these have no order."""
    for ladder in _LADDERS:
        if all(each.casefold() in ladder for each in values):
            return float(ladder.index(value.casefold()))
    return _measure(value) if all(_measure(each) is not None for each in values) else None


def _measure(value: str) -> float | None:
    found = _NUMBER.search(value.casefold())
    if found is None:
        return None
    return float(found[1]) * _UNITS.get(found[2].removesuffix("s") or found[2], 1.0)


def ordered(values: Iterable[str]) -> list[str]:
    """Values from least to most; empty when they have no order."""
    distinct = list(dict.fromkeys(values))
    ranks = {value: rank(value, distinct) for value in distinct}
    if any(each is None for each in ranks.values()):
        return []
    return sorted(distinct, key=lambda value: ranks[value] or 0.0)


def moved(now: str, values: Iterable[str], *, up: bool) -> list[str]:
    """The values that are more (or less) than that of now, nearest first."""
    ladder = ordered([*values, now])
    if now not in ladder:
        return []
    at = ladder.index(now)
    return ladder[at + 1 :] if up else ladder[:at][::-1]


def shifted(now: str, values: Iterable[str], by: float) -> str | None:
    """The value whose number is that of now and so many more (or fewer)."""
    start = _measure(now)
    if start is None:
        return None
    return next((each for each in values if _measure(each) == start + by), None)
