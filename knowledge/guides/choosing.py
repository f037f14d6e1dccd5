"""Which guide fits what a shopper says: by the kind of product, then by the nearest of the symptoms' phrases."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.guides.guide import Guide
from knowledge.guides.vague import VAGUE
from knowledge.search.embedding import Encoder, Vectors


# Cosine from which a phrase of a symptom counts as said; measured with tests/knowledge/guide_requests.json.
FITS = 0.5
# Dangers are for any product and must not be seen where none is: their phrases have to be nearer.
FITS_ANY = 0.6


@dataclass(frozen=True)
class Fit:
    """A symptom of a guide, and how near the shopper's words come to it (cosine, at most 1)."""

    guide: str
    symptom: int
    nearness: float


class GuideBook:
    """A shop's guides."""

    def __init__(self, guides: Mapping[str, Guide], encoder: Callable[[], Encoder]) -> None:
        self._guides = guides
        self._encoder = encoder
        self._lock = threading.Lock()
        self._vectors: dict[str, Vectors] = {}

    def __getitem__(self, name: str) -> Guide:
        return self._guides[name]

    def __contains__(self, name: object) -> bool:
        return name in self._guides

    def of_kind(self, is_of: Callable[[str], bool]) -> list[str]:
        """The guides of a product, by a function that says whether it is of a kind."""
        return [name for name, guide in self._guides.items() if any(map(is_of, guide.kinds))]

    def fitting(self, text: str, names: Iterable[str]) -> Fit | None:
        """The symptom that a text tells of, in the guides of these names or in one for any product."""
        if not text.strip():
            return None
        said = self._encoder().encode([text])[0]
        dangers = [name for name, guide in self._guides.items() if not guide.kinds]
        danger = self._nearest(said, dangers)
        own = self._nearest(said, names)
        if danger is not None and danger.nearness >= max(FITS_ANY, own.nearness if own else 0.0):
            return danger
        return own if own is not None and own.nearness >= FITS else None
