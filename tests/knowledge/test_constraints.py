"""What a shopper rules out is never shown, and what had to be given up is named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.advice.constraints import (
    GIVEN_UP_FIRST,
    buyable,
    colours_meant,
    colours_of,
    fulfils,
    has_any,
    has_size,
    held_by,
    is_made_of,
    relaxations,
    type_matches,
)
from knowledge.advice.needs import Need
from knowledge.advice.ranking import best_variant
from knowledge.catalogue.view import ProductFacts, VariantFacts
from knowledge.catalogue.words import homes_of_kinds
from knowledge.customers.profile import NOBODY
from knowledge.shop import Shop
from tests.knowledge.small_catalogue import product, variant

CATALOGUE = (
    product(
        "Ridge Rain Jacket",
        variant("rj-1", 90_00, colour="forest green", size="M"),
        variant("rj-2", 95_00, colour="black", size="L"),
        variant("rj-3", 95_00, stock=0, colour="grey", size="S"),
        brand="Tarnwick",
        attributes={"material": "recycled nylon", "waterproof": True, "hood": True},
    ),
    product(
        "Ferrant Leather Biker",
        variant("lb-1", 289_00, regular=320_00, colour="black", size="M"),
        brand="Braskett",
        audience="women",
        attributes={"material": "lambskin leather, cotton lining"},
    ),
    product(
        "Ashgrove Moto Jacket",
        variant("mj-1", 120_00, colour="brown", size="M"),
        variant("mj-2", 120_00, colour="charcoal", size="L"),
        brand="Braskett",
        audience="women",
        attributes={"material": "apple-based faux leather, cotton backing", "vegan": True},
    ),
    product(
        "Puddle Raincoat",
        variant("pr-1", 30_00, colour="yellow", size="104"),
        brand="Little Fennel",
        audience="kids",
        attributes={"material": "polyester", "waterproof": True, "hood": True},
    ),
    product(
        "Ullberg Felt Slipper",
        variant("fs-1", 54_00, colour="grey", size="42"),
        variant("fs-2", 54_00, colour="red", size="38"),
        brand="Plumley",
        category="Shoes > Slippers",
        attributes={"material": "boiled wool felt", "sole": "suede leather"},
    ),
    product(
        "Aldermoor Oxford",
        variant("ao-1", 245_00, colour="black", size="42"),
        brand="Oakhollow",
        category="Shoes > Formal Shoes",
        audience="men",
        attributes={"material": "polished calf leather"},
        keywords=["dress shoe"],
    ),
    product(
        "Slate Student Laptop",
        variant("sl-1", 449_00, storage="128 GB"),
        brand="Quillon",
        category="Electronics > Laptops & Monitors",
        attributes={"microphone": True},
    ),
    product(
        "Starter 24 Monitor",
        variant("sm-1", 118_50),
        brand="Quillon",
        category="Electronics > Laptops & Monitors",
        keywords=["laptop"],
    ),
    product(
        "Pipit Mouse",
        variant("pm-1", 19_95, colour="black"),
        brand="Tapwell",
        category="Electronics > Mice",
        keywords=["laptop", "small"],
    ),
    product(
        "Otter Dinghy",
        variant("od-1", 60_00, colour="Navy/White"),
        category="Outdoor > Boats",
        audience="",
    ),
    product(
        "Sold Out Scarf", variant("so-1", 20_00, stock=0, colour="red"), category="Accessories > Scarves"
    ),
)
HOMES = homes_of_kinds((each.name, each.category) for each in CATALOGUE)
BY_ID = {each.id: each for each in CATALOGUE}
# What each is really made of, as a person would say who reads the catalogue; soles and all.
REALLY_MADE_OF = {
    "ridge-rain-jacket": {"nylon"},
    "ferrant-leather-biker": {"leather", "cotton"},
    "ashgrove-moto-jacket": {"cotton"},
    "puddle-raincoat": {"polyester"},
    "ullberg-felt-slipper": {"wool", "leather"},
    "aldermoor-oxford": {"leather"},
}


def found(need: Need) -> list[ProductFacts]:
    return [each for each in CATALOGUE if fulfils(each, need, HOMES)]


def names(need: Need) -> set[str]:
    return {each.id for each in found(need)}


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


COLOURS = ("green", "black", "grey", "brown", "red", "blue", "white", "yellow")
MATERIALS = ("leather", "cotton", "wool", "nylon", "polyester")
BRANDS = ("Tarnwick", "Braskett", "Quillon", "Plumley")
NEEDS = st.builds(
    Need,
    product_types=some("jacket", "coat", "shoe", "laptop", "slipper"),
    not_product_types=some("biker", "mouse", "slipper", "raincoat"),
    price_min=st.none() | st.integers(0, 300_00),
    price_max=st.none() | st.integers(1, 300_00),
    colours=some(*COLOURS),
    not_colours=some(*COLOURS),
    materials=some(*MATERIALS),
    not_materials=some(*MATERIALS),
    brands=some(*BRANDS),
    not_brands=some(*BRANDS),
    features=some("waterproof", "hood", "vegan"),
    not_features=some("waterproof", "hood", "vegan"),
    size=st.none() | st.sampled_from(["M", "L", "42", "104"]),
    audience=st.none() | st.sampled_from(["women", "men", "kids"]),
)


def assert_holds(
    need: Need, shown: ProductFacts, variant: VariantFacts, made_of: set[str] | None = None
) -> None:
    """Nothing that the need demands or rules out is broken by what would be shown."""
    assert variant.stock > 0
    assert need.price_max is None or variant.price_minor <= need.price_max
    assert need.price_min is None or variant.price_minor >= need.price_min
    assert not need.brands or shown.brand in need.brands
    assert shown.brand not in need.not_brands
    colours = colours_of(variant)
    assert not need.colours or colours & frozenset().union(*map(colours_meant, need.colours))
    assert not colours & frozenset().union(*map(colours_meant, need.not_colours))
    for feature in need.features:
        assert shown.attributes.get(feature) is True
    for feature in need.not_features:
        assert shown.attributes.get(feature) is not True
    if need.audience is not None:
        grown_up = {"women": "men", "men": "women"}
        assert shown.audience != grown_up.get(need.audience)
        if need.audience == "kids":
            assert shown.audience not in ("women", "men")
    if made_of is not None:
        assert not need.materials or made_of & set(need.materials)
        assert not made_of & set(need.not_materials)


@given(NEEDS)
@settings(max_examples=400, deadline=None)
def test_no_hard_constraint_is_ever_broken(need: Need) -> None:
    for each in found(need):
        shown = best_variant(each, need, NOBODY)
        assert_holds(need, each, shown, REALLY_MADE_OF.get(each.id, set()))
        if need.size is not None:
            assert has_size(shown, need.size)


@given(NEEDS)
@settings(max_examples=200, deadline=None)
def test_after_a_relaxation_all_that_was_not_given_up_still_holds(need: Need) -> None:
    for given_up, relaxed in relaxations(need):
        kept = {name for name in GIVEN_UP_FIRST if name not in given_up}
        assert all(getattr(relaxed, name) == getattr(need, name) for name in kept)
        assert all(not getattr(relaxed, name) and getattr(need, name) for name in given_up)
        for name in ("not_colours", "not_materials", "not_brands", "not_features", "not_product_types"):
            assert getattr(relaxed, name) == getattr(need, name)
        assert relaxed.product_types == need.product_types


@given(NEEDS)
@settings(max_examples=100, deadline=None)
def test_fewer_wishes_never_find_less(need: Need) -> None:
    before = names(need)
    for _, relaxed in relaxations(need):
        assert before <= names(relaxed)


@given(need=NEEDS, text=st.sampled_from(["something warm", "gift", "for the office", ""]))
@settings(max_examples=40, deadline=None)
def test_what_the_demo_shop_shows_breaks_nothing_but_what_it_names_as_given_up(
    demo: Shop, need: Need, text: str
) -> None:
    need = replace(need, text=text, brands=(), not_brands=("Tarnwick",))
    advice = demo.advisor.advise(need, count=5)
    kept = need
    for name in advice.given_up:
        kept = kept.without(name)
    for each in advice.shown:
        assert_holds(kept, each.product, each.variant)
    if advice.given_up:
        homes = demo.advisor.prepare().homes
        everything = demo.catalogue.snapshot().products.values()
        assert not any(fulfils(each, need, homes) for each in everything)


def test_one_constraint_is_given_up_before_two_and_the_price_before_the_size() -> None:
    steps = [names for names, _ in relaxations(Need(price_max=1, size="M", brands=("Acme",)))]
    assert steps == [
        ("price_max",),
        ("brands",),
        ("size",),
        ("price_max", "brands"),
        ("price_max", "size"),
        ("brands", "size"),
        ("price_max", "brands", "size"),
    ]


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


def test_what_a_product_fulfils_is_told_constraint_by_constraint() -> None:
    need = Need(price_max=50_00, colours=("black",), features=("waterproof", "vegan"), brands=("Tarnwick",))
    assert held_by(BY_ID["ridge-rain-jacket"], need) == [
        "colours:black",
        "brands:Tarnwick",
        "features:waterproof",
    ]
