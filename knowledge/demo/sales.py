"""An order of the demo as it is made up: what was bought, how it travelled, what came back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from knowledge.aftersales.states import RefundState, ReturnState
from knowledge.demo.catalogue import DemoProduct
from knowledge.demo.house_rules import Method
from knowledge.demo.people import Person
from knowledge.demo.variants import DemoVariant
from knowledge.orders.models import OrderState


@dataclass
class SoldLine:
    """So many of a variant, at the price paid for one in cents."""

    product: DemoProduct
    variant: DemoVariant
    unit_minor: int
    quantity: int = 1

    @property
    def paid_minor(self) -> int:
        """The price of the line in cents."""
        return self.unit_minor * self.quantity


@dataclass
class Parcel:
    """A parcel; its events up to now, oldest first."""

    carrier: str
    tracking_number: str
    shipped_at: datetime | None
    delivered_at: datetime | None
    events: list[dict[str, str]]


@dataclass
class SentBack:
    """A return: lines by their place in the order, with quantities."""

    lines: list[tuple[int, int]]
    reason: str
    rule: str
    policy_version: str
    state: ReturnState
    requested_at: datetime
    received_at: datetime | None = None
    comment: str = ""


@dataclass
class MoneyBack:
    """A refund; `goods` is None when an order was cancelled or never arrived."""

    amount_minor: int
    state: RefundState
    created_at: datetime
    settled_at: datetime | None = None
    goods: SentBack | None = None


@dataclass
class Sale:
    """An order with all that became of it."""

    person: Person
    placed_at: datetime
    lines: list[SoldLine]
    method: Method
    payment: str
    promised_at: datetime
    shipping_minor: int = 0
    discount_minor: int = 0
    state: OrderState = OrderState.PENDING
    cancelled_at: datetime | None = None
    cancel_reason: str = ""
    parcels: list[Parcel] = field(default_factory=list)
    returns: list[SentBack] = field(default_factory=list)
    refunds: list[MoneyBack] = field(default_factory=list)
    number: str = ""

    @property
    def goods_minor(self) -> int:
        """The price of all lines in cents."""
        return sum(line.paid_minor for line in self.lines)

    @property
    def total_minor(self) -> int:
        """What was paid in cents: lines and delivery less discount."""
        return self.goods_minor + self.shipping_minor - self.discount_minor

    @property
    def delivered_at(self) -> datetime | None:
        """When the last parcel arrived; None while one has not."""
        times = [parcel.delivered_at for parcel in self.parcels]
        known = [at for at in times if at is not None]
        return max(known) if known and len(known) == len(times) else None
