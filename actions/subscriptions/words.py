"""Subscriptions, bills and stored ways to pay, as shoppers call them."""

from __future__ import annotations

from collections.abc import Sequence

from actions.payments.method_choice import methods_meant
from actions.payments.payment_words import method_words
from actions.turn import Turn, button
from actions.words import Words
from knowledge.accounts.models import PLAN, Bill, SubscribedService, Subscription
from knowledge.accounts.states import BillState
from knowledge.database import utc_now
from knowledge.money import Money
from knowledge.orders.payments import HELD_HERE, MethodKind, PaymentMethod


def service_name(words: Words, service: SubscribedService) -> str:
    """A service by the name that this language has for it, else by the shop's own."""
    return words.say("service-name", code=service.code, name=service.name)


def made_of(words: Words, subscription: Subscription, bill: Bill) -> str:
    """What a bill's amount is made of, such as "Linden Plus 3.99 €, gift wrapping 1 €"."""
    names = {each.code: service_name(words, each) for each in subscription.services}
    names[PLAN] = subscription.plan
    return words.row(
        words.say(
            "bill-part",
            name=names.get(str(line["code"]), str(line["code"])),
            amount=Money(int(line["minor"]), subscription.currency),
        )
        for line in bill.lines
    )


def bill_text(words: Words, subscription: Subscription, bill: Bill) -> str:
    """How a bill stands: its amount, when it is due or was paid, and what it is made of."""
    late = bill.state == BillState.OPEN and bill.due_at < utc_now()
    return words.say(
        "bill-overdue" if late else f"bill-{bill.state}",
        number=bill.number,
        amount=bill.amount,
        parts=made_of(words, subscription, bill),
        day=words.date(bill.paid_at or bill.due_at),
    )


def bill_buttons(words: Words, bills: Sequence[Bill]) -> list[dict[str, str]]:
    """A button for each bill."""
    return [
        button(
            words.say("bill-button", amount=bill.amount, day=words.date(bill.due_at)),
            "inform",
            choice=bill.number,
        )
        for bill in bills
    ]


def way_name(words: Words, way: PaymentMethod) -> str:
    """A stored way to pay, such as "Visa card ending in 4417"."""
    if way.kind in HELD_HERE and way.balance_minor is not None:
        left = Money(way.balance_minor, way.currency)
        return words.say("way-with-balance", name=method_words(words, str(way.kind)), left=left)
    if way.last_four:
        return words.say("way-with-digits", name=way.brand, digits=way.last_four)
    return way.brand or method_words(words, way.code)


def way_named(turn: Turn, code: str) -> str:
    """The customer's stored way to pay with this code."""
    ways = turn.shop.accounts.methods(turn.owner)
    found = next((way for way in ways if way.code == code), None)
    return way_name(turn.words, found) if found is not None else method_words(turn.words, code)


def way_buttons(words: Words, ways: Sequence[PaymentMethod]) -> list[dict[str, str]]:
    """A button for each stored way to pay."""
    return [button(way_name(words, way), "inform", choice=way.code) for way in ways]


def way_meant(turn: Turn, ways: Sequence[PaymentMethod]) -> PaymentMethod | None:
    """The stored way to pay that a message names, not one that it rules out; "card" alone names none."""
    by_code = {way.code: way for way in ways}
    choice = str(turn.entity("choice") or "")
    found = by_code.get(choice) or next((by_code[code] for code in methods_meant(turn, ways)), None)
    if found is None or found.kind != MethodKind.CARD or found.code == choice:
        return found
    told = (found.brand.casefold(), found.last_four)
    return found if any(each and each in turn.text.casefold() for each in told) else None
