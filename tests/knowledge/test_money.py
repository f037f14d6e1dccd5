"""Money: read, added and written without losing a cent."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.money import BadMoney, Money


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("19.99", "EUR", 1999),
        (" 19.9 ", "EUR", 1990),
        ("-5", "EUR", -500),
        (19.99, "EUR", 1999),
        (7, "EUR", 700),
        (Decimal("0.10"), "EUR", 10),
        ("1500", "JPY", 1500),
        ("1.234", "KWD", 1234),
        ("0.005", "EUR", 1),
        ("0.0049", "EUR", 0),
        ("1.5", "JPY", 2),
    ],
)
def test_an_amount_is_read_into_minor_units(
    amount: str | int | float | Decimal, currency: str, minor: int
) -> None:
    assert Money.parse(amount, currency) == Money(minor, currency)


@pytest.mark.parametrize(
    "text", ["", "abc", "12,50", "19.99 EUR", "NaN", "sNaN", "Infinity", "-inf", "1e999999", "9" * 40]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(BadMoney, match="is not an amount of money"):
        Money.parse(text, "EUR")


@given(minor=st.integers(-(10**12), 10**12), currency=st.sampled_from(["EUR", "JPY", "KWD", "CNY"]))
def test_the_amount_in_major_units_reads_back_as_the_same_money(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    assert Money.parse(money.major, currency) == money


def test_money_is_added_subtracted_and_multiplied() -> None:
    assert Money(1999, "EUR") + Money(1, "EUR") == Money(2000, "EUR")
    assert Money(500, "EUR") - Money(700, "EUR") == Money(-200, "EUR")
    assert Money(333, "EUR") * 3 == Money(999, "EUR")


def test_currencies_are_not_mixed() -> None:
    with pytest.raises(BadMoney, match="cannot combine EUR with JPY"):
        Money(1, "EUR") + Money(1, "JPY")
    with pytest.raises(BadMoney, match="cannot combine EUR with JPY"):
        Money(1, "EUR") - Money(1, "JPY")


def test_only_money_of_one_currency_is_compared() -> None:
    assert Money(1, "EUR") < Money(2, "EUR")
    assert max(Money(1, "EUR"), Money(3, "EUR"), Money(2, "EUR")) == Money(3, "EUR")
    assert Money(100, "EUR") != Money(100, "JPY")
    with pytest.raises(BadMoney):
        _ = Money(100, "EUR") < Money(1000, "JPY")
    with pytest.raises(BadMoney):
        _ = Money(100, "EUR") >= Money(1000, "JPY")


@pytest.mark.parametrize(
    ("money", "language", "written"),
    [
        (Money(1999, "EUR"), "en", "€19.99"),
        (Money(2000, "EUR"), "en", "€20"),
        (Money(123456, "EUR"), "en", "€1,234.56"),
        (Money(500000, "EUR"), "en", "€5,000"),
        (Money(-690, "EUR"), "en", "-€6.90"),
        (Money(0, "EUR"), "en", "€0"),
        (Money(1500, "JPY"), "zh", "JP¥1,500"),
        (Money(1990, "CNY"), "zh", "¥19.90"),
        (Money(2000, "EUR"), "zh", "€20"),
        (Money(1999, "EUR"), "de", "19,99\N{NO-BREAK SPACE}€"),
        (Money(2000, "EUR"), "de", "20\N{NO-BREAK SPACE}€"),
        (Money(1250, "KWD"), "en", "KWD1.250"),
    ],
)
def test_money_is_written_as_people_of_the_language_write_it(
    money: Money, language: str, written: str
) -> None:
    assert money.format(language) == written
