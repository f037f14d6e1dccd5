"""Which size to take instead of one that is too small or too big."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from knowledge.catalogue.view import ProductFacts, VariantFacts

SIZE = "size"
_LETTERS = re.compile(r"(?P<count>\d?)(?P<x>X*)(?P<letter>[SML])", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def fitting(
    product: ProductFacts, options: Mapping[str, str], reason: str, kept: str | None = None
) -> VariantFacts | None:
    """The variant in stock that fits better, all but the size as it is; None when there is none.

    `reason` is `too_small` or `too_big`; `kept` is the size the shopper keeps of such things, taken when it is on the
    right side, else the next size.
    """
    now = options.get(SIZE)
    if now is None or reason not in ("too_small", "too_big"):
        return None
    same = [
        each
        for each in product.variants
        if each.stock > 0 and SIZE in each.options and {**each.options, SIZE: ""} == {**options, SIZE: ""}
    ]
    sizes = in_order([now, *(each.options[SIZE] for each in same)])
    at = sizes.index(now)
    better = sizes[at + 1 :] if reason == "too_small" else sizes[:at][::-1]
    if not better:
        return None
    size = kept if kept in better else better[0]
    return next(each for each in same if each.options[SIZE] == size)


def in_order(sizes: Sequence[str]) -> list[str]:
    """Sizes from the smallest to the largest, each once; of sizes that say nothing of it the given order stays."""
    return sorted(dict.fromkeys(sizes), key=_place)


def _place(size: str) -> float:
    letters = _LETTERS.match(size.strip())
    if letters is not None and not size.strip()[letters.end() :].strip()[:1].isalpha():
        letter = letters["letter"].upper()
        extra = int(letters["count"] or 1) * len(letters["x"])
        return {"S": -1 - extra, "M": 0, "L": 1 + extra}[letter]
    number = _NUMBER.search(size)
    return float(number.group().replace(",", ".")) if number is not None else 0.0
