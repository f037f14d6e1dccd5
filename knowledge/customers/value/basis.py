"""What rules for tags and segments look at: a customer's facts and the numbers worked out from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

import numpy as np

from knowledge.customers.value.facts import CustomerFacts, Line, Purchase
from knowledge.customers.value.lifetime_value import WEEKS_A_YEAR, BgNbd, GammaGamma, Histories
from knowledge.customers.value.rfm import Rfm, Scores

YEAR = timedelta(days=365)
HALF_LIFE = timedelta(days=365)
"""Interests fade: a purchase this old counts half as much as one today."""

PriceEdges = Mapping[str, tuple[int, int]]
"""Category to the prices at which its middle and its upper third begin, minor units."""


@dataclass(frozen=True)
class Outlook:
    """What is to be expected of a customer in the coming year."""

    alive: float | None
    """The chance that they will still buy; None for who bought once, of whom the model cannot say."""
    purchases: float
    spend_minor: int
    """For one purchase."""
    value_minor: int
    """For all of them, later ones discounted: the customer lifetime value of a year."""


@dataclass(frozen=True)
class Basis:
    """One customer at a moment."""

    facts: CustomerFacts
    now: datetime
    rfm: Rfm | None
    """None before the first purchase."""
    scores: Scores | None
    outlook: Outlook | None
    """None before the first purchase, or when no model could be fitted."""
    price_edges: PriceEdges

    @property
    def tenure(self) -> timedelta:
        """Since they became a customer."""
        first = [purchase.at for purchase in self.facts.purchases[:1]]
        return self.now - min([self.facts.since, *first])

    @property
    def returned_share(self) -> float:
        """The share of units bought that went back."""
        back = sum(each.quantity for each in self.facts.sent_back)
        return back / self.facts.bought if self.facts.bought else 0.0

    @property
    def discounted_share(self) -> float:
        """The share of purchases made below the regular price."""
        purchases = self.facts.purchases
        return sum(each.discounted for each in purchases) / len(purchases) if purchases else 0.0

    @cached_property
    def mean_sentiment(self) -> float | None:
        """Of all they said in the past year, -1 to 1; None when they said nothing."""
        said = [each.sentiment for each in self.facts.said if self.now - each.at <= YEAR]
        return sum(said) / len(said) if said else None

    @cached_property
    def price_bands(self) -> Counter[str]:
        """How many kept lines were of the `entry`, `middle` and `premium` third of their category."""
        return Counter(band for line in self.facts.kept_lines if (band := self._band(line)))

    def _band(self, line: Line) -> str:
        if line.category not in self.price_edges:
            return ""
        middle, upper = self.price_edges[line.category]
        return "entry" if line.unit_minor < middle else "middle" if line.unit_minor < upper else "premium"

    @cached_property
    def departments(self) -> dict[str, float]:
        """Department to its share of what was kept, recent purchases counting more; the largest first."""
        return self._shares("department")

    @cached_property
    def brands(self) -> dict[str, float]:
        """Brand to its share of what was kept, likewise."""
        return self._shares("brand")

    def _shares(self, name: str) -> dict[str, float]:
        weights: dict[str, float] = {}
        for purchase in self.facts.purchases:
            weight = 0.5 ** ((self.now - purchase.at) / HALF_LIFE)
            for line in purchase.lines:
                key = getattr(line, name)
                if line.kept and key:
                    weights[key] = weights.get(key, 0.0) + weight
        total = sum(weights.values())
        ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
        return {key: weight / total for key, weight in ranked}


def history_of(purchases: Sequence[Purchase], now: datetime) -> tuple[float, float, float]:
    """Repeats, weeks to the last purchase and weeks until now, for BG/NBD; `purchases` must not be empty."""
    first, last = purchases[0].at, max(purchases[0].at, purchases[-1].at)
    week = timedelta(weeks=1)
    repeats = len({purchase.at.date() for purchase in purchases}) - 1
    return float(repeats), (last - first) / week if repeats else 0.0, max(now - first, last - first) / week


def outlook_of(
    facts: CustomerFacts, rfm: Rfm | None, buying: BgNbd | None, spending: GammaGamma | None, now: datetime
) -> Outlook | None:
    """What these models expect of a customer. Spending is in minor units, over all purchases made."""
    if rfm is None or buying is None or spending is None:
        return None
    repeats, last, age = history_of(facts.purchases, now)
    history = Histories(np.array([repeats]), np.array([last]), np.array([age]))
    made, mean = np.array([float(rfm.frequency)]), np.array([rfm.monetary_minor / rfm.frequency])
    spend = float(spending.expected_spend(made, mean)[0])
    worth = float(buying.discounted_purchases(history, WEEKS_A_YEAR)[0])
    return Outlook(
        alive=float(buying.alive(history)[0]) if repeats else None,
        purchases=float(buying.expected_purchases(history, WEEKS_A_YEAR)[0]),
        spend_minor=round(spend),
        value_minor=round(worth * spend),
    )
