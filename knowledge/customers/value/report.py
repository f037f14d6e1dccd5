"""Segments and clusters as people read them: how many, what they are worth, and what marks each."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from knowledge.customers.models import Customer
from knowledge.customers.value.fitted import Fitted
from knowledge.customers.value.models import CustomerTag, CustomerValue
from knowledge.customers.value.refresh import has_refused, model_in_force
from knowledge.customers.value.segments import NOT_YET, SEGMENTS
from knowledge.customers.value.tags import TAXONOMY
from knowledge.database import utc_now
from knowledge.money import Money

FIGURE_MARKS = 3
TAG_MARKS = 2
MARKS_FROM = 0.3
"""Standard deviations from the mean of all from which a figure marks a group."""
TAG_LIFT = 1.6
"""How many times as frequent as among all a tag must be to mark a group."""
LEAST_TAGGED = 5
LEAST_TAG_SHARE = 0.1


@dataclass(frozen=True)
class Group:
    """A segment or a cluster with all that is told of it."""

    name: str
    """What it is looked up by."""
    title: str
    meaning: str
    advice: str
    customers: int
    share: float
    """Of all customers whose figures are kept."""
    value: Money | None
    """The lifetime value of the coming year, all its customers together; None where it cannot be worked out."""
    spent: Money
    """So far, together."""
    purchases: float
    """Mean number."""
    alive: float | None
    """Mean chance that its customers will still buy, of those who bought more than once."""
    marks: tuple[str, ...]
    """What tells it from all customers, in words, the strongest first."""


@dataclass(frozen=True)
class TrendPoint:
    """Sizes of segments on a day."""

    day: date
    sizes: Mapping[str, int]


@dataclass(frozen=True)
class SegmentReport:
    """All segments and clusters, and how the segments' sizes went."""

    fitted_at: datetime
    customers: int
    without: int
    """Customers of whom nothing is kept, because they refused it."""
    segments: Sequence[Group]
    clusters: Sequence[Group]
    silhouette: float | None
    trend: Sequence[TrendPoint]
    problems: Sequence[str]


@dataclass(frozen=True)
class Member:
    """A customer of a group."""

    customer_id: int
    name: str
    level: str
    country: str
    figures: CustomerValue


@dataclass(frozen=True)
class _Figure:
    """A column that can mark a group, and the words for its mean."""

    column: InstrumentedAttribute[Any]
    words: Callable[[float, str], str]


_FIGURES = (
    _Figure(CustomerValue.purchases, lambda mean, _: f"{_number(mean)} purchases"),
    _Figure(CustomerValue.spent_minor, lambda mean, currency: f"{_money(mean, currency)} spent"),
    _Figure(CustomerValue.recency_days, lambda mean, _: f"last bought {mean:.0f} days ago"),
    _Figure(CustomerValue.alive, lambda mean, _: f"{mean:.0%} likely to buy again"),
    _Figure(
        CustomerValue.expected_spend_minor, lambda mean, currency: f"{_money(mean, currency)} a purchase"
    ),
    _Figure(CustomerValue.returned_share, lambda mean, _: f"{mean:.0%} of units sent back"),
    _Figure(CustomerValue.discounted_share, lambda mean, _: f"{mean:.0%} of purchases discounted"),
)


def _number(mean: float) -> str:
    return f"{mean:.1f}"


def _money(minor: float, currency: str) -> str:
    return Money(round(minor / 100) * 100, currency).format()


def read_report(session: Session) -> SegmentReport | None:
    """The report on the figures as they are kept; None before anything was fitted."""
    model = model_in_force(session)
    if model is None:
        return None
    fitted = Fitted.from_json(model.parameters)
    customers = session.scalar(select(func.count()).select_from(CustomerValue)) or 0
    refused = session.scalar(select(func.count()).select_from(Customer).where(has_refused())) or 0
    segments = {group.name: group for group in _groups(session, CustomerValue.segment, fitted)}
    clusters = _groups(session, CustomerValue.cluster, fitted)
    today = TrendPoint(utc_now().date(), {name: group.customers for name, group in segments.items()})
    past = [TrendPoint(date.fromisoformat(each["day"]), each["sizes"]) for each in model.trend]
    return SegmentReport(
        fitted_at=model.at,
        customers=customers,
        without=refused,
        segments=[segments[name] for name in SEGMENTS if name in segments],
        clusters=sorted(clusters, key=lambda group: (-group.customers, group.name)),
        silhouette=fitted.clustering.silhouette if fitted.clustering else None,
        trend=[*past, today],
        problems=fitted.problems,
    )


def members(
    session: Session, kind: str, name: str, *, limit: int, offset: int = 0
) -> tuple[Sequence[Member], int]:
    """Customers of a `segment` or a `cluster`, the most valuable first, and how many there are."""
    column: InstrumentedAttribute[Any] = {
        "segment": CustomerValue.segment,
        "cluster": CustomerValue.cluster,
    }[kind]
    total = session.scalar(select(func.count()).select_from(CustomerValue).where(column == name)) or 0
    rows = session.execute(
        select(CustomerValue, Customer)
        .join(Customer, Customer.id == CustomerValue.customer_id)
        .where(column == name)
        .order_by(func.coalesce(CustomerValue.value_minor, 0).desc(), Customer.id)
        .limit(limit)
        .offset(offset)
    )
    found = [Member(each.id, each.name, each.level, each.country, figures) for figures, each in rows]
    return found, total


