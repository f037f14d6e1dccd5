"""Cancelling orders: one, both, or all that can still be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.action import ShopAction
from actions.confirmed import YES_TO_THIS, Card, ConfirmedErrand
from actions.errands import Held, start
from actions.orders.cancel_reasons import (
    UNSAID,
    by_policy,
    has_to_be_asked,
    reason_buttons,
    reason_said,
    reason_words,
)
from actions.orders.order_choice import items_text, line_text, order_buttons
from actions.orders.order_scope import orders_named, says_all, says_all_of_them
from actions.orders.removing import RemoveFromOrder, lines_to_remove
from actions.payments.method_choice import paid_with
from actions.refusals import refusal
from actions.turn import Reply, Turn, button
from knowledge.aftersales.decision import Decision
from knowledge.aftersales.proposals import Done, Proposal
from knowledge.aftersales.wishes import Cancel, Wish
from knowledge.money import Money
from knowledge.orders.models import Order

_THIS_ORDER = re.compile(
    r"\b(?:this|that|the|whole|entire) (?:whole |entire )?(?:order|thing)\b|\bcancel it\b|这个订单|整个订单|整单",
    re.IGNORECASE,
)
_OUT_OF_IT = re.compile(
    r"\b(?:take|remove|delete)\b.{1,60}\b(?:out of|off|from)\b.{0,20}\border\b"
    r"|从.{0,8}订单.{0,4}(?:里|中)?(?:去掉|删掉|拿掉|移除)",
    re.IGNORECASE,
)
# Errands about an order that are over once it is cancelled.


def cancellable(turn: Turn) -> Sequence[Order]:
    """The shopper's orders that have not been shipped."""
    states = turn.shop.aftersales.policy.cancel.states
    return [order for order in turn.orders if order.state in states]


