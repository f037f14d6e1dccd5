"""Changes of items that cannot be, said before anything is asked: of orders that are closed, to other products."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from actions.orders.variant_choice import Swapped, line_swapped
from actions.refusals import refusal
from actions.turn import Reply, Turn, button
from knowledge.advice.constraints import type_matches
from knowledge.aftersales.wishes import ChangeItems


def closed_orders(turn: Turn, reply: Reply, numbers: Iterable[str]) -> list[str]:
    """Those of these orders whose items cannot be changed any more, after saying why."""
    closed = []
    for number in sorted(numbers):
        decision = turn.decide(ChangeItems(number, ()))
        if decision.rule != "nothing-named":
            refusal(turn, reply, decision, kind="change_items", number=number)
            closed.append(number)
    return closed


def other_product(turn: Turn, reply: Reply, items: Sequence[Swapped]) -> bool:
    """Whether another product is wanted instead of an item, which is no other version; says so then."""
    if not items or any(item["wanted"] for item in items):
        return False
    products = turn.shop.catalogue.snapshot().products
    of_items = [products.get(line_swapped(turn, item)[1].product_id) for item in items]
    kinds = [str(kind) for kind in turn.values("product_type")]
    if all(any(each and type_matches(each, kind) for each in of_items) for kind in kinds):
        return False
    words = turn.words
    buttons = [button(words.say("button-cancel"), "cancel_order", order_number=items[0]["order"])]
    buttons.append(button(words.say("button-person"), "contact_human_agent"))
    reply.say("change-other-product", buttons).ended("refused")
    return True
