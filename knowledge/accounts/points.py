"""Points: what an order earns, and what the ledger has of it."""

from __future__ import annotations

from decimal import ROUND_FLOOR

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.accounts.models import CreditEntry
from knowledge.accounts.states import CreditKind
from knowledge.aftersales.models import Return, ReturnLine
from knowledge.aftersales.row_facts import paid_for_one
from knowledge.aftersales.states import ReturnState
from knowledge.money import Money
from knowledge.orders.models import Order


def earned(session: Session, order: Order, per_unit: int) -> int:
    """Points for the goods of an order that were not returned: for each whole unit of money paid for them."""
    back = dict(
        session.execute(
            select(ReturnLine.order_line_id, func.sum(ReturnLine.quantity))
            .join(Return)
            .where(Return.order_id == order.id, Return.state != ReturnState.CANCELED)
            .group_by(ReturnLine.order_line_id)
        ).all()
    )
    minor = sum(
        paid_for_one(order, line) * max(0, line.quantity - back.get(line.id, 0)) for line in order.lines
    )
    return int(Money(minor, order.currency).major.to_integral_value(ROUND_FLOOR)) * per_unit


def entered(session: Session, order_id: int) -> int:
    """Points of an order that the ledger has, less those taken back."""
    query = select(func.coalesce(func.sum(CreditEntry.amount), 0)).where(
        CreditEntry.order_id == order_id, CreditEntry.kind == CreditKind.POINTS
    )
    return session.scalar(query) or 0


def balance(session: Session, customer_id: int) -> int:
    """A customer's points."""
    query = select(func.coalesce(func.sum(CreditEntry.amount), 0)).where(
        CreditEntry.customer_id == customer_id, CreditEntry.kind == CreditKind.POINTS
    )
    return session.scalar(query) or 0
