"""What is left of a shopper's words when the product is taken out of them, so that complaints can be compared."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from knowledge.catalogue.chinese import chinese_words
from knowledge.catalogue.words import words

_HAN = re.compile(r"[一-鿿]+")
_ENDING = re.compile(r"(?:ing|ed|es|s|e)$")
_SHORT = 4
# Words that say nothing of what is wrong.
_EMPTY = frozenset(
    "the a an my it is are be of and to in on for does do no not t won don s i me this that so at with any has have "
    "had get got was can from out up off only very too when after".split()
)

VAGUE = (
    "it is broken", "it does not work", "it is faulty", "it stopped working", "there is a problem with it",
    "I have a problem with it", "it is defective", "something is wrong with it", "I am having trouble with it",
    "坏了", "有问题", "不能用了", "出故障了", "有质量问题", "有毛病", "出问题了", "用不了",
)  # fmt: skip
"""Complaints that leave open what is wrong."""


def naming(kinds: Collection[str]) -> re.Pattern[str]:
    """Finds what products of these kinds are called, in English and Chinese."""
    chinese = chinese_words()["product_types"]
    han = {word for kind in kinds for word in chinese.get(kind, ()) if len(word) > 1}
    latin = _longest_first(kinds)
    names = [rf"\b(?:the|my|this|a|our)?\s*(?:{latin})(?:es|s)?\b"] if latin else []
    if han:
        names.append(_longest_first(han))
    return re.compile("|".join(names) or r"(?!)", re.IGNORECASE)


def _longest_first(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def without(product: re.Pattern[str], text: str) -> str:
    """A complaint with the product called "it"."""
    return product.sub(" it ", text).strip()


def terms(text: str) -> frozenset[str]:
    """The words of a complaint by their stems; Chinese by pairs of characters."""
    latin = (word for word in words(text) if not _HAN.match(word) and word not in _EMPTY)
    stems = {_ENDING.sub("", word) if len(word) > _SHORT else word for word in latin}
    pairs = {run[at : at + 2] for run in _HAN.findall(text) for at in range(len(run) - 1)}
    return frozenset(stems | pairs)