def _groups(session: Session, column: InstrumentedAttribute[Any], fitted: Fitted) -> list[Group]:
    """Every group of a column, with its marks."""
    figures = _figures()
    [everybody] = session.execute(select(*figures)).all()
    rows = session.execute(
        select(column.label("group"), *figures).where(column.is_not(None)).group_by(column)
    )
    tags = _tag_marks(session, column)
    return [_group(row, everybody, fitted, tags.get(row.group, ())) for row in rows]


def _figures() -> list[ColumnElement[Any]]:
    """Counts and sums of a group, and of each figure how many are known, their sum and sum of squares."""
    columns: list[ColumnElement[Any]] = [
        func.count().label("customers"),
        func.coalesce(func.sum(CustomerValue.value_minor), 0).label("value"),
        func.coalesce(func.sum(CustomerValue.spent_minor), 0).label("spent"),
    ]
    for place, figure in enumerate(_FIGURES):
        # As floats: squares of cents overflow integers.
        number = figure.column * 1.0
        columns += [
            func.avg(number).label(f"mean_{place}"),
            func.avg(number * number).label(f"square_{place}"),
        ]
    return columns


def _group(row: Row[Any], everybody: Row[Any], fitted: Fitted, tags: Sequence[str]) -> Group:
    currency = fitted.currency
    segment = SEGMENTS.get(row.group)
    found = row._mapping
    return Group(
        name=row.group,
        title=segment.title if segment else row.group,
        meaning=segment.meaning if segment else "",
        advice=segment.advice if segment else "",
        customers=row.customers,
        share=row.customers / everybody.customers,
        value=Money(int(row.value), currency) if fitted.values_customers else None,
        spent=Money(int(row.spent), currency),
        purchases=float(found["mean_0"] or 0),
        alive=None if found["mean_3"] is None else float(found["mean_3"]),
        marks=(*([] if segment is NOT_YET else _figure_marks(row, everybody, currency)), *tags),
    )


def _figure_marks(row: Row[Any], everybody: Row[Any], currency: str) -> list[str]:
    """What its means differ in most from those of all, such as "9.2 purchases (all: 4.4)"."""
    own, all_ = row._mapping, everybody._mapping
    marks: list[tuple[float, str]] = []
    for place, figure in enumerate(_FIGURES):
        mean, usual, square = own[f"mean_{place}"], all_[f"mean_{place}"], all_[f"square_{place}"]
        if mean is None or usual is None:
            continue
        mean, usual = float(mean), float(usual)
        spread = math.sqrt(max(0.0, float(square) - usual**2))
        if spread and abs(mean - usual) >= MARKS_FROM * spread:
            said, usually = figure.words(mean, currency), figure.words(usual, currency)
            marks.append((abs(mean - usual) / spread, f"{said} (all: {_value_of(usually)})"))
    return [words for _, words in sorted(marks, reverse=True)[:FIGURE_MARKS]]


def _value_of(words: str) -> str:
    """The figure in its words: "4.4" of "4.4 purchases"."""
    return next(word for word in words.split() if any(sign.isdigit() for sign in word))


def _tag_marks(session: Session, column: InstrumentedAttribute[Any]) -> dict[str, tuple[str, ...]]:
    """The tags that are more frequent in a group than among all, such as "31% slipping away (all: 9%)"."""
    tagged = (
        select(column.label("group"), func.count(func.distinct(CustomerTag.customer_id)))
        .join(CustomerTag, CustomerTag.customer_id == CustomerValue.customer_id)
        .group_by(column)
    )
    sizes: dict[str | None, int] = dict(session.execute(tagged).all())
    counts: dict[tuple[str, str], dict[str | None, int]] = {}
    for group, name, value, count in session.execute(
        select(column, CustomerTag.tag, CustomerTag.value, func.count())
        .join(CustomerTag, CustomerTag.customer_id == CustomerValue.customer_id)
        .group_by(column, CustomerTag.tag, CustomerTag.value)
    ):
        counts.setdefault((name, value), {})[group] = count
    everybody = sum(sizes.values())
    marks: dict[str, list[tuple[float, str]]] = {}
    for (name, value), by_group in counts.items():
        usual = sum(by_group.values()) / everybody
        for group, count in by_group.items():
            share = count / sizes[group]
            telling = count >= LEAST_TAGGED and share >= LEAST_TAG_SHARE and share >= TAG_LIFT * usual
            if group is not None and telling and name in TAXONOMY:
                label = TAXONOMY[name].label(value)
                words = f"{share:.0%} “{label}” (all: {usual:.0%})"
                marks.setdefault(group, []).append((share - usual, words))
    return {
        group: tuple(words for _, words in sorted(found, reverse=True)[:TAG_MARKS])
        for group, found in marks.items()
    }
