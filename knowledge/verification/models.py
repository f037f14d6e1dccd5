"""The table of one-time codes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.database import Base, utc_now
from knowledge.encryption import BlindIndex


class OneTimeCode(Base):
    """That somebody in a conversation asked for a code; whether anybody gets it is only seen by `customer_id`."""

    __tablename__ = "one_time_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE"), index=True
    )
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"), index=True)
    """Who owns the order and has the address; None when nobody does: no code is right then."""
    order_number: Mapped[str] = mapped_column(String(40), index=True)
    """As it was typed, without `#`."""
    email_index: Mapped[str | None] = mapped_column(BlindIndex("email"), index=True)
    """The blind index of the address as it was typed, for counting."""
    code_hash: Mapped[str] = mapped_column(String(64))
    """HMAC-SHA256 of the code, under a key of the keyring."""
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
