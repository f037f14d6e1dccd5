"""The measures of lists, against cases worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import sparse

from knowledge.recommendation import metrics

BOUGHT = sparse.csr_matrix(np.array([[1.0, 0, 0, 1, 0], [0, 0, 1, 0, 0]]))
LISTS = np.array([[0, 1, 2], [0, 1, 2]])


def test_a_list_is_judged_by_what_was_bought_and_where_it_stands() -> None:
    judged = metrics.judge(LISTS, BOUGHT)
    assert judged.recall.tolist() == [0.5, 1.0]
    assert judged.precision.tolist() == [0.1, 0.1]
    assert judged.hit.tolist() == [1.0, 1.0]
    assert judged.ndcg == pytest.approx([1 / (1 + 1 / math.log2(3)), 1 / 2])


def test_coverage_counts_a_product_once_and_novelty_what_few_bought() -> None:
    assert metrics.coverage(LISTS, 5) == 3 / 5
    assert metrics.novelty(np.array([[0, 1]]), np.array([8.0, 2.0]), 8) == pytest.approx(1.0)


def test_repeats_are_what_the_customer_had_bought() -> None:
    assert metrics.repeats(LISTS, BOUGHT) == pytest.approx(2 / 6)


def test_a_list_of_one_kind_is_not_diverse_and_one_of_all_kinds_is() -> None:
    kinds = sparse.csr_matrix(np.array([[1.0, 0], [1, 0], [0, 1]]))
    assert metrics.diversity(np.array([[0, 1]]), kinds) == pytest.approx(0)
    assert metrics.diversity(np.array([[0, 2]]), kinds) == pytest.approx(1)
    assert metrics.diversity(np.array([[0], [1]]), kinds) == 1


def test_a_difference_that_is_the_same_for_all_has_no_width() -> None:
    apart = metrics.difference(np.full(20, 0.5), np.full(20, 0.3))
    assert (apart.mean, apart.low, apart.high) == pytest.approx((0.2, 0.2, 0.2))


def test_the_interval_of_noise_holds_zero() -> None:
    noise = np.random.default_rng(3).normal(size=400)
    apart = metrics.difference(noise, np.zeros(400))
    assert apart.low < 0 < apart.high
