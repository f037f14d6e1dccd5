"""Items that an errand is about, as its slot keeps them, and what is known of the shopper's items."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.errands import Held
from actions.orders.item_names import Item
from actions.orders.order_choice import line_text, line_with_id
from actions.turn import Turn
from actions.words import Words
from knowledge.orders.models import Order, OrderLine

Picked = dict[str, Any]
"""An item: `order`, `line`, how many are `left`, `sealed`, `quantity` (None when not said), and what an errand adds."""


def items_of(turn: Turn, orders: Sequence[Order]) -> list[Item]:
    """All items of orders, newest order first; of what was not delivered nothing is left to give back."""
    left = turn.left
    return [
        Item(order, line, left[line.id].quantity, left[line.id].in_time, left[line.id].sealed)
        if line.id in left
        else Item(order, line, 0, in_time=False)
        for order in orders
        for line in order.lines
    ]


def orders_left(items: Sequence[Item]) -> list[Order]:
    """The orders of which something is left to give back, newest first."""
    return list({item.order.number: item.order for item in items if item.left > 0}.values())


def line_of(turn: Turn, picked: Picked) -> OrderLine:
    """The order line of a picked item."""
    order = turn.order(str(picked["order"]))
    return line_with_id(order, picked["line"])


def counted(words: Words, name: str, quantity: int) -> str:
    """An item with how many of it."""
    return words.say("item-counted", count=quantity, item=name) if quantity > 1 else name


def names_text(turn: Turn, items: Sequence[Picked]) -> str:
    """Picked items in a sentence."""
    words = turn.words
    return words.list([line_text(words, line_of(turn, each)) for each in items])


def items_text(turn: Turn, items: Sequence[Picked]) -> str:
    """Picked items with how many of each, one a line."""
    words = turn.words
    return "\n".join(
        counted(words, line_text(words, line_of(turn, each)), int(each["quantity"])) for each in items
    )


def leave_out(held: Held, picked: Sequence[Picked]) -> None:
    """Drop items."""
    gone = {each["line"] for each in picked}
    held["items"] = [each for each in held["items"] if each["line"] not in gone]


def picked_of(item: Item) -> Picked:
    """A new pick; how many is asked where there is more than one."""
    many = item.left > 1
    return {
        "order": item.order.number,
        "line": item.line.id,
        "left": item.left,
        "sealed": item.sealed,
        "quantity": None if many else 1,
    }
