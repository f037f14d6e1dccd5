"""Tags: each by its rule, with the facts that made it; all of them documented."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendant.settings import ROOT
from knowledge.customers.value.basis import Basis
from knowledge.customers.value.facts import CustomerFacts
from knowledge.customers.value.tag import TagGroup, Taxonomy
from knowledge.customers.value.tags import TAXONOMY, tags_of
from tests.knowledge.value_cases import NOW, ago, back, basis, customer, line, purchase, said, several


def tags(known: Basis) -> dict[str, tuple[str, dict[str, Any]]]:
    return {tag.name: (found.value, found.facts) for tag, found in tags_of(known)}


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (date(2001, 11, 22), "under 25"),
        (date(2001, 11, 21), "25-39"),
        (date(1986, 11, 21), "40-59"),
        (date(1940, 1, 1), "60 and over"),
    ],
)
def test_the_age_band_changes_on_the_birthday(born: date, band: str) -> None:
    assert tags(basis(customer(born=born)))["age"] == (band, {})


def test_who_tells_no_birth_date_and_no_country_has_no_such_tags() -> None:
    assert not {"age", "country"} & tags(basis(customer())).keys()


def test_basic_facts_are_told_with_their_values() -> None:
    found = tags(basis(customer(country="NL", language="zh", level="gold", since=ago(30))))
    assert (found["country"][0], found["language"][0], found["member"][0]) == ("NL", "zh", "Gold")
    assert found["new_customer"] == ("", {"days": 30})
    assert TAXONOMY["member"].label("Gold") == "Gold member"
    assert TAXONOMY["member"].label("Gold", "zh") == "Gold 会员"


def test_somebody_who_bought_before_the_account_was_made_is_no_new_customer() -> None:
    found = tags(basis(customer(purchase(600), since=ago(30))))
    assert "new_customer" not in found
    assert found["long_standing"] == ("", {"days": 600})


CASES: dict[str, tuple[Basis, Basis]] = {
    "frequent_buyer": (basis(customer(purchase(3)), (1, 5, 1)), basis(customer(purchase(3)), (5, 4, 5))),
    "big_spender": (basis(customer(purchase(3)), (1, 1, 5)), basis(customer(purchase(3)), (5, 5, 4))),
    "bought_once": (basis(customer(purchase(3))), basis(customer(*several(2)))),
    "price_band": (
        basis(customer(*several(2, net=12_000), purchase(9, 3_000))),
        basis(customer(purchase(1, 12_000), purchase(2, 3_000))),
    ),
    "discount_led": (
        basis(customer(*several(2, discounted=True), purchase(1))),
        basis(customer(*several(2, discounted=True))),
    ),
    "pays_full_price": (
        basis(customer(*several(4))),
        basis(customer(*several(4), purchase(1, discounted=True))),
    ),
    "holiday_shopper": (
        basis(customer(purchase(1), purchase(5), purchase(100))),
        basis(customer(purchase(1), purchase(90), purchase(100))),
    ),
    "buys_again": (
        basis(customer(*several(3))),
        basis(customer(*several(2), purchase(5, 6_000, line(product_id="other")))),
    ),
    "slipping_away": (
        basis(customer(*several(2)), alive=0.49),
        basis(customer(*several(2)), alive=0.5),
    ),
    "interest": (
        basis(customer(*several(2))),
        basis(customer(purchase(5), purchase(9, 1, line("Home > Rugs")))),
    ),
    "brand_loyal": (
        basis(customer(*several(3))),
        basis(customer(*several(2), *[purchase(5, 1, line(brand=f"brand {place}")) for place in range(3)])),
    ),
    "all_rounder": (
        basis(customer(purchase(5, 1, *[line(f"Department {place}") for place in range(6)]))),
        basis(customer(purchase(5, 1, *[line(f"Department {place}") for place in range(5)]))),
    ),
    "buys_for_children": (
        basis(customer(purchase(5, 1, line(audience="kids"), line(audience="baby")))),
        basis(customer(purchase(5, 1, line(audience="kids"), line(audience="women")))),
    ),
    "buys_for_pets": (
        basis(customer(purchase(5, 1, line(audience="pets"), line(audience="pets")))),
        basis(customer(purchase(5, 1, line(audience="pets")))),
    ),
    "size_trouble": (
        basis(customer(sent_back=(back("too_small"), back("too_big")))),
        basis(customer(sent_back=(back("too_small"), back("changed_mind")))),
    ),
    "returns_much": (
        basis(customer(bought=10, sent_back=(back("changed_mind", 3),))),
        basis(customer(bought=10, sent_back=(back("changed_mind", 2),))),
    ),
    "keeps_all": (
        basis(customer(bought=10)),
        basis(customer(bought=10, sent_back=(back("changed_mind"),))),
    ),
    "faulty_goods": (
        basis(customer(sent_back=(back("damaged"), back("defective")))),
        basis(customer(sent_back=(back("damaged", days=400), back("defective")))),
    ),
    "cancels": (basis(customer(cancelled=2)), basis(customer(cancelled=1))),
    "complained": (
        basis(customer(said=(said("complaint", -0.5, 100),))),
        basis(customer(said=(said("complaint", -0.5, 400), said("review", -0.5, 3)))),
    ),
    "dissatisfied": (
        basis(customer(said=(said("review", -0.8, 10), said("review", 0.2, 20)))),
        basis(customer(said=(said("review", -0.8, 400), said("review", 0.2, 20)))),
    ),
    "delighted": (
        basis(customer(said=(said("praise", 0.9, 10),))),
        basis(customer(said=(said("praise", 0.9, 10), said("complaint", -0.9, 9)))),
    ),
    "needed_a_person": (basis(customer(handed_over=(ago(100),))), basis(customer(handed_over=(ago(300),)))),
}


@pytest.mark.parametrize("name", CASES)
def test_a_tag_applies_to_whom_its_rule_means_and_not_to_the_next_one(name: str) -> None:
    applies, does_not = CASES[name]
    assert name in tags(applies)
    assert name not in tags(does_not)


def test_what_went_back_interests_nobody() -> None:
    sent_back = purchase(5, 1, line("Home > Rugs", kept=0), line("Home > Rugs", kept=0), line())
    assert "interest" not in tags(basis(customer(sent_back)))


def test_an_interest_of_long_ago_weighs_less_than_one_of_today() -> None:
    old = [purchase(700 + place, 1, line("Home > Rugs")) for place in range(3)]
    new = [purchase(5 + place, 1, line("Shoes > Boots")) for place in range(3)]
    shares = basis(customer(*old, *new)).departments
    assert list(shares) == ["Shoes", "Home"]
    assert shares["Home"] < 0.3
    assert sum(shares.values()) == pytest.approx(1)


LINES = st.builds(
    line,
    category=st.sampled_from(["", "Shoes > Boots", "Home > Rugs", "Pets"]),
    unit=st.integers(0, 100_000),
    quantity=st.integers(1, 5),
    kept=st.integers(0, 1),
    audience=st.sampled_from(["", "kids", "pets"]),
)
PURCHASES = st.builds(
    lambda days, net, lines, discounted: purchase(days, net, *lines, discounted=discounted),
    st.floats(0, 1_500),
    st.integers(0, 1_000_000),
    st.lists(LINES, max_size=3),
    st.booleans(),
)
ANYBODY = st.builds(
    lambda purchases, **facts: customer(*purchases, **facts),
    st.lists(PURCHASES, max_size=5),
    since=st.floats(0, 3_000).map(ago),
    born=st.none() | st.dates(date(1900, 1, 1), NOW.date()),
    cancelled=st.integers(0, 3),
    sent_back=st.lists(st.builds(back, st.sampled_from(["too_big", "damaged"])), max_size=3).map(tuple),
    said=st.lists(st.builds(said, st.just("complaint"), st.floats(-1, 1), st.floats(0, 900)), max_size=3).map(
        tuple
    ),
)


@given(ANYBODY)
def test_nobody_breaks_a_rule_and_the_same_customer_has_the_same_tags(facts: CustomerFacts) -> None:
    found = [(tag.name, each) for tag, each in tags_of(basis(facts))]
    assert found == [(tag.name, each) for tag, each in tags_of(basis(facts))]
    keys = [(name, each.value) for name, each in found]
    assert len(keys) == len(set(keys))


def test_a_tag_is_defined_once() -> None:
    taxonomy = Taxonomy()
    define = taxonomy.define("twice", TagGroup.BASIC, "Twice", "两次", "anybody")
    define(lambda _: [])
    with pytest.raises(ValueError, match="twice"):
        define(lambda _: [])


@pytest.mark.parametrize("name", TAXONOMY)
def test_every_tag_is_documented_with_its_meaning(name: str) -> None:
    tag = TAXONOMY[name]
    assert f"| `{name}` | {tag.group.value} | {tag.meaning} |" in (ROOT / "docs" / "customers.md").read_text(
        encoding="utf-8"
    )


def test_every_group_of_the_taxonomy_is_used() -> None:
    assert {tag.group for tag in TAXONOMY.values()} == set(TagGroup)


def test_tags_know_when_now_is() -> None:
    earlier = Basis(customer(since=ago(100)), NOW - timedelta(days=50), None, None, None, {})
    assert "new_customer" in tags(earlier)
    assert "new_customer" not in tags(basis(customer(since=ago(100))))
