"""The merchant's rules: which hold when, for what, and what they move."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.advice.merchandising import DIAL_FULL, Merchandising
from knowledge.advice.needs import Need
from knowledge.checked_yaml import BadYaml, read_checked
from tests.knowledge.small_catalogue import product, variant

TODAY = date(2026, 11, 25)
JACKET = Need(text="warm jacket", product_types=("jacket",))
ALDER = product("Alder Jacket", variant("A", stock=80), brand="Tarnwick", attributes={"season": "winter"})
BIRCH = product("Birch Jacket", variant("B", stock=4), brand="Veldrune")


def rules(*made: dict[str, object], **dials: float) -> Merchandising:
    return Merchandising.model_validate({"rules": made, "dials": dials})


def moved(merchandising: Merchandising, need: Need = JACKET, today: date = TODAY) -> dict[str, float]:
    force = merchandising.for_request(need, today)
    return {each.id: sum(by for _, by in force.moves(each)) for each in (ALDER, BIRCH)}


@pytest.mark.parametrize(
    "selection",
    [
        {"products": ["alder-jacket"]},
        {"brands": ["Tarnwick"]},
        {"attributes": {"season": "winter"}},
    ],
)
def test_a_boost_lifts_what_it_names_and_nothing_else(selection: dict[str, object]) -> None:
    found = moved(rules({"name": "winter", "boost": selection, "by": 0.2}))
    assert found == {ALDER.id: pytest.approx(0.2), BIRCH.id: 0}


def test_a_category_holds_all_that_is_under_it_but_no_other_that_begins_alike() -> None:
    found = rules({"name": "clothes", "bury": {"categories": ["Clothing"]}})
    assert moved(found) == {ALDER.id: pytest.approx(-0.1), BIRCH.id: pytest.approx(-0.1)}
    assert set(moved(rules({"name": "c", "bury": {"categories": ["Cloth"]}})).values()) == {0}


@pytest.mark.parametrize(
    ("when", "holds"),
    [
        ({"kinds": ["jacket"]}, True),
        ({"kinds": ["boot"]}, False),
        ({"words": ["warm"]}, True),
        ({"words": ["warm jacket"]}, True),
        ({"words": ["cold"]}, False),
        ({"audiences": ["kids"]}, False),
        ({"kinds": ["jacket"], "words": ["cold"]}, False),
    ],
)
def test_a_rule_holds_for_the_requests_it_is_for(when: dict[str, object], holds: bool) -> None:
    found = moved(rules({"name": "r", "when": when, "boost": {"brands": ["Tarnwick"]}}))
    assert (found[ALDER.id] > 0) == holds


@pytest.mark.parametrize(
    ("day", "holds"),
    [(23, False), (24, True), (26, True), (27, False)],
    ids=["before", "first", "last", "after"],
)
def test_a_rule_holds_from_its_first_to_its_last_day(day: int, holds: bool) -> None:
    dated = {"starts": "2026-11-24", "ends": "2026-11-26", "name": "r", "boost": {"brands": ["Tarnwick"]}}
    assert (moved(rules(dated), today=date(2026, 11, day))[ALDER.id] > 0) == holds


def test_the_stock_dial_lifts_what_there_is_plenty_of() -> None:
    force = rules(stock=1.0).for_request(JACKET, TODAY)
    assert force.turned(ALDER, ALDER.variants[0]) == pytest.approx(DIAL_FULL)
    assert force.turned(BIRCH, BIRCH.variants[0]) == pytest.approx(DIAL_FULL / 10)


def test_the_margin_dial_lifts_what_earns_more_and_leaves_what_is_not_known() -> None:
    earns = product("Earning Jacket", variant("E", 100_00, cost=40_00))
    earns_less = product("Other Jacket", variant("O", 100_00, cost=90_00))
    force = rules(margin=0.5).for_request(JACKET, TODAY)
    worth = [force.turned(each, each.variants[0]) for each in (earns, earns_less, ALDER)]
    assert worth == [pytest.approx(0.03), pytest.approx(0.005), 0]


def test_rules_that_name_what_the_catalogue_does_not_have_are_found() -> None:
    found = rules({"name": "r", "pin": ["alder-jacket", "gone"], "boost": {"products": ["lost"]}})
    assert found.unknown_products([ALDER.id]) == {"r": ("gone", "lost")}


FAULTS = {
    "rules:\n  - name: empty\n": (2, "must pin, boost or bury"),
    "rules:\n  - name: r\n    boost: {brands: [X]}\n    by: 3\n": (4, "less than or equal"),
    "rules:\n  - name: r\n    pin: [a]\n    starts: 2026-12-01\n    ends: 2026-11-01\n": (
        2,
        "before it starts",
    ),
    "rules:\n  - {name: r, pin: [a]}\n  - {name: r, pin: [b]}\n": (1, "one name"),
    "dials:\n  stock: 0.5\n  profit: 1\n": (3, "dials.profit"),
    "version: 1\nversion: 1\n": (2, "written twice"),
    "rules: [\n": (2, "is no YAML"),
    "- a\n": (1, "mapping"),
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_is_named_with_its_line(text: str, tmp_path: Path) -> None:
    path = tmp_path / "merchandising.yml"
    path.write_text(text)
    with pytest.raises(BadYaml) as caught:
        read_checked(path, Merchandising)
    line, words = FAULTS[text]
    assert any(found == line and words in told for found, told in caught.value.faults), caught.value.faults


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadYaml, match="cannot be read"):
        read_checked(tmp_path / "none.yml", Merchandising)
