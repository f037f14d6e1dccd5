"""Tables of subscriptions with their services and bills, of credit, and of requests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from knowledge.accounts.states import BillState, CreditKind, RequestKind, RequestState, SubscriptionState
from knowledge.database import Base, utc_now
from knowledge.encryption import EncryptedText
from knowledge.money import Money
from knowledge.orders.payments import Movement

PLAN = "plan"
"""What a bill's line for the plan itself is called; the other lines have their service's code."""


class Subscription(Base):
    """A paid plan of a customer's."""

    __tablename__ = "subscription"
    __table_args__ = (UniqueConstraint("number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40))
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"), index=True)
    plan: Mapped[str] = mapped_column(String(80))
    """What the shop calls it, such as `Linden Plus`."""
    state: Mapped[SubscriptionState] = mapped_column(String(20), index=True)
    price_minor: Mapped[int]
    """Price of the plan itself for each period."""
    currency: Mapped[str] = mapped_column(String(3))
    months: Mapped[int] = mapped_column(default=1)
    """How many months a period has."""
    started_at: Mapped[datetime]
    renews_at: Mapped[datetime | None]
    """When the next period begins by itself; None when it does not."""
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str] = mapped_column(String(20), default="")
    """`customer`, `shop` or `unpaid`; empty while it has not ended."""
    method: Mapped[str] = mapped_column(String(40), default="")
    """Code of the payment method that its bills are paid with."""

    services: Mapped[list[SubscribedService]] = relationship(
        cascade="all, delete-orphan", order_by="SubscribedService.id"
    )
    bills: Mapped[list[Bill]] = relationship(
        back_populates="subscription", cascade="all, delete-orphan", order_by="Bill.issued_at, Bill.id"
    )

    @property
    def price(self) -> Money:
        """Price of the plan itself."""
        return Money(self.price_minor, self.currency)

    @property
    def running(self) -> Sequence[SubscribedService]:
        """The services that it has now."""
        return [service for service in self.services if service.removed_at is None]


class SubscribedService(Base):
    """Something extra in a subscription: when it came, when it went, and by whom."""

    __tablename__ = "subscribed_service"

    id: Mapped[int] = mapped_column(primary_key=True)
    subscription_id: Mapped[int] = mapped_column(
        ForeignKey("subscription.id", ondelete="CASCADE"), index=True
    )
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(80))
    price_minor: Mapped[int]
    """For each period, in the subscription's currency."""
    added_at: Mapped[datetime] = mapped_column(default=utc_now)
    added_by: Mapped[str] = mapped_column(String(20), default="customer")
    """`customer` or `shop`."""
    removed_at: Mapped[datetime | None]
    removed_by: Mapped[str] = mapped_column(String(20), default="")


class Bill(Base):
    """What is to be paid for one period of a subscription."""

    __tablename__ = "bill"
    __table_args__ = (UniqueConstraint("number"), CheckConstraint("amount_minor >= 0", name="not_negative"))

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40))
    subscription_id: Mapped[int] = mapped_column(
        ForeignKey("subscription.id", ondelete="CASCADE"), index=True
    )
    state: Mapped[BillState] = mapped_column(String(20), default=BillState.OPEN, index=True)
    amount_minor: Mapped[int]
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """What the amount is made of, each `{"code": "plan" or a service's, "minor": ...}`."""
    issued_at: Mapped[datetime]
    due_at: Mapped[datetime]
    extended_from: Mapped[datetime | None]
    """The due date before it was put off."""
    paid_at: Mapped[datetime | None]

    subscription: Mapped[Subscription] = relationship(back_populates="bills")
    payments: Mapped[list[BillPayment]] = relationship(
        cascade="all, delete-orphan", order_by="BillPayment.id"
    )

    @property
    def amount(self) -> Money:
        """What is to be paid."""
        return Money(self.amount_minor, self.subscription.currency)

    @property
    def owed(self) -> bool:
        """Whether it is still to be paid."""
        return self.state == BillState.OPEN


class BillPayment(Movement, Base):
    """One movement of a bill's money. Rows are added, never changed but for the state."""

    __tablename__ = "bill_payment"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("amount_minor >= 0", name="amount_not_negative"),
    )

    bill_id: Mapped[int] = mapped_column(ForeignKey("bill.id", ondelete="CASCADE"), index=True)


class CreditEntry(Base):
    """One line of a customer's points or store credit. Rows are added, never changed."""

    __tablename__ = "credit_entry"
    __table_args__ = (UniqueConstraint("key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(100))
    """What it is for, so that nothing is added twice: `order:10342`, `return:R-10342-1`..."""
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"), index=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("shop_order.id", ondelete="CASCADE"), index=True)
    kind: Mapped[CreditKind] = mapped_column(String(20))
    amount: Mapped[int]
    """Points, or minor units of `currency`; negative when used or taken back."""
    currency: Mapped[str] = mapped_column(String(3), default="")
    reason: Mapped[str] = mapped_column(String(40))
    """`order`, `return`, `used`, `added_later`, `goodwill` or `promotion`."""
    at: Mapped[datetime] = mapped_column(default=utc_now)


class AccountRequest(Base):
    """What a customer asked for and a link in a mail, or a person, finishes."""

    __tablename__ = "account_request"
    __table_args__ = (UniqueConstraint("number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40))
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"), index=True)
    kind: Mapped[RequestKind] = mapped_column(String(20))
    state: Mapped[RequestState] = mapped_column(String(20), default=RequestState.OPEN, index=True)
    about: Mapped[str] = mapped_column(String(60), default="")
    """The number of the bill or order it is about."""
    said: Mapped[str] = mapped_column(EncryptedText, default="")
    """The new e-mail address, or what the customer said."""
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What was decided on, for the person who looks at it."""
    made_at: Mapped[datetime] = mapped_column(default=utc_now)
    closed_at: Mapped[datetime | None]
