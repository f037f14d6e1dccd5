"""Chinese words for what a shop sells: how shoppers ask for it, and how it is shown to them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

WORDS = Path(__file__).parent / "chinese.yml"

_SECTIONS = {
    "product_types": "kinds",
    "colours": "colours",
    "materials": "materials",
    "features": "features",
}
"""Sections of the vocabulary and where `chinese.yml` has their words."""


@cache
def chinese_words() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """For each section of the vocabulary, Chinese words by key, the usual one first."""
    written = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return {
        section: {key: tuple(map(str, words)) for key, words in written[name].items()}
        for section, name in _SECTIONS.items()
    }


def chinese_word(key: str, section: str | None = None) -> str:
    """The Chinese word to show for a key of the vocabulary; the key itself where there is none.

    Args:
        key: Such as "jacket", "light blue" or "dishwasher_safe".
        section: "product_types", "colours", "materials" or "features"; None looks through all, in this order.
    """
    for name, words in chinese_words().items():
        if section in (None, name) and key in words:
            return words[key][0]
    return key


def add_chinese(vocabulary: dict[str, Any]) -> dict[str, Any]:
    """Add Chinese forms to the keys that a vocabulary has.

    Within a section each form goes to one key only: the one that it is the more usual word for, among those that
    this catalogue has. 耳机 is a headphone, but an earbud where the shop has earbuds only.
    """
    added = dict(vocabulary)
    for section, words in chinese_words().items():
        present = {key: words.get(key, ()) for key in vocabulary[section]}
        owners: dict[str, tuple[int, str]] = {}
        for key in words:  # in the order of the file
            for rank, form in enumerate(present.get(key, ())):
                if form not in owners or rank < owners[form][0]:
                    owners[form] = (rank, key)
        added[section] = {
            key: [*forms, *(form for form in present[key] if owners[form][1] == key)]
            for key, forms in vocabulary[section].items()
        }
    return added
