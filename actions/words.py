"""All words that shoppers read: Fluent messages in `locales/<language>/*.ftl`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, time
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_day_names
from fluent.runtime import FluentBundle, FluentResource

from knowledge.business_hours import BusinessHours
from knowledge.money import Money

LOCALES = Path(__file__).with_name("locales")
FALLBACK = "en"
# Which words of a catalogue are looked up where; what is of no such kind, like a brand, stays as it is written.
CATALOGUE_WORDS: Mapping[str, str] = {
    "colour": "colour",
    "color": "colour",
    "material": "material",
    "feature": "property",
    "property": "property",
    "value": "value",
}
_BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")


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

    def in_language(self, language: str) -> Words:
        """The same shop's words in another language."""
        return Words(language, self._zone)

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
        pattern = {"zh": "M月d日（EEE）"}.get(self.language, "EEEE d MMMM")
        return str(format_date(moment.astimezone(self._zone).date(), pattern, locale=self.language))

    def full_date(self, moment: datetime) -> str:
        """A day with its year, in the shop's time zone, such as "3 November 2026"."""
        return str(format_date(moment.astimezone(self._zone).date(), "long", locale=self.language))

    def time(self, moment: datetime) -> str:
        """A time of day in the shop's time zone, such as "14:05"."""
        return str(
            format_time(moment.astimezone(self._zone), "HH:mm", locale=self.language, tzinfo=self._zone)
        )

    def list(self, items: list[str]) -> str:
        """Items as a sentence lists them."""
        if len(items) < 2:
            return "".join(items)
        return self.say("list-end", start=self.row(items[:-1]), last=items[-1])

    def row(self, items: Iterable[str]) -> str:
        """Items one after the other, with no word before the last."""
        return self.say("list-separator").join(items)

    def called(self, kind: str, word: str) -> str:
        """What a colour, material, property or value of the catalogue is called; other words stay."""
        if kind not in CATALOGUE_WORDS:
            return word
        key = _BETWEEN_WORDS.sub("-", word.lower()).strip("-")
        return self.say(f"word-{CATALOGUE_WORDS[kind]}", key=key, word=word)

    def stated(self, name: str, value: str) -> str:
        """The value of an option or attribute, by the name of that."""
        return self.called(name if name in CATALOGUE_WORDS else "value", value)

    def values(self, name: str, values: Iterable[str]) -> str:
        """All values there are of an option."""
        return self.row(self.stated(name, value) for value in values)

    def variant(self, options: Mapping[str, str]) -> str:
        """What tells a variant from others, such as "green, M"."""
        return self.say("value-separator").join(self.stated(name, value) for name, value in options.items())

    def named(self, name: str, options: Mapping[str, str]) -> str:
        """A product with the values of its options, such as "Ridgeline Shell Jacket (green, M)"."""
        return self.say("named-variant", name=name, values=self.variant(options)) if options else name

    def hours(self, hours: BusinessHours) -> str:
        """Weekly opening hours, such as "Mon–Fri 09:00–18:00, Sat 10:00–16:00"."""
        runs: list[tuple[int, int, tuple[time, time]]] = []
        for day, span in sorted(hours.days.items()):
            if runs and runs[-1][1:] == (day - 1, span):
                runs[-1] = (runs[-1][0], day, span)
            else:
                runs.append((day, day, span))
        return self.row(
            self.say(
                "hours-part", days=self._days(first, last), opens=f"{opens:%H:%M}", closes=f"{closes:%H:%M}"
            )
            for first, last, (opens, closes) in runs
        )

    def _days(self, first: int, last: int) -> str:
        names = get_day_names("abbreviated", locale=self.language)
        return names[first] if first == last else self.say("hours-days", first=names[first], last=names[last])
