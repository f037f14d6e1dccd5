"""Which examples say the same in nearly the same words, so that held-out tests do not meet what was learnt."""

from __future__ import annotations

from typing import Callable, Iterator

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from bot.components.message_space import SEED

NEAR_COPY = 0.9
"""Least likeness at which two examples of one intent are near-copies."""
PARAPHRASE = 0.72
"""Least likeness at which they say the same in other words: read off pairs of our own data."""


def families(
    targets: np.ndarray, likeness_among: Callable[[np.ndarray], np.ndarray], least: float
) -> np.ndarray:
    """Numbers the families of examples of one intent that are linked by likeness, directly or by others.

    Args:
        targets: The intents of n examples as numbers, shape (n,).
        likeness_among: Gives the likeness of some examples, by position, to each other.
        least: From which likeness two are linked.

    Returns:
        A family's number for each example, shape (n,).
    """
    groups = np.empty(len(targets), dtype=int)
    known = 0
    for intent in np.unique(targets):
        members = np.flatnonzero(targets == intent)
        linked = csr_matrix(likeness_among(members) >= least)
        count, family = connected_components(linked, directed=False)
        groups[members] = known + family
        known += count
    return groups


def folds(targets: np.ndarray, groups: np.ndarray, count: int) -> Iterator[np.ndarray]:
    """Parts examples into folds of like make-up, families whole; the same input gives the same folds.

    Args:
        targets: Intents as numbers, shape (n,).
        groups: Families, shape (n,); a family is of one intent.
        count: How many folds.

    Yields:
        The positions of one fold's examples.
    """
    numbers, first, sizes = np.unique(groups, return_index=True, return_counts=True)
    order = np.random.RandomState(SEED).permutation(len(numbers))
    order = order[np.argsort(-sizes[order], kind="stable")]
    filled = np.zeros((targets.max() + 1, count))
    fold_of = np.empty(len(numbers), dtype=int)
    for group in order:
        intent = targets[first[group]]
        # The fold with the fewest of this intent, then the fewest of all
        fold = np.lexsort((filled.sum(axis=0), filled[intent]))[0]
        filled[intent, fold] += sizes[group]
        fold_of[group] = fold
    fold = fold_of[np.searchsorted(numbers, groups)]
    for number in range(count):
        block = np.flatnonzero(fold == number)
        if len(block):
            yield block
