"""What clusters of customers are told apart by, and the words for much and little of it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.customers.value.basis import Basis
from knowledge.customers.value.lifetime_value import Floats

DEPARTMENTS = 5
"""How many departments, the most bought from, are looked at each for itself."""
DEPARTMENT_WEIGHT = 0.5
"""What people buy is told by their tags; clusters are above all of how they buy."""


@dataclass(frozen=True)
class Words:
    """What customers with much (or little) of something are called: "frequent", "regulars"."""

    adjective: str
    noun: str


@dataclass(frozen=True)
class Feature:
    """A figure of one customer who bought something."""

    name: str
    high: Words
    low: Words | None
    """None where little of it marks nobody."""
    measure: Callable[[Basis], float]
    weight: float = 1.0
    """How much a standard deviation of it counts among the others."""


def _recency(basis: Basis) -> float:
    return math.log1p(max(0.0, basis.rfm.recency_days)) if basis.rfm else 0.0


def _frequency(basis: Basis) -> float:
    return math.log(basis.rfm.frequency) if basis.rfm else 0.0


def _spend(basis: Basis) -> float:
    return math.log1p(basis.rfm.per_purchase_minor) if basis.rfm else 0.0


def _price_level(basis: Basis) -> float:
    bands = basis.price_bands
    return (bands["middle"] / 2 + bands["premium"]) / bands.total() if bands else 0.5


def _breadth(basis: Basis) -> float:
    """The effective number of departments: 1 over the sum of squared shares, as a logarithm."""
    shares = basis.departments.values()
    return -math.log(sum(share**2 for share in shares)) if shares else 0.0


BEHAVIOUR = (
    Feature(
        "days since the last purchase",
        Words("Lapsed", "lapsed customers"),
        Words("Active", "recent buyers"),
        _recency,
    ),
    Feature("purchases", Words("Frequent", "regulars"), Words("Occasional", "occasional buyers"), _frequency),
    Feature(
        "spend per purchase",
        Words("High-spending", "big spenders"),
        Words("Small-basket", "small-basket buyers"),
        _spend,
    ),
    Feature(
        "price level",
        Words("Premium", "premium buyers"),
        Words("Budget", "budget buyers"),
        _price_level,
    ),
    Feature(
        "share of discounted purchases",
        Words("Discount-led", "bargain hunters"),
        None,
        lambda basis: basis.discounted_share,
    ),
    Feature(
        "share sent back",
        Words("Return-prone", "buyers who send much back"),
        None,
        lambda basis: basis.returned_share,
    ),
    Feature(
        "breadth of departments",
        Words("All-round", "all-rounders"),
        Words("Single-minded", "one-department buyers"),
        _breadth,
    ),
    Feature(
        "dissatisfaction",
        Words("Dissatisfied", "dissatisfied customers"),
        Words("Delighted", "delighted customers"),
        lambda basis: -(basis.mean_sentiment or 0.0),
    ),
)
"""How customers buy, the same for every shop."""


def department_feature(department: str) -> Feature:
    """The share of one department."""
    return Feature(
        f"share of {department}",
        Words(f"{department}-minded", f"{department} buyers"),
        None,
        lambda basis: basis.departments.get(department, 0.0),
        DEPARTMENT_WEIGHT,
    )


def features_of(departments: Iterable[str]) -> tuple[Feature, ...]:
    """All features, with these departments."""
    return (*BEHAVIOUR, *(department_feature(department) for department in departments))


def main_departments(bases: Sequence[Basis]) -> tuple[str, ...]:
    """The departments that the customers buy from most."""
    shares: Counter[str] = Counter()
    for basis in bases:
        shares.update(basis.departments)
    return tuple(
        name for name, _ in sorted(shares.items(), key=lambda item: (-item[1], item[0]))[:DEPARTMENTS]
    )


def measured(features: Sequence[Feature], bases: Sequence[Basis]) -> Floats:
    """A row a customer, a column a feature."""
    rows = [[feature.measure(basis) for feature in features] for basis in bases]
    return np.array(rows, dtype=np.float64).reshape(len(bases), len(features))
