"""Shopify's order CSV: the first row of an order tells of the order, each row of one line."""

from __future__ import annotations

from knowledge.cells import currency_code, filled, limited, moment, money, whole_number
from knowledge.importing import BadField, Row, RowProblem
from knowledge.orders.models import OrderState
from knowledge.orders.records import (
    LineRecord,
    OrderRecord,
    ParcelRecord,
    check_total,
    minor_or_zero,
    moment_or_none,
    order_number,
    reading,
    refuse,
)

REQUIRED = (
    "name",
    "email",
    "currency",
    "created_at",
    "lineitem_quantity",
    "lineitem_name",
    "lineitem_price",
)
_ADDRESS = {
    "name": "shipping_name",
    "street": "shipping_street",
    "postcode": "shipping_zip",
    "city": "shipping_city",
    "province": "shipping_province",
    "country": "shipping_country",
}
_SHIPPED = frozenset({"fulfilled", "shipped"})
_NOT_SHIPPED = frozenset(
    {"", "unfulfilled", "partial", "restocked", "pending", "on_hold", "scheduled", "in_progress", "open"}
)
_PAID = frozenset({"paid", "partially_paid", "partially_refunded", "refunded"})
_NOT_PAID = frozenset({"", "pending", "authorized", "expired", "voided", "unpaid"})


def read_shopify_order(rows: list[Row]) -> OrderRecord:
    """One order of its rows; raises `BadOrder`.

    Shopify tells when parcels left, not when they arrived: an order is `shipped` at most.
    """
    head, problems = rows[0], list[RowProblem]()
    with reading(head, problems):
        order = _head(head)
    refuse(problems)
    for row in rows:
        with reading(row, problems):
            order.lines.append(_line(row, order.currency))
    refuse(problems)
    with reading(head, problems):
        check_total(order, head)
    refuse(problems)
    return order


def _head(row: Row) -> OrderRecord:
    currency = currency_code(row["currency"], "currency")
    state = _state(row)
    shipped_at = moment_or_none(row, "fulfilled_at")
    return OrderRecord(
        line=row.line,
        number=order_number(row["name"], "name"),
        email=filled(row["email"], "email", 254).lower(),
        shop_id="",
        state=state,
        currency=currency,
        placed_at=moment(row["created_at"], "created_at"),
        shipping_minor=minor_or_zero(row, "shipping", currency),
        discount_minor=minor_or_zero(row, "discount_amount", currency),
        # Labels of the shop and its carriers, of any length.
        payment_method=row["payment_method"][:40],
        delivery_method=row["shipping_method"][:40],
        address={name: row[column][:200] for name, column in _ADDRESS.items() if row[column]},
        cancelled_at=moment_or_none(row, "cancelled_at"),
        parcels=[ParcelRecord(shipped_at=shipped_at)] if shipped_at and state == OrderState.SHIPPED else [],
        email_column=row.titles["email"],
        knows_delivery=False,
    )


def _state(row: Row) -> OrderState:
    fulfilment = row["fulfillment_status"].lower().replace(" ", "_")
    payment = row["financial_status"].lower().replace(" ", "_")
    if fulfilment not in _SHIPPED | _NOT_SHIPPED:
        raise BadField(
            "fulfillment_status", f"{fulfilment[:60]!r} is not a status of Shopify's that is known"
        )
    if payment not in _PAID | _NOT_PAID:
        raise BadField("financial_status", f"{payment[:60]!r} is not a status of Shopify's that is known")
    if row["cancelled_at"]:
        return OrderState.CANCELLED
    if fulfilment in _SHIPPED:
        return OrderState.SHIPPED
    return OrderState.PROCESSED if payment in _PAID else OrderState.PENDING


def _line(row: Row, currency: str) -> LineRecord:
    price = filled(row["lineitem_price"], "lineitem_price", 40)
    return LineRecord(
        sku=limited(row["lineitem_sku"], "lineitem_sku", 120),
        name=filled(row["lineitem_name"], "lineitem_name", 300),
        options={},
        quantity=whole_number(row["lineitem_quantity"], "lineitem_quantity", least=1),
        unit_minor=money(price, "lineitem_price", currency).minor,
    )
