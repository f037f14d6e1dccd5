"""Which items of which order a claim is about, and how many of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.aftersales.complaints import is_about_all
from actions.errands import Held
from actions.orders.item_names import Item, bought
from actions.orders.items_said import items_said
from actions.orders.order_choice import hear_order, line_text, number_meant
from actions.turn import Reply, Turn
from knowledge.aftersales.states import ClaimKind
from knowledge.orders.models import Order, OrderLine, OrderState

ALL = "all"
"""The choice of everything in an order."""
_MORE = re.compile(r"^\s*(?:and|also|plus)\b|\b(?:too|as well|also)\b|还有|也", re.IGNORECASE)


def take_items(turn: Turn, reply: Reply, held: Held, orders: Sequence[Order], *, asked: str) -> bool:
    """Take the order and items that a message names; whether it names any.

    `held["lines"]` has order line ids with how many of each, None while nobody asked.
    """
    number = number_meant(turn)
    named = [] if number is not None else _named(turn, held, orders)
    if named:
        order = named[0].order
        chosen = {str(item.line.id): None for item in named if item.order.id == order.id}
        more = held.get("order") == order.number and _MORE.search(turn.text)
        held["lines"] = {**(held.get("lines") or {}), **chosen} if more else chosen
        held["order"] = order.number
        reply.set(order=order.number)
        return True
    heard = _take_order(turn, reply, held, orders, asked=asked)
    if _means_all(turn, held):
        held["lines"] = ALL
        heard = True
    return heard


def _named(turn: Turn, held: Held, orders: Sequence[Order]) -> list[Item]:
    """The items named; in the order that is spoken of before others, and in delivered ones before the rest."""
    focus = [order for order in orders if order.number == held.get("order")]
    rest = sorted(orders, key=lambda order: order.state != OrderState.DELIVERED)
    return _likely(turn, focus) or _likely(turn, rest)


def _likely(turn: Turn, orders: Sequence[Order]) -> list[Item]:
    return items_said(turn, bought(orders)).likely


def _take_order(turn: Turn, reply: Reply, held: Held, orders: Sequence[Order], *, asked: str) -> bool:
    number, before = number_meant(turn), held.get("order")
    if number is None and asked != "order":
        return False
    heard = hear_order(turn, reply, held, orders if number else delivered(turn), listed=asked == "order")
    if held.get("order") != before and held.get("lines") != ALL:
        held.pop("lines", None)
    inside = [order for order in orders if order.number == held.get("order")]
    if number is not None and (named := _likely(turn, inside)):
        held["lines"] = {str(item.line.id): None for item in named}
    return heard


def _means_all(turn: Turn, held: Held) -> bool:
    if turn.entity("choice") == ALL:
        return True
    missing = held.get("trouble") == ClaimKind.MISSING_ITEM and not held.get("lines")
    return missing and is_about_all(turn.text)


def delivered(turn: Turn) -> Sequence[Order]:
    """The shopper's delivered orders, newest first."""
    orders = turn.orders
    return [order for order in orders if order.state == OrderState.DELIVERED]


def order_of(turn: Turn, held: Held) -> Order:
    """The order that a claim is about."""
    return turn.order(str(held["order"]))


def lines_of(order: Order, held: Held) -> list[OrderLine]:
    """The items that a claim is about."""
    chosen = held.get("lines") or {}
    return [line for line in order.lines if chosen == ALL or str(line.id) in chosen]


def count_of(line: OrderLine, held: Held) -> int:
    """How many of an item; one where nobody asked."""
    return line.quantity if held["lines"] == ALL else int(held["lines"][str(line.id)] or 1)


def uncounted(order: Order, held: Held) -> OrderLine | None:
    """The first item of which there are several, and nobody asked how many it is about."""
    if held.get("lines") == ALL:
        return None
    return next(
        (line for line in lines_of(order, held) if line.quantity > 1 and held["lines"][str(line.id)] is None),
        None,
    )


def items_text(turn: Turn, order: Order, held: Held, separator: str | None = None) -> str:
    """The items in words, as a sentence lists them or with a separator between them."""
    named = []
    for line in lines_of(order, held):
        count, name = count_of(line, held), line_text(turn.words, line)
        named.append(f"{count} × {name}" if count > 1 else name)
    return turn.words.list(named) if separator is None else separator.join(named)
