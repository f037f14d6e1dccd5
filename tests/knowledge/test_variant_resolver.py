"""The same but with clicky switches: the right variant from the options that change."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.aftersales.resolver import resolve


@dataclass(frozen=True)
class Sold:
    """A variant."""

    sku: str
    options: dict[str, str] = field(hash=False)
    stock: int = 1
    price_minor: int = 1000


NOW = {"switch type": "linear", "backlight": "RGB", "size": "full size"}
KEYBOARDS = (
    Sold("linear", NOW),
    Sold("clicky", {**NOW, "switch type": "clicky"}),
    Sold("clicky-80", {**NOW, "switch type": "clicky", "size": "80%"}),
    Sold("clicky-dark", {**NOW, "switch type": "clicky", "backlight": "none"}),
    Sold("tactile", {**NOW, "switch type": "tactile"}, stock=0),
)


@pytest.mark.parametrize(
    ("changed", "sku"),
    [
        ({"switch type": "clicky"}, "clicky"),
        ({"Switch-Type": "Clicky"}, "clicky"),
        ({"": "clicky"}, "clicky"),
        ({"switches": "clicky"}, "clicky"),
        ({"switch type": "clicky", "backlight": "none"}, "clicky-dark"),
        ({"": "clicky", "size": "80 %"}, "clicky-80"),
    ],
)
def test_what_changes_is_changed_and_all_else_stays(changed: dict[str, str], sku: str) -> None:
    assert resolve(NOW, changed, KEYBOARDS).sku == sku


def test_american_and_british_spelling_mean_the_same() -> None:
    mugs = (Sold("red", {"color": "red"}), Sold("grey", {"color": "gray"}))
    assert resolve({"color": "red"}, {"colour": "grey"}, mugs).sku == "grey"


def test_what_is_sold_out_is_said_to_be_so_and_the_nearest_is_named() -> None:
    found = resolve(NOW, {"switch type": "tactile"}, KEYBOARDS)
    assert (found.sku, found.sold_out) == (None, True)
    assert "tactile" not in found.nearest


def test_of_variants_that_are_not_quite_it_those_with_what_was_asked_for_come_first() -> None:
    without = [each for each in KEYBOARDS if each.sku != "clicky"]
    found = resolve(NOW, {"switch type": "clicky"}, without)
    assert (found.sku, found.sold_out) == (None, False)
    assert set(found.nearest[:2]) == {"clicky-80", "clicky-dark"}


def test_a_value_that_no_variant_has_is_named() -> None:
    found = resolve(NOW, {"switch type": "optical"}, KEYBOARDS)
    assert (found.sku, found.unknown) == (None, ("optical",))


def test_a_value_that_could_be_of_two_options_is_not_guessed() -> None:
    sofas = (Sold("a", {"seat": "grey", "legs": "black"}), Sold("b", {"seat": "black", "legs": "grey"}))
    assert resolve(sofas[0].options, {"": "grey"}, sofas).unknown == ("grey",)


def test_as_many_as_are_needed_must_be_there() -> None:
    assert resolve(NOW, {"": "clicky"}, KEYBOARDS, needed=2).sku is None


def test_of_two_alike_the_cheaper_is_taken() -> None:
    twins = (Sold("dear", NOW, price_minor=2000), Sold("cheap", NOW))
    assert resolve(NOW, {}, twins).sku == "cheap"


options = st.fixed_dictionaries({name: st.sampled_from("abc") for name in ("x", "y", "z")})


@settings(deadline=None)
@given(st.lists(options, min_size=1, max_size=8, unique_by=lambda each: tuple(sorted(each.items()))), options)
def test_every_variant_is_found_by_its_difference_to_any_other(
    all_options: list[dict[str, str]], now: dict[str, str]
) -> None:
    variants = [Sold(str(place), each) for place, each in enumerate(all_options)]
    for variant in variants:
        changed = {name: value for name, value in variant.options.items() if now[name] != value}
        assert resolve(now, changed, variants).sku == variant.sku
