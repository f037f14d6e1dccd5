"""A person decides on what waits: once, whoever else decides at the same moment."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from knowledge.aftersales.price_matching import PriceMatches
from knowledge.aftersales.receiving import Receiving
from knowledge.aftersales.settlement import NAMES, Settlement
from knowledge.audit import AuditEntry
from knowledge.database import SessionFactory
from knowledge.errors import DomainError, NotFound
from knowledge.states import IllegalTransition

LEDGERS = {name: ledger for ledger, name in NAMES.items()}


class Verdict(StrEnum):
    """What a person says."""

    ACCEPT = "accept"
    REJECT = "reject"
    RETRY = "retry"


VERDICTS: dict[str, tuple[Verdict, ...]] = {
    "price_match": (Verdict.REJECT, Verdict.ACCEPT),
    "claim": (Verdict.REJECT, Verdict.ACCEPT),
    "payment": (Verdict.RETRY,),
    "bill_payment": (Verdict.RETRY,),
}
"""What can be said of what waits, by its kind; of other kinds nothing, for another system or a talk ends them."""


class DecidedAlready(DomainError):
    """Somebody was faster: `actor` did `action` at a moment, and nothing was done now."""

    def __init__(self, name: str, actor: str, action: str, at: datetime) -> None:
        super().__init__(f"nothing was done: {actor} did {action} on {name} at {at:%Y-%m-%d %H:%M} UTC")
        self.actor = actor
        self.action = action
        self.at = at


class Deciding:
    """The decisions of staff on all that waits."""

    def __init__(
        self,
        sessions: SessionFactory,
        price_matches: PriceMatches,
        receiving: Receiving,
        settlement: Settlement,
    ) -> None:
        self._sessions = sessions
        self._price_matches = price_matches
        self._receiving = receiving
        self._settlement = settlement

    def decide(self, kind: str, name: str, verdict: Verdict, *, actor: str) -> None:
        """Carry out what a person says of something that waits, in the name of `actor`, such as `staff:3`.

        Raises `DecidedAlready` when somebody was faster, `NotFound`, `ValueError` for what cannot be said of such a
        thing, and what stands in the way else: `Refused`, `OutOfStock`, `BillAmountChanged`.
        """
        if verdict not in VERDICTS.get(kind, ()):
            raise ValueError(f"{verdict.value} is nothing that is said of a {kind}")
        accepted = verdict == Verdict.ACCEPT
        try:
            if kind == "price_match":
                self._price_matches.settle(name, accepted=accepted, actor=actor)
            elif kind == "claim":
                self._receiving.settle_claim(name, accepted=accepted, actor=actor)
            else:
                self._retry(kind, name, actor)
        except IllegalTransition as faster:
            raise self._who_was_faster(kind, name) or faster from faster

    def _retry(self, kind: str, name: str, actor: str) -> None:
        number = name.removeprefix(f"{kind}:")
        if not number.isdecimal():
            raise NotFound(kind, name)
        self._settlement.retry(int(number), actor=actor, ledger=LEDGERS[kind])

    def _who_was_faster(self, kind: str, name: str) -> DecidedAlready | None:
        subject = name if name.startswith(f"{kind}:") else f"{kind}:{name}"
        with self._sessions() as session:
            query = select(AuditEntry).where(AuditEntry.subject == subject).order_by(AuditEntry.id.desc())
            entry = session.scalars(query.limit(1)).first()
        return DecidedAlready(name, entry.actor, entry.action, entry.at) if entry is not None else None
