"""Paying an order that has not been shipped another way."""

from __future__ import annotations

from collections.abc import Sequence

from actions.action import ShopAction
from actions.confirmed import Card, ConfirmedErrand
from actions.errands import Held, start
from actions.orders.order_choice import hear_order, order_buttons
from actions.payments.method_choice import method_buttons, methods_meant, paid_with
from actions.refusals import refusal
from actions.turn import Reply, Turn, button
from knowledge.aftersales.decision import Decision
from knowledge.aftersales.proposals import Done, Proposal
from knowledge.aftersales.wishes import ChangePayment
from knowledge.orders.models import Order
from knowledge.orders.payments import PaymentMethod

_ANOTHER_METHOD = ("balance-too-low", "method-not-yours", "same-method")


def payable(turn: Turn) -> list[Order]:
    """The shopper's orders whose way of paying can still be changed."""
    rules = turn.shop.aftersales.policy.changes
    return [
        order
        for order in turn.orders
        if order.state in rules.states and rules.payment and not (rules.items_once and order.items_changed_at)
    ]


class ChangeOrderPayment(ConfirmedErrand):
    """Which order, which method, then the card, then it is paid that way."""

    kind = "change_payment"
    intents = frozenset({"change_payment_method", "check_payment_methods", "payment_issue"})
    free = frozenset({"order", "method"})

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """The order named, else the only one that can be; the method if it is said."""
        held["method"] = None
        candidates = payable(turn)
        if hear_order(turn, reply, held, turn.orders):
            if "order" not in held:
                return False
        elif not candidates:
            reply.say("payment-none").ended("nothing")
            return False
        elif len(candidates) == 1:
            held["order"] = candidates[0].number
            reply.set(order=candidates[0].number)
        self._method(turn, held)
        return not self._cannot(turn, reply, held)

    def _cannot(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """Say so when the order takes no other method, or there is none, before one is asked for."""
        if not held.get("order"):
            return False
        if not self._others(turn, held):
            link = f"{turn.shop.config.public_url}/account"
            person = button(turn.words.say("button-person"), "contact_human_agent")
            reply.say("payment-no-other", [person], link=link, method=self._now(turn, held)).ended("refused")
            return True
        code = str(held["method"] or self._others(turn, held)[0].code)
        decision = turn.decide(ChangePayment(str(held["order"]), code))
        if decision.allowed or decision.rule in _ANOTHER_METHOD:
            return False
        refusal(turn, reply, decision, kind=self.kind, number=str(held["order"]))
        return True

    @staticmethod
    def _paid_by(turn: Turn, held: Held) -> str:
        order = turn.order(str(held["order"])) if held.get("order") else None
        return order.payment_method if order is not None else ""

    def _now(self, turn: Turn, held: Held) -> str:
        return paid_with(turn, self._paid_by(turn, held))

    def _others(self, turn: Turn, held: Held) -> Sequence[PaymentMethod]:
        now = self._paid_by(turn, held)
        return [each for each in turn.payment_methods if each.code != now]

    def _method(self, turn: Turn, held: Held) -> bool:
        """The method named: of two that are named, the one that is not paid with now."""
        meant = methods_meant(turn, turn.payment_methods)
        now = self._paid_by(turn, held)
        others = [code for code in meant if code != now]
        if len(others) == 1 or (meant and not others):
            held["method"] = (others or meant)[0]
        return bool(meant)

    def hear(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """The method, or another order."""
        orders = payable(turn) if asked == "order" else turn.orders
        order = hear_order(turn, reply, held, orders, listed=asked == "order")
        method = self._method(turn, held)
        return order or method or (asked == "method" and turn.intent == "check_payment_methods")

    def missing(self, turn: Turn, held: Held) -> str | None:
        """The order, then the method."""
        if not held.get("order"):
            return "order"
        return None if held.get("method") else "method"

    def put(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """The orders or the methods as buttons."""
        if question == "order":
            reply.say("payment-which-order", order_buttons(turn.words, payable(turn)))
            return
        order = turn.order(str(held["order"]))
        able = [
            each
            for each in self._others(turn, held)
            if each.balance_minor is None or each.balance_minor >= order.total.minor
        ]
        reply.say(
            "payment-which-method",
            method_buttons(turn.words, able),
            number=order.number,
            total=order.total,
            method=self._now(turn, held),
        )

    def wish(self, turn: Turn, held: Held) -> ChangePayment:
        """The order by that method."""
        return ChangePayment(str(held["order"]), str(held["method"]))

    def refused(self, turn: Turn, reply: Reply, held: Held, decision: Decision) -> bool:
        """Why not; another method is asked for where one would do."""
        refusal(turn, reply, decision, kind=self.kind, number=str(held["order"]))
        if decision.rule in _ANOTHER_METHOD and any(each.what == "method" for each in decision.alternatives):
            reply.messages[-1]["body"].pop("buttons", None)
            held["method"] = None
            return True
        return False

    def card(self, turn: Turn, held: Held, proposal: Proposal) -> Card:
        """The order, how it was and will be paid, and what moves."""
        words = turn.words
        order = turn.order(proposal.order_number)
        lines = [
            (words.say("confirm-order"), order.number),
            (words.say("payment-before"), self._now(turn, held)),
            (words.say("payment-after"), paid_with(turn, str(held["method"]))),
        ]
        return Card(
            title=words.say("payment-confirm-title"),
            lines=lines,
            total=(words.say("payment-total"), words.money(order.total)),
            note=words.say("payment-moves" if proposal.moves else "payment-later"),
            yes=words.say("button-payment-yes"),
        )

    def done(self, turn: Turn, reply: Reply, held: Held, done: Done) -> None:
        """How it is paid now."""
        reply.say("payment-done", number=done.number, method=paid_with(turn, str(held["method"])))


class StartPaymentChange(ShopAction):
    """Begins changing how an order is paid."""

    action_name = "action_change_payment_method"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Find the order and the method, show what would move, do it after a yes."""
        return start(turn, reply, ChangeOrderPayment())
