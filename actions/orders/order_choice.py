"""Which order, and which item of it, a shopper means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from actions.orders.items_said import item_said
from actions.turn import Reply, Turn, button
from actions.words import Words
from knowledge.database import utc_now
from knowledge.orders.models import Order, OrderLine, OrderState
from knowledge.orders.service import LineNotFound

_AN_ORDER = re.compile(r"\b(?:order(?:ed)?|bought|purchased?)\b|订单|下单|买的", re.IGNORECASE)
SHOWN = 3
# Buttons a shopper can take in at a glance.
OFFERED = 5


def sign_in(turn: Turn, reply: Reply) -> Reply:
    """Find out who a visitor is, since orders are shown to their owner only; then do what they wanted.

    Where no mails are sent, all there is to say is where to sign in.
    """
    if turn.shop.verification.offered:
        from actions.accounts.identification import identify  # an errand itself, and errands come here

        return identify(turn, reply)
    link = f"{turn.shop.config.public_url}/sign-in"
    person = button(turn.words.say("button-person"), "contact_human_agent")
    return reply.say("sign-in", [person], link=link).ended("sign_in")


def number_meant(turn: Turn) -> str | None:
    """The order number in a message, without `#`; the shopper's own are as the shop writes them already."""
    number = turn.entity("order_number")
    return str(number).lstrip("#") if number is not None else None


def order_line_text(turn: Turn, order: Order) -> str:
    """An order in a few words: number, day and what is in it."""
    return turn.words.say(
        "order-short",
        number=order.number,
        day=turn.words.date(order.placed_at),
        items=items_text(turn.words, order),
    )


def line_with_id(order: Order, line_id: object) -> OrderLine:
    """An order's line; raises `LineNotFound` when it has been taken out since."""
    found = next((line for line in order.lines if line.id == line_id), None)
    if found is None:
        raise LineNotFound(order.number)
    return found


def items_text(words: Words, order: Order, limit: int = 2) -> str:
    """The names of an order's first items, and how many more."""
    names = [line.name for line in order.lines]
    more = len(names) - limit
    return words.row(names[:limit]) + (f" +{more}" if more > 0 else "")


def line_text(words: Words, line: OrderLine) -> str:
    """An item with what was chosen of it."""
    return words.named(line.name, line.options)


def counted(words: Words, quantity: int, name: str) -> str:
    """So many of something; just its name when it is one."""
    return name if quantity == 1 else words.say("counted", count=quantity, name=name)


def order_buttons(words: Words, orders: Iterable[Order]) -> list[dict[str, str]]:
    """A button for each of the first few orders."""
    return [
        button(
            words.say("order-button", number=order.number, items=items_text(words, order, 1)),
            "inform",
            order_number=order.number,
        )
        for order in list(orders)[:OFFERED]
    ]


def line_buttons(words: Words, lines: Sequence[OrderLine]) -> list[dict[str, str]]:
    """A button for each item."""
    return [button(line_text(words, line), "inform", line=str(line.id)) for line in lines]


def order_meant(turn: Turn, orders: Sequence[Order], *, listed: bool = False) -> Order | None:
    """The order a message names: by number, by "the last one", or by what is in it.

    `listed` when the orders were just shown, so that "the second one" is one of them.
    """
    number = number_meant(turn)
    if number is not None:
        return next((order for order in orders if order.number == number), None)
    ordinal = turn.entity("ordinal")
    text = turn.text.lower()
    if any(phrase in text for phrase in ("last order", "latest order", "most recent", "newest")):
        return orders[0] if orders else None
    if ordinal is not None and listed:
        at = int(ordinal)
        return orders[at - 1] if 1 <= at <= len(orders) else orders[-1] if orders and at == -1 else None
    if (placed := order_of_day(turn, orders)) is not None:
        return placed
    found = item_said(turn, orders)
    return found.order if found is not None else None


def order_of_day(turn: Turn, orders: Sequence[Order]) -> Order | None:
    """The only order placed in the past days that a message names with an order; None for none, or several."""
    said = turn.entity("date")
    zone = turn.shop.config.zone
    if said is None or not _AN_ORDER.search(turn.text):
        return None
    first, _, last = str(said).partition("/")
    if (last or first) >= utc_now().astimezone(zone).date().isoformat():
        return None  # a day to come is one for the delivery
    days = [(order, order.placed_at.astimezone(zone).date().isoformat()) for order in orders]
    placed = [order for order, day in days if first <= day <= (last or first)]
    return placed[0] if len(placed) == 1 else None


def order_meant_is(turn: Turn, *states: OrderState) -> bool:
    """Whether a message names an order of the shopper's by its number that is in one of these states."""
    number = number_meant(turn)
    if number is None or turn.customer_id is None:
        return False
    return any(order.number == number and order.state in states for order in turn.orders)


def hear_order(
    turn: Turn, reply: Reply, held: dict[str, Any], orders: Sequence[Order], *, listed: bool = False
) -> bool:
    """Take the order a message names into `held["order"]`; say when there is none of that number.

    `orders` are those that may be chosen; False when the message names none.
    """
    number = number_meant(turn)
    named = order_meant(turn, orders, listed=listed)
    if named is None and number is not None:
        not_found(turn, reply, number)
        held.pop("order", None)
        return True
    if named is None:
        return False
    held["order"] = named.number
    reply.set(order=named.number)
    return True


def not_found(turn: Turn, reply: Reply, number: str) -> Reply:
    """Say that there is no such order among the shopper's, and show which there are."""
    orders = turn.orders[:SHOWN]
    reply.say("order-not-found", number=number)
    if orders:
        reply.text("\n".join(order_line_text(turn, order) for order in orders))
    return reply.ended("not_found")
