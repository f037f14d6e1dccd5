"""Which language a text is in, of those Attendant speaks."""

from __future__ import annotations

import re

CHINESE = "zh"
ENGLISH = "en"
LANGUAGES = (ENGLISH, CHINESE)
HAN_RANGE = "㐀-䶿一-鿿豈-﫿"
LEAST_HAN = 2
LEAST_WORDS = 4

_HAN = re.compile(f"[{HAN_RANGE}]")
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?", re.IGNORECASE)
# Words that hold English sentences together: a product's name has none of them
_ENGLISH = frozenset(
    "i im i'm my me you your it is are was were do does did can could will would have has had not don't the a an this "
    "that these to for from of in on with where when what which how why please want need".split()
)


def has_han(text: str) -> bool:
    """Whether Chinese characters stand in a text."""
    return _HAN.search(text) is not None


def language_of(text: str) -> str:
    """`zh` when a text has as many Chinese characters as Latin words, else `en`: the rule of `bot/language.py`."""
    han = len(_HAN.findall(text))
    return CHINESE if han and han >= len(_WORD.findall(text)) else ENGLISH


def clear_language(text: str) -> str | None:
    """The language of a text, or None when it could be of either: a number, a size, a product's name."""
    han, words = len(_HAN.findall(text)), [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    if han >= LEAST_HAN and han >= len(words):
        return CHINESE
    if not han and len(words) >= LEAST_WORDS and not _ENGLISH.isdisjoint(words):
        return ENGLISH
    return None
