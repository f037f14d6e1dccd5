"""How an order is packed."""

from __future__ import annotations

from actions.confirmed import Card
from actions.delivery.errand import BEFORE_SHIPPING, DeliveryErrand
from actions.delivery.words import packaging_label, packaging_named
from actions.errands import Held
from actions.turn import Reply, Turn, button
from knowledge.aftersales.proposals import Done, Proposal
from knowledge.aftersales.wishes import WishPackaging
from knowledge.money import Money


class ChangePackaging(DeliveryErrand):
    """An order is packed as the shopper likes."""

    kind = "packaging"
    states = BEFORE_SHIPPING

    def take(self, turn: Turn, held: Held) -> bool:
        """What is wished for."""
        offered = turn.shop.delivery.packaging
        pressed = str(turn.entity("choice") or "")
        named = (pressed,) if pressed in offered else packaging_named(turn.text, offered)
        if named:
            held["packaging"] = list(named)
        return bool(named)

    def wished(self, held: Held) -> bool:
        """Whether anything is named."""
        return bool(held.get("packaging"))

    def offer(self, turn: Turn, reply: Reply, held: Held) -> None:
        """What can be wished for, with its price."""
        currency = turn.shop.config.currency
        buttons = [
            button(
                turn.words.say(
                    "packaging-button", what=packaging_label(turn.words, name), price=Money(minor, currency)
                ),
                "inform",
                choice=name,
            )
            for name, minor in turn.shop.delivery.packaging.items()
        ]
        reply.say("packaging-which", buttons)

    def wish(self, turn: Turn, held: Held) -> WishPackaging:
        """The order with its packaging."""
        return WishPackaging(str(held["order"]), tuple(held["packaging"]))

    def card(self, turn: Turn, held: Held, proposal: Proposal) -> Card:
        """What is noted, and its price."""
        words = turn.words
        wished = words.row([packaging_label(words, each) for each in held["packaging"]])
        return Card(
            title=words.say("packaging-title", number=proposal.order_number),
            lines=[self.order_line(turn, proposal.order_number), (words.say("packaging-wish"), wished)],
            total=self.money(turn, proposal),
            note=self.paid(turn, proposal),
        )

    def done(self, turn: Turn, reply: Reply, held: Held, done: Done) -> None:
        """What is noted."""
        wished = turn.words.row([packaging_label(turn.words, each) for each in held["packaging"]])
        reply.say("packaging-done", number=done.number, what=wished)
        if done.charge.minor:
            reply.say("delivery-charge-done", charge=done.charge)
