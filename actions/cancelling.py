"""Cancelling an order."""

from __future__ import annotations

from collections.abc import Sequence

from actions.action import ShopAction
from actions.confirmed import Card, ConfirmedErrand
from actions.errands import Held, start
from actions.order_choice import hear_order, line_text, order_buttons
from actions.payment_words import method_words
from actions.turn import Reply, Turn, button
from knowledge.aftersales.proposals import Done, Proposal
from knowledge.aftersales.wishes import Cancel
from knowledge.orders.models import Order


def cancellable(turn: Turn) -> Sequence[Order]:
    """The shopper's orders that have not been shipped."""
    states = turn.shop.aftersales.policy.cancel.states
    return [order for order in turn.shop.orders.of_customer(turn.owner) if order.state in states]


class CancelOrder(ConfirmedErrand):
    """Which order, then the card, then it is cancelled."""

    kind = "cancel"
    intents = frozenset({"cancel_order"})

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """The order named, else the only one that can be cancelled."""
        if hear_order(turn, reply, held, turn.shop.orders.of_customer(turn.owner)):
            return "order" in held
        candidates = cancellable(turn)
        if not candidates:
            reply.say("cancel-none", [button(turn.words.say("button-return"), "return_item")]).ended(
                "nothing"
            )
            return False
        if len(candidates) == 1:
            held["order"] = candidates[0].number
            reply.set(order=candidates[0].number)
        return True

    def hear(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """Another order."""
        listed = asked == "order"
        orders = (
            cancellable(turn)
            if listed and turn.entity("ordinal")
            else turn.shop.orders.of_customer(turn.owner)
        )
        return hear_order(turn, reply, held, orders, listed=listed)

    def missing(self, turn: Turn, held: Held) -> str | None:
        """The order."""
        return None if held.get("order") else "order"

    def put(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """The orders that can be cancelled, as buttons."""
        reply.say("cancel-which", order_buttons(turn.words, cancellable(turn)))

    def wish(self, turn: Turn, held: Held) -> Cancel:
        """The whole order."""
        return Cancel(str(held["order"]))

    def card(self, turn: Turn, held: Held, proposal: Proposal) -> Card:
        """Order, items, money and where it goes."""
        words = turn.words
        order = turn.shop.orders.owned(turn.owner, proposal.order_number)
        items = "\n".join(line_text(words, line) for line in order.lines)
        return Card(
            title=words.say("cancel-confirm-title", number=proposal.order_number),
            lines=[
                (words.say("confirm-items"), items),
                (words.say("confirm-refund-to"), method_words(words, proposal.method)),
            ],
            total=(words.say("confirm-refund"), words.money(proposal.refund)),
            note=words.say("cancel-confirm-note" if proposal.refund_minor else "cancel-confirm-not-charged"),
            yes=words.say("button-cancel-yes"),
            no=words.say("button-cancel-no"),
        )

    def kept(self, turn: Turn, reply: Reply, held: Held) -> None:
        """The order stays."""
        reply.say("cancel-kept").ended("nothing")

    def done(self, turn: Turn, reply: Reply, held: Held, done: Done) -> None:
        """What was cancelled, and what goes back."""
        message = "cancel-done" if done.refund.minor else "cancel-done-not-charged"
        reply.say(message, number=done.number, refund=done.refund)


class StartCancel(ShopAction):
    """Begins a cancellation."""

    action_name = "action_start_cancel"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Find the order meant; explain what cannot be cancelled; else show what would be done."""
        return start(turn, reply, CancelOrder())
