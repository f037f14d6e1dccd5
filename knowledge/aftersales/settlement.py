"""Settling: what the ledger says is to move on methods held elsewhere is given to the payment provider.

The entry is written with the command, in one transaction; the provider is asked afterwards, under the entry's own
key. A crash in between leaves the entry pending, and the next run asks again: the key makes that one movement.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from knowledge import audit, outbox
from knowledge.accounts.billing import bill_payment_moved
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
from knowledge.aftersales.states import REFUND_CORRECTIONS, REFUND_TRANSITIONS, RefundState
from knowledge.database import SessionFactory, writing
from knowledge.errors import NotFound
from knowledge.money import Money
from knowledge.orders.payments import (
    ENTRY_TRANSITIONS,
    PROVIDERS_WORD,
    EntryKind,
    EntryState,
    Movement,
    PaymentEntry,
)
from knowledge.states import moved

log = structlog.get_logger(__name__)

Ledger = type[Movement]
LEDGERS: tuple[Ledger, ...] = (PaymentEntry, BillPayment)
NAMES: dict[Ledger, str] = {PaymentEntry: "payment", BillPayment: "bill_payment"}


@dataclass
class SettlementReport:
    """How many movements went through, were declined, wait for an answer, or could not be worked on."""

    succeeded: int = 0
    failed: int = 0
    waiting: int = 0
    broken: int = 0


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
            try:
                self._settle(ledger, entry_id, report)
            except Exception:  # whatever it is, the money of others does not wait for it
                log.exception("payments.broken", movement=f"{NAMES[ledger]}:{entry_id}")
                report.broken += 1
        return report

    def retry(self, entry_id: int, *, actor: str, ledger: Ledger = PaymentEntry) -> None:
        """Let a failed movement be tried again, under a key of its own.

        Raises `NotFound`, `IllegalTransition`, or `BillAmountChanged` when its bill asks for another amount now.
        """
        with writing(self._sessions) as session:
            entry = _locked(session, ledger, entry_id)
            if entry is None:
                raise NotFound(NAMES[ledger], str(entry_id))
            _set_state(session, entry, EntryState.PENDING)
            entry.key, entry.reference, entry.against, entry.said_at = f"{entry.key}+", "", "", None
            subject = f"{NAMES[ledger]}:{entry_id}"
            audit.record(session, actor=actor, action="payment.retried", subject=subject)

    def _settle(self, ledger: Ledger, entry_id: int, report: SettlementReport) -> None:
        with writing(self._sessions) as session:
            entry = _locked(session, ledger, entry_id)
            if entry is None:
                raise NotFound(NAMES[ledger], str(entry_id))
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
        self,
        message: ProviderEvent,
        key: str,
        state: EntryState,
        *,
        reference: str,
        reason: str = "",
        said_at: datetime | None = None,
    ) -> bool:
        """Take in a provider's message of how the movement with a key ended; `said_at` by the provider's clock.

        A later word goes before an earlier one, as far as `PROVIDERS_WORD` lets it; what contradicts the ledger is
        logged for a person. False when it changes nothing.
        """
        message_id = message.id
        try:
            with writing(self._sessions) as session:
                if session.get(ProviderEvent, message_id) is not None:
                    return False
                session.add(message)
                entry = _with_key(session, key)
                if entry is None:
                    # Such as an attempt that was tried again under another key: money may have moved twice.
                    log.error("payments.unknown_movement", key=key, said=state.value, reference=reference)
                    return False
                if not _is_news(entry, state, reference, said_at):
                    return False
                entry.said_at = said_at or entry.said_at
                _end(
                    session,
                    entry,
                    state,
                    reference=reference,
                    reason=reason,
                    table=PROVIDERS_WORD[EntryKind(entry.kind)],
                    said=message_id,
                )
                return True
        except IntegrityError:
            with self._sessions() as session:
                if session.get(ProviderEvent, message_id) is None:
                    raise
            return False  # another worker has just taken in the same message

    def _given(self, ledger: Ledger, entry_id: int, reference: str) -> None:
        """Write down that the provider has it and will say how it ended, unless it has said so already."""
        with writing(self._sessions) as session:
            entry = _locked(session, ledger, entry_id)
            if entry is not None and entry.state == EntryState.PENDING:
                entry.reference = reference

    def _finish(
        self, ledger: Ledger, entry_id: int, state: EntryState, *, reference: str = "", reason: str = ""
    ) -> bool:
        """Write down how it ended; False when another run, or the provider's message, has done so already."""
        with writing(self._sessions) as session:
            entry = _locked(session, ledger, entry_id)
            if entry is None or entry.state != EntryState.PENDING:
                if entry is not None and entry.state != state:
                    _contradicted(entry, state, reference)
                return False
            _end(session, entry, state, reference=reference, reason=reason)
            return True


