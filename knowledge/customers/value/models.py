"""Tables of what is worked out of customers: never an input, always renewed from orders, returns and words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.database import Base, utc_now


class CustomerModel(Base):
    """What was fitted to all customers; the newest is in force."""

    __tablename__ = "customer_model"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=utc_now)
    orders: Mapped[int]
    """How many orders there were, so that growth can be told."""
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON)
    """A `Fitted` as JSON."""
    trend: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """Sizes of segments at the ends of past months, oldest first: `{"day": ..., "sizes": {segment: count}}`."""


class CustomerValue(Base):
    """The figures of one customer who did not refuse them."""

    __tablename__ = "customer_value"

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True)
    model_id: Mapped[int] = mapped_column(ForeignKey("customer_model.id", ondelete="CASCADE"), index=True)
    inputs: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the facts these figures were made of: the same facts need no second look on the same day."""
    at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    purchases: Mapped[int]
    """Days with a purchase of which something was kept."""
    spent_minor: Mapped[int] = mapped_column(BigInteger)
    recency_days: Mapped[float | None]
    """From the last purchase until `at`."""
    recency_score: Mapped[int | None]
    frequency_score: Mapped[int | None]
    monetary_score: Mapped[int | None]
    returned_share: Mapped[float]
    discounted_share: Mapped[float]
    alive: Mapped[float | None]
    """The chance that they will still buy."""
    expected_purchases: Mapped[float | None]
    """In the coming year."""
    expected_spend_minor: Mapped[int | None] = mapped_column(BigInteger)
    """For one purchase."""
    value_minor: Mapped[int | None] = mapped_column(BigInteger)
    """The lifetime value of the coming year."""
    segment: Mapped[str] = mapped_column(String(40), index=True)
    cluster: Mapped[str | None] = mapped_column(String(160), index=True)

    @property
    def rfm(self) -> str:
        """The three scores, such as `545`; a dash before the first purchase."""
        if self.recency_score is None:
            return "–"
        return f"{self.recency_score}{self.frequency_score}{self.monetary_score}"


class CustomerTag(Base):
    """A tag of a customer, since when, and the facts that made it."""

    __tablename__ = "customer_tag"
    __table_args__ = (Index(None, "tag", "value"),)

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True)
    tag: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(160), primary_key=True, default="")
    since: Mapped[datetime] = mapped_column(default=utc_now)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
