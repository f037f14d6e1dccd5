"""Customer files: Shopify's customer CSV, and a plain CSV of our own columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.cells import country_code, day, email_address, filled, limited, moment, truth
from knowledge.customers.identities import e164
from knowledge.customers.mapping import Mapping
from knowledge.database import utc_now
from knowledge.importing import BadField, BadFile, Row, RowProblem, Table

SHOPIFY_REQUIRED = ("customer_id", "email")
PLAIN_REQUIRED = ("shop_id", "email")

_PLAIN_CONSENTS = {
    "personalisation_consent": "personalisation",
    "marketing_consent": "marketing",
}
_OLDEST_BIRTH = date(1900, 1, 1)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")


@dataclass(frozen=True)
class CustomerRecord:
    """A customer as a file tells of them. What the file does not say is not in `values`."""

    line: int
    shop_id: str
    email: str
    values: dict[str, Any] = field(default_factory=dict)
    """Column of `Customer` to its value."""
    consents: dict[str, bool] = field(default_factory=dict)
    """Purpose to whether it was granted."""
    tags: frozenset[str] | None = None
    """Free labels of the shop; None when the file has none."""
    doubts: tuple[BadField, ...] = ()
    """What was taken as it is although it is not right."""


def read_customers(
    path: Path, problems: list[RowProblem], mapping: Mapping | None = None, country: str = ""
) -> Iterator[CustomerRecord]:
    """The customers of a file; what is wrong with rows is added to `problems`.

    Telephone numbers are read as those of the row's country, else of `country`.

    Raises:
        BadFile: It cannot be read as a whole, or is of neither format.
    """
    table = Table(path)
    read: Callable[[Row], CustomerRecord]
    if mapping is not None:
        table.expect(mapping.needed)
        mapped = mapping.of(table.titles)
        return _records(table, lambda row: _plain_record(mapped(row)), problems, country, mapped)
    if "customer_id" in table.columns:
        table.expect(SHOPIFY_REQUIRED)
        read = _shopify_record
    elif table.columns & {"shop_id", "email"}:
        table.expect(PLAIN_REQUIRED)
        read = _plain_record
    else:
        raise BadFile(
            path,
            "neither a Shopify customer CSV (needs Customer ID, Email) nor a plain one "
            f"(needs shop_id, email); found: {table.found}",
        )
    return _records(table, read, problems, country)


def _records(
    table: Table,
    read: Callable[[Row], CustomerRecord],
    problems: list[RowProblem],
    country: str,
    seen_as: Callable[[Row], Row] = lambda row: row,
) -> Iterator[CustomerRecord]:
    ids: dict[str, int] = {}
    emails: dict[str, int] = {}
    id_column = "customer_id" if "customer_id" in table.columns else "shop_id"
    for row in table:
        if row.misaligned is not None:
            problems.append(row.misaligned)
            continue
        try:
            record = _with_phone(read(row), country)
            _first(ids, record.shop_id, row.line, id_column)
            _first(emails, record.email, row.line, "email")
        except BadField as error:
            problems.append(_problem(row, error, seen_as))
            continue
        problems += [_problem(row, doubt, seen_as) for doubt in record.doubts]
        ids[record.shop_id] = emails[record.email] = row.line
        yield record


def _problem(row: Row, error: BadField, seen_as: Callable[[Row], Row]) -> RowProblem:
    try:
        return seen_as(row).problem(error)
    except BadField:
        return row.problem(error)


def _with_phone(record: CustomerRecord, country: str) -> CustomerRecord:
    """The record with its telephone number in E.164; one that is none stays as it is written, and is a doubt."""
    written = record.values.get("phone")
    if not written:
        return record
    number = e164(written, record.values.get("country") or country)
    if number is None:
        doubt = BadField("phone", f"{written[:40]!r} is no telephone number; kept as it is written")
        return replace(record, doubts=(*record.doubts, doubt))
    return replace(record, values={**record.values, "phone": number})


def clean_name(text: str) -> str:
    """A name with single blanks; one in capitals or in small letters only gets its capitals."""
    name = " ".join(text.split())
    return name.title() if " " in name and (name.isupper() or name.islower()) else name


def _first(lines: dict[str, int], value: str, line: int, column: str) -> None:
    """Raise `BadField` when an earlier line has the value."""
    if lines.get(value, line) != line:
        raise BadField(column, f"{value!r} is already on line {lines[value]}")


def _shopify_record(row: Row) -> CustomerRecord:
    # Shopify writes an apostrophe before ids and phone numbers, so that Excel keeps them as text.
    values: dict[str, Any] = {}
    if row.cells.keys() & {"first_name", "last_name"}:
        name = clean_name(f"{row['first_name']} {row['last_name']}")
        values["name"] = limited(name, "first_name", 200)
    if row.cells.keys() & {"phone", "default_address_phone"}:
        phone = row.first_of("phone", "default_address_phone").lstrip("'")
        values["phone"] = limited(phone, "phone", 40)
    if "default_address_city" in row:
        values["city"] = limited(row["default_address_city"], "default_address_city", 120)
    if "default_address_country_code" in row:
        values["country"] = _country(row, "default_address_country_code")
    accepts = row["accepts_email_marketing"]
    tags = (tag.strip() for tag in row["tags"].split(","))
    return CustomerRecord(
        line=row.line,
        shop_id=filled(row["customer_id"].lstrip("'"), "customer_id", 80),
        email=email_address(row["email"], "email"),
        values=values,
        consents={"marketing": truth(accepts, "accepts_email_marketing")} if accepts else {},
        tags=frozenset(limited(tag, "tags", 200) for tag in tags if tag) if "tags" in row else None,
    )


def _plain_record(row: Row) -> CustomerRecord:
    values: dict[str, Any] = {}
    for column, longest in (("name", 200), ("phone", 40), ("city", 120)):
        if column in row:
            values[column] = limited(" ".join(row[column].split()), column, longest)
    if "name" in values:
        values["name"] = clean_name(values["name"])
    if "country" in row:
        values["country"] = _country(row, "country")
    if "birth_date" in row:
        values["birth_date"] = _birth_date(row)
    if row["language"]:
        values["language"] = _language(row["language"])
    if row["level"]:
        values["level"] = limited(row["level"].lower(), "level", 20)
    if row["created_at"]:
        values["created_at"] = moment(row["created_at"], "created_at")
    return CustomerRecord(
        line=row.line,
        shop_id=filled(row["shop_id"], "shop_id", 80),
        email=email_address(row["email"], "email"),
        values=values,
        consents={
            purpose: truth(row[column], column) for column, purpose in _PLAIN_CONSENTS.items() if row[column]
        },
    )


def _country(row: Row, column: str) -> str:
    return country_code(row[column], column) if row[column] else ""


def _birth_date(row: Row) -> date | None:
    if not row["birth_date"]:
        return None
    born = day(row["birth_date"], "birth_date")
    if not _OLDEST_BIRTH <= born <= utc_now().date():
        raise BadField("birth_date", f"{row['birth_date']} is not between {_OLDEST_BIRTH} and today")
    return born


def _language(text: str) -> str:
    language = text.replace("_", "-")
    head, mark, region = language.partition("-")
    language = f"{head.lower()}{mark}{region}"
    if len(language) > 8 or not _LANGUAGE.fullmatch(language):
        raise BadField("language", f"{text[:20]!r} is not a language code, such as en or zh-CN")
    return language
