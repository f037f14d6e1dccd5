"""Payment methods of customers, and the payment history of orders: payments and refunds as a ledger."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.database import Base, utc_now


class MethodKind(StrEnum):
    """What a payment method is."""

    CARD = "credit_card"
    PAYPAL = "paypal"
    GIFT_CARD = "gift_card"
    STORE_CREDIT = "store_credit"
    OTHER = "other"


HELD_HERE = frozenset({MethodKind.GIFT_CARD, MethodKind.STORE_CREDIT})
"""Methods whose balance the shop keeps itself: money moves at once, no provider is asked."""


class EntryKind(StrEnum):
    """Which way money of a ledger entry goes."""

    PAYMENT = "payment"
    REFUND = "refund"


class EntryState(StrEnum):
    """Where a movement of money stands."""

    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


ENTRY_TRANSITIONS: dict[EntryState, frozenset[EntryState]] = {
    EntryState.PENDING: frozenset({EntryState.SUCCEEDED, EntryState.FAILED}),
    EntryState.FAILED: frozenset({EntryState.PENDING}),
    EntryState.SUCCEEDED: frozenset(),
}

PROVIDERS_WORD: dict[EntryKind, dict[EntryState, frozenset[EntryState]]] = {
    EntryKind.PAYMENT: {
        EntryState.PENDING: frozenset({EntryState.SUCCEEDED, EntryState.FAILED}),
        EntryState.FAILED: frozenset({EntryState.SUCCEEDED}),
        EntryState.SUCCEEDED: frozenset(),
    },
    EntryKind.REFUND: {
        EntryState.PENDING: frozenset({EntryState.SUCCEEDED, EntryState.FAILED}),
        EntryState.FAILED: frozenset({EntryState.SUCCEEDED}),
        EntryState.SUCCEEDED: frozenset({EntryState.FAILED}),
    },
}
"""What a provider may still say of a movement: a bank can send a refund back that was called through."""


class PaymentMethod(Base):
    """A way to pay that a customer has stored with the shop."""

    __tablename__ = "payment_method"
    __table_args__ = (
        UniqueConstraint("customer_id", "code"),
        CheckConstraint("balance_minor IS NULL OR balance_minor >= 0", name="balance_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(String(40))
    """The shop's own id of it."""
    kind: Mapped[MethodKind] = mapped_column(String(20))
    brand: Mapped[str] = mapped_column(String(40), default="")
    last_four: Mapped[str] = mapped_column(String(4), default="")
    balance_minor: Mapped[int | None]
    """What is left on a gift card or as store credit; None for what is held elsewhere."""
    currency: Mapped[str] = mapped_column(String(3))


class Movement:
    """The columns that every ledger of money has."""

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(100))
    """Idempotency key towards the payment provider."""
    kind: Mapped[EntryKind] = mapped_column(String(20))
    state: Mapped[EntryState] = mapped_column(String(20), default=EntryState.SUCCEEDED, index=True)
    method: Mapped[str] = mapped_column(String(40))
    """Code of the payment method, or what the shop's system calls it."""
    amount_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    reference: Mapped[str] = mapped_column(String(80), default="")
    """The provider's own id of the movement."""
    against: Mapped[str] = mapped_column(String(80), default="")
    """The reference of the payment that a refund gives back, settled on when it is first asked for."""
    said_at: Mapped[datetime | None]
    """When the provider last said how it ended, by the provider's clock."""
    at: Mapped[datetime] = mapped_column(default=utc_now)


class PaymentEntry(Movement, Base):
    """One movement of an order's money. Rows are added, never changed but for the state."""

    __tablename__ = "payment_entry"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("amount_minor >= 0", name="amount_not_negative"),
    )

    order_id: Mapped[int] = mapped_column(ForeignKey("shop_order.id", ondelete="CASCADE"), index=True)
    refund_id: Mapped[int | None] = mapped_column(ForeignKey("refund.id", ondelete="CASCADE"), index=True)
    """The refund that a movement back settles."""


def net_by_method(entries: Iterable[Movement]) -> dict[str, int]:
    """What the shop holds of each method, in minor units, in the order of first use; failures do not count."""
    held: dict[str, int] = {}
    for entry in entries:
        if entry.state != EntryState.FAILED:
            sign = 1 if entry.kind == EntryKind.PAYMENT else -1
            held[entry.method] = held.get(entry.method, 0) + sign * entry.amount_minor
    return held
