"""Another way of delivery for an order: faster, slower, or to a pick-up point."""

from __future__ import annotations

from actions.confirmed import Card
from actions.delivery.errand import BEFORE_SHIPPING, DeliveryErrand
from actions.delivery.words import method_label, method_named, speaks_of_speed
from actions.errands import Held
from actions.refusals import refusal
from actions.turn import Reply, Turn, button
from knowledge.aftersales.decision import Decision
from knowledge.aftersales.proposals import Done, Proposal
from knowledge.aftersales.wishes import ChangeDelivery
from knowledge.money import Money


class ChangeWay(DeliveryErrand):
    """An order travels another way: faster, slower, or to a pick-up point."""

    kind = "change_delivery"
    states = BEFORE_SHIPPING

    def take(self, turn: Turn, held: Held) -> bool:
        """The way of delivery."""
        order = held.get("order")
        options = turn.shop.deliveries.options(turn.owner, str(order)) if order else ()
        pressed = str(turn.entity("choice") or "")
        named = pressed if pressed in {each.method for each in options} else method_named(turn.text, options)
        if named:
            held["delivery"] = named
        elif not order and speaks_of_speed(turn.text):
            held["said"] = turn.text
        return bool(named)

    def missing(self, turn: Turn, held: Held) -> str | None:
        """Which way; faster or slower than what is known once the order is."""
        if held.get("order") and held.get("said") and not held.get("delivery"):
            options = turn.shop.deliveries.options(turn.owner, str(held["order"]))
            held["delivery"] = method_named(str(held.pop("said")), options)
        if held.get("order") and not held.get("delivery"):
            options = turn.shop.deliveries.options(turn.owner, str(held["order"]))
            order = turn.order(str(held["order"]))
            if order.state not in BEFORE_SHIPPING or not options:
                held["delivery"] = order.delivery_method  # no use in asking: the policy says why not
        return super().missing(turn, held)

    def wished(self, held: Held) -> bool:
        """Whether the way is known."""
        return bool(held.get("delivery"))

    def offer(self, turn: Turn, reply: Reply, held: Held) -> None:
        """The ways that are open to the order, with price and day."""
        options = turn.shop.deliveries.options(turn.owner, str(held["order"]))
        order = turn.order(str(held["order"]))
        words = turn.words
        buttons = [
            button(
                words.say(
                    "delivery-option-button",
                    method=method_label(words, each.method),
                    price=Money(each.price_minor, order.currency),
                    day=words.date(each.promised_at),
                ),
                "inform",
                choice=each.method,
            )
            for each in options
            if each.method != order.delivery_method
        ]
        reply.say("delivery-which-way", buttons, now=method_label(words, order.delivery_method))

    def wish(self, turn: Turn, held: Held) -> ChangeDelivery:
        """The order by the way named."""
        return ChangeDelivery(str(held["order"]), str(held["delivery"]))

    def refused(self, turn: Turn, reply: Reply, held: Held, decision: Decision) -> bool:
        """A way that is not open is asked for again; anything else ends it."""
        if decision.rule in ("delivery-not-offered", "same-delivery") and decision.alternatives:
            named = method_label(turn.words, str(held.pop("delivery")))
            reply.say(f"change-delivery-refused-{decision.rule}", method=named)
            return True
        refusal(turn, reply, decision, kind=self.kind, number=str(held["order"]))
        return False

    def card(self, turn: Turn, held: Held, proposal: Proposal) -> Card:
        """From which way to which, when it comes then, and what that costs."""
        words = turn.words
        order = turn.order(proposal.order_number)
        options = turn.shop.deliveries.options(turn.owner, proposal.order_number)
        new = next(each for each in options if each.method == held["delivery"])
        return Card(
            title=words.say("change-delivery-title", number=proposal.order_number),
            lines=[
                self.order_line(turn, proposal.order_number),
                (words.say("delivery-until-now"), method_label(words, order.delivery_method)),
                (words.say("delivery-from-now"), method_label(words, new.method)),
                (words.say("delivery-by"), words.date(new.promised_at)),
            ],
            total=self.money(turn, proposal),
            note=self.paid(turn, proposal),
        )

    def done(self, turn: Turn, reply: Reply, held: Held, done: Done) -> None:
        """How it travels now, and when it comes."""
        order = turn.order(done.number)
        words = turn.words
        day = words.date(order.promised_at) if order.promised_at else words.say("date-unknown")
        method = method_label(words, order.delivery_method)
        reply.say("change-delivery-done", number=done.number, method=method, day=day)
        if done.refund.minor:
            reply.say("delivery-refund-done", refund=done.refund)
        if done.charge.minor:
            reply.say("delivery-charge-done", charge=done.charge)
