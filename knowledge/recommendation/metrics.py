"""How good lists of recommended products are. Pure functions over lists and what was bought.

Recall and nDCG as in Järvelin & Kekäläinen 2002 with binary gains; diversity as in Ziegler et al. 2005 (one less the
mean similarity of a list's pairs); novelty as in Zhou et al. 2010 (mean self-information).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from knowledge.recommendation.purchases import Floats, Indices

LENGTH = 10
RESAMPLES = 1_000


@dataclass(frozen=True)
class PerCustomer:
    """The measures of each customer's list."""

    recall: Floats
    ndcg: Floats
    precision: Floats
    hit: Floats


def judge(lists: Indices, bought: sparse.csr_matrix) -> PerCustomer:
    """Judge lists (customers, up to `LENGTH`) by what each customer bought (ones; none is empty)."""
    length = lists.shape[1]
    hits = np.zeros(lists.shape)
    for row, listed in enumerate(lists):
        own = bought.indices[bought.indptr[row] : bought.indptr[row + 1]]
        hits[row] = np.isin(listed, own)
    wanted = np.diff(bought.indptr)
    discount = 1 / np.log2(np.arange(2, LENGTH + 2))
    ideal = np.concatenate([[0.0], np.cumsum(discount)])[np.minimum(LENGTH, wanted)]
    return PerCustomer(
        recall=hits.sum(axis=1) / wanted,
        ndcg=hits @ discount[:length] / ideal,
        precision=hits.sum(axis=1) / LENGTH,
        hit=(hits.sum(axis=1) > 0).astype(np.float64),
    )


def coverage(lists: Indices, products: int) -> float:
    """The share of all products that is in anybody's list."""
    return len(np.unique(lists)) / products


def novelty(lists: Indices, buyers: Floats, customers: int) -> float:
    """Mean self-information of what is listed, in bits: 0 when everybody has bought it."""
    return float(np.mean(-np.log2(np.maximum(buyers[lists], 1) / customers)))


def repeats(lists: Indices, counts: sparse.csr_matrix) -> float:
    """The share of what is listed that the customer had bought before."""
    rows = np.repeat(np.arange(len(lists)), lists.shape[1])
    return float((np.asarray(counts[rows, lists.ravel()]) > 0).mean())


def diversity(lists: Indices, vectors: sparse.csr_matrix) -> float:
    """1 less the mean cosine between the products of a list (`vectors`: a row a product), over all lists.

    Lists of a single product are as diverse as can be.
    """
    length = lists.shape[1]
    if length < 2:
        return 1.0
    norms = np.sqrt(np.asarray(vectors.multiply(vectors).sum(axis=1)).ravel())
    unit = (sparse.diags(1 / np.maximum(norms, 1e-12)) @ vectors).tocsr()
    alike = []
    for listed in lists:
        chosen = unit[listed]
        all_pairs = float(np.square(np.asarray(chosen.sum(axis=0))).sum())
        alike.append((all_pairs - chosen.multiply(chosen).sum()) / (length * (length - 1)))
    return 1 - float(np.mean(alike))


@dataclass(frozen=True)
class Interval:
    """A mean difference with the bounds of its 95 % interval."""

    mean: float
    low: float
    high: float


def difference(ours: Floats, theirs: Floats, seed: int = 0) -> Interval:
    """The mean of paired differences, with its interval by the bootstrap over customers (percentiles)."""
    apart = ours - theirs
    random = np.random.default_rng(seed)
    means = [apart[random.integers(0, len(apart), len(apart))].mean() for _ in range(RESAMPLES)]
    low, high = np.percentile(means, [2.5, 97.5])
    return Interval(float(apart.mean()), float(low), float(high))
