"""Table of the guides that shoppers went through."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.database import Base, utc_now

OPEN = "open"
"""The outcome of a run that was left in the middle, or is under way."""


class GuideRun(Base):
    """One shopper's way through a guide: what was tried, and how it ended."""

    __tablename__ = "guide_run"
    __table_args__ = (UniqueConstraint("key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80))
    """What makes a repeated message the same run: the message in which the problem was told."""
    guide: Mapped[str] = mapped_column(String(60), index=True)
    """The guide's name; empty when no guide fitted."""
    symptom: Mapped[str] = mapped_column(String(60), default="")
    """The step at which the symptom starts."""
    product_id: Mapped[str | None] = mapped_column(String(120), index=True)
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", ondelete="SET NULL"), index=True
    )
    conversation_id: Mapped[str | None] = mapped_column(String(36), index=True)
    language: Mapped[str] = mapped_column(String(8), default="en")
    steps: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    """The steps gone through, each with the answer given to it."""
    outcome: Mapped[str] = mapped_column(String(20), default=OPEN, index=True)
    """`solved`, `claim`, `return`, `person`, `safety`, `given_up` for a shopper who would try no more, or `open`."""
    at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    ended_at: Mapped[datetime | None]
