"""What an invoice goes on saying once it is issued: its lines, delivery, discount and tax rate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from knowledge.papers.bill import Bill, BillLine


def frozen(bill: Bill, vat: Decimal) -> dict[str, Any]:
    """The part of a bill that stays, as plain data; the address is not in it, which belongs to the customer."""
    return {
        "lines": [[line.label, line.quantity, line.unit_minor] for line in bill.lines],
        "delivery_minor": bill.delivery_minor,
        "discount_minor": bill.discount_minor,
        "delivery_method": bill.delivery_method,
        "vat": str(vat),
    }


def as_frozen(bill: Bill, content: Mapping[str, Any]) -> Bill:
    """A bill with what was issued; payments and refunds are those of now."""
    return replace(
        bill,
        lines=tuple(
            BillLine(label, quantity, unit_minor) for label, quantity, unit_minor in content["lines"]
        ),
        delivery_minor=content["delivery_minor"],
        discount_minor=content["discount_minor"],
        delivery_method=content["delivery_method"],
    )
