"""Accounts as their owners see them, and what is finished by a link in a mail."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from knowledge import audit, outbox
from knowledge.accounts import points
from knowledge.accounts.errors import LinkExpired
from knowledge.accounts.models import AccountRequest, Bill, CreditEntry, Subscription
from knowledge.accounts.rules import AccountRules
from knowledge.accounts.states import (
    REQUEST_TRANSITIONS,
    RequestKind,
    RequestState,
    SubscriptionState,
)
from knowledge.customers.identities import EMAIL, remember
from knowledge.customers.models import Customer
from knowledge.database import SessionFactory, utc_now, writing
from knowledge.encryption import looked_up
from knowledge.errors import NotFound
from knowledge.money import Money
from knowledge.orders.models import Order, OrderState
from knowledge.orders.payments import HELD_HERE, PaymentMethod
from knowledge.states import moved

MAIL_AGAIN = timedelta(minutes=10)
"""Within so long a second mail of the same kind is not asked for."""
LINK_HOLDS = timedelta(hours=24)


@dataclass(frozen=True)
class OrderPoints:
    """What the ledger has of an order, and what it lacks."""

    number: str
    entered: int
    missing: int


class Accounts:
    """The accounts of a shop's customers."""

    def __init__(self, sessions: SessionFactory, rules: AccountRules) -> None:
        self._sessions = sessions
        self._rules = rules

    def subscriptions(self, customer_id: int) -> Sequence[Subscription]:
        """A customer's subscriptions with services and bills; those that run first, then the newest."""
        query = (
            select(Subscription)
            .where(Subscription.customer_id == customer_id)
            .options(
                selectinload(Subscription.services),
                selectinload(Subscription.bills).selectinload(Bill.payments),
                selectinload(Subscription.bills).selectinload(Bill.subscription),
            )
        )
        with self._sessions() as session:
            found = session.scalars(query).all()
        return sorted(
            found, key=lambda each: (each.state == SubscriptionState.ENDED, -each.started_at.timestamp())
        )

    def methods(self, customer_id: int) -> Sequence[PaymentMethod]:
        """The ways to pay that are stored with a customer."""
        query = select(PaymentMethod).where(PaymentMethod.customer_id == customer_id)
        with self._sessions() as session:
            return session.scalars(query.order_by(PaymentMethod.id)).all()

    def points(self, customer_id: int) -> int:
        """A customer's points."""
        with self._sessions() as session:
            return points.balance(session, customer_id)

    def store_credit(self, customer_id: int) -> Sequence[Money]:
        """What is left on each of a customer's gift cards and as store credit."""
        return [
            Money(each.balance_minor or 0, each.currency)
            for each in self.methods(customer_id)
            if each.kind in HELD_HERE
        ]

    def credit(self, customer_id: int, limit: int = 5) -> Sequence[CreditEntry]:
        """The newest lines of a customer's points and credit."""
        query = select(CreditEntry).where(CreditEntry.customer_id == customer_id)
        with self._sessions() as session:
            return session.scalars(
                query.order_by(CreditEntry.at.desc(), CreditEntry.id.desc()).limit(limit)
            ).all()

    def order_points(self, customer_id: int) -> Sequence[OrderPoints]:
        """The points of a customer's delivered orders, newest order first."""
        query = (
            select(Order)
            .where(Order.customer_id == customer_id, Order.state == OrderState.DELIVERED)
            .options(selectinload(Order.lines))
            .order_by(Order.placed_at.desc())
        )
        with self._sessions() as session:
            found = []
            for order in session.scalars(query):
                has = points.entered(session, order.id)
                owed = points.earned(session, order, self._rules.points_per_unit)
                found.append(OrderPoints(order.number, has, max(0, owed - has)))
        return found

    def requests(self, customer_id: int) -> Sequence[AccountRequest]:
        """What still waits for a mail's link or a person, newest first."""
        query = select(AccountRequest).where(
            AccountRequest.customer_id == customer_id, AccountRequest.state == RequestState.OPEN
        )
        with self._sessions() as session:
            return session.scalars(query.order_by(AccountRequest.made_at.desc())).all()

    def ask_mail(self, kind: RequestKind, email: str) -> None:
        """Ask for the mail with a login name or a link, for whoever has this address.

        Nothing tells the caller whether there is such a customer. The mail itself is sent by whoever takes
        `attendant.account.<kind>_requested` from the outbox.
        """
        with writing(self._sessions) as session:
            query = select(Customer).where(looked_up(Customer.email_index, [email]))
            customer = session.scalars(query).first()
            if customer is None or self._asked_lately(session, customer.id, kind):
                return
            made = AccountRequest(
                number=f"Q-{secrets.token_hex(4).upper()}", customer_id=customer.id, kind=kind
            )
            session.add(made)
            subject = f"request:{made.number}"
            type_ = f"attendant.account.{kind.value}_requested"
            outbox.announce(session, key=made.number, type_=type_, subject=subject)
            audit.record(
                session,
                actor="system",
                action=f"{kind.value}_requested",
                subject=f"customer:{customer.id}",
                number=made.number,
            )

    @staticmethod
    def _asked_lately(session: Session, customer_id: int, kind: RequestKind) -> bool:
        query = select(AccountRequest.id).where(
            AccountRequest.customer_id == customer_id,
            AccountRequest.kind == kind,
            AccountRequest.made_at > utc_now() - MAIL_AGAIN,
        )
        return session.scalar(query) is not None

    def confirm_email(self, number: str) -> None:
        """The link that was mailed to a new address was pressed: from now on it is the customer's.

        Raises:
            NotFound: There is no such request.
            LinkExpired: It was pressed before, is too old, or the address belongs to somebody else by now.
        """
        with writing(self._sessions) as session:
            query = select(AccountRequest).where(AccountRequest.number == number).with_for_update()
            request = session.scalars(query).first()
            if request is None or request.kind != RequestKind.EMAIL_CHANGE:
                raise NotFound("request", number)
            taken = select(Customer.id).where(looked_up(Customer.email_index, [request.said]))
            if (
                request.state != RequestState.OPEN
                or utc_now() - request.made_at > LINK_HOLDS
                or session.scalar(taken) is not None
            ):
                raise LinkExpired
            customer = session.get_one(Customer, request.customer_id, with_for_update=True)
            before, customer.email = customer.email, request.said
            session.flush()
            remember(session, customer.id, EMAIL, before, "chat")
            request.state = moved(
                f"request {number}", REQUEST_TRANSITIONS, RequestState(request.state), RequestState.DONE
            )
            request.closed_at = utc_now()
            who = f"customer:{customer.id}"
            audit.record(session, actor=who, action="email_changed", subject=who, number=number)
            outbox.announce(
                session, key=f"{number}:done", type_="attendant.customer.email_changed", subject=who
            )
