"""Words for people to read: Fluent messages in the `<language>/*.ftl` of a folder."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from fluent.runtime import FluentBundle, FluentResource

from knowledge.money import Money

FALLBACK = "en"


class MissingWords(Exception):
    """A message that no locale file has, or that needs a value it was not given."""


@cache
def _bundle(folder: Path) -> FluentBundle:
    bundle = FluentBundle([folder.name], use_isolating=False)
    for path in sorted(folder.glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle


class Wording:
    """The words of one language, with dates in the shop's time zone.

    A language that the folder does not have is told in English.
    """

    def __init__(self, folder: Path, language: str, zone: ZoneInfo) -> None:
        known = {path.name for path in folder.iterdir() if path.is_dir()}
        self.language = language if language in known else FALLBACK
        self._folder = folder / self.language
        self._zone = zone
        self._bundle = _bundle(self._folder)

    def say(self, name: str, /, **values: Any) -> str:
        """A message with its values; raises `MissingWords`."""
        if not self._bundle.has_message(name):
            raise MissingWords(f"no message {name!r} in {self._folder}")
        pattern = self._bundle.get_message(name).value
        if pattern is None:
            raise MissingWords(f"message {name!r} has no text of its own")
        text, errors = self._bundle.format_pattern(
            pattern, {key: self._plain(value) for key, value in values.items()}
        )
        if errors:
            raise MissingWords(f"message {name!r}: {'; '.join(str(error) for error in errors)}")
        return str(text)

    def has(self, name: str) -> bool:
        """Whether there is such a message."""
        return bool(self._bundle.has_message(name))

    def _plain(self, value: Any) -> Any:
        if isinstance(value, Money):
            return self.money(value)
        if isinstance(value, datetime):
            return self.date(value)
        return value

    def money(self, amount: Money) -> str:
        """An amount as this language writes it."""
        return amount.format(self.language)

    def date(self, moment: datetime) -> str:
        """A day in the shop's time zone, such as "Tuesday 3 November"."""
        pattern = {"zh": "M月d日（EEE）"}.get(self.language, "EEEE d MMMM")
        return str(format_date(moment.astimezone(self._zone).date(), pattern, locale=self.language))
