"""How things stand for a customer: what is left of an order, where its money may go, and what was done already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from knowledge.aftersales.decisions import destinations
from knowledge.aftersales.facts import MethodFacts, PayingFacts
from knowledge.aftersales.gathering import Gathering, owned
from knowledge.aftersales.models import CompletedCommand
from knowledge.aftersales.policy import Policy
from knowledge.aftersales.proposals import Done
from knowledge.catalogue.models import Product
from knowledge.database import SessionFactory, utc_now
from knowledge.orders.models import Order, OrderLine, OrderState


@dataclass(frozen=True)
class Left:
    """What is left of an order line."""

    quantity: int
    """How many have not gone back and are not on their way back."""
    in_time: bool
    """Whether the window for returns is open."""
    sealed: bool
    """Whether it goes back only with its seal unbroken, unless it is faulty."""


class Standing:
    """Reads what a dialogue has to know before it asks; it changes nothing."""

    def __init__(self, sessions: SessionFactory, policy: Policy) -> None:
        self._sessions = sessions
        self._policy = policy

    def left(self, customer_id: int) -> Mapping[int, Left]:
        """What the customer still has of each line of their delivered orders."""
        now = utc_now()
        with self._sessions() as session:
            gathering = Gathering(session, self._policy, now)
            query = select(Order).where(Order.customer_id == customer_id, Order.state == OrderState.DELIVERED)
            query = query.options(
                selectinload(Order.lines), selectinload(Order.fulfilments), selectinload(Order.customer)
            )
            found: dict[int, Left] = {}
            sealed = self._sealed(session, customer_id)
            for order in session.scalars(query):
                gone = gathering.gone(order)
                window, at = self._policy.window_days(order.customer.level), order.delivered_at
                in_time = window is None or (at is not None and (now - at).days <= window)
                for line in order.lines:
                    left = max(0, line.quantity - gone[line.id])
                    found[line.id] = Left(left, in_time, line.product_id in sealed)
            return found

    def _sealed(self, session: Session, customer_id: int) -> set[str]:
        """The products in the customer's orders that go back only unopened."""
        query = select(Product.id).join(OrderLine, OrderLine.product_id == Product.id).join(Order)
        query = query.where(
            Order.customer_id == customer_id, Product.returns.in_(self._policy.returns.unopened_only)
        )
        return set(session.scalars(query))

    def paying(self, customer_id: int, number: str) -> PayingFacts:
        """How the customer's order was paid, and the customer's own methods; raises `OrderNotFound`."""
        with self._sessions() as session:
            order = owned(session, customer_id, number)
            return Gathering(session, self._policy, utc_now()).paying(order)

    def destinations(self, customer_id: int, number: str) -> Sequence[MethodFacts]:
        """The methods that money for returned goods of this order may go to, the original one first."""
        return destinations(self.paying(customer_id, number), self._policy)

    def completed(self, customer_id: int, key: str) -> Done | None:
        """What was done when the proposal with this key got its yes; None when it never did, or not this customer's."""
        with self._sessions() as session:
            done = session.get(CompletedCommand, f"{customer_id}:{key}")
            if done is None:
                done = session.get(CompletedCommand, key)
                kind, _, number = done.subject.partition(":") if done is not None else ("", "", "")
                query = select(Order.id).where(Order.number == number, Order.customer_id == customer_id)
                if kind != "order" or session.scalar(query) is None:
                    return None
            return Done.of(done.result, repeated=True) if done is not None else None
