"""The rows of the demo's accounts: points, subscriptions with their services and bills, ways to pay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from knowledge.accounts.states import CreditKind
from knowledge.demo.memberships import memberships
from knowledge.demo.people import Person
from knowledge.demo.points import points_of
from knowledge.demo.sales import Sale
from knowledge.demo.variants import CURRENCY
from knowledge.orders.payments import EntryKind, EntryState

Rows = list[dict[str, Any]]


@dataclass
class AccountRows:
    """Rows by table; services and bills still name their subscription by its number, payments their bill."""

    points: Rows = field(default_factory=list)
    subscriptions: Rows = field(default_factory=list)
    services: Rows = field(default_factory=list)
    bills: Rows = field(default_factory=list)
    payments: Rows = field(default_factory=list)
    methods: Rows = field(default_factory=list)

    @staticmethod
    def keyed(rows: Rows, column: str, keys: Mapping[str, int]) -> Rows:
        """The rows with the key of what they are of."""
        return [
            {name: value for name, value in row.items() if name != "of"} | {column: keys[row["of"]]}
            for row in rows
        ]


def account_rows(
    people: Sequence[Person],
    sales: Sequence[Sale],
    customers: Mapping[str, int],
    orders: Mapping[str, int],
    now: datetime,
) -> AccountRows:
    """All rows, given the database's own keys by the shop's names for customers and orders."""
    made = AccountRows()
    for sale, entry in points_of(sales):
        of = {"customer_id": customers[sale.person.shop_id], "order_id": orders[sale.number]}
        made.points.append({**entry, **of, "kind": CreditKind.POINTS})
    for person, rows in memberships(people, now, CURRENCY):
        customer = {"customer_id": customers[person.shop_id]}
        number = rows.subscription["number"]
        made.subscriptions.append({**rows.subscription, **customer})
        made.services += [{**row, "of": number} for row in rows.services]
        made.bills += [{**row, "of": number} for row in rows.bills]
        made.payments += [
            _payment(bill, rows.subscription) for bill in rows.bills if bill["paid_at"] is not None
        ]
        made.methods += [{**row, **customer} for row in rows.ways]
    return made


def _payment(bill: Mapping[str, Any], subscription: Mapping[str, Any]) -> dict[str, Any]:
    """What paid a bill."""
    return {
        "of": bill["number"],
        "key": f"demo:{bill['number']}:payment",
        "kind": EntryKind.PAYMENT,
        "state": EntryState.SUCCEEDED,
        "method": subscription["method"],
        "amount_minor": bill["amount_minor"],
        "currency": subscription["currency"],
        "reference": f"demo-{bill['number']}",
        "at": bill["paid_at"],
    }
