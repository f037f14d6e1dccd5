"""Settling: what the ledger says is to move on methods held elsewhere is given to the payment provider.

The entry is written with the command, in one transaction; the provider is asked afterwards, under the entry's own
key. A crash in between leaves the entry pending, and the next run asks again: the key makes that one movement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from knowledge import audit, outbox
from knowledge.accounts.billing import bill_payment_ended
from knowledge.accounts.models import BillPayment
from knowledge.aftersales.models import Refund
from knowledge.aftersales.money_moves import settle_refund
from knowledge.aftersales.providers import (
    Declined,
    Instruction,
    PaymentProvider,
    ProviderEvent,
    ProviderUnavailable,
)
from knowledge.aftersales.states import RefundState
from knowledge.database import SessionFactory, writing
from knowledge.errors import NotFound
from knowledge.money import Money
from knowledge.orders.payments import ENTRY_TRANSITIONS, EntryKind, EntryState, Movement, PaymentEntry
from knowledge.states import moved

Ledger = type[Movement]
LEDGERS: tuple[Ledger, ...] = (PaymentEntry, BillPayment)
NAMES: dict[Ledger, str] = {PaymentEntry: "payment", BillPayment: "bill_payment"}


@dataclass
class SettlementReport:
    """How many movements went through, were declined, or wait for an answer."""

    succeeded: int = 0
    failed: int = 0
    waiting: int = 0


class Settlement:
    """Brings pending movements of money to their end."""

    def __init__(self, sessions: SessionFactory, provider: PaymentProvider) -> None:
        self._sessions = sessions
        self._provider = provider

    def run(self, limit: int = 100) -> SettlementReport:
        """Settle what is pending, at most so many of orders and of bills, each oldest first."""
        report = SettlementReport()
        with self._sessions() as session:
            pending = [
                (ledger, entry_id)
                for ledger in LEDGERS
                for entry_id in session.scalars(
                    select(ledger.id)
                    # With a reference the provider has it, and will say how it ended.
                    .where(ledger.state == EntryState.PENDING, ledger.reference == "")
                    .order_by(ledger.id)
                    .limit(limit)
                )
            ]
        for ledger, entry_id in pending:
            self._settle(ledger, entry_id, report)
        return report

    def retry(self, entry_id: int, *, actor: str) -> None:
        """Let a failed movement be tried again, under a key of its own; raises `IllegalTransition`."""
        with writing(self._sessions) as session:
            entry = _locked(session, PaymentEntry, entry_id)
            if entry is None:
                raise NotFound("payment entry", str(entry_id))
            _set_state(session, entry, EntryState.PENDING)
            entry.key, entry.reference = f"{entry.key}+", ""
            audit.record(session, actor=actor, action="payment.retried", subject=f"payment:{entry_id}")

    def _settle(self, ledger: Ledger, entry_id: int, report: SettlementReport) -> None:
        with self._sessions() as session:
            entry = session.get_one(ledger, entry_id)
            instruction = _instruction(session, entry)
        try:
            movement = self._provider.move(instruction)
        except ProviderUnavailable:
            report.waiting += 1
            return
        except Declined as declined:
            if self._finish(ledger, entry_id, EntryState.FAILED, reason=declined.reason):
                report.failed += 1
            return
        if not movement.settled:
            self._given(ledger, entry_id, movement.reference)
            report.waiting += 1
        elif self._finish(ledger, entry_id, EntryState.SUCCEEDED, reference=movement.reference):
            report.succeeded += 1

    def heard(
        self, message: ProviderEvent, key: str, state: EntryState, *, reference: str, reason: str = ""
    ) -> bool:
        """Take in a provider's message of how the movement with a key ended.

        False when it changes nothing: it came before, is of no movement of ours, or that one has ended already.
        """
        try:
            with writing(self._sessions) as session:
                if session.get(ProviderEvent, message.id) is not None:
                    return False
                session.add(message)
                return _end(session, _with_key(session, key), state, reference=reference, reason=reason)
        except IntegrityError:  # another worker has just taken in the same message
            return False

    def _given(self, ledger: Ledger, entry_id: int, reference: str) -> None:
        """Write down that the provider has it and will say how it ended, unless it has said so already."""
        with writing(self._sessions) as session:
            entry = _locked(session, ledger, entry_id)
            if entry is not None and entry.state == EntryState.PENDING:
                entry.reference = reference

    def _finish(
        self, ledger: Ledger, entry_id: int, state: EntryState, *, reference: str = "", reason: str = ""
    ) -> bool:
        """Write down how it ended; False when another run has done so already."""
        with writing(self._sessions) as session:
            return _end(
                session, _locked(session, ledger, entry_id), state, reference=reference, reason=reason
            )


def _end(session: Session, entry: Movement | None, state: EntryState, *, reference: str, reason: str) -> bool:
    """End a pending movement and tell of it; False for one that is not pending."""
    if entry is None or entry.state != EntryState.PENDING:
        return False
    _set_state(session, entry, state)
    entry.reference = reference
    outbox.announce(
        session,
        key=f"{entry.id}:{entry.key}"[:80],
        type_=f"attendant.{entry.kind}.{state.value}",
        subject=f"{NAMES[type(entry)]}:{entry.id}",
        amount_minor=entry.amount_minor,
        currency=entry.currency,
        reason=reason,
    )
    return True


def payment_given_back(entries: Sequence[Movement], entry: Movement) -> str:
    """The reference of the payment that a refund gives back: the first on its method with so much left.

    The refunds before it are taken off in their order by the same rule. Empty when no payment has so much left.
    """
    left = {
        each.reference: each.amount_minor
        for each in entries
        if each.kind == EntryKind.PAYMENT
        and each.state == EntryState.SUCCEEDED
        and each.method == entry.method
        and each.reference
    }
    earlier = [
        each
        for each in entries
        if each.kind == EntryKind.REFUND
        and each.method == entry.method
        and each.state != EntryState.FAILED
        and each.id < entry.id
    ]
    for refund in (*earlier, entry):
        chosen = next((reference for reference, minor in left.items() if minor >= refund.amount_minor), "")
        if refund is entry:
            return chosen
        if chosen:
            left[chosen] -= refund.amount_minor
    return ""


def _instruction(session: Session, entry: Movement) -> Instruction:
    against = payment_given_back(_beside(session, entry), entry) if entry.kind == EntryKind.REFUND else ""
    amount = Money(entry.amount_minor, entry.currency)
    return Instruction(entry.key, EntryKind(entry.kind), entry.method, amount, entry.at, against)


def _beside(session: Session, entry: Movement) -> Sequence[Movement]:
    """The movements of the same order or bill, oldest first."""
    if isinstance(entry, BillPayment):
        bills = select(BillPayment).where(BillPayment.bill_id == entry.bill_id).order_by(BillPayment.id)
        return session.scalars(bills).all()
    of_order = select(PaymentEntry.order_id).where(PaymentEntry.id == entry.id).scalar_subquery()
    orders = select(PaymentEntry).where(PaymentEntry.order_id == of_order).order_by(PaymentEntry.id)
    return session.scalars(orders).all()


def _with_key(session: Session, key: str) -> Movement | None:
    """The movement with this key, locked, in whichever ledger it is."""
    for ledger in LEDGERS:
        found = session.scalars(select(ledger).where(ledger.key == key).with_for_update()).first()
        if found is not None:
            return found
    return None


def _locked(session: Session, ledger: Ledger, entry_id: int) -> Movement | None:
    return session.get(ledger, entry_id, with_for_update=True)


def _set_state(session: Session, entry: Movement, state: EntryState) -> None:
    """Move the entry, and the refund or the bill that it pays."""
    entry.state = moved(f"payment {entry.id}", ENTRY_TRANSITIONS, EntryState(entry.state), state)
    if isinstance(entry, BillPayment):
        bill_payment_ended(session, entry)
    elif isinstance(entry, PaymentEntry) and entry.refund_id is not None:
        refund = session.get_one(Refund, entry.refund_id, with_for_update=True)
        settle_refund(refund, RefundState(state.value))
