"""What a shop's own orders say of its customers: learnt by `attendant index`, asked at each request for advice."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from sqlalchemy import func, select

from knowledge.customers.profile import Drawn, Owned
from knowledge.database import SessionFactory, utc_now
from knowledge.orders.models import Order, OrderLine, OrderState
from knowledge.recommendation.purchases import Purchases, days_of
from knowledge.recommendation.rules import Rule
from knowledge.recommendation.store import Learnt, LearntFile

THAT_COUNT = (Order.state != OrderState.CANCELLED, OrderLine.product_id != "")
"""Of order lines, those that say what people buy."""
OFTEN_AGAIN = 0.4
"""A product is bought again and again when so many times, on average, a buyer comes back for it."""
LEAST_LIFT = 1.3
"""A customer is drawn to a product that is so many times likelier for them than of all that is sold."""


@dataclass(frozen=True)
class LearningReport:
    """What was learnt from."""

    purchases: int
    products: int
    rules: int


class Recommender:
    """Signals from orders. Learning is for a command; a serving process reads what was learnt."""

    def __init__(self, sessions: SessionFactory, file: LearntFile) -> None:
        self._sessions = sessions
        self._file = file

    def bring_up_to_date(self, *, from_scratch: bool = False) -> LearningReport | None:
        """Learn from the orders when they are not those learnt from; None when there is nothing to do."""
        revision = self._revision()
        present = self._file.load()
        if revision is None or (not from_scratch and present is not None and present.revision == revision):
            return None
        from knowledge.recommendation.fitting import fit
        from knowledge.recommendation.rules import find_rules

        rows, baskets = self._bought()
        purchases = Purchases.of(rows)
        rules = tuple(find_rules(baskets))
        self._file.save(Learnt(revision, fit(purchases), rules))
        return LearningReport(len(purchases), len(purchases.products), len(rules))

    def rules(self) -> tuple[Rule, ...]:
        """The rules of baskets, the surest lift first; none when nothing was learnt yet."""
        learnt = self._file.load()
        return learnt.rules if learnt is not None else ()

    def bought_with(self, product_id: str) -> list[str]:
        """Products that orders with this one hold more often than chance, the surest first."""
        return [rule.then for rule in self.rules() if rule.given == (product_id,)]

    def drawn_to(self, owned: Sequence[Owned], now: datetime | None = None) -> Mapping[str, Drawn]:
        """Products not owned that a customer's purchases, up to the latest, speak for, and which of them most."""
        learnt = self._file.load()
        if learnt is None or not owned:
            return {}
        model = learnt.model
        history = model.history(
            [(each.product_id, days_of(each.at)) for each in owned], days_of(now or utc_now())
        )
        if not history.counts.nnz:
            return {}
        lift = model.lift(history)
        lift[history.counts.indices] = 0.0
        names = {each.product_id: each.name for each in owned}
        chosen = np.flatnonzero(lift >= LEAST_LIFT)
        return {
            model.products[column]: Drawn(
                float(1 - 1 / lift[column]), names[model.products[through]], model.products[through]
            )
            for column, through in zip(chosen, model.because(history, chosen), strict=True)
            if through >= 0
        }

    def replenished(self, owned: Sequence[Owned]) -> frozenset[str]:
        """Which of these products people buy again and again."""
        learnt = self._file.load()
        if learnt is None:
            return frozenset()
        position, rates = learnt.model.position, learnt.model.bought_again
        return frozenset(
            each.product_id
            for each in owned
            if each.product_id in position and rates[position[each.product_id]] >= OFTEN_AGAIN
        )

    def _revision(self) -> str | None:
        """Names the orders that count; None when there are none."""
        counted = select(func.count(OrderLine.id), func.max(OrderLine.id), func.sum(Order.id))
        with self._sessions() as session:
            lines, newest, orders = session.execute(
                counted.join_from(OrderLine, Order, OrderLine.order_id == Order.id).where(*THAT_COUNT)
            ).one()
        return hashlib.sha256(f"{lines}:{newest}:{orders}".encode()).hexdigest()[:16] if lines else None

    def _bought(self) -> tuple[list[tuple[str, str, float]], list[list[str]]]:
        """Purchases of customers, and the baskets they were in."""
        with self._sessions() as session:
            lines = session.execute(
                select(Order.id, Order.customer_id, OrderLine.product_id, Order.placed_at)
                .join_from(OrderLine, Order, OrderLine.order_id == Order.id)
                .where(*THAT_COUNT)
                .order_by(Order.id)
            ).all()
        baskets: dict[int, list[str]] = {}
        for line in lines:
            baskets.setdefault(line.id, []).append(line.product_id)
        rows = [(str(line.customer_id), line.product_id, days_of(line.placed_at)) for line in lines]
        return rows, list(baskets.values())
