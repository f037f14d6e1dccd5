"""Orders as their owner may see them. Every look-up checks who owns the order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from knowledge.database import SessionFactory, utc_now
from knowledge.errors import NotFound
from knowledge.orders.models import CustomerAddress, Fulfilment, Order, OrderLine, OrderState
from knowledge.orders.payments import EntryKind, EntryState, PaymentEntry, PaymentMethod

# A parcel is late when it passes the promised date by this much.
LATE_AFTER = timedelta(days=2)
# What is read with an order: a line's price needs its order's currency.
_WHOLE = (selectinload(Order.lines).immediateload(OrderLine.order), selectinload(Order.fulfilments))
UNDER_WAY = frozenset({OrderState.PENDING, OrderState.PROCESSED, OrderState.SHIPPED})


class OrderNotFound(NotFound):
    """No such order among this customer's; the same whether it is another's or nobody's."""

    def __init__(self, number: str) -> None:
        super().__init__("order of yours with the number", number)
        self.number = number


class LineNotFound(OrderNotFound):
    """The order has no such line; told as an order that is not there, for it may be another's."""


@dataclass(frozen=True)
class Tracking:
    """Where an order is."""

    order: Order
    late: bool
    last_event: dict[str, str] | None
    """The newest event a carrier reported, None before the parcel was announced."""
    parcel: Fulfilment | None
    """The newest parcel that is under way; the newest at all when every one has arrived."""


class Orders:
    """The orders of a shop, seen by their owners."""

    def __init__(self, sessions: SessionFactory) -> None:
        self._sessions = sessions

    def of_customer(self, customer_id: int, limit: int = 20) -> Sequence[Order]:
        """A customer's orders with lines and parcels, newest first."""
        with self._sessions() as session:
            return session.scalars(
                select(Order)
                .where(Order.customer_id == customer_id)
                .options(*_WHOLE)
                .order_by(Order.placed_at.desc(), Order.id.desc())
                .limit(limit)
            ).all()

    def owned(self, customer_id: int, number: str) -> Order:
        """One order of this customer by its number (a leading `#` is allowed); raises `OrderNotFound`."""
        number = number.strip().lstrip("#")
        with self._sessions() as session:
            order = session.scalars(
                select(Order).where(Order.number == number, Order.customer_id == customer_id).options(*_WHOLE)
            ).first()
        if order is None:
            raise OrderNotFound(number)
        return order

    def payment_methods(self, customer_id: int) -> Sequence[PaymentMethod]:
        """The ways to pay that a customer has stored, in the order they were added."""
        with self._sessions() as session:
            return session.scalars(
                select(PaymentMethod)
                .where(PaymentMethod.customer_id == customer_id)
                .order_by(PaymentMethod.id)
            ).all()

    def own_address(self, customer_id: int) -> dict[str, Any]:
        """A customer's default address; empty when there is none."""
        with self._sessions() as session:
            stored = session.scalars(
                select(CustomerAddress).where(CustomerAddress.customer_id == customer_id)
            ).first()
            return dict(stored.address) if stored is not None else {}

    def payments(self, customer_id: int, state: EntryState) -> dict[str, str]:
        """The numbers of a customer's orders that have a payment in this state, each with its method."""
        with self._sessions() as session:
            rows = session.execute(
                select(Order.number, PaymentEntry.method)
                .join(PaymentEntry, PaymentEntry.order_id == Order.id)
                .where(
                    Order.customer_id == customer_id,
                    PaymentEntry.kind == EntryKind.PAYMENT,
                    PaymentEntry.state == state,
                )
                .order_by(PaymentEntry.id)
            )
            return {row.number: row.method for row in rows}

    def track(self, order: Order, now: datetime | None = None) -> Tracking:
        """Where an order is and whether it is late."""
        now = now or utc_now()
        late = (
            order.state in UNDER_WAY
            and order.delivered_at is None
            and order.promised_at is not None
            and now > order.promised_at + LATE_AFTER
        )
        under_way = [parcel for parcel in order.fulfilments if parcel.delivered_at is None]
        parcel = next(reversed(under_way or order.fulfilments), None)
        events = parcel.events if parcel is not None else []
        return Tracking(order=order, late=late, last_event=events[-1] if events else None, parcel=parcel)
