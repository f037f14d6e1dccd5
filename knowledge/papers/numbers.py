"""Numbers of invoices and credit notes: one after the other in each year, none left out, none given twice."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from knowledge.database import Base, SessionFactory, utc_now, writing


class PaperKind(StrEnum):
    """What is numbered; each kind has a row of numbers of its own."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


LETTERS = {PaperKind.INVOICE: "INV", PaperKind.CREDIT_NOTE: "CN"}


class NumberRow(Base):
    """The last number given in a year; kept when the papers themselves are gone, so that none comes again."""

    __tablename__ = "number_row"

    kind: Mapped[PaperKind] = mapped_column(String(20), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(default=0)


class NumberedPaper(Base):
    """An invoice, or the credit note of a refund, that was issued."""

    __tablename__ = "numbered_paper"
    __table_args__ = (UniqueConstraint("number"), UniqueConstraint("subject"))

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40))
    """Such as `INV-2026-000017`."""
    kind: Mapped[PaperKind] = mapped_column(String(20))
    order_id: Mapped[int] = mapped_column(ForeignKey("shop_order.id", ondelete="CASCADE"), index=True)
    subject: Mapped[str] = mapped_column(String(40))
    """What it is for, `order:<id>` or `refund:<id>`: each has one paper."""
    issued_at: Mapped[datetime] = mapped_column(default=utc_now)
    content: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """What an invoice says whatever is renamed or repriced later; None for papers that say nothing of their own."""


def issued(
    sessions: SessionFactory,
    kind: PaperKind,
    order_id: int,
    subject: str,
    zone: ZoneInfo,
    content: dict[str, Any] | None = None,
) -> NumberedPaper:
    """The paper for a subject; numbered now, with this content, when it is asked for the first time."""
    try:
        return _issued(sessions, kind, order_id, subject, zone, content)
    except IntegrityError:  # another worker has just issued it, or begun the year
        return _issued(sessions, kind, order_id, subject, zone, content)


def _issued(
    sessions: SessionFactory,
    kind: PaperKind,
    order_id: int,
    subject: str,
    zone: ZoneInfo,
    content: dict[str, Any] | None,
) -> NumberedPaper:
    with sessions() as session:
        made = _find(session, subject)
    if made is not None and (made.content is not None or content is None):
        return made
    with writing(sessions) as session:
        made = _find(session, subject)
        if made is None:
            now = utc_now()
            number = _next(session, kind, now.astimezone(zone).year)
            made = NumberedPaper(number=number, kind=kind, order_id=order_id, subject=subject, issued_at=now)
            session.add(made)
        if made.content is None:  # issued now, or by a version that did not keep what papers say
            made.content = content
        session.flush()
        return made


def _find(session: Session, subject: str) -> NumberedPaper | None:
    return session.scalars(select(NumberedPaper).where(NumberedPaper.subject == subject)).first()


def _next(session: Session, kind: PaperKind, year: int) -> str:
    row = session.get(NumberRow, (kind, year), with_for_update=True)
    if row is None:
        row = NumberRow(kind=kind, year=year, last=0)
        session.add(row)
    row.last += 1
    return f"{LETTERS[kind]}-{year}-{row.last:06d}"
