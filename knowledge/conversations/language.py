"""Which language a shopper writes in, when a message leaves no doubt."""

from __future__ import annotations

import re

CHINESE = "zh"
ENGLISH = "en"
LEAST_HAN = 2
LEAST_WORDS = 4

_HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿]")
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?", re.IGNORECASE)
# Words that hold English sentences together: a product's name has none of them
_ENGLISH = frozenset(
    "i im i'm my me you your it is are was were do does did can could will would have has had not don't the a an this "
    "that these to for from of in on with where when what which how why please want need".split()
)


def clear_language(text: str) -> str | None:
    """The language of a text, or None when it could be of either: a number, a size, a product's name."""
    han, words = len(_HAN.findall(text)), [word.lower() for word in _WORD.findall(text)]
    if han >= LEAST_HAN and han >= len(words):
        return CHINESE
    if not han and len(words) >= LEAST_WORDS and any(word.replace("’", "'") in _ENGLISH for word in words):
        return ENGLISH
    return None
