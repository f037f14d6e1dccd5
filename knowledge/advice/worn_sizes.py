"""The size somebody wears, where a request says it without the word: "a rain jacket, women's L", "for kids, 116"."""

from __future__ import annotations

import re
from functools import lru_cache

_LETTER = r"X{0,3}S|M|X{0,3}L"
_WORN = re.compile(
    r"(?i:\b(?:women|men|ladies|lady|kids?|child(?:ren)?|boys?|girls?)(?:['’]?s)?),?\s+"
    rf"(?P<size>{_LETTER}|3[4-9]|4\d|50|5[26]|6[28]|74|80|86|92|98|1[0-7][02468])\b"
    r"(?!\s*(?i:€|\$|£|%|euros?|eur|pounds?|dollars?|years?|cm|mm|inch|pieces))"
)
_ALONE = re.compile(rf",\s*(?P<size>{_LETTER})(?=\s*(?:[,.;!?]|$))")
"""A letter that stands alone between commas, in upper case."""


@lru_cache(maxsize=1024)
def worn_size_in(text: str) -> str | None:
    """The size that a text names after the wearer, or by a letter alone; None when it names none so."""
    found = _WORN.search(text) or _ALONE.search(text)
    return found["size"] if found else None