def _is_news(entry: Movement, state: EntryState, reference: str, said_at: datetime | None) -> bool:
    """Whether a provider's word changes its movement; tells the log of words that ought to and cannot."""
    if said_at is not None and entry.said_at is not None and said_at < entry.said_at:
        log.warning("payments.overtaken", key=entry.key, said=state.value, now=str(entry.state))
        return False
    if entry.reference not in ("", reference):
        _contradicted(entry, state, reference)
        return False
    if entry.state == state:
        return False
    if state not in PROVIDERS_WORD[EntryKind(entry.kind)][EntryState(entry.state)]:
        _contradicted(entry, state, reference)
        return False
    if entry.state != EntryState.PENDING:
        log.warning("payments.corrected", key=entry.key, said=state.value, was=str(entry.state))
    return True


def _contradicted(entry: Movement, state: EntryState, reference: str) -> None:
    log.error(
        "payments.contradicted",
        movement=f"{NAMES[type(entry)]}:{entry.id}",
        now=str(entry.state),
        said=state.value,
        reference=reference,
    )


def _end(
    session: Session,
    entry: Movement,
    state: EntryState,
    *,
    reference: str,
    reason: str,
    table: Mapping[EntryState, frozenset[EntryState]] = ENTRY_TRANSITIONS,
    said: str = "",
) -> None:
    """End a movement and tell of it; `said` is the id of the message that says so."""
    _set_state(session, entry, state, table)
    entry.reference = reference
    subject = f"{NAMES[type(entry)]}:{entry.id}"
    # The same end can come again, after a retry or a correction: each is an event of its own.
    which = hashlib.sha256(f"{entry.key} {said}".encode()).hexdigest()[:32]
    outbox.announce(
        session,
        key=f"{subject}:{state.value}:{which}",
        type_=f"attendant.{entry.kind}.{state.value}",
        subject=subject,
        amount_minor=entry.amount_minor,
        currency=entry.currency,
        reason=reason,
    )


def payment_given_back(entries: Sequence[Movement], entry: Movement) -> str:
    """The reference of the payment that a refund gives back: the first on its method with so much left.

    What other refunds give back is taken off: of those asked for already as it was settled then, of those before it
    in their order by the same rule. Empty when no payment has so much left.
    """
    left = {
        each.reference: each.amount_minor
        for each in entries
        if each.kind == EntryKind.PAYMENT
        and each.state == EntryState.SUCCEEDED
        and each.method == entry.method
        and each.reference
    }
    others = [
        each
        for each in entries
        if each.kind == EntryKind.REFUND
        and each.method == entry.method
        and each.state != EntryState.FAILED
        and each is not entry
    ]
    for settled in others:
        if settled.against in left:
            left[settled.against] -= settled.amount_minor
    before = [each for each in others if each.id < entry.id and not each.against]
    for refund in (*before, entry):
        chosen = next((reference for reference, minor in left.items() if minor >= refund.amount_minor), "")
        if refund is entry:
            return chosen
        if chosen:
            left[chosen] -= refund.amount_minor
    return ""


def _instruction(session: Session, entry: Movement) -> Instruction:
    """What the provider is asked for: again the same, whatever has happened since to other movements."""
    if entry.kind == EntryKind.REFUND and not entry.against:
        entry.against = payment_given_back(_beside(session, entry), entry)
    amount = Money(entry.amount_minor, entry.currency)
    return Instruction(entry.key, EntryKind(entry.kind), entry.method, amount, entry.at, entry.against)


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


def _set_state(
    session: Session,
    entry: Movement,
    state: EntryState,
    table: Mapping[EntryState, frozenset[EntryState]] = ENTRY_TRANSITIONS,
) -> None:
    """Move the entry, and the refund or the bill that it pays."""
    entry.state = moved(f"{NAMES[type(entry)]} {entry.id}", table, EntryState(entry.state), state)
    if isinstance(entry, BillPayment):
        bill_payment_moved(session, entry)
    elif isinstance(entry, PaymentEntry) and entry.refund_id is not None:
        refund = session.get_one(Refund, entry.refund_id, with_for_update=True)
        corrected = table is not ENTRY_TRANSITIONS
        settle_refund(
            refund, RefundState(state.value), REFUND_CORRECTIONS if corrected else REFUND_TRANSITIONS
        )
