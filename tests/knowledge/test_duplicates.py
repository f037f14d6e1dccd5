"""The report of customers who may be one person."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker

from knowledge.customers.duplicates import LARGEST_BLOCK, Person, compare, likely_pairs, read_people

BORN = date(1990, 4, 23)


def person(shop_id: str, name: str = "Ada Quill", **more: object) -> Person:
    """A person with a name."""
    return Person(shop_id, name, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"phone": "+49170"}, {"phone": "+49170"}),
        ({"birth_date": BORN, "city": "Leipzig"}, {"birth_date": BORN, "city": "LEIPZIG"}),
        ({"birth_date": BORN, "name": "Ada Quill"}, {"birth_date": BORN, "name": "Quill, Ada"}),
        (
            {"postcodes": frozenset({"04109"}), "email": "ada.quill@a.example", "city": "Leipzig"},
            {
                "postcodes": frozenset({"04109"}),
                "email": "adaquill7@b.example",
                "city": "Leipzig",
                "name": "Ada Quil",
            },
        ),
    ],
)
def test_a_like_name_and_enough_that_agrees_is_worth_a_look(
    one: dict[str, object], other: dict[str, object]
) -> None:
    [pair] = likely_pairs([person("B", **one), person("A", **other)])  # type: ignore[arg-type]
    assert (pair.one, pair.other) == ("A", "B")
    assert pair.evidence[0].startswith("names alike")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"phone": "+49170"}, {"phone": "+49170", "name": "Benedict Arnolds"}),
        ({"city": "Leipzig"}, {"city": "Leipzig"}),
        ({"phone": "+49170", "birth_date": BORN}, {"phone": "+49170", "birth_date": date(1960, 1, 1)}),
        ({}, {}),
    ],
)
def test_a_family_at_one_telephone_and_namesakes_are_not(
    one: dict[str, object], other: dict[str, object]
) -> None:
    assert likely_pairs([person("A", **one), person("B", **other)]) == []  # type: ignore[arg-type]


def test_a_pair_is_reported_once_and_the_likeliest_first() -> None:
    sure = {"phone": "+49170", "birth_date": BORN, "city": "Leipzig"}
    people = [person("A", **sure), person("B", **sure), person("C", phone="+49170")]  # type: ignore[arg-type]
    pairs = likely_pairs(people)
    assert [(pair.one, pair.other) for pair in pairs] == [("A", "B"), ("A", "C"), ("B", "C")]
    assert pairs[0].points > pairs[1].points


def test_it_does_not_matter_who_is_first() -> None:
    one, other = person("A", phone="+49170"), person("B", phone="+49170")
    assert compare(one, other) == compare(other, one)


def test_what_half_the_town_shares_makes_no_pairs() -> None:
    people = [person(str(number), city="Leipzig", birth_date=BORN) for number in range(LARGEST_BLOCK + 1)]
    assert likely_pairs(people) == []


def test_the_demo_shop_has_hardly_any(demo_shop: sessionmaker[Session]) -> None:
    people = read_people(demo_shop)
    assert len(people) > 2_000
    assert len(likely_pairs(people)) < 30
