"""Which orders a message is about when it may be more than one: "both", "all but 10342", two numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.orders.order_choice import not_found, order_meant
from actions.turn import Reply, Turn
from knowledge.orders.models import Order

_ALL = re.compile(
    r"\b(?:all|both|every|each)\b(?! but\b)|\ball but\b|\bany\b.{0,20}\borders\b|所有|全部|两个都|都(?:取消|改|换)",
    re.IGNORECASE,
)
# Said of orders, and not in a yes ("that's all right").
_ALL_OF_THEM = re.compile(
    r"\b(?:all|both|every|each)(?: of)? (?:the |my |these |those )?(?:them|two|three|orders?|ones)\b"
    r"|\bcancel (?:all|both)\b"
    r"|所有订单|全部(?:取消|订单)|两个都|都取消",
    re.IGNORECASE,
)
_EXCEPT = re.compile(r"\b(?:except|apart from|but not|all but|other than)\b|除了|除开", re.IGNORECASE)


def says_all(turn: Turn) -> bool:
    """Whether a message is about all that can be meant."""
    return turn.entity("choice") == "all" or _ALL.search(turn.text) is not None


def says_all_of_them(turn: Turn) -> bool:
    """Whether a message speaks of all orders in so many words."""
    return turn.entity("choice") == "all" or _ALL_OF_THEM.search(turn.text) is not None


def orders_named(
    turn: Turn, reply: Reply, possible: Sequence[Order], *, listed: bool = False
) -> list[Order] | None:
    """The orders that a message names among the shopper's own; None when it names none.

    "All" are those `possible`. Says which numbers are no orders of the shopper's; `listed` when `possible` were shown.
    """
    known = turn.orders
    but = _EXCEPT.search(turn.text)
    numbers = [
        (str(each.value).lstrip("#"), but is not None and each.start > but.start())
        for each in turn.entities
        if each.entity == "order_number" and each.role != "exclude"
    ]
    left_out = {number for number, excepted in numbers if excepted}
    named = [number for number, excepted in numbers if not excepted]
    if says_all(turn) and not named:
        return [order for order in possible if order.number not in left_out]
    if named:
        found = [order for number in named for order in known if order.number == number]
        for number in sorted(set(named) - {order.number for order in found}):
            not_found(turn, reply, number)
        return list({order.number: order for order in found}.values())
    one = order_meant(turn, possible if listed else known, listed=listed)
    return [one] if one is not None else None
