"""The catalogue by columns says of all products what the rules say of each."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.advice.columns import CatalogueColumns
from knowledge.advice.constraints import fulfils
from knowledge.advice.needs import Need
from knowledge.catalogue.words import homes_of_kinds
from knowledge.shop import Shop
from tests.knowledge.small_catalogue import product, variant

KINDS = (
    "jacket",
    "rain jacket",
    "shoe",
    "running shoe",
    "laptop",
    "bag",
    "t-shirt",
    "monitor",
    "boot",
    "toy",
)
NEEDS = st.builds(
    Need,
    product_types=st.lists(st.sampled_from(KINDS), max_size=2).map(tuple),
    not_product_types=st.lists(st.sampled_from(KINDS), max_size=1).map(tuple),
    price_min=st.none() | st.integers(0, 200_00),
    price_max=st.none() | st.integers(0, 400_00),
    colours=st.lists(st.sampled_from(["green", "black", "navy", "Grey"]), max_size=2).map(tuple),
    not_colours=st.lists(st.sampled_from(["blue", "black"]), max_size=1).map(tuple),
    materials=st.lists(st.sampled_from(["leather", "wool", "stainless-steel", "oak"]), max_size=2).map(tuple),
    not_materials=st.lists(st.sampled_from(["leather", "wool", "wood", "plastic"]), max_size=2).map(tuple),
    brands=st.lists(st.sampled_from(["Tarnwick", "Veldrune", "Nobody"]), max_size=2).map(tuple),
    not_brands=st.lists(st.sampled_from(["Tarnwick", "Skarvholt"]), max_size=1).map(tuple),
    features=st.lists(st.sampled_from(["waterproof", "vegan", "wireless"]), max_size=1).map(tuple),
    not_features=st.lists(st.sampled_from(["waterproof", "organic"]), max_size=1).map(tuple),
    size=st.none() | st.sampled_from(["M", "42", "xl"]),
    audience=st.none() | st.sampled_from(["women", "men", "kids", "baby"]),
)


@pytest.fixture(scope="module")
def columns(demo: Shop) -> CatalogueColumns:
    return demo.advisor.prepare().columns


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(need=NEEDS)
def test_columns_and_rules_agree_on_every_product_of_the_demo(
    demo: Shop, columns: CatalogueColumns, need: Need
) -> None:
    homes = demo.advisor.prepare().homes
    assert columns.fulfilling(need).tolist() == [fulfils(each, need, homes) for each in columns.products]


def test_one_variant_must_fulfil_all_that_is_asked_of_variants() -> None:
    jacket = product(
        "Alder Jacket",
        variant("a", 50_00, colour="green", size="M"),
        variant("b", 90_00, colour="black", size="L"),
        variant("c", 50_00, stock=0, colour="black", size="M"),
    )
    columns = CatalogueColumns([jacket], homes_of_kinds([(jacket.name, jacket.category)]))
    need = Need(colours=("black",))
    assert columns.fulfilling(need).all()
    assert columns.fulfilling(replace(need, size="L")).all()
    assert not columns.fulfilling(replace(need, size="M")).any()
    assert not columns.fulfilling(replace(need, price_max=60_00)).any()


def test_an_empty_catalogue_has_nothing_that_fulfils() -> None:
    assert CatalogueColumns([], {}).fulfilling(Need(materials=("wool",), brands=("Acme",))).tolist() == []
