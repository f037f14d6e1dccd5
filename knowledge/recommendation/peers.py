"""What a purchase model must beat: popularity, item neighbours, ALS and BPR, each tuned on the same earlier split."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
from scipy import sparse

from knowledge.recommendation.purchases import Floats, Indices, Purchases

Scorer = Callable[[Indices], Floats]
"""Scores of all products for customers (rows of the training data), of shape (customers, products)."""
Setting = Mapping[str, Any]
Peer = Callable[[Purchases, Setting], Scorer]

SEED = 1


def _popularity(purchases: Purchases, setting: Setting) -> Scorer:
    recent = purchases.at >= purchases.at[-1] - setting["window"] * max(purchases.span, 1.0)
    counts = np.bincount(purchases.product[recent], minlength=len(purchases.products)).astype(np.float64)
    return lambda customers: np.tile(counts, (len(customers), 1))


def _personal_popularity(purchases: Purchases, setting: Setting) -> Scorer:
    counts = purchases.counts()
    popularity = np.bincount(purchases.product, minlength=len(purchases.products)) / len(purchases)
    return lambda customers: popularity + setting["own"] * counts[customers].toarray()


def _item_neighbours(purchases: Purchases, setting: Setting) -> Scorer:
    from implicit import nearest_neighbours

    counts = purchases.counts()
    peer = getattr(nearest_neighbours, setting["kind"])(K=setting["neighbours"], num_threads=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # BM25 and TF-IDF hand a matrix of another kind to themselves
        peer.fit(counts, show_progress=False)
    similarity = peer.similarity
    return lambda customers: (counts[customers] @ similarity).toarray()


def _als(purchases: Purchases, setting: Setting) -> Scorer:
    from implicit.als import AlternatingLeastSquares

    return _factors(
        AlternatingLeastSquares(iterations=15, random_state=SEED, num_threads=1, **setting),
        purchases.counts(),
    )


def _bpr(purchases: Purchases, setting: Setting) -> Scorer:
    from implicit.bpr import BayesianPersonalizedRanking

    ever = purchases.counts()
    ever.data[:] = 1.0
    return _factors(
        BayesianPersonalizedRanking(iterations=100, random_state=SEED, num_threads=1, **setting), ever
    )


def _factors(peer: Any, matrix: sparse.csr_matrix) -> Scorer:
    peer.fit(matrix.astype(np.float32), show_progress=False)
    # A set too small for it to learn from leaves BPR with factors that are no numbers: they tell nothing apart.
    customers, products = np.nan_to_num(peer.user_factors), np.nan_to_num(peer.item_factors)
    return lambda chosen: np.asarray(customers[chosen] @ products.T, dtype=np.float64)


def _grid(**choices: tuple[Any, ...]) -> tuple[Setting, ...]:
    return tuple(dict(zip(choices, values, strict=True)) for values in itertools.product(*choices.values()))


_KINDS = ("ItemItemRecommender", "CosineRecommender", "TFIDFRecommender", "BM25Recommender")
PEERS: Mapping[str, tuple[Peer, tuple[Setting, ...]]] = {
    "popularity": (_popularity, _grid(window=(1.0, 1 / 3, 1 / 8))),
    "personal popularity": (_personal_popularity, _grid(own=(0.003, 0.01, 0.1, 1.0))),
    "item-kNN": (_item_neighbours, _grid(kind=_KINDS, neighbours=(20, 100))),
    "ALS": (_als, _grid(factors=(32, 64, 128), regularization=(1.0, 10.0), alpha=(1.0, 20.0))),
    "BPR": (_bpr, _grid(factors=(64, 128), learning_rate=(0.01, 0.05), regularization=(0.01, 0.001))),
}


def settings_of(name: str) -> Iterator[tuple[Peer, Setting]]:
    """The settings of a peer to choose from."""
    peer, settings = PEERS[name]
    return ((peer, setting) for setting in settings)
