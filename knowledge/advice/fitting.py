"""How well products fit the kinds that a request's situation calls for: by what they are called, and by likeness.

The weights were set by hand while looking at `bench/requests`.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from knowledge.advice.columns import CatalogueColumns
from knowledge.catalogue.words import singular
from knowledge.search.embedding import Vectors
from knowledge.search.lexical import Scores

CALLED_FOR = 0.5
"""What it is worth to be of a kind that the situation calls for, beside a cosine of 1."""
CALLED_FOR_OF_KIND = 0.2
"""The same among products of a kind that is asked for anyway."""
BY_NOUN = 0.4
"""How much of that for a kind's noun alone."""
LIKE_FROM, LIKE_FULL = 0.35, 0.65
"""Cosines with a kind's name from which a product is like it, and from which it is of the kind for sure."""


def fit_by_kind(called: Mapping[str, float], columns: CatalogueColumns) -> Scores:
    """For each product how much it is of the kind that fits it best, times how much that is called for.

    It is of a kind wholly, by its noun only ("mat" of "camping mat"), or not at all.
    """
    fit = np.zeros(len(columns.products), dtype=np.float32)
    for kind, weight in called.items():
        by_noun = columns.of_kind(singular(kind.rsplit(maxsplit=1)[-1]))
        of_kind = np.where(columns.of_kind(kind), 1.0, BY_NOUN * by_noun)
        np.maximum(fit, (weight * of_kind).astype(np.float32), out=fit)
    return fit


def fit_by_likeness(called: Mapping[str, float], cosines: Vectors | None) -> Scores:
    """The same by cosines with the kinds' names, shape (products, kinds); nothing where there are none."""
    if cosines is None:
        return np.zeros(1, dtype=np.float32)
    near = np.clip((cosines - LIKE_FROM) / (LIKE_FULL - LIKE_FROM), 0, 1)
    best: Scores = (near * np.array(list(called.values()), dtype=np.float32)).max(axis=1)
    return best
