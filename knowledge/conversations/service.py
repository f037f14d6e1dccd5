"""What may happen in a conversation: receiving, answering, handing over, taking over, giving back.

The transcript is the shop's own record. Each function is one transaction.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from knowledge.conversations import repository
from knowledge.conversations.errors import EmptyMessage, MessageTooLong, OwnerChanged, UnknownChoice
from knowledge.conversations.models import (
    BOT,
    CLOSED,
    QUEUE,
    Audience,
    Author,
    Conversation,
    Message,
    Turn,
    TurnState,
    agent_owner,
)
from knowledge.customers.identities import VISITOR, remember
from knowledge.customers.value.refresh import refresh_values
from knowledge.database import SessionFactory, utc_now, writing
from knowledge.feedback.lexicon import polarity
from knowledge.language import clear_language
from knowledge.verification.service import typed

MAX_MESSAGE_CHARACTERS = 2_000
MOODS_KEPT = 50


@dataclass(frozen=True)
class Outgoing:
    """A message that the bot wants to publish."""

    kind: str
    body: dict[str, Any]


@dataclass(frozen=True)
class Handoff:
    """The bot's wish that a person goes on: why, what the shopper wants, and what is known so far."""

    reason: str
    wish: str = ""
    known: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Received:
    """A shopper's message as stored. `repeated` when it had been received before."""

    message: Message
    bot_answers: bool
    repeated: bool = False


@dataclass(frozen=True)
class Published:
    """What became of the bot's answer: in the transcript, or too late and kept as drafts for agents."""

    messages: Sequence[Message]
    late: bool
    handed_over: bool = False


