"""The words of papers, in each language a Fluent file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date

from knowledge.money import Money
from knowledge.wording import Wording

LOCALES = Path(__file__).with_name("locales")
LOCALE = {"en": "en_GB", "zh": "zh_CN"}


class PaperWords(Wording):
    """The words of one language; amounts have all their decimals, days their year."""

    def __init__(self, language: str, zone: ZoneInfo) -> None:
        super().__init__(LOCALES, language, zone)

    def money(self, amount: Money) -> str:
        """An amount with all its decimals, as columns of a bill show it."""
        return amount.format_exact(self.language)

    def date(self, moment: datetime) -> str:
        """A day with its year, in the shop's time zone."""
        day = moment.astimezone(self._zone).date()
        return str(format_date(day, "long", locale=LOCALE[self.language]))

    def country(self, code: str) -> str:
        """What a country is called; what is no code of one stays as it is."""
        return str(Locale.parse(self.language).territories.get(code.upper(), code))

    def method(self, code: str) -> str:
        """What a way to pay is called."""
        return self.say("method", code=code.replace("_", "-"), name=code.replace("_", " "))
