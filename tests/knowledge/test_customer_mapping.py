"""Customers from any CSV by a mapping file, cleaned, with what is wrong named by line and by their column."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from knowledge.customers.importing import import_customers
from knowledge.customers.mapping import read_mapping
from knowledge.customers.models import Customer
from knowledge.importing import BadFile

MAPPING = """
columns:
  shop_id: Kundennummer
  email: E-Mail
  name: [Vorname, Nachname]
  phone: Telefon
  birth_date: Geburtstag
  personalisation_consent: Werbung persönlich
constants: {country: DE, language: de}
values: {personalisation_consent: {ja: yes, nein: no}}
dates: {birth_date: "%d.%m.%Y"}
"""
HEADER = "Kundennummer;E-Mail;Vorname;Nachname;Telefon;Geburtstag;Werbung persönlich;Umsatz"


def write(folder: Path, *rows: str, mapping: str = MAPPING, header: str = HEADER) -> tuple[Path, Path]:
    """A CSV and its mapping."""
    file, map_file = folder / "kunden.csv", folder / "map.yml"
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    map_file.write_text(mapping, encoding="utf-8")
    return file, map_file


def test_a_foreign_file_comes_in_cleaned(sessions: sessionmaker[Session], tmp_path: Path) -> None:
    file, map_file = write(
        tmp_path, "77;  Ada@Example.ORG ; ADA ;  QUILL;0170 / 555 0199;23.04.1990;Ja;12,00"
    )
    report = import_customers(sessions, file, mapping=read_mapping(map_file))
    assert (report.created, report.problems) == (1, [])
    with sessions() as session:
        ada = session.scalars(select(Customer)).one()
        assert (ada.shop_id, ada.email, ada.name) == ("77", "ada@example.org", "Ada Quill")
        assert (ada.phone, ada.birth_date, ada.country) == ("+491705550199", date(1990, 4, 23), "DE")
        assert [(each.purpose, each.state) for each in ada.consents] == [("personalisation", "granted")]


def test_what_is_wrong_is_named_by_line_and_by_their_own_column(
    sessions: sessionmaker[Session], tmp_path: Path
) -> None:
    file, map_file = write(
        tmp_path,
        "1;no address;A;B;;;;",
        "2;b@example.org;A;B;;1990-04-23;;",
        "3;c@example.org;A;B;keines;;;",
        "3;d@example.org;A;B;;;;",
        "5;c@example.org;A;B;;;;",
        "6;f@example.org;A;B;;;vielleicht;",
    )
    report = import_customers(sessions, file, mapping=read_mapping(map_file))
    assert [str(each) for each in report.problems] == [
        "line 2: E-Mail: 'no address' is not an e-mail address",
        "line 3: Geburtstag: '1990-04-23' is not a date of the form %d.%m.%Y",
        "line 4: Telefon: 'keines' is no telephone number; kept as it is written",
        "line 5: Kundennummer: '3' is already on line 4",
        "line 6: E-Mail: 'c@example.org' is already on line 4",
        "line 7: Werbung persönlich: 'vielleicht' is neither yes nor no",
    ]
    assert report.created == 1


def test_importing_it_again_changes_nothing(sessions: sessionmaker[Session], tmp_path: Path) -> None:
    file, map_file = write(tmp_path, "77;ada@example.org;Ada;Quill;0170 5550199;23.04.1990;ja;")
    for created in (1, 0):
        report = import_customers(sessions, file, mapping=read_mapping(map_file))
        assert (report.created, report.updated) == (created, 0)


def test_a_column_that_the_file_lacks_is_named(sessions: sessionmaker[Session], tmp_path: Path) -> None:
    file, map_file = write(tmp_path, "77;ada@example.org", header="Kundennummer;E-Mail")
    with pytest.raises(BadFile, match="columns are missing: vorname"):
        import_customers(sessions, file, mapping=read_mapping(map_file))


@pytest.mark.parametrize(
    ("mapping", "reason"),
    [
        ("[1]", "a mapping has the parts columns, constants, values, dates"),
        ("columns: {shop_id: a}", "columns: email must be there"),
        ("columns: {shop_id: a, email: b, shoe: c}", "columns: shoe is no field of ours; there are shop_id"),
        ("columns: {shop_id: a, email: []}", "columns: email: must be the name of a column"),
        ("columns: {shop_id: a, email: b}\ndates: {name: '%d'}", "only birth_date and created_at are dates"),
        ("columns: {shop_id: a, email: b}\nvalues: {level: gold}", "values: level: must name their words"),
        ("columns: [a", "cannot be read as YAML"),
    ],
)
def test_a_wrong_mapping_says_what_is_wrong(tmp_path: Path, mapping: str, reason: str) -> None:
    _, map_file = write(tmp_path, mapping=mapping)
    with pytest.raises(BadFile, match=reason):
        read_mapping(map_file)
