"""An order as a file tells of it, on its way into our tables, and what both file formats share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from knowledge.cells import LARGEST, filled, moment, money
from knowledge.errors import DomainError
from knowledge.importing import BadField, Row, RowProblem
from knowledge.money import Money
from knowledge.orders.models import OrderState

_TOLERANCE_MINOR = 1


@dataclass(frozen=True)
class LineRecord:
    """A line of an order; `unit_minor` in minor units of the order's currency."""

    sku: str
    name: str
    options: dict[str, str]
    quantity: int
    unit_minor: int


@dataclass(frozen=True)
class ParcelRecord:
    """A parcel of an order."""

    carrier: str = ""
    tracking_number: str = ""
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None


@dataclass
class OrderRecord:
    """An order as a file tells of it. Amounts in minor units; None and "" where the file says nothing."""

    line: int
    number: str
    email: str
    shop_id: str
    state: OrderState
    currency: str
    placed_at: datetime
    promised_at: datetime | None = None
    shipping_minor: int = 0
    discount_minor: int = 0
    payment_method: str = ""
    delivery_method: str = ""
    address: dict[str, str] = field(default_factory=dict)
    cancelled_at: datetime | None = None
    lines: list[LineRecord] = field(default_factory=list)
    parcels: list[ParcelRecord] = field(default_factory=list)
    email_column: str = "customer_email"
    """What the file calls the column of the e-mail address."""
    knows_delivery: bool = True
    """Whether the file would say so if the order had been delivered; Shopify's does not."""


class BadOrder(DomainError):
    """An order that cannot be taken, for rows of it are bad."""

    def __init__(self, problems: list[RowProblem]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = problems


@contextmanager
def reading(row: Row, problems: list[RowProblem]) -> Iterator[None]:
    """Keep a `BadField` raised inside as a problem of this row."""
    try:
        yield
    except BadField as error:
        problems.append(row.problem(error))


def refuse(problems: list[RowProblem]) -> None:
    """Raise `BadOrder` when there are problems."""
    if problems:
        raise BadOrder(problems)


def order_number(text: str, column: str) -> str:
    """An order number without its `#`."""
    return filled(text.lstrip("#").strip(), column, 40)


def minor_or_zero(row: Row, column: str, currency: str) -> int:
    """An amount in minor units; an empty cell is zero."""
    return money(row[column], column, currency).minor if row[column] else 0


def moment_or_none(row: Row, column: str) -> datetime | None:
    """A moment; None for an empty cell."""
    return moment(row[column], column) if row[column] else None


def check_total(order: OrderRecord, row: Row) -> None:
    """Raise `BadField` when the file's total is not that of the lines; a cent of rounding is allowed."""
    lines = sum(line.unit_minor * line.quantity for line in order.lines)
    total = lines + order.shipping_minor - order.discount_minor
    if not 0 <= total <= LARGEST:
        raise BadField("total", "lines and delivery less discount make an amount that cannot be")
    if not row["total"]:
        return
    stated = money(row["total"], "total", order.currency).minor
    if abs(stated - total) <= _TOLERANCE_MINOR:
        return
    reason = (
        f"is {row['total']}, but lines and delivery less discount make {Money(total, order.currency).major}"
    )
    if row["taxes"] and abs(stated - total - minor_or_zero(row, "taxes", order.currency)) <= _TOLERANCE_MINOR:
        reason += "; tax on top of prices is not known here: export prices with tax included"
    raise BadField("total", reason)
