"""The CDNOW sample: music bought by 2,357 people who first bought in early 1997."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from pathlib import Path

import numpy as np

from knowledge.customers.value.lifetime_value import Floats, Histories

CALIBRATION_ENDS = date(1997, 9, 30)


def purchase_days(path: Path) -> list[dict[date, float]]:
    """For each customer the days they bought on, with what they spent."""
    customers: dict[str, dict[date, float]] = defaultdict(lambda: defaultdict(float))
    for line in path.read_text().splitlines():
        if line.strip():
            _, number, day, _, spent = line.split()
            customers[number][datetime.strptime(day, "%Y%m%d").date()] += float(spent)  # noqa: DTZ007
    return list(customers.values())


def calibration(customers: list[dict[date, float]]) -> tuple[Histories, Floats]:
    """Each customer's 39 weeks of calibration, and the mean spend of their repeat purchases (0 without)."""
    rows = []
    for bought in customers:
        days = sorted(day for day in bought if day <= CALIBRATION_ENDS)
        first, repeats = days[0], days[1:]
        spent = sum(bought[day] for day in repeats) / len(repeats) if repeats else 0.0
        rows.append((len(repeats), (days[-1] - first).days / 7, (CALIBRATION_ENDS - first).days / 7, spent))
    table = np.array(rows, dtype=np.float64)
    return Histories(table[:, 0], table[:, 1], table[:, 2]), table[:, 3]


def bought_later(customers: list[dict[date, float]]) -> Floats:
    """How often each customer bought in the 39 weeks after calibration."""
    return np.array([sum(day > CALIBRATION_ENDS for day in bought) for bought in customers], dtype=np.float64)
