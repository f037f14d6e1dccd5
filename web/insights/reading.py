"""What the insights page shows, read in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from knowledge.database import SessionFactory, utc_now
from knowledge.feedback import repository
from knowledge.feedback.repository import FeedbackRow, ProductFeedback, SentimentDay, Totals

ROWS_A_PAGE = 25


@dataclass(frozen=True)
class Filters:
    """What the list of feedback is narrowed to; None or empty is everything."""

    label: str | None = None
    kind: str | None = None
    product_id: str | None = None
    text: str | None = None

    @property
    def any(self) -> bool:
        """Whether anything is narrowed."""
        return any((self.label, self.kind, self.product_id, self.text))


@dataclass(frozen=True)
class Overview:
    """The period in numbers; `days` has one entry for each day of it, also for those without feedback."""

    totals: Totals
    days: Sequence[SentimentDay]
    products: Sequence[ProductFeedback]
    kinds: Sequence[str]
    any_ever: bool


@dataclass(frozen=True)
class FeedbackPage:
    """Some rows of all that fit."""

    rows: Sequence[FeedbackRow]
    offset: int
    total: int


def since(days: int, zone: ZoneInfo, now: datetime | None = None) -> datetime:
    """The first moment of a period of so many days of the shop's zone, today being the last."""
    today = (now or utc_now()).astimezone(zone).date()
    return datetime.combine(today - timedelta(days=days - 1), datetime.min.time(), zone)


def read_overview(sessions: SessionFactory, days: int, zone: ZoneInfo) -> Overview:
    """The last `days` days, and what the products got in them."""
    start = since(days, zone)
    with sessions() as session:
        said = {found.day: found for found in repository.sentiment_by_day(session, start, zone)}
        return Overview(
            totals=repository.totals(session, start),
            days=[_day(said, start.date() + timedelta(days=past)) for past in range(days)],
            products=repository.by_product(session, start),
            kinds=repository.kinds(session),
            any_ever=bool(repository.listing(session, limit=1)),
        )


def _day(said: dict[date, SentimentDay], day: date) -> SentimentDay:
    return said.get(day) or SentimentDay(day, negative=0, neutral=0, positive=0, mean=0.0)


def read_feedback(
    sessions: SessionFactory, filters: Filters, days: int, zone: ZoneInfo, offset: int
) -> FeedbackPage:
    """Feedback of the last `days` days that fits the filters, newest first, from row `offset` on."""
    start = since(days, zone)
    with sessions() as session:
        return FeedbackPage(
            rows=repository.listing(
                session, **asdict(filters), since=start, limit=ROWS_A_PAGE, offset=offset
            ),
            offset=offset,
            total=repository.count(session, **asdict(filters), since=start),
        )
