"""The demo's orders and feedback hold the patterns that advice and insights should find."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import UTC, datetime

import pytest

from knowledge.demo.catalogue import DemoProduct
from knowledge.demo.history import History
from knowledge.demo.opinions import FOLDER, Told, read_remarks
from knowledge.demo.patterns import (
    BATTERY_HEADPHONES,
    BOUGHT_TOGETHER,
    RUNS_LARGE,
    RUNS_SMALL,
    TREND_WEEKS,
    USED_UP_AFTER_DAYS,
    ZIP_JACKET,
)
from knowledge.demo.sales import Sale
from knowledge.demo.tastes import price_ranks
from knowledge.orders.models import OrderState

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def baskets(history: History) -> list[set[str]]:
    return [{line.product.id for line in sale.lines} for sale in history.sales]


def test_planted_pairs_are_bought_together(demo_history: History) -> None:
    bought = baskets(demo_history)
    alone = Counter(product for basket in bought for product in basket)
    for one, other, _ in BOUGHT_TOGETHER:
        together = sum(one in basket and other in basket for basket in bought)
        lift = together * len(bought) / (alone[one] * alone[other])
        assert together >= 4, (one, other)
        assert lift > 3, (one, other)


def share_back(history: History, ids: frozenset[str], reason: str) -> float:
    sold = back = 0
    for sale in history.sales:
        if sale.state != OrderState.DELIVERED:
            continue
        reasons = {place: goods.reason for goods in sale.returns for place, _ in goods.lines}
        for place, line in enumerate(sale.lines):
            if line.product.id in ids:
                sold += 1
                back += reasons.get(place) == reason
    assert sold >= 60
    return back / sold


def test_what_runs_small_or_large_comes_back(
    demo_history: History, demo_products: tuple[DemoProduct, ...]
) -> None:
    rest = {product.id for product in demo_products if product.category.startswith(("Clothing", "Shoes"))}
    ordinary = frozenset(rest - RUNS_SMALL - RUNS_LARGE)
    assert share_back(demo_history, RUNS_SMALL, "too_small") > 0.2
    assert share_back(demo_history, RUNS_SMALL, "too_small") > 4 * share_back(
        demo_history, ordinary, "too_small"
    )
    assert share_back(demo_history, RUNS_LARGE, "too_big") > 0.2
    assert share_back(demo_history, RUNS_LARGE, "too_big") > 4 * share_back(demo_history, ordinary, "too_big")


def test_who_sent_it_back_as_too_small_takes_the_next_size(demo_history: History) -> None:
    by_person: dict[str, list[Sale]] = {}
    for sale in demo_history.sales:
        by_person.setdefault(sale.person.shop_id, []).append(sale)
    steps: Counter[int] = Counter()
    for sales in by_person.values():
        for number, sale in enumerate(sales):
            for goods in sale.returns:
                for place, _ in goods.lines:
                    line = sale.lines[place]
                    again = next(
                        (
                            other.variant.options["size"]
                            for later in sales[number + 1 :]
                            for other in later.lines
                            if other.product.id == line.product.id and goods.reason == "too_small"
                        ),
                        None,
                    )
                    if again is not None:
                        sizes = line.product.values("size")
                        steps[sizes.index(again) - sizes.index(line.variant.options["size"])] += 1
    assert steps[1] >= 30
    assert steps[1] >= 0.9 * sum(steps.values())


def share_in(history: History, shelf: str, months: set[int]) -> float:
    placed = [
        sale.placed_at.month
        for sale in history.sales
        for line in sale.lines
        if shelf in {line.product.kind, line.product.category.split(" > ")[0]}
    ]
    assert len(placed) >= 100
    return sum(month in months for month in placed) / len(placed)


def test_seasons_show(demo_history: History) -> None:
    assert share_in(demo_history, "coat", {9, 10, 11, 12}) > 0.5
    assert share_in(demo_history, "swimwear", {5, 6, 7}) > 0.5
    assert share_in(demo_history, "Toys", {11, 12}) > 0.3


def test_people_stay_with_their_brands_and_price_band(
    demo_history: History, demo_products: tuple[DemoProduct, ...]
) -> None:
    lines = [(sale.person.taste, line.product) for sale in demo_history.sales for line in sale.lines]
    favourite = sum(product.brand in taste.brands for taste, product in lines) / len(lines)
    brands = Counter(product.brand for _, product in lines)
    expected = sum(brands[brand] for taste, _ in lines for brand in taste.brands) / len(lines) ** 2
    assert favourite > 2.5 * expected
    ranks = price_ranks(demo_products)
    mean = {
        band: sum(ranks[p.id] for taste, p in lines if taste.price_band == band)
        / sum(taste.price_band == band for taste, _ in lines)
        for band in ("low", "high")
    }
    assert mean["high"] - mean["low"] > 0.2


def test_clothes_are_bought_in_the_same_size(demo_history: History) -> None:
    same = other = 0
    for sale in demo_history.sales:
        taste = sale.person.taste
        for line in sale.lines:
            if line.product.category.startswith("Clothing") and line.product.audience == taste.audience:
                fits = line.variant.options.get("size", taste.clothing_size) == taste.clothing_size
                same, other = same + fits, other + (not fits)
    assert same > 9 * other


def test_what_is_used_up_is_bought_again_in_time(demo_history: History) -> None:
    bought: dict[tuple[str, str], list[datetime]] = {}
    for sale in demo_history.sales:
        for line in sale.lines:
            if line.product.id in USED_UP_AFTER_DAYS:
                bought.setdefault((sale.person.shop_id, line.product.id), []).append(sale.placed_at)
    regular = 0
    for (_, product), times in bought.items():
        gaps = sorted((later - sooner).days for sooner, later in itertools.pairwise(times))
        if len(gaps) >= 3:
            median = gaps[len(gaps) // 2]
            regular += abs(median - USED_UP_AFTER_DAYS[product]) < 0.25 * USED_UP_AFTER_DAYS[product]
    assert regular >= 40


def test_feedback_texts_are_many_and_never_repeated(demo_said: list[Told]) -> None:
    for path in FOLDER.glob("*_*.csv"):
        if not path.stem.startswith("trend"):
            assert len(read_remarks(path.stem)) >= 160, path.stem
    texts = [remark.text.lower() for path in FOLDER.glob("*.csv") for remark in read_remarks(path.stem)]
    assert len(set(texts)) == len(texts)
    assert 850 <= len(demo_said) <= 950
    assert len({told.text for told in demo_said}) == len(demo_said)
    assert [told.key for told in demo_said] == [f"demo:{number}" for number in range(1, len(demo_said) + 1)]


def test_every_text_fits_a_product(demo_products: tuple[DemoProduct, ...]) -> None:
    for label in ("negative", "neutral", "positive"):
        for remark in read_remarks(f"{label}_product"):
            assert any(remark.fits(product) for product in demo_products), remark


def test_feedback_is_given_after_delivery_and_agrees_with_its_label(demo_said: list[Told]) -> None:
    signs = {"negative": -1, "neutral": 0, "positive": 1}
    for told in demo_said:
        assert told.at < NOW
        if told.sale is not None:
            assert told.sale.delivered_at is not None
            assert told.sale.delivered_at < told.at
        assert -1 <= told.sentiment <= 1
        assert abs(told.sentiment - signs[told.label] * 0.69) < 0.35
        assert told.rating is None or abs(told.rating - 3 - 1.5 * signs[told.label]) <= 0.5
        assert told.aspects
    assert min(Counter(told.label for told in demo_said).values()) > 120
    assert sum(told.sale is not None for told in demo_said) > 300


@pytest.mark.parametrize(("product", "word"), [(ZIP_JACKET, "zip"), (BATTERY_HEADPHONES, "batter")])
def test_two_products_draw_ever_more_complaints(demo_said: list[Told], product: str, word: str) -> None:
    ages = [
        (NOW - told.at).days / 7
        for told in demo_said
        if told.product is not None and told.product.id == product and word in told.text.lower()
    ]
    recent = [age for age in ages if age < TREND_WEEKS]
    assert len(recent) >= 20
    assert len(ages) - len(recent) <= 5
    assert sum(age < TREND_WEEKS / 2 for age in recent) > 0.5 * len(recent)
