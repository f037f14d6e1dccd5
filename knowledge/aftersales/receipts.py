"""What came back of a return: what it is like, and how much of the refund is due for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.aftersales.decision import Move
from knowledge.aftersales.models import Refund, Return
from knowledge.aftersales.money_moves import open_refund, post
from knowledge.aftersales.row_facts import paid_for_one
from knowledge.aftersales.states import Destination
from knowledge.errors import DomainError
from knowledge.orders.payments import EntryKind


class NotExpected(DomainError):
    """More came back than a return says."""

    def __init__(self, number: str, line_id: int) -> None:
        super().__init__(f"return {number} expects no such number of order line {line_id}")


class NotOfReturn(DomainError):
    """The return does not wait for this item, or for nothing at all."""

    def __init__(self, number: str, sku: str | None, expected: Collection[str]) -> None:
        waits_for = ", ".join(sorted(expected)) or "nothing more"
        super().__init__(f"return {number} does not wait for {sku or 'goods'}: it waits for {waits_for}")


class Condition(StrEnum):
    """What goods are like that come back."""

    RESELLABLE = "resellable"
    UNSELLABLE = "unsellable"


BROKEN = frozenset({"damaged", "defective"})
"""Reasons for which goods are not sold again."""


@dataclass(frozen=True)
class Expected:
    """So many of an order line that a return still waits for."""

    line_id: int
    sku: str
    quantity: int


def condition_of(reason: str) -> Condition:
    """What goods are like, by why they came back, unless the warehouse says otherwise."""
    return Condition.UNSELLABLE if reason in BROKEN else Condition.RESELLABLE


def arrived_of(
    number: str, expected: Sequence[Expected], sku: str | None = None, quantity: int | None = None
) -> dict[int, int]:
    """What arrived of a return, by order line: all that it waits for, or so many of one SKU.

    Raises `NotOfReturn`, or `NotExpected` for more than it waits for.
    """
    waited_for = [each for each in expected if each.quantity and sku in (None, each.sku)]
    if not waited_for:
        raise NotOfReturn(number, sku, {each.sku for each in expected if each.quantity})
    left = sum(each.quantity for each in waited_for) if quantity is None else quantity
    arrived = {}
    for each in waited_for:
        arrived[each.line_id] = min(each.quantity, left)
        left -= arrived[each.line_id]
    if left or (quantity is not None and quantity < 1):
        raise NotExpected(number, waited_for[-1].line_id)
    return {line_id: count for line_id, count in arrived.items() if count}


def payable(total: int, goods: int, arrived: int, *, complete: bool) -> int:
    """What is due of a return's refund after some of its goods arrived, in minor units.

    A fee is kept back from the first goods; what comes on top of the goods' price (delivery, a bonus) is due with
    the last. `total` is the whole refund, `goods` and `arrived` are prices paid for all and for what has arrived.
    """
    return total if complete else max(0, arrived - max(0, goods - total))


def pay_for_arrived(session: Session, made: Return, *, complete: bool) -> int:
    """Pay what has become due of a return; gives how much. One that was refunded before its goods is not paid again.

    The first refund is the one that was promised. What is due before the end is taken out of it as a refund of its
    own, so that each refund is paid once and as a whole.
    """
    if made.goods_due_at is not None:
        return 0  # refunded when it was asked for
    query = select(Refund).where(Refund.return_id == made.id).order_by(Refund.id).with_for_update()
    refunds = session.scalars(query).all()
    if not refunds:
        return 0
    promised, *parts = refunds
    prices = {line.order_line_id: paid_for_one(made.order, line.order_line) for line in made.lines}
    paid = sum(part.amount_minor for part in parts)
    due = payable(
        promised.amount_minor + paid,
        sum(prices[line.order_line_id] * line.quantity for line in made.lines),
        sum(prices[line.order_line_id] * line.received for line in made.lines),
        complete=complete,
    )
    amount = due - paid
    if not complete and amount > 0:
        promised.amount_minor -= amount
        part = open_refund(made.order, _move(promised, amount), return_id=made.id)
        session.add(part)
        session.flush()
        post(session, made.order, _move(part, amount), key=f"{made.number}:{part.id}", refund=part)
    elif complete and amount > 0:
        post(
            session,
            made.order,
            _move(promised, amount),
            key=f"{made.number}:{promised.id}",
            refund=promised,
        )
    elif complete:  # goods without a price came last: nothing is left of what was promised
        session.delete(promised)
    return amount


def _move(refund: Refund, minor: int) -> Move:
    return Move(EntryKind.REFUND, refund.method, Destination(refund.destination), minor)
