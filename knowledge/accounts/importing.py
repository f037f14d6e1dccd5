"""Bringing a shop's subscriptions, each with its newest bill, into our tables: all of a file in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge import audit
from knowledge.accounts.models import PLAN, Bill, Subscription
from knowledge.accounts.states import BillState, SubscriptionState
from knowledge.cells import currency_code, email_address, filled, limited, moment, money, whole_number
from knowledge.customers.models import Customer
from knowledge.database import SessionFactory, writing
from knowledge.encryption import looked_up
from knowledge.importing import BadField, ImportReport, Row, Table
from knowledge.orders.payments import EntryKind, EntryState

REQUIRED = (
    "number",
    ("customer_email", "customer_shop_id"),
    "plan",
    "state",
    "price",
    "currency",
    "started_at",
)
END_REASONS = ("customer", "shop", "unpaid")


def import_subscriptions(sessions: SessionFactory, path: Path) -> ImportReport:
    """Import a CSV with one row a subscription.

    The columns: number, customer_email or customer_shop_id, plan, state (active, paused, ended), price, currency,
    started_at; and, where a shop has them, months, renews_at, ended_at, end_reason (customer, shop, unpaid), method,
    and of the newest bill bill_number, bill_amount, bill_state, bill_issued_at, bill_due_at. What a file says of a
    subscription or bill that is stored takes its place, but for what was done with the bill here: a payment, a later
    due date, a dispute.

    Raises:
        BadFile: The file cannot be read as a whole; nothing was changed.
    """
    table = Table(path)
    table.expect(REQUIRED)
    report = ImportReport()
    with writing(sessions) as session:
        for row in table:
            if row.misaligned is not None:
                report.problems.append(row.misaligned)
                continue
            try:
                _store(session, row, report)
            except BadField as error:
                report.problems.append(row.problem(error))
        if report.changed:
            counts = {"created": report.created, "updated": report.updated}
            subject = f"file:{path.name}"[:80]
            audit.record(session, actor="system", action="subscriptions.imported", subject=subject, **counts)
    return report


def _store(session: Session, row: Row, report: ImportReport) -> None:
    values = _subscription(session, row)
    bill = _bill(row, str(values["currency"])) if row["bill_number"] else None
    stored = session.scalars(select(Subscription).where(Subscription.number == values["number"])).first()
    if stored is not None and stored.customer_id != values["customer_id"]:
        raise BadField("number", f"subscription {stored.number} belongs to another customer")
    if bill is not None:
        holder = session.scalars(select(Bill).where(Bill.number == bill["number"])).first()
        if holder is not None and (stored is None or holder.subscription_id != stored.id):
            raise BadField("bill_number", f"bill {holder.number} belongs to another subscription")
    if stored is None:
        session.add(Subscription(**values, bills=[Bill(**bill)] if bill is not None else []))
        report.created += 1
    elif _update(stored, values, bill):
        report.updated += 1
    else:
        report.unchanged += 1
    session.flush()


def _update(stored: Subscription, values: Mapping[str, Any], bill: Mapping[str, Any] | None) -> bool:
    """Write what a file says over what is stored; False when it was so already."""
    changed = _write(stored, values)
    if bill is None:
        return changed
    known = next((each for each in stored.bills if each.number == bill["number"]), None)
    if known is None:
        stored.bills.append(Bill(**bill))
        return True
    return _write(known, _news_of_bill(known, bill)) or changed


def _news_of_bill(known: Bill, bill: Mapping[str, Any]) -> dict[str, Any]:
    """What a file may say of a bill that is stored: not what was done with it here, which the file cannot know.

    The lines that are stored say more than a file does, and go only when they no longer make up the amount.
    """
    kept: set[str] = set()
    if known.extended_from is not None:
        kept |= {"due_at"}
    paid_here = any(
        each.kind == EntryKind.PAYMENT and each.state != EntryState.FAILED for each in known.payments
    )
    settled_here = known.state in (BillState.PAYING, BillState.PAID) and paid_here
    # A shop that calls a disputed bill off has decided on it.
    disputed = known.state == BillState.DISPUTED and bill["state"] != BillState.VOID
    if settled_here or disputed:
        kept |= {"state", "due_at", "amount_minor"}
    if "amount_minor" in kept or bill["amount_minor"] == known.amount_minor:
        kept |= {"lines"}
    return {name: value for name, value in bill.items() if name not in kept}


def _write(stored: Subscription | Bill, values: Mapping[str, Any]) -> bool:
    different = {name: value for name, value in values.items() if getattr(stored, name) != value}
    for name, value in different.items():
        setattr(stored, name, value)
    return bool(different)


def _subscription(session: Session, row: Row) -> dict[str, Any]:
    currency = currency_code(row["currency"], "currency")
    reason = row["end_reason"].lower()
    if reason and reason not in END_REASONS:
        raise BadField("end_reason", f"{reason[:40]!r} is none of {', '.join(END_REASONS)}")
    return {
        "number": filled(row["number"], "number", 40),
        "customer_id": _customer(session, row),
        "plan": filled(row["plan"], "plan", 80),
        "state": SubscriptionState(_one_of(row, "state", list(SubscriptionState))),
        "price_minor": money(row["price"], "price", currency).minor,
        "currency": currency,
        "months": whole_number(row["months"], "months", least=1) if row["months"] else 1,
        "started_at": moment(row["started_at"], "started_at"),
        "renews_at": _moment_or_none(row, "renews_at"),
        "ended_at": _moment_or_none(row, "ended_at"),
        "end_reason": reason,
        "method": limited(row["method"], "method", 40),
    }


def _bill(row: Row, currency: str) -> dict[str, Any]:
    amount = money(row["bill_amount"], "bill_amount", currency).minor
    return {
        "number": filled(row["bill_number"], "bill_number", 40),
        "amount_minor": amount,
        "lines": [{"code": PLAN, "minor": amount}],
        "state": BillState(_one_of(row, "bill_state", list(BillState))),
        "issued_at": moment(row["bill_issued_at"], "bill_issued_at"),
        "due_at": moment(row["bill_due_at"], "bill_due_at"),
    }


def _one_of(row: Row, field: str, known: list[SubscriptionState] | list[BillState]) -> str:
    word = row[field].lower()
    if word not in known:
        raise BadField(field, f"{row[field][:40]!r} is none of {', '.join(known)}")
    return word


def _moment_or_none(row: Row, field: str) -> datetime | None:
    return moment(row[field], field) if row[field] else None


def _customer(session: Session, row: Row) -> int:
    """The customer's id; the shop's own id of a customer goes before the address."""
    if row["customer_shop_id"]:
        field = "customer_shop_id"
        query = select(Customer.id).where(Customer.shop_id == row[field])
    else:
        field = "customer_email"
        query = select(Customer.id).where(looked_up(Customer.email_index, [email_address(row[field], field)]))
    found = session.scalar(query)
    if found is None:
        raise BadField(field, "no customer is known by it: import the customers first, or correct it")
    return found
