"""Queries on conversations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from knowledge.conversations.models import (
    CLOSED,
    QUEUE,
    Audience,
    Author,
    Conversation,
    Message,
    Turn,
    TurnState,
)
from knowledge.database import utc_now
from knowledge.errors import NotFound


def get(session: Session, conversation_id: str, *, lock: bool = False) -> Conversation:
    """The conversation, fresh from the database; raises `NotFound`.

    With `lock`, owner and epoch stay as they are until the transaction ends.
    """
    found = session.get(Conversation, conversation_id, populate_existing=True, with_for_update=lock)
    if found is None:
        raise NotFound("conversation", conversation_id)
    return found


def latest_of_visitor(session: Session, visitor_id: str, customer_id: int | None) -> Conversation | None:
    """The visitor's newest conversation under this identity that is still open.

    For nobody in particular that is one of nobody's, or one whose customer is known by a code and still trusted.
    """
    return session.scalars(
        select(Conversation)
        .where(
            Conversation.visitor_id == visitor_id,
            Conversation.customer_id == customer_id
            if customer_id is not None
            else Conversation.customer_id.is_(None) | (Conversation.known_until > utc_now()),
            Conversation.owner != CLOSED,
        )
        .order_by(Conversation.created_at.desc())
        .limit(1)
    ).first()


def latest_of_customer(session: Session, customer_id: int, since: datetime) -> Conversation | None:
    """The customer's newest conversation that they began or wrote in after `since`, if it is theirs still."""
    trusted = Conversation.known_until.is_(None) | (Conversation.known_until > utc_now())
    wrote = select(Message.conversation_id).where(Message.author == Author.SHOPPER, Message.at > since)
    recent = (Conversation.created_at > since) | Conversation.id.in_(wrote)
    return session.scalars(
        select(Conversation)
        .where(Conversation.customer_id == customer_id, recent, trusted)
        .order_by(Conversation.updated_at.desc())
        .limit(1)
    ).first()


def messages_after(
    session: Session, conversation_id: str, seq: int, *, staff: bool = False
) -> Sequence[Message]:
    """Messages numbered above `seq`, in order; those for staff only when `staff`."""
    query = select(Message).where(Message.conversation_id == conversation_id, Message.seq > seq)
    if not staff:
        query = query.where(Message.audience == Audience.EVERYONE)
    return session.scalars(query.order_by(Message.seq)).all()


def message_numbered(session: Session, conversation_id: str, seq: int) -> Message | None:
    """One message by its number."""
    return session.scalars(
        select(Message).where(Message.conversation_id == conversation_id, Message.seq == seq)
    ).first()


def message_of_client(session: Session, conversation_id: str, client_id: str) -> Message | None:
    """One message by its sender's own id."""
    return session.scalars(
        select(Message).where(Message.conversation_id == conversation_id, Message.client_id == client_id)
    ).first()


def next_waiting_turn(session: Session, conversation_id: str) -> Turn | None:
    """The oldest turn of a conversation that the bot still owes."""
    return session.scalars(
        select(Turn)
        .where(Turn.conversation_id == conversation_id, Turn.state.in_([TurnState.WAITING, TurnState.ASKING]))
        .order_by(Turn.message_id)
        .limit(1)
    ).first()


def conversations_owed(session: Session) -> Sequence[str]:
    """Ids of conversations in which the bot owes an answer."""
    return session.scalars(
        select(Turn.conversation_id)
        .where(Turn.state.in_([TurnState.WAITING, TurnState.ASKING]))
        .group_by(Turn.conversation_id)
        .order_by(func.min(Turn.message_id))
    ).all()


def queued(session: Session) -> Sequence[Conversation]:
    """Conversations waiting for a person, longest wait first."""
    return session.scalars(
        select(Conversation).where(Conversation.owner == QUEUE).order_by(Conversation.queued_at)
    ).all()


def owned_by(session: Session, owner: str) -> Sequence[Conversation]:
    """Conversations with this owner, most recently touched first."""
    return session.scalars(
        select(Conversation).where(Conversation.owner == owner).order_by(Conversation.updated_at.desc())
    ).all()


def recently_closed(session: Session, limit: int = 50) -> Sequence[Conversation]:
    """Closed conversations, most recently touched first."""
    return session.scalars(
        select(Conversation)
        .where(Conversation.owner == CLOSED)
        .order_by(Conversation.updated_at.desc())
        .limit(limit)
    ).all()


def last_seqs(session: Session, conversation_ids: Sequence[str]) -> dict[str, tuple[int, int]]:
    """For each conversation its last message number and its epoch."""
    rows = session.execute(
        select(Conversation.id, Conversation.last_seq, Conversation.epoch).where(
            Conversation.id.in_(conversation_ids)
        )
    )
    return {row.id: (row.last_seq, row.epoch) for row in rows}


def append(
    session: Session,
    conversation_id: str,
    *,
    author: Author,
    body: dict[str, Any],
    kind: str = "text",
    author_name: str = "",
    audience: Audience = Audience.EVERYONE,
    client_id: str | None = None,
) -> Message:
    """Number a message and add it to the transcript, within the caller's transaction."""
    seq = session.scalar(
        update(Conversation)
        .where(Conversation.id == conversation_id)
        .values(last_seq=Conversation.last_seq + 1, updated_at=utc_now())
        .returning(Conversation.last_seq)
        .execution_options(synchronize_session=False)
    )
    if seq is None:
        raise NotFound("conversation", conversation_id)
    message = Message(
        conversation_id=conversation_id,
        seq=seq,
        client_id=client_id,
        author=author,
        author_name=author_name,
        audience=audience,
        kind=kind,
        body=body,
        at=utc_now(),
    )
    session.add(message)
    session.flush()
    return message


def change_owner(
    session: Session,
    conversation_id: str,
    *,
    epoch: int,
    owner: str,
    queued_at: datetime | None = None,
    handoff: dict[str, Any] | None = None,
) -> bool:
    """Compare-and-set of the owner: True when `epoch` still held; the epoch is then one more."""
    values: dict[str, Any] = {
        "owner": owner,
        "epoch": Conversation.epoch + 1,
        "queued_at": queued_at,
        "updated_at": utc_now(),
    }
    if handoff is not None:
        values["handoff"] = handoff
    result = session.execute(
        update(Conversation)
        .where(Conversation.id == conversation_id, Conversation.epoch == epoch)
        .values(**values)
        .returning(Conversation.id)
        .execution_options(synchronize_session=False)
    )
    return result.first() is not None
