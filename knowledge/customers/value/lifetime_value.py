"""Whether customers will come back, how often, and what they will spend.

BG/NBD: Fader, Hardie, Lee (2005), "Counting Your Customers" the Easy Way, Marketing Science 24(2).
Gamma-Gamma: Fader, Hardie, Lee (2005), RFM and CLV, Journal of Marketing Research 42(4), and Fader, Hardie
(2013), The Gamma-Gamma Model of Monetary Value. Both by maximum likelihood. The unit of time is the week.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln, hyp2f1

from knowledge.customers.value.errors import NoSensibleFit, TooLittleToFit

Floats = npt.NDArray[np.float64]

LEAST_REPEATERS = 30
"""Customers who came back that a fit needs; with fewer the four parameters are not told apart."""
YEARLY_DISCOUNT = 0.10
"""Money of next year is worth so much less than money of today."""
WEEKS_A_YEAR = 365.25 / 7
_LOG_LIMITS = (-9.0, 12.0)
# A parameter at its limit means that the likelihood only grows towards it: nobody ever left, or all buy alike.
_AT_LIMIT = 0.01
_PRIOR = 1e-3
"""Weight of a normal prior on the parameters' logarithms, beside the mean log-likelihood of a customer. Only where the
likelihood has no greatest point: it picks a point so near to the limit that what is expected of customers hardly
moves."""


@dataclass(frozen=True)
class Histories:
    """When customers bought, one entry each. Purchases of one day are one."""

    repeats: Floats
    """Purchases after the first."""
    last: Floats
    """Weeks from the first purchase to the last; 0 without a repeat."""
    age: Floats
    """Weeks from the first purchase to now."""

    def __post_init__(self) -> None:
        if not len(self.repeats) == len(self.last) == len(self.age):
            raise ValueError("a history has repeats, last and age for each customer")
        if np.any(self.repeats < 0) or np.any(self.last < 0) or np.any(self.last > self.age):
            raise ValueError("no repeats below 0, and the last purchase lies between the first and now")

    def __len__(self) -> int:
        return len(self.repeats)


@dataclass(frozen=True)
class BgNbd:
    """Purchases follow a Poisson process whose rate is gamma (`r`, `alpha`, weeks) over customers; after any
    purchase a customer leaves for good with a chance that is beta (`a`, `b`) over customers."""

    r: float
    alpha: float
    a: float
    b: float

    @classmethod
    def fit(cls, histories: Histories) -> BgNbd:
        """The parameters of greatest likelihood; raises `TooLittleToFit` or `NoSensibleFit`."""
        repeaters = int(np.count_nonzero(histories.repeats))
        if repeaters < LEAST_REPEATERS:
            raise TooLittleToFit("BG/NBD", "customers who bought again", repeaters, LEAST_REPEATERS)
        # Weeks in units of their mean: the four logarithms are then of one order, whatever the shop's age.
        unit = float(np.mean(histories.age))
        scaled = Histories(histories.repeats, histories.last / unit, histories.age / unit)

        def loss(logs: Floats) -> float:
            r, alpha, a, b = np.exp(logs)
            return -float(np.mean(cls(r, alpha, a, b).log_likelihoods(scaled)))

        r, alpha, a, b = _greatest("BG/NBD", loss, np.zeros(4))
        return cls(r, alpha * unit, a, b)

    def log_likelihoods(self, histories: Histories) -> Floats:
        """The logarithm of each customer's likelihood (the paper's equation 6, in logarithms throughout)."""
        r, alpha, a, b = self.r, self.alpha, self.a, self.b
        x = histories.repeats
        rate = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
        leaving = gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x)
        still_here = -(r + x) * np.log(alpha + histories.age)
        with np.errstate(divide="ignore", invalid="ignore"):
            gone = np.log(a) - np.log(b + x - 1) - (r + x) * np.log(alpha + histories.last)
        gone = np.where(x > 0, gone, -np.inf)
        return np.asarray(rate + leaving + np.logaddexp(still_here, gone), dtype=np.float64)

    def log_likelihood(self, histories: Histories) -> float:
        """The sum over all customers."""
        return float(np.sum(self.log_likelihoods(histories)))

    def alive(self, histories: Histories) -> Floats:
        """The chance, 0 to 1, that each customer has not left for good. 1 without a repeat, as in the model."""
        x = histories.repeats
        with np.errstate(divide="ignore", invalid="ignore"):
            odds_of_left = (
                np.log(self.a)
                - np.log(self.b + x - 1)
                + (self.r + x) * (np.log(self.alpha + histories.age) - np.log(self.alpha + histories.last))
            )
        left = np.where(x > 0, np.exp(np.minimum(odds_of_left, 700.0)), 0.0)
        return np.asarray(1 / (1 + left), dtype=np.float64)

    def expected_purchases(self, histories: Histories, weeks: float) -> Floats:
        """How many purchases each customer will make in the coming weeks (the paper's equation 10)."""
        # The formula has a removable singularity at a = 1.
        a = self.a if abs(self.a - 1) > 1e-6 else 1 + 1e-6
        r, alpha, b = self.r, self.alpha, self.b
        x, age = histories.repeats, histories.age
        series = hyp2f1(r + x, b + x, a + b + x - 1, weeks / (alpha + age + weeks))
        shrinking = np.exp((r + x) * (np.log(alpha + age) - np.log(alpha + age + weeks)))
        expected = (a + b + x - 1) / (a - 1) * (1 - shrinking * series)
        return np.asarray(np.maximum(expected, 0.0) * self.alive(histories), dtype=np.float64)

    def discounted_purchases(self, histories: Histories, weeks: float, *, steps: int = 12) -> Floats:
        """Expected purchases, each worth less the later it comes, in so many steps of the horizon."""
        before = np.zeros(len(histories))
        worth = np.zeros(len(histories))
        for step in range(1, steps + 1):
            until = weeks * step / steps
            expected = self.expected_purchases(histories, until)
            worth += (expected - before) / (1 + YEARLY_DISCOUNT) ** (until / WEEKS_A_YEAR)
            before = expected
        return worth


@dataclass(frozen=True)
class GammaGamma:
    """What a purchase costs is gamma around a customer's own mean, and those means are gamma over customers:
    shapes `p` and `q`, scale `v` in units of money."""

    p: float
    q: float
    v: float

    @classmethod
    def fit(cls, purchases: Floats, mean_spend: Floats) -> GammaGamma:
        """Fit on customers' numbers of purchases and mean spend; raises `TooLittleToFit`, `NoSensibleFit`.

        Customers without a purchase or with nothing spent say nothing here and are left out.
        """
        known = (purchases > 0) & (mean_spend > 0)
        x, m = purchases[known], mean_spend[known]
        if len(x) < LEAST_REPEATERS:
            raise TooLittleToFit("Gamma-Gamma", "customers who spent something", len(x), LEAST_REPEATERS)
        unit = float(np.mean(m))

        def loss(logs: Floats) -> float:
            p, q, v = np.exp(logs)
            return -float(np.mean(cls(p, q, v).log_likelihoods(x, m / unit)))

        p, q, v = _greatest("Gamma-Gamma", loss, np.zeros(3))
        if q <= 1:
            raise NoSensibleFit("Gamma-Gamma", f"q is {q:.2f}, and up to 1 the mean spend is infinite")
        return cls(p, q, v * unit)

    def log_likelihoods(self, purchases: Floats, mean_spend: Floats) -> Floats:
        """The logarithm of each customer's likelihood (equation 1a of the 2013 note)."""
        p, q, v = self.p, self.q, self.v
        x, m = purchases, mean_spend
        return np.asarray(
            gammaln(p * x + q)
            - gammaln(p * x)
            - gammaln(q)
            + q * np.log(v)
            + (p * x - 1) * np.log(m)
            + p * x * np.log(x)
            - (p * x + q) * np.log(v + m * x),
            dtype=np.float64,
        )

    @property
    def mean(self) -> float:
        """What a purchase costs on average over all customers."""
        return self.p * self.v / (self.q - 1)

    def expected_spend(self, purchases: Floats, mean_spend: Floats) -> Floats:
        """What each customer's next purchase will cost: their own mean, drawn to that of all the more the
        fewer their purchases (equation 5 of the 2013 note)."""
        return np.asarray(
            self.p * (self.v + mean_spend * purchases) / (self.p * purchases + self.q - 1), dtype=np.float64
        )


def _greatest(model: str, loss: Callable[[Floats], float], start: Floats) -> list[float]:
    """The positive parameters at which the loss is least; with `_PRIOR` where it only falls towards a limit."""
    found = _least(model, loss, start)
    low, high = _LOG_LIMITS
    if np.any(found <= low + _AT_LIMIT) or np.any(found >= high - _AT_LIMIT):
        found = _least(model, lambda logs: loss(logs) + _PRIOR * float(logs @ logs), start)
    return [float(value) for value in np.exp(found)]


def _least(model: str, loss: Callable[[Floats], float], start: Floats) -> Floats:
    from scipy.optimize import minimize

    found = minimize(
        loss,
        start,
        method="L-BFGS-B",
        bounds=[_LOG_LIMITS] * len(start),
        options={"ftol": 1e-13, "gtol": 1e-8, "maxiter": 2_000, "maxfun": 20_000},
    )
    if not np.isfinite(found.fun):
        raise NoSensibleFit(model, "its likelihood is nowhere finite")
    return np.asarray(found.x, dtype=np.float64)
