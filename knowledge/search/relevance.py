"""One relevance from meaning and words.

The weights were chosen on requests to the demo shop (tests/knowledge/advice_requests.json and Chinese forms of them) and
on Buy -> Abt titles; `python -m bench.search weights` prints that choice again, and `python -m bench.search` the figures on
what they were not chosen by. Reciprocal ranks are not fused: a rank forgets by how much the first was better.
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
    return np.float32(weights.head) * head + np.float32(weights.all) * whole + np.float32(weights.code) * code
