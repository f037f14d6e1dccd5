"""Which of a shopper's things has a problem, or which product of the shop's a visitor speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from actions.errands import Held
from actions.order_choice import OFFERED, line_meant
from actions.references import meant_product
from actions.turn import Turn, button
from knowledge.advice.constraints import type_matches
from knowledge.catalogue.view import ProductFacts
from knowledge.catalogue.words import singular
from knowledge.orders.models import Order, OrderLine, OrderState


def take_thing(turn: Turn, held: Held) -> bool:
    """Take the thing that a message names: an item bought, else a product, else a kind of product."""
    if turn.customer_id is not None:
        found = line_meant(turn, _delivered_first(turn.shop.orders.of_customer(turn.customer_id)))
        if found is not None:
            order, line = found
            held |= {"order": order.number, "line": str(line.id)}
            held |= {"product": line.product_id, "name": line.name, "kinds": _kinds(turn)}
            return True
    named = meant_product(turn, or_current=False)
    if named is not None:
        held |= {"product": named.id, "name": named.name, "kinds": _kinds(turn)}
        return True
    if kinds := _kinds(turn):
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
    orders = turn.shop.orders.of_customer(turn.customer_id)
    return next(
        ((order, line) for order in orders for line in order.lines if str(line.id) == held["line"]), None
    )


def thing_buttons(turn: Turn) -> list[dict[str, str]]:
    """A button for each of the things that arrived last."""
    if turn.customer_id is None:
        return []
    newest: dict[str, OrderLine] = {}
    for order in turn.shop.orders.of_customer(turn.customer_id):
        for line in order.lines if order.state == OrderState.DELIVERED else ():
            newest.setdefault(line.product_id or line.name, line)
    return [button(line.name, "inform", line=str(line.id)) for line in list(newest.values())[:OFFERED]]


def _kinds(turn: Turn) -> list[str]:
    return [str(kind) for kind in turn.values("product_type")]


def _delivered_first(orders: Sequence[Order]) -> Sequence[Order]:
    return sorted(orders, key=lambda order: order.state != OrderState.DELIVERED)
