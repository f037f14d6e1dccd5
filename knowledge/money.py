"""Money: an integer number of minor units (cents) and an ISO 4217 currency code."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, DecimalException
from functools import total_ordering

from babel import Locale
from babel.numbers import format_currency, get_currency_precision


class BadMoney(ValueError):
    """A text that is no amount of money."""


@total_ordering
@dataclass(frozen=True)
class Money:
    """An amount. `minor` is in minor units of `currency` (1999 EUR is 19.99 €)."""

    minor: int
    currency: str

    @classmethod
    def parse(cls, amount: str | int | float | Decimal, currency: str) -> Money:
        """Read a decimal amount in major units, such as "19.99", rounded half up to the minor unit."""
        try:
            scaled = Decimal(str(amount).strip()).scaleb(get_currency_precision(currency))
            return cls(int(scaled.quantize(Decimal(1), rounding=ROUND_HALF_UP)), currency)
        except (DecimalException, ValueError, OverflowError):  # no number, "nan", infinite or out of range
            raise BadMoney(f"{amount!r} is not an amount of money") from None

    @property
    def major(self) -> Decimal:
        """The amount in major units."""
        return Decimal(self.minor).scaleb(-get_currency_precision(self.currency))

    def __add__(self, other: Money) -> Money:
        self._same_currency(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same_currency(other)
        return Money(self.minor - other.minor, self.currency)

    def __mul__(self, count: int) -> Money:
        return Money(self.minor * count, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same_currency(other)
        return self.minor < other.minor

    def _same_currency(self, other: Money) -> None:
        if self.currency != other.currency:
            raise BadMoney(f"cannot combine {self.currency} with {other.currency}")

    def format(self, language: str = "en") -> str:
        """The amount as people of that language write it, without decimals when they are zero."""
        whole = self.minor % 10 ** get_currency_precision(self.currency) == 0
        locale = Locale.parse({"en": "en_IE", "zh": "zh_CN"}.get(language, language))
        pattern = locale.currency_formats["standard"].pattern.replace(".00", "") if whole else None
        return format_currency(self.major, self.currency, pattern, locale, currency_digits=not whole)

    def format_exact(self, language: str = "en") -> str:
        """The amount with all its decimals, so that columns of amounts line up."""
        locale = Locale.parse({"en": "en_IE", "zh": "zh_CN"}.get(language, language))
        return format_currency(self.major, self.currency, locale=locale)
