"""A few customers with orders, in segments, for tests of the pages that show them."""

from __future__ import annotations

from datetime import timedelta

from knowledge.customers.models import Consent, Customer
from knowledge.customers.value.service import CustomerValues
from knowledge.database import SessionFactory, utc_now, writing
from knowledge.orders.models import Order, OrderLine, OrderState


def add_customers(sessions: SessionFactory, count: int = 10) -> None:
    """Customers of whom each bought once more, and more lately, than the one before; then a fit."""
    with writing(sessions) as session:
        for place in range(count):
            customer = Customer(
                shop_id=f"C{place}", email=f"c{place}@example.org", name=f"Lena Kovač{place}", country="DE"
            )
            session.add(customer)
            session.flush()
            for time in range(place + 1):
                session.add(_order(customer.id, f"{place}-{time}", days=190 - 15 * place + 3 * time))
        refused = Customer(shop_id="no", email="no@example.org", name="Refused Person")
        refused.consents.append(Consent(purpose="analytics", state="denied"))
        session.add(refused)
    CustomerValues(sessions).fit()


def _order(customer_id: int, number: str, days: float) -> Order:
    return Order(
        number=number,
        customer_id=customer_id,
        state=OrderState.DELIVERED,
        currency="EUR",
        placed_at=utc_now() - timedelta(days=days),
        lines=[OrderLine(sku="mug", name="Mug", quantity=1, unit_minor=2_000)],
    )
