"""The base of all actions: verifies who asks, keeps the deadline, and never fails silently."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

import structlog
from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.identity import Identity, NotFromGateway
from actions.one_wish import with_details
from actions.orders.order_numbers import with_own_numbers
from actions.own import Own
from actions.registry import action_of_intent, register
from actions.turn import PERSON, Reply, Turn, button
from actions.wishes import merged, remind, turns_of
from actions.words import Words
from knowledge.advice.understood import Understood

if TYPE_CHECKING:
    from knowledge.shop import Shop

log = structlog.get_logger(__name__)

# Rasa holds the conversation's lock for 60 s; an answer that takes this long has lost its reader anyway.
DEADLINE_SECONDS = 7.0
FAILED = "failed"


class ShopAction(Action, ABC):
    """One action. A subclass names itself and answers a turn; it runs in a worker thread."""

    action_name: ClassVar[str]
    in_form: ClassVar[bool] = False
    """Whether it is a step of a form (asks or validates), which Rasa itself goes on from."""
    ends_form: ClassVar[bool] = False
    """Whether a form is over with it."""
    writes: ClassVar[bool] = False
    """Whether it commits something: after a failure nobody can say then that nothing was changed."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "action_name" in cls.__dict__:
            register(cls)

    def __init__(self, shop: Shop, identity: Identity) -> None:
        self._shop = shop
        self._identity = identity

    def name(self) -> str:
        """The name the domain lists."""
        return self.action_name

    @abstractmethod
    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """What to say and remember; runs in a worker thread, so it may block."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Answer within the deadline; when that fails, say so truthfully and offer a person."""
        turn = self._turn(tracker)
        if turn is None:
            return []
        with structlog.contextvars.bound_contextvars(
            conversation=turn.asker.conversation_id, message=turn.asker.message_id, action=self.action_name
        ):
            try:
                reply = await asyncio.wait_for(asyncio.to_thread(self._answer_all, turn), DEADLINE_SECONDS)
            except TimeoutError:
                log.error("action.deadline", seconds=DEADLINE_SECONDS)
                reply = self._failed(turn)
            except Exception:
                log.exception("action.failed")
                reply = self._failed(turn)
        for message in reply.messages:
            dispatcher.utter_message(json_message=message)
        if not self.in_form:
            return reply.events(turn)
        if self.action_name.startswith("validate_") and not reply.slots and reply.outcome != FAILED:
            return []  # nothing for the form in this message: any slot set would make Rasa think otherwise
        return [event for event in reply.events(turn) if event["event"] != "followup"]

    def _answer_all(self, turn: Turn) -> Reply:
        """The answer to the message, or to each of the wishes in it; at the end of a form, what had to wait."""
        if turn.pressed and turn.slots.get("misses") and turn.intent != "inform":  # an answer is no choice
            turn.shop.misses.choose(turn.asker.conversation_id, turn.intent)
        if self.in_form:
            return self.answer(turn, Reply(turn.words))
        from actions.corrections import fading, gone_back  # errands, which are actions themselves

        return fading(turn, gone_back(turn, Reply(turn.words)) or self._answer_wishes(turn))

    def _answer_wishes(self, turn: Turn) -> Reply:
        if self.ends_form:  # what else the message wants was answered before, or is offered by the form's end
            return remind(turn, self.answer(turn, Reply(turn.words)))
        if not turn.wishes:
            return self.answer(turn, Reply(turn.words))
        whole = str(turn.ranking[0].get("name")) if turn.ranking else ""
        wishes = with_details(turn.text, turn.wishes, whole)
        if len(wishes) == 1:
            return self._act(replace(turn, intent=str(wishes[0]["name"]), wishes=()))
        by_action: dict[type[ShopAction], Turn] = {}
        for each in turns_of(turn, wishes):
            by_action.setdefault(action_of_intent(each.intent), each)
        if len(by_action) == 1:  # two names of one wish
            return self.answer(turn, Reply(turn.words))
        return merged(turn, Reply(turn.words), [(each, self._act(each)) for each in by_action.values()])

    def _act(self, turn: Turn) -> Reply:
        """The answer to a turn by the action of its intent."""
        return action_of_intent(turn.intent)(self._shop, self._identity).answer(turn, Reply(turn.words))

    def _failed(self, turn: Turn) -> Reply:
        # With several wishes one may have been done before another failed
        message = "failed-writing" if self.writes or turn.wishes else "failed"
        reply = Reply(turn.words, outcome=FAILED, offer=PERSON, leave_loop=turn.active_loop is not None)
        person = button(turn.words.say("button-person"), "contact_human_agent")
        return reply.say(message, [person], reference=turn.asker.message_id)

    def _turn(self, tracker: Tracker) -> Turn | None:
        latest = tracker.latest_message or {}
        try:
            asker = self._identity.verify(tracker.sender_id, latest.get("metadata"))
        except NotFromGateway as error:
            log.warning("action.not_from_gateway", action=self.action_name, reason=str(error))
            return None
        pressed = (latest.get("text") or "").startswith("/")  # a button's payload is no shopper's words
        return Turn(
            shop=self._shop,
            own=Own(self._shop),
            asker=asker,
            identity=self._identity,
            words=Words(asker.language, self._shop.config.zone),
            pressed=pressed,
            text="" if pressed else latest.get("text") or "",
            intent=(latest.get("intent") or {}).get("name") or "",
            entities=with_own_numbers(
                self._shop, asker, tuple(Understood.from_rasa(each) for each in latest.get("entities") or ())
            ),
            slots=tracker.slots,
            act=self._act,
            ranking=latest.get("intent_ranking") or (),
            wishes=() if pressed else latest.get("wishes") or (),
            active_loop=(tracker.active_loop or {}).get("name"),
            requested_slot=tracker.slots.get("requested_slot"),
            said_before=_said_before(tracker.events),
        )


def _said_before(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The bot's messages between the last two messages of the shopper."""
    said: list[dict[str, Any]] = []
    users = 0
    for event in reversed(events):
        if event.get("event") == "user":
            users += 1
            if users == 2:
                break
        elif event.get("event") == "bot" and users == 1:
            said.append(event)
    return said[::-1]