class CancelOrder(ConfirmedErrand):
    """Which orders, why where the policy asks it, then the card, then they are cancelled."""

    kind = "cancel"
    intents = frozenset({"cancel_order"})
    free = frozenset({"reason"})
    corrected = True

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """The orders named, else the only one that can be cancelled."""
        held["reason"] = reason_said(turn)
        candidates = cancellable(turn)
        named = orders_named(turn, reply, candidates)
        if named is None or (not named and not reply.messages):
            if not candidates:
                reply.say("cancel-none", [button(turn.words.say("button-return"), "return_item")])
                reply.ended("nothing")
                return False
            named = list(candidates) if len(candidates) == 1 else self._talked_about(turn, candidates)
        elif not named:
            return False
        self._take(reply, held, named)
        return True

    @staticmethod
    def _talked_about(turn: Turn, candidates: Sequence[Order]) -> list[Order]:
        """The order that was just talked about, when the message points at one without naming it."""
        if _THIS_ORDER.search(turn.text) is None:
            return []
        return [order for order in candidates if order.number == turn.slots.get("order")]

    @staticmethod
    def _take(reply: Reply, held: Held, orders: Sequence[Order]) -> None:
        held["orders"] = [order.number for order in orders]
        if orders:
            reply.set(order=orders[0].number)

    def hear(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """Other orders, or the reason."""
        reason = reason_said(turn) if asked == "reason" or turn.intent in self.intents else None
        if reason is not None:
            held["reason"] = reason
        if asked == YES_TO_THIS and turn.intent == "affirm" and says_all(turn) and not says_all_of_them(turn):
            return reason is not None  # "yes, that's all right" is a yes to what is shown
        listed = asked == "order"
        named = orders_named(turn, reply, cancellable(turn), listed=listed)
        if named is not None:
            self._take(reply, held, named)
        return reason is not None or named is not None

    def missing(self, turn: Turn, held: Held) -> str | None:
        """The orders, then the reason."""
        if not held.get("orders"):
            return "order"
        return "reason" if held.get("reason") is None and has_to_be_asked(turn) else None

    def put(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """The orders that can be cancelled, or the reasons that are accepted, as buttons."""
        if question == "reason":
            reply.say("cancel-why", reason_buttons(turn))
            return
        candidates = cancellable(turn)
        buttons = order_buttons(turn.words, candidates)
        if len(candidates) > 1:
            buttons.append(button(turn.words.say("button-all-of-them"), "inform", choice="all"))
        reply.say("cancel-which", buttons)

    def wish(self, turn: Turn, held: Held) -> Cancel:
        """The first order, whole."""
        return self.wishes(turn, held)[0]

    def wishes(self, turn: Turn, held: Held) -> Sequence[Cancel]:
        """Each order, whole."""
        reason = held.get("reason") or by_policy(turn, UNSAID)
        return [Cancel(str(number), str(reason)) for number in held["orders"]]

    def turned_down(self, turn: Turn, reply: Reply, held: Held, wish: Wish, decision: Decision) -> bool:
        """Why not; a reason that is not accepted is asked for again."""
        number = wish.order_number if isinstance(wish, Cancel) else ""
        if decision.rule == "reason-not-accepted":
            reply.say("cancel-refused-reason-not-accepted", number=number)
            held["reason"] = None
            return True
        refusal(turn, reply, decision, kind=self.kind, number=number)
        return False

    def card(self, turn: Turn, held: Held, proposal: Proposal) -> Card:
        """Order, items, money and where it goes."""
        words = turn.words
        order = turn.order(proposal.order_number)
        items = "\n".join(line_text(words, line) for line in order.lines)
        return Card(
            title=words.say("cancel-confirm-title", number=proposal.order_number),
            lines=[
                (words.say("confirm-items"), items),
                *self._reason_line(turn, held),
                (words.say("confirm-refund-to"), paid_with(turn, proposal.method)),
            ],
            total=(words.say("confirm-refund"), words.money(proposal.refund)),
            note=words.say("cancel-confirm-note" if proposal.refund_minor else "cancel-confirm-not-charged"),
            yes=words.say("button-cancel-yes"),
            no=words.say("button-cancel-no"),
        )

    def card_of_all(self, turn: Turn, held: Held, proposals: Sequence[Proposal]) -> Card:
        """All orders with their items and money, and the money in sum."""
        if len(proposals) == 1:
            return self.card(turn, held, proposals[0])
        words = turn.words
        lines = []
        for each in proposals:
            order = turn.order(each.order_number)
            told = words.say(
                "cancel-one-of-several",
                items=items_text(words, order, limit=3),
                refund=each.refund,
                method=paid_with(turn, each.method),
            )
            lines.append((words.say("cancel-order-label", number=each.order_number), told))
        total = sum(each.refund_minor for each in proposals)
        return Card(
            title=words.say("cancel-confirm-several", count=len(proposals)),
            lines=[*lines, *self._reason_line(turn, held)],
            total=(words.say("confirm-refund"), words.money(Money(total, proposals[0].currency))),
            note=words.say("cancel-confirm-several-note"),
            yes=words.say("button-cancel-all-yes"),
            no=words.say("button-cancel-all-no"),
        )

    @staticmethod
    def _reason_line(turn: Turn, held: Held) -> list[tuple[str, str]]:
        reason = held.get("reason")
        return [(turn.words.say("confirm-reason"), reason_words(turn.words, str(reason)))] if reason else []

    def kept(self, turn: Turn, reply: Reply, held: Held) -> None:
        """The orders stay."""
        reply.say("cancel-kept" if len(held["orders"]) == 1 else "cancel-kept-several").ended("nothing")

    def done(self, turn: Turn, reply: Reply, held: Held, done: Done) -> None:
        """What was cancelled, and what goes back."""
        message = "cancel-done" if done.refund.minor else "cancel-done-not-charged"
        reply.say(message, number=done.number, refund=done.refund)


class StartCancel(ShopAction):
    """Begins a cancellation."""

    action_name = "action_start_cancel"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Find what is meant, an order or items of one; explain what cannot be done; else show what would be."""
        if turn.customer_id is not None and (_OUT_OF_IT.search(turn.text) or lines_to_remove(turn)):
            return start(turn, reply, RemoveFromOrder())
        return start(turn, reply, CancelOrder())
