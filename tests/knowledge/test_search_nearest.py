"""The nearest vectors: exact for few, by regions for many, always among those allowed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.search import nearest
from knowledge.search.nearest import Mask, Nearest, Rows, Vectors

DIMENSION = 16


def clustered(count: int, seed: int = 1) -> Vectors:
    generator = np.random.default_rng(seed)
    centres = generator.standard_normal((20, DIMENSION))
    vectors = centres[generator.integers(0, 20, count)] + 0.4 * generator.standard_normal((count, DIMENSION))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def by_comparing_all(vectors: Vectors, query: Vectors, count: int, allowed: Mask) -> Rows:
    rows = np.flatnonzero(allowed)
    return rows[np.argsort(-(vectors[rows] @ query), kind="stable")[:count]]


@pytest.fixture
def by_regions(monkeypatch: pytest.MonkeyPatch) -> Nearest:
    monkeypatch.setattr(nearest, "FLAT_UP_TO", 500)
    monkeypatch.setattr(nearest, "FEW", 200)
    return Nearest(clustered(4000))


def test_few_vectors_are_compared_one_by_one() -> None:
    assert Nearest(clustered(300)).exact


@pytest.mark.parametrize("share", [1.0, 0.5, 0.1, 0.02])
def test_many_vectors_are_found_by_regions_nearly_as_by_comparing_all(
    by_regions: Nearest, share: float
) -> None:
    assert not by_regions.exact
    generator = np.random.default_rng(2)
    recalls = []
    for query in clustered(40, seed=3):
        allowed = generator.random(4000) < share
        found, scores = by_regions.search(query, 10, allowed)
        assert allowed[found].all()
        assert (np.diff(scores) <= 0).all()
        recalls.append(np.isin(by_comparing_all(by_regions.vectors, query, 10, allowed), found).mean())
    assert np.mean(recalls) >= 0.9


def test_what_is_not_allowed_takes_no_place_among_the_found(by_regions: Nearest) -> None:
    allowed = np.zeros(4000, dtype=np.bool_)
    assert len(by_regions.search(by_regions.vectors[0], 10, allowed)[0]) == 0
    allowed[[3, 7]] = True
    assert set(by_regions.search(by_regions.vectors[0], 10, allowed)[0]) == {3, 7}


def test_an_index_by_regions_is_the_same_when_read_again(by_regions: Nearest, tmp_path: Path) -> None:
    nearest.save(by_regions, tmp_path)
    read = nearest.load(tmp_path)
    query = by_regions.vectors[5]
    assert np.array_equal(read.search(query, 10)[0], by_regions.search(query, 10)[0])
    assert read.search(query, 1)[0].tolist() == [5]


def test_regions_are_taken_over_when_a_few_vectors_are_new(by_regions: Nearest) -> None:
    more = np.vstack([by_regions.vectors, clustered(50, seed=9)])
    grown = Nearest(more, nearest.make_index(more, by_regions.index))
    assert grown.index.ntotal == 4050
    assert grown.index.nlist == by_regions.index.nlist
    assert grown.search(more[4010], 1)[0].tolist() == [4010]
