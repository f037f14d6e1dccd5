"""Bringing the world into our tables, as a shop of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from attendant.retail_world.effects import ITEM_MODIFIED
from attendant.retail_world.files import World
from knowledge.audit import record as audit
from knowledge.catalogue.models import Product, Variant
from knowledge.customers.models import Customer
from knowledge.database import Base, SessionFactory, utc_now, writing
from knowledge.errors import DomainError
from knowledge.money import Money
from knowledge.orders.models import CustomerAddress, Fulfilment, Order, OrderLine, OrderState
from knowledge.orders.payments import EntryState, PaymentEntry, PaymentMethod

CURRENCY = "USD"
PLENTY = 1_000
"""The stock of what can be had: the world does not count."""
_STATES = {
    "pending": OrderState.PENDING,
    ITEM_MODIFIED: OrderState.PENDING,
    "processed": OrderState.PROCESSED,
    "delivered": OrderState.DELIVERED,
    "cancelled": OrderState.CANCELLED,
}


class NotEmpty(DomainError):
    """There is a shop in the database already."""

    def __init__(self) -> None:
        super().__init__(
            "the database has orders already: point ATTENDANT_DATABASE_URL to an empty one for this world"
        )


def import_world(sessions: SessionFactory, world: World) -> dict[str, int]:
    """Import products, users and orders into an empty database; how many of each. Raises `NotEmpty`."""
    now = utc_now()
    with writing(sessions) as session:
        if session.scalar(select(Order.id).limit(1)) is not None:
            raise NotEmpty
        _catalogue(session, world, now)
        customers = _customers(session, world, now)
        _orders(session, world, customers, now)
        counts = {name: len(world[name]) for name in ("products", "users", "orders")}
        audit(session, actor="system", action="world.imported", subject="file:db.json", **counts)
    return counts


def minor(amount: Any) -> int:
    """An amount of the world in cents."""
    return Money.parse(amount, CURRENCY).minor


def filled(address: Mapping[str, str]) -> dict[str, str]:
    """An address without its empty parts."""
    return {name: value for name, value in address.items() if value}


def _write(session: Session, table: type[Base], rows: list[dict[str, Any]]) -> None:
    if rows:
        session.execute(insert(table), rows)


def _catalogue(session: Session, world: World, now: datetime) -> None:
    products, variants = [], []
    for product in world["products"].values():
        products.append({"id": product["product_id"], "name": product["name"], "updated_at": now})
        variants += [
            {
                "product_id": product["product_id"],
                "sku": variant["item_id"],
                "options": variant["options"],
                "price_minor": minor(variant["price"]),
                "currency": CURRENCY,
                "stock": PLENTY if variant["available"] else 0,
                "position": place,
            }
            for place, variant in enumerate(product["variants"].values())
        ]
    _write(session, Product, products)
    _write(session, Variant, variants)


def _customers(session: Session, world: World, now: datetime) -> dict[str, int]:
    """Import the users; our ids of them by theirs."""
    users = world["users"].values()
    customers = [
        {
            "shop_id": user["user_id"],
            "email": user["email"].lower(),
            "name": f"{user['name']['first_name']} {user['name']['last_name']}",
            "country": "US",
            "city": user["address"]["city"],
            "created_at": now,
        }
        for user in users
    ]
    _write(session, Customer, customers)
    ids = dict(session.execute(select(Customer.shop_id, Customer.id)).all())
    addresses = [{"customer_id": ids[user["user_id"]], "address": filled(user["address"])} for user in users]
    methods = [
        {
            "customer_id": ids[user["user_id"]],
            "code": method["id"],
            "kind": method["source"],
            "brand": method.get("brand", ""),
            "last_four": method.get("last_four", ""),
            "balance_minor": minor(method["balance"]) if method["source"] == "gift_card" else None,
            "currency": CURRENCY,
        }
        for user in users
        for method in user["payment_methods"].values()
    ]
    _write(session, CustomerAddress, addresses)
    _write(session, PaymentMethod, methods)
    return ids


def _orders(session: Session, world: World, customers: dict[str, int], now: datetime) -> None:
    orders = [_order_row(order, customers[order["user_id"]], now) for order in world["orders"].values()]
    _write(session, Order, orders)
    ids = dict(session.execute(select(Order.number, Order.id)).all())
    lines, parcels, payments = [], [], []
    for order in world["orders"].values():
        order_id = ids[_number(order)]
        lines += [
            {
                "order_id": order_id,
                "sku": item["item_id"],
                "product_id": item["product_id"],
                "name": item["name"],
                "options": item["options"],
                "quantity": 1,
                "unit_minor": minor(item["price"]),
            }
            for item in order["items"]
        ]
        parcels += [
            {"order_id": order_id, "tracking_number": tracking, "events": []}
            for parcel in order["fulfillments"]
            for tracking in parcel["tracking_id"]
        ]
        payments += [
            {
                "order_id": order_id,
                "key": f"world:{order['order_id']}:{place}",
                "kind": entry["transaction_type"],
                "state": EntryState.SUCCEEDED,
                "method": entry["payment_method_id"],
                "amount_minor": minor(entry["amount"]),
                "currency": CURRENCY,
                "at": now,
            }
            for place, entry in enumerate(order["payment_history"])
        ]
    for table, rows in ((OrderLine, lines), (Fulfilment, parcels), (PaymentEntry, payments)):
        _write(session, table, rows)


def _number(order: Mapping[str, Any]) -> str:
    return str(order["order_id"]).lstrip("#")


def _order_row(order: Mapping[str, Any], customer_id: int, now: datetime) -> dict[str, Any]:
    history = order["payment_history"]
    return {
        "number": _number(order),
        "customer_id": customer_id,
        "state": _STATES[order["status"]],
        "currency": CURRENCY,
        "payment_method": history[0]["payment_method_id"] if history else "",
        "address": filled(order["address"]),
        "placed_at": now,
        "items_changed_at": now if order["status"] == ITEM_MODIFIED else None,
    }
