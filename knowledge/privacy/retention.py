"""What has been kept longer than its period: a report, and deleting it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Engine, delete, func, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from knowledge import audit
from knowledge.audit import AuditEntry
from knowledge.catalogue.models import StockAlert
from knowledge.conversations.models import BOT, CLOSED, Conversation
from knowledge.customers.models import Customer
from knowledge.database import SessionFactory, compact, utc_now, writing
from knowledge.feedback.models import Feedback
from knowledge.mail.models import Mail
from knowledge.notices.models import Notice
from knowledge.orders.models import Order
from knowledge.outbox import OutboxEvent
from knowledge.privacy.periods import Period, Periods
from knowledge.understanding.models import Miss
from knowledge.verification.models import OneTimeCode

ERASED_ORDERS = "erased_orders"


@dataclass(frozen=True)
class Due:
    """How much of one kind of thing is due, from before when, and what happens to it."""

    kind: str
    count: int
    before: datetime | None
    """None: it is kept for ever."""
    does: str


Condition = Callable[[datetime], ColumnElement[bool]]
# Kind to the table, and what of it was last touched before a moment.
_KINDS: Mapping[str, tuple[type[Any], Condition]] = {
    "conversations": (
        Conversation,
        lambda before: (Conversation.updated_at < before) & Conversation.owner.in_([BOT, CLOSED]),
    ),
    "misses": (Miss, lambda before: Miss.created_at < before),
    "feedback_text": (Feedback, lambda before: (Feedback.at < before) & (Feedback.text != "")),
    "stock_alerts": (StockAlert, lambda before: StockAlert.created_at < before),
    "audit": (AuditEntry, lambda before: AuditEntry.at < before),
    "mails": (Mail, lambda before: Mail.created_at < before),
    "one_time_codes": (OneTimeCode, lambda before: OneTimeCode.created_at < before),
    "notices": (Notice, lambda before: Notice.at < before),
    "events": (OutboxEvent, lambda before: OutboxEvent.published_at < before),
}
_EMPTIED = {"feedback_text": {"text": "", "customer_id": None, "conversation_id": None}}


class Retention:
    """The periods of a shop, applied."""

    def __init__(self, sessions: SessionFactory, engine: Engine, periods: Periods) -> None:
        self._sessions = sessions
        self._engine = engine
        self._periods = periods

    def due(self, now: datetime | None = None) -> Sequence[Due]:
        """What is due now."""
        now = now or utc_now()
        with self._sessions() as session:
            return self._due(session, now)

    def apply(self, now: datetime | None = None, *, by: str = "system") -> Sequence[Due]:
        """Do what is due, in one transaction; gives what was done."""
        now = now or utc_now()
        with writing(self._sessions) as session:
            done = self._due(session, now)
            for period in self._periods.others:
                self._apply(session, period, now)
            orders = self._orders(now)
            session.execute(delete(Order).where(orders))
            empty = Customer.erased_at.is_not(None) & ~Customer.id.in_(select(Order.customer_id))
            session.execute(delete(Customer).where(empty))
            counts = {each.kind: each.count for each in done if each.count}
            if counts:
                audit.record(session, actor=by, action="retention_applied", subject="retention:all", **counts)
        with suppress(OperationalError):  # another process holds the file; what went has been overwritten
            compact(self._engine)
        return done

    def _due(self, session: Session, now: datetime) -> list[Due]:
        found = []
        for period in self._periods.others:
            table, condition = _KINDS[period.kind]
            before = period.begins(now)
            found.append(
                Due(
                    period.kind,
                    _count(session, table, condition(before)) if before else 0,
                    before,
                    period.does,
                )
            )
        does = "orders of erased customers that need not be kept any longer are deleted"
        before = self._periods.orders.begins(now)
        found.append(Due(ERASED_ORDERS, _count(session, Order, self._orders(now)), before, does))
        return found

    def _orders(self, now: datetime) -> ColumnElement[bool]:
        erased = select(Customer.id).where(Customer.erased_at.is_not(None))
        return (Order.placed_at < self._periods.orders.begins(now)) & Order.customer_id.in_(erased)

    @staticmethod
    def _apply(session: Session, period: Period, now: datetime) -> None:
        before = period.begins(now)
        if before is None:
            return
        table, condition = _KINDS[period.kind]
        if period.kind in _EMPTIED:
            session.execute(update(table).where(condition(before)).values(_EMPTIED[period.kind]))
        else:
            if table is Conversation:
                gone = select(Conversation.id).where(condition(before))
                session.execute(delete(StockAlert).where(StockAlert.conversation_id.in_(gone)))
            session.execute(delete(table).where(condition(before)))


def _count(session: Session, table: type[Any], condition: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(table).where(condition)) or 0
