"""What events mean to a customer: whose they are, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.accounts.models import Bill, BillPayment
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
    about: Order | Bill
    values: Mapping[str, Any] = field(default_factory=dict)
    offers: tuple[str, ...] = ()
    """Intents of the buttons under it."""


def news_of(session: Session, event: OutboxEvent) -> News | None:
    """What there is to tell of an event; None when it is nobody's news, or what it is about is gone."""
    found = _KINDS.get((event.type, event.subject.partition(":")[0]))
    if found is None:
        return None
    kind, read = found
    about, values, offers = read(session, event)
    if about is None:
        return None
    owner = about.subscription.customer_id if isinstance(about, Bill) else about.customer_id
    return News(owner, kind, about, values, offers)


Read = tuple[Order | Bill | None, dict[str, Any], tuple[str, ...]]


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


def _refund(session: Session, event: OutboxEvent) -> Read:
    """Of an order whose payment history is kept elsewhere."""
    moved = session.get(Refund, int(_id(event)))
    return _moved(session.get(Order, moved.order_id) if moved is not None else None, event)


def _payment(session: Session, event: OutboxEvent) -> Read:
    moved = session.get(PaymentEntry, int(_id(event)))
    return _moved(session.get(Order, moved.order_id) if moved is not None else None, event)


def _bill_payment(session: Session, event: OutboxEvent) -> Read:
    moved = session.get(BillPayment, int(_id(event)))
    return _moved(session.get(Bill, moved.bill_id) if moved is not None else None, event)


def _moved(about: Order | Bill | None, event: OutboxEvent) -> Read:
    amount = Money(int(event.data["amount_minor"]), str(event.data["currency"]))
    offers = (PERSON,) if event.type.endswith(".failed") else ()
    return about, {"amount": amount}, offers


def _return(session: Session, event: OutboxEvent) -> Read:
    made = _of_return(session, event)
    if made is None:
        return None, {}, ()
    order = session.get_one(Order, made.order_id)
    owed = select(func.sum(Refund.amount_minor)).where(Refund.return_id == made.id)
    amount = Money(session.scalar(owed) or 0, order.currency)
    values = {"rma": made.number, "amount": amount, "ahead": _ahead(made)}
    return order, values, ("track_refund",)


def _ahead(made: Return) -> str:
    """Whether the money went back before the goods came."""
    return "yes" if made.goods_due_at is not None else "no"


def _part_of_return(session: Session, event: OutboxEvent) -> Read:
    """What is paid for a part is in the event: a refund of the return may be of what came before."""
    made = _of_return(session, event)
    if made is None:
        return None, {}, ()
    order = session.get_one(Order, made.order_id)
    paid = int(event.data.get("refund_minor", 0))
    told = "ahead" if made.goods_due_at is not None else "yes" if paid > 0 else "no"
    values = {"rma": made.number, "amount": Money(paid, order.currency), "paid": told}
    return order, values, ("track_refund",)


def _of_return(session: Session, event: OutboxEvent) -> Return | None:
    return session.scalars(select(Return).where(Return.number == _id(event))).first()


def _id(event: OutboxEvent) -> str:
    """The id behind the kind in an event's subject."""
    return event.subject.partition(":")[2]


_KINDS: Mapping[tuple[str, str], tuple[str, Callable[[Session, OutboxEvent], Read]]] = {
    (LATE, "order"): ("order-late", _late),
    (OUT_FOR_DELIVERY, "order"): ("out-for-delivery", _out_for_delivery),
    ("attendant.refund.succeeded", "refund"): ("refunded", _refund),
    ("attendant.refund.failed", "refund"): ("refund-failed", _refund),
    ("attendant.refund.succeeded", "payment"): ("refunded", _payment),
    ("attendant.refund.failed", "payment"): ("refund-failed", _payment),
    ("attendant.payment.failed", "payment"): ("payment-failed", _payment),
    ("attendant.refund.succeeded", "bill_payment"): ("bill-refunded", _bill_payment),
    ("attendant.refund.failed", "bill_payment"): ("bill-refund-failed", _bill_payment),
    ("attendant.payment.failed", "bill_payment"): ("bill-payment-failed", _bill_payment),
    ("attendant.return.received", "return"): ("return-received", _return),
    ("attendant.return.partially_received", "return"): ("return-partly-received", _part_of_return),
}
"""By an event's type and the kind of its subject: ids of different kinds coincide."""
