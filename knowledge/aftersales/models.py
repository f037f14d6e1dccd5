"""Tables of returns, exchanges, claims and refunds, of decisions, and of commands carried out once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from knowledge.aftersales.states import ClaimKind, ClaimState, ExchangeState, RefundState, ReturnState
from knowledge.database import Base, utc_now
from knowledge.encryption import EncryptedText
from knowledge.money import Money
from knowledge.orders.models import Order, OrderLine


class Return(Base):
    """Goods of one order on their way back."""

    __tablename__ = "return_request"
    __table_args__ = (UniqueConstraint("number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(60))
    """The RMA number the customer writes on the parcel, such as `R-10342-1`."""
    order_id: Mapped[int] = mapped_column(ForeignKey("shop_order.id", ondelete="CASCADE"), index=True)
    state: Mapped[ReturnState] = mapped_column(String(20), default=ReturnState.REQUESTED)
    reason: Mapped[str] = mapped_column(String(40))
    comment: Mapped[str] = mapped_column(EncryptedText, default="")
    policy_rule: Mapped[str] = mapped_column(String(40))
    policy_version: Mapped[str] = mapped_column(String(20))
    requested_at: Mapped[datetime] = mapped_column(default=utc_now)
    received_at: Mapped[datetime | None]
    goods_due_at: Mapped[datetime | None]
    """Until when the goods are expected of a return that was refunded when it was asked for; None for one that is
    paid as its goods arrive."""

    order: Mapped[Order] = relationship()
    lines: Mapped[list[ReturnLine]] = relationship(
        back_populates="return_request", cascade="all, delete-orphan"
    )


class ReturnLine(Base):
    """How many of an order line come back."""

    __tablename__ = "return_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    return_id: Mapped[int] = mapped_column(ForeignKey("return_request.id", ondelete="CASCADE"), index=True)
    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_line.id", ondelete="CASCADE"), index=True)
    quantity: Mapped[int]
    received: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many have arrived."""

    return_request: Mapped[Return] = relationship(back_populates="lines")
    order_line: Mapped[OrderLine] = relationship()


