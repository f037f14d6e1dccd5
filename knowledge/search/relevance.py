"""One relevance from meaning and words.

The weights were chosen on 65 requests to the demo shop (tests/knowledge/advice_requests.json), Chinese forms of most of
them, and titles of Buy searched in Abt; `python -m bench.search` measures on others. Within a factor of two they matter
little. Ranks are not fused: a rank forgets by how much the first was better.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from knowledge.search.lexical import LexicalIndex, Scores
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


def lexical_relevance(query: WordQuery, index: LexicalIndex, weights: Weights = WEIGHTS) -> Scores:
    """What words add to the cosine, for each row."""
    head, whole, code = query.scores(index)
    summed: Scores = np.float32(weights.head) * head
    summed += np.float32(weights.all) * whole
    summed += np.float32(weights.code) * code
    return summed
