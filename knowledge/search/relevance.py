"""One relevance from meaning and words.

The weights were chosen on 65 requests to the demo shop (tests/knowledge/advice_requests.json), Chinese forms of most of
them, and titles of Buy searched in Abt; `python -m bench.search` measures on others. Within a factor of two they matter
little. Ranks are not fused: a rank forgets by how much the first was better.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from knowledge.search.embedding import Vectors
from knowledge.search.index import VectorIndex
from knowledge.search.lexical import LexicalIndex, Scores
from knowledge.search.nearest import Mask, Rows
from knowledge.search.query import WordQuery


@dataclass(frozen=True)
class Weights:
    """How much each ground counts beside a cosine of 1."""

    head: float = 0.25
    """Words of the name, brand, category and keywords."""
    all: float = 0.25
    """Words of everything stated."""
    code: float = 0.5
    """Article codes that agree."""


WEIGHTS = Weights()
SUGGESTED = 0.5
"""What it is worth to be of a kind that the request calls for."""
SUGGESTED_FROM = 0.35
SUGGESTED_FULL = 0.65
"""Cosines of a product with a kind's name from which it counts, and from which it is of the kind for sure."""


@dataclass(frozen=True)
class Suggested:
    """Kinds of product that a request calls for without naming them."""

    vectors: Vectors
    """Of their names, shape (kinds, dimension)."""
    weights: Scores
    """How much each is called for, 0 to 1."""

    def fit(self, vectors: Vectors) -> Scores:
        """How well products fit the best of the kinds, 0 to 1."""
        near = (vectors @ self.vectors.T - SUGGESTED_FROM) / (SUGGESTED_FULL - SUGGESTED_FROM)
        fit: Scores = (np.clip(near, 0, 1) * self.weights).max(axis=1)
        return fit


def most_relevant(
    index: VectorIndex,
    vector: Vectors,
    query: WordQuery | None,
    allowed: Mask | None,
    count: int,
    suggested: Suggested | None = None,
) -> tuple[Rows, Scores]:
    """The rows most relevant to a request, best first, with their relevance.

    Candidates are the nearest in meaning, the best by words, and in all but large catalogues those that fit best what
    is suggested; of them all grounds are added up.
    """
    rows, _ = index.nearest.search(vector, count, allowed)
    by_words = None if query is None or index.words is None else lexical_relevance(query, index.words)
    if by_words is not None:
        rows = np.union1d(rows, _highest(by_words, count, allowed))
    if suggested is not None and index.nearest.exact:
        rows = np.union1d(rows, _highest(suggested.fit(index.vectors), count, allowed))
    relevance = index.vectors[rows] @ vector
    if by_words is not None:
        relevance += by_words[rows]
    if suggested is not None:
        relevance += np.float32(SUGGESTED) * suggested.fit(index.vectors[rows])
    best = np.argsort(-relevance, kind="stable")[:count]
    return rows[best], relevance[best]


def lexical_relevance(query: WordQuery, index: LexicalIndex, weights: Weights = WEIGHTS) -> Scores:
    """What words add to the cosine, for each row."""
    head, whole, code = query.scores(index)
    summed: Scores = np.float32(weights.head) * head
    summed += np.float32(weights.all) * whole
    summed += np.float32(weights.code) * code
    return summed


def _highest(scores: Scores, count: int, allowed: Mask | None) -> Rows:
    """The rows with the highest scores above 0."""
    if allowed is not None:
        scores = np.where(allowed, scores, np.float32(0))
    if count < len(scores):
        chosen = np.argpartition(-scores, count)[:count]
    else:
        chosen = np.arange(len(scores))
    return chosen[scores[chosen] > 0]
