"""A request as weighted terms of a catalogue: as written, as meant when misspelled, as the other language says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.search.lexical import LexicalIndex, Scores
from knowledge.search.spelling import Spelling
from knowledge.search.terms import codes, is_unspaced, terms
from knowledge.search.translation import translated

USUAL_WEIGHT = 15.0
"""What the words of a request weigh together, about."""

Weighted = tuple[int, float]
"""A term's place in the vocabulary and how much it counts, 0 to 1."""


@dataclass(frozen=True)
class WordQuery:
    """What of a request can be matched by words."""

    known: tuple[tuple[Weighted, ...], ...]
    """For each of its words the terms that may be meant by it."""
    unknown: int
    """How many of its words the catalogue does not have, nor anything near them."""
    codes: tuple[str, ...]

    def scores(self, index: LexicalIndex) -> tuple[Scores, Scores, Scores]:
        """How well each document fits, by head, by all its words and by codes; codes from 0 to 1.

        The sum of the terms' BM25 weights is divided by the root of what the words could weigh (their inverse
        document frequencies) in units of `USUAL_WEIGHT`: in a long request words count for more than in a short
        one, but not in proportion to its length.
        """
        total = self.unknown * index.unseen
        head, whole = np.zeros(len(index), dtype=np.float32), np.zeros(len(index), dtype=np.float32)
        for meant in self.known:
            total += max(weight * float(index.all.idf[term]) for term, weight in meant)
            for term, weight in meant:
                index.head.add(head, term, weight)
                index.all.add(whole, term, weight)
        if total > 0:
            scale = np.float32((USUAL_WEIGHT * total) ** 0.5)
            head /= scale
            whole /= scale
        return head, whole, index.code_agreement(self.codes)


def read_query(text: str, index: LexicalIndex, spelling: Spelling) -> WordQuery:
    """Find a request's words in a catalogue's vocabulary."""
    asked = list(dict.fromkeys(terms(text)))
    known: list[tuple[Weighted, ...]] = []
    unknown = 0
    for at, word in enumerate(asked):
        meant = _meant(word, index, spelling)
        joined = spelling.together(word, asked[at + 1]) if at + 1 < len(asked) else None
        if joined is not None:
            meant = [*meant, *_numbered([(joined, 1.0)], index)]
        if meant:
            known.append(tuple(meant))
        elif not is_unspaced(word):
            # A pair of characters that the catalogue does not have is no word in most cases.
            unknown += 1
    for phrase in translated(text):
        known.extend((each,) for each in _numbered([(term, 1.0) for term in terms(phrase)], index))
    return WordQuery(tuple(known), unknown, tuple(codes(text)))


def _meant(word: str, index: LexicalIndex, spelling: Spelling) -> list[Weighted]:
    number = index.number(word)
    if number is not None:
        return [(number, 1.0)]
    parts = spelling.apart(word)
    return _numbered([(part, 1.0) for part in parts] or spelling.meant(word), index)


def _numbered(weighted: Sequence[tuple[str, float]], index: LexicalIndex) -> list[Weighted]:
    found = [(index.number(term), weight) for term, weight in weighted]
    return [(number, weight) for number, weight in found if number is not None]
