"""All that is fitted to a shop's customers, and one customer's figures under it. Pure: no database here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from knowledge.customers.value.basis import Basis, history_of, outlook_of
from knowledge.customers.value.clusters import Clustering
from knowledge.customers.value.errors import NoSensibleFit, TooLittleToFit
from knowledge.customers.value.facts import CustomerFacts
from knowledge.customers.value.lifetime_value import BgNbd, GammaGamma, Histories
from knowledge.customers.value.rfm import Fifths, Rfm, rfm_of
from knowledge.customers.value.segments import Segment, segment_of

_THIRDS = (1 / 3, 2 / 3)


@dataclass(frozen=True)
class Fitted:
    """The parameters that turn one customer's facts into scores, value and cluster."""

    currency: str
    """The shop's main currency; money in others is not counted."""
    fifths: Fifths
    price_edges: dict[str, tuple[int, int]]
    buying: BgNbd | None
    spending: GammaGamma | None
    clustering: Clustering | None
    problems: tuple[str, ...] = ()
    """Why a part could not be fitted."""

    @property
    def values_customers(self) -> bool:
        """Whether what a customer will bring can be worked out."""
        return self.buying is not None and self.spending is not None

    def basis(self, facts: CustomerFacts, now: datetime) -> Basis:
        """A customer as rules see them."""
        rfm = rfm_of(facts.purchases, self.currency, now)
        return Basis(
            facts=facts,
            now=now,
            rfm=rfm,
            scores=None if rfm is None else self.fifths.scores(rfm),
            outlook=outlook_of(facts, rfm, self.buying, self.spending, now),
            price_edges=self.price_edges,
        )

    def segment_at(self, facts: CustomerFacts, moment: datetime) -> Segment | None:
        """The segment of a customer at a moment of the past; None before they were one."""
        first = [purchase.at for purchase in facts.purchases[:1]]
        if moment < min([facts.since, *first]):
            return None
        rfm = rfm_of(facts.purchases, self.currency, moment)
        return segment_of(rfm, None if rfm is None else self.fifths.scores(rfm))

    def to_json(self) -> dict[str, Any]:
        """For keeping."""
        kept: dict[str, Any] = _ADAPTER.dump_python(self, mode="json")
        return kept

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Fitted:
        """What `to_json` gave."""
        return _ADAPTER.validate_python(kept)


_ADAPTER = TypeAdapter(Fitted)


def fit(customers: Sequence[CustomerFacts], now: datetime) -> Fitted:
    """Fit everything to these customers.

    Raises:
        TooLittleToFit: There are too few buyers even for fifths; what else fails is told in `problems`.
    """
    buyers = [each for each in customers if each.purchases]
    currency = _main_currency(buyers)
    figures = [rfm for each in buyers if (rfm := rfm_of(each.purchases, currency, now)) is not None]
    problems: list[str] = []
    scored = Fitted(
        currency=currency,
        fifths=Fifths.fit(figures),
        price_edges=_price_edges(buyers, currency),
        buying=_fit_buying(buyers, now, problems),
        spending=_fit_spending(figures, problems),
        clustering=None,
    )
    clustering = None
    try:
        clustering = Clustering.fit([scored.basis(each, now) for each in buyers])
    except TooLittleToFit as error:
        problems.append(str(error))
    return Fitted(**{**vars(scored), "clustering": clustering, "problems": tuple(problems)})


def _main_currency(buyers: Sequence[CustomerFacts]) -> str:
    used = Counter(purchase.currency for each in buyers for purchase in each.purchases)
    return used.most_common(1)[0][0] if used else ""


def _fit_buying(buyers: Sequence[CustomerFacts], now: datetime, problems: list[str]) -> BgNbd | None:
    table = np.array([history_of(each.purchases, now) for each in buyers]).reshape(-1, 3)
    try:
        return BgNbd.fit(Histories(table[:, 0], table[:, 1], table[:, 2]))
    except (TooLittleToFit, NoSensibleFit) as error:
        problems.append(str(error))
        return None


def _fit_spending(figures: Sequence[Rfm], problems: list[str]) -> GammaGamma | None:
    purchases = np.array([float(each.frequency) for each in figures])
    mean_spend = np.array([each.monetary_minor / each.frequency for each in figures])
    try:
        return GammaGamma.fit(purchases, mean_spend)
    except (TooLittleToFit, NoSensibleFit) as error:
        problems.append(str(error))
        return None


def _price_edges(buyers: Sequence[CustomerFacts], currency: str) -> dict[str, tuple[int, int]]:
    """Where the thirds of what was paid in each category meet."""
    paid: dict[str, list[int]] = defaultdict(list)
    for each in buyers:
        for purchase in each.purchases:
            if purchase.currency == currency:
                for line in purchase.lines:
                    paid[line.category].append(line.unit_minor)
    paid.pop("", None)
    return {
        category: (int(middle), int(upper))
        for category, prices in sorted(paid.items())
        for middle, upper in [np.quantile(prices, _THIRDS)]
    }
