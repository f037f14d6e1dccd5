"""Prices and budgets in English."""

from __future__ import annotations

import re
from typing import Iterator, List, Optional, Tuple

from bot.components.english.numbers import NUMBER_WORDS, number_in_words
from bot.components.matches import Found, Match, claim

WEIGHT = 60
APPROXIMATION = 0.2
"""How far, as a share, "around 50" reaches to both sides."""
SMALLEST_BARE_BUDGET = 5
"""A smaller number without a currency is rather a count: "at least 2"."""
SMALLEST_BARE_RANGE = 10
NARROWEST_BARE_RANGE = 1.1
"""Without a currency, "between 8 and 12" are hours and "between 38 and 39" are sizes."""

_BEFORE = r"[€£$¥]|(?:eur|gbp|usd)\s?"
_AFTER = r"\s?(?:[€£$¥]|(?:euros?|quid|pounds?|dollars?|bucks?|eur|gbp|usd|sterling)\b)"
_DIGITS = r"\d{1,3}(?:[,.]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
# What makes a number something else than money
_NOT_MONEY = (
    r"(?!\s*-?\s*(?:%|percent|per\s?cent|°|cm\b|mm\b|m\b|km\b|kg\b|g\b|grams?\b|lbs?\b|oz\b|ml\b|l\b"
    r"|lit(?:re|er)s?\b"
    r"|gb\b|tb\b|mb\b|mah\b|w\b|watts?\b|v\b|volts?\b|hz\b|mp\b|k\b|inch(?:es)?\b|ins?\b(?=\s+(?:long|wide"
    r"|tall))"
    r"|\"|ft\b|feet\b|met(?:re|er)s?\b|miles?\b|steps?\b|den(?:ier)?\b|seconds?\b|secs?\b|min(?:ute)?s?\b"
    r"|h(?:ou)?rs?\b|days?\b"
    r"|working\b|business\b|weeks?\b|wks?\b|months?\b|years?\b|yrs?\b|yo\b|y/o|stars?\b|out\s+of|items?\b"
    r"|things?\b"
    r"|pairs?\b|people\b|persons?\b|pieces?\b|pcs\b|of\s+(?:them|these|those)|times?\b|orders?\b|emails?\b"
    r"|calls?\b|messages?\b|am\b|pm\b|o.?clock|(?:st|nd|rd|th|s)\b))(?![:/]\d|[.,]?\d)"
)
_WORDS = rf"(?P<words>{NUMBER_WORDS})"


def _amount(name: str) -> str:
    """A pattern for an amount of money, with or without its currency, in groups that begin with `name`."""
    words = _WORDS.replace("<words>", f"<{name}_words>")
    return (
        rf"(?:(?P<{name}_before>{_BEFORE})\s?)?(?:(?P<{name}>{_DIGITS})|{words})"
        rf"(?:(?P<{name}_after>{_AFTER})|{_NOT_MONEY})"
    )


_FILLER = r"(?:\s*(?:of|is|was|at|:|=|price|around|about|the|a|max(?:imum)?))*\s*"
_MAXIMUM = (
    r"(?:no(?:t|thing)?\s+(?:more|higher|dearer)\s+than|not\s+(?:to\s+)?(?:(?:go|spend|pay)\s+)?(?:over|above|exceeding|beyond|more\s+th[ae]n)|nothing\s+(?:over"
    r"|above)|(?:do|should|must|can)(?:n.?t|\s+not)\s+(?:cost\s+more\s+than|go\s+(?:over|above)|exceed)"
    r"|(?:less|cheaper|lower)\s+th[ae]n|for\s+(?:under|less\s+than)|under|below|beneath|within|up\s?to"
    r"|at\s+(?:the\s+)?most"
    r"|max(?:imum)?(?:\s+(?:price|budget|spend))?|my\s+limit|limit|budget(?:\s+(?:is|of|around|up\s+to))?"
    r"|(?:can|could|want(?:ed)?\s+to|wanna|will(?:ing)?(?:\s+to)?|to)\s+spend(?:\s+up\s+to)?"
    r"|i\s+have(?=\s+[€£$])|sub[\s-]?|<=?|≤)"
)
_MINIMUM = (
    r"(?:no(?:t|thing)?\s+(?:less|cheaper|lower)\s+than|not\s+(?:under|below)|nothing\s+(?:under|below)"
    r"|more\s+th[ae]n|over|above|at\s+(?:the\s+)?least|min(?:imum)?(?:\s+(?:price|budget|spend))?"
    r"|upwards\s+of|starting\s+(?:at|from)|from(?=\s*[€£$])|>=?|≥)"
)
_APPROXIMATE = r"(?:around|about|approx(?:imately|\.)?|roughly|circa|close\s+to|in\s+the\s+region\s+of|~|±)"

