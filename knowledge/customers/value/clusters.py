"""Clusters of customers who buy alike, found by k-means and named after what marks them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.customers.value.basis import Basis
from knowledge.customers.value.errors import TooLittleToFit
from knowledge.customers.value.features import Feature, Words, features_of, main_departments, measured
from knowledge.customers.value.lifetime_value import Floats

LEAST_CUSTOMERS = 100
SIZES = range(4, 10)
"""How many clusters are tried; the best by silhouette is taken."""
SMALLEST_SHARE = 0.02
"""A division with a smaller cluster than this share of customers is not taken: nobody can act on it."""
SEED = 11
SILHOUETTE_SAMPLE = 4_000
"""The silhouette compares all pairs, so in large shops it is taken of a sample."""
OUTLIERS_AT = 3.0
"""Standard deviations beyond which a figure counts as if it lay there."""
MARKS_FROM = 0.4
"""Standard deviations from the mean of all from which something marks a cluster."""


@dataclass(frozen=True)
class Mark:
    """What marks a cluster: how far its mean lies from that of all, in standard deviations of all."""

    feature: str
    deviation: float


@dataclass(frozen=True)
class Cluster:
    """A cluster and its place among the customers."""

    name: str
    centre: tuple[float, ...]
    """In standard deviations from the mean of all, feature by feature."""
    marks: tuple[Mark, ...]
    """The strongest first."""


@dataclass(frozen=True)
class Clustering:
    """A division of customers; new ones go to the nearest centre."""

    departments: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    clusters: tuple[Cluster, ...]
    silhouette: float
    """From -1 to 1: how much closer customers are to their own cluster than to the next."""

    @classmethod
    def fit(cls, bases: Sequence[Basis]) -> Clustering:
        """Divide customers who bought something; raises `TooLittleToFit`."""
        if len(bases) < LEAST_CUSTOMERS:
            raise TooLittleToFit("Clustering", "customers who bought something", len(bases), LEAST_CUSTOMERS)
        departments = main_departments(bases)
        features = features_of(departments)
        figures = measured(features, bases)
        mean = figures.mean(axis=0)
        spread = figures.std(axis=0)
        scale = np.where(spread > 0, spread, 1.0)
        points = _standardised(figures, mean, scale)
        weights = _weights(features)
        centres, silhouette = _best_division(points * weights)
        return cls(
            departments=departments,
            mean=tuple(map(float, mean)),
            scale=tuple(map(float, scale)),
            clusters=named(features, centres / weights),
            silhouette=silhouette,
        )

    def cluster_of(self, basis: Basis) -> Cluster:
        """The cluster of a customer who bought something."""
        features = features_of(self.departments)
        [point] = _standardised(measured(features, [basis]), np.array(self.mean), np.array(self.scale))
        centres = np.array([cluster.centre for cluster in self.clusters])
        distances = (((centres - point) * _weights(features)) ** 2).sum(axis=1)
        return self.clusters[int(np.argmin(distances))]


def _standardised(figures: Floats, mean: Floats, scale: Floats) -> Floats:
    return np.asarray(np.clip((figures - mean) / scale, -OUTLIERS_AT, OUTLIERS_AT), dtype=np.float64)


def _weights(features: Sequence[Feature]) -> Floats:
    return np.array([feature.weight for feature in features])


def _best_division(points: Floats) -> tuple[Floats, float]:
    """The centres of the division with the best silhouette, and that."""
    from threadpoolctl import threadpool_limits

    distinct = len(np.unique(points, axis=0))
    # So few points are divided faster by one thread than by several that wait for each other.
    with threadpool_limits(limits=1):
        divisions = [_division(points, number) for number in SIZES if number < distinct]
    fit_for_use = [each for each in divisions if each is not None]
    if not fit_for_use:
        raise TooLittleToFit("Clustering", "different ways of buying", distinct, SIZES.start + 1)
    return max(fit_for_use, key=lambda each: each[1])


def _division(points: Floats, clusters: int) -> tuple[Floats, float] | None:
    """The centres of so many clusters and their silhouette; None when one is too small to act on."""
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_score

    fitted = KMeans(n_clusters=clusters, n_init=5, random_state=SEED).fit(points)
    if np.bincount(fitted.labels_).min() < SMALLEST_SHARE * len(points):
        return None
    sample = min(SILHOUETTE_SAMPLE, len(points))
    score = silhouette_score(points, fitted.labels_, sample_size=sample, random_state=SEED)
    return np.asarray(fitted.cluster_centers_, dtype=np.float64), float(score)


def named(features: Sequence[Feature], centres: Floats) -> tuple[Cluster, ...]:
    """Clusters with names of their own, each after its strongest marks."""
    taken: set[str] = set()
    clusters = []
    # The most marked choose first: what is left to the others is said with more words.
    for centre in sorted(centres, key=lambda one: -float(np.abs(one).max())):
        name = next(name for name in _names(features, centre) if name not in taken)
        taken.add(name)
        marks = sorted(
            (
                Mark(feature.name, round(float(value), 2))
                for feature, value in zip(features, centre, strict=True)
            ),
            key=lambda mark: -abs(mark.deviation),
        )
        strong = tuple(mark for mark in marks if abs(mark.deviation) >= MARKS_FROM)
        clusters.append(Cluster(name, tuple(map(float, centre)), strong or tuple(marks[:1])))
    return tuple(clusters)


def _names(features: Sequence[Feature], centre: Floats) -> Iterator[str]:
    """Names from the shortest on: a noun for the strongest mark, an adjective for the next one.

    What is too weak to mark a cluster still tells it from a like one, when the shorter names are taken.
    """
    words = sorted(_words(features, centre), key=lambda item: -abs(item[0]))
    strong = sum(abs(deviation) >= MARKS_FROM for deviation, _ in words)
    noun = words[0][1].noun if strong else "average customers"
    adjectives = [word.adjective for _, word in words[1 if strong else 0 :]]
    if strong < 2:
        yield noun[:1].upper() + noun[1:]
    for number in range(1, len(adjectives) + 1):
        yield f"{', '.join(adjectives[:number])} {noun}"


def _words(features: Sequence[Feature], centre: Floats) -> Iterator[tuple[float, Words]]:
    for feature, deviation in zip(features, centre, strict=True):
        word = feature.high if deviation > 0 else feature.low
        if word is not None:
            yield float(deviation), word
