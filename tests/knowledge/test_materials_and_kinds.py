"""What counts as a material, a colour, a size, a kind of product, and whom a product is made for."""

from __future__ import annotations

import pytest

from knowledge.advice.constraints import (
    buyable,
    colours_of,
    fulfils,
    has_any,
    has_size,
    is_made_of,
    type_matches,
)
from knowledge.advice.needs import Need
from tests.knowledge.small_catalogue import BY_ID, HOMES, names, product, variant


@pytest.mark.parametrize(
    "stated",
    [
        "faux leather",
        "vegan leather and cotton",
        "apple-based vegan leather",
        "synthetic leather",
        "imitation leather",
        "artificial-leather trim",
        "no leather",
        "leather-free microfibre",
        "leather look polyester",
        "PU leather",
        "plant leather",
        "synthetic suede",
        "feather",
    ],
)
def test_imitations_of_leather_are_not_leather(stated: str) -> None:
    bag = product("Bag", attributes={"material": stated})
    assert not is_made_of(bag, "leather")
    assert not has_any(bag, "leather")


@pytest.mark.parametrize(
    "stated",
    ["full-grain leather", "suede", "nubuck", "goat leather palm", "Leather", "cotton and cowhide leather"],
)
def test_leather_is_leather_under_all_its_names(stated: str) -> None:
    assert is_made_of(product("Bag", attributes={"material": stated}), "leather")


@pytest.mark.parametrize(
    ("stated", "material"),
    [
        ("100% merino wool", "wool"),
        ("100% lambswool", "wool"),
        ("stainless steel", "steel"),
        ("stainless steel", "stainless-steel"),
        ("solid oak", "wood"),
        ("faux fur, real wool", "wool"),
        ("birch plywood", "wood"),
        ("glazed stoneware", "ceramic"),
        ("polypropylene, BPA free", "plastic"),
    ],
)
def test_a_material_is_found_in_its_forms(stated: str, material: str) -> None:
    assert is_made_of(product("Thing", attributes={"material": stated}), material)


def test_care_instructions_do_not_make_a_material() -> None:
    shoe = product("Shoe", attributes={"material": "canvas", "care": "suede spray, leather balm"})
    assert not has_any(shoe, "leather")


def test_a_part_counts_when_a_material_is_ruled_out_but_not_when_it_is_wanted() -> None:
    slipper = BY_ID["ullberg-felt-slipper"]
    assert not is_made_of(slipper, "leather")
    assert has_any(slipper, "leather")
    assert "ullberg-felt-slipper" not in names(Need(not_materials=("leather",)))
    assert "ullberg-felt-slipper" not in names(Need(materials=("leather",)))


def test_a_stated_truth_about_a_material_rules_it_out() -> None:
    assert has_any(product("Bag", attributes={"leather": True}), "leather")
    assert not has_any(product("Bag", attributes={"leather": False}), "leather")


def test_one_of_several_wanted_materials_is_enough() -> None:
    assert {"ridge-rain-jacket", "puddle-raincoat"} <= names(Need(materials=("nylon", "polyester")))


@pytest.mark.parametrize(
    ("colour", "fits"),
    [("green", True), ("forest green", True), ("olive", False), ("black", True), ("white", False)],
)
def test_who_asks_for_a_colour_is_shown_its_shades_but_not_the_other_way_round(
    colour: str, fits: bool
) -> None:
    assert ("ridge-rain-jacket" in names(Need(colours=(colour,)))) is fits


def test_who_rules_out_a_colour_is_not_shown_its_shades() -> None:
    jacket = BY_ID["ridge-rain-jacket"]
    assert [each.sku for each in buyable(jacket, Need(not_colours=("green",)))] == ["rj-2"]
    assert "ashgrove-moto-jacket" not in names(Need(not_colours=("grey", "brown")))


def test_a_variant_of_two_colours_has_both() -> None:
    dinghy = BY_ID["otter-dinghy"]
    assert colours_of(dinghy.variants[0]) == {"navy", "white"}
    assert fulfils(dinghy, Need(colours=("white",)), HOMES)
    assert fulfils(dinghy, Need(colours=("blue",)), HOMES)
    assert not fulfils(dinghy, Need(not_colours=("white",)), HOMES)


