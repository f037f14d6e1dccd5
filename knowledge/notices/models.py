"""The table of notices."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.database import Base, utc_now


class Notice(Base):
    """That a customer was told of an event: in a conversation, or by mail when there is none."""

    __tablename__ = "notice"
    __table_args__ = (UniqueConstraint("event_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_key: Mapped[str] = mapped_column(String(80))
    """The event's own key: it is told once, whoever takes it how often."""
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"), index=True)
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversation.id", ondelete="SET NULL"))
    kind: Mapped[str] = mapped_column(String(40))
    """Such as `order-late`."""
    way: Mapped[str] = mapped_column(String(20))
    """`chat`, `note` (for the person who holds the conversation) or `mail`."""
    at: Mapped[datetime] = mapped_column(default=utc_now)
