"""Money moved in the ledger of an order, and on cards whose balance the shop keeps."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.aftersales.decision import Move
from knowledge.aftersales.models import Refund, Return
from knowledge.aftersales.states import REFUND_TRANSITIONS, RefundState
from knowledge.database import utc_now
from knowledge.errors import DomainError
from knowledge.orders.models import Order
from knowledge.orders.payments import (
    HELD_HERE,
    EntryKind,
    EntryState,
    PaymentEntry,
    PaymentMethod,
)
from knowledge.states import moved


class BalanceTooLow(DomainError):
    """A card does not have what it is to pay."""

    def __init__(self, code: str, minor: int, balance: int) -> None:
        super().__init__(f"{code} has {balance} minor units and is to pay {minor}: choose another method")


def open_refund(order: Order, move: Move, **belongs_to: int) -> Refund:
    """A refund that is still to be paid."""
    return Refund(
        order_id=order.id,
        state=RefundState.PENDING,
        amount_minor=move.minor,
        currency=order.currency,
        destination=move.destination,
        method=move.method,
        **belongs_to,
    )


def refund_of(session: Session, order: Order, return_number: str) -> tuple[Return, Refund] | None:
    """An order's return with this number and the money that goes back with it, both locked; None without either."""
    query = (
        select(Return, Refund)
        .join(Refund, Refund.return_id == Return.id)
        .where(Return.order_id == order.id, Return.number == return_number)
        .with_for_update()
    )
    found = session.execute(query).first()
    return (found[0], found[1]) if found is not None else None


class OtherCurrency(DomainError):
    """A card's balance is in another currency than what is to move."""

    def __init__(self, code: str, has: str, currency: str) -> None:
        super().__init__(f"{code} has its balance in {has}, not in {currency}: choose another method")


def move_on_card(session: Session, customer_id: int, move: Move, currency: str) -> bool:
    """Move money on a card whose balance the shop keeps; False for methods held elsewhere.

    Raises `BalanceTooLow` or `OtherCurrency`.
    """
    card = session.scalars(
        select(PaymentMethod)
        .where(PaymentMethod.customer_id == customer_id, PaymentMethod.code == move.method)
        .with_for_update()
    ).first()
    if card is None or card.kind not in HELD_HERE or card.balance_minor is None:
        return False
    if card.currency != currency:
        raise OtherCurrency(card.code, card.currency, currency)
    left = card.balance_minor + (move.minor if move.kind == EntryKind.REFUND else -move.minor)
    if left < 0:
        raise BalanceTooLow(card.code, move.minor, card.balance_minor)
    card.balance_minor = left
    return True


def post(session: Session, order: Order, move: Move, *, key: str, refund: Refund | None = None) -> None:
    """Write a movement into the order's payment history.

    On cards of the shop's own it happens at once, else when the provider has said so. Where the shop's system
    keeps the history to itself, nothing is written: that system pays by the event of the command.
    """
    if not order.payments or move.minor <= 0:
        return
    at_once = move_on_card(session, order.customer_id, move, order.currency)
    if refund is not None:
        session.flush()
        if at_once:
            settle_refund(refund, RefundState.SUCCEEDED)
    order.payments.append(
        PaymentEntry(
            key=key,
            kind=move.kind,
            state=EntryState.SUCCEEDED if at_once else EntryState.PENDING,
            method=move.method,
            amount_minor=move.minor,
            currency=order.currency,
            refund_id=refund.id if refund is not None else None,
        )
    )


def settle_refund(
    refund: Refund,
    state: RefundState,
    table: Mapping[RefundState, frozenset[RefundState]] = REFUND_TRANSITIONS,
) -> None:
    """A refund succeeded, failed or is tried again; raises `IllegalTransition`."""
    refund.state = moved(f"refund {refund.id}", table, RefundState(refund.state), state)
    refund.settled_at = utc_now() if state != RefundState.PENDING else None
