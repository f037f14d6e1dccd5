"""Which guide fits what a shopper says: by the kind of product, then by the nearest of the symptoms' phrases."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.guides.guide import Guide
from knowledge.guides.phrases import VAGUE, naming, terms, without
from knowledge.search.embedding import Encoder, Vectors

# Measured with tests/knowledge/guide_requests.json: from here on a symptom is taken for said ...
FITS = 0.62
# ... from here on it may be meant, so that the shopper is asked ...
MAY_FIT = 0.5
# ... each word that only this symptom has brings it so much nearer, and two words at most count ...
WORD = 0.15
MOST_WORDS = 2.0
# ... and a danger has to be as near as this without any, and nearer than every symptom: none is seen where none is.
DANGEROUS = 0.65


@dataclass(frozen=True)
class Fit:
    """A symptom of a guide, by its place, and how near the shopper's words come to it (1 is the same words)."""

    guide: str
    symptom: int
    nearness: float


@dataclass(frozen=True)
class _Known:
    """A guide's phrases, ready to be compared with."""

    product: re.Pattern[str]
    vectors: tuple[Vectors, ...]
    """One matrix a symptom."""
    terms: tuple[frozenset[str], ...]


class GuideBook:
    """A shop's guides.

    Args:
        guides: By name.
        encoder: Gives the encoder when it is needed; one of many languages understands Chinese, too.
    """

    def __init__(self, guides: Mapping[str, Guide], encoder: Callable[[], Encoder]) -> None:
        self.guides = guides
        self._encoder = encoder
        self._lock = threading.Lock()
        self._known: dict[str, _Known] = {}
        self._vague: Vectors | None = None

    def prepare(self) -> None:
        """Encode all phrases, so that no shopper waits for it."""
        for name in self.guides:
            self._vagueness("", name)

    def of_kind(self, is_of: Callable[[str], bool]) -> list[str]:
        """The guides of a product, by a function that says whether it is of a kind."""
        return [name for name, guide in self.guides.items() if any(map(is_of, guide.kinds))]

    def danger(self, text: str, names: Iterable[str] = ()) -> Fit | None:
        """The danger that a text tells of, whatever the product is; `names` are the product's own guides."""
        dangers = [name for name, guide in self.guides.items() if not guide.kinds]
        best = _nearest(self._fits(text, dangers, word=0.0))
        own = _nearest(self._fits(text, names, word=0.0))
        least = max(DANGEROUS, own.nearness if own is not None else 0.0)
        return best if best is not None and best.nearness >= least else None

    def fitting(self, text: str, names: Iterable[str]) -> Fit | None:
        """The symptom that a text tells of, in the guides of these names; None when none fits."""
        best = _nearest(self._fits(text, names, word=WORD))
        if best is None or best.nearness < max(FITS, self._vagueness(text, best.guide)):
            return None
        return best

    def is_unclear(self, text: str, names: Sequence[str]) -> bool:
        """Whether a text only says that something is wrong and not what, or comes near to a symptom."""
        if not text.strip() or any(self._vagueness(text, name) >= FITS for name in names):
            return True
        best = _nearest(self._fits(text, names, word=WORD))
        return best is not None and best.nearness >= MAY_FIT

    def _vagueness(self, text: str, name: str) -> float:
        known = self._know(name)
        if self._vague is None:
            self._vague = self._encoder().encode(VAGUE)
        said = self._encoder().encode([without(known.product, text)])[0]
        return float(np.max(self._vague @ said))

    def _fits(self, text: str, names: Iterable[str], *, word: float) -> list[Fit]:
        if not text.strip():
            return []
        found = []
        for name in names:
            known = self._know(name)
            plain = without(known.product, text)
            said, told = self._encoder().encode([plain])[0], terms(plain)
            shared = {each: sum(each in own for own in known.terms) for each in told}
            for at, (vectors, own) in enumerate(zip(known.vectors, known.terms, strict=True)):
                telling = sum(1 / shared[each] for each in told & own)
                found.append(Fit(name, at, float(np.max(vectors @ said)) + word * min(MOST_WORDS, telling)))
        return found

    def _know(self, name: str) -> _Known:
        with self._lock:
            if name not in self._known:
                self._known[name] = self._made(self.guides[name])
            return self._known[name]

    def _made(self, guide: Guide) -> _Known:
        every = [kind for each in self.guides.values() for kind in each.kinds]
        product = naming(guide.kinds or every)
        phrases = [
            [
                without(product, phrase)
                for said in (*each.like.values(), each.says.values())
                for phrase in said
            ]
            for each in guide.symptoms
        ]
        return _Known(
            product,
            tuple(self._encoder().encode(each) for each in phrases),
            tuple(frozenset().union(*map(terms, each)) for each in phrases),
        )


def _nearest(fits: Iterable[Fit]) -> Fit | None:
    return max(fits, key=lambda fit: fit.nearness, default=None)
