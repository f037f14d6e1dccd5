"""Table of the messages that were not understood."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.database import Base, utc_now
from knowledge.encryption import EncryptedText

DISMISSED = "dismissed"
"""The verdict on a message that has nothing to teach."""


class MissKind(StrEnum):
    """In which way a message was not understood."""

    OUTSIDE = "outside"
    """Decided to be out of scope."""
    UNSURE = "unsure"
    """A choice of meanings was offered."""


class Miss(Base):
    """A message that was not understood, without what tells who wrote it. It goes when its conversation goes."""

    __tablename__ = "misses"

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE"), index=True
    )
    message_id: Mapped[str] = mapped_column(String(64), unique=True)
    """The message it was said in; a turn that is tried again is the same miss."""
    kind: Mapped[MissKind] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(EncryptedText)
    """As it was said, with placeholders such as `<email>` (see `masking`)."""
    language: Mapped[str] = mapped_column(String(8), index=True)
    """Of the text, not of the conversation: `en` or `zh`."""
    offered: Mapped[list[str]] = mapped_column(JSON, default=list)
    """The intents that the shopper could choose from."""
    chosen: Mapped[str | None] = mapped_column(String(64))
    """The one of them that the shopper chose."""
    ranking: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """The likeliest intents, best first: `name` and `confidence` (0 to 1)."""
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    reviewed_at: Mapped[datetime | None] = mapped_column(index=True)
    verdict: Mapped[str | None] = mapped_column(String(64))
    """The intent that a person accepted it for, or `dismissed`."""