@pytest.mark.parametrize(
    ("options", "size", "fits"),
    [
        ({"size": "M"}, "m", True),
        ({"size": "M"}, "L", False),
        ({"size": "M 55-59 cm"}, "M", True),
        ({"size": "S/M"}, "M", True),
        ({"size": "XL"}, "L", False),
        ({"size": "42"}, "42", True),
        ({"size": "42 cm"}, "42", False),
        ({"storage": "128 GB"}, "128 GB", True),
        ({"colour": "red"}, "M", True),
        ({}, "M", True),
        ({"colour": "M"}, "M", True),
    ],
)
def test_a_size_fits_as_it_is_written(options: dict[str, str], size: str, fits: bool) -> None:
    assert has_size(variant("x", **options), size) is fits


def test_colour_size_and_price_must_hold_for_one_and_the_same_variant() -> None:
    assert names(Need(colours=("black",), size="L", brands=("Tarnwick",))) == {"ridge-rain-jacket"}
    assert names(Need(colours=("black",), size="M", brands=("Tarnwick",))) == set()
    assert names(Need(colours=("black",), price_max=92_00, brands=("Tarnwick",))) == set()


def test_what_is_sold_out_is_not_found() -> None:
    assert "sold-out-scarf" not in names(Need())
    assert not any(each.stock <= 0 for each in buyable(BY_ID["ridge-rain-jacket"], Need()))


@pytest.mark.parametrize(
    ("kind", "found_ids"),
    [
        ("jacket", {"ridge-rain-jacket", "ferrant-leather-biker", "ashgrove-moto-jacket", "puddle-raincoat"}),
        ("laptop", {"slate-student-laptop"}),
        ("monitor", {"starter-24-monitor"}),
        ("shoe", {"ullberg-felt-slipper", "aldermoor-oxford"}),
        ("mouse", {"pipit-mouse"}),
        ("rain jacket", {"ridge-rain-jacket"}),
    ],
)
def test_a_kind_finds_what_is_called_so_and_not_what_goes_with_it(kind: str, found_ids: set[str]) -> None:
    assert names(Need(product_types=(kind,))) == found_ids


def test_a_kind_that_is_ruled_out_is_not_shown() -> None:
    assert "slate-student-laptop" not in names(Need(not_product_types=("laptop",)))
    assert "starter-24-monitor" in names(Need(not_product_types=("laptop",)))


def test_among_shown_products_a_word_of_the_keywords_points_one_out() -> None:
    assert type_matches(BY_ID["aldermoor-oxford"], "dress shoe")
    assert not type_matches(BY_ID["ridge-rain-jacket"], "shoe")


@pytest.mark.parametrize(
    ("audience", "made_for", "sized", "fits"),
    [
        (None, "women", True, True),
        ("women", "women", True, True),
        ("women", "unisex", True, True),
        ("women", "men", True, False),
        ("men", "kids", True, False),
        ("kids", "baby", True, True),
        ("baby", "kids", True, True),
        ("kids", "unisex", True, False),
        ("kids", "unisex", False, True),
        ("kids", "home", True, True),
        ("women", "", True, True),
    ],
)
def test_products_are_shown_to_those_they_are_made_for(
    audience: str | None, made_for: str, sized: bool, fits: bool
) -> None:
    only = variant("x", size="M") if sized else variant("x")
    assert fulfils(product("Thing", only, audience=made_for), Need(audience=audience), HOMES) is fits


@pytest.mark.parametrize(
    ("name", "category", "keywords", "kind", "is_one"),
    [
        ("Quilted Vest", "Clothing > Jackets & Coats", (), "jacket", False),
        ("Winter Parka", "Clothing > Jackets & Coats", (), "jacket", True),
        ("Cotton Polo", "Clothing > T-Shirts & Tops", ("polo shirt",), "t-shirt", False),
        ("Desk Organiser", "Stationery > Writing & Paper", ("pens",), "pen", False),
        ("Kids' Helmet", "Sport > Cycling", ("balance bike",), "bike", False),
        ("Ballpoint Dozen", "Stationery > Writing & Paper", ("pens",), "pen", True),
    ],
)
def test_what_is_kept_beside_a_kind_is_none_of_it(
    name: str, category: str, keywords: tuple[str, ...], kind: str, is_one: bool
) -> None:
    assert type_matches(product(name, category=category, keywords=keywords), kind) == is_one
