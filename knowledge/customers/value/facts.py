"""What is known of customers, as plain data: what they bought and kept, sent back, said and needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

ANALYTICS, PERSONALISATION = "analytics", "personalisation"


@dataclass(frozen=True)
class Line:
    """A line of a purchase."""

    product_id: str
    category: str
    brand: str
    audience: str
    quantity: int
    kept: int
    """How many did not go back."""
    unit_minor: int
    reduced: bool
    """Whether it was paid less than the catalogue's regular price."""

    @property
    def department(self) -> str:
        """The widest part of the category; empty when the product is unknown."""
        return self.category.split(" > ", maxsplit=1)[0]


@dataclass(frozen=True)
class Purchase:
    """An order that was not cancelled and of which something was kept."""

    at: datetime
    net_minor: int
    """What it brought in: its total less all refunds, 0 at least."""
    currency: str
    discounted: bool
    """Whether the order, or most of what is in it, was bought below the regular price."""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class SentBack:
    """A return that was not called off."""

    at: datetime
    reason: str
    quantity: int


@dataclass(frozen=True)
class Said:
    """A piece of feedback."""

    at: datetime
    kind: str
    sentiment: float


@dataclass(frozen=True)
class CustomerFacts:
    """One customer; every list is oldest first."""

    customer_id: int
    since: datetime
    born: date | None = None
    country: str = ""
    language: str = "en"
    level: str = ""
    refused: tuple[str, ...] = ()
    """The purposes that were denied or revoked."""
    granted: tuple[str, ...] = ()
    purchases: tuple[Purchase, ...] = ()
    bought: int = 0
    """Units in orders that were not cancelled, whether kept or not."""
    sent_back: tuple[SentBack, ...] = ()
    cancelled: int = 0
    """Orders that were cancelled."""
    said: tuple[Said, ...] = ()
    handed_over: tuple[datetime, ...] = ()
    """When a conversation of theirs went to a person."""

    @property
    def may_be_valued(self) -> bool:
        """Whether scores, value and segment may be kept: no after a no to analytics or personalisation."""
        return not {ANALYTICS, PERSONALISATION} & set(self.refused)

    @property
    def may_be_tagged(self) -> bool:
        """Whether tags may be kept: they are a profile, which needs a yes to personalisation."""
        return self.may_be_valued and PERSONALISATION in self.granted

    @property
    def kept_lines(self) -> list[Line]:
        """Lines of which something was kept."""
        return [line for purchase in self.purchases for line in purchase.lines if line.kept]
