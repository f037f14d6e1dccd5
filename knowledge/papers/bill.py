"""What an order costs, line by line, and what was paid and given back: for invoices and for the chat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from knowledge.aftersales.models import Refund
from knowledge.money import Money
from knowledge.orders.models import Order, OrderState
from knowledge.orders.payments import EntryKind, EntryState


@dataclass(frozen=True)
class BillLine:
    """So many of an item at a price, in minor units of the bill's currency."""

    label: str
    quantity: int
    unit_minor: int

    @property
    def sum_minor(self) -> int:
        """What the line costs."""
        return self.unit_minor * self.quantity


@dataclass(frozen=True)
class Movement:
    """Money that was paid or given back, or is to be."""

    kind: EntryKind
    state: EntryState
    method: str
    minor: int
    at: datetime
    cause: str = ""
    """Number of the return, exchange or claim that it belongs to; empty for what belongs to the order alone."""


@dataclass(frozen=True)
class Fee:
    """What a return cost, in minor units."""

    number: str
    minor: int


@dataclass(frozen=True)
class Bill:
    """An order's money."""

    number: str
    state: OrderState
    currency: str
    placed_at: datetime
    method: str
    """How the order is to be paid."""
    delivery_method: str
    lines: tuple[BillLine, ...]
    delivery_minor: int
    discount_minor: int
    movements: tuple[Movement, ...]
    """Oldest first."""
    history_kept: bool
    """Whether the payments are known here; else the shop's system keeps them to itself."""
    fees: tuple[Fee, ...] = ()
    """What was kept back from refunds of returns."""

    @property
    def goods_minor(self) -> int:
        """All lines together."""
        return sum(line.sum_minor for line in self.lines)

    @property
    def total_minor(self) -> int:
        """What the order costs."""
        return self.goods_minor + self.delivery_minor - self.discount_minor

    @property
    def total(self) -> Money:
        """What the order costs."""
        return self.money(self.total_minor)

    def money(self, minor: int) -> Money:
        """An amount in the bill's currency."""
        return Money(minor, self.currency)

    def sum(self, kind: EntryKind, state: EntryState = EntryState.SUCCEEDED) -> int:
        """What was paid or given back, or waits to be, in minor units."""
        moves = (move for move in self.movements if move.kind == kind and move.state == state)
        return sum(move.minor for move in moves)

    @property
    def overpaid_minor(self) -> int:
        """What was taken beyond the total that was not given back, nor is on its way; 0 when nothing was.

        Differences of exchanges are paid on top of the total and count as owed.
        """
        if not self.history_kept:
            return 0
        payments = [move for move in self.movements if move.kind == EntryKind.PAYMENT]
        taken = sum(move.minor for move in payments if move.state == EntryState.SUCCEEDED)
        owed = sum(move.minor for move in payments if move.cause)
        back = sum(
            move.minor
            for move in self.movements
            if move.kind == EntryKind.REFUND and not move.cause and move.state != EntryState.FAILED
        )
        due = 0 if self.state == OrderState.CANCELLED else self.total_minor
        return max(0, taken - owed - back - due)


def bill_of(
    order: Order, refunds: Sequence[Refund], causes: Mapping[int, str], fees: Sequence[Fee] = ()
) -> Bill:
    """The bill of an order with its lines and payments; `causes` names what a refund is for, by its id.

    A refund that waits for goods has no place in the payment history yet, and is told as pending.
    """
    entries = [
        Movement(
            EntryKind(entry.kind),
            EntryState(entry.state),
            entry.method,
            entry.amount_minor,
            entry.at,
            causes.get(entry.refund_id, "") if entry.refund_id is not None else _cause_of_key(entry.key),
        )
        for entry in order.payments
    ]
    told = {entry.refund_id for entry in order.payments}
    waiting = [
        Movement(
            EntryKind.REFUND,
            EntryState(refund.state),
            refund.method or order.payment_method,
            refund.amount_minor,
            refund.settled_at or refund.created_at,
            causes.get(refund.id, ""),
        )
        for refund in refunds
        if refund.id not in told
    ]
    return Bill(
        number=order.number,
        state=OrderState(order.state),
        currency=order.currency,
        placed_at=order.placed_at,
        method=order.payment_method,
        delivery_method=order.delivery_method,
        lines=tuple(BillLine(line.label, line.quantity, line.unit_minor) for line in order.lines),
        delivery_minor=order.shipping_minor,
        discount_minor=order.discount_minor,
        movements=tuple(sorted([*entries, *waiting], key=lambda move: move.at)),
        history_kept=bool(order.payments),
        fees=tuple(fees),
    )


def _cause_of_key(key: str) -> str:
    """The exchange whose difference a payment is: its key names it."""
    number, _, what = key.partition(":")
    return number if what.rstrip("+") == "difference" else ""
