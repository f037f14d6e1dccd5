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
from knowledge.orders.payments import ENTRY_TRANSITIONS, EntryKind, EntryState, PaymentEntry
from knowledge.states import moved


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
        """Settle what is pending, oldest first."""
        report = SettlementReport()
        with self._sessions() as session:
            query = select(PaymentEntry.id).where(
                PaymentEntry.state == EntryState.PENDING,
                PaymentEntry.reference == "",  # with one the provider has it, and will say how it ended
            )
            pending = session.scalars(query.order_by(PaymentEntry.id).limit(limit)).all()
        for entry_id in pending:
            self._settle(entry_id, report)
        return report

    def retry(self, entry_id: int, *, actor: str) -> None:
        """Let a failed movement be tried again, under a key of its own; raises `IllegalTransition`."""
        with writing(self._sessions) as session:
            entry = _locked(session, entry_id)
            if entry is None:
                raise NotFound("payment entry", str(entry_id))
            _set_state(session, entry, EntryState.PENDING)
            entry.key, entry.reference = f"{entry.key}+", ""
            audit.record(session, actor=actor, action="payment.retried", subject=f"payment:{entry_id}")

    def _settle(self, entry_id: int, report: SettlementReport) -> None:
        with self._sessions() as session:
            entry = session.get_one(PaymentEntry, entry_id)
            instruction = _instruction(session, entry)
        try:
            movement = self._provider.move(instruction)
        except ProviderUnavailable:
            report.waiting += 1
            return
        except Declined as declined:
            if self._finish(entry_id, EntryState.FAILED, reason=declined.reason):
                report.failed += 1
            return
        if not movement.settled:
            self._given(entry_id, movement.reference)
            report.waiting += 1
        elif self._finish(entry_id, EntryState.SUCCEEDED, reference=movement.reference):
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
                query = select(PaymentEntry).where(PaymentEntry.key == key).with_for_update()
                return _end(
                    session, session.scalars(query).first(), state, reference=reference, reason=reason
                )
        except IntegrityError:  # another worker has just taken in the same message
            return False

    def _given(self, entry_id: int, reference: str) -> None:
        """Write down that the provider has it and will say how it ended, unless it has said so already."""
        with writing(self._sessions) as session:
            entry = _locked(session, entry_id)
            if entry is not None and entry.state == EntryState.PENDING:
                entry.reference = reference

    def _finish(self, entry_id: int, state: EntryState, *, reference: str = "", reason: str = "") -> bool:
        """Write down how it ended; False when another run has done so already."""
        with writing(self._sessions) as session:
            return _end(session, _locked(session, entry_id), state, reference=reference, reason=reason)


def _end(
    session: Session, entry: PaymentEntry | None, state: EntryState, *, reference: str, reason: str
) -> bool:
    """End a pending movement and tell of it; False for one that is not pending."""
    if entry is None or entry.state != EntryState.PENDING:
        return False
    _set_state(session, entry, state)
    entry.reference = reference
    outbox.announce(
        session,
        key=f"{entry.id}:{entry.key}"[:80],
        type_=f"attendant.{entry.kind}.{state.value}",
        subject=f"payment:{entry.id}",
        amount_minor=entry.amount_minor,
        currency=entry.currency,
        reason=reason,
    )
    return True


def payment_given_back(entries: Sequence[PaymentEntry], entry: PaymentEntry) -> str:
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


def _instruction(session: Session, entry: PaymentEntry) -> Instruction:
    against = ""
    if entry.kind == EntryKind.REFUND:
        query = select(PaymentEntry).where(PaymentEntry.order_id == entry.order_id).order_by(PaymentEntry.id)
        against = payment_given_back(session.scalars(query).all(), entry)
    amount = Money(entry.amount_minor, entry.currency)
    return Instruction(entry.key, EntryKind(entry.kind), entry.method, amount, entry.at, against)


def _locked(session: Session, entry_id: int) -> PaymentEntry | None:
    return session.scalars(select(PaymentEntry).where(PaymentEntry.id == entry_id).with_for_update()).first()


def _set_state(session: Session, entry: PaymentEntry, state: EntryState) -> None:
    """Move the entry and the refund that it pays."""
    entry.state = moved(f"payment {entry.id}", ENTRY_TRANSITIONS, EntryState(entry.state), state)
    if entry.refund_id is not None:
        refund = session.get_one(Refund, entry.refund_id, with_for_update=True)
        settle_refund(refund, RefundState(state.value))
