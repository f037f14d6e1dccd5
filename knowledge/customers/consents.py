"""Consent: what customers decided for each purpose, when, and to which words; nothing of it is forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import event, select
from sqlalchemy.orm import Session, object_session, selectinload

from knowledge import audit
from knowledge.customers.models import Consent, ConsentEvent, Customer
from knowledge.customers.value.refresh import refresh_values
from knowledge.database import SessionFactory, utc_now, writing
from knowledge.errors import DomainError, NotFound

PERSONALISATION, MARKETING, ANALYTICS = "personalisation", "marketing", "analytics"
GRANTED, DENIED, REVOKED = "granted", "denied", "revoked"
STATES = (GRANTED, DENIED, REVOKED)
WORDINGS = Path(__file__).with_name("consent_wordings.yml")


class UnknownPurpose(DomainError):
    """A purpose that nobody was ever asked about."""

    def __init__(self, purpose: str) -> None:
        super().__init__(f"{purpose!r} is no purpose of consent; there are {', '.join(wordings())}")


class HistoryIsKept(Exception):
    """Something tried to change a decision of the past: a programming error."""


@dataclass(frozen=True)
class Wording:
    """The words that a customer is asked for one purpose, by language."""

    purpose: str
    version: str
    texts: dict[str, str]

    def text(self, language: str) -> str:
        """In this language, or in English."""
        return self.texts.get(language) or self.texts["en"]


@cache
def wordings() -> dict[str, tuple[Wording, ...]]:
    """Every version of every purpose, the one in force last."""
    read: dict[str, list[dict[str, Any]]] = yaml.safe_load(WORDINGS.read_text(encoding="utf-8"))
    return {
        purpose: tuple(
            Wording(purpose, str(each["version"]), {k: str(v) for k, v in each.items() if k != "version"})
            for each in versions
        )
        for purpose, versions in read.items()
    }


def wording(purpose: str, version: str | None = None) -> Wording | None:
    """The wording in force, or that of a version; None for a version that is not ours (such as `import`)."""
    if purpose not in wordings():
        raise UnknownPurpose(purpose)
    if version is None:
        return wordings()[purpose][-1]
    return next((each for each in wordings()[purpose] if each.version == version), None)


@event.listens_for(ConsentEvent, "before_update")
def _refuse_update(_mapper: Any, _connection: Any, decision: ConsentEvent) -> None:
    session = object_session(decision)
    if session is not None and session.is_modified(decision):
        raise HistoryIsKept(f"consent event {decision.id} cannot be changed")


def decide(
    customer: Customer, purpose: str, state: str, wording: str, source: str, at: datetime | None = None
) -> None:
    """Add a decision to the history and make it the latest one; the caller's transaction keeps both."""
    if state not in STATES:
        raise ValueError(f"{state!r} is not one of {', '.join(STATES)}")
    at = at or utc_now()
    latest = next((each for each in customer.consents if each.purpose == purpose), None)
    if latest is None:
        customer.consents.append(Consent(purpose=purpose, state=state, wording=wording, at=at))
    else:
        latest.state, latest.wording, latest.at = state, wording, at
    customer.consent_events.append(
        ConsentEvent(purpose=purpose, state=state, wording=wording, source=source, at=at)
    )


def consents_to(session: Session, customer_id: int, purpose: str) -> bool:
    """Whether the customer's latest decision for a purpose is a yes."""
    return purpose in granted_purposes(session, customer_id)


def granted_purposes(session: Session, customer_id: int) -> frozenset[str]:
    """The purposes for which the customer's latest decision is a yes."""
    query = select(Consent.purpose).where(Consent.customer_id == customer_id, Consent.state == GRANTED)
    return frozenset(session.scalars(query))


class Consents:
    """The decisions of a shop's customers."""

    def __init__(self, sessions: SessionFactory) -> None:
        self._sessions = sessions

    def latest(self, customer_id: int) -> dict[str, Consent]:
        """The latest decision for each purpose that the customer was asked about."""
        with self._sessions() as session:
            found = session.scalars(select(Consent).where(Consent.customer_id == customer_id))
            return {each.purpose: each for each in found}

    def history(self, customer_id: int) -> Sequence[ConsentEvent]:
        """Every decision, oldest first."""
        with self._sessions() as session:
            return session.scalars(
                select(ConsentEvent)
                .where(ConsentEvent.customer_id == customer_id)
                .order_by(ConsentEvent.at, ConsentEvent.id)
            ).all()

    def grant(self, customer_id: int, purpose: str, *, source: str = "chat") -> bool:
        """Keep a yes to the wording in force; False when it was one already."""
        return self._decide(customer_id, purpose, GRANTED, source)

    def withdraw(self, customer_id: int, purpose: str, *, source: str = "chat") -> bool:
        """Keep a no: a yes is revoked, what was never asked is denied; False when it was a no already."""
        return self._decide(customer_id, purpose, REVOKED, source)

    def _decide(self, customer_id: int, purpose: str, state: str, source: str) -> bool:
        in_force = wording(purpose)
        with writing(self._sessions) as session:
            customer = session.get(Customer, customer_id, options=[selectinload(Customer.consents)])
            if customer is None:
                raise NotFound("customer", str(customer_id))
            before = next((each.state for each in customer.consents if each.purpose == purpose), None)
            if state == REVOKED and before != GRANTED:
                if before is not None:
                    return False
                state = DENIED
            if state == before:
                return False
            version = in_force.version if in_force is not None else ""
            decide(customer, purpose, state, version, source)
            who = f"customer:{customer_id}"
            audit.record(
                session, actor=who, action=f"consent_{state}", subject=who, purpose=purpose, wording=version
            )
            session.flush()
            refresh_values(session, [customer_id])
            return True
