"""What the left column of the desk lists: who waits, whom I hold, what goes on elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.conversations import repository
from knowledge.conversations.models import BOT, Author, Conversation, Message, agent_owner
from knowledge.customers.models import Customer
from knowledge.database import SessionFactory, utc_now
from knowledge.staff.models import StaffAccount
from web.desk.mood import Mood, mood_of
from web.fragments import in_words

LIVE = timedelta(hours=1)
LISTED = 50
CLOSED_LISTED = 20


@dataclass(frozen=True)
class Item:
    """One conversation in a list."""

    id: str
    name: str
    language: str
    why: str
    """What the shopper wants from a person; what they said last when the bot still speaks."""
    mood: Mood
    since: datetime
    """Since when it waits, or when it was last touched."""
    holder: str = ""


@dataclass(frozen=True)
class Lists:
    """The sections of the left column, in the order they stand."""

    waiting: Sequence[Item]
    mine: Sequence[Item]
    with_bot: Sequence[Item]
    colleagues: Sequence[Item]
    closed: Sequence[Item]


def read_lists(sessions: SessionFactory, staff_id: int) -> Lists:
    """All sections as an agent sees them now: waiting longest first, the others latest first."""
    own = agent_owner(staff_id)
    with sessions() as session:
        waiting = repository.queued(session)
        mine = repository.owned_by(session, own)
        with_bot = _live_with_bot(session)
        colleagues = _held_by_others(session, own)
        closed = repository.recently_closed(session, CLOSED_LISTED)
        names = shopper_names(session, [*waiting, *mine, *with_bot, *colleagues, *closed])
        words = _last_words(session, with_bot)
        holders = staff_names(session, colleagues)
    return Lists(
        waiting=[_item(found, names, found.queued_at or found.updated_at) for found in waiting],
        mine=[_item(found, names, found.updated_at) for found in mine],
        with_bot=[_item(found, names, found.updated_at, words=words.get(found.id, "")) for found in with_bot],
        colleagues=[_item(found, names, found.updated_at, holders[found.owner]) for found in colleagues],
        closed=[_item(found, names, found.updated_at) for found in closed],
    )


def _live_with_bot(session: Session) -> Sequence[Conversation]:
    return session.scalars(
        select(Conversation)
        .where(
            Conversation.owner == BOT, Conversation.updated_at >= utc_now() - LIVE, Conversation.last_seq > 0
        )
        .order_by(Conversation.updated_at.desc())
        .limit(LISTED)
    ).all()


def _held_by_others(session: Session, own: str) -> Sequence[Conversation]:
    return session.scalars(
        select(Conversation)
        .where(Conversation.owner.startswith(agent_owner_prefix()), Conversation.owner != own)
        .order_by(Conversation.updated_at.desc())
        .limit(LISTED)
    ).all()


def _last_words(session: Session, conversations: Iterable[Conversation]) -> dict[str, str]:
    """What the shopper said last in each conversation."""
    ids = [conversation.id for conversation in conversations]
    last = (
        select(func.max(Message.id))
        .where(Message.conversation_id.in_(ids), Message.author == Author.SHOPPER)
        .group_by(Message.conversation_id)
    )
    rows = session.execute(select(Message.conversation_id, Message.body).where(Message.id.in_(last)))
    return {row.conversation_id: str(row.body.get("text", "")) for row in rows}


def agent_owner_prefix() -> str:
    """What the owner value of every conversation held by an agent begins with."""
    return agent_owner(0).removesuffix("0")


def holder_id(owner: str) -> int | None:
    """The staff id in an owner value; None when no agent holds the conversation."""
    prefix = agent_owner_prefix()
    return int(owner.removeprefix(prefix)) if owner.startswith(prefix) else None


def shopper_names(session: Session, conversations: Iterable[Conversation]) -> dict[str, str]:
    """What to call the shopper of each conversation, by conversation id."""
    found = list(conversations)
    ids = {conversation.customer_id for conversation in found if conversation.customer_id is not None}
    rows = session.execute(select(Customer.id, Customer.name).where(Customer.id.in_(ids)))
    known = {row.id: row.name for row in rows}
    return {
        conversation.id: known.get(conversation.customer_id or 0) or f"Visitor {conversation.visitor_id[:4]}"
        for conversation in found
    }


def staff_names(session: Session, conversations: Iterable[Conversation]) -> dict[str, str]:
    """The names of the agents who hold these conversations, by owner value."""
    owners = {conversation.owner: holder_id(conversation.owner) for conversation in conversations}
    ids = {staff_id for staff_id in owners.values() if staff_id is not None}
    rows = session.execute(select(StaffAccount.id, StaffAccount.name).where(StaffAccount.id.in_(ids)))
    known = {row.id: row.name for row in rows}
    return {owner: known.get(staff_id or 0, "a former colleague") for owner, staff_id in owners.items()}


def _item(
    conversation: Conversation, names: dict[str, str], since: datetime, holder: str = "", words: str = ""
) -> Item:
    handoff = conversation.handoff
    return Item(
        id=conversation.id,
        name=names[conversation.id],
        language=conversation.language,
        why=words or in_words(handoff.get("wish") or handoff.get("reason") or ""),
        mood=mood_of(conversation.mood),
        since=since,
        holder=holder,
    )
