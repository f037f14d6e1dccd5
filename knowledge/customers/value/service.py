"""What customers are worth: fitting, catching up, and reading one customer's figures."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from knowledge.customers.models import Customer
from knowledge.customers.value.errors import NothingFitted, TooLittleToFit, ValuesNotKept
from knowledge.customers.value.facts import CustomerFacts
from knowledge.customers.value.fitted import Fitted, fit
from knowledge.customers.value.loading import load_facts
from knowledge.customers.value.models import CustomerModel, CustomerTag, CustomerValue
from knowledge.customers.value.refresh import (
    BATCH,
    model_in_force,
    out_of_date,
    refresh_under,
    refresh_values,
)
from knowledge.customers.value.report import Member, SegmentReport, members, read_report
from knowledge.database import SessionFactory, utc_now, writing
from knowledge.orders.models import Order

SAMPLE = 20_000
"""Customers that a fit looks at; in larger shops they are drawn by chance."""
SEED = 5
GROWN_BY = 0.1
"""A change of the number of orders by this share makes a new fit due."""
TREND_MONTHS = 12

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class FitReport:
    """What a fit was made of, and what could not be fitted."""

    fitted: Fitted
    looked_at: int
    kept: int
    """Customers whose figures are kept now."""


class CustomerValues:
    """Scores, lifetime value, tags and segments of a shop's customers."""

    def __init__(self, sessions: SessionFactory) -> None:
        self._sessions = sessions

    def fit(self, now: datetime | None = None, progress: Progress | None = None) -> FitReport:
        """Fit everything to the customers of today, and renew all their figures.

        Raises:
            TooLittleToFit: There are too few customers who bought; what was fitted before stays in force.
        """
        now = now or utc_now()
        with self._sessions() as session:
            everybody = list(session.scalars(select(Customer.id).order_by(Customer.id)))
            orders = _orders(session)
            drawn = everybody
            if len(everybody) > SAMPLE:
                drawn = sorted(random.Random(SEED).sample(everybody, SAMPLE))
            facts = [
                each
                for start in range(0, len(drawn), BATCH)
                for each in load_facts(session, drawn[start : start + BATCH]).values()
                if each.may_be_valued
            ]
        fitted = fit(facts, now)
        with writing(self._sessions) as session:
            model = CustomerModel(at=now, orders=orders, parameters=fitted.to_json())
            session.add(model)
            session.flush()
            model_id = model.id
        kept = self._renew_all(model_id, fitted, everybody, now, progress)
        return FitReport(fitted, looked_at=len(facts), kept=kept)

    def _renew_all(
        self,
        model_id: int,
        fitted: Fitted,
        everybody: Sequence[int],
        now: datetime,
        progress: Progress | None,
    ) -> int:
        """Renew everybody under a new model, batch by batch, so that nobody waits long; how many are kept."""
        ends = _month_ends(now)
        sizes: list[Counter[str]] = [Counter() for _ in ends]
        kept = 0
        for start in range(0, len(everybody), BATCH):
            with writing(self._sessions) as session:
                batch = list(everybody[start : start + BATCH])
                facts = refresh_under(session, model_id, fitted, batch, now)
            kept += len(facts)
            _count_segments(fitted, facts.values(), ends, sizes)
            if progress is not None:
                progress(min(start + BATCH, len(everybody)), len(everybody))
        with writing(self._sessions) as session:
            model = session.get_one(CustomerModel, model_id)
            model.trend = [
                {"day": end.date().isoformat(), "sizes": dict(counts)}
                for end, counts in zip(ends, sizes, strict=True)
            ]
            session.execute(
                delete(CustomerModel).where(
                    CustomerModel.id < model_id,
                    CustomerModel.id.not_in(select(CustomerValue.model_id)),
                )
            )
        return kept

    def fit_is_due(self) -> bool:
        """Whether nothing was fitted yet, or the orders have grown (or shrunk) by a tenth since."""
        with self._sessions() as session:
            model = model_in_force(session)
            orders = _orders(session)
        if model is None:
            return orders > 0
        return abs(orders - model.orders) > GROWN_BY * max(1, model.orders)

    def bring_up_to_date(
        self, now: datetime | None = None, progress: Progress | None = None
    ) -> FitReport | None:
        """Fit when that is due and possible; else renew the figures that time has made old."""
        if self.fit_is_due():
            try:
                return self.fit(now, progress)
            except TooLittleToFit:
                return None
        self.catch_up(now)
        return None

    def catch_up(self, now: datetime | None = None, *, limit: int | None = None) -> int:
        """Renew figures that time has made old, of `limit` customers at most; how many those were."""
        now = now or utc_now()
        with self._sessions() as session:
            model = model_in_force(session)
            late = out_of_date(session, model.id, now)[:limit] if model is not None else []
        for start in range(0, len(late), BATCH):
            with writing(self._sessions) as session:
                refresh_values(session, late[start : start + BATCH], now)
        return len(late)

    def refresh(self, customer_id: int, now: datetime | None = None) -> None:
        """Renew one customer's figures in a short transaction."""
        with writing(self._sessions) as session:
            refresh_values(session, [customer_id], now)

    def of(self, customer_id: int) -> CustomerValue:
        """The figures of a customer, as of now; raises `ValuesNotKept` when there are none."""
        self.refresh(customer_id)
        with self._sessions() as session:
            found = session.get(CustomerValue, customer_id)
            if found is not None:
                return found
            facts = load_facts(session, [customer_id]).get(customer_id)
        who = f"customer {customer_id}"
        if facts is None:
            raise ValuesNotKept(who, "there is no such customer")
        if not facts.may_be_valued:
            raise ValuesNotKept(who, f"they refused {' and '.join(facts.refused)}")
        raise ValuesNotKept(who, "nothing was fitted yet; run `attendant customers fit`")

    def report(self) -> SegmentReport:
        """All segments and clusters; raises `NothingFitted`."""
        with self._sessions() as session:
            report = read_report(session)
        if report is None:
            raise NothingFitted
        return report

    def members(self, kind: str, name: str, *, limit: int, offset: int = 0) -> tuple[Sequence[Member], int]:
        """Customers of a `segment` or a `cluster`, the most valuable first, and how many there are."""
        with self._sessions() as session:
            return members(session, kind, name, limit=limit, offset=offset)

    def currency(self) -> str:
        """What money is in; raises `NothingFitted`."""
        with self._sessions() as session:
            model = model_in_force(session)
        if model is None:
            raise NothingFitted
        return str(model.parameters["currency"])

    def tags(self, customer_id: int) -> Sequence[CustomerTag]:
        """The tags of a customer."""
        with self._sessions() as session:
            return session.scalars(select(CustomerTag).where(CustomerTag.customer_id == customer_id)).all()


def _orders(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Order)) or 0


def _month_ends(now: datetime) -> list[datetime]:
    """The last moments of the months before this one, oldest first."""
    ends = []
    end = now
    for _ in range(TREND_MONTHS):
        end = end.replace(day=1, hour=0, minute=0, second=0, microsecond=0) - timedelta(seconds=1)
        ends.append(end)
    return ends[::-1]


def _count_segments(
    fitted: Fitted,
    customers: Iterable[CustomerFacts],
    ends: Sequence[datetime],
    sizes: Sequence[Counter[str]],
) -> None:
    """Add these customers to the sizes of segments at the ends of months."""
    for facts in customers:
        for end, counts in zip(ends, sizes, strict=True):
            segment = fitted.segment_at(facts, end)
            if segment is not None:
                counts[segment.name] += 1
