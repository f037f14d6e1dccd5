"""Tables of returns and refunds, and of commands that were carried out once."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from knowledge.database import Base, utc_now
from knowledge.encryption import EncryptedText
from knowledge.money import Money
from knowledge.orders.models import Order, OrderLine


class ReturnState(StrEnum):
    """Where a return stands."""

    REQUESTED = "requested"
    RECEIVED = "received"
    CANCELED = "canceled"


class RefundState(StrEnum):
    """Where a refund stands."""

    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


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

    return_request: Mapped[Return] = relationship(back_populates="lines")
    order_line: Mapped[OrderLine] = relationship()


class Refund(Base):
    """Money on its way back to a customer."""

    __tablename__ = "refund"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("shop_order.id", ondelete="CASCADE"), index=True)
    return_id: Mapped[int | None] = mapped_column(
        ForeignKey("return_request.id", ondelete="CASCADE"), index=True
    )
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
    result: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(default=utc_now)