_FLAGS = re.IGNORECASE
_RANGE_WORDS = re.compile(
    r"(?:\b(?P<cue>between|from|anywhere\s+from|budget(?:\s+(?:is|of))?|price\s+range(?:\s+of)?)\s*:?\s*"
    r"|(?<![\w.,/-]))"
    rf"{_amount('low')}\s*(?P<link>-|–|—|\bto\b|\band\b|\btill\b)\s*{_amount('high')}",
    _FLAGS,
)
_MAXIMUM_BEFORE = re.compile(rf"(?<!\w){_MAXIMUM}{_FILLER}{_amount('amount')}", _FLAGS)
_MINIMUM_BEFORE = re.compile(rf"(?<!\w){_MINIMUM}{_FILLER}{_amount('amount')}", _FLAGS)
_APPROXIMATE_BEFORE = re.compile(rf"(?<!\w){_APPROXIMATE}\s*{_amount('amount')}(?!\s*-\s*\d)", _FLAGS)
_MAXIMUM_AFTER = re.compile(
    rf"(?<![\w.,-]){_amount('amount')}\s*(?:or\s+(?:less|under|below|cheaper)|max(?:imum)?\b|tops\b"
    r"|at\s+(?:the\s+)?most"
    r"|(?:is\s+(?:my\s+)?)?(?:budget|limit)\b|is\s+(?:my|the)\s+(?:max(?:imum)?|limit|budget)"
    r"|and\s+(?:under|below|less))",
    _FLAGS,
)
_MINIMUM_AFTER = re.compile(
    rf"(?<![\w.,-]){_amount('amount')}\s*(?:\+(?!\d)|or\s+(?:more|over|above)\b|and\s+(?:up|over"
    r"|above)(?:wards)?\b|upwards\b|min(?:imum)?\b(?!\w))",
    _FLAGS,
)
_APPROXIMATE_AFTER = re.compile(
    rf"(?<![\w.,-])(?P<amount_before>{_BEFORE})?(?P<amount>{_DIGITS})(?P<amount_words>(?!))?"
    rf"(?:\s?-?ish\b|(?P<amount_after>{_AFTER})?\s+or\s+so\b)",
    _FLAGS,
)
_PLAIN_PRICE = re.compile(
    rf"(?<![\w.,])(?:(?:{_BEFORE})\s?(?:{_DIGITS})|(?:{_DIGITS}){_AFTER})(?![\w])"
    rf"|(?<![\w.,])\d+[.,]\d{{2}}(?![\d.,]*\d)",
    _FLAGS,
)
_PERCENTAGE = re.compile(r"\d+(?:[.,]\d+)?\s*(?:%|percent|per\s?cent)", _FLAGS)


