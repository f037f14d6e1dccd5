"""The table of mails."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.database import Base, utc_now
from knowledge.encryption import EncryptedJson, EncryptedText


class MailState(StrEnum):
    """Where a mail stands."""

    QUEUED = "queued"
    SENDING = "sending"
    """Given to the mail server by a process that has not said yet how that ended."""
    SENT = "sent"
    FAILED = "failed"
    WITHHELD = "withheld"
    """Written for nobody: asking for a code leaves the same work behind whether somebody gets it or not."""


class Mail(Base):
    """A mail to a customer."""

    __tablename__ = "mail"
    __table_args__ = (UniqueConstraint("key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(100))
    """What it is about, said once: the same mail written again is refused."""
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"), index=True)
    address: Mapped[str] = mapped_column(EncryptedText)
    content: Mapped[dict[str, Any]] = mapped_column(EncryptedJson, default=dict)
    """The letter; emptied when it has left for a real mail server, or cannot."""
    state: Mapped[MailState] = mapped_column(String(20), default=MailState.QUEUED, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    due_at: Mapped[datetime] = mapped_column(default=utc_now)
    """When it may be tried (again)."""
    useless_at: Mapped[datetime | None]
    """From when on it is of no use: a code that has expired is not sent any more."""
    sent_at: Mapped[datetime | None]
    trouble: Mapped[str] = mapped_column(String(300), default="")
    """What the mail server said last, when it would not take it."""
