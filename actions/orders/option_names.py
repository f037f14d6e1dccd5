"""What the values of options are called in the shopper's language."""

from __future__ import annotations

from collections.abc import Iterable

from actions.words import Words
from knowledge.aftersales.option_values import Spoken


def spoken(words: Words) -> Spoken:
    """The names of values in the shopper's language, as they are said in it."""

    def names(option: str, value: str) -> Iterable[str]:
        name = words.stated(option, value)
        return (name, name.removesuffix("色")) if name.endswith("色") and len(name) > 2 else (name,)

    return names
