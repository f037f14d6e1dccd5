"""The model of purchases: what it learns of a shop, and what it lists for whom."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.recommendation.fitting import everyone, fit
from knowledge.recommendation.model import PurchaseModel, best
from knowledge.recommendation.purchases import Purchases, TooFewPurchases

Rows = list[tuple[str, str, float]]
LOGS = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("uvwxyz"), st.integers(0, 30).map(float)),
    min_size=1,
    max_size=60,
)


def listed(model: PurchaseModel, bought: Iterable[tuple[str, float]], count: int = 3) -> list[str]:
    scores = model.scores(model.history(list(bought)))
    return [model.products[column] for column in best(scores, count)[0]]


def grocery() -> Rows:
    """Everybody buys one of twenty foods of their own each week, and at times what all like."""
    rows: Rows = []
    for customer in range(40):
        own = f"food-{customer % 20}"
        rows += [(f"c{customer}", own, float(7 * week + customer % 7)) for week in range(20)]
        rows += [(f"c{customer}", "bread", float(3 + customer))]
    return rows


def furniture() -> Rows:
    """Nobody buys a thing twice; who buys a bed of a make buys its table some weeks later."""
    rows: Rows = []
    for customer in range(200):
        make, day = customer % 5, float(customer)
        rows += [(f"c{customer}", f"bed-{make}", day), (f"c{customer}", f"table-{make}", day + 20)]
    return rows


@given(LOGS)
@settings(deadline=None)
def test_a_score_is_the_weighted_sum_of_its_grounds(rows: Rows) -> None:
    purchases = Purchases.of(rows)
    model = fit(purchases)
    histories = everyone(model, purchases)
    total = sum(
        weight * ground for weight, ground in zip(model.weights, model.grounds(histories), strict=True)
    )
    np.testing.assert_allclose(model.scores(histories), total, rtol=1e-6, atol=1e-12)


@given(LOGS)
@settings(deadline=None)
def test_any_log_gives_weights_that_are_numbers_and_not_negative(rows: Rows) -> None:
    weights = fit(Purchases.of(rows)).weights
    assert np.isfinite(weights).all()
    assert (weights >= 0).all()
    assert weights.any()


@given(LOGS)
@settings(deadline=None)
def test_what_speaks_for_a_product_was_bought_and_is_another(rows: Rows) -> None:
    purchases = Purchases.of(rows)
    model = fit(purchases)
    customer = everyone(model, purchases).rows(np.array([0]))
    through = model.because(customer, np.arange(len(model.products)))
    bought = set(customer.counts.indices.tolist())
    assert all(each == -1 or (each in bought and each != product) for product, each in enumerate(through))


def test_nothing_bought_is_nothing_to_learn_from() -> None:
    with pytest.raises(TooFewPurchases, match="nothing has been bought"):
        fit(Purchases.of([]))


def test_where_people_buy_the_same_again_it_is_listed_first() -> None:
    model = fit(Purchases.of(grocery()))
    assert listed(model, [("food-7", 130.0), ("food-7", 137.0)])[0] == "food-7"


def test_where_nobody_buys_a_thing_twice_what_follows_comes_before_what_is_owned() -> None:
    model = fit(Purchases.of(furniture()))
    assert listed(model, [("bed-3", 215.0)], 1) == ["table-3"]


def test_a_customer_never_seen_gets_what_all_buy_now() -> None:
    old = [(f"c{n}", "sledge", float(n % 30)) for n in range(60)]
    new = [(f"d{n}", "parasol", float(300 + n % 30)) for n in range(60)]
    later = [(f"d{n}", "parasol", float(350 + n % 10)) for n in range(60)]
    assert listed(fit(Purchases.of(old + new + later)), [], 1) == ["parasol"]


def test_products_that_the_model_does_not_know_are_passed_over() -> None:
    model = fit(Purchases.of(furniture()))
    assert listed(model, [("nothing-known", 200.0)]) == listed(model, [])


def test_lists_are_no_longer_than_there_are_products() -> None:
    assert best(np.array([[0.1, 0.3, 0.2]]), 10).tolist() == [[1, 2, 0]]
