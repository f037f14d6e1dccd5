"""What something may cost, read from a request's words."""

from __future__ import annotations

import pytest

from knowledge.advice.budget import budget_in, is_upper_limit
from knowledge.advice.needs import start
from knowledge.advice.understood import Understood


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("a jacket under 200", None, 200),
        ("running shoes under €150.50", None, 150.5),
        ("1,299 dollars or less", None, 1299),
        ("a gift up to 30, please", None, 30),
        ("birthday present, I can spend 100", None, 100),
        ("About 50 euros at the very most", None, 50),
        ("I would rather not go over 300", None, 300),
        ("between 20 and 40 pounds", 20, 40),
        ("at least 80 euros", 80, None),
        ("200元以下的耳机", None, 200),
        ("预算100欧以内", None, 100),
        ("60到250欧之间", 60, 250),
        ("boy of 8 and 50 euros at most", None, 50),
        ("a 10 year old, 30 euros max", None, 30),
        ("toys for kids under 30", None, 30),
        ("children under 3, max 20", None, 20),
        ("trainers, budget up to 44", None, 44),
        ("20 euros to 40 euros", 20, 40),
        ("from 20 to 40 euros", 20, 40),
        ("a scarf at a price over 20 pounds", 20, None),
    ],
)
def test_limits_of_price_are_read_in_both_languages(
    text: str, least: float | None, most: float | None
) -> None:
    budget = budget_in(text)
    assert (budget.least, budget.most) == (least, most)


@pytest.mark.parametrize(
    "text",
    [
        "hdmi cable under 2 m",
        "a tent over 2 metres",
        "a parcel under 5 kg",
        "size 36 to 38",
        "for kids from 3 to 5 years",
        "monitor 24-27 inch",
        "四十码的鞋",
        "toys for children under 3",
        "kids up to 10",
        "sneakers up to 44",
        "tv up to 55 in",
        "tv up to 55",
        "tv 55 to 300 euros",
        "dumbbells over 5 pounds",
        "a belt for a waist up to 90",
        "a jacket",
    ],
)
def test_numbers_of_something_else_are_no_prices(text: str) -> None:
    budget = budget_in(text)
    assert (budget.least, budget.most) == (None, None)


def test_a_need_has_the_budget_that_nobody_extracted_and_does_not_search_for_it() -> None:
    need = start("a lamp under 40 euros", [])
    assert (need.price_max, need.price_min) == (4000, None)
    assert "40" not in need.text


def test_what_the_bot_extracted_counts_before_what_the_words_say() -> None:
    extracted = Understood("price_max", 35, start=7, end=15)
    assert start("a lamp under 40", [extracted]).price_max == 3500


def test_about_so_much_at_most_is_no_lower_limit() -> None:
    text = "About 50 euros at the very most"
    around = [Understood("price_min", 40.0, start=0, end=14), Understood("price_max", 60.0, start=0, end=14)]
    need = start(text, around)
    assert (need.price_min, need.price_max) == (None, 5000)
    assert is_upper_limit(text)
    assert start("About 50 euros", around).price_min == 4000
