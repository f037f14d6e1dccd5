"""Chinese words of the catalogue: for the bot to understand, and to be shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge.catalogue.chinese import WORDS, add_chinese, chinese_word, chinese_words
from knowledge.catalogue.models import Product, Variant
from knowledge.catalogue.words import build_vocabulary
from knowledge.demo.catalogue import feed_products, read_catalogue

NAMES = {"mumblemouth", "rescue", "road"}
"""Kinds that are read from the names of games, which nobody translates."""


def vocabulary_of(**sections: dict[str, list[str]]) -> dict[str, Any]:
    return {name: sections.get(name, {}) for name in ("product_types", "colours", "materials", "features")}


@pytest.fixture(scope="module")
def demo() -> dict[str, Any]:
    products = [
        Product(
            id=each.id,
            name=each.name,
            brand=each.brand,
            category=each.category,
            keywords=list(each.keywords),
            attributes=dict(each.attributes),
            description="",
            audience="",
            variants=[
                Variant(sku=variant.sku, options=dict(variant.options), price_minor=1, currency="EUR")
                for variant in each.variants
            ],
        )
        for each in feed_products(read_catalogue())
    ]
    return build_vocabulary(products)


def every_word() -> Iterator[tuple[str, str, str]]:
    for section, words in chinese_words().items():
        for key, forms in words.items():
            for form in forms:
                yield section, key, form


@pytest.mark.parametrize("section", ["product_types", "colours", "materials", "features"])
def test_all_that_the_demo_shop_has_can_be_asked_for_in_chinese(demo: dict[str, Any], section: str) -> None:
    unknown = {key for key in demo[section] if key not in chinese_words()[section]}
    assert unknown <= NAMES


def test_every_word_has_a_chinese_character_and_no_blanks() -> None:
    wrong = [
        (key, form)
        for _, key, form in every_word()
        if not any("一" <= sign <= "鿿" for sign in form) or " " in form
    ]
    assert wrong == []


def test_no_key_is_written_twice() -> None:
    keys = [line.split(":")[0] for line in WORDS.read_text(encoding="utf-8").splitlines() if line[:2] == "  "]
    section_ends = sum(len(words) for words in chinese_words().values())
    assert len(keys) == section_ends


def test_only_keys_that_the_catalogue_has_get_forms() -> None:
    given = vocabulary_of(
        colours={"red": ["red"]}, product_types={"lamp": ["lamp", "lamps"], "gizmo": ["gizmo"]}
    )
    made = add_chinese(given)
    assert set(made["colours"]) == {"red"}
    assert made["colours"]["red"][:2] == ["red", "红色"]
    assert made["product_types"]["lamp"][:3] == ["lamp", "lamps", "灯"]
    assert made["product_types"]["gizmo"] == ["gizmo"]
    assert given["colours"] == {"red": ["red"]}


def test_a_word_goes_to_the_key_it_is_the_more_usual_word_for() -> None:
    both = add_chinese(vocabulary_of(product_types={"earbud": [], "headphone": []}))["product_types"]
    assert "耳机" in both["headphone"]
    assert "耳机" not in both["earbud"]
    alone = add_chinese(vocabulary_of(product_types={"earbud": []}))["product_types"]
    assert "耳机" in alone["earbud"]


def test_no_form_stands_for_two_keys_of_a_section(demo: dict[str, Any]) -> None:
    for section in ("product_types", "colours", "materials", "features"):
        forms = [form for each in demo[section].values() for form in each if not form.isascii()]
        assert len(forms) == len(set(forms))


def test_a_catalogue_gives_its_article_codes_as_they_are(demo: dict[str, Any]) -> None:
    assert "MERIDIAN-LAPTOP-BLK" in demo["skus"]
    assert demo["skus"] == sorted(set(demo["skus"]))


@pytest.mark.parametrize(
    ("key", "section", "word"),
    [
        ("jacket", None, "夹克"),
        ("light blue", None, "浅蓝色"),
        ("dishwasher_safe", "features", "可用洗碗机清洗"),
        ("silver", "colours", "银色"),
        ("silver", "materials", "纯银"),
        ("gizmo", None, "gizmo"),
        ("jacket", "colours", "jacket"),
    ],
)
def test_a_key_is_shown_by_its_usual_word_or_itself(key: str, section: str | None, word: str) -> None:
    assert chinese_word(key, section) == word


def test_the_vocabulary_that_the_bot_is_examined_with_is_the_demo_shops(demo: dict[str, Any]) -> None:
    path = Path(__file__).parents[1] / "bot" / "entities" / "vocabulary.json"
    assert json.loads(path.read_text(encoding="utf-8")) == demo


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("躺在床上玩手机用的支架", "touchscreen"),
        ("水下玩具", "waterproof"),
        ("第一次上飞机的孩子带什么玩具", "cabin_size"),
        ("登机时穿的外套", "cabin_size"),
    ],
)
def test_what_somebody_does_is_no_demand_for_a_feature(text: str, feature: str) -> None:
    assert not any(form in text for form in chinese_words()["features"][feature])
