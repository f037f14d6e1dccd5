"""Reading the facts of customers from the tables of orders, returns, feedback and conversations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.aftersales.models import Refund, Return, ReturnLine
from knowledge.aftersales.states import ReturnState
from knowledge.catalogue.models import Product, Variant
from knowledge.conversations.models import Conversation
from knowledge.customers.models import Consent, Customer
from knowledge.customers.value.facts import CustomerFacts, Line, Purchase, Said, SentBack
from knowledge.feedback.models import Feedback
from knowledge.orders.models import Order, OrderLine, OrderState


@dataclass
class _Order:
    customer_id: int
    at: datetime
    currency: str
    shipping_minor: int
    discount_minor: int
    refunded_minor: int = 0
    lines: list[Line] = field(default_factory=list)


def load_facts(session: Session, customer_ids: Sequence[int]) -> dict[int, CustomerFacts]:
    """The facts of these customers, in a handful of queries; those that do not exist are left out."""
    refused, granted = _consents(session, customer_ids)
    orders, cancelled = _orders(session, customer_ids)
    sent_back = _sent_back(session, customer_ids)
    said = _said(session, customer_ids)
    handed_over = _handed_over(session, customer_ids)
    purchases: dict[int, list[Purchase]] = defaultdict(list)
    bought: Counter[int] = Counter()
    for order in orders:
        bought[order.customer_id] += sum(line.quantity for line in order.lines)
        if any(line.kept for line in order.lines):
            purchases[order.customer_id].append(_purchase(order))
    customers = session.execute(
        select(
            Customer.id,
            Customer.created_at,
            Customer.birth_date,
            Customer.country,
            Customer.language,
            Customer.level,
        ).where(Customer.id.in_(customer_ids))
    )
    return {
        row.id: CustomerFacts(
            customer_id=row.id,
            since=row.created_at,
            born=row.birth_date,
            country=row.country,
            language=row.language,
            level=row.level,
            refused=tuple(sorted(refused[row.id])),
            granted=tuple(sorted(granted[row.id])),
            purchases=tuple(purchases[row.id]),
            bought=bought[row.id],
            sent_back=tuple(sent_back[row.id]),
            cancelled=cancelled[row.id],
            said=tuple(said[row.id]),
            handed_over=tuple(handed_over[row.id]),
        )
        for row in customers
    }


def _consents(
    session: Session, customer_ids: Sequence[int]
) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
    refused: dict[int, set[str]] = defaultdict(set)
    granted: dict[int, set[str]] = defaultdict(set)
    query = select(Consent.customer_id, Consent.purpose, Consent.state)
    for customer_id, purpose, state in session.execute(query.where(Consent.customer_id.in_(customer_ids))):
        (granted if state == "granted" else refused)[customer_id].add(purpose)
    return refused, granted


def _orders(session: Session, customer_ids: Sequence[int]) -> tuple[Iterable[_Order], Counter[int]]:
    """What was ordered, oldest first, and how many orders of each customer were cancelled."""
    orders: dict[int, _Order] = {}
    cancelled: Counter[int] = Counter()
    for row in session.execute(
        select(
            Order.id,
            Order.customer_id,
            Order.state,
            Order.placed_at,
            Order.currency,
            Order.shipping_minor,
            Order.discount_minor,
        )
        .where(Order.customer_id.in_(customer_ids))
        .order_by(Order.placed_at, Order.id)
    ):
        if row.state == OrderState.CANCELLED:
            cancelled[row.customer_id] += 1
        else:
            orders[row.id] = _Order(
                row.customer_id, row.placed_at, row.currency, row.shipping_minor, row.discount_minor
            )
    for order_id, refunded in session.execute(
        select(Refund.order_id, func.sum(Refund.amount_minor))
        .join(Order, Refund.order_id == Order.id)
        .where(Order.customer_id.in_(customer_ids))
        .group_by(Refund.order_id)
    ):
        if order_id in orders:
            orders[order_id].refunded_minor = int(refunded)
    _add_lines(session, customer_ids, orders)
    return orders.values(), cancelled


def _add_lines(session: Session, customer_ids: Sequence[int], orders: dict[int, _Order]) -> None:
    back: dict[int, int] = {
        line_id: int(quantity)
        for line_id, quantity in session.execute(
            select(ReturnLine.order_line_id, func.sum(ReturnLine.quantity))
            .join(Return, ReturnLine.return_id == Return.id)
            .join(Order, Return.order_id == Order.id)
            .where(Order.customer_id.in_(customer_ids), Return.state != ReturnState.CANCELED)
            .group_by(ReturnLine.order_line_id)
        )
    }
    for row in session.execute(
        select(
            OrderLine.id,
            OrderLine.order_id,
            OrderLine.product_id,
            OrderLine.quantity,
            OrderLine.unit_minor,
            Product.category,
            Product.brand,
            Product.audience,
            Variant.price_minor,
        )
        .join(Order, OrderLine.order_id == Order.id)
        .outerjoin(Product, Product.id == OrderLine.product_id)
        .outerjoin(Variant, Variant.sku == OrderLine.sku)
        .where(Order.customer_id.in_(customer_ids), Order.state != OrderState.CANCELLED)
        .order_by(OrderLine.id)
    ):
        orders[row.order_id].lines.append(_line(row, back.get(row.id, 0)))


def _line(row: Any, back: int) -> Line:
    return Line(
        product_id=row.product_id,
        category=row.category or "",
        brand=row.brand or "",
        audience=row.audience or "",
        quantity=row.quantity,
        kept=max(0, row.quantity - back),
        unit_minor=row.unit_minor,
        reduced=row.price_minor is not None and row.unit_minor < row.price_minor,
    )


def _purchase(order: _Order) -> Purchase:
    goods = sum(line.unit_minor * line.quantity for line in order.lines)
    reduced = sum(line.unit_minor * line.quantity for line in order.lines if line.reduced)
    return Purchase(
        at=order.at,
        net_minor=max(0, goods + order.shipping_minor - order.discount_minor - order.refunded_minor),
        currency=order.currency,
        discounted=order.discount_minor > 0 or 2 * reduced > goods,
        lines=tuple(order.lines),
    )


def _sent_back(session: Session, customer_ids: Sequence[int]) -> dict[int, list[SentBack]]:
    found: dict[int, list[SentBack]] = defaultdict(list)
    for customer_id, at, reason, quantity in session.execute(
        select(Order.customer_id, Return.requested_at, Return.reason, func.sum(ReturnLine.quantity))
        .join(Order, Return.order_id == Order.id)
        .join(ReturnLine, ReturnLine.return_id == Return.id)
        .where(Order.customer_id.in_(customer_ids), Return.state != ReturnState.CANCELED)
        .group_by(Order.customer_id, Return.id, Return.requested_at, Return.reason)
        .order_by(Return.requested_at, Return.id)
    ):
        found[customer_id].append(SentBack(at, reason, int(quantity)))
    return found


def _said(session: Session, customer_ids: Sequence[int]) -> dict[int, list[Said]]:
    found: dict[int, list[Said]] = defaultdict(list)
    query = select(Feedback.customer_id, Feedback.at, Feedback.kind, Feedback.sentiment).where(
        Feedback.customer_id.in_(customer_ids)
    )
    for row in session.execute(query.order_by(Feedback.at, Feedback.id)):
        if row.customer_id is not None:
            found[row.customer_id].append(Said(row.at, row.kind, row.sentiment))
    return found


def _handed_over(session: Session, customer_ids: Sequence[int]) -> dict[int, list[datetime]]:
    found: dict[int, list[datetime]] = defaultdict(list)
    query = select(
        Conversation.customer_id, Conversation.queued_at, Conversation.updated_at, Conversation.handoff
    ).where(Conversation.customer_id.in_(customer_ids))
    for row in session.execute(query.order_by(Conversation.updated_at)):
        if row.customer_id is not None and (row.queued_at is not None or row.handoff):
            found[row.customer_id].append(row.queued_at or row.updated_at)
    return found
