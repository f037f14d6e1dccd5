"""The people one can sign in as, described in words from their data.

Only the demo's own showcase customers are offered: a shop's real customers must never be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from knowledge.aftersales.models import Return
from knowledge.aftersales.states import ReturnState
from knowledge.catalogue.models import Product
from knowledge.customers.models import Customer
from knowledge.demo.showcase import SHOWCASE
from knowledge.orders.models import Order, OrderState
from web.demo_shop.catalogue import SEPARATOR

CLOTHING_SIZES = ("XXS", "XS", "S", "M", "L", "XL", "XXL", "XXXL")
UNDER_WAY = (OrderState.PENDING, OrderState.PROCESSED, OrderState.SHIPPED)


@dataclass(frozen=True)
class Introduction:
    """A customer to sign in as: the facts in words, and what makes the history worth trying."""

    customer: Customer
    facts: tuple[str, ...]
    headline: str

    @property
    def initials(self) -> str:
        """First letters of the name, at most two."""
        return "".join(part[0] for part in self.customer.name.split()[:2]).upper()


def offered_ids(session: Session) -> set[int]:
    """Ids of the customers one may sign in as."""
    return set(session.scalars(select(Customer.id).where(Customer.shop_id.in_(_headlines()))))


def introductions(session: Session, now: datetime) -> list[Introduction]:
    """All who are offered, in the showcase's order."""
    headlines = _headlines()
    customers = session.scalars(select(Customer).where(Customer.shop_id.in_(headlines))).all()
    orders = _orders_of(session, [customer.id for customer in customers])
    categories = _categories_of(session, orders)
    open_returns = set(
        session.scalars(
            select(Return.order_id).where(
                Return.state == ReturnState.REQUESTED, Return.order_id.in_([order.id for order in orders])
            )
        )
    )
    made = {
        customer.shop_id: Introduction(
            customer,
            facts_of(
                customer,
                [order for order in orders if order.customer_id == customer.id],
                categories,
                open_returns,
                now,
            ),
            headlines[customer.shop_id],
        )
        for customer in customers
    }
    return [made[shop_id] for shop_id in headlines if shop_id in made]


def facts_of(
    customer: Customer,
    orders: Sequence[Order],
    categories: dict[str, str],
    open_returns: set[int],
    now: datetime,
) -> tuple[str, ...]:
    """What a customer's data say of them: level, orders, what they buy, size, what is going on."""
    facts = [f"{customer.level.capitalize()} member", _count(len(orders), "order")]
    lines = [line for order in orders for line in order.lines]
    bought = Counter(categories[line.product_id] for line in lines if line.product_id in categories)
    if bought and len(orders) > 1:
        facts.append(f"mostly {bought.most_common(1)[0][0].lower()}")
    sizes = Counter(line.options.get("size") for line in lines if line.options.get("size") in CLOTHING_SIZES)
    if sizes:
        facts.append(f"size {sizes.most_common(1)[0][0]}")
    moving = [order for order in orders if order.state in UNDER_WAY]
    late = [order for order in moving if order.promised_at is not None and order.promised_at < now]
    if late:
        facts.append(f"{_some(len(late), 'order')} running late")
    if len(moving) > len(late):
        on_time = len(moving) - len(late)
        facts.append("still under way" if on_time == len(orders) else f"{_some(on_time, 'order')} under way")
    if open_returns & {order.id for order in orders}:
        facts.append("a return under way")
    return tuple(facts)


def _headlines() -> dict[str, str]:
    return {shown.shop_id: shown.headline for shown in SHOWCASE}


def _orders_of(session: Session, customer_ids: Sequence[int]) -> Sequence[Order]:
    query = select(Order).where(Order.customer_id.in_(customer_ids)).options(selectinload(Order.lines))
    return session.scalars(query).all()


def _categories_of(session: Session, orders: Sequence[Order]) -> dict[str, str]:
    """Product id to the name of its widest category."""
    ids = {line.product_id for order in orders for line in order.lines}
    rows = session.execute(select(Product.id, Product.category).where(Product.id.in_(ids)))
    return {product_id: path.split(SEPARATOR)[0] for product_id, path in rows}


def _some(number: int, thing: str) -> str:
    return f"an {thing}" if number == 1 else f"{number} {thing}s"


def _count(number: int, thing: str) -> str:
    return f"no {thing}s" if number == 0 else f"{number} {thing}{'' if number == 1 else 's'}"