class Exchange(Base):
    """Goods of one order on their way back, for other variants of the same products."""

    __tablename__ = "exchange"
    __table_args__ = (UniqueConstraint("number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(60))
    """What the customer writes on the parcel, such as `X-10342-1`."""
    order_id: Mapped[int] = mapped_column(ForeignKey("shop_order.id", ondelete="CASCADE"), index=True)
    state: Mapped[ExchangeState] = mapped_column(String(20), default=ExchangeState.REQUESTED)
    difference_minor: Mapped[int]
    """What the new goods cost more, in minor units; negative when they cost less."""
    method: Mapped[str] = mapped_column(String(40), default="")
    """The payment method that pays the difference or gets it back when the goods have arrived."""
    policy_rule: Mapped[str] = mapped_column(String(40))
    policy_version: Mapped[str] = mapped_column(String(20))
    requested_at: Mapped[datetime] = mapped_column(default=utc_now)
    received_at: Mapped[datetime | None]

    order: Mapped[Order] = relationship()
    lines: Mapped[list[ExchangeLine]] = relationship(cascade="all, delete-orphan", order_by="ExchangeLine.id")


class ExchangeLine(Base):
    """How many of an order line are exchanged, and for what."""

    __tablename__ = "exchange_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    exchange_id: Mapped[int] = mapped_column(ForeignKey("exchange.id", ondelete="CASCADE"), index=True)
    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_line.id", ondelete="CASCADE"), index=True)
    quantity: Mapped[int]
    sku: Mapped[str] = mapped_column(String(120))
    """The variant that is sent instead."""
    unit_minor: Mapped[int]
    """Its price, in minor units of the order's currency."""

    order_line: Mapped[OrderLine] = relationship()


class Claim(Base):
    """What the customer says is wrong with a delivery, and what is done about it."""

    __tablename__ = "claim"
    __table_args__ = (UniqueConstraint("number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(60))
    order_id: Mapped[int] = mapped_column(ForeignKey("shop_order.id", ondelete="CASCADE"), index=True)
    kind: Mapped[ClaimKind] = mapped_column(String(20))
    state: Mapped[ClaimState] = mapped_column(String(20), default=ClaimState.REQUESTED)
    remedy: Mapped[str] = mapped_column(String(20))
    """`refund` or `replacement`."""
    refund_minor: Mapped[int] = mapped_column(default=0)
    """What goes back when it is accepted."""
    description: Mapped[str] = mapped_column(String(1000), default="")
    policy_rule: Mapped[str] = mapped_column(String(40))
    policy_version: Mapped[str] = mapped_column(String(20))
    requested_at: Mapped[datetime] = mapped_column(default=utc_now)

    order: Mapped[Order] = relationship()
    lines: Mapped[list[ClaimLine]] = relationship(cascade="all, delete-orphan", order_by="ClaimLine.id")


class ClaimLine(Base):
    """How many of an order line are claimed."""

    __tablename__ = "claim_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="CASCADE"), index=True)
    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_line.id", ondelete="CASCADE"), index=True)
    quantity: Mapped[int]


class PriceMatch(Base):
    """A lower price that the customer was given for an order line, or that a person has to look at first."""

    __tablename__ = "price_match"
    __table_args__ = (UniqueConstraint("number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(60))
    order_id: Mapped[int] = mapped_column(ForeignKey("shop_order.id", ondelete="CASCADE"), index=True)
    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_line.id", ondelete="CASCADE"), index=True)
    quantity: Mapped[int]
    shop: Mapped[str] = mapped_column(String(80))
    """Whose price it is; `own` is the shop itself."""
    lower_minor: Mapped[int]
    """The lower price of one."""
    state: Mapped[ClaimState] = mapped_column(String(20), default=ClaimState.REQUESTED)
    policy_rule: Mapped[str] = mapped_column(String(40))
    policy_version: Mapped[str] = mapped_column(String(20))
    requested_at: Mapped[datetime] = mapped_column(default=utc_now)

    order: Mapped[Order] = relationship()


class Refund(Base):
    """Money on its way back to a customer."""

    __tablename__ = "refund"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("shop_order.id", ondelete="CASCADE"), index=True)
    return_id: Mapped[int | None] = mapped_column(
        ForeignKey("return_request.id", ondelete="CASCADE"), index=True
    )
    exchange_id: Mapped[int | None] = mapped_column(ForeignKey("exchange.id", ondelete="CASCADE"), index=True)
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id", ondelete="CASCADE"), index=True)
    state: Mapped[RefundState] = mapped_column(String(20), default=RefundState.PENDING)
    amount_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    destination: Mapped[str] = mapped_column(String(40))
    """`original_payment`, `gift_card` or `store_credit`."""
    method: Mapped[str] = mapped_column(String(40), default="")
    """The payment method the money goes back to."""
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    settled_at: Mapped[datetime | None]

    order: Mapped[Order] = relationship()

    @property
    def amount(self) -> Money:
        """What goes back."""
        return Money(self.amount_minor, self.currency)


class CompletedCommand(Base):
    """A confirmed command that was carried out: its key is unique, its result is given again."""

    __tablename__ = "completed_command"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(80), default="", index=True)
    """What it changed, as `<kind>:<id>`."""
    result: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(default=utc_now)


class DecidedCase(Base):
    """A decision that was given, with all it was made on, so that it can be made again."""

    __tablename__ = "decided_case"
    __table_args__ = (UniqueConstraint("key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64))
    """SHA-256 of question and answer: the same one given again the same day is kept once."""
    kind: Mapped[str] = mapped_column(String(40), index=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"), index=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("shop_order.id", ondelete="CASCADE"), index=True)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    decision: Mapped[dict[str, Any]] = mapped_column(JSON)
    policy: Mapped[str] = mapped_column(String(60))
    """Name and version of the pack that decided."""
    at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
