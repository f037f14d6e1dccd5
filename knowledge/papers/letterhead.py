"""Who a paper is from: name, addresses and the tax that its prices include."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, DecimalException

from knowledge.errors import DomainError


class BadVat(DomainError):
    """A text that says no rates of value-added tax."""

    def __init__(self, part: str) -> None:
        super().__init__(
            f"{part!r} is no rate of VAT: write a percentage, and others by country, such as 19, AT=20, GB=0"
        )


@dataclass(frozen=True)
class VatRates:
    """Percentages of value-added tax that prices include, by the country that goods go to."""

    usual: Decimal
    by_country: Mapping[str, Decimal] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> VatRates:
        """Read `19, AT=20, GB=0`; raises `BadVat`."""
        usual, by_country = None, {}
        for part in (each.strip() for each in text.split(",")):
            country, equals, rate = part.rpartition("=")
            code = country.strip().upper()
            if equals and not (len(code) == 2 and code.isalpha()):
                raise BadVat(part)
            if equals:
                by_country[code] = _percent(rate, part)
            elif usual is None:
                usual = _percent(rate, part)
            else:
                raise BadVat(part)
        if usual is None:
            raise BadVat(text)
        return cls(usual, by_country)

    def rate(self, country: str) -> Decimal:
        """The percentage for goods that go to a country."""
        return self.by_country.get(country.upper(), self.usual)


def _percent(text: str, part: str) -> Decimal:
    try:
        rate = Decimal(text.strip())
    except DecimalException:
        raise BadVat(part) from None
    if not rate.is_finite() or not 0 <= rate < 100:
        raise BadVat(part)
    return rate


def vat_within(gross_minor: int, rate: Decimal) -> int:
    """The tax in a price that includes it, in minor units, rounded half up: gross x rate / (100 + rate)."""
    exact = Decimal(gross_minor) * rate / (100 + rate)
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


@dataclass(frozen=True)
class Letterhead:
    """The shop as its papers name it."""

    shop_name: str
    address: tuple[str, ...] = ()
    """Lines of the address it writes from."""
    returns_address: tuple[str, ...] = ()
    """Lines of the address that goods go back to; empty for the same."""
    vat_id: str = ""
    vat: VatRates = field(default_factory=lambda: VatRates(Decimal(0)))

    @property
    def goods_go_to(self) -> tuple[str, ...]:
        """Where returned goods are sent."""
        return self.returns_address or self.address
