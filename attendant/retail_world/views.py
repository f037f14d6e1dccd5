"""The two worlds brought to one form, so that they can be compared: the file's records and our tables.

Money is in cents. `fulfillments` are left out: no write of this world touches them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from attendant.retail_world.effects import ITEM_MODIFIED
from attendant.retail_world.files import World
from attendant.retail_world.importing import filled, minor
from knowledge.aftersales.models import Exchange, ExchangeLine, Refund, Return, ReturnLine
from knowledge.aftersales.states import ExchangeState, ReturnState
from knowledge.catalogue.models import Variant
from knowledge.customers.models import Customer
from knowledge.orders.models import CustomerAddress, Order, OrderLine, OrderState
from knowledge.orders.payments import EntryState, PaymentEntry, PaymentMethod

View = dict[str, Any]
Views = dict[str, View]
"""Views by what they are of, such as `order #W1` or `user ada_1`."""
_WRITTEN = (
    "cancel_reason",
    "return_items",
    "return_payment_method_id",
    "exchange_items",
    "exchange_new_items",
    "exchange_payment_method_id",
)


def views_of_file(world: World) -> Views:
    """Every order, user and variant of a world."""
    found = {f"order {name}": order_view(order) for name, order in world["orders"].items()}
    found |= {f"user {name}": user_view(user) for name, user in world["users"].items()}
    for product in world["products"].values():
        for item_id, variant in product["variants"].items():
            found[f"item {item_id}"] = _item(variant["price"], variant["options"], variant["available"])
    return found


def _item(price: Any, options: Mapping[str, str], available: bool) -> View:
    return {"price": minor(price), "options": dict(options), "available": available}


def user_view(user: Mapping[str, Any]) -> View:
    """A user of the file."""
    return {
        "name": f"{user['name']['first_name']} {user['name']['last_name']}",
        "email": user["email"].lower(),
        "address": filled(user["address"]),
        "payment_methods": {
            code: minor(method["balance"]) if method["source"] == "gift_card" else None
            for code, method in user["payment_methods"].items()
        },
    }


def order_view(order: Mapping[str, Any]) -> View:
    """An order of the file."""
    view = {
        "user_id": order["user_id"],
        "status": order["status"],
        "address": filled(order["address"]),
        "items": [
            (item["product_id"], item["item_id"], minor(item["price"]), dict(item["options"]))
            for item in order["items"]
        ],
        "payment_history": [
            (entry["transaction_type"], minor(entry["amount"]), entry["payment_method_id"])
            for entry in order["payment_history"]
        ],
    }
    view |= {name: order[name] for name in _WRITTEN if name in order}
    if "exchange_price_difference" in order:
        view["exchange_price_difference"] = minor(order["exchange_price_difference"])
    return view


def views_of_tables(session: Session) -> Views:
    """Every order, user and variant of our tables, told as the file would."""
    found = dict(_orders(session)) | dict(_users(session))
    for variant in session.execute(select(Variant.sku, Variant.price_minor, Variant.options, Variant.stock)):
        found[f"item {variant.sku}"] = {
            "price": variant.price_minor,
            "options": variant.options,
            "available": variant.stock > 0,
        }
    return found


def _users(session: Session) -> Iterator[tuple[str, View]]:
    methods: dict[int, dict[str, int | None]] = defaultdict(dict)
    query = select(PaymentMethod.customer_id, PaymentMethod.code, PaymentMethod.balance_minor)
    for customer_id, code, balance in session.execute(query):
        methods[customer_id][code] = balance
    users = select(Customer.id, Customer.shop_id, Customer.name, Customer.email, CustomerAddress.address)
    users = users.join(CustomerAddress, CustomerAddress.customer_id == Customer.id)
    for user in session.execute(users):
        view = {"name": user.name, "email": user.email, "address": user.address}
        yield f"user {user.shop_id}", view | {"payment_methods": methods[user.id]}


def _orders(session: Session) -> Iterator[tuple[str, View]]:
    items: dict[int, list[tuple[str, str, int, dict[str, str]]]] = defaultdict(list)
    lines = select(
        OrderLine.order_id,
        OrderLine.product_id,
        OrderLine.sku,
        OrderLine.unit_minor,
        OrderLine.options,
        OrderLine.quantity,
    )
    for line in session.execute(lines.order_by(OrderLine.id)):
        items[line.order_id] += [(line.product_id, line.sku, line.unit_minor, line.options)] * line.quantity
    history: dict[int, list[tuple[str, int, str]]] = defaultdict(list)
    entries = select(
        PaymentEntry.order_id, PaymentEntry.kind, PaymentEntry.amount_minor, PaymentEntry.method
    ).where(PaymentEntry.state != EntryState.FAILED)
    for entry in session.execute(entries.order_by(PaymentEntry.id)):
        history[entry.order_id].append((str(entry.kind), entry.amount_minor, entry.method))
    requests = _returns(session) | _exchanges(session)
    orders = select(
        Order.id,
        Order.number,
        Order.state,
        Order.items_changed_at,
        Order.address,
        Order.cancel_reason,
        Customer.shop_id,
    ).join(Customer, Customer.id == Order.customer_id)
    for order in session.execute(orders):
        modified = order.state == OrderState.PENDING and order.items_changed_at is not None
        view: View = {
            "user_id": order.shop_id,
            "status": ITEM_MODIFIED if modified else str(order.state),
            "address": order.address,
            "items": items[order.id],
            "payment_history": history[order.id],
        }
        if order.cancel_reason:
            view["cancel_reason"] = order.cancel_reason.replace("_", " ")
        yield f"order #{order.number}", view | requests.get(order.id, {})


def _returns(session: Session) -> dict[int, View]:
    """What open returns say about their orders."""
    query = (
        select(Return.order_id, OrderLine.sku, ReturnLine.quantity, Refund.method)
        .join(ReturnLine, ReturnLine.return_id == Return.id)
        .join(OrderLine, OrderLine.id == ReturnLine.order_line_id)
        .outerjoin(Refund, Refund.return_id == Return.id)
        .where(Return.state == ReturnState.REQUESTED)
    )
    found: dict[int, View] = {}
    for order_id, sku, quantity, method in session.execute(query):
        view = found.setdefault(order_id, {"status": "return requested", "return_items": []})
        view["return_items"] = sorted([*view["return_items"], *[sku] * quantity])
        view["return_payment_method_id"] = method
    return found


def _exchanges(session: Session) -> dict[int, View]:
    """What open exchanges say about their orders."""
    query = (
        select(Exchange, ExchangeLine, OrderLine.sku)
        .join(ExchangeLine, ExchangeLine.exchange_id == Exchange.id)
        .join(OrderLine, OrderLine.id == ExchangeLine.order_line_id)
        .where(Exchange.state == ExchangeState.REQUESTED)
    )
    found: dict[int, View] = {}
    for exchange, line, sku in session.execute(query):
        empty: View = {"status": "exchange requested", "exchange_items": [], "exchange_new_items": []}
        view = found.setdefault(exchange.order_id, empty)
        view["exchange_items"] = sorted([*view["exchange_items"], *[sku] * line.quantity])
        view["exchange_new_items"] = sorted([*view["exchange_new_items"], *[line.sku] * line.quantity])
        view["exchange_payment_method_id"] = exchange.method
        view["exchange_price_difference"] = exchange.difference_minor
    return found
