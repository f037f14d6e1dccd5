"""What errands about the delivery of an order share: which order, and what the change costs."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from actions.confirmed import ConfirmedErrand
from actions.errands import Held
from actions.orders.order_choice import hear_order, items_text, order_buttons
from actions.payments.payment_words import method_words
from actions.turn import Reply, Turn
from knowledge.aftersales.proposals import Proposal
from knowledge.money import Money
from knowledge.orders.models import Order, OrderState

UNDER_WAY = (OrderState.PENDING, OrderState.PROCESSED, OrderState.SHIPPED)
BEFORE_SHIPPING = (OrderState.PENDING, OrderState.PROCESSED)


class DeliveryErrand(ConfirmedErrand):
    """An errand about one order that is under way."""

    listens_closely = True

    intents = frozenset(
        {
            "reschedule_delivery",
            "change_order",
            "delivery_options",
            "delivery_period",
            "stop",
            "show_more",
            "greet",
        }
    )
    states: Sequence[OrderState] = UNDER_WAY

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """The order named, else the only one that it can be about; and what is wished for it."""
        orders = turn.orders
        if hear_order(turn, reply, held, orders):
            if "order" not in held:
                return False
        elif not (candidates := self._candidates(turn)):
            reply.say("delivery-none-under-way").ended("nothing")
            return False
        elif len(candidates) == 1:
            held["order"] = candidates[0].number
            reply.set(order=candidates[0].number)
        self.take(turn, held)
        return True

    def hear(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """Another order, or another wish for it."""
        orders = turn.orders
        listed = asked == "order"
        other = hear_order(turn, reply, held, self._candidates(turn) if listed else orders, listed=listed)
        return self.take(turn, held) or other

    def missing(self, turn: Turn, held: Held) -> str | None:
        """The order, then what is wished for it."""
        if not held.get("order"):
            return "order"
        return None if self.wished(held) else "wish"

    def put(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """The orders under way, or what can be wished for, as buttons."""
        if question == "order":
            reply.say("delivery-which-order", order_buttons(turn.words, self._candidates(turn)))
        else:
            self.offer(turn, reply, held)

    @abstractmethod
    def take(self, turn: Turn, held: Held) -> bool:
        """Take what a message wishes for; False when it names nothing."""

    @abstractmethod
    def wished(self, held: Held) -> bool:
        """Whether it is known what is wished for."""

    @abstractmethod
    def offer(self, turn: Turn, reply: Reply, held: Held) -> None:
        """Ask what is wished for."""

    def _candidates(self, turn: Turn) -> list[Order]:
        """The orders it can be about; when there are none, those of which the policy says why not."""
        orders = turn.orders
        possible = [order for order in orders if order.state in self.states]
        return possible or [order for order in orders if order.state in UNDER_WAY]

    def order_line(self, turn: Turn, number: str) -> tuple[str, str]:
        """The row of a card that names the order."""
        order = turn.order(number)
        return turn.words.say("confirm-order"), f"{number}: {items_text(turn.words, order)}"

    def money(self, turn: Turn, proposal: Proposal) -> tuple[str, str]:
        """What it costs more or less, in all."""
        words = turn.words
        difference = sum(step.minor for step in proposal.arithmetic)
        label = (
            "confirm-difference"
            if not difference
            else "confirm-costs"
            if difference > 0
            else "confirm-refund"
        )
        return words.say(label), words.money(Money(abs(difference), proposal.currency))

    def paid(self, turn: Turn, proposal: Proposal) -> str:
        """Where the difference goes or comes from; with nothing charged yet it is part of what will be."""
        if not sum(step.minor for step in proposal.arithmetic):
            return turn.words.say("delivery-no-difference")
        if not proposal.moves:
            return turn.words.say("delivery-not-charged")
        name = "delivery-paid-with" if proposal.charge_minor else "delivery-refunded-to"
        return turn.words.say(name, method=method_words(turn.words, proposal.method))
