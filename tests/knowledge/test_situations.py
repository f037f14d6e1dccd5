"""Requests that tell an occasion or a trouble and name no product."""

from __future__ import annotations

import pytest

from knowledge.advice.needs import start
from knowledge.advice.situations import called_for, situations, stem
from knowledge.shop import Shop


def test_every_situation_can_be_told_and_calls_for_something() -> None:
    assert len(situations()) > 100
    for each in situations():
        assert each.when.words or each.when.phrases or each.when.chinese
        assert each.kinds
        assert all((*each.when.phrases, *each.when.words)), "an empty entry would always be told"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("my wife has taken up jogging", "running shoes"),
        ("I have started to jog", "running shoes"),
        ("my back hurts from working at the desk", "office chair"),
        ("下个月去海边度假", "swimsuit"),
        ("想在家自己做手冲", "coffee dripper"),
    ],
)
def test_a_situation_calls_for_what_helps(text: str, kind: str) -> None:
    assert kind in called_for(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I plan to buy a rug", "travel pillow"),
        ("a board game", "game controller"),
        ("when can I expect a good kettle", "maternity wear"),
        ("a knitted sweater for men", "craft kit"),
        ("a cast iron skillet", "ironing board"),
        ("a pan for fish", "fishing rod"),
        ("a t-shirt with a print", "printer"),
        ("a claw hammer", "scratching post"),
        ("blackout curtains", "torch"),
        ("a bathing suit", "bath oil"),
        ("a desk lamp with warm light", "winter jacket"),
        ("my brother moved in spring, and throws nothing out", "saucepan"),
        ("too bright at night, a light for the bedroom", "night light"),
        ("a hook in the car", "car charger"),
        ("a table runner", "running shoes"),
        ("真丝编织包", "craft kit"),
        ("空调很吵，想给猫买个抓板", "earplug"),
    ],
)
def test_words_that_only_look_like_a_situation_tell_none(text: str, kind: str) -> None:
    assert kind not in called_for(text)


@pytest.mark.parametrize(
    "text",
    [
        "a back that hurts",
        "my back really does hurt",
        "back pain",
        "我腰疼",
        "the pain in my neck: neck pain",
    ],
)
def test_a_situation_is_told_by_words_that_stand_close_together(text: str) -> None:
    assert "office chair" in called_for(text)


def test_words_far_from_one_another_tell_nothing() -> None:
    assert called_for("put the box back, although it may well hurt") == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a gift for a 6 year old", True),
        ("生日礼物，七岁", True),
        ("gift for my 70 year old neighbour", False),
        ("a gift for my niece, she is 30 years old", False),
        ("a present for our 2 year old girl", False),
    ],
)
def test_what_pleases_a_child_is_called_for_by_a_childs_age_only(text: str, told: bool) -> None:
    assert ("craft kit" in called_for(text)) == told


def test_what_helps_first_counts_more_than_what_is_good_to_have_besides() -> None:
    called = called_for("going camping")
    assert called["tent"] > called["cool box"] > 0


def test_a_wallet_for_dad_is_called_for_only_when_it_is_a_gift() -> None:
    assert "wallet" in called_for("a present for my dad")
    assert "wallet" not in called_for("my dad snores")


def test_another_situation_takes_over() -> None:
    assert "craft kit" in called_for("a gift for a boy")
    assert "craft kit" not in called_for("a gift for a teenage boy")


@pytest.mark.parametrize("text", ["", "a black jacket in M", "Sony KDL-40V5100"])
def test_a_request_without_a_situation_calls_for_nothing(text: str) -> None:
    assert called_for(text) == {}


@pytest.mark.parametrize(
    ("one", "other"), [("jogging", "jog"), ("baking", "bake"), ("cycling", "cycle"), ("freezing", "freeze")]
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("we cannot understand the dialogue in films", "underline-soundbar"),
        ("such noisy neighbours that I cannot concentrate", "pocketrest-noise-cancelling-earbuds"),
        ("last minute birthday present", "linden-row-email-gift-card"),
        ("宝宝要开始吃辅食了", "pattibee-catch-all-silicone-bib"),
    ],
)
def test_what_helps_is_shown_although_it_is_not_named(demo: Shop, text: str, wanted: str) -> None:
    shown = [each.product.id for each in demo.advisor.advise(start(text, []), count=4).shown]
    assert wanted in shown
