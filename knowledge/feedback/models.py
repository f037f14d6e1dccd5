"""Table of feedback."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.database import Base, utc_now


class Feedback(Base):
    """One thing a shopper said, as it was said."""

    __tablename__ = "feedback"
    __table_args__ = (UniqueConstraint("source_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), index=True)
    """`complaint`, `review`, `praise` or `rating`."""
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(8), default="en")
    sentiment: Mapped[float]
    """From -1 (very bad) to 1 (very good)."""
    label: Mapped[str] = mapped_column(String(10), index=True)
    """`negative`, `neutral` or `positive`."""
    aspects: Mapped[list[str]] = mapped_column(JSON, default=list)
    """What it is about: `delivery`, `quality`, `size`..."""
    rating: Mapped[int | None]
    """1 (worst) to 5 (best), when the shopper gave one."""
    product_id: Mapped[str | None] = mapped_column(String(120), index=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("shop_order.id", ondelete="SET NULL"), index=True)
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", ondelete="SET NULL"), index=True
    )
    conversation_id: Mapped[str | None] = mapped_column(String(36), index=True)
    source_key: Mapped[str] = mapped_column(String(80))
    """What makes a repeated message the same feedback: the id of the message it came in."""
    at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
