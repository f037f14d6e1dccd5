"""The text of a cell read as money, number, moment, truth, currency or e-mail address.

Each function takes the text and the name of the field, and raises `BadField` with a reason for people.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from babel.numbers import get_currency_precision

from knowledge.importing import BadField
from knowledge.money import Money

LARGEST = 2**31 - 1
"""The largest whole number that every database takes in an integer column."""

_AMOUNT = re.compile(r"(-?[0-9]{1,12})(?:[.,]([0-9]{1,6}))?")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:(?:,[0-9]{3})+\.[0-9]{1,2}|(?:\.[0-9]{3})+,[0-9]{1,2})")
_WITH_CURRENCY = re.compile(r"([A-Za-z]{3})?\s*([-0-9.,]+)\s*([A-Za-z]{3})?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_EMAIL = re.compile(r"[^\s@,;:<>()\[\]\"\\]+@(?:[^\s@.,;:<>()\[\]\"\\]+\.)+[^\s@.,;:<>()\[\]\"\\]{2,}")
_MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?)?", re.ASCII
)
_YEARS = range(1970, 2200)
_YES = frozenset({"true", "yes", "y", "1", "granted"})
_NO = frozenset({"false", "no", "n", "0", "denied"})


def _shown(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:57]}...")


def filled(text: str, field: str, longest: int) -> str:
    """A text that is not empty and has at most `longest` characters."""
    if not text:
        raise BadField(field, "is empty")
    return limited(text, field, longest)


def limited(text: str, field: str, longest: int) -> str:
    """A text of at most `longest` characters."""
    if len(text) > longest:
        raise BadField(field, f"has {len(text)} characters; at most {longest} are taken")
    return text


def currency_code(text: str, field: str) -> str:
    """An ISO 4217 code: three letters, given back in upper case."""
    code = text.upper()
    if not _CURRENCY.fullmatch(code):
        raise BadField(field, f"{_shown(text)} is not a currency of three letters, such as EUR")
    return code


def money(text: str, field: str, currency: str) -> Money:
    """An amount of zero or more in major units: `19.99`, `19,99`, `1,299.00` or `1.299,00`.

    More decimals than the currency has are refused, for `1.299` may mean a thousand.
    """
    plain = text
    if _GROUPED.fullmatch(text):
        thousands, _, decimals = text.replace(",", ".").rpartition(".")
        plain = f"{thousands.replace('.', '')}.{decimals}"
    amount = _AMOUNT.fullmatch(plain)
    if amount is None:
        raise BadField(field, f"{_shown(text)} is not an amount of money")
    whole, decimals = amount[1], amount[2] or ""
    places = get_currency_precision(currency)
    if len(decimals) > max(2, places) or decimals[places:].strip("0"):
        raise BadField(field, f"{_shown(text)} is not an amount of money: {currency} has {places} decimals")
    value = Money.parse(f"{whole}.{decimals or 0}", currency)
    if value.minor < 0:
        raise BadField(field, f"{_shown(text)} is less than zero")
    if value.minor > LARGEST:
        raise BadField(field, f"{_shown(text)} is too large")
    return value


def money_with_currency(text: str, field: str, default: str) -> Money:
    """An amount with its currency, as `19.99 EUR` or `EUR 19.99`; `default` when it has none."""
    found = _WITH_CURRENCY.fullmatch(text)
    if found is None or (found[1] and found[3]):
        raise BadField(field, f"{_shown(text)} is not an amount of money, such as 19.99 EUR")
    return money(found[2], field, currency_code(found[1] or found[3] or default, field))


def whole_number(text: str, field: str, *, least: int = 0) -> int:
    """A whole number from `least` on; `12.0` counts as whole."""
    if not re.fullmatch(r"-?[0-9]{1,10}(\.0*)?", text):
        raise BadField(field, f"{_shown(text)} is not a whole number")
    number = int(text.partition(".")[0])
    if number < least:
        raise BadField(field, f"{_shown(text)} is less than {least}")
    if number > LARGEST:
        raise BadField(field, f"{_shown(text)} is too large")
    return number


def moment(text: str, field: str) -> datetime:
    """An ISO 8601 moment, in UTC; one without a zone is taken as UTC, a day as its first moment."""
    normal = re.sub(r"\s*(?:UTC|GMT|Z)$", "Z", text)
    normal = re.sub(r"\s+(?=[+-]\d{2}:?\d{2}$)", "", normal)
    try:
        if not _MOMENT.fullmatch(normal):
            raise ValueError
        value = datetime.fromisoformat(normal)
    except ValueError:
        raise BadField(field, f"{_shown(text)} is not a time, such as 2024-03-01T10:15:00Z") from None
    if value.year not in _YEARS:
        raise BadField(field, f"{_shown(text)} is not in the years {_YEARS.start} to {_YEARS.stop - 1}")
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def day(text: str, field: str) -> date:
    """A calendar day, such as `1990-04-23`."""
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise BadField(field, f"{_shown(text)} is not a day, such as 1990-04-23") from None


def truth(text: str, field: str) -> bool:
    """Yes or no, in the words files use for it."""
    word = text.casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise BadField(field, f"{_shown(text)} is neither yes nor no")


def email_address(text: str, field: str) -> str:
    """An e-mail address, in lower case."""
    address = filled(text.lower(), field, 254)
    if not _EMAIL.fullmatch(address):
        raise BadField(field, f"{_shown(text)} is not an e-mail address")
    return address


def country_code(text: str, field: str) -> str:
    """An ISO 3166-1 country code of two letters, in upper case."""
    if not re.fullmatch(r"[A-Za-z]{2}", text):
        raise BadField(field, f"{_shown(text)} is not a country code of two letters, such as DE")
    return text.upper()
