"""Rules of baskets: what is given, and what is held to be an accident."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.recommendation.rules import find_rules

BASKETS = st.lists(st.sets(st.sampled_from("abcdef"), min_size=1, max_size=4), max_size=40)


def test_what_meets_far_more_often_than_by_chance_is_a_rule_with_its_figures() -> None:
    baskets = [["console", "controller"]] * 6 + [["console"]] * 2 + [["mug"]] * 92
    by_given = {rule.given: rule for rule in find_rules(baskets)}
    rule = by_given["console",]
    assert (rule.then, rule.baskets) == ("controller", 6)
    assert rule.support == pytest.approx(0.06)
    assert rule.confidence == pytest.approx(6 / 8)
    assert rule.lift == pytest.approx((6 / 8) / 0.06)
    assert 1 < rule.sure_lift < rule.lift


def test_what_met_too_few_times_is_no_rule() -> None:
    assert find_rules([["a", "b"]] * 2 + [["c"]] * 500) == []


def test_what_everybody_buys_goes_with_nothing() -> None:
    assert find_rules([["bag", f"p{n % 5}"] for n in range(200)]) == []


def test_baskets_filled_at_random_give_hardly_a_rule() -> None:
    dice = random.Random(5)
    baskets = [dice.sample(range(30), 3) for _ in range(600)]
    assert len(find_rules([[str(product) for product in basket] for basket in baskets])) <= 3


@given(BASKETS)
@settings(deadline=None)
def test_every_rule_counts_what_is_in_the_baskets(baskets: list[set[str]]) -> None:
    for rule in find_rules(baskets):
        together = sum({*rule.given, rule.then} <= basket for basket in baskets)
        assert rule.baskets == together >= 3
        assert rule.confidence == pytest.approx(
            together / sum(set(rule.given) <= basket for basket in baskets)
        )
        assert rule.lift > 1
