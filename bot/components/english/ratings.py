"""Scores a shopper gives."""

from __future__ import annotations

import math
import re
from typing import List

from bot.components.english.numbers import number_in_words
from bot.components.matches import Match, claim, single

WEIGHT = 50
MOST_STARS = 5
_FLAGS = re.IGNORECASE

_SCORE = r"\d{1,3}(?:[.,]\d)?|zero|one|two|three|four|five|six|seven|eight|nine|ten"
_OUT_OF = re.compile(
    rf"(?<![\w.,/-])(?P<score>{_SCORE})\s*(?:/|(?:out\s+)?of)\s*(?P<scale>5|10|100|five|ten|a\s+hundred)\b"
    r"(?![/.-]?\d)(?!\s*(?:%|times|people|customers|items|orders|them|mm|cm))",
    _FLAGS,
)
_STARS = re.compile(rf"(?<![\w.,/])(?P<score>{_SCORE})(?:\s*-?\s*stars?\b|\s?[★⭐*](?!\w))", _FLAGS)
_DRAWN = re.compile(r"(?:[★⭐]\ufe0f?){1,5}")
_DAY = re.compile(r"\b(?:on|since|by|until|from|before|after|due)\s+(?:the\s+)?\d{1,2}/\d{1,2}\b", _FLAGS)


def find_ratings(text: str) -> List[Match]:
    """Finds `rating`, scaled to whole stars from 1 to 5, halves rounded up."""
    matches = [claim(*found.span(), WEIGHT + 1) for found in _DAY.finditer(text)]
    for found in _OUT_OF.finditer(text):
        scale = {"five": 5, "ten": 10, "a hundred": 100}.get(found.group("scale").lower())
        scale = scale or int(found.group("scale"))
        score = _number(found.group("score"))
        if score <= scale:
            matches.append(_rating(score * MOST_STARS / scale, found))
    for found in _STARS.finditer(text):
        matches.append(_rating(_number(found.group("score")), found))
    for found in _DRAWN.finditer(text):
        matches.append(_rating(len(re.findall("[★⭐]", found.group())), found))
    return matches


def _number(text: str) -> float:
    words = number_in_words(text) if text.isalpha() else None
    return float(words if words is not None else text.replace(",", "."))


def _rating(stars: float, found: "re.Match[str]") -> Match:
    whole = min(max(math.floor(stars + 0.5), 1), MOST_STARS)
    return single("rating", whole, found.span(), found.span(), weight=WEIGHT)
