"""Addresses as shoppers write them, and as shops store them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.orders.addresses import (
    country_code,
    country_like,
    plain_address,
    read_address,
    read_part,
    same_place,
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "my new address is 1234 Elm St, Springfield, IL, 62701",
            {"address1": "1234 Elm St", "city": "Springfield", "state": "IL", "zip": "62701"},
        ),
        (
            "change it to 445 Maple Drive, Suite 394, Fort Worth, Texas, 76165, USA",
            {
                "address1": "445 Maple Drive",
                "address2": "Suite 394",
                "city": "Fort Worth",
                "state": "TX",
                "zip": "76165",
                "country": "USA",
            },
        ),
        (
            "101 Highway, New York, 10001",
            {"address1": "101 Highway", "city": "New York", "state": "NY", "zip": "10001"},
        ),
        (
            "please send order 18233 to Kastanienallee 12, 10435 Berlin, Germany",
            {"address1": "Kastanienallee 12", "zip": "10435", "city": "Berlin", "country": "Germany"},
        ),
        (
            "to 221B Baker Street, London NW1 6XE, UK",
            {"address1": "221B Baker Street", "city": "London", "zip": "NW1 6XE", "country": "UK"},
        ),
        (
            "5 quai Perrache, 69002 Lyon",
            {"address1": "5 quai Perrache", "zip": "69002", "city": "Lyon"},
        ),
        (
            "地址改成江苏省南京市鼓楼区中山路1号201室，邮编210008",
            {
                "state": "江苏省",
                "city": "南京市",
                "address1": "鼓楼区中山路1号201室",
                "zip": "210008",
                "country": "CN",
            },
        ),
    ],
)
def test_an_address_in_one_sentence_is_read_into_its_parts(text: str, parts: dict[str, str]) -> None:
    assert read_address(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "change the address of my order",
        "can you send order 18233 to another address",
        "to my home address",
        "",
    ],
)
def test_where_there_is_no_address_none_is_read(text: str) -> None:
    assert read_address(text) == {}


@pytest.mark.parametrize(
    ("part", "answer", "value"),
    [
        ("city", "it's Lyon", "Lyon"),
        ("zip", "the postcode is 69002", "69002"),
        ("zip", "I don't know", None),
        ("country", "Germany", "Germany"),
        ("country", "the moon", None),
        ("state", "Texas", "TX"),
        ("address1", "Hafenweg 3", "Hafenweg 3"),
        ("address1", "no idea", None),
    ],
)
def test_an_answer_to_the_question_for_one_part_is_checked(part: str, answer: str, value: str | None) -> None:
    assert read_part(part, answer) == value


def test_stored_addresses_come_under_one_set_of_names() -> None:
    stored = {"name": "Ada", "street": "Hafenweg 3", "postcode": "20457", "city": "Hamburg", "country": "DE"}
    plain = {"address1": "Hafenweg 3", "city": "Hamburg", "zip": "20457", "country": "DE"}
    assert plain_address(stored) == plain
    assert same_place(plain, {**plain, "city": "HAMBURG"})
    assert not same_place(plain, {**plain, "zip": "20458"})


@pytest.mark.parametrize(
    ("said", "shop", "written"),
    [
        ("Germany", "DE", "DE"),
        ("法国", "DE", "FR"),
        ("the United States", "USA", "USA"),
        ("UK", "USA", "United Kingdom"),
        ("Atlantis", "DE", "Atlantis"),
    ],
)
def test_a_country_is_written_as_the_shop_writes_countries(said: str, shop: str, written: str) -> None:
    assert country_like(said, shop) == written


def test_a_country_is_known_by_its_names_and_codes() -> None:
    assert (country_code("Deutschland"), country_code("PL"), country_code("nowhere")) == ("DE", "PL", None)


@given(
    number=st.integers(1, 9999),
    street=st.sampled_from(["Elm Street", "Oak Avenue", "Main Road"]),
    city=st.sampled_from(["Austin", "Denver", "Leeds", "Fort Worth"]),
    code=st.integers(10000, 99999),
)
def test_whatever_the_number_the_parts_stay_apart(number: int, street: str, city: str, code: int) -> None:
    read = read_address(f"send it to {number} {street}, {city}, {code}")
    assert read == {"address1": f"{number} {street}", "city": city, "zip": str(code)}
