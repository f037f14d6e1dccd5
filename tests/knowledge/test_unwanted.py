"""What a request will not have, in words that extraction does not read, and products that say they are free of it."""

from __future__ import annotations

import pytest

from knowledge.advice.constraints import fulfils
from knowledge.advice.needs import Need, start
from knowledge.advice.unwanted import unwanted_materials, wants_nothing_of_animals
from knowledge.shop import Shop


@pytest.mark.parametrize(
    ("text", "materials"),
    [
        ("no down no leather", {"down", "leather"}),
        ("a duvet without feathers", {"down"}),
        ("I'm allergic to latex", {"latex"}),
        ("不要真皮的", {"leather"}),
        ("leather boots, not cheap", set()),
        ("no leather look", set()),
        ("why not linen?", set()),
    ],
)
def test_materials_that_are_not_wanted_are_read(text: str, materials: set[str]) -> None:
    assert {material for material, _, _ in unwanted_materials(text)} == materials


@pytest.mark.parametrize(
    "text",
    [
        "nothing that comes from animals",
        "no animal products please",
        "animal-free",
        "不含动物成分",
        "不要动物制品",
    ],
)
def test_nothing_of_animals_is_vegan(text: str) -> None:
    assert wants_nothing_of_animals(text)
    assert start(text, []).features == ("vegan",)


@pytest.mark.parametrize(
    "text",
    [
        "something for my animals",
        "a puzzle with pictures of animals",
        "a book from animals to plants",
        "不要动物图案的杯子",
    ],
)
def test_animals_that_are_only_named_make_nothing_vegan(text: str) -> None:
    assert not wants_nothing_of_animals(text)


def test_what_states_that_it_is_not_free_of_something_is_kept_out(demo: Shop) -> None:
    products = demo.catalogue.snapshot().products
    cork, foam = products["quercus-cork-mat"], products["groundwork-yoga-mat"]
    need = Need(not_materials=("latex",))
    assert cork.attributes["latex_free"] is False
    assert not fulfils(cork, need, {})
    assert fulfils(foam, need, {})


def test_who_wants_no_perfume_in_a_cream_is_shown_none_with_fragrance(demo: Shop) -> None:
    need = Need(text="face cream", product_types=("cream",), not_product_types=("fragrance",))
    shown = demo.advisor.advise(need, count=5).shown
    assert shown
    assert all(each.product.attributes.get("fragrance_free") is not False for each in shown)