class Conversations:
    """The conversations of a shop."""

    def __init__(self, sessions: SessionFactory) -> None:
        self._sessions = sessions

    def resume_or_open(self, visitor_id: str, customer_id: int | None, language: str) -> Conversation:
        """The visitor's open conversation under this identity, or a new one.

        Who signs in in the middle of a conversation goes on with it; who signs out begins a new one.
        """
        with writing(self._sessions) as session:
            found = repository.latest_of_visitor(session, visitor_id, customer_id)
            if customer_id is not None:
                remember(session, customer_id, VISITOR, visitor_id, "chat")
                before = repository.latest_of_visitor(session, visitor_id, None)
                if (
                    before is not None
                    and before.customer_id in (None, customer_id)
                    and before.last_seq
                    and (found is None or before.updated_at > found.updated_at)
                ):
                    before.customer_id = customer_id
                    found = before
                if found is not None:
                    found.known_until = None
            if found is not None:
                return found
            conversation = Conversation(
                id=str(uuid.uuid4()), visitor_id=visitor_id, customer_id=customer_id, language=language
            )
            session.add(conversation)
            return conversation

    def get(self, conversation_id: str) -> Conversation:
        """One conversation; raises `NotFound`."""
        with self._sessions() as session:
            return repository.get(session, conversation_id)

    def transcript(self, conversation_id: str, *, after: int = 0, staff: bool = False) -> Sequence[Message]:
        """Messages above number `after`, in order."""
        with self._sessions() as session:
            return repository.messages_after(session, conversation_id, after, staff=staff)

    def receive(self, conversation_id: str, client_id: str, text: str) -> Received:
        """Store what a shopper typed; the bot owes an answer when the conversation is with it.

        A second message with the same `client_id` is the first one again.
        """
        text = text.strip()
        if not text:
            raise EmptyMessage
        if len(text) > MAX_MESSAGE_CHARACTERS:
            raise MessageTooLong(len(text), MAX_MESSAGE_CHARACTERS)
        return self._receive(conversation_id, client_id, {"text": text}, payload=None)

    def choose(self, conversation_id: str, client_id: str, seq: int, button: int) -> Received:
        """Store that a shopper pressed button number `button` (from 0) of message `seq`."""
        with self._sessions() as session:
            message = repository.message_numbered(session, conversation_id, seq)
        issued = message is not None and (message.author, message.audience) == (Author.BOT, Audience.EVERYONE)
        buttons = buttons_of(message.body) if message is not None and issued else []
        if not 0 <= button < len(buttons):
            raise UnknownChoice(seq, button)
        chosen = buttons[button]
        return self._receive(
            conversation_id,
            client_id,
            {"text": chosen["title"], "chosen": [seq, button]},
            payload=chosen["payload"],
        )

    def _receive(
        self, conversation_id: str, client_id: str, body: dict[str, Any], payload: str | None
    ) -> Received:
        with writing(self._sessions) as session:
            conversation = repository.get(session, conversation_id, lock=True)
            known = repository.message_of_client(session, conversation_id, client_id)
            if known is not None:
                return Received(known, bot_answers=conversation.owner == BOT, repeated=True)
            if conversation.owner == CLOSED:
                repository.change_owner(session, conversation_id, epoch=conversation.epoch, owner=BOT)
                conversation = repository.get(session, conversation_id)
            if payload is None:
                code = typed(session, conversation_id, body["text"])
                if code is not None:
                    body, payload = {"text": code.text}, code.payload
                if not conversation.language_chosen:
                    conversation.language = clear_language(body["text"]) or conversation.language
                conversation.mood = [*conversation.mood, polarity(body["text"])][-MOODS_KEPT:]
                session.flush()
            message = repository.append(
                session, conversation_id, author=Author.SHOPPER, body=body, client_id=client_id
            )
            if conversation.owner == BOT:
                session.add(
                    Turn(
                        message_id=message.id,
                        conversation_id=conversation_id,
                        epoch=conversation.epoch,
                        payload=payload,
                    )
                )
            return Received(message, bot_answers=conversation.owner == BOT)

    def next_turn(self, conversation_id: str) -> tuple[Turn, Message, Conversation] | None:
        """Mark the oldest owed turn as being asked and give it with its message; None when none is owed."""
        with writing(self._sessions) as session:
            turn = repository.next_waiting_turn(session, conversation_id)
            if turn is None:
                return None
            turn.state = TurnState.ASKING
            message = session.get_one(Message, turn.message_id)
            return turn, message, repository.get(session, conversation_id)

    def owed(self) -> Sequence[str]:
        """Conversations in which the bot owes an answer (after a restart: what was interrupted)."""
        with self._sessions() as session:
            return repository.conversations_owed(session)

    def publish_answer(
        self,
        message_id: int,
        answers: Sequence[Outgoing],
        handoff: Handoff | None = None,
        language: str | None = None,
    ) -> Published:
        """Publish the bot's answer to a message, if the conversation is still as it was when asked.

        Otherwise the answer is kept as drafts that only staff see. With `handoff` the conversation goes
        to the queue in the same transaction; with `language` it goes on in that one. A turn that has its answer
        takes no second one: nothing is published then.
        """
        return self._publish(message_id, answers, handoff, TurnState.ANSWERED, language)

    def fail_turn(self, message_id: int, answers: Sequence[Outgoing]) -> Published:
        """Publish that the bot could not answer, under the same rule as an answer."""
        return self._publish(message_id, answers, None, TurnState.FAILED)

    def _publish(
        self,
        message_id: int,
        answers: Sequence[Outgoing],
        handoff: Handoff | None,
        outcome: TurnState,
        language: str | None = None,
    ) -> Published:
        with writing(self._sessions) as session:
            turn = session.get_one(Turn, message_id, with_for_update=True)
            if turn.state not in (TurnState.WAITING, TurnState.ASKING):
                return Published([], late=turn.state == TurnState.LATE)
            conversation = repository.get(session, turn.conversation_id, lock=True)
            late = conversation.owner != BOT or conversation.epoch != turn.epoch
            handed_over = handoff is not None and not late
            messages = [
                repository.append(
                    session,
                    conversation.id,
                    author=Author.BOT,
                    kind="draft" if late else answer.kind,
                    body={"kind": answer.kind, **answer.body} if late else answer.body,
                    audience=Audience.STAFF if late else Audience.EVERYONE,
                )
                for answer in answers
            ]
            turn.state = TurnState.LATE if late else outcome
            turn.answered_at = utc_now()
            if language is not None and not late:
                conversation.language, conversation.language_chosen = language, True
            if handed_over and handoff is not None:
                self._queue(session, conversation, handoff)
            return Published(messages, late, handed_over)

    def _queue(self, session: Session, conversation: Conversation, handoff: Handoff) -> None:
        facts = {"reason": handoff.reason, "wish": handoff.wish, "known": handoff.known}
        repository.change_owner(
            session,
            conversation.id,
            epoch=conversation.epoch,
            owner=QUEUE,
            queued_at=utc_now(),
            handoff=facts,
        )
        session.execute(
            update(Turn)
            .where(Turn.conversation_id == conversation.id, Turn.state == TurnState.WAITING)
            .values(state=TurnState.LATE)
        )
        repository.append(
            session, conversation.id, author=Author.SYSTEM, kind="event", body={"event": "queued"}
        )
        if conversation.customer_id is not None:
            refresh_values(session, [conversation.customer_id])

    def take_over(self, conversation_id: str, *, epoch: int, staff_id: int, name: str) -> int:
        """Make an agent the one who speaks, and give the new epoch.

        Raises `OwnerChanged` when others were faster.
        """
        return self._change_owner(
            conversation_id, epoch, agent_owner(staff_id), {"event": "taken", "name": name}
        )

    def give_back(self, conversation_id: str, *, epoch: int, staff_id: int) -> int:
        """Let the bot speak again."""
        return self._change_owner(conversation_id, epoch, BOT, {"event": "given_back"}, held_by=staff_id)

    def close(self, conversation_id: str, *, epoch: int, staff_id: int) -> int:
        """End the conversation; the shopper's next message opens it again with the bot."""
        return self._change_owner(conversation_id, epoch, CLOSED, {"event": "closed"}, held_by=staff_id)

    def _change_owner(
        self, conversation_id: str, epoch: int, owner: str, event: dict[str, Any], held_by: int | None = None
    ) -> int:
        with writing(self._sessions) as session:
            conversation = repository.get(session, conversation_id, lock=True)
            if held_by is not None and conversation.owner != agent_owner(held_by):
                raise OwnerChanged(conversation_id, conversation.owner)
            if not repository.change_owner(session, conversation_id, epoch=epoch, owner=owner):
                raise OwnerChanged(conversation_id, conversation.owner)
            repository.append(session, conversation_id, author=Author.SYSTEM, kind="event", body=event)
            return epoch + 1

    def reply(
        self, conversation_id: str, *, staff_id: int, name: str, text: str, client_id: str | None = None
    ) -> Message:
        """Say something to the shopper as the agent who holds the conversation.

        A second message with the same `client_id` is the first one again.
        """
        text = text.strip()
        if not text:
            raise EmptyMessage
        with writing(self._sessions) as session:
            conversation = repository.get(session, conversation_id, lock=True)
            known = client_id and repository.message_of_client(session, conversation_id, client_id)
            if known:
                return known
            if conversation.owner != agent_owner(staff_id):
                raise OwnerChanged(conversation_id, conversation.owner)
            return repository.append(
                session,
                conversation_id,
                author=Author.AGENT,
                author_name=name,
                body={"text": text},
                client_id=client_id,
            )

    def note(self, conversation_id: str, *, name: str, text: str) -> Message:
        """Leave a note that only staff see."""
        text = text.strip()
        if not text:
            raise EmptyMessage
        with writing(self._sessions) as session:
            return repository.append(
                session,
                conversation_id,
                author=Author.AGENT,
                author_name=name,
                kind="note",
                body={"text": text},
                audience=Audience.STAFF,
            )

    def tell(self, conversation_id: str, kind: str, body: dict[str, Any], *, once: str) -> bool:
        """Say something to the shopper that no message of theirs asked for; `once` names it, so it is said once.

        False when the conversation is with a person: the bot keeps quiet then.
        """
        with writing(self._sessions) as session:
            conversation = repository.get(session, conversation_id, lock=True)
            if conversation.owner not in (BOT, CLOSED):
                return False
            if repository.message_of_client(session, conversation_id, once) is None:
                repository.append(
                    session, conversation_id, author=Author.BOT, kind=kind, body=body, client_id=once
                )
            return True

    def speak(self, conversation_id: str, language: str) -> None:
        """Go on in the language that the shopper chose."""
        with writing(self._sessions) as session:
            conversation = repository.get(session, conversation_id)
            conversation.language, conversation.language_chosen = language, True

    def queue(self) -> Sequence[Conversation]:
        """Conversations waiting for a person, longest wait first."""
        with self._sessions() as session:
            return repository.queued(session)

    def held_by(self, staff_id: int) -> Sequence[Conversation]:
        """Conversations that an agent has taken."""
        with self._sessions() as session:
            return repository.owned_by(session, agent_owner(staff_id))

    def closed(self) -> Sequence[Conversation]:
        """Recently closed conversations."""
        with self._sessions() as session:
            return repository.recently_closed(session)

    def positions(self, conversation_ids: Sequence[str]) -> dict[str, tuple[int, int]]:
        """Each conversation's last message number and epoch: what tells that something happened."""
        with self._sessions() as session:
            return repository.last_seqs(session, conversation_ids)


def buttons_of(body: dict[str, Any]) -> list[dict[str, str]]:
    """All buttons of a message as the widget numbers them: the cards' first, then chips, then its own."""
    buttons: list[dict[str, str]] = []
    for card in body.get("cards", []):
        buttons.extend(card.get("buttons", []))
    buttons.extend(body.get("chips", []))
    buttons.extend(body.get("buttons", []))
    return buttons
