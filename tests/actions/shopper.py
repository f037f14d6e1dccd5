"""A shopper whose messages reach the actions as Rasa sends them: by the executor, with a gateway's token."""

from __future__ import annotations

import asyncio
import itertools
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk.executor import ActionExecutor
from sqlalchemy import delete

from actions.errands import FORM
from knowledge.orders.models import Order, OrderLine, OrderState
from knowledge.orders.payments import PaymentMethod
from knowledge.shop import Shop
from web.gateway.tokens import Tokens

GATEWAY_KEY = "the gateway's key of all these tests, 32 bytes or more"
_MARK = re.compile(r"\[(?P<words>[^\]]+)\]\((?P<kind>!?\w+)(?:=(?P<value>[^)]*))?\)")


def gateway(key: str = GATEWAY_KEY) -> Tokens:
    """The gateway's signer."""
    return Tokens(site_key="site" * 10, visitor_key="visitor" * 6, gateway_key=key)


def marked(text: str) -> tuple[str, list[dict[str, Any]]]:
    """A message and its entities as Rasa gives them, from `[words](entity=value)`; `!entity` is excluded."""
    plain, found, at = "", [], 0
    for match in _MARK.finditer(text):
        plain += text[at : match.start()]
        at = match.end()
        entity = {
            "entity": match["kind"].lstrip("!"),
            "value": match["value"] or match["words"],
            "start": len(plain),
            "end": len(plain) + len(match["words"]),
        }
        if match["kind"].startswith("!"):
            entity["role"] = "exclude"
        found.append(entity)
        plain += match["words"]
    return plain + text[at:], found


@dataclass(frozen=True)
class Answered:
    """What an action answered: its messages and its events."""

    messages: list[dict[str, Any]]
    events: list[dict[str, Any]]

    @property
    def texts(self) -> list[str]:
        """The words of each message."""
        return [message["body"].get("text", "") for message in self.messages]

    @property
    def text(self) -> str:
        """All words."""
        return "\n".join(self.texts)

    @property
    def slots(self) -> dict[str, Any]:
        """What is remembered, by slot."""
        return {event["name"]: event["value"] for event in self.events if event["event"] == "slot"}

    @property
    def cards(self) -> list[dict[str, Any]]:
        """All product cards."""
        return [card for message in self.messages for card in message["body"].get("cards", ())]

    @property
    def shown(self) -> list[str]:
        """The ids of the products on cards."""
        return [card["product_id"] for card in self.cards]

    @property
    def payloads(self) -> list[str]:
        """What the buttons under the messages send (those on cards left out)."""
        return [
            button["payload"] for message in self.messages for button in message["body"].get("buttons", ())
        ]

    def button(self, title: str) -> str:
        """What the button with this title sends."""
        buttons = [button for message in self.messages for button in message["body"].get("buttons", ())]
        found = [button["payload"] for button in buttons if button["title"] == title]
        assert found, f"no button {title!r} among {[button['title'] for button in buttons]}"
        return str(found[-1])

    @property
    def chips(self) -> list[str]:
        """The wishes understood, as they are shown."""
        return [chip["title"] for message in self.messages for chip in message["body"].get("chips", ())]

    @property
    def followup(self) -> str | None:
        """The action or form to go on with."""
        return next((event["name"] for event in self.events if event["event"] == "followup"), None)

    @property
    def leaves_form(self) -> bool:
        """Whether the form is left."""
        return {"event": "active_loop", "timestamp": None, "name": None} in self.events

    def kinds(self) -> list[str]:
        """The kind of each message."""
        return [message["kind"] for message in self.messages]


