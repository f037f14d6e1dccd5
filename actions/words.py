"""All words that shoppers read: Fluent messages in `locales/<language>/*.ftl`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_day_names

from knowledge.advice.demands import demand
from knowledge.business_hours import BusinessHours
from knowledge.wording import Wording

LOCALES = Path(__file__).with_name("locales")
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


def languages() -> list[str]:
    """Languages that have words."""
    return sorted(path.name for path in LOCALES.iterdir() if path.is_dir())


class Words(Wording):
    """The words of one language of the actions, with dates in the shop's time zone."""

    def __init__(self, language: str, zone: ZoneInfo) -> None:
        super().__init__(LOCALES, language, zone)

    def in_language(self, language: str) -> Words:
        """The same shop's words in another language."""
        return Words(language, self._zone)

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
        if kind == "demand":
            return self.demanded(word)
        if kind not in CATALOGUE_WORDS:
            return word
        key = _BETWEEN_WORDS.sub("-", word.lower()).strip("-")
        return self.say(f"word-{CATALOGUE_WORDS[kind]}", key=key, word=word)

    def demanded(self, feature: str) -> str:
        """What is demanded of a stated fact, such as "waterproof" or "persons: at least 2"."""
        fact = demand(feature)
        name = self.called("property", fact.name.replace("_", " "))
        if not fact.mark:
            return name
        if fact.value == "false":
            return self.say("demand-not", name=name)
        kind = "demand-is" if fact.mark == "=" else "demand-least"
        return self.say(kind, name=name, value=self.stated(fact.name, fact.value))

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
