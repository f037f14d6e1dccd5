"""What a request will not have, in words that extraction does not read: materials, and all that comes from animals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.catalogue.chinese import chinese_words
from knowledge.catalogue.words import MATERIALS
from knowledge.language import has_han

_NEGATED = (
    r"(?<!\bwhy )\b(?:no|not|without|avoid|hate|never|allergic to|can['’]?t (?:wear|stand)"
    r"|don['’]?t (?:want|like))\s+(?:any\s+|real\s+|wear\s+)?"
)
_FUR_AND_FEATHERS = ("fur", "feather", "feathers")
_MATERIAL = re.compile(
    rf"{_NEGATED}(?P<material>{'|'.join(map(re.escape, (*MATERIALS, *_FUR_AND_FEATHERS)))})\b(?!\s+(?:look|free))",
    re.IGNORECASE,
)
_ANIMAL = re.compile(
    r"\b(?:nothing|anything|not something)\s+(?:else\s+)?(?:(?:that|which)(?:\s+is|\s+was|['’]s)?\s+)?"
    r"(?:(?:made|derived|coming|comes|taken)\s+(?:out\s+)?)?from\s+(?:any\s+)?(?:animals|an animal)\b"
    r"|\banimal[- ]free\b|\bno animal (?:products?|materials?)\b",
    re.IGNORECASE,
)
_ANIMAL_IN_CHINESE = re.compile(r"(?:不要|不含|非|没有)(?:任何)?动物性?(?:成分|制品|材料|来源|原料)|纯素")
_OF_BIRDS = {"feather": "down", "feathers": "down"}


def unwanted_materials(text: str) -> Iterator[tuple[str, int, int]]:
    """Materials that a text says no to, each with where it stands."""
    for found in _MATERIAL.finditer(text):
        said = found["material"].lower()
        yield _OF_BIRDS.get(said, said), found.start("material"), found.end("material")
    if has_han(text):
        yield from _unwanted_in_chinese(text)


def _unwanted_in_chinese(text: str) -> Iterator[tuple[str, int, int]]:
    for material, forms in chinese_words()["materials"].items():
        for form in forms:
            at = re.search(rf"(?:不要|不含|不能有|别是|过敏)[^，。！？,.!?]{{0,2}}{re.escape(form)}", text)
            if at and len(form) > 1:
                yield material, at.end() - len(form), at.end()


def wants_nothing_of_animals(text: str) -> bool:
    """Whether a text asks for what no animal gave anything for."""
    return _ANIMAL.search(text) is not None or _ANIMAL_IN_CHINESE.search(text) is not None
