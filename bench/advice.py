"""What customers buy next, and what knowing them is worth: `python -m bench.advice`.

1. complete_journey, split by time, beside popularity, item neighbours, ALS and BPR.
2. complete_journey, the same requests personal and not: each purchase after the cut asks for its category.
3. The demo shop, the same requests personal and not: `python -m bench.advice --demo` needs a home with the demo
   (`attendant setup`), and asks the production advisor.
"""

from __future__ import annotations

import csv
import gzip
import sys
import tempfile
from pathlib import Path

import numpy as np
from rich.console import Console

from attendant.advice_command import evaluate_purchases
from attendant.settings import Settings
from bench.data import folder
from bench.personal_advice import demo_gains, show_gain
from knowledge.recommendation.fitting import everyone, fit, known_later
from knowledge.recommendation.model import Histories
from knowledge.recommendation.purchases import read_purchases, split_by_time

LATER_SHARE = 0.2


def write_purchases(source: Path, file: Path) -> None:
    """The transactions as the command reads them."""
    with (
        gzip.open(source / "transactions_sample.csv.gz", "rt", encoding="utf-8") as given,
        file.open("w", encoding="utf-8", newline="") as taken,
    ):
        writer = csv.writer(taken)
        writer.writerow(("customer_id", "product_id", "timestamp"))
        for row in csv.DictReader(given):
            writer.writerow((row["household_id"], row["product_id"], row["transaction_timestamp"]))


def read_kinds(source: Path) -> dict[str, str]:
    """Product to its category; products without one are a category each."""
    with gzip.open(source / "products.csv.gz", "rt", encoding="utf-8") as file:
        return {
            row["product_id"]: row["product_category"]
            for row in csv.DictReader(file)
            if row["product_category"]
        }


def category_gains(file: Path, kinds: dict[str, str]) -> tuple[np.ndarray, np.ndarray]:
    """nDCG@10 of what was bought among its category, personal and not, a row a purchase after the cut."""
    earlier, later = split_by_time(read_purchases(file), LATER_SHARE)
    model = fit(earlier)
    who, bought = known_later(earlier, later)
    histories = everyone(model, earlier).rows(who)
    nobody = model.scores(model.history([]))[0]
    _, kind = np.unique([kinds.get(product, product) for product in model.products], return_inverse=True)
    gains: list[tuple[float, float]] = []
    for row in range(len(who)):
        personal = model.scores(Histories(tuple(each[[row]] for each in histories.faded)))[0]
        for product in bought[row].indices:
            rivals = np.flatnonzero(kind == kind[product])
            gains.append((_gain(personal, product, rivals), _gain(nobody, product, rivals)))
    pairs = np.array(gains)
    return pairs[:, 0], pairs[:, 1]


def _gain(scores: np.ndarray, product: int, rivals: np.ndarray) -> float:
    rank = 1 + int((scores[rivals] > scores[product]).sum())
    return float(1 / np.log2(rank + 1)) if rank <= 10 else 0.0


def main() -> None:
    """Print the tables."""
    console = Console(width=170)
    if "--demo" in sys.argv[1:]:
        for name, gains in demo_gains(Settings()).items():
            show_gain(console, f"demo shop, {name}", *gains)
        return
    source = folder("purchases/complete_journey")
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "purchases.csv"
        write_purchases(source, file)
        kinds = read_kinds(source)
        console.print("Diversity is by product category here, by common buyers in `attendant eval advice`.")
        evaluate_purchases(file, console, kinds=kinds)
        show_gain(
            console, "complete_journey, bought product among its category", *category_gains(file, kinds)
        )


if __name__ == "__main__":
    main()
