"""One action's share of a turn: what was understood (`Turn`) and what is answered (`Reply`)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet

from actions.identity import Asker, Identity
from actions.own import Own
from actions.words import Words
from knowledge.advice.needs import Need
from knowledge.advice.understood import Understood
from knowledge.aftersales.decision import Decision
from knowledge.aftersales.facts import MethodFacts, PayingFacts
from knowledge.aftersales.standing import Left
from knowledge.aftersales.wishes import Wish
from knowledge.orders.models import Order
from knowledge.orders.payments import PaymentMethod
from knowledge.shop import Shop

OFFER = "offer"
PERSON = "person"
MISSES = "misses"


class NotSignedIn(Exception):
    """A step that only a signed-in customer's conversation can reach was reached without one."""


@dataclass(frozen=True)
class Turn:
    """What an action is given."""

    shop: Shop
    own: Own
    asker: Asker
    identity: Identity
    words: Words
    text: str
    intent: str
    entities: Sequence[Understood]
    slots: Mapping[str, Any]
    act: Callable[[Turn], Reply]
    """Answers another turn by the action of its intent."""
    ranking: Sequence[Mapping[str, Any]] = ()
    """The intents considered with their confidence, best first."""
    pressed: bool = False
    """Whether a button was pressed: there are no words then."""
    wishes: Sequence[Mapping[str, Any]] = ()
    """More than one wish in the message: name, confidence, text, and start and end as offsets; else none."""
    active_loop: str | None = None
    requested_slot: str | None = None
    said_before: Sequence[Mapping[str, Any]] = ()
    """The bot's messages of its last answer, oldest first, as Rasa's bot events."""

    @property
    def customer_id(self) -> int | None:
        """The signed-in customer, None for a visitor."""
        return self.asker.customer_id

    @property
    def owner(self) -> int:
        """The signed-in customer, where the dialogue goes on only with one."""
        if self.customer_id is None:
            raise NotSignedIn(self.asker.conversation_id)
        return self.customer_id

    @property
    def orders(self) -> Sequence[Order]:
        """The customer's orders, newest first."""
        return self.own.orders(self.owner)

    def order(self, number: str) -> Order:
        """One of the customer's orders by its number; raises `OrderNotFound`."""
        return self.own.order(self.owner, number)

    @property
    def left(self) -> Mapping[int, Left]:
        """What is left of each order line that was delivered to the customer."""
        return self.own.left(self.owner)

    @property
    def payment_methods(self) -> Sequence[PaymentMethod]:
        """The ways to pay that the customer has stored."""
        return self.own.payment_methods(self.owner)

    def paying(self, number: str) -> PayingFacts:
        """How one of the customer's orders was paid; raises `OrderNotFound`."""
        return self.own.paying(self.owner, number)

    def destinations(self, number: str) -> Sequence[MethodFacts]:
        """Where money for returned goods of one of the customer's orders may go; raises `OrderNotFound`."""
        return self.own.destinations(self.owner, number)

    def decide(self, wish: Wish) -> Decision:
        """What the policy says of what the customer wishes."""
        return self.own.decision(self.owner, wish)

    def label_link(self, number: str) -> str:
        """Where the owner gets the label of an open return or exchange as PDF, for some minutes."""
        return self._paper_link(f"label:{number}")

    def invoice_link(self, number: str) -> str:
        """Where the owner gets the invoice of an order as PDF, for some minutes."""
        return self._paper_link(f"invoice:{number}")

    def _paper_link(self, paper: str) -> str:
        token = self.identity.paper(self.asker, paper, self.words.language)
        return f"{self.shop.config.public_url}/chat/paper?token={token}"

    @property
    def need(self) -> Need:
        """What the shopper is looking for, as understood so far."""
        return Need.from_dict(self.slots.get("need"))

    def entity(self, name: str) -> Any:
        """The value of the first such entity that is not excluded, or None."""
        return next(
            (each.value for each in self.entities if each.entity == name and each.role != "exclude"), None
        )

    def entity_of_any_role(self, name: str) -> Any:
        """The value of the first such entity, excluded or not, or None."""
        return next((each.value for each in self.entities if each.entity == name), None)

    def values(self, name: str) -> list[Any]:
        """The values of all such entities that are not excluded."""
        return [each.value for each in self.entities if each.entity == name and each.role != "exclude"]


def button(title: str, intent: str, **entities: Any) -> dict[str, str]:
    """A button that stands for an intent with entities."""
    values = f"{json.dumps(entities, ensure_ascii=False, sort_keys=True)}" if entities else ""
    return {"title": title, "payload": f"/{intent}{values}"}


@dataclass
class Reply:
    """What an action answers: messages to show, and what the dialogue remembers."""

    words: Words
    messages: list[dict[str, Any]] = field(default_factory=list)
    slots: dict[str, Any] = field(default_factory=dict)
    outcome: str = "done"
    """`done`, `asked`, `refused`, `not_found`, `sign_in`, `nothing` or `failed`."""
    leave_loop: bool = False
    followup: str | None = None
    offer: str | None = None
    """What a plain "yes" to this answer would mean."""

    def say(self, message: str, buttons: Sequence[dict[str, str]] = (), /, **values: Any) -> Reply:
        """Add a text message by its name."""
        return self.text(self.words.say(message, **values), buttons)

    def text(
        self, text: str, buttons: Sequence[dict[str, str]] = (), source: dict[str, str] | None = None
    ) -> Reply:
        """Add a text message."""
        body: dict[str, Any] = {"text": text}
        if buttons:
            body["buttons"] = list(buttons)
        if source:
            body["source"] = source
        return self.show("text", body)

    def show(self, kind: str, body: dict[str, Any]) -> Reply:
        """Add a message of any kind."""
        self.messages.append({"kind": kind, "body": body})
        return self

    def set(self, **slots: Any) -> Reply:
        """Remember values."""
        self.slots.update(slots)
        return self

    def ended(self, outcome: str) -> Reply:
        """Set the outcome."""
        self.outcome = outcome
        return self

    def events(self, turn: Turn) -> list[EventType]:
        """Rasa's events. A question in the middle of a form is answered, then the form goes on."""
        events: list[EventType] = [
            SlotSet(name, value) for name, value in {**self.slots, "outcome": self.outcome}.items()
        ]
        if OFFER not in self.slots and turn.slots.get(OFFER) != self.offer:
            events.append(SlotSet(OFFER, self.offer))
        if turn.slots.get(MISSES) and MISSES not in self.slots:
            events.append(SlotSet(MISSES, 0))  # only what is not understood twice running needs a person
        if self.leave_loop:
            events.append(ActiveLoop(None))
            events.append(SlotSet("requested_slot", None))
        if self.followup is not None:
            events.append(FollowupAction(self.followup))
        elif turn.active_loop is not None and not self.leave_loop:
            events.append(FollowupAction(turn.active_loop))
        return events
