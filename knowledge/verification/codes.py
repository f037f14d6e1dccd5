"""One-time codes: how they are made, found in what somebody types, and made unreadable."""

from __future__ import annotations

import re
import secrets
import unicodedata

DIGITS = 6
MASK = "•" * DIGITS

# Chinese keyboards give full-width digits; people and mail programs put a blank or a hyphen in the middle.
_CODE = re.compile(r"(?<![\d#＃])\d{3}[ \u00a0-]?\d{3}(?!\d)")


def new_code() -> str:
    """Six random digits."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def code_in(text: str) -> str | None:
    """The first six digits that stand alone in a text; an order number behind a `#` is none."""
    found = _CODE.search(text)
    if found is None:
        return None
    return "".join(letter for letter in unicodedata.normalize("NFKC", found.group()) if letter.isdigit())


def without_codes(text: str) -> str:
    """The text with dots in place of every code."""
    return _CODE.sub(MASK, text)
