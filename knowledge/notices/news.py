"""What events mean to a customer: whose they are, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.aftersales.models import Refund, Return
from knowledge.money import Money
from knowledge.orders.models import Order
from knowledge.orders.payments import PaymentEntry
from knowledge.orders.watch import LATE, OUT_FOR_DELIVERY
from knowledge.outbox import OutboxEvent

PERSON = "contact_human_agent"


@dataclass(frozen=True)
class News:
    """Something worth telling a customer."""

    customer_id: int
    kind: str
    """The name of its message, after `notice-`."""
    order: Order
    values: Mapping[str, Any] = field(default_factory=dict)
    offers: tuple[str, ...] = ()
    """Intents of the buttons under it."""


def news_of(session: Session, event: OutboxEvent) -> News | None:
    """What there is to tell of an event; None when it is nobody's news, or its order is gone."""
    found = _KINDS.get(event.type)
    if found is None:
        return None
    kind, read = found
    order, values, offers = read(session, event)
    if order is None:
        return None
    return News(order.customer_id, kind, order, values, offers)


Read = tuple[Order | None, dict[str, Any], tuple[str, ...]]


def _of_order(session: Session, event: OutboxEvent) -> Order | None:
    return session.scalars(select(Order).where(Order.number == _id(event))).first()


def _late(session: Session, event: OutboxEvent) -> Read:
    promised = datetime.fromisoformat(event.data["promised_at"])
    return _of_order(session, event), {"day": promised}, ("track_order", PERSON)


def _out_for_delivery(session: Session, event: OutboxEvent) -> Read:
    carrier = str(event.data.get("carrier", ""))
    return (
        _of_order(session, event),
        {"carrier": carrier, "known": "yes" if carrier else "no"},
        ("track_order",),
    )


def _movement(session: Session, event: OutboxEvent) -> Read:
    is_refund = event.subject.startswith("refund:")  # of an order whose payment history is kept elsewhere
    moved = session.get(Refund, int(_id(event))) if is_refund else session.get(PaymentEntry, int(_id(event)))
    order = session.get(Order, moved.order_id) if moved is not None else None
    amount = Money(int(event.data["amount_minor"]), str(event.data["currency"]))
    offers = (PERSON,) if event.type.endswith(".failed") else ()
    return order, {"amount": amount}, offers


def _return(session: Session, event: OutboxEvent) -> Read:
    made = session.scalars(select(Return).where(Return.number == _id(event))).first()
    if made is None:
        return None, {}, ()
    order = session.get_one(Order, made.order_id)
    owed = select(func.sum(Refund.amount_minor)).where(Refund.return_id == made.id)
    amount = Money(session.scalar(owed) or 0, order.currency)
    return order, {"rma": made.number, "amount": amount}, ("track_refund",)


def _id(event: OutboxEvent) -> str:
    """The id behind the kind in an event's subject."""
    return event.subject.partition(":")[2]


_KINDS: Mapping[str, tuple[str, Callable[[Session, OutboxEvent], Read]]] = {
    LATE: ("order-late", _late),
    OUT_FOR_DELIVERY: ("out-for-delivery", _out_for_delivery),
    "attendant.refund.succeeded": ("refunded", _movement),
    "attendant.refund.failed": ("refund-failed", _movement),
    "attendant.payment.failed": ("payment-failed", _movement),
    "attendant.return.received": ("return-received", _return),
    "attendant.return.partially_received": ("return-partly-received", _return),
}
