"""Which language a text is in, of those Attendant speaks."""

import re

_HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿]")
_LATIN = re.compile(r"[A-Za-z]+")


def detect_language(text: str) -> str:
    """Tells Chinese from English by script.

    A Chinese character is about as much speech as half an English word, but Chinese sentences borrow
    Latin words ("我的 iPhone 到哪了"), so a text is Chinese as soon as it has as many Chinese
    characters as Latin words.

    Args:
        text: Anything a shopper wrote.

    Returns:
        "zh" when Chinese characters prevail, else "en".
    """
    han = len(_HAN.findall(text))
    return "zh" if han and han >= len(_LATIN.findall(text)) else "en"
