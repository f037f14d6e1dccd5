"""One conversation as the desk shows it, read in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.conversations import repository
from knowledge.conversations.models import BOT, CLOSED, QUEUE, Conversation, Message, agent_owner
from knowledge.database import SessionFactory
from knowledge.staff.models import StaffAccount
from web.desk.customer import CustomerContext, read_customer
from web.desk.lists import holder_id, shopper_names, staff_names


@dataclass(frozen=True)
class View:
    """A conversation with who speaks and for whom; `messages` are those after the number asked for."""

    conversation: Conversation
    shopper: str
    holder: str
    """The agent who holds it; empty when none does."""
    holder_works: bool
    """Whether that agent can still log in."""
    messages: Sequence[Message]
    customer: CustomerContext | None

    def is_held_by(self, staff_id: int) -> bool:
        """Whether this agent is the one who speaks."""
        return self.conversation.owner == agent_owner(staff_id)

    def may_be_taken(self, *, by_admin: bool) -> bool:
        """Whether it is free to take: from a colleague only by an admin, or when the colleague is gone."""
        return not self.holder or by_admin or not self.holder_works

    @property
    def status(self) -> str:
        """Who speaks, in words."""
        owner = self.conversation.owner
        known = {BOT: "with the bot", QUEUE: "waiting for a person", CLOSED: "closed"}
        return known.get(owner) or f"with {self.holder}"


def read_view(sessions: SessionFactory, conversation_id: str, after: int) -> View:
    """The conversation with its messages numbered above `after`, staff's own included; raises `NotFound`."""
    with sessions() as session:
        conversation = repository.get(session, conversation_id)
        messages = repository.messages_after(session, conversation_id, after, staff=True)
        shopper = shopper_names(session, [conversation])[conversation_id]
        staff_id = holder_id(conversation.owner)
        holder = staff_names(session, [conversation])[conversation.owner] if staff_id else ""
        account = session.get(StaffAccount, staff_id) if staff_id else None
    customer_id = conversation.customer_id
    return View(
        conversation=conversation,
        shopper=shopper,
        holder=holder,
        holder_works=account is not None and account.active,
        messages=messages,
        customer=read_customer(sessions, customer_id) if customer_id is not None else None,
    )
