"""What each write of the world does to `db.json`, as its policy.md and the data document it.

This is the other side of the exam: it knows nothing of our services, and works on the world's own records. A write
that the world does not allow changes nothing.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from attendant.retail_world.files import World

CANCEL_REASONS = ("no longer needed", "ordered by mistake")
ITEM_MODIFIED = "pending (item modified)"


class NotAllowed(Exception):
    """The world does not allow a write."""


class Expected:
    """The world that a case's writes make. What is changed is copied first, so that many can share one world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.orders: dict[str, dict[str, Any]] = {}
        self.users: dict[str, dict[str, Any]] = {}

    def apply(self, name: str, arguments: Mapping[str, Any]) -> None:
        """Do a write; raises `NotAllowed`."""
        _WRITES[name](self, **arguments)

    def order(self, order_id: str) -> dict[str, Any]:
        """An order, to be changed."""
        if order_id not in self.orders:
            if order_id not in self._world["orders"]:
                raise NotAllowed(f"no order {order_id}")
            self.orders[order_id] = copy.deepcopy(self._world["orders"][order_id])
        return self.orders[order_id]

    def user(self, user_id: str) -> dict[str, Any]:
        """A user, to be changed."""
        if user_id not in self.users:
            if user_id not in self._world["users"]:
                raise NotAllowed(f"no user {user_id}")
            self.users[user_id] = copy.deepcopy(self._world["users"][user_id])
        return self.users[user_id]

    def method(self, user_id: str, method_id: str) -> dict[str, Any]:
        """A payment method of a user's."""
        methods: dict[str, dict[str, Any]] = self.user(user_id)["payment_methods"]
        if method_id not in methods:
            raise NotAllowed(f"user {user_id} has no payment method {method_id}")
        return methods[method_id]

    def variant(self, product_id: str, item_id: str) -> dict[str, Any]:
        """A variant of a product that can be had."""
        variant: dict[str, Any] | None = self._world["products"][product_id]["variants"].get(item_id)
        if variant is None or not variant["available"]:
            raise NotAllowed(f"product {product_id} has no item {item_id} to be had")
        return variant


def _cents(amount: float) -> Decimal:
    return Decimal(str(amount)).quantize(Decimal("0.01"))


def _move(expected: Expected, order: dict[str, Any], kind: str, method_id: str, amount: Decimal) -> None:
    """Write a movement into the payment history; gift cards move at once."""
    entry = {"transaction_type": kind, "amount": float(amount), "payment_method_id": method_id}
    order["payment_history"].append(entry)
    method = expected.method(order["user_id"], method_id)
    if method["source"] == "gift_card":
        sign = 1 if kind == "refund" else -1
        method["balance"] = float(_cents(method["balance"]) + sign * amount)


def _cancel(expected: Expected, *, order_id: str, reason: str) -> None:
    order = expected.order(order_id)
    if order["status"] != "pending" or reason not in CANCEL_REASONS:
        raise NotAllowed("only pending orders, for two reasons")
    held: dict[str, Decimal] = {}
    for entry in order["payment_history"]:
        sign = 1 if entry["transaction_type"] == "payment" else -1
        held[entry["payment_method_id"]] = held.get(entry["payment_method_id"], Decimal()) + sign * _cents(
            entry["amount"]
        )
    for method_id, amount in held.items():
        if amount > 0:
            _move(expected, order, "refund", method_id, amount)
    order["status"], order["cancel_reason"] = "cancelled", reason


def _named(order: dict[str, Any], item_ids: list[str]) -> None:
    have = Counter(item["item_id"] for item in order["items"])
    if not item_ids or Counter(item_ids) - have:
        raise NotAllowed("items that are not in the order")


