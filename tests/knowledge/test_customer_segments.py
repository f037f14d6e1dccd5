"""Segments by rules cover everybody once; clusters are found again and named in words."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendant.settings import ROOT
from knowledge.customers.value.basis import Basis
from knowledge.customers.value.clusters import LEAST_CUSTOMERS, Clustering, named
from knowledge.customers.value.errors import TooLittleToFit
from knowledge.customers.value.features import BEHAVIOUR
from knowledge.customers.value.fitted import Fitted, fit
from knowledge.customers.value.rfm import Rfm, Scores
from knowledge.customers.value.segments import SEGMENTS, segment_of
from tests.knowledge.value_cases import NOW, ago, back, basis, customer, line, purchase, said


@pytest.mark.parametrize(
    ("scores", "purchases", "name"),
    [
        ((5, 5, 5), 9, "champions"),
        ((4, 4, 4), 4, "champions"),
        ((3, 5, 5), 9, "loyal"),
        ((5, 4, 3), 4, "loyal"),
        ((5, 1, 2), 1, "newcomers"),
        ((4, 2, 2), 2, "growing"),
        ((3, 1, 1), 1, "needs_attention"),
        ((1, 5, 5), 9, "cannot_lose"),
        ((2, 3, 5), 3, "at_risk"),
        ((2, 4, 3), 4, "at_risk"),
        ((1, 1, 5), 1, "hibernating"),
    ],
)
def test_scores_lead_to_the_segment_marketers_expect(
    scores: tuple[int, int, int], purchases: int, name: str
) -> None:
    assert segment_of(Rfm(10, purchases, 5_000), Scores(*scores)).name == name


def test_every_score_has_a_segment_and_every_segment_a_score() -> None:
    found = {
        segment_of(Rfm(10, purchases, 5_000), Scores(*scores)).name
        for scores in product(range(1, 6), repeat=3)
        for purchases in ((1,) if scores[1] == 1 else (2,))
    }
    assert found | {segment_of(None, None).name} == set(SEGMENTS)


def test_who_bought_nothing_is_told_so() -> None:
    assert segment_of(None, None).name == "not_yet_bought"


def crowd() -> list[Basis]:
    """Four plain ways of buying, thirty customers each, none exactly like another."""
    people = []
    for place in range(30):
        shift = place / 10
        regular = [purchase(3 + shift + 20 * each, 4_000 + 10 * place) for each in range(12)]
        bargains = [purchase(200 + shift + 30 * each, 3_000 + place, discounted=True) for each in range(3)]
        sender = purchase(90 + shift, 5_000 + place, line(quantity=3, kept=1))
        unhappy = [purchase(30 + shift, 5_000 + place), purchase(60 + shift, 5_000)]
        people += [
            basis(customer(*regular)),
            basis(customer(*bargains)),
            basis(customer(sender, sent_back=(back("changed_mind", 2),))),
            basis(customer(*unhappy, said=(said("complaint", -0.9, 5),))),
        ]
    return people


def test_planted_ways_of_buying_are_found_and_named() -> None:
    people = crowd()
    clustering = Clustering.fit(people)
    groups = [{clustering.cluster_of(each).name for each in people[way::4]} for way in range(4)]
    assert [len(group) for group in groups] == [1, 1, 1, 1]
    names = [group.pop() for group in groups]
    assert len(set(names)) == 4
    words = " / ".join(names).lower()
    for mark in ("bargain hunters", "send much back", "dissatisfied"):
        assert mark in words


CENTRES = st.lists(
    st.lists(st.floats(-3, 3), min_size=len(BEHAVIOUR), max_size=len(BEHAVIOUR)),
    min_size=2,
    max_size=9,
    unique_by=lambda centre: tuple(value > 0 for value in centre[:4]),
)


@given(CENTRES)
def test_clusters_that_differ_have_names_that_differ_and_no_numbers(centres: list[list[float]]) -> None:
    names = [cluster.name for cluster in named(BEHAVIOUR, np.array(centres))]
    assert len(set(names)) == len(centres)
    assert not any(sign.isdigit() for name in names for sign in name)


def test_a_name_says_the_strongest_mark_and_then_the_next() -> None:
    calm = [0.0] * (len(BEHAVIOUR) - 2)
    assert [cluster.name for cluster in named(BEHAVIOUR, np.array([[0.5, 2.0, *calm]]))] == [
        "Lapsed regulars"
    ]
    assert [cluster.name for cluster in named(BEHAVIOUR, np.array([[0.1, 2.0, *calm]]))] == ["Regulars"]
    assert [cluster.name for cluster in named(BEHAVIOUR, np.array([[0.1, 0.2, *calm]]))] == [
        "Average customers"
    ]


@pytest.mark.parametrize("name", SEGMENTS)
def test_every_segment_is_documented_with_its_meaning(name: str) -> None:
    segment = SEGMENTS[name]
    documented = (ROOT / "docs" / "customers.md").read_text(encoding="utf-8")
    assert f"| {segment.title} (`{name}`) | {segment.meaning} |" in documented


def test_the_same_customers_are_divided_the_same_way() -> None:
    assert Clustering.fit(crowd()) == Clustering.fit(crowd())


def test_too_few_customers_are_not_divided() -> None:
    few = crowd()[: LEAST_CUSTOMERS - 1]
    with pytest.raises(TooLittleToFit, match="Clustering needs at least 100 customers"):
        Clustering.fit(few)


def test_customers_who_are_all_the_same_are_not_divided() -> None:
    same = [basis(customer(purchase(10)))] * 200
    with pytest.raises(TooLittleToFit, match="different ways of buying, and there are 1"):
        Clustering.fit(same)


def test_a_small_shop_gets_what_can_be_fitted_and_is_told_what_cannot() -> None:
    fitted = fit(
        [customer(*[purchase(10 * place + 3 * each) for each in range(3)]) for place in range(8)], NOW
    )
    assert fitted.currency == "EUR"
    assert (fitted.buying, fitted.spending, fitted.clustering) == (None, None, None)
    assert len(fitted.problems) == 3
    assert "BG/NBD needs at least 30" in fitted.problems[0]
    assert fitted.basis(customer(purchase(4)), NOW).outlook is None


def test_what_was_fitted_is_the_same_after_keeping() -> None:
    fitted = fit([each.facts for each in crowd()], NOW)
    assert fitted.clustering is not None
    assert Fitted.from_json(fitted.to_json()) == fitted


def test_the_segment_of_the_past_knows_nothing_of_later_purchases() -> None:
    fitted = fit([each.facts for each in crowd()], NOW)
    known = customer(purchase(300), *[purchase(3 + each) for each in range(12)], since=ago(400))
    assert fitted.segment_at(known, ago(500)) is None
    early, then, now = (fitted.segment_at(known, moment) for moment in (ago(350), ago(290), NOW))
    assert early is SEGMENTS["not_yet_bought"]
    assert then is not None
    assert now is not None
    assert (then.name, now.name) == ("newcomers", "champions")
