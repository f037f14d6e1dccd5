"""Bills of orders: the invoice as PDF, what is on it, and everything about an order."""

from __future__ import annotations

from abc import abstractmethod

from actions.action import ShopAction
from actions.errands import Errand, Held, start
from actions.orders.order_choice import OFFERED, hear_order, order_buttons
from actions.orders.tracking import TrackOrder
from actions.payments.bill_words import amount_meant, bill_text, explanations, topic_meant
from actions.payments.payment_words import method_words
from actions.turn import PERSON, Reply, Turn, button
from knowledge.money import Money
from knowledge.orders.models import OrderState
from knowledge.papers.bill import Bill
from knowledge.papers.service import NotInvoicedYet


class AboutOneOrder(Errand):
    """Which order; then it tells about it. "No, the other one" is another order."""

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """The order named, else the one talked about, else the only one."""
        orders = turn.orders
        if not orders:
            reply.say("orders-none").ended("nothing")
            return False
        if hear_order(turn, reply, held, orders):
            return "order" in held
        talked_about = {order.number for order in orders} & {str(turn.slots.get("order"))}
        if talked_about or len(orders) == 1:
            held["order"] = talked_about.pop() if talked_about else orders[0].number
        return True

    def hear(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """The order named, by number, place in the list, or what is in it."""
        return hear_order(turn, reply, held, turn.orders, listed=True)

    def missing(self, turn: Turn, held: Held) -> str | None:
        """The order."""
        return None if held.get("order") else "order"

    def ask(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """The newest orders as buttons."""
        orders = turn.orders[:OFFERED]
        reply.say(f"{self.kind.replace('_', '-')}-which", order_buttons(turn.words, orders))

    def finish(self, turn: Turn, reply: Reply, held: Held) -> None:
        """Tell about the order."""
        bill = turn.shop.papers.bill(turn.owner, str(held["order"]))
        reply.set(order=bill.number).ended("done")
        self.tell(turn, reply, held, bill)

    @abstractmethod
    def tell(self, turn: Turn, reply: Reply, held: Held, bill: Bill) -> None:
        """What there is to say about it."""


class GetInvoiceErrand(AboutOneOrder):
    """Which order, then the link to its invoice."""

    kind = "get_invoice"
    intents = frozenset({"get_invoice", "check_invoice"})

    def tell(self, turn: Turn, reply: Reply, held: Held, bill: Bill) -> None:
        """A link of some minutes; before shipping, when there will be one."""
        give_invoice(turn, reply, bill)


def give_invoice(turn: Turn, reply: Reply, bill: Bill) -> None:
    """The link to the invoice of an order, or why there is none."""
    words = turn.words
    look = button(words.say("intent-check-invoice"), "check_invoice", order_number=bill.number)
    try:
        turn.shop.papers.check_invoiced(turn.owner, bill.number)
    except NotInvoicedYet as early:
        cancelled = early.state == OrderState.CANCELLED
        message = "invoice-cancelled" if cancelled else "invoice-not-yet"
        reply.say(message, [look], number=bill.number, total=bill.total).ended("refused")
        return
    link = turn.invoice_link(bill.number)
    reply.say("invoice-ready", [look], number=bill.number, total=bill.total, link=link)


class CheckInvoiceErrand(AboutOneOrder):
    """Which order, then its sum explained, and what was asked about it."""

    kind = "check_invoice"
    intents = frozenset({"check_invoice", "get_invoice", "order_details"})

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """Also what is asked about: an amount, or how it was paid, how many, what delivery cost."""
        amount = amount_meant(turn, turn.shop.config.currency)
        held["amount"] = amount.minor if amount is not None else None
        held["topic"] = topic_meant(turn)
        begun = super().begin(turn, reply, held)
        if begun and amount is not None and "order" not in held:
            self._order_with(turn, held, amount)
        return begun

    def _order_with(self, turn: Turn, held: Held, amount: Money) -> None:
        """The only order on whose bill there is so much."""
        orders = turn.orders
        bills = [turn.shop.papers.bill(turn.owner, order.number) for order in orders]
        having = [bill.number for bill in bills if explanations(turn.words, bill, amount)]
        if len(having) == 1:
            held["order"] = having[0]

    def tell(self, turn: Turn, reply: Reply, held: Held, bill: Bill) -> None:
        """The whole bill, then the answer to what was asked."""
        words = turn.words
        reply.text(bill_text(words, bill))
        person = button(words.say("button-person"), "contact_human_agent")
        if held.get("amount") is not None:
            amount = bill.money(int(held["amount"]))
            said = explanations(words, bill, amount)
            wrong = button(words.say("intent-billing-dispute"), "billing_dispute", order_number=bill.number)
            if said:
                reply.text("\n".join(said), [wrong, person])
            else:
                reply.say("amount-unknown", [person], sum=amount, number=bill.number)
                reply.offer = PERSON
                reply.set(wish="check_invoice")
        elif held.get("topic"):
            self._about(turn, reply, bill, str(held["topic"]))
        else:
            invoice = button(words.say("intent-get-invoice"), "get_invoice", order_number=bill.number)
            wrong = button(words.say("intent-billing-dispute"), "billing_dispute", order_number=bill.number)
            reply.say("bill-anything-wrong", [invoice, wrong])

    def _about(self, turn: Turn, reply: Reply, bill: Bill, topic: str) -> None:
        """How it is paid, how many there are, or what delivery costs, and what can be done about it."""
        words = turn.words
        open_ = bill.state in turn.shop.aftersales.policy.changes.states
        doings = {
            "payment": ["change_payment_method"] if open_ else [],
            "quantity": ["change_order", "cancel_order"] if open_ else ["return_item", "missing_item"],
            "delivery": ["delivery_options"],
        }[topic]
        buttons = [
            button(words.say(f"intent-{doing.replace('_', '-')}"), doing, order_number=bill.number)
            for doing in doings
        ]
        buttons.append(button(words.say("button-person"), "contact_human_agent"))
        reply.say(
            f"bill-{topic}-{'open' if open_ else 'sent'}" if topic != "delivery" else "bill-delivery-why",
            buttons,
            method=method_words(words, bill.method),
            pieces=sum(line.quantity for line in bill.lines),
            sum=bill.money(bill.delivery_minor),
        )


class OrderDetailsErrand(AboutOneOrder):
    """Which order, then all there is about it."""

    kind = "order_details"
    intents = frozenset({"order_details", "track_order"})

    def tell(self, turn: Turn, reply: Reply, held: Held, bill: Bill) -> None:
        """Where it is, what is in it, what it cost, where it goes, what came back."""
        words = turn.words
        order = turn.order(bill.number)
        TrackOrder(turn.shop, turn.identity).tell(turn, reply, order)
        reply.text(bill_text(words, bill))
        place = ", ".join(
            str(order.address[part])
            for part in (
                "name",
                "line1",
                "street",
                "address1",
                "line2",
                "address2",
                "postcode",
                "zip",
                "city",
            )
            if order.address.get(part)
        )
        if place:
            reply.say("details-address", address=place)
        for made in turn.shop.aftersales.open_returns(turn.owner):
            if made.order_id == order.id:
                reply.say("details-return", number=made.number, link=turn.label_link(made.number))


class GetInvoice(ShopAction):
    """Gives the invoice of an order."""

    action_name = "action_get_invoice"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Begin with which order."""
        return start(turn, reply, GetInvoiceErrand())


class CheckInvoice(ShopAction):
    """Explains the bill of an order."""

    action_name = "action_check_invoice"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Begin with which order."""
        return start(turn, reply, CheckInvoiceErrand())


class OrderDetails(ShopAction):
    """Tells everything about an order."""

    action_name = "action_order_details"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Begin with which order."""
        return start(turn, reply, OrderDetailsErrand())
