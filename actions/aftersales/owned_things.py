"""Which of a shopper's things has a problem, or which product of the shop's a visitor speaks of."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.advice.references import meant_product
from actions.errands import Held
from actions.orders.item_names import Item
from actions.orders.items_said import item_said
from actions.orders.order_choice import OFFERED
from actions.turn import Turn, button
from knowledge.advice.constraints import type_matches
from knowledge.catalogue.view import ProductFacts
from knowledge.catalogue.words import singular
from knowledge.orders.models import Order, OrderLine, OrderState

_USED_WITH = re.compile(
    r"\b(?:to|with|from|into|by|via)\s+(?:my|the|a|an|another|our)\b|连不上|连接不上", re.IGNORECASE
)


def take_thing(turn: Turn, held: Held) -> bool:
    """Take the thing that a message names: an item bought, else a product, else a kind of product."""
    subject = _subject(turn)
    if turn.customer_id is not None:
        found = _line(subject) or _line(turn)
        if found is not None:
            line = found.line
            held |= {"order": found.order.number, "line": str(line.id)}
            held |= {"product": line.product_id, "name": line.name, "kinds": _kinds(turn)}
            return True
    named = meant_product(subject, or_current=False) or meant_product(turn, or_current=False)
    if named is not None:
        held |= {"product": named.id, "name": named.name, "kinds": _kinds(turn)}
        return True
    if kinds := _kinds(subject) or _kinds(turn):
        held |= {"product": None, "name": "", "kinds": kinds}
        return True
    return False


def guides_for(turn: Turn, held: Held) -> list[str]:
    """The guides of the thing that a problem is about."""
    product = product_of(turn, held)
    kinds = {singular(str(kind)) for kind in held.get("kinds") or ()}

    def is_of(kind: str) -> bool:
        if product is not None:
            return type_matches(product, kind)
        return singular(kind) in kinds

    return turn.shop.guides.of_kind(is_of)


def product_of(turn: Turn, held: Held) -> ProductFacts | None:
    """The product as the catalogue has it; None when it has left, or only a kind is known."""
    return turn.shop.catalogue.snapshot().products.get(str(held.get("product")))


def bought(turn: Turn, held: Held) -> tuple[Order, OrderLine] | None:
    """The order and line of the thing; None when it was not bought here by whoever asks."""
    if turn.customer_id is None or not held.get("line"):
        return None
    orders = turn.orders
    return next(
        ((order, line) for order in orders for line in order.lines if str(line.id) == held["line"]), None
    )


def thing_buttons(turn: Turn) -> list[dict[str, str]]:
    """A button for each of the things that arrived last."""
    if turn.customer_id is None:
        return []
    newest: dict[str, OrderLine] = {}
    for order in turn.orders:
        for line in order.lines if order.state == OrderState.DELIVERED else ():
            newest.setdefault(line.product_id or line.name, line)
    return [button(line.name, "inform", line=str(line.id)) for line in list(newest.values())[:OFFERED]]


def _kinds(turn: Turn) -> list[str]:
    return [str(kind) for kind in turn.values("product_type")]


def _line(turn: Turn) -> Item | None:
    """The item named, rather one that has arrived."""
    orders = turn.orders
    arrived = [order for order in orders if order.state == OrderState.DELIVERED]
    return item_said(turn, arrived) or item_said(turn, orders)


def _subject(turn: Turn) -> Turn:
    """A message up to the thing that the other is used with: "the headset does not connect | to my phone"."""
    cut = _USED_WITH.search(turn.text)
    if cut is None:
        return turn
    inside = tuple(each for each in turn.entities if each.end <= cut.start())
    return replace(turn, text=turn.text[: cut.start()], entities=inside)
