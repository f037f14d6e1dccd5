"""What an agent should know of the customer while talking: orders, what is open, what was said before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from knowledge.accounts.models import AccountRequest, Subscription
from knowledge.accounts.states import RequestKind, RequestState
from knowledge.aftersales.models import Refund, Return, ReturnLine
from knowledge.aftersales.states import RefundState, ReturnState
from knowledge.audit import record
from knowledge.customers.models import Customer
from knowledge.database import SessionFactory, utc_now, writing
from knowledge.errors import NotFound
from knowledge.feedback.models import Feedback
from knowledge.masking import mask_email
from knowledge.orders.models import Order, OrderState

ORDERS_SHOWN = 5
FEEDBACK_SHOWN = 4


@dataclass(frozen=True)
class OrderGlance:
    """An order in two lines."""

    number: str
    state: str
    late: bool
    placed_at: datetime
    total: str
    goods: str


@dataclass(frozen=True)
class OpenMatter:
    """A return that has not come back, or money that has not arrived."""

    title: str
    state: str
    detail: str
    since: datetime
    failed: bool = False


@dataclass(frozen=True)
class Said:
    """Earlier feedback."""

    label: str
    text: str
    at: datetime


@dataclass(frozen=True)
class CustomerContext:
    """A customer as the desk shows them; the e-mail address is masked."""

    id: int
    name: str
    level: str
    language: str
    city: str
    since: datetime
    masked_email: str
    sizes: Sequence[str]
    order_count: int
    return_count: int
    plan: str
    """The subscription in one line; empty without one."""
    orders: Sequence[OrderGlance]
    open_matters: Sequence[OpenMatter]
    feedback: Sequence[Said]


def read_customer(sessions: SessionFactory, customer_id: int) -> CustomerContext | None:
    """The customer's context; None when they were erased."""
    with sessions() as session:
        customer = session.get(Customer, customer_id, options=[selectinload(Customer.facts)])
        if customer is None:
            return None
        return CustomerContext(
            id=customer.id,
            name=customer.name,
            level=customer.level,
            language=customer.language,
            city=customer.city,
            since=customer.created_at,
            masked_email=mask_email(customer.email),
            sizes=[fact.value for fact in customer.facts if fact.name == "size"],
            order_count=_count_orders(session, customer_id),
            return_count=_count_returns(session, customer_id),
            plan=_plan(session, customer_id),
            orders=_orders(session, customer_id),
            open_matters=[
                *_open_returns(session, customer_id),
                *_open_refunds(session, customer_id),
                *_open_requests(session, customer_id),
            ],
            feedback=_feedback(session, customer_id),
        )


def _open_requests(session: Session, customer_id: int) -> list[OpenMatter]:
    """What the customer asked for about the account and a person has to look at, with what it was decided on."""
    query = select(AccountRequest).where(
        AccountRequest.customer_id == customer_id,
        AccountRequest.state == RequestState.OPEN,
        AccountRequest.kind.in_([RequestKind.BILL_DISPUTE, RequestKind.MISSING_CREDIT]),
    )
    return [
        OpenMatter(
            title=f"{request.kind.replace('_', ' ').capitalize()} {request.number}",
            state=str(request.state),
            detail=" · ".join(
                [request.about, request.said, *(f"{name} {value}" for name, value in request.facts.items())]
            ).strip(" ·"),
            since=request.made_at,
        )
        for request in session.scalars(query.order_by(AccountRequest.made_at))
    ]


def _plan(session: Session, customer_id: int) -> str:
    query = select(Subscription).where(Subscription.customer_id == customer_id)
    newest = session.scalars(query.order_by(Subscription.started_at.desc())).first()
    if newest is None:
        return ""
    owed = [bill.amount.format() for bill in newest.bills if bill.owed]
    return f"{newest.plan} {newest.state}" + (f", {' + '.join(owed)} due" if owed else "")


def record_seen(sessions: SessionFactory, customer_id: int, *, staff_id: int, conversation_id: str) -> None:
    """Keep in the audit log that somebody of the staff has a customer's data before them."""
    with writing(sessions) as session:
        record(
            session,
            actor=f"staff:{staff_id}",
            action="customer_seen",
            subject=f"customer:{customer_id}",
            conversation=conversation_id,
        )


def reveal_email(sessions: SessionFactory, customer_id: int, *, staff_id: int, conversation_id: str) -> str:
    """The customer's e-mail address, with an audit entry of who looked; raises `NotFound`."""
    with writing(sessions) as session:
        customer = session.get(Customer, customer_id)
        if customer is None:
            raise NotFound("customer", str(customer_id))
        record(
            session,
            actor=f"staff:{staff_id}",
            action="customer_email_shown",
            subject=f"customer:{customer_id}",
            conversation=conversation_id,
        )
        return customer.email


def _count_orders(session: Session, customer_id: int) -> int:
    return session.scalar(select(func.count(Order.id)).where(Order.customer_id == customer_id)) or 0


def _count_returns(session: Session, customer_id: int) -> int:
    return (
        session.scalar(
            select(func.count(Return.id)).join(Return.order).where(Order.customer_id == customer_id)
        )
        or 0
    )


def _orders(session: Session, customer_id: int) -> Sequence[OrderGlance]:
    found = session.scalars(
        select(Order)
        .where(Order.customer_id == customer_id)
        .options(selectinload(Order.lines))
        .order_by(Order.placed_at.desc())
        .limit(ORDERS_SHOWN)
    )
    return [
        OrderGlance(
            number=order.number,
            state=order.state,
            late=_is_late(order),
            placed_at=order.placed_at,
            total=order.total.format(),
            goods=", ".join(line.label for line in order.lines),
        )
        for order in found
    ]


def _is_late(order: Order) -> bool:
    under_way = order.state not in (OrderState.DELIVERED, OrderState.CANCELLED)
    return under_way and order.promised_at is not None and order.promised_at < utc_now()


def _open_returns(session: Session, customer_id: int) -> Sequence[OpenMatter]:
    found = session.scalars(
        select(Return)
        .join(Return.order)
        .where(Order.customer_id == customer_id, Return.state == ReturnState.REQUESTED)
        .options(selectinload(Return.lines).selectinload(ReturnLine.order_line))
        .order_by(Return.requested_at.desc())
    )
    return [
        OpenMatter(
            title=f"Return {back.number}",
            state=back.state,
            detail=", ".join(line.order_line.label for line in back.lines) or back.reason.replace("_", " "),
            since=back.requested_at,
        )
        for back in found
    ]


def _open_refunds(session: Session, customer_id: int) -> Sequence[OpenMatter]:
    found = session.scalars(
        select(Refund)
        .join(Refund.order)
        .where(Order.customer_id == customer_id, Refund.state != RefundState.SUCCEEDED)
        .options(selectinload(Refund.order))
        .order_by(Refund.created_at.desc())
    )
    return [
        OpenMatter(
            title=f"Refund {money.amount.format()}",
            state=money.state,
            detail=f"order {money.order.number}, to {money.destination.replace('_', ' ')}",
            since=money.created_at,
            failed=money.state == RefundState.FAILED,
        )
        for money in found
    ]


def _feedback(session: Session, customer_id: int) -> Sequence[Said]:
    rows = session.execute(
        select(Feedback.label, Feedback.text, Feedback.at)
        .where(Feedback.customer_id == customer_id)
        .order_by(Feedback.at.desc())
        .limit(FEEDBACK_SHOWN)
    )
    return [Said(row.label, row.text, row.at) for row in rows]
