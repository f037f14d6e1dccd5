"""Bringing a shop's orders into our tables: all of a file in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from knowledge.aftersales.models import Return
from knowledge.audit import record as audit
from knowledge.catalogue.models import Product, Variant
from knowledge.customers.identities import EMAIL, SHOP_ID, former
from knowledge.customers.models import Customer
from knowledge.customers.value.refresh import refresh_values
from knowledge.database import SessionFactory, writing
from knowledge.encryption import looked_up
from knowledge.importing import BadField, ImportReport, RowProblem
from knowledge.orders.models import ORDER_TRANSITIONS, Fulfilment, Order, OrderLine, OrderState
from knowledge.orders.order_files import read_orders
from knowledge.orders.records import LineRecord, OrderRecord, ParcelRecord

_BATCH = 200


def import_orders(sessions: SessionFactory, path: Path) -> ImportReport:
    """Import a Shopify order CSV, or a plain one with one row a line.

    The plain columns: order_number, customer_email or customer_shop_id, state, currency, placed_at,
    promised_at, shipping, discount, payment_method, delivery_method, sku, name, options
    ("colour=green;size=M"), quantity, unit_price, carrier, tracking_number, shipped_at, delivered_at,
    cancelled_at, city, country; and total, which is checked. Times without a zone are UTC.

    An order with a bad row is left out as a whole. An order that is stored already moves forward only;
    once it has returns, its lines and amounts stay. Empty cells leave what is stored.

    Raises:
        BadFile: The file cannot be read as a whole; nothing was changed.
    """
    report = ImportReport()
    records = list(read_orders(path, report.problems))
    with writing(sessions) as session:
        buyers: set[int] = set()
        for start in range(0, len(records), _BATCH):
            buyers |= _store(session, records[start : start + _BATCH], report)
        refresh_values(session, buyers)
        if report.changed:
            subject = f"file:{path.name}"[:80]
            counts = {"created": report.created, "updated": report.updated}
            audit(session, actor="system", action="orders.imported", subject=subject, **counts)
    report.problems.sort(key=lambda problem: problem.line)
    return report


@dataclass(frozen=True)
class _Sold:
    """What the catalogue knows of a SKU."""

    product_id: str
    product_name: str
    options: dict[str, str]


def _store(session: Session, records: list[OrderRecord], report: ImportReport) -> set[int]:
    """Keep a batch; gives the customers of orders that are new or changed."""
    emails, shop_ids = ({getattr(record, name) for record in records} - {""} for name in ("email", "shop_id"))
    by_email = former(session, EMAIL, emails)
    by_email |= _customers(session, Customer.email, looked_up(Customer.email_index, emails))
    by_shop_id = former(session, SHOP_ID, shop_ids)
    by_shop_id |= _customers(session, Customer.shop_id, Customer.shop_id.in_(shop_ids))
    catalogue = _catalogue(session, records)
    query = (
        select(Order)
        .where(Order.number.in_([record.number for record in records]))
        .options(selectinload(Order.lines), selectinload(Order.fulfilments))
    )
    stored = {order.number: order for order in session.scalars(query)}
    returned = set(
        session.scalars(select(Return.order_id).where(Return.order_id.in_([o.id for o in stored.values()])))
    )
    buyers: set[int] = set()
    for record in records:
        try:
            customer_id = _customer_of(record, by_email, by_shop_id)
            lines = [_line_values(line, catalogue.get(line.sku)) for line in record.lines]
            order = stored.get(record.number)
            if order is None:
                session.add(_new_order(record, customer_id, lines))
                report.created += 1
                buyers.add(customer_id)
                continue
            _check_same(order, record, customer_id)
        except BadField as error:
            report.problems.append(RowProblem(record.line, error.field, error.reason))
            continue
        changed = _update(order, record)
        if order.id not in returned:
            changed |= _update_lines(order, record, lines)
        elif _lines_differ(order, record, lines):
            reason = f"order {order.number} has returns, so its lines and amounts stay as they are"
            report.problems.append(RowProblem(record.line, "lines", reason))
        if changed:
            report.updated += 1
            buyers.add(customer_id)
        else:
            report.unchanged += 1
    session.flush()
    session.expunge_all()
    return buyers


def _customers(
    session: Session, column: InstrumentedAttribute[str], wanted: ColumnElement[bool]
) -> dict[str, int]:
    rows = session.execute(select(column, Customer.id).where(wanted))
    return {row[0]: row[1] for row in rows}


def _catalogue(session: Session, records: Iterable[OrderRecord]) -> dict[str, _Sold]:
    skus = sorted({line.sku for record in records for line in record.lines})
    found: dict[str, _Sold] = {}
    for start in range(0, len(skus), 500):
        query = (
            select(Variant.sku, Variant.product_id, Product.name, Variant.options)
            .join(Product, Product.id == Variant.product_id)
            .where(Variant.sku.in_(skus[start : start + 500]))
        )
        for sku, product_id, name, options in session.execute(query):
            found[sku] = _Sold(product_id, name, options)
    return found


def _customer_of(record: OrderRecord, by_email: dict[str, int], by_shop_id: dict[str, int]) -> int:
    """The customer's id; the shop's own id of a customer goes before the address."""
    if record.shop_id:
        found = by_shop_id.get(record.shop_id)
        field, who = "customer_shop_id", f"the id {record.shop_id!r}"
    else:
        found = by_email.get(record.email)
        field, who = record.email_column, f"the e-mail address {record.email!r}"
    if found is None:
        raise BadField(field, f"no customer has {who}: import the customers first, or correct it")
    return found


def _line_values(line: LineRecord, sold: _Sold | None) -> dict[str, Any]:
    """The columns of an order line. Without options of its own it has those of the variant sold."""
    name, options = line.name, line.options
    if sold is not None and not options:
        options = dict(sold.options)
        # Shopify writes "Shell Jacket - green / M": the values are in the options.
        name = name.removesuffix(f" - {' / '.join(options.values())}") if options else name
    return {
        "sku": line.sku,
        "product_id": sold.product_id if sold else "",
        "name": name,
        "options": options,
        "quantity": line.quantity,
        "unit_minor": line.unit_minor,
    }


def _new_order(record: OrderRecord, customer_id: int, lines: list[dict[str, Any]]) -> Order:
    return Order(
        number=record.number,
        customer_id=customer_id,
        state=record.state,
        currency=record.currency,
        shipping_minor=record.shipping_minor,
        discount_minor=record.discount_minor,
        payment_method=record.payment_method,
        delivery_method=record.delivery_method or "standard",
        address=dict(record.address),
        placed_at=record.placed_at,
        promised_at=record.promised_at,
        cancelled_at=record.cancelled_at,
        lines=[OrderLine(**values) for values in lines],
        fulfilments=[_new_parcel(parcel) for parcel in record.parcels],
    )


def _new_parcel(parcel: ParcelRecord) -> Fulfilment:
    return Fulfilment(
        carrier=parcel.carrier,
        tracking_number=parcel.tracking_number,
        shipped_at=parcel.shipped_at,
        delivered_at=parcel.delivered_at,
        events=[],
    )


def _reaches(state: OrderState, goal: OrderState) -> bool:
    """Whether an order can get from one state to the other, by any number of steps."""
    return state == goal or any(_reaches(following, goal) for following in ORDER_TRANSITIONS[state])


def _check_same(order: Order, record: OrderRecord, customer_id: int) -> None:
    """Raise `BadField` when the record cannot be a later account of the stored order."""
    if order.customer_id != customer_id:
        raise BadField(record.email_column, f"order {order.number} belongs to another customer")
    if order.currency != record.currency:
        raise BadField("currency", f"order {order.number} is in {order.currency}, not {record.currency}")
    state = OrderState(order.state)
    if not _reaches(state, record.state) and not _says_no_more(state, record):
        reason = f"order {order.number} is {state.value} and cannot become {record.state.value}"
        raise BadField("state", reason)


def _says_no_more(state: OrderState, record: OrderRecord) -> bool:
    """Whether the stored state only goes further than the file can tell."""
    return state == OrderState.DELIVERED and record.state == OrderState.SHIPPED and not record.knows_delivery


def _update(order: Order, record: OrderRecord) -> bool:
    """Take over what the record says beyond lines and amounts; whether anything changed."""
    said = {
        "state": record.state if _reaches(OrderState(order.state), record.state) else None,
        "payment_method": record.payment_method,
        "delivery_method": record.delivery_method,
        "address": {**order.address, **record.address},
        "placed_at": record.placed_at,
        "promised_at": record.promised_at,
        "cancelled_at": record.cancelled_at,
    }
    changed = _assign(order, {name: value for name, value in said.items() if value})
    unmatched = list(order.fulfilments)
    # Numbered parcels first: one without a number must not take another's place.
    for parcel in sorted(record.parcels, key=lambda parcel: not parcel.tracking_number):
        changed |= _update_parcel(order, parcel, unmatched)
    return changed


def _update_parcel(order: Order, parcel: ParcelRecord, unmatched: list[Fulfilment]) -> bool:
    """Take over what a file says of a parcel, known times are never emptied; whether anything changed."""
    said = {
        "carrier": parcel.carrier,
        "tracking_number": parcel.tracking_number,
        "shipped_at": parcel.shipped_at,
        "delivered_at": parcel.delivered_at,
    }
    said = {name: value for name, value in said.items() if value}
    same = [one for one in unmatched if one.tracking_number == parcel.tracking_number]
    if not same and parcel.tracking_number:
        same = [one for one in unmatched if not one.tracking_number]
    if not same and not parcel.tracking_number:
        # The carrier has told more of this parcel than the file knows: add only what is missing.
        same = unmatched[:1]
        said = {name: value for name, value in said.items() if same and not getattr(same[0], name)}
    if not same:
        order.fulfilments.append(_new_parcel(parcel))
        return True
    unmatched.remove(same[0])
    return _assign(same[0], said)


def _lines_differ(order: Order, record: OrderRecord, lines: list[dict[str, Any]]) -> bool:
    told = ("sku", "name", "options", "quantity", "unit_minor")
    ours = [{name: getattr(line, name) for name in told} for line in order.lines]
    theirs = [{name: values[name] for name in told} for values in lines]
    amounts = (order.shipping_minor, order.discount_minor)
    return ours != theirs or amounts != (record.shipping_minor, record.discount_minor)


def _update_lines(order: Order, record: OrderRecord, lines: list[dict[str, Any]]) -> bool:
    """Make lines and amounts those of the record; a line keeps its id while its SKU stays."""
    amounts = {"shipping_minor": record.shipping_minor, "discount_minor": record.discount_minor}
    changed = _assign(order, amounts)
    left = list(order.lines)
    for values in lines:
        line = next((line for line in left if line.sku == values["sku"]), None)
        if line is None:
            order.lines.append(OrderLine(**values))
            changed = True
            continue
        left.remove(line)
        # The product may have left the catalogue since: what the line knows of it stays.
        kept = {name: value for name, value in values.items() if name != "product_id" or value}
        changed |= _assign(line, kept)
    for line in left:
        order.lines.remove(line)
    return changed or bool(left)


def _assign(target: Order | OrderLine | Fulfilment, values: dict[str, Any]) -> bool:
    """Set what differs; whether anything did."""
    different = {name: value for name, value in values.items() if getattr(target, name) != value}
    for name, value in different.items():
        setattr(target, name, value)
    return bool(different)