def find_prices(text: str) -> List[Match]:
    """Finds `price_min` and `price_max`, floats in major units, and claims other prices and percentages."""
    matches = list(_ranges(text))
    matches += _bounds(text, _MAXIMUM_BEFORE, 0.0, 1.0)
    matches += _bounds(text, _MAXIMUM_AFTER, 0.0, 1.0)
    matches += _bounds(text, _MINIMUM_BEFORE, 1.0, 0.0)
    matches += _bounds(text, _MINIMUM_AFTER, 1.0, 0.0)
    for pattern in (_APPROXIMATE_BEFORE, _APPROXIMATE_AFTER):
        matches += _bounds(text, pattern, 1 - APPROXIMATION, 1 + APPROXIMATION)
    matches += [claim(*found.span(), WEIGHT) for found in _PLAIN_PRICE.finditer(text)]
    matches += [claim(*found.span(), WEIGHT) for found in _PERCENTAGE.finditer(text)]
    return matches


def read_amount(digits: str) -> float:
    """Reads an amount as the British or the continentals write it.

    Args:
        digits: For instance "1,200", "79,99", "1.200,50" or "80".

    Returns:
        The amount in major units. One separator before three digits parts thousands.
    """
    whole, decimals = digits, ""
    tail = re.search(r"[.,](\d{1,2})$", digits)
    if tail:
        whole, decimals = digits[: tail.start()], tail.group(1)
    return float(f"{re.sub(r'[.,]', '', whole)}.{decimals or 0}")


def _ranges(text: str) -> Iterator[Match]:
    for found in _RANGE_WORDS.finditer(text):
        low, high = _value(found, "low"), _value(found, "high")
        cue = (found.group("cue") or "").lower()
        signed = _has_currency(found, "low") or _has_currency(found, "high")
        if low is None or high is None or low >= high:
            continue
        # "and" joins a range only after "between", and a bare "20-30" may be a size or a date
        if found.group("link").lower() == "and" and "between" not in cue and "from" not in cue:
            continue
        if not signed and not (cue and cue != "from" and _may_be_range(low, high)):
            continue
        low_end = found.start("link")
        entities = (
            Found("price_min", low, _amount_start(found, "low"), _trim(text, low_end)),
            Found("price_max", high, _amount_start(found, "high"), found.end()),
        )
        yield Match(*found.span(), entities, WEIGHT + 1)


def _bounds(text: str, pattern: "re.Pattern[str]", low: float, high: float) -> Iterator[Match]:
    """Finds amounts and gives their `low`-fold as the least and their `high`-fold as the most; 0 for none."""
    for found in pattern.finditer(text):
        amount = _value(found, "amount")
        if amount is None or amount <= 0:
            continue
        if not _has_currency(found, "amount") and not _may_be_budget(amount, low, high):
            continue
        entities: Tuple[Found, ...] = ()
        if low:
            entities += (Found("price_min", round(amount * low, 2), *found.span()),)
        if high:
            entities += (Found("price_max", round(amount * high, 2), *found.span()),)
        yield Match(*found.span(), entities, WEIGHT)


def _may_be_budget(amount: float, low: float, high: float) -> bool:
    approximate = bool(low and high)
    # "about 10342" asks about an order
    return SMALLEST_BARE_BUDGET <= amount < (1_000 if approximate else 100_000)


def _may_be_range(low: float, high: float) -> bool:
    return low >= SMALLEST_BARE_RANGE and high >= low * NARROWEST_BARE_RANGE


def _value(found: "re.Match[str]", name: str) -> Optional[float]:
    digits = found.group(name)
    if digits:
        return read_amount(digits)
    words = found.group(f"{name}_words")
    number = number_in_words(words) if words else None
    return None if number is None else float(number)


def _has_currency(found: "re.Match[str]", name: str) -> bool:
    return bool(found.group(f"{name}_before") or found.group(f"{name}_after"))


def _amount_start(found: "re.Match[str]", name: str) -> int:
    starts = [found.start(f"{name}{part}") for part in ("_before", "", "_words")]
    return min(start for start in starts if start >= 0)


def _trim(text: str, end: int) -> int:
    return len(text[:end].rstrip())
