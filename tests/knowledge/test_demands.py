"""What a request demands of stated facts, in words that extraction does not read."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.advice.demands import Demand, demand, demands_in
from knowledge.advice.needs import Need, start
from knowledge.advice.understood import Understood
from knowledge.shop import Shop

NAMES = st.text(string.ascii_lowercase + "_", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("text", "features"),
    [
        ("a bag that keeps the rain out", {"waterproof"}),
        ("plates that go in the dishwasher", {"dishwasher_safe"}),
        ("a bra, I'm allergic to nickel", {"nickel_free"}),
        ("earphones with a cable", {"wireless=false"}),
        ("a doorbell without subscription", {"subscription_needed=false"}),
        ("a tent for four people", {"persons>=4"}),
        ("a bag for my 15 inch laptop", {"laptop_inch>=15"}),
        ("a screen of at least 27 inches", {"screen_inch>=27"}),
        ("a high-waisted skirt", {"rise=high"}),
        ("能放洗碗机的碗", {"dishwasher_safe"}),
        ("三人帐篷", {"persons>=3"}),
        ("长袖T恤", {"sleeve_length=long"}),
        ("免熨的衬衫", {"non_iron"}),
    ],
)
def test_a_demand_is_read_in_other_words_than_a_catalogues(text: str, features: set[str]) -> None:
    assert {feature for feature, wanted in demands_in(text) if wanted} == features


@pytest.mark.parametrize(
    "text",
    [
        "it doesn't have to be waterproof",
        "a plug for my wired headphones",
        "a tent for one person",
        "a green jumper for work",
        "一个人住，想买咖啡机",
        "不需要防水",
    ],
)
def test_what_need_not_be_and_what_one_has_already_is_no_demand(text: str) -> None:
    assert demands_in(text) == ()


@pytest.mark.parametrize(
    ("text", "feature"), [("a coat without a hood", "hood"), ("a bike, not electric", "electric")]
)
def test_what_is_denied_must_not_be(text: str, feature: str) -> None:
    assert demands_in(text) == ((feature, False),)
    assert start(text, []).not_features == (feature,)


def test_an_extracted_feature_that_the_words_deny_is_excluded() -> None:
    text = "a baby monitor, but nothing that goes over wifi"
    found = Understood("feature", "wifi", start=text.index("wifi"), end=len(text))
    assert start(text, [found]).not_features == ("wifi",)


def test_the_words_of_a_demand_stay_in_what_is_searched() -> None:
    assert "dishwasher" in start("plates that go in the dishwasher", []).text


@given(NAMES, st.booleans())
def test_a_plain_demand_holds_only_of_what_is_stated_to_be_true(name: str, value: bool) -> None:
    assert demand(name) == Demand(name)
    assert demand(name).holds({name: value}) == value
    assert not demand(name).holds({})
    assert demand(f"{name}=false").holds({name: value}) != value


@given(NAMES, st.integers(0, 99), st.integers(0, 99))
def test_a_number_holds_from_the_least_on(name: str, least: int, stated: int) -> None:
    wanted = demand(f"{name}>={least}")
    assert wanted.holds({name: stated}) == (stated >= least)
    assert wanted.holds({name: f"0 to {stated}"}) == (stated >= least)
    assert not wanted.holds({name: "none"})


def test_a_value_is_a_word_of_what_is_stated() -> None:
    assert demand("network=5g").holds({"network": "Wi-Fi 6, 5G in the SIM model"})
    assert not demand("neckline=v-neck").holds({"neckline": "crew"})
    assert not demand("rise=high").holds({"rise": "highest"})


def test_a_demand_keeps_out_what_does_not_state_it(demo: Shop) -> None:
    shown = demo.advisor.advise(start("a shirt that needs no ironing", []), count=10).shown
    assert [each.product.attributes.get("non_iron") for each in shown] == [True]


def test_a_demand_that_nothing_of_the_kind_states_a_fact_about_keeps_nothing_out(demo: Shop) -> None:
    advice = demo.advisor.advise(start("a sofa that floats", []), count=3)
    assert [each.product.category for each in advice.shown] == ["Furniture > Chairs & Sofas"] * len(
        advice.shown
    )
    assert advice.shown
    assert not advice.given_up
    assert advice.need.features == ()


def test_of_two_features_that_nothing_has_together_one_is_given_up(demo: Shop) -> None:
    need = Need(text="pan", product_types=("pan",), features=("non_stick", "oven_safe"))
    advice = demo.advisor.advise(need, count=5)
    assert len(advice.given_up) == 1
    kept = next(each for each in need.features if f"features:{each}" not in advice.given_up)
    assert all(each.product.attributes[kept] is True for each in advice.shown)


def test_a_demand_whose_words_a_product_has_in_its_name_is_none_that_nothing_fulfils(demo: Shop) -> None:
    need = Need(text="lantern", product_types=("lantern",), features=("rechargeable",))
    advice = demo.advisor.advise(need, count=3)
    assert advice.shown[0].product.name == "Firefly Rechargeable Lantern"
    assert not advice.given_up


def test_a_kind_that_was_only_mentioned_is_given_up_before_what_is_demanded(demo: Shop) -> None:
    need = Need(text="Meridian 14, German keyboard", product_types=("keyboard",), size="32 GB")
    advice = demo.advisor.advise(need, count=3)
    assert advice.shown[0].product.name == "Meridian 14 Laptop"
    assert advice.shown[0].variant.options["memory"] == "32 GB"
    assert not advice.given_up


def test_a_length_is_not_had_by_what_has_no_length(demo: Shop) -> None:
    advice = demo.advisor.advise(start("a long lead to train the dog", [Understood("size", "10 m")]), count=5)
    assert all("10 m" in each.variant.options.values() for each in advice.shown)
    assert advice.shown
