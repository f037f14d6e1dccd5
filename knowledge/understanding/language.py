"""The language of a text, of those Attendant speaks."""

from __future__ import annotations

import re

LANGUAGES = ("en", "zh")

_HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿]")
_LATIN = re.compile(r"[A-Za-z]+")


def language_of(text: str) -> str:
    """`zh` when a text has as many Chinese characters as Latin words, else `en`: the rule of `bot/language.py`."""
    han = len(_HAN.findall(text))
    return "zh" if han and han >= len(_LATIN.findall(text)) else "en"
