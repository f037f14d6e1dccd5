"""The words of papers, in each language a Fluent file."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from fluent.runtime import FluentBundle, FluentResource

from knowledge.money import Money

LOCALES = Path(__file__).with_name("locales")
FALLBACK = "en"
LOCALE = {"en": "en_GB", "zh": "zh_CN"}


class MissingPaperWords(Exception):
    """A message that the file of a language has not, or that needs a value it was not given."""


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource((LOCALES / f"{language}.ftl").read_text(encoding="utf-8")))
    return bundle


class PaperWords:
    """The words of one language; days are told in the shop's time zone."""

    def __init__(self, language: str, zone: ZoneInfo) -> None:
        self.language = language if (LOCALES / f"{language}.ftl").exists() else FALLBACK
        self._zone = zone

    def say(self, name: str, /, **values: Any) -> str:
        """A message with its values; raises `MissingPaperWords`."""
        bundle = _bundle(self.language)
        pattern = bundle.get_message(name).value if bundle.has_message(name) else None
        if pattern is None:
            raise MissingPaperWords(f"no message {name!r} in {self.language}.ftl")
        said, errors = bundle.format_pattern(
            pattern, {key: self._plain(value) for key, value in values.items()}
        )
        if errors:
            raise MissingPaperWords(f"message {name!r}: {'; '.join(str(error) for error in errors)}")
        return str(said)

    def _plain(self, value: Any) -> Any:
        if isinstance(value, Money):
            return self.money(value)
        if isinstance(value, datetime):
            return self.day(value)
        return value

    def money(self, amount: Money) -> str:
        """An amount with all its decimals, as columns of a bill show it."""
        return amount.format_exact(self.language)

    def day(self, moment: datetime) -> str:
        """A day with its year."""
        return str(format_date(moment.astimezone(self._zone).date(), "long", locale=LOCALE[self.language]))

    def country(self, code: str) -> str:
        """What a country is called; what is no code of one stays as it is."""
        return str(Locale.parse(self.language).territories.get(code.upper(), code))

    def method(self, code: str) -> str:
        """What a way to pay is called."""
        return self.say("method", code=code.replace("_", "-"), name=code.replace("_", " "))
