"""The business audit table: every write that a shopper, an agent or a rule caused, and on what ground."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from knowledge.database import Base, utc_now


class AuditEntry(Base):
    """One write: who did what to which object, and the facts and rule that allowed it."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    actor: Mapped[str] = mapped_column(String(80))
    """`customer:<id>`, `staff:<id>`, `visitor:<id>` or `system`."""
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(80), index=True)
    """The object written, as `<kind>:<id>`."""
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


def record(session: Session, *, actor: str, action: str, subject: str, **facts: Any) -> None:
    """Add an audit entry to the transaction that makes the write."""
    session.add(AuditEntry(actor=actor, action=action, subject=subject, facts=facts))
