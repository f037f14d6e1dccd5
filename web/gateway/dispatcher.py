"""Asks the bot for what it owes: one message of a conversation at a time, in order, across restarts."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import structlog

from knowledge.conversations.models import BOT, Conversation, Message, Turn
from knowledge.conversations.service import Conversations, Handoff, Outgoing
from knowledge.database import utc_now
from web.gateway.bot_client import BotClient, BotUnavailable, Question
from web.gateway.words import say
from web.hub import Hub

log = structlog.get_logger(__name__)

# A button of the gateway's own, for when the bot cannot be asked to hand over.
HANDOFF_PAYLOAD = "gateway:handoff"
MOODS_CONSIDERED = 3


class Dispatcher:
    """Serves every conversation that has a turn waiting, each by one task at a time."""

    def __init__(self, conversations: Conversations, bot: BotClient, hub: Hub) -> None:
        self._conversations = conversations
        self._bot = bot
        self._hub = hub
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()

    async def start(self) -> None:
        """Take up what an earlier process left unanswered."""
        for conversation_id in await asyncio.to_thread(self._conversations.owed):
            self.wake(conversation_id)

    async def stop(self) -> None:
        """Leave the rest to the next process: turns stay owed in the database."""
        for task in list(self._tasks.values()):
            task.cancel()
        for task in list(self._tasks.values()):
            with suppress(asyncio.CancelledError):
                await task

    def wake(self, conversation_id: str) -> None:
        """Serve a conversation, now or right after the turn being served."""
        if conversation_id in self._tasks:
            self._again.add(conversation_id)
            return
        self._tasks[conversation_id] = asyncio.create_task(self._serve(conversation_id))

    async def _serve(self, conversation_id: str) -> None:
        try:
            while await self._serve_one(conversation_id):
                pass
        except asyncio.CancelledError:
            raise
        except Exception:
            log.exception("dispatcher.failed", conversation=conversation_id)
        finally:
            del self._tasks[conversation_id]
            if conversation_id in self._again:
                self._again.discard(conversation_id)
                self.wake(conversation_id)

    async def _serve_one(self, conversation_id: str) -> bool:
        owed = await asyncio.to_thread(self._conversations.next_turn, conversation_id)
        if owed is None:
            return False
        turn, message, conversation = owed
        if conversation.owner != BOT or conversation.epoch != turn.epoch:
            # A person took over while this one waited: they have read it, so the bot keeps quiet.
            await asyncio.to_thread(self._conversations.publish_answer, turn.message_id, [])
            return True
        self._hub.publish(conversation_id, {"type": "typing", "on": True})
        try:
            await self._answer(turn, message, conversation)
        finally:
            self._hub.publish(conversation_id, {"type": "typing", "on": False})
        self._hub.publish(conversation_id, {"type": "changed"})
        self._hub.publish(conversation_id, {"type": "turn_done", "client_id": message.client_id})
        return True

    async def _answer(self, turn: Turn, message: Message, conversation: Conversation) -> None:
        if turn.payload == HANDOFF_PAYLOAD:
            told = [Outgoing("text", {"text": say(conversation.language, "handed_over")})]
            handoff = Handoff("bot_unavailable")
            await asyncio.to_thread(self._conversations.publish_answer, turn.message_id, told, handoff)
            return
        moods = conversation.mood[-MOODS_CONSIDERED:]
        question = Question(
            conversation_id=conversation.id,
            message_id=message.id,
            text=str(message.body.get("text", "")),
            payload=turn.payload,
            customer_id=conversation.customer_at(utc_now()),
            language=conversation.language,
            mood=sum(moods) / len(moods) if moods else 0.0,
        )
        try:
            answer = await self._bot.ask(question)
        except BotUnavailable as error:
            log.error("bot.unavailable", conversation=conversation.id, message=message.id, reason=str(error))
            button = {"title": say(conversation.language, "person"), "payload": HANDOFF_PAYLOAD}
            told = [
                Outgoing("text", {"text": say(conversation.language, "bot_unavailable"), "buttons": [button]})
            ]
            await asyncio.to_thread(self._conversations.fail_turn, turn.message_id, told)
            return
        published = await asyncio.to_thread(
            self._conversations.publish_answer,
            turn.message_id,
            answer.messages,
            answer.handoff,
            answer.language,
        )
        if published.late:
            log.info("bot.late", conversation=conversation.id, message=message.id)
