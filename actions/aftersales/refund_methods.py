"""Where the money of a return goes: the methods the policy allows, the one that suits this shopper first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.errands import Held
from actions.payments.method_choice import methods_meant, named_method
from actions.turn import Turn, button
from knowledge.aftersales.facts import MethodFacts
from knowledge.orders.payments import MethodKind, PaymentMethod

_ORIGINAL = re.compile(r"\b(?:original|as (?:i )?paid|same)\b|原路|原来", re.IGNORECASE)


def known_methods(turn: Turn, original: MethodFacts) -> Sequence[PaymentMethod]:
    """The customer's stored methods, and how an order was paid where that is not one of them."""
    stored = turn.payment_methods
    if any(each.code == original.code for each in stored):
        return stored
    currency = turn.shop.config.currency
    brand = original.code if original.kind == MethodKind.OTHER else ""
    unstored = PaymentMethod(
        code=original.code,
        kind=original.kind,
        brand=brand,
        last_four="",
        balance_minor=None,
        currency=currency,
    )
    return [*stored, unstored]


def refund_method_meant(turn: Turn, number: str, *, asked: bool = False) -> str | None:
    """The method that a message names for the money of an order's return, allowed or not; None when it names none.

    `asked` when the ways there are were just shown, so that "the original" is one of them.
    """
    original = turn.paying(number).original
    if asked and _ORIGINAL.search(turn.text):
        return original.code
    meant = methods_meant(turn, known_methods(turn, original), paid_with=original.code)
    allowed = {each.code for each in turn.destinations(number)}
    return next((code for code in meant if code in allowed), meant[0] if meant else None)


def asks_for_method(turn: Turn, held: Held, number: str) -> bool:
    """Whether the shopper has to choose: there is more than one way, and none of them was named."""
    allowed = [each.code for each in turn.destinations(number)]
    return len(allowed) > 1 and not held.get("method")


def destination_buttons(turn: Turn, number: str) -> list[dict[str, str]]:
    """A button for each way the money may go; store credit first where it earns a bonus."""
    words = turn.words
    bonus = turn.shop.aftersales.policy.refunds.store_credit_bonus_percent
    methods = known_methods(turn, turn.paying(number).original)
    buttons: list[dict[str, str]] = []
    for each in turn.destinations(number):
        title = named_method(words, methods, each.code)
        credit = bonus > 0 and each.kind == MethodKind.STORE_CREDIT
        if credit:
            title = words.say("method-with-bonus", method=title, percent=bonus)
        made = button(title, "inform", choice=f"method:{each.code}")
        buttons.insert(0, made) if credit else buttons.append(made)
    return buttons


def method_named(turn: Turn, number: str, code: str) -> str:
    """A method as its owner knows it."""
    original = turn.paying(number).original
    return named_method(turn.words, known_methods(turn, original), code)
