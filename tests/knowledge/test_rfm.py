"""Recency, frequency, monetary value: what counts, and the scores of 1 to 5."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.customers.value.errors import TooLittleToFit
from knowledge.customers.value.rfm import Fifths, Rfm, rfm_of
from tests.knowledge.value_cases import NOW, customer, purchase

FIGURES = st.builds(
    Rfm,
    recency_days=st.floats(0, 2_000),
    frequency=st.integers(1, 60),
    monetary_minor=st.integers(0, 10_000_000),
)


def test_two_purchases_of_one_day_count_once_and_their_money_together() -> None:
    facts = customer(purchase(40, 5_000), purchase(10, 2_000), purchase(10.1, 1_000))
    figures = rfm_of(facts.purchases, "EUR", NOW)
    assert figures is not None
    assert (round(figures.recency_days), figures.frequency, figures.monetary_minor) == (10, 2, 8_000)
    assert figures.per_purchase_minor == 4_000


def test_money_in_another_currency_is_no_money_here() -> None:
    figures = rfm_of(customer(purchase(10, 5_000)).purchases, "SEK", NOW)
    assert figures is not None
    assert (figures.frequency, figures.monetary_minor) == (1, 0)


def test_who_bought_nothing_has_no_figures() -> None:
    assert rfm_of((), "EUR", NOW) is None


def test_fifths_of_a_hundred_different_customers_are_twenty_each() -> None:
    fifths = Fifths.fit([Rfm(days, days + 1, 100 * days) for days in range(100)])
    scores = [fifths.scores(Rfm(days, days + 1, 100 * days)) for days in range(100)]
    for name in ("recency", "frequency", "monetary"):
        values = [getattr(each, name) for each in scores]
        assert [values.count(score) for score in (1, 2, 3, 4, 5)] == [20, 20, 20, 20, 20]
    assert str(scores[0]) == "511"
    assert str(scores[-1]) == "155"


def test_customers_who_are_equal_get_equal_scores() -> None:
    fifths = Fifths.fit([Rfm(10.0, 1, 500)] * 90 + [Rfm(5.0, 7, 900)] * 10)
    assert fifths.scores(Rfm(10.0, 1, 500)).frequency == 1
    assert fifths.scores(Rfm(5.0, 7, 900)).frequency == 5


@given(st.lists(FIGURES, min_size=5, max_size=60))
def test_scores_keep_the_order_of_figures(figures: list[Rfm]) -> None:
    fifths = Fifths.fit(figures)
    for one, other in pairwise(figures):
        ours, theirs = fifths.scores(one), fifths.scores(other)
        assert all(1 <= score <= 5 for score in (ours.recency, ours.frequency, ours.monetary))
        if one.recency_days <= other.recency_days:
            assert ours.recency >= theirs.recency
        if one.frequency <= other.frequency:
            assert ours.frequency <= theirs.frequency
        if one.monetary_minor <= other.monetary_minor:
            assert ours.monetary <= theirs.monetary


def test_four_buyers_have_no_fifths() -> None:
    with pytest.raises(TooLittleToFit, match="at least 5 customers who bought something, and there are 4"):
        Fifths.fit([Rfm(1.0, 1, 1)] * 4)
