"""Measures the purchase model beside its peers on any purchases, split by time.

The protocol, the same for all: one moment cuts the purchases; what is before it (about 80 % of the rows) is learnt
from, what comes after is what should be listed. Candidates are all products sold before the cut, bought before by the
customer or not. Asked are the customers who bought before the cut and, after it, at least one product that was
sold before. What each method can set is chosen on the earlier 80 % cut again in the same way.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from knowledge.recommendation import metrics
from knowledge.recommendation.fitting import everyone, fit, known_later
from knowledge.recommendation.metrics import LENGTH, Interval, PerCustomer
from knowledge.recommendation.model import best
from knowledge.recommendation.peers import PEERS, Scorer, Setting, settings_of
from knowledge.recommendation.purchases import Floats, Indices, Purchases, TooFewPurchases, split_by_time

LATER_SHARE = 0.2
CUSTOMERS_AT_ONCE = 256
TIMED = 300
"""How many single customers are timed."""


@dataclass(frozen=True)
class Measures:
    """What is measured of one method; means over the customers asked."""

    recall_at_10: float
    ndcg_at_10: float
    precision_at_10: float
    hit_at_10: float
    coverage: float
    diversity: float
    novelty: float
    repeats: float
    fit_seconds: float


@dataclass(frozen=True)
class PeerResult:
    """A peer at its best setting, with our lead over it."""

    measures: Measures
    setting: Setting
    recall_lead: Interval
    ndcg_lead: Interval


@dataclass(frozen=True)
class Evaluation:
    """Ours and the peers in one run."""

    ours: Measures
    peers: Mapping[str, PeerResult]
    query_ms_p50: float
    query_ms_p95: float
    customers: int
    """Customers asked."""
    new_customers: int
    """Customers of the later part who had bought nothing before: nobody's list is judged by them."""
    products: int
    """Candidates."""
    train_rows: int
    test_rows: int
    cut_at: float
    """The moment of the cut, days since 1970."""


@dataclass(frozen=True)
class _Trial:
    """A split with the customers to ask and what they bought after it."""

    earlier: Purchases
    later: Purchases
    asked: Indices
    bought: sparse.csr_matrix

    @classmethod
    def of(cls, purchases: Purchases) -> _Trial:
        earlier, later = split_by_time(purchases, LATER_SHARE)
        return cls(earlier, later, *known_later(earlier, later))

    def lists(self, scorer: Scorer) -> Indices:
        parts = [
            best(scorer(self.asked[start : start + CUSTOMERS_AT_ONCE]), LENGTH)
            for start in range(0, len(self.asked), CUSTOMERS_AT_ONCE)
        ]
        return np.concatenate(parts)

    def measures(
        self, lists: Indices, judged: PerCustomer, fit_seconds: float, vectors: sparse.csr_matrix
    ) -> Measures:
        counts = self.earlier.counts()
        buyers = np.asarray((counts > 0).sum(axis=0), dtype=np.float64).ravel()
        return Measures(
            recall_at_10=float(judged.recall.mean()),
            ndcg_at_10=float(judged.ndcg.mean()),
            precision_at_10=float(judged.precision.mean()),
            hit_at_10=float(judged.hit.mean()),
            coverage=metrics.coverage(lists, len(self.earlier.products)),
            diversity=metrics.diversity(lists, vectors),
            novelty=metrics.novelty(lists, buyers, len(self.earlier.customers)),
            repeats=metrics.repeats(lists, counts[self.asked]),
            fit_seconds=fit_seconds,
        )


def evaluate(
    purchases: Purchases,
    *,
    kinds: Mapping[str, str] | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Evaluation:
    """Measure on purchases, with a call of `progress` before each method.

    Args:
        purchases: All of them; they are cut here.
        kinds: Product to its category, to tell diversity by; without it, by who bought the products.
        progress: Told the name of the method that is next.

    Raises:
        TooFewPurchases: No customer can be asked.
    """
    trial = _Trial.of(purchases)
    if not len(trial.asked):
        raise TooFewPurchases(
            f"of {len(purchases)} purchases the last {len(trial.later)} are asked for, but none is of a customer "
            "and a product that occur before: there is nothing to measure"
        )
    vectors = _vectors(trial.earlier, kinds)
    progress("ours")
    begun = time.perf_counter()
    scorer = _ours(trial.earlier)
    fit_seconds = time.perf_counter() - begun
    query_ms = _timed(scorer, trial.asked)
    lists = trial.lists(scorer)
    ours = metrics.judge(lists, trial.bought)
    peers = {}
    for name in PEERS:
        progress(name)
        setting = _chosen(name, trial.earlier)
        begun = time.perf_counter()
        peer = PEERS[name][0](trial.earlier, setting)
        seconds = time.perf_counter() - begun
        theirs = trial.lists(peer)
        judged = metrics.judge(theirs, trial.bought)
        peers[name] = PeerResult(
            trial.measures(theirs, judged, seconds, vectors),
            setting,
            metrics.difference(ours.recall, judged.recall),
            metrics.difference(ours.ndcg, judged.ndcg),
        )
    return Evaluation(
        ours=trial.measures(lists, ours, fit_seconds, vectors),
        peers=peers,
        query_ms_p50=float(np.percentile(query_ms, 50)),
        query_ms_p95=float(np.percentile(query_ms, 95)),
        customers=len(trial.asked),
        new_customers=int((~np.isin(trial.later.customers, trial.earlier.customers)).sum()),
        products=len(trial.earlier.products),
        train_rows=len(trial.earlier),
        test_rows=len(trial.later),
        cut_at=float(trial.later.at[0]),
    )


def _ours(earlier: Purchases) -> Scorer:
    model = fit(earlier)
    histories = everyone(model, earlier)
    return lambda customers: model.scores(histories.rows(customers))


def _chosen(name: str, purchases: Purchases) -> Setting:
    """The setting with the best mean of recall and nDCG on the purchases cut once more; else the first."""
    settings = list(settings_of(name))
    try:
        trial = _Trial.of(purchases)
    except TooFewPurchases:
        return settings[0][1]
    if not len(trial.asked):
        return settings[0][1]

    def merit(choice: tuple[Callable[[Purchases, Setting], Scorer], Setting]) -> float:
        judged = metrics.judge(trial.lists(choice[0](trial.earlier, choice[1])), trial.bought)
        return float(judged.recall.mean() + judged.ndcg.mean())

    return max(settings, key=merit)[1]


def _timed(scorer: Scorer, asked: Indices) -> Floats:
    """Milliseconds for the list of one customer, for some of them."""
    taken = []
    for customer in asked[:TIMED]:
        begun = time.perf_counter()
        best(scorer(np.array([customer])), LENGTH)
        taken.append(1000 * (time.perf_counter() - begun))
    return np.array(taken)


def _vectors(purchases: Purchases, kinds: Mapping[str, str] | None) -> sparse.csr_matrix:
    """Products as vectors whose cosine is their likeness: by category when known, else by buyers."""
    if kinds is None:
        ever = purchases.counts()
        ever.data[:] = 1.0
        return ever.T.tocsr()
    named = [kinds.get(str(product), str(product)) for product in purchases.products]
    _, column = np.unique(named, return_inverse=True)
    rows = np.arange(len(named))
    return sparse.csr_matrix((np.ones(len(named)), (rows, column)))