@dataclass
class Shopper:
    """A conversation with the actions; slots are remembered from turn to turn as Rasa would."""

    executor: ActionExecutor
    customer: int | None = None
    conversation: str = "chat-1"
    language: str = "en"
    slots: dict[str, Any] = field(default_factory=dict)
    active_loop: str | None = None
    events: list[dict[str, Any]] = field(default_factory=list)
    _numbers: Any = field(default_factory=lambda: itertools.count(1))

    def metadata(self, message_id: str, tokens: Tokens | None = None, **claims: Any) -> dict[str, Any]:
        """What the website channel sends along with a message."""
        said = {"customer": self.customer, "language": self.language, "mood": 0.0, **claims}
        token = (tokens or gateway()).for_bot(self.conversation, message_id, b"{}", button=False, **said)
        return {"token": token}

    def run(
        self,
        action: str,
        text: str = "",
        *,
        intent: str = "",
        entities: Mapping[str, Any] | None = None,
        ranking: Sequence[tuple[str, float]] = (),
        wishes: Sequence[tuple[str, str]] = (),
        metadata: dict[str, Any] | None = None,
        sender: str | None = None,
        message_id: str | None = None,
    ) -> Answered:
        """Run one action for a message.

        `entities` are those of a pressed button; `wishes` are intents with the part of the text that says them.
        """
        message_id = message_id or str(next(self._numbers))
        plain, found = marked(text)
        if entities is not None:
            plain = f"/{intent}"
            found = [{"entity": name, "value": value} for name, value in entities.items()]
        latest = {
            "text": plain,
            "intent": {"name": intent, "confidence": 0.9},
            "entities": found,
            "intent_ranking": [{"name": name, "confidence": share} for name, share in ranking],
            "wishes": [
                {
                    "name": name,
                    "confidence": 0.9,
                    "text": words,
                    "start": plain.index(words),
                    "end": plain.index(words) + len(words),
                }
                for name, words in wishes
            ],
            "metadata": self.metadata(message_id) if metadata is None else metadata,
        }
        call = {
            "next_action": action,
            "sender_id": sender or self.conversation,
            "tracker": {
                "sender_id": sender or self.conversation,
                "slots": dict(self.slots),
                "latest_message": latest,
                "events": [*self.events, {"event": "user", **latest}],
                "active_loop": {"name": self.active_loop} if self.active_loop else {},
            },
            "domain": {},
        }
        result = asyncio.run(self.executor.run(call))
        assert result is not None
        answered = Answered([response["custom"] for response in result.responses], result.events)
        self._remember(latest, answered)
        return answered

    def starts(self, action: str, text: str = "", *, intent: str = "", **more: Any) -> Answered:
        """Say what begins an errand; gives the answer with its first question."""
        more = self._of_one_message(more)
        answered = self.run(action, text, intent=intent, **more)
        if answered.followup != FORM:
            return answered
        self.active_loop = FORM
        return _together(answered, self.run("action_ask_errand_done", text, intent=intent, **more))

    def says(self, text: str = "", *, intent: str = "inform", **more: Any) -> Answered:
        """Answer in the middle of an errand; gives all that follows: the next question, or what was done."""
        assert self.active_loop == FORM, "no errand is under way"
        more = self._of_one_message(more)
        heard = self.run("validate_errand_form", text, intent=intent, **more)
        if not heard.events:
            return heard  # an aside: Rasa would let another rule answer it
        if self.slots["errand_done"] is None:
            return _together(heard, self.run("action_ask_errand_done", text, intent=intent, **more))
        self.active_loop = None
        done = self.run("action_finish_errand", text, intent=intent, **more)
        if done.followup != FORM:
            return _together(heard, done)
        self.active_loop = FORM
        return _together(heard, done, self.run("action_ask_errand_done", text, intent=intent, **more))

    def says_aside(self, action: str, text: str = "", *, intent: str = "", **more: Any) -> Answered:
        """Say something in the middle of an errand that is not for it; gives the answer and the errand's question."""
        more = self._of_one_message(more)
        heard = self.run("validate_errand_form", text, intent=intent, **more)
        assert not heard.events, "the errand took it for an answer"
        answered = self.run(action, text, intent=intent, **more)
        asked = self.run("action_ask_errand_done", text, intent=intent, **more)
        if self.active_loop == FORM:
            return _together(answered, asked)
        return _together(answered, asked, self.run("action_finish_errand", text, intent=intent, **more))

    def _of_one_message(self, more: dict[str, Any]) -> dict[str, Any]:
        return {"message_id": str(next(self._numbers)), **more}

    def presses(self, answered: Answered, title: str) -> Answered:
        """Press a button of an answer in the middle of an errand."""
        payload = answered.button(title)
        intent, _, values = payload.removeprefix("/").partition("{")
        return self.says(intent=intent, entities=json.loads("{" + values) if values else {})

    def _remember(self, latest: dict[str, Any], answered: Answered) -> None:
        self.slots.update(answered.slots)
        self.events.append({"event": "user", **latest})
        for message in answered.messages:
            self.events.append({"event": "bot", "text": None, "data": {"custom": message}})
        if answered.leaves_form:
            self.active_loop = None


def under_way(who: Answered | Shopper) -> dict[str, Any] | None:
    """The errand that is under way, as its slot keeps it; one that is over is kept for corrections only."""
    kept: dict[str, Any] | None = who.slots["errand"]
    return None if kept is None or kept["outcome"] else kept


def _together(*answers: Answered) -> Answered:
    """Answers to one message, one after the other."""
    messages = [message for answer in answers for message in answer.messages]
    return Answered(messages, [event for answer in answers for event in answer.events])


def line_of(shop: Shop, shopper: Shopper, name: str) -> tuple[Order, OrderLine]:
    """The newest order line of this name."""
    assert shopper.customer is not None
    return next(
        (order, line)
        for order in shop.orders.of_customer(shopper.customer)
        for line in order.lines
        if line.name == name
    )


def orders_of(shop: Shop, shopper: Shopper, *states: OrderState) -> list[Order]:
    """A shopper's orders, newest first; of these states only, when any are given."""
    assert shopper.customer is not None
    found = shop.orders.of_customer(shopper.customer)
    return [order for order in found if not states or order.state in states]


def nothing_stored(shop: Shop, shopper: Shopper) -> None:
    """Take away a customer's stored ways to pay."""
    with shop.sessions() as session, session.begin():
        session.execute(delete(PaymentMethod).where(PaymentMethod.customer_id == shopper.customer))
