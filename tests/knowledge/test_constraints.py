"""What a shopper rules out is never shown, and what had to be given up is named."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.advice.constraints import (
    GIVEN_UP_FIRST,
    colours_meant,
    colours_of,
    fulfils,
    has_size,
    held_by,
    relaxations,
)
from knowledge.advice.needs import Need
from knowledge.advice.ranking import best_variant
from knowledge.catalogue.view import ProductFacts, VariantFacts
from knowledge.customers.profile import NOBODY
from knowledge.shop import Shop
from tests.knowledge.small_catalogue import BY_ID, CATALOGUE, HOMES, names

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
        features = [name for name in given_up if name.startswith("features:")]
        assert [f"features:{each}" for each in need.features if each not in relaxed.features] == features
        whole = [name for name in GIVEN_UP_FIRST if name != "features"]
        assert all(getattr(relaxed, name) == getattr(need, name) for name in whole if name not in given_up)
        assert all(not getattr(relaxed, name) and getattr(need, name) for name in whole if name in given_up)
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


def test_what_a_product_fulfils_is_told_constraint_by_constraint() -> None:
    need = Need(price_max=50_00, colours=("black",), features=("waterproof", "vegan"), brands=("Tarnwick",))
    assert held_by(BY_ID["ridge-rain-jacket"], need) == [
        "colours:black",
        "brands:Tarnwick",
        "features:waterproof",
    ]
