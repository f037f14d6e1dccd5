"""What a request will not have, in words that extraction does not read: materials, and all that comes from animals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.catalogue.chinese import chinese_words
from knowledge.catalogue.words import MATERIALS

_NEGATED = (
    r"\b(?:no|not|without|avoid|hate|never|allergic to|can['’]?t (?:wear|stand)|don['’]?t (?:want|like))\s+"
    r"(?:any\s+|real\s+|wear\s+)?"
)
_FUR_AND_FEATHERS = ("fur", "feather", "feathers")
_MATERIAL = re.compile(
    rf"{_NEGATED}(?P<material>{'|'.join(map(re.escape, (*MATERIALS, *_FUR_AND_FEATHERS)))})\b(?!\s+(?:look|free))",
    re.IGNORECASE,
)
_ANIMAL = re.compile(
    r"\b(?:nothing|anything)\b[^.;!?]{0,20}\b(?:from|of) animals?\b|\b(?:from|of) animals\b|\banimal[- ]free\b"
    r"|\bno animal (?:products?|materials?)\b|不含动物|非动物|不要动物|纯素",
    re.IGNORECASE,
)
_OF_BIRDS = {"feather": "down", "feathers": "down"}


def unwanted_materials(text: str) -> Iterator[tuple[str, int, int]]:
    """Materials that a text says no to, each with where it stands."""
    for found in _MATERIAL.finditer(text):
        said = found["material"].lower()
        yield _OF_BIRDS.get(said, said), found.start("material"), found.end("material")
    for material, forms in chinese_words()["materials"].items():
        for form in forms:
            at = re.search(rf"(?:不要|不含|不能有|别是|过敏)[^，。！？,.!?]{{0,2}}{re.escape(form)}", text)
            if at and len(form) > 1:
                yield material, at.end() - len(form), at.end()


def wants_nothing_of_animals(text: str) -> bool:
    """Whether a text asks for what no animal gave anything for."""
    return _ANIMAL.search(text) is not None
