"""Requests that tell an occasion or a trouble and name no product."""

from __future__ import annotations

import pytest

from knowledge.advice.needs import start
from knowledge.advice.situations import called_for, situations, stem
from knowledge.shop import Shop


def test_every_situation_can_be_told_and_calls_for_something() -> None:
    assert len(situations()) > 100
    for each in situations():
        assert each.when.english or each.when.chinese
        assert each.kinds
        assert all(each.when.english), "an entry that is only filler would always be told"


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
        ("the telly is mumbled, I can't hear the dialogue", "underline-soundbar"),
        ("my neighbour is so noisy that I cannot concentrate", "pocketrest-noise-cancelling-earbuds"),
        ("last minute birthday present", "linden-row-email-gift-card"),
        ("宝宝要开始吃辅食了", "pattibee-catch-all-silicone-bib"),
    ],
)
def test_what_helps_is_shown_although_it_is_not_named(demo: Shop, text: str, wanted: str) -> None:
    shown = [each.product.id for each in demo.advisor.advise(start(text, []), count=4).shown]
    assert wanted in shown
