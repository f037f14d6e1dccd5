"""The outbox: events written in the transaction that causes them, for whoever passes them on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from knowledge.database import Base, utc_now


class OutboxEvent(Base):
    """Something that happened, in CloudEvents' terms; not passed on while `published_at` is empty."""

    __tablename__ = "outbox_event"
    __table_args__ = (UniqueConstraint("key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80))
    """CloudEvents' `id`: the same event written again is refused."""
    type: Mapped[str] = mapped_column(String(60))
    """Such as `attendant.return.requested`."""
    subject: Mapped[str] = mapped_column(String(80))
    """The object it is about, as `<kind>:<id>`."""
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    at: Mapped[datetime] = mapped_column(default=utc_now)
    published_at: Mapped[datetime | None] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    """How often passing it on has failed."""
    due_at: Mapped[datetime | None]
    """When it may be tried again; empty: at once."""


def announced(session: Session, keys: Collection[str]) -> set[str]:
    """Those of the keys with which an event was written before."""
    return set(session.scalars(select(OutboxEvent.key).where(OutboxEvent.key.in_(keys))))


def announce(session: Session, *, key: str, type_: str, subject: str, **data: Any) -> None:
    """Add an event to the transaction that makes it true."""
    session.add(OutboxEvent(key=key, type=type_, subject=subject, data=data))
