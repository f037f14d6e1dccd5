"""Talk: yes and no outside a form, stopping, repeating, and bare answers."""

from __future__ import annotations

from typing import Any

from actions.accounts.erasure import ERASE, erase_now
from actions.accounts.facts import says_forget, says_lasting
from actions.accounts.identification import code_typed
from actions.accounts.my_data import KNOWN, UpdatePreference, ask_what
from actions.action import ShopAction
from actions.advice.finding import RefineSearch
from actions.advice.products import ALERT, ask_which, remember_alert
from actions.advice.references import meant_product
from actions.confirmed import say_of_old_button
from actions.errands import ENDED, FORM, Open, resume
from actions.orders.tracking import TrackOrder
from actions.talk.feedback import LogComplaint
from actions.talk.help import DefaultFallback
from actions.talk.people import hand_over
from actions.turn import PERSON, Reply, Turn, button


class Affirm(ShopAction):
    """Takes a yes for what was offered last."""

    action_name = "action_affirm"
    writes = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Do what was offered; with nothing offered, ask what to do."""
        if turn.entity("proposal") is not None:
            return say_of_old_button(turn, reply, str(turn.entity("proposal")))
        offered, _, sku = str(turn.slots.get("offer") or "").partition(":")
        if offered == PERSON:
            return hand_over(turn, reply, reason="offered")
        if offered == ERASE:
            return erase_now(turn, reply)
        if offered == ALERT:
            product = meant_product(turn)
            if product is None:
                return ask_which(turn, reply)
            return remember_alert(turn, reply, product, sku or None)
        if turn.active_loop is not None:
            return reply  # a yes to no question: the form asks its own again
        return reply.say("affirm-nothing", main_ways(turn))


class Deny(ShopAction):
    """Takes a no for what was offered last."""

    action_name = "action_deny"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Leave it, and ask what else; in the middle of a form a bare no leaves the form."""
        if turn.entity("proposal") is not None:
            return say_of_old_button(turn, reply, str(turn.entity("proposal")))
        if turn.active_loop is not None:
            return leave(turn, reply)
        return reply.say("deny", main_ways(turn))


def main_ways(turn: Turn) -> list[dict[str, str]]:
    """The things most shoppers come for, as buttons."""
    return [
        button(turn.words.say("intent-recommend-product"), "recommend_product"),
        button(turn.words.say("intent-track-order"), "track_order"),
        button(turn.words.say("intent-return-item"), "return_item"),
    ]


class Stop(ShopAction):
    """Leaves what is being done."""

    action_name = "action_stop"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Leave the form, and say that nothing was changed; "forget that" after what is known asks which."""
        if turn.slots.get("offer") == KNOWN and turn.customer_id is not None and says_forget(turn):
            return ask_what(turn, reply)
        return leave(turn, reply)


def leave(turn: Turn, reply: Reply) -> Reply:
    """Leave a form with all it held; an errand in whose middle it was begun goes on."""
    doing = turn.active_loop
    left = Open.of(turn) if doing == FORM else None
    reply.set(**ENDED)
    reply.say("stopped-form" if doing else "stopped").ended("nothing")
    if left is not None and left.under is not None:
        return resume(turn, reply, left)
    reply.leave_loop = doing is not None
    return reply


class Repeat(ShopAction):
    """Says the last answer again."""

    action_name = "action_repeat"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """The same messages once more."""
        for said in turn.said_before:
            custom: Any = (said.get("data") or {}).get("custom")
            if isinstance(custom, dict) and custom.get("kind") in ("text", "cards", "table"):
                reply.messages.append(custom)
            elif said.get("text"):
                reply.text(str(said["text"]))
        if not reply.messages and turn.active_loop is None:
            return reply.say("repeat-nothing").ended("nothing")
        return reply


class Inform(ShopAction):
    """Takes a bare answer that no form asked for."""

    action_name = "action_inform"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """An order number is followed, a fault is taken as a complaint, anything else refines the search."""
        if turn.pressed and not turn.entities:
            return code_typed(turn, reply)
        parts = (self._shop, self._identity)
        if turn.entity("order_number") is not None:
            return TrackOrder(*parts).answer(turn, reply)
        if turn.entity("return_reason") is not None:
            return LogComplaint(*parts).answer(turn, reply)
        if not turn.need.empty and turn.entities:
            return RefineSearch(*parts).answer(turn, reply)
        if turn.customer_id is not None and turn.entity("size") is not None and says_lasting(turn):
            return UpdatePreference(*parts).answer(turn, reply)
        return DefaultFallback(*parts).answer(turn, reply)
