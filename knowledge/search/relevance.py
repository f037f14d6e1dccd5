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


def most_relevant(
    index: VectorIndex,
    vector: Vectors,
    query: WordQuery | None,
    allowed: Mask | None,
    count: int,
    lift: Scores | None = None,
) -> tuple[Rows, Scores]:
    """The rows most relevant to a request, best first, with their relevance.

    Candidates are the nearest in meaning, the best by words, and those that `lift`, of each row, lifts most; of them
    all grounds are added up.
    """
    rows, _ = index.nearest.search(vector, count, allowed)
    added = np.zeros(len(index), dtype=np.float32) if lift is None else lift.copy()
    if lift is not None:
        rows = np.union1d(rows, _highest(lift, count, allowed))
    if query is not None and index.words is not None:
        by_words = lexical_relevance(query, index.words)
        rows = np.union1d(rows, _highest(by_words, count, allowed))
        added += by_words
    relevance = index.vectors[rows] @ vector + added[rows]
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
