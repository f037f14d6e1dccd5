"""How the scripted shopper opens: the whole request in plain words, in one of several ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bench.retail_talk.facts import Swapped, Wanted

REASONS = {"no longer needed": "I no longer need it", "ordered by mistake": "I ordered it by mistake"}


def listed(parts: Sequence[str]) -> str:
    """Parts in a row, "and" before the last."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def names(want: Wanted) -> str:
    """The items of a write in a row."""
    return listed([f"the {item.words}" for item in want.items] or ["everything"])


def change_words(item: Swapped) -> str:
    """What an item shall become, by what changes."""
    told = listed([f"{option} {value}" for option, value in item.changed.items()] or ["the same again"])
    return f"the {item.words} for one with {told}"


def changes(want: Wanted) -> str:
    """All changes of a write in a row."""
    return listed([change_words(item) for item in want.items] or ["nothing"])


def _why(want: Wanted) -> str:
    return REASONS.get(want.reason, want.reason)


_OPENINGS: Mapping[str, Sequence[Callable[[Wanted], str]]] = {
    "cancel_pending_order": (
        lambda want: f"Please cancel order {want.order}, {_why(want)}.",
        lambda want: f"I want to cancel my order {want.order}. {_why(want)}.",
    ),
    "return_delivered_order_items": (
        lambda want: f"I'd like to return {names(want)} from order {want.order}.",
        lambda want: f"Can I send back {names(want)} of order {want.order}? Refund to {want.method} please.",
    ),
    "exchange_delivered_order_items": (
        lambda want: f"I'd like to exchange {changes(want)}, from order {want.order}.",
        lambda want: f"In order {want.order} I want to swap {changes(want)}.",
    ),
    "modify_pending_order_items": (
        lambda want: f"In my pending order {want.order}, please change {changes(want)}.",
        lambda want: f"Can you modify order {want.order}: change {changes(want)}?",
    ),
    "modify_pending_order_address": (
        lambda want: f"Please change the shipping address of order {want.order} to {want.address_line}.",
        lambda want: f"Order {want.order} should go to another address: {want.address_line}.",
    ),
    "modify_pending_order_payment": (
        lambda want: f"I want to pay order {want.order} with {want.method} instead.",
        lambda want: f"Please change the payment method of order {want.order} to {want.method}.",
    ),
    "modify_user_address": (
        lambda want: f"Please change my default address to {want.address_line}.",
        lambda want: f"I have moved: my new address for my account is {want.address_line}.",
    ),
}


def opening(want: Wanted, turn: int) -> str:
    """The request in plain words; `turn` picks the way of saying it."""
    ways = _OPENINGS[want.action.name]
    return ways[turn % len(ways)](want)
