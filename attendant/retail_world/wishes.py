"""The world's tools as wishes of our after-sales."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from knowledge.aftersales.wishes import (
    Cancel,
    ChangeAddress,
    ChangeItems,
    ChangeOwnAddress,
    ChangePayment,
    GiveBack,
    Swap,
    Swaps,
    Wish,
    address,
)
from knowledge.errors import DomainError
from knowledge.orders.models import Order

NO_LINE = 0
"""The id of no order line: what an item becomes that the order does not have."""


class BadArguments(DomainError):
    """A tool was called with arguments that it does not have."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")


def wish_of(name: str, arguments: Mapping[str, Any], order: Order | None) -> Wish:
    """The wish that a write stands for; raises `BadArguments`."""
    try:
        return _WISHES[name](order, **arguments)
    except (TypeError, AttributeError) as error:
        raise BadArguments(name, str(error)) from error


def _lines(order: Order | None, item_ids: Sequence[str]) -> list[int]:
    """An order line for each item; the same item named twice is two pieces."""
    left = (
        [(line.sku, line.id) for line in order.lines for _ in range(line.quantity)]
        if order is not None
        else []
    )
    found = []
    for item_id in item_ids:
        piece = next((each for each in left if each[0] == item_id), None)
        if piece is not None:
            left.remove(piece)
        found.append(piece[1] if piece is not None else NO_LINE)
    return found


def _swaps(order: Order | None, item_ids: Sequence[str], new_item_ids: Sequence[str]) -> Swaps:
    pairs = zip_longest(_lines(order, item_ids), new_item_ids, fillvalue=None)
    return tuple((int(line or NO_LINE), 1, str(new or "")) for line, new in pairs)


def _cancel(_: Order | None, *, order_id: str, reason: str) -> Wish:
    return Cancel(order_id, reason.strip().replace(" ", "_"))


def _return(order: Order | None, *, order_id: str, item_ids: list[str], payment_method_id: str) -> Wish:
    lines = tuple((line, 1) for line in _lines(order, item_ids))
    return GiveBack(order_id, lines, method=payment_method_id)


def _exchange(
    order: Order | None,
    *,
    order_id: str,
    item_ids: list[str],
    new_item_ids: list[str],
    payment_method_id: str,
) -> Wish:
    return Swap(order_id, _swaps(order, item_ids, new_item_ids), payment_method_id)


def _modify_items(
    order: Order | None,
    *,
    order_id: str,
    item_ids: list[str],
    new_item_ids: list[str],
    payment_method_id: str,
) -> Wish:
    return ChangeItems(order_id, _swaps(order, item_ids, new_item_ids), payment_method_id)


def _modify_address(_: Order | None, *, order_id: str, **parts: str) -> Wish:
    return ChangeAddress(order_id, address(**parts))


def _modify_payment(_: Order | None, *, order_id: str, payment_method_id: str) -> Wish:
    return ChangePayment(order_id, payment_method_id)


def _modify_user_address(_: Order | None, **parts: str) -> Wish:
    # Whose it is was checked: an owner changes their own only.
    return ChangeOwnAddress(address(**{name: value for name, value in parts.items() if name != "user_id"}))


_WISHES: Mapping[str, Callable[..., Wish]] = {
    "cancel_pending_order": _cancel,
    "return_delivered_order_items": _return,
    "exchange_delivered_order_items": _exchange,
    "modify_pending_order_items": _modify_items,
    "modify_pending_order_address": _modify_address,
    "modify_pending_order_payment": _modify_payment,
    "modify_user_address": _modify_user_address,
}
