"""Settling: what the ledger says is to move on methods held elsewhere is given to the payment provider.

The entry is written with the command, in one transaction; the provider is asked afterwards, under the entry's own
key. A crash in between leaves the entry pending, and the next run asks again: the key makes that one movement.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge import audit, outbox
from knowledge.accounts.billing import bill_payment_ended
from knowledge.accounts.models import BillPayment
from knowledge.aftersales.models import Refund
from knowledge.aftersales.money_moves import settle_refund
from knowledge.aftersales.providers import Declined, PaymentProvider, ProviderUnavailable
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
                    .where(ledger.state == EntryState.PENDING)
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
            entry.key = f"{entry.key}+"
            audit.record(session, actor=actor, action="payment.retried", subject=f"payment:{entry_id}")

    def _settle(self, ledger: Ledger, entry_id: int, report: SettlementReport) -> None:
        with self._sessions() as session:
            entry = session.get_one(ledger, entry_id)
        amount = Money(entry.amount_minor, entry.currency)
        try:
            reference = self._provider.move(entry.key, EntryKind(entry.kind), entry.method, amount)
        except ProviderUnavailable:
            report.waiting += 1
            return
        except Declined as declined:
            if self._finish(ledger, entry_id, EntryState.FAILED, reason=declined.reason):
                report.failed += 1
            return
        if self._finish(ledger, entry_id, EntryState.SUCCEEDED, reference=reference):
            report.succeeded += 1

    def _finish(
        self, ledger: Ledger, entry_id: int, state: EntryState, *, reference: str = "", reason: str = ""
    ) -> bool:
        """Write down how it ended; False when another run has done so already."""
        with writing(self._sessions) as session:
            entry = _locked(session, ledger, entry_id)
            if entry is None or entry.state != EntryState.PENDING:
                return False
            _set_state(session, entry, state)
            entry.reference = reference
            outbox.announce(
                session,
                key=f"{entry.id}:{entry.key}"[:80],
                type_=f"attendant.{entry.kind}.{state.value}",
                subject=f"{NAMES[ledger]}:{entry.id}",
                amount_minor=entry.amount_minor,
                currency=entry.currency,
                reason=reason,
            )
            return True


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
