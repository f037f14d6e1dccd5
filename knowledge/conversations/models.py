"""Tables of conversations, their messages, and the turns the bot owes an answer to."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.database import Base, utc_now
from knowledge.encryption import EncryptedJson

BOT = "bot"
QUEUE = "queue"
CLOSED = "closed"


def agent_owner(staff_id: int) -> str:
    """The owner value of a conversation that an agent has taken."""
    return f"agent:{staff_id}"


class Author(StrEnum):
    """Who wrote a message."""

    SHOPPER = "shopper"
    BOT = "bot"
    AGENT = "agent"
    SYSTEM = "system"


class Audience(StrEnum):
    """Who may read a message."""

    EVERYONE = "everyone"
    STAFF = "staff"


class Conversation(Base):
    """One shopper's conversation. `owner` says who may speak; `epoch` grows whenever it changes."""

    __tablename__ = "conversation"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    visitor_id: Mapped[str] = mapped_column(String(36), index=True)
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", ondelete="SET NULL"), index=True
    )
    known_until: Mapped[datetime | None]
    """Until when it is the customer's who proved it by a one-time code; None when the shop's site says who it is."""
    language: Mapped[str] = mapped_column(String(8), default="en")
    language_chosen: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether the shopper asked for this language: what they write does not change it then."""
    owner: Mapped[str] = mapped_column(String(40), default=BOT, index=True)
    """`bot`, `queue`, `agent:<staff id>` or `closed`."""
    epoch: Mapped[int] = mapped_column(default=0)
    last_seq: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)
    queued_at: Mapped[datetime | None] = mapped_column(index=True)
    handoff: Mapped[dict[str, Any]] = mapped_column(EncryptedJson, default=dict)
    """Why it came to a person: `reason`, `wish`, `slots`, as the bot knew them."""
    mood: Mapped[list[float]] = mapped_column(JSON, default=list)
    """Sentiment of the shopper's messages, oldest first, -1 to 1."""

    def customer_at(self, moment: datetime) -> int | None:
        """Whose conversation it is at a moment; None for a visitor, and when what proved it is too long ago."""
        return None if self.known_until is not None and self.known_until <= moment else self.customer_id


class Message(Base):
    """A numbered line of the transcript."""

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("conversation_id", "seq"),
        UniqueConstraint("conversation_id", "client_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"))
    seq: Mapped[int]
    client_id: Mapped[str | None] = mapped_column(String(64))
    """The sender's own id of the message; a second one with the same id is the same message."""
    author: Mapped[Author] = mapped_column(String(10))
    author_name: Mapped[str] = mapped_column(String(80), default="")
    audience: Mapped[Audience] = mapped_column(String(10), default=Audience.EVERYONE)
    kind: Mapped[str] = mapped_column(String(20), default="text")
    """`text`, `cards`, `table`, `confirmation`, `notice`, `event`, `note` or `draft`: how `body` is to be shown."""
    body: Mapped[dict[str, Any]] = mapped_column(EncryptedJson)
    at: Mapped[datetime] = mapped_column(default=utc_now)


class TurnState(StrEnum):
    """Where the bot's answer to a shopper's message stands."""

    WAITING = "waiting"
    ASKING = "asking"
    ANSWERED = "answered"
    LATE = "late"
    FAILED = "failed"


class Turn(Base):
    """An answer that the bot owes: the message it answers and the epoch it was asked under."""

    __tablename__ = "turn"

    message_id: Mapped[int] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE"), index=True
    )
    epoch: Mapped[int]
    payload: Mapped[str | None] = mapped_column(String(1000))
    """What a button we issued stands for; None when the shopper typed."""
    state: Mapped[TurnState] = mapped_column(String(10), default=TurnState.WAITING, index=True)
    at: Mapped[datetime] = mapped_column(default=utc_now)
    answered_at: Mapped[datetime | None]
