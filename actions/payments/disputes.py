"""Charges that a shopper finds wrong: what the payment history says of them, and a person who decides.

Nothing is ever paid out here. What the books show is told as it is, for the shopper or against.
"""

from __future__ import annotations

from collections.abc import Sequence

from actions.action import ShopAction
from actions.aftersales.refunds import tell_refund
from actions.errands import Errand, Held, start
from actions.orders.order_choice import hear_order, items_text
from actions.payments.bill_words import amount_meant, explanations, movement_text, topic_meant
from actions.payments.bills import CheckInvoiceErrand
from actions.turn import PERSON, Reply, Turn, button
from knowledge.money import Money
from knowledge.orders.payments import EntryKind
from knowledge.papers.bill import Bill

TWICE, RETURNED, NOT_MINE = "twice", "returned", "not_mine"
SIGNS: dict[str, tuple[str, ...]] = {
    RETURNED: ("returned", "sent back", "send back", "gave back", "sent it back", "cancelled", "canceled",
               "退货", "退回", "退了", "寄回", "取消了"),
    TWICE: ("twice", "double", "duplicat", "two times", "2 times", "two payments", "two charges", "again",
            "two bills", "both my cards", "重复", "两次", "两笔", "多扣", "又扣"),
    NOT_MINE: ("never bought", "never placed", "never ordered", "didn't buy", "did not buy", "didn't order",
               "did not order", "not mine", "isn't mine", "isnt mine", "don't recognise", "don't recognize",
               "do not recogni", "unknown", "unrecogni", "fraud", "unauthor", "unautor", "someone used", "not make",
               "没买", "没有买", "没下", "没有下", "不是我", "盗刷", "不认识", "没购买", "没有购买"),
}  # fmt: skip
SHOWN = 3


def matter_meant(turn: Turn) -> str | None:
    """What is said to be wrong: charged twice, for what went back, or for what was never bought."""
    chosen = turn.entity("choice")
    if chosen in SIGNS:
        return str(chosen)
    text = turn.text.lower()
    return next((matter for matter, signs in SIGNS.items() if any(sign in text for sign in signs)), None)


