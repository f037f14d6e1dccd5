"""English number words."""

from __future__ import annotations

import re
from typing import Optional

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_MULTIPLES = {"hundred": 100, "thousand": 1000, "grand": 1000}

_SMALL = "|".join(sorted([*_UNITS, *_TENS], key=len, reverse=True))
_MULTIPLE = "|".join(_MULTIPLES)
NUMBER_WORDS = (
    rf"(?:(?:(?:a|{_SMALL})[\s-]+)?(?:{_MULTIPLE})(?:\s+(?:and\s+)?(?:{_SMALL})(?:[\s-](?:{_SMALL}))?)?"
    rf"|(?:{_SMALL})(?:[\s-](?:{_SMALL}))?)\b"
)
"""A pattern for a number in words, from "five" and "hundred" to "two hundred and fifty"; for use with IGNORECASE."""

SMALL_NUMBER = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
"""A pattern for a small count, in digits or words."""


def number_in_words(text: str) -> Optional[int]:
    """Reads a number in words.

    Args:
        text: For instance "two hundred and fifty", "Forty-five", "a grand".

    Returns:
        The number, or None when a word is no number.
    """
    total = current = 0
    for word in re.split(r"[\s-]+", text.lower().strip()):
        if word == "and":
            continue
        if word == "a":
            current = 1
        elif word in _UNITS:
            current += _UNITS[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word in _MULTIPLES:
            total += max(current, 1) * _MULTIPLES[word]
            current = 0
        else:
            return None
    return total + current


def small_number(text: str) -> Optional[int]:
    """Reads a count in digits or words, or gives None."""
    return int(text) if text.isdigit() else number_in_words(text)
