"""A retail world of three products, three people and eight orders, in the files' own formats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from attendant.retail_world.files import Case, World


def _variant(item_id: str, price: float, *, available: bool = True, **options: str) -> dict[str, Any]:
    return {"item_id": item_id, "options": options, "available": available, "price": price}


def _product(product_id: str, name: str, *variants: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "product_id": product_id, "variants": {each["item_id"]: each for each in variants}}


def _place(number: int) -> dict[str, str]:
    return {
        "address1": f"{number} Mill Lane",
        "address2": "",
        "city": "Austin",
        "state": "TX",
        "country": "USA",
        "zip": f"7870{number}",
    }


def _user(user_id: str, number: int, **methods: tuple[str, float | None]) -> dict[str, Any]:
    stored = {
        code: {"source": source, "id": code} | ({} if balance is None else {"balance": balance})
        for code, (source, balance) in methods.items()
    }
    first, last = user_id.split("_")
    return {
        "user_id": user_id,
        "name": {"first_name": first.title(), "last_name": last.title()},
        "address": _place(number),
        "email": f"{first}@example.org",
        "payment_methods": stored,
        "orders": [],
    }


PRODUCTS = {
    "p1": _product(
        "p1",
        "Keyboard",
        _variant("k1", 100.0, switches="linear", light="white"),
        _variant("k2", 120.5, switches="clicky", light="white"),
        _variant("k3", 90.25, switches="tactile", light="none"),
        _variant("k4", 80.0, available=False, switches="clicky", light="none"),
    ),
    "p2": _product(
        "p2",
        "Kettle",
        _variant("t1", 30.1, capacity="1 l", colour="red"),
        _variant("t2", 33.3, capacity="2 l", colour="red"),
    ),
    "p3": _product("p3", "Lamp", _variant("l1", 55.55, colour="blue")),
}
USERS = {
    user["user_id"]: user
    for user in (
        _user(
            "ada_berg",
            1,
            card_1=("credit_card", None),
            pay_1=("paypal", None),
            gift_1=("gift_card", 60.0),
            gift_2=("gift_card", 500.0),
        ),
        _user("ben_cole", 2, card_2=("credit_card", None)),
        _user("eve_dahl", 3, gift_3=("gift_card", 5.0)),
    )
}


def _order(number: str, user_id: str, status: str, method: str, *item_ids: str) -> dict[str, Any]:
    items = []
    for item_id in item_ids:
        product = next(each for each in PRODUCTS.values() if item_id in each["variants"])
        variant = product["variants"][item_id]
        items.append(
            {
                "name": product["name"],
                "product_id": product["product_id"],
                "item_id": item_id,
                "price": variant["price"],
                "options": variant["options"],
            }
        )
    total = round(sum(item["price"] for item in items), 2)
    sent = [{"tracking_id": [f"9{number[1:]}"], "item_ids": list(item_ids)}] if status != "pending" else []
    return {
        "order_id": number,
        "user_id": user_id,
        "address": _place(4),
        "items": items,
        "status": status,
        "fulfillments": sent,
        "payment_history": [{"transaction_type": "payment", "amount": total, "payment_method_id": method}],
    }


ORDERS = {
    order["order_id"]: order
    for order in (
        _order("#W1", "ada_berg", "pending", "card_1", "k1", "t1"),
        _order("#W2", "ada_berg", "pending", "gift_2", "t1", "t1"),
        _order("#W3", "ada_berg", "delivered", "card_1", "k1", "k1", "l1"),
        _order("#W4", "ada_berg", "delivered", "gift_2", "k3", "t2"),
        _order("#W5", "ada_berg", "processed", "pay_1", "l1"),
        _order("#W6", "ben_cole", "pending", "card_2", "k2"),
        _order("#W7", "ben_cole", "delivered", "card_2", "t1"),
        _order("#W8", "eve_dahl", "delivered", "gift_3", "k1"),
    )
}
WORLD: World = {"products": PRODUCTS, "users": USERS, "orders": ORDERS}

ADA = {"name": "find_user_id_by_email", "arguments": {"email": "Ada@example.org"}}
BEN = {
    "name": "find_user_id_by_name_zip",
    "arguments": {"first_name": "Ben", "last_name": "Cole", "zip": "78702"},
}


def call(name: str, **arguments: Any) -> dict[str, Any]:
    """A tool call of a case."""
    return {"name": name, "arguments": arguments}


def case(case_id: str, *actions: dict[str, Any]) -> Case:
    """A case of these calls."""
    return Case.model_validate({"id": case_id, "evaluation_criteria": {"actions": list(actions)}})


MOVED = {**_place(9), "address2": "Flat 2"}
LAWFUL = (
    case("cancel", ADA, call("cancel_pending_order", order_id="#W1", reason="no longer needed")),
    case("cancel-gift-card", ADA, call("cancel_pending_order", order_id="#W2", reason="ordered by mistake")),
    case(
        "change-items",
        ADA,
        call(
            "modify_pending_order_items",
            order_id="#W1",
            item_ids=["k1", "t1"],
            new_item_ids=["k2", "t2"],
            payment_method_id="gift_1",
        ),
    ),
    case(
        "cheaper-items",
        ADA,
        call(
            "modify_pending_order_items",
            order_id="#W1",
            item_ids=["k1"],
            new_item_ids=["k3"],
            payment_method_id="pay_1",
        ),
    ),
    case(
        "one-of-two-alike",
        ADA,
        call(
            "modify_pending_order_items",
            order_id="#W2",
            item_ids=["t1"],
            new_item_ids=["t2"],
            payment_method_id="gift_2",
        ),
    ),
    case(
        "address-then-payment-then-cancel",
        ADA,
        call("modify_pending_order_address", order_id="#W2", **MOVED),
        call("modify_pending_order_payment", order_id="#W2", payment_method_id="card_1"),
        call("cancel_pending_order", order_id="#W2", reason="no longer needed"),
    ),
    case(
        "pay-by-gift-card",
        ADA,
        call("modify_pending_order_payment", order_id="#W1", payment_method_id="gift_2"),
    ),
    case(
        "there-and-back",
        BEN,
        call("modify_user_address", user_id="ben_cole", **MOVED),
        call("modify_user_address", user_id="ben_cole", **_place(2)),
        call("modify_user_address", user_id="ben_cole", **MOVED),
    ),
    case(
        "return",
        ADA,
        call(
            "return_delivered_order_items",
            order_id="#W3",
            item_ids=["k1", "l1", "k1"],
            payment_method_id="card_1",
        ),
        call("return_delivered_order_items", order_id="#W4", item_ids=["t2"], payment_method_id="gift_1"),
    ),
    case(
        "exchange-two-alike",
        ADA,
        call(
            "exchange_delivered_order_items",
            order_id="#W3",
            item_ids=["k1", "k1"],
            new_item_ids=["k2", "k3"],
            payment_method_id="gift_1",
        ),
    ),
    case("nobody-named", call("cancel_pending_order", order_id="#W6", reason="no longer needed")),
    case("handed-over", ADA, call("transfer_to_human_agents", summary="wants to talk")),
)


def _swap(name: str, order_id: str, old: str, new: str, method: str) -> dict[str, Any]:
    return call(name, order_id=order_id, item_ids=[old], new_item_ids=[new], payment_method_id=method)


def _back(order_id: str, item: str, method: str) -> dict[str, Any]:
    return call("return_delivered_order_items", order_id=order_id, item_ids=[item], payment_method_id=method)


_TO_T2 = _swap("modify_pending_order_items", "#W1", "t1", "t2", "card_1")
UNLAWFUL = {
    "reason-not-accepted": case("1", ADA, call("cancel_pending_order", order_id="#W1", reason="bored")),
    "not-cancellable": case(
        "2", ADA, call("cancel_pending_order", order_id="#W5", reason="no longer needed")
    ),
    "already-delivered": case(
        "3", ADA, call("cancel_pending_order", order_id="#W3", reason="no longer needed")
    ),
    "order-not-found-for-this-owner": case(
        "4", ADA, call("cancel_pending_order", order_id="#W6", reason="no longer needed")
    ),
    "another-user": case("5", ADA, call("modify_user_address", user_id="ben_cole", **MOVED)),
    "items-changed": case(
        "6", ADA, _TO_T2, call("cancel_pending_order", order_id="#W1", reason="no longer needed")
    ),
    "method-not-allowed": case("7", ADA, _back("#W3", "l1", "pay_1")),
    "method-not-yours": case("8", ADA, _back("#W3", "l1", "card_2")),
    "item-not-in-order": case("9", ADA, _back("#W3", "t1", "card_1")),
    "not-delivered": case("10", ADA, _back("#W5", "l1", "pay_1")),
    "not-yet-shipped": case("11", ADA, _back("#W1", "k1", "card_1")),
    "one-request-per-order": case("12", ADA, _back("#W3", "l1", "card_1"), _back("#W3", "k1", "card_1")),
    "variant-not-available": case(
        "13", ADA, _swap("exchange_delivered_order_items", "#W3", "k1", "k4", "card_1")
    ),
    "other-product": case("14", ADA, _swap("exchange_delivered_order_items", "#W3", "k1", "t1", "card_1")),
    "same-variant": case("15", ADA, _swap("modify_pending_order_items", "#W1", "k1", "k1", "card_1")),
    "no-such-variant": case("16", ADA, _swap("modify_pending_order_items", "#W1", "k1", "k9", "card_1")),
    "balance-too-low": case("17", _swap("exchange_delivered_order_items", "#W8", "k1", "k2", "gift_3")),
    "same-method": case(
        "18", ADA, call("modify_pending_order_payment", order_id="#W1", payment_method_id="card_1")
    ),
    "being-packed": case("19", ADA, call("modify_pending_order_address", order_id="#W5", **MOVED)),
}
"""Cases whose last write the world does not allow, by the rule that refuses it."""


def written(folder: Path, cases: tuple[Case, ...] = LAWFUL) -> tuple[Path, Path]:
    """The two files."""
    db, tasks = folder / "db.json", folder / "tasks.json"
    db.write_text(json.dumps(WORLD), encoding="utf-8")
    tasks.write_text(json.dumps([each.model_dump() for each in cases]), encoding="utf-8")
    return db, tasks