class Dispute(Errand):
    """What is wrong, on which order or with what amount; then the truth about it, and a person."""

    kind = "billing_dispute"
    intents = frozenset({"billing_dispute", "check_invoice", "track_refund", "get_refund", "ask_price"})

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """What the message names."""
        if hear_order(turn, reply, held, turn.orders) and "order" not in held:
            return False
        self._take(turn, held)
        return True

    def hear(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """What is wrong, an amount, or another order."""
        named = hear_order(turn, reply, held, turn.orders)
        return self._take(turn, held) or named

    def _take(self, turn: Turn, held: Held) -> bool:
        matter, amount = matter_meant(turn), amount_meant(turn, turn.shop.config.currency)
        if matter is not None:
            held["matter"] = matter
        if amount is not None:
            held["amount"] = amount.minor
        return matter is not None or amount is not None

    def missing(self, turn: Turn, held: Held) -> str | None:
        """What is wrong, unless an amount says where to look; for a strange charge, how much it is."""
        if not held.get("matter") and held.get("amount") is None:
            return "matter"
        if held.get("matter") == NOT_MINE and held.get("amount") is None and not held.get("order"):
            return "amount"
        return None

    def ask(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """Put the question."""
        if question == "amount":
            reply.say("dispute-amount")
            return
        choices = [
            button(turn.words.say(f"dispute-{matter.replace('_', '-')}"), "inform", choice=matter)
            for matter in (TWICE, RETURNED, NOT_MINE)
        ]
        reply.say("dispute-matter", choices)

    def finish(self, turn: Turn, reply: Reply, held: Held) -> None:
        """What the books say; a person can put right what is wrong."""
        numbers = [str(held["order"])] if held.get("order") else []
        numbers = numbers or [order.number for order in turn.orders]
        bills = [turn.shop.papers.bill(turn.owner, number) for number in numbers]
        reply.ended("done")
        overpaid = [bill for bill in bills if bill.overpaid_minor]
        if overpaid and held.get("matter") != NOT_MINE:
            _tell_overpaid(turn, reply, overpaid)
        elif held.get("matter") == RETURNED:
            _tell_returned(turn, reply, numbers)
        elif held.get("matter") == TWICE and held.get("amount") is None:
            _tell_once(turn, reply, bills, one=bool(held.get("order")))
        else:
            _tell_charge(turn, reply, held, bills)
        person = button(turn.words.say("button-person"), "contact_human_agent")
        reply.say("dispute-person", [person])
        reply.offer = PERSON
        reply.set(wish=self.kind)


def _tell_overpaid(turn: Turn, reply: Reply, bills: Sequence[Bill]) -> None:
    """Admit it, with the payments that show it."""
    for bill in bills[:SHOWN]:
        reply.say(
            "dispute-overpaid", number=bill.number, total=bill.total, sum=bill.money(bill.overpaid_minor)
        )
        reply.text(_payments(turn, bill))
    reply.set(order=bills[0].number)


def _tell_returned(turn: Turn, reply: Reply, numbers: Sequence[str]) -> None:
    """Where the refunds of these orders are."""
    refunds = [each for each in turn.shop.aftersales.refunds(turn.owner) if each.order_number in numbers]
    for refund in refunds[:SHOWN]:
        tell_refund(turn, reply, refund)
    if refunds:
        reply.set(order=refunds[0].order_number)
        return
    title = turn.words.say("button-return")
    if len(numbers) == 1:
        back = button(title, "return_item", order_number=numbers[0])
        reply.say("dispute-no-return-for", [back], number=numbers[0])
    else:
        reply.say("dispute-no-return", [button(title, "return_item")])


def _tell_once(turn: Turn, reply: Reply, bills: Sequence[Bill], *, one: bool) -> None:
    """No second charge is in the books; a bank may show a reservation beside the charge."""
    if one:
        reply.say("dispute-once", number=bills[0].number)
        said = _payments(turn, bills[0])
        if said:
            reply.text(said)
        reply.set(order=bills[0].number)
    else:
        reply.say("dispute-once-anywhere")
    reply.say("dispute-reservation")


def _tell_charge(turn: Turn, reply: Reply, held: Held, bills: Sequence[Bill]) -> None:
    """Which of the shopper's orders a charge belongs to, if any."""
    words = turn.words
    orders = {order.number: order for order in turn.orders}
    if held.get("amount") is None:  # an order was named
        bill = bills[0]
        reply.say(
            "dispute-ordered",
            number=bill.number,
            day=words.full_date(bill.placed_at),
            items=items_text(words, orders[bill.number]),
            total=bill.total,
        )
        said = _payments(turn, bill)
        if said:
            reply.text(said)
        return
    found = False
    for bill in bills:
        amount = bill.money(int(held["amount"]))
        said_of_it = explanations(words, bill, amount)
        if said_of_it:
            found = True
            items = items_text(words, orders[bill.number])
            day = words.full_date(bill.placed_at)
            reply.say("dispute-found", number=bill.number, day=day, items=items, sum=amount)
            reply.text("\n".join(said_of_it)).set(order=bill.number)
    if not found:
        amount = Money(int(held["amount"]), turn.shop.config.currency)
        reply.say("dispute-not-found", sum=amount)


def _payments(turn: Turn, bill: Bill) -> str:
    moves = [move for move in bill.movements if move.kind == EntryKind.PAYMENT]
    return "\n".join(movement_text(turn.words, bill, move) for move in moves)


class BillingDispute(ShopAction):
    """Looks into a charge."""

    action_name = "action_billing_dispute"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Begin with what is wrong; when it is how many or what delivery cost, the bill tells."""
        if matter_meant(turn) is None and topic_meant(turn) is not None:
            return start(turn, reply, CheckInvoiceErrand())
        return start(turn, reply, Dispute())
