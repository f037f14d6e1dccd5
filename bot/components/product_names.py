"""What a product may be called: its whole name, and the parts of it that mean no other product."""

from __future__ import annotations

import re
from typing import AbstractSet, Callable, Dict, Iterator, NamedTuple, Sequence, Set, Tuple

SHORTEST_PART = 5
MAXIMUM_WORDS = 6

_POINTED_AT = re.compile(r"\b(?:the|this|that|my|your|our|a|an)\s+$", re.IGNORECASE)


class ProductName(NamedTuple):
    """A way to name a product.

    Attributes:
        product: The product's id.
        words: The words, lower-cased.
        is_whole: False for a part of the name.
        is_plain: True for words of the language: they name the product only where they are written as a name.
    """

    product: str
    words: Tuple[str, ...]
    is_whole: bool
    is_plain: bool


def product_names(
    names: Dict[str, Sequence[str]], general: AbstractSet[str], is_ordinary: Callable[[str], bool]
) -> Iterator[ProductName]:
    """Gives each product's name and the parts of it that belong to no other product.

    Parts of nothing but the shop's own general words ("espresso machine") say what kind of thing it is, not which.

    Args:
        names: The words of each product's name.
        general: Words for kinds of product, colours, materials, features and brands.
        is_ordinary: Tells a word of the language.
    """
    owners: Dict[Tuple[str, ...], Set[str]] = {}
    for product, words in names.items():
        for part in _parts(words):
            owners.setdefault(part, set()).add(product)

    def is_own(word: str) -> bool:
        return word.isalpha() and len(word) >= SHORTEST_PART and word not in general and not is_ordinary(word)

    for product, words in names.items():
        yield ProductName(product, tuple(words), True, len(words) < 3 and general.issuperset(words))
        for part in _parts(words):
            if owners[part] != {product} and not (
                len(part) > 1
                and _is_all_but_kind(part, words, general)
                and _is_only_such(part, owners[part], names, general)
            ):
                continue
            if len(part) > 1 and is_ordinary("".join(part)):
                # "E-Mail Gift Card"
                continue
            if is_own(part[0]) or is_own(part[-1]):
                yield ProductName(product, part, False, False)
            elif part == tuple(words[: len(part)]) and _may_be_name(part) and not general.issuperset(part):
                yield ProductName(product, part, False, True)


def is_written_as_name(text: str, start: int, end: int) -> bool:
    """Tells whether words of the language stand for a product's name: "the Quiet Hour", "the slow burn".

    One word must have a capital and "the" or the like before it, and no other name may go on after it.
    """
    written = text[start:end]
    words = re.findall(r"[^\W_]+", written)
    capitals = sum(word[0].isupper() for word in words)
    pointed_at = bool(_POINTED_AT.search(text[:start]))
    if written.isupper() and text.isupper():
        return len(words) > 1
    if len(words) == 1:
        return bool(capitals and pointed_at and not re.match(r"\s+[A-Z][a-z]", text[end:]))
    return pointed_at or capitals == len(words)


def _is_all_but_kind(part: Tuple[str, ...], words: Sequence[str], general: AbstractSet[str]) -> bool:
    """True for "Solace 8" of "Solace 8 Phone": what follows says of what kind it is."""
    return part == tuple(words[: len(part)]) and general.issuperset(words[len(part) :])


def _is_only_such(
    part: Tuple[str, ...], owners: Set[str], names: Dict[str, Sequence[str]], general: AbstractSet[str]
) -> bool:
    return sum(_is_all_but_kind(part, names[owner], general) for owner in owners) == 1


def _may_be_name(part: Tuple[str, ...]) -> bool:
    return len(part) > 1 or (part[0].isalpha() and len(part[0]) >= SHORTEST_PART)


def _parts(words: Sequence[str]) -> Set[Tuple[str, ...]]:
    """All runs of neighbouring words but the whole."""
    count = len(words)
    return {
        tuple(words[start:end])
        for start in range(count)
        for end in range(start + 1, count + 1)
        if end - start < min(count, MAXIMUM_WORDS)
    }
