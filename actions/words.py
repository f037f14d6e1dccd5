"""All words that shoppers read: Fluent messages in `locales/<language>/*.ftl`."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from fluent.runtime import FluentBundle, FluentResource

from knowledge.money import Money

LOCALES = Path(__file__).with_name("locales")
FALLBACK = "en"


class MissingWords(Exception):
    """A message that no locale file has, or that needs a value it was not given."""


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for path in sorted((LOCALES / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle


def languages() -> list[str]:
    """Languages that have words."""
    return sorted(path.name for path in LOCALES.iterdir() if path.is_dir())


class Words:
    """The words of one language, with dates in the shop's time zone."""

    def __init__(self, language: str, zone: ZoneInfo) -> None:
        self.language = language if language in languages() else FALLBACK
        self._zone = zone
        self._bundle = _bundle(self.language)

    def say(self, name: str, /, **values: Any) -> str:
        """A message with its values; raises `MissingWords`."""
        if not self._bundle.has_message(name):
            raise MissingWords(f"no message {name!r} in {LOCALES / self.language}")
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
        pattern = {"zh": "M月d日 EEEE"}.get(self.language, "EEEE d MMMM")
        return str(format_date(moment.astimezone(self._zone).date(), pattern, locale=self.language))

    def time(self, moment: datetime) -> str:
        """A time of day in the shop's time zone, such as "14:05"."""
        return str(
            format_time(moment.astimezone(self._zone), "HH:mm", locale=self.language, tzinfo=self._zone)
        )

    def list(self, items: list[str]) -> str:
        """Items as a sentence lists them."""
        if len(items) < 2:
            return "".join(items)
        return self.say("list-end", start=self.say("list-separator").join(items[:-1]), last=items[-1])
