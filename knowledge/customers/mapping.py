"""A mapping file: which columns of somebody's CSV are which of ours, in YAML.

columns: {shop_id: Kundennummer, email: E-Mail, name: [Vorname, Nachname], birth_date: Geburtstag}
constants: {country: DE}
values: {personalisation_consent: {ja: yes, nein: no}}
dates: {birth_date: "%d.%m.%Y"}
"""

from __future__ import annotations

import collections.abc
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from knowledge.importing import BadField, BadFile, Row, column_key

FIELDS = (
    "shop_id", "email", "name", "phone", "language", "country", "city", "level", "birth_date",
    "personalisation_consent", "marketing_consent", "created_at",
)  # fmt: skip
REQUIRED = ("shop_id", "email")
DATES = ("birth_date", "created_at")
PARTS = ("columns", "constants", "values", "dates")


@dataclass(frozen=True)
class Mapping:
    """How a row of theirs becomes a row of ours."""

    columns: collections.abc.Mapping[str, tuple[str, ...]]
    """Our field to the keys of their columns; several are joined with a blank."""
    constants: collections.abc.Mapping[str, str] = field(default_factory=dict)
    values: collections.abc.Mapping[str, collections.abc.Mapping[str, str]] = field(default_factory=dict)
    """Our field to their words (in lower case) and ours."""
    dates: collections.abc.Mapping[str, str] = field(default_factory=dict)
    """Our field to the form of their dates, as in `strptime`."""

    @property
    def needed(self) -> Sequence[str]:
        """The columns that the file must have."""
        return [key for keys in self.columns.values() for key in keys]

    def of(self, titles: collections.abc.Mapping[str, str]) -> Callable[[Row], Row]:
        """A function from rows of theirs to rows of ours, whose problems name their columns."""
        theirs = {ours: " + ".join(titles[key] for key in keys) for ours, keys in self.columns.items()}

        def mapped(row: Row) -> Row:
            cells = {
                ours: " ".join(filter(None, (row[key] for key in keys)))
                for ours, keys in self.columns.items()
            }
            cells = {
                **self.constants,
                **{ours: self._ours(ours, text, theirs[ours]) for ours, text in cells.items()},
            }
            return Row(row.line, cells, theirs, row.misaligned)

        return mapped

    def _ours(self, name: str, text: str, title: str) -> str:
        """A value in our words and our form of dates; `title` is what a problem calls it."""
        text = self.values.get(name, {}).get(text.casefold(), text)
        form = self.dates.get(name)
        if not text or form is None:
            return text
        try:
            return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            raise BadField(title, f"{text[:40]!r} is not a date of the form {form}") from None


def read_mapping(path: Path) -> Mapping:
    """Read a mapping file; raises `BadFile` that says which part is wrong."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadFile(path, f"cannot be read as YAML: {error}") from error
    if not isinstance(content, dict) or set(content) - set(PARTS):
        raise BadFile(path, f"a mapping has the parts {', '.join(PARTS)}, and no others")
    parts = {name: content.get(name) or {} for name in PARTS}
    for name, part in parts.items():
        if not isinstance(part, dict):
            raise BadFile(path, f"{name}: must name our fields, each with its value")
        unknown = [str(each) for each in part if each not in FIELDS]
        if unknown:
            raise BadFile(
                path, f"{name}: {', '.join(unknown)} is no field of ours; there are {', '.join(FIELDS)}"
            )
    missing = [each for each in REQUIRED if each not in parts["columns"]]
    if missing:
        raise BadFile(path, f"columns: {', '.join(missing)} must be there")
    if set(parts["dates"]) - set(DATES):
        raise BadFile(path, f"dates: only {' and '.join(DATES)} are dates")
    return Mapping(
        columns={ours: _keys(path, ours, theirs) for ours, theirs in parts["columns"].items()},
        constants={ours: _text(value) for ours, value in parts["constants"].items()},
        values={ours: _words(path, ours, words) for ours, words in parts["values"].items()},
        dates={ours: str(form) for ours, form in parts["dates"].items()},
    )


def _keys(path: Path, ours: str, theirs: Any) -> tuple[str, ...]:
    names = theirs if isinstance(theirs, list) else [theirs]
    if not names or not all(isinstance(each, str) and each.strip() for each in names):
        raise BadFile(path, f"columns: {ours}: must be the name of a column, or a list of names")
    return tuple(column_key(each) for each in names)


def _words(path: Path, ours: str, words: Any) -> dict[str, str]:
    if not isinstance(words, dict):
        raise BadFile(path, f"values: {ours}: must name their words, each with ours")
    return {_text(theirs).casefold(): _text(mine) for theirs, mine in words.items()}


def _text(value: Any) -> str:
    # YAML reads yes and no as truth, and we write them so.
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
