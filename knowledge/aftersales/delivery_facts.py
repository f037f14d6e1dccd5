"""The facts that decisions on the delivery of an order are made on. Amounts are in minor units of its currency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from knowledge.aftersales.facts import PayingFacts
from knowledge.orders.models import OrderState


@dataclass(frozen=True)
class DeliveryOffer:
    """A way that the order could travel, with its price and the day promised then."""

    method: str
    price_minor: int
    promised_at: datetime


@dataclass(frozen=True)
class DeliveryChangeFacts:
    """What matters for another way of delivery."""

    state: OrderState
    items_changed: bool
    method: str
    """How it is to travel now."""
    wanted: str
    paid_minor: int
    """What its delivery cost, as far as it is not covered by a discount."""
    offers: tuple[DeliveryOffer, ...]
    """All ways that are open to these goods and this address."""
    paying: PayingFacts


@dataclass(frozen=True)
class RescheduleFacts:
    """What matters for another day, time or place."""

    state: OrderState
    last_status: str
    """The carrier's newest word of the parcel under way; empty when there is none."""
    day: date | None
    slot: str
    place: str
    days: tuple[date, ...]
    """Days on which it can come, soonest first."""
    slots: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True)
class PackagingFacts:
    """What matters for how an order is packed."""

    state: OrderState
    items_changed: bool
    wanted: tuple[str, ...]
    chosen: tuple[str, ...]
    """What was wished for before."""
    offered: tuple[tuple[str, int], ...]
    """What can be wished for, with its price."""
    paying: PayingFacts
