"""Queries on feedback: the rows themselves and what they add up to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session

from knowledge.catalogue.models import Product
from knowledge.customers.models import Customer
from knowledge.database import utc_now
from knowledge.feedback.models import Feedback
from knowledge.orders.models import Order

ASPECTS_NAMED = 3


@dataclass(frozen=True)
class FeedbackRow:
    """One thing said, with the names of what it is about (None when unknown or gone)."""

    feedback: Feedback
    product_name: str | None
    order_number: str | None
    customer_name: str | None


@dataclass(frozen=True)
class SentimentDay:
    """One day in the shop's zone: how many said something, by label, and the mean of their sentiment."""

    day: date
    negative: int
    neutral: int
    positive: int
    mean: float

    @property
    def count(self) -> int:
        """All of that day."""
        return self.negative + self.neutral + self.positive


@dataclass(frozen=True)
class ProductFeedback:
    """What was said of one product."""

    product_id: str
    name: str
    count: int
    negative: int
    mean: float
    aspects: tuple[str, ...]
    """The most frequent ones, most frequent first."""
    last_words: str
    last_at: datetime

    @property
    def negative_share(self) -> float:
        """Part of it that is negative, 0 to 1."""
        return self.negative / self.count


@dataclass(frozen=True)
class Total:
    """A period in three numbers; `mean` is None and `negative_share` 0 when nothing was said."""

    count: int
    negative: int
    mean: float | None

    @property
    def negative_share(self) -> float:
        """Part of it that is negative, 0 to 1."""
        return self.negative / self.count if self.count else 0.0


@dataclass(frozen=True)
class Totals:
    """A period, and the one of the same length before it."""

    now: Total
    before: Total


def listing(
    session: Session,
    *,
    label: str | None = None,
    kind: str | None = None,
    product_id: str | None = None,
    text: str | None = None,
    since: datetime | None = None,
    limit: int = 100,
    offset: int = 0,
) -> Sequence[FeedbackRow]:
    """Feedback that fits all that is given, newest first.

    Each word of `text` must occur in what was said or in the product's name.
    """
    query = (
        select(Feedback, Product.name, Order.number, Customer.name)
        .outerjoin(Product, Product.id == Feedback.product_id)
        .outerjoin(Order, Order.id == Feedback.order_id)
        .outerjoin(Customer, Customer.id == Feedback.customer_id)
        .where(*_conditions(label, kind, product_id, text, since))
        .order_by(Feedback.at.desc(), Feedback.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [FeedbackRow(*row) for row in session.execute(query)]


def count(
    session: Session,
    *,
    label: str | None = None,
    kind: str | None = None,
    product_id: str | None = None,
    text: str | None = None,
    since: datetime | None = None,
) -> int:
    """How many rows `listing` has for the same conditions."""
    query = (
        select(func.count(Feedback.id))
        .outerjoin(Product, Product.id == Feedback.product_id)
        .where(*_conditions(label, kind, product_id, text, since))
    )
    return session.scalar(query) or 0


def _conditions(
    label: str | None, kind: str | None, product_id: str | None, text: str | None, since: datetime | None
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if label is not None:
        conditions.append(Feedback.label == label)
    if kind is not None:
        conditions.append(Feedback.kind == kind)
    if product_id is not None:
        conditions.append(Feedback.product_id == product_id)
    if since is not None:
        conditions.append(Feedback.at >= since)
    conditions.extend(
        or_(Feedback.text.icontains(word, autoescape=True), Product.name.icontains(word, autoescape=True))
        for word in (text or "").split()
    )
    return conditions


def sentiment_by_day(session: Session, since: datetime, zone: ZoneInfo) -> Sequence[SentimentDay]:
    """Days on which something was said, oldest first; a day is one in `zone`."""
    # Days of a time zone are no business of SQLite: the sums are made here, over three columns.
    rows = session.execute(
        select(Feedback.at, Feedback.label, Feedback.sentiment).where(Feedback.at >= since)
    )
    labels: defaultdict[date, Counter[str]] = defaultdict(Counter)
    sums: defaultdict[date, float] = defaultdict(float)
    for at, label, sentiment in rows:
        day = at.astimezone(zone).date()
        labels[day][label] += 1
        sums[day] += sentiment
    return [
        SentimentDay(
            day,
            negative=labels[day]["negative"],
            neutral=labels[day]["neutral"],
            positive=labels[day]["positive"],
            mean=sums[day] / labels[day].total(),
        )
        for day in sorted(labels)
    ]


def by_product(session: Session, since: datetime) -> Sequence[ProductFeedback]:
    """What was said of each product, the one with most negative feedback first."""
    negative = func.sum(_is_negative())
    rows = session.execute(
        select(
            Feedback.product_id,
            Product.name,
            func.count(Feedback.id),
            negative,
            func.avg(Feedback.sentiment),
        )
        .outerjoin(Product, Product.id == Feedback.product_id)
        .where(Feedback.at >= since, Feedback.product_id.is_not(None))
        .group_by(Feedback.product_id, Product.name)
        .order_by(negative.desc(), func.avg(Feedback.sentiment), Feedback.product_id)
    ).all()
    aspects = _aspects_by_product(session, since)
    last = _last_by_product(session, since)
    return [
        ProductFeedback(
            product_id,
            name or product_id,
            said,
            negatives,
            mean,
            tuple(aspect for aspect, _ in aspects[product_id].most_common(ASPECTS_NAMED)),
            *last[product_id],
        )
        for product_id, name, said, negatives, mean in rows
        # What was said between the queries waits for the next look.
        if product_id in last
    ]


def _is_negative() -> ColumnElement[int]:
    return case((Feedback.label == "negative", 1), else_=0)


def _aspects_by_product(session: Session, since: datetime) -> defaultdict[str, Counter[str]]:
    # Reading into JSON lists differs between databases: counted here.
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for product_id, aspects in session.execute(
        select(Feedback.product_id, Feedback.aspects).where(
            Feedback.at >= since, Feedback.product_id.is_not(None)
        )
    ):
        counts[product_id or ""].update(aspects)
    return counts


def _last_by_product(session: Session, since: datetime) -> dict[str, tuple[str, datetime]]:
    newest = func.row_number().over(
        partition_by=Feedback.product_id, order_by=(Feedback.at.desc(), Feedback.id.desc())
    )
    ranked = (
        select(Feedback.product_id, Feedback.text, Feedback.at, newest.label("place"))
        .where(Feedback.at >= since, Feedback.product_id.is_not(None))
        .subquery()
    )
    rows = session.execute(select(ranked.c.product_id, ranked.c.text, ranked.c.at).where(ranked.c.place == 1))
    return {product_id: (text, at) for product_id, text, at in rows}


def totals(session: Session, since: datetime, until: datetime | None = None) -> Totals:
    """The period from `since` to `until` (now when not given) and the one of the same length before it."""
    end = until or utc_now()
    return Totals(now=_total(session, since, end), before=_total(session, since - (end - since), since))


def _total(session: Session, start: datetime, end: datetime) -> Total:
    row = session.execute(
        select(func.count(Feedback.id), func.sum(_is_negative()), func.avg(Feedback.sentiment)).where(
            Feedback.at >= start, Feedback.at < end
        )
    ).one()
    return Total(row[0], row[1] or 0, row[2])


def kinds(session: Session) -> Sequence[str]:
    """The kinds of feedback there are."""
    return session.scalars(select(Feedback.kind).distinct().order_by(Feedback.kind)).all()
