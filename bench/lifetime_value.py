"""BG/NBD and Gamma-Gamma on the CDNOW sample, beside what was published: `python -m bench.lifetime_value`.

Published: Fader, Hardie, Lee (2005), table 2; Fader, Hardie (2013), The Gamma-Gamma Model of Monetary Value.
"""

from __future__ import annotations

import time

import numpy as np

from bench.cdnow import bought_later, calibration, purchase_days
from bench.data import folder
from knowledge.customers.value.lifetime_value import BgNbd, Floats, GammaGamma

HORIZON = 39


def main() -> None:
    """Print the tables."""
    customers = purchase_days(folder("purchases/cdnow") / "CDNOW_sample.txt")
    histories, spend = calibration(customers)
    begun = time.perf_counter()
    buying = BgNbd.fit(histories)
    between = time.perf_counter()
    spending = GammaGamma.fit(histories.repeats, spend)
    ended = time.perf_counter()
    rows = (
        ("BG/NBD r", 0.243, buying.r),
        ("BG/NBD alpha", 4.414, buying.alpha),
        ("BG/NBD a", 0.793, buying.a),
        ("BG/NBD b", 2.426, buying.b),
        ("BG/NBD log-likelihood", -9582.4, buying.log_likelihood(histories)),
        ("Gamma-Gamma p", 6.25, spending.p),
        ("Gamma-Gamma q", 3.74, spending.q),
        ("Gamma-Gamma v", 15.44, spending.v),
    )
    print(f"{len(histories)} customers, {np.count_nonzero(histories.repeats)} of them bought again\n")
    print("| | published | ours |\n|---|---|---|")
    for name, published, ours in rows:
        print(f"| {name} | {published:g} | {ours:.3f} |")
    print(f"\nfitted in {1000 * (between - begun):.0f} ms and {1000 * (ended - between):.0f} ms\n")
    later = bought_later(customers)
    guesses = {
        "BG/NBD": buying.expected_purchases(histories, HORIZON),
        "the same rate as so far": HORIZON * histories.repeats / np.maximum(histories.age, 1.0),
        "as often as so far": histories.repeats,
        "everybody alike": np.full(len(later), float(np.mean(histories.repeats))),
    }
    print(f"The {HORIZON} weeks after: {later.sum():.0f} purchases\n")
    print("| guess | purchases | mean absolute error | root mean square error |\n|---|---|---|---|")
    for name, guess in guesses.items():
        absolute, square = _errors(guess, later)
        print(f"| {name} | {guess.sum():.0f} | {absolute:.3f} | {square:.3f} |")


def _errors(guess: Floats, truth: Floats) -> tuple[float, float]:
    off = guess - truth
    return float(np.mean(np.abs(off))), float(np.sqrt(np.mean(off**2)))


if __name__ == "__main__":
    main()
