"""Which order, and which item of it, a shopper means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rapidfuzz import fuzz

from actions.turn import Reply, Turn, button
from actions.words import Words
from knowledge.advice.constraints import type_matches
from knowledge.catalogue.view import ProductFacts
from knowledge.catalogue.words import singular, words
from knowledge.orders.models import Order, OrderLine, OrderState
from knowledge.orders.service import LineNotFound

SHOWN = 3
# Buttons a shopper can take in at a glance.
OFFERED = 5
# Similarity (0 to 100) from which a misspelt word of an item's name counts as said.
SPELLING = 85


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
    found = line_meant(turn, orders)
    return found[0] if found is not None else None


def order_meant_is(turn: Turn, *states: OrderState) -> bool:
    """Whether a message names an order of the shopper's by its number that is in one of these states."""
    number = number_meant(turn)
    if number is None or turn.customer_id is None:
        return False
    return any(
        order.number == number and order.state in states for order in turn.shop.orders.of_customer(turn.owner)
    )


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
    orders = turn.shop.orders.of_customer(turn.owner)[:SHOWN]
    reply.say("order-not-found", number=number)
    if orders:
        reply.text("\n".join(order_line_text(turn, order) for order in orders))
    return reply.ended("not_found")


def line_meant(turn: Turn, orders: Sequence[Order]) -> tuple[Order, OrderLine] | None:
    """The item a message names, in the newest order that fits best; None when none is named."""
    pressed = turn.entity("line")
    said = _said_words(turn)
    named = turn.entity("product")
    kinds = [str(kind) for kind in turn.values("product_type")]
    products = turn.shop.catalogue.snapshot().products if kinds else {}
    best: tuple[float, Order, OrderLine] | None = None
    for order in orders:
        for line in order.lines:
            if pressed is not None:
                if str(line.id) == str(pressed):
                    return order, line
                continue
            if named is not None and line.product_id == named:
                score = 2.0
            else:
                score = max(_likeness(line, said), _of_kind(products.get(line.product_id), kinds, line, said))
            if score > 0 and (best is None or score > best[0]):
                best = (score, order, line)
    return (best[1], best[2]) if best is not None else None


_ONE_WORD = 1 / 3
"""The share of its name that an item called by one word of it counts as called by, however long its name is."""


def _said_words(turn: Turn) -> set[str]:
    kinds = {singular(part) for kind in turn.values("product_type") for part in str(kind).split()}
    return set(words(turn.text)) | kinds


def _likeness(line: OrderLine, said: set[str]) -> float:
    """How much of an item's name (and colour) is said; its last word, what it is, counts most.

    Of what is only called by its kind ("my jacket"), none is liker than another.
    """
    name = words(line.name)
    if not name or not said:
        return 0.0
    hits = [any(word == other or alike(word, other) for other in said) for word in name]
    if not hits[-1] and sum(hits) < 2:
        return 0.0
    colour = line.options.get("colour", "")
    share = sum(hits) / len(name) if sum(hits) > 1 else _ONE_WORD
    return share + (0.5 if hits[-1] else 0.0) + (0.2 if colour and colour in said else 0.0)


def _of_kind(product: ProductFacts | None, kinds: Sequence[str], line: OrderLine, said: set[str]) -> float:
    """How well an item is what is said by kind ("walking boots"), as the catalogue describes it."""
    if product is None or not any(
        type_matches(product, kind) or singular(kind.split()[-1]) in product.words for kind in kinds
    ):
        return 0.0
    told = said & product.words
    colour = line.options.get("colour", "")
    return 0.6 + 0.05 * len(told) + (0.2 if colour and colour in said else 0.0)


def alike(word: str, other: str) -> bool:
    """Whether one word may be the other misspelt."""
    return len(word) > 4 and len(other) > 4 and fuzz.ratio(word, other) >= SPELLING
