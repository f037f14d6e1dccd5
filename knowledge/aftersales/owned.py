"""Orders for their owners: another's order is no order at all."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from knowledge.orders.models import Order
from knowledge.orders.service import OrderNotFound


def owned(session: Session, customer_id: int, number: str, *, lock: bool = False) -> Order:
    """The customer's order; with `lock`, nobody else changes it until the transaction ends."""
    query = (
        select(Order)
        .where(Order.number == number.strip().lstrip("#"), Order.customer_id == customer_id)
        .options(
            selectinload(Order.lines),
            selectinload(Order.fulfilments),
            selectinload(Order.customer),
            selectinload(Order.payments),
            selectinload(Order.delivery_wish),
        )
    )
    order = session.scalars(query.with_for_update() if lock else query).first()
    if order is None:
        raise OrderNotFound(number)
    return order
