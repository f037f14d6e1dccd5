"""What waits for a person: claims, lower prices of others, money that did not move, and what accounts ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from knowledge.accounts.models import AccountRequest, Bill, BillPayment, Subscription
from knowledge.accounts.states import RequestKind, RequestState
from knowledge.aftersales.models import Claim, PriceMatch, Refund, Return
from knowledge.aftersales.states import ClaimState, RefundState
from knowledge.aftersales.trust import OPEN
from knowledge.database import SessionFactory, utc_now
from knowledge.money import Money
from knowledge.orders.models import Order
from knowledge.orders.payments import EntryState, PaymentEntry

FOR_A_PERSON = (RequestKind.BILL_DISPUTE, RequestKind.MISSING_CREDIT)


@dataclass(frozen=True)
class Waiting:
    """Something that a person has to decide on or see to."""

    kind: str
    """`price_match`, `claim`, `payment`, `bill_payment`, `request` of an account, `return`
    whose goods did not come though they were refunded, or `refund` where the shop's own
    system pays."""
    id: str
    """What it is named by."""
    about: str
    """The number of the order or bill."""
    what: str
    amount: Money | None
    since: datetime
    customer_id: int


def waiting(sessions: SessionFactory) -> Sequence[Waiting]:
    """All of it, by kind and oldest first."""
    with sessions() as session:
        return [
            *_price_matches(session),
            *_claims(session),
            *_movements(session),
            *_refunds(session),
            *_requests(session),
            *_overdue(session),
        ]


def _price_matches(session: Session) -> list[Waiting]:
    query = select(PriceMatch).where(PriceMatch.state == ClaimState.REQUESTED).order_by(PriceMatch.id)
    return [
        Waiting(
            "price_match",
            made.number,
            made.order.number,
            f"{made.quantity} at the price of {made.shop}",
            Money(made.lower_minor, made.order.currency),
            made.requested_at,
            made.order.customer_id,
        )
        for made in session.scalars(query.options(selectinload(PriceMatch.order)))
    ]


def _claims(session: Session) -> list[Waiting]:
    query = select(Claim).where(Claim.state == ClaimState.REQUESTED).order_by(Claim.id)
    return [
        Waiting(
            "claim",
            made.number,
            made.order.number,
            f"{made.kind}, {made.remedy}",
            Money(made.refund_minor, made.order.currency) if made.refund_minor else None,
            made.requested_at,
            made.order.customer_id,
        )
        for made in session.scalars(query.options(selectinload(Claim.order)))
    ]


def _movements(session: Session) -> list[Waiting]:
    orders = (
        select(PaymentEntry, Order.number, Order.customer_id)
        .join(Order, PaymentEntry.order_id == Order.id)
        .where(PaymentEntry.state == EntryState.FAILED)
        .order_by(PaymentEntry.id)
    )
    bills = (
        select(BillPayment, Bill.number, Subscription.customer_id)
        .join(Bill, BillPayment.bill_id == Bill.id)
        .join(Subscription, Bill.subscription_id == Subscription.id)
        .where(BillPayment.state == EntryState.FAILED)
        .order_by(BillPayment.id)
    )
    return [
        *(_failed("payment", *found) for found in session.execute(orders)),
        *(_failed("bill_payment", *found) for found in session.execute(bills)),
    ]


def _failed(kind: str, entry: PaymentEntry | BillPayment, number: str, customer_id: int) -> Waiting:
    amount = Money(entry.amount_minor, entry.currency)
    what = f"failed {entry.kind}, {entry.method}"
    return Waiting(kind, f"{kind}:{entry.id}", number, what, amount, entry.at, customer_id)


def _refunds(session: Session) -> list[Waiting]:
    """Failed refunds of orders whose payment history the shop's own system keeps: it alone can pay them."""
    moved = select(PaymentEntry.refund_id).where(PaymentEntry.refund_id.is_not(None))
    query = (
        select(Refund)
        .where(Refund.state == RefundState.FAILED, Refund.id.not_in(moved))
        .options(selectinload(Refund.order))
        .order_by(Refund.id)
    )
    return [
        Waiting(
            "refund",
            f"refund:{refund.id}",
            refund.order.number,
            f"failed refund, {refund.method or refund.destination}, paid by the shop's own system",
            refund.amount,
            refund.created_at,
            refund.order.customer_id,
        )
        for refund in session.scalars(query)
    ]


def _overdue(session: Session) -> list[Waiting]:
    """Returns that were refunded when they were asked for, and whose goods did not all come in time."""
    query = (
        select(Return)
        .where(Return.state.in_(OPEN), Return.goods_due_at < utc_now())
        .options(selectinload(Return.order), selectinload(Return.lines))
        .order_by(Return.goods_due_at)
    )
    found = []
    for made in session.scalars(query):
        missing = sum(line.quantity - line.received for line in made.lines)
        back = select(func.sum(Refund.amount_minor)).where(Refund.return_id == made.id)
        amount = Money(session.scalar(back) or 0, made.order.currency)
        what = f"refunded at once, {missing} of its goods did not come"
        since = made.goods_due_at or made.requested_at
        found.append(
            Waiting("return", made.number, made.order.number, what, amount, since, made.order.customer_id)
        )
    return found


def _requests(session: Session) -> list[Waiting]:
    """Disputed bills and missing credit; what a link in a mail finishes waits for the customer."""
    query = (
        select(AccountRequest)
        .where(AccountRequest.state == RequestState.OPEN, AccountRequest.kind.in_(FOR_A_PERSON))
        .order_by(AccountRequest.id)
    )
    return [
        Waiting(
            "request",
            made.number,
            made.about,
            made.kind.replace("_", " "),
            None,
            made.made_at,
            made.customer_id,
        )
        for made in session.scalars(query)
    ]
