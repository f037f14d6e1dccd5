"""Recency, frequency and monetary value, and their scores of 1 to 5 among all customers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from knowledge.customers.value.errors import TooLittleToFit
from knowledge.customers.value.facts import Purchase

LEAST_BUYERS = 5
"""Fewer customers have no fifths."""
_FIFTHS = (0.2, 0.4, 0.6, 0.8)


@dataclass(frozen=True)
class Rfm:
    """How a customer has bought up to a moment. Purchases of one day count once."""

    recency_days: float
    """Since the last purchase."""
    frequency: int
    """Days with a purchase."""
    monetary_minor: int
    """What was spent in all, less what was refunded, in the shop's currency."""

    @property
    def per_purchase_minor(self) -> int:
        """What a purchase brought in on average."""
        return round(self.monetary_minor / self.frequency)


@dataclass(frozen=True)
class Scores:
    """Each from 1 (the worst fifth of customers) to 5 (the best)."""

    recency: int
    frequency: int
    monetary: int

    def __str__(self) -> str:
        return f"{self.recency}{self.frequency}{self.monetary}"


def rfm_of(purchases: Sequence[Purchase], currency: str, now: datetime) -> Rfm | None:
    """The figures of these purchases; None when there was none by `now`."""
    past = [purchase for purchase in purchases if purchase.at <= now]
    if not past:
        return None
    return Rfm(
        recency_days=(now - max(purchase.at for purchase in past)) / timedelta(days=1),
        frequency=len({purchase.at.date() for purchase in past}),
        monetary_minor=sum(purchase.net_minor for purchase in past if purchase.currency == currency),
    )


@dataclass(frozen=True)
class Fifths:
    """Where one fifth of customers ends and the next begins: four rising edges for each figure."""

    recency_days: tuple[float, float, float, float]
    frequency: tuple[float, float, float, float]
    monetary_minor: tuple[float, float, float, float]

    @classmethod
    def fit(cls, figures: Sequence[Rfm]) -> Fifths:
        """The fifths of these customers; raises `TooLittleToFit`."""
        if len(figures) < LEAST_BUYERS:
            raise TooLittleToFit("RFM", "customers who bought something", len(figures), LEAST_BUYERS)
        return cls(
            recency_days=_edges([each.recency_days for each in figures]),
            frequency=_edges([each.frequency for each in figures]),
            monetary_minor=_edges([each.monetary_minor for each in figures]),
        )

    def scores(self, figures: Rfm) -> Scores:
        """Where a customer stands. Equal figures get equal scores, so a fifth can be larger than another."""
        return Scores(
            recency=5 - bisect_left(self.recency_days, figures.recency_days),
            frequency=1 + bisect_left(self.frequency, figures.frequency),
            monetary=1 + bisect_left(self.monetary_minor, figures.monetary_minor),
        )


def _edges(values: Sequence[float]) -> tuple[float, float, float, float]:
    one, two, three, four = (float(edge) for edge in np.quantile(values, _FIFTHS))
    return one, two, three, four