def _difference(
    expected: Expected, order: dict[str, Any], item_ids: list[str], new_item_ids: list[str], method_id: str
) -> Decimal:
    """What the new items cost more; checks that they may be had, and that a gift card can pay."""
    _named(order, item_ids)
    if len(item_ids) != len(new_item_ids):
        raise NotAllowed("as many new items as old ones")
    difference = Decimal()
    for item_id, new_item_id in zip(item_ids, new_item_ids, strict=True):
        item = next(each for each in order["items"] if each["item_id"] == item_id)
        if item_id == new_item_id:
            raise NotAllowed("another option of the product")
        difference += _cents(expected.variant(item["product_id"], new_item_id)["price"]) - _cents(
            item["price"]
        )
    method = expected.method(order["user_id"], method_id)
    if method["source"] == "gift_card" and _cents(method["balance"]) < difference:
        raise NotAllowed("the gift card has too little left")
    return difference


def _modify_items(
    expected: Expected, *, order_id: str, item_ids: list[str], new_item_ids: list[str], payment_method_id: str
) -> None:
    order = expected.order(order_id)
    if order["status"] != "pending":
        raise NotAllowed("only pending orders")
    difference = _difference(expected, order, item_ids, new_item_ids, payment_method_id)
    if difference:
        kind = "payment" if difference > 0 else "refund"
        _move(expected, order, kind, payment_method_id, abs(difference))
    for item_id, new_item_id in zip(item_ids, new_item_ids, strict=True):
        item = next(each for each in order["items"] if each["item_id"] == item_id)
        variant = expected.variant(item["product_id"], new_item_id)
        item |= {"item_id": new_item_id, "price": variant["price"], "options": variant["options"]}
    order["status"] = ITEM_MODIFIED


def _modify_address(expected: Expected, *, order_id: str, **address: str) -> None:
    order = expected.order(order_id)
    if order["status"] != "pending":
        raise NotAllowed("only pending orders whose items were not modified")
    order["address"] = address


def _modify_payment(expected: Expected, *, order_id: str, payment_method_id: str) -> None:
    order = expected.order(order_id)
    history = order["payment_history"]
    if order["status"] != "pending" or len(history) != 1:
        raise NotAllowed("only pending orders with one payment")
    method = expected.method(order["user_id"], payment_method_id)
    paid, amount = history[0]["payment_method_id"], _cents(history[0]["amount"])
    if paid == payment_method_id:
        raise NotAllowed("another method than before")
    if method["source"] == "gift_card" and _cents(method["balance"]) < amount:
        raise NotAllowed("the gift card has too little left")
    _move(expected, order, "payment", payment_method_id, amount)
    _move(expected, order, "refund", paid, amount)


def _modify_user_address(expected: Expected, *, user_id: str, **address: str) -> None:
    expected.user(user_id)["address"] = address


def _return(expected: Expected, *, order_id: str, item_ids: list[str], payment_method_id: str) -> None:
    order = expected.order(order_id)
    if order["status"] != "delivered":
        raise NotAllowed("only delivered orders")
    method = expected.method(order["user_id"], payment_method_id)
    original = order["payment_history"][0]["payment_method_id"]
    if method["source"] != "gift_card" and payment_method_id != original:
        raise NotAllowed("the original method or a gift card")
    _named(order, item_ids)
    order["status"] = "return requested"
    order["return_items"] = sorted(item_ids)
    order["return_payment_method_id"] = payment_method_id


def _exchange(
    expected: Expected, *, order_id: str, item_ids: list[str], new_item_ids: list[str], payment_method_id: str
) -> None:
    order = expected.order(order_id)
    if order["status"] != "delivered":
        raise NotAllowed("only delivered orders")
    difference = _difference(expected, order, item_ids, new_item_ids, payment_method_id)
    order["status"] = "exchange requested"
    order["exchange_items"] = sorted(item_ids)
    order["exchange_new_items"] = sorted(new_item_ids)
    order["exchange_payment_method_id"] = payment_method_id
    order["exchange_price_difference"] = float(difference)


_WRITES: Mapping[str, Callable[..., None]] = {
    "cancel_pending_order": _cancel,
    "modify_pending_order_items": _modify_items,
    "modify_pending_order_address": _modify_address,
    "modify_pending_order_payment": _modify_payment,
    "modify_user_address": _modify_user_address,
    "return_delivered_order_items": _return,
    "exchange_delivered_order_items": _exchange,
}
WRITES = frozenset(_WRITES)
"""The tools that change the world."""
