"""Customer values of the demo shop against what came after: `python -m bench.customer_values`.

Loads the demo into a scratch database, fits to all but the last half year, and compares what was expected of each fifth
of customers with what they then bought. Then fits to everything and times the renewal of single customers.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
from sqlalchemy import select

from attendant.composition import make_keyring, make_shop
from attendant.settings import Settings
from knowledge.customers.models import Customer
from knowledge.customers.value.basis import history_of
from knowledge.customers.value.facts import CustomerFacts
from knowledge.customers.value.fitted import fit
from knowledge.customers.value.lifetime_value import Floats, Histories
from knowledge.customers.value.loading import load_facts
from knowledge.database import utc_now
from knowledge.demo.load import load_demo
from knowledge.migration import upgrade

WEEKS = 26
RENEWED = 200


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder))
        upgrade(settings.database, make_keyring(settings))
        shop = make_shop(settings)
        print(load_demo(shop.sessions))
        with shop.sessions() as session:
            ids = list(session.scalars(select(Customer.id)))
            facts = [each for each in load_facts(session, ids).values() if each.may_be_valued]
        _hold_out(facts)
        begun = time.perf_counter()
        report = shop.customer_values.fit()
        print(
            f"\nfit of {report.looked_at} customers and all their figures: {time.perf_counter() - begun:.1f} s"
        )
        times = []
        for place, customer_id in enumerate(ids[:RENEWED]):
            begun = time.perf_counter()
            # A day and more later, so that each is worked out anew.
            shop.customer_values.refresh(customer_id, utc_now() + timedelta(days=2, seconds=place))
            times.append(1000 * (time.perf_counter() - begun))
        print(f"renewing one customer: median {statistics.median(times):.1f} ms, slowest {max(times):.1f} ms")
        shop.engine.dispose()


def _hold_out(facts: list[CustomerFacts]) -> None:
    until = utc_now() - timedelta(weeks=WEEKS)
    earlier = [
        replace(each, purchases=tuple(purchase for purchase in each.purchases if purchase.at <= until))
        for each in facts
    ]
    pairs = [(past, whole) for past, whole in zip(earlier, facts, strict=True) if past.purchases]
    fitted = fit([past for past, _ in pairs], until)
    if fitted.buying is None:
        raise SystemExit("; ".join(fitted.problems))
    table = np.array([history_of(past.purchases, until) for past, _ in pairs])
    expected = fitted.buying.expected_purchases(Histories(table[:, 0], table[:, 1], table[:, 2]), WEEKS)
    came = np.array([_days_after(past, whole) for past, whole in pairs], dtype=np.float64)
    rate = WEEKS * table[:, 0] / np.maximum(table[:, 2], 1.0)
    print(f"\n{len(pairs)} customers who had bought {WEEKS} weeks ago; purchases in the weeks since\n")
    print("| fifth by expectation | expected | came | the same rate as before |\n|---|---|---|---|")
    order = np.argsort(-expected)
    for number, fifth in enumerate(np.array_split(order, 5), 1):
        print(
            f"| {number} | {expected[fifth].mean():.2f} | {came[fifth].mean():.2f} | {rate[fifth].mean():.2f} |"
        )
    print(f"| all, mean absolute error | {_error(expected, came):.3f} | | {_error(rate, came):.3f} |")


def _days_after(past: CustomerFacts, whole: CustomerFacts) -> int:
    return len({purchase.at.date() for purchase in whole.purchases[len(past.purchases) :]})


def _error(guess: Floats, truth: Floats) -> float:
    return float(np.mean(np.abs(guess - truth)))


if __name__ == "__main__":
    main()
