"""Our own plain order CSV: one row a line of an order."""

from __future__ import annotations

from knowledge.cells import country_code, currency_code, filled, limited, moment, money, whole_number
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
    "order_number",
    ("customer_email", "customer_shop_id"),
    "state",
    "currency",
    "placed_at",
    "sku",
    "name",
    "quantity",
    "unit_price",
)

# What speaks of the whole order: later rows repeat it or leave it empty.
_ORDER_COLUMNS = (
    "customer_email",
    "customer_shop_id",
    "state",
    "currency",
    "placed_at",
    "promised_at",
    "shipping",
    "discount",
    "total",
    "payment_method",
    "delivery_method",
    "cancelled_at",
    "city",
    "country",
)


def read_plain_order(rows: list[Row]) -> OrderRecord:
    """One order of its rows; raises `BadOrder`."""
    head, problems = rows[0], list[RowProblem]()
    with reading(head, problems):
        order = _head(head)
    refuse(problems)
    for row in rows:
        with reading(row, problems):
            _check_agrees(row, head)
            order.lines.append(_line(row, order.currency))
            _add_parcel(order.parcels, _parcel(row))
    refuse(problems)
    with reading(head, problems):
        check_total(order, head)
    refuse(problems)
    return order


def _check_agrees(row: Row, head: Row) -> None:
    for column in _ORDER_COLUMNS:
        if row[column] not in ("", head[column]):
            first = f"line {head.line} of the same order has {head[column][:60]!r}"
            raise BadField(column, f"{row[column][:60]!r}, but {first}")


def _state(text: str) -> OrderState:
    word = {"canceled": "cancelled"}.get(text.lower(), text.lower())
    try:
        return OrderState(word)
    except ValueError:
        known = ", ".join(state.value for state in OrderState)
        raise BadField("state", f"{text[:60]!r} is none of {known}") from None


def _head(row: Row) -> OrderRecord:
    currency = currency_code(row["currency"], "currency")
    state = _state(row["state"])
    cancelled_at = moment_or_none(row, "cancelled_at")
    if cancelled_at and state != OrderState.CANCELLED:
        raise BadField("cancelled_at", f"is given, but the state is {state.value}")
    if not (row["customer_email"] or row["customer_shop_id"]):
        raise BadField("customer_email", "is empty, and so is customer_shop_id")
    address = {"city": limited(row["city"], "city", 120)} if row["city"] else {}
    if row["country"]:
        address["country"] = country_code(row["country"], "country")
    return OrderRecord(
        line=row.line,
        number=order_number(row["order_number"], "order_number"),
        email=row["customer_email"].lower(),
        shop_id=row["customer_shop_id"],
        state=state,
        currency=currency,
        placed_at=moment(row["placed_at"], "placed_at"),
        promised_at=moment_or_none(row, "promised_at"),
        shipping_minor=minor_or_zero(row, "shipping", currency),
        discount_minor=minor_or_zero(row, "discount", currency),
        payment_method=limited(row["payment_method"], "payment_method", 40),
        delivery_method=limited(row["delivery_method"], "delivery_method", 40),
        address=address,
        cancelled_at=cancelled_at,
    )


def _line(row: Row, currency: str) -> LineRecord:
    options: dict[str, str] = {}
    for piece in filter(None, (piece.strip() for piece in row["options"].split(";"))):
        name, mark, value = (part.strip() for part in piece.partition("="))
        if not (name and mark and value):
            raise BadField("options", f"{piece[:60]!r} is not written as colour=green;size=M")
        options[name] = value
    return LineRecord(
        sku=filled(row["sku"], "sku", 120),
        name=filled(row["name"], "name", 300),
        options=options,
        quantity=whole_number(row["quantity"], "quantity", least=1),
        unit_minor=money(filled(row["unit_price"], "unit_price", 40), "unit_price", currency).minor,
    )


def _parcel(row: Row) -> ParcelRecord:
    parcel = ParcelRecord(
        carrier=limited(row["carrier"], "carrier", 60),
        tracking_number=limited(row["tracking_number"], "tracking_number", 80),
        shipped_at=moment_or_none(row, "shipped_at"),
        delivered_at=moment_or_none(row, "delivered_at"),
    )
    if parcel.shipped_at and parcel.delivered_at and parcel.delivered_at < parcel.shipped_at:
        raise BadField("delivered_at", "is before shipped_at")
    return parcel


def _add_parcel(parcels: list[ParcelRecord], parcel: ParcelRecord) -> None:
    """Add what a row says of a parcel; rows with one tracking number speak of one parcel."""
    if parcel == ParcelRecord() or parcel in parcels:
        return
    for place, known in enumerate(parcels):
        if parcel.tracking_number and known.tracking_number == parcel.tracking_number:
            for column in ("carrier", "shipped_at", "delivered_at"):
                first, second = getattr(known, column), getattr(parcel, column)
                if first and second and first != second:
                    raise BadField(column, f"differs from that of parcel {parcel.tracking_number!r} above")
            parcels[place] = ParcelRecord(
                known.carrier or parcel.carrier,
                parcel.tracking_number,
                known.shipped_at or parcel.shipped_at,
                known.delivered_at or parcel.delivered_at,
            )
            return
    parcels.append(parcel)
