"""Passing on what the outbox holds: every event reaches every consumer at least once, oldest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import structlog
from sqlalchemy import or_, select, update

from knowledge.database import SessionFactory, utc_now, writing
from knowledge.outbox import OutboxEvent

log = structlog.get_logger(__name__)

FIRST_WAIT = timedelta(seconds=5)
"""Doubled after every further failure, up to the longest."""
LONGEST_WAIT = timedelta(hours=1)

Consumer = Callable[[OutboxEvent], None]
"""Takes an event. It may get the same one again, after a crash or from another process, and then does nothing."""


class Publisher:
    """Gives events to consumers and notes that they have them.

    Consumers write in transactions of their own, before the note: what dies in between is given to them again.
    """

    def __init__(self, sessions: SessionFactory, consumers: Sequence[Consumer]) -> None:
        self._sessions = sessions
        self._consumers = consumers

    def run(self, now: datetime | None = None, limit: int = 100) -> int:
        """Pass on what is due; gives how many events. One that fails waits, and does not hold up the others."""
        now = now or utc_now()
        with self._sessions() as session:
            due = or_(OutboxEvent.due_at.is_(None), OutboxEvent.due_at <= now)
            query = select(OutboxEvent).where(OutboxEvent.published_at.is_(None), due)
            events = session.scalars(query.order_by(OutboxEvent.id).limit(limit)).all()
        return sum(self._pass_on(event, now) for event in events)

    def _pass_on(self, event: OutboxEvent, now: datetime) -> bool:
        try:
            for consume in self._consumers:
                consume(event)
        except Exception:
            log.exception("outbox.not_passed_on", type=event.type, event_id=event.id)
            pause = min(FIRST_WAIT * 2 ** min(event.attempts, 20), LONGEST_WAIT)
            self._note(event, attempts=event.attempts + 1, due_at=now + pause)
            return False
        self._note(event, published_at=now)
        return True

    def _note(self, event: OutboxEvent, **values: object) -> None:
        with writing(self._sessions) as session:
            still = OutboxEvent.published_at.is_(None)
            session.execute(update(OutboxEvent).where(OutboxEvent.id == event.id, still).values(**values))
