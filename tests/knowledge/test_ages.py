"""How old the person is whom something is for, and what that keeps out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.advice.ages import age_in, is_for_a_teenager, is_for_adults_too, without_ages
from knowledge.advice.constraints import fulfils
from knowledge.advice.needs import Need, start
from knowledge.advice.understood import Understood
from knowledge.shop import Shop

CHILD = Understood("audience", "kids")


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("a gift for a 6 year old", 6),
        ("bike helmet for my three year old", 3),
        ("for a girl aged 12", 12),
        ("our six months old boy", 0),
        ("侄子马上八岁了", 8),
        ("两岁宝宝玩什么", 2),
        ("十二岁的女孩", 12),
        ("10岁", 10),
        ("宝宝六个月了", 0),
        ("an 18 month old", 1),
        ("our son is 24 months", 2),
        ("给18个月大的宝宝", 1),
        ("两三岁的孩子", 3),
        ("用了三个月的手机壳", None),
        ("a baby monitor with 24 months warranty", None),
        ("a jacket", None),
    ],
)
def test_ages_are_read_in_both_languages(text: str, age: int | None) -> None:
    assert age_in(text) == age


def test_what_is_for_older_children_is_not_shown_for_a_younger_one(demo: Shop) -> None:
    shown = demo.advisor.advise(start("a toy for a 2 year old", [CHILD]), count=10).shown
    assert shown
    assert all(int(each.product.attributes.get("min_age_years", 0)) <= 2 for each in shown)


def test_the_columns_ask_for_the_age_as_a_single_product_is_asked(demo: Shop) -> None:
    prepared = demo.advisor.prepare()
    need = Need(text="something for a 4 year old")
    fits = prepared.columns.fulfilling(need)
    for product, found in zip(prepared.columns.products, fits, strict=True):
        assert fulfils(product, need, prepared.homes) == found
    assert fits.sum() < prepared.columns.fulfilling(replace(need, text="something")).sum()


@pytest.mark.parametrize("text", ["for a teenage boy", "my teenager", "a girl aged 15", "给初中生"])
def test_a_teenager_does_not_wear_childrens_sizes(text: str) -> None:
    assert is_for_a_teenager(text)
    assert start(text, [CHILD]).audience is None


@pytest.mark.parametrize("text", ["two adults and two kids", "the whole family", "大人和小孩"])
def test_what_is_for_grown_ups_too_is_not_for_children_only(text: str) -> None:
    assert is_for_adults_too(text)
    assert start(text, [CHILD]).audience is None


def test_what_is_for_children_stays_so() -> None:
    assert start("a gift for a boy", [CHILD]).audience == "kids"


@pytest.mark.parametrize("text", ["a ball for a 6 year old", "6个月大的宝宝", "八岁的男孩", "a lamp"])
def test_what_is_not_the_age_stays_where_it_is(text: str) -> None:
    rest = without_ages(text)
    assert len(rest) == len(text)
    assert age_in(rest) is None
    assert all(left in (" ", said) for left, said in zip(rest, text, strict=True))
