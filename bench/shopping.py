"""Thirty shopping requests in plain words over the AWS retail catalogue: `python -m bench.shopping`.

Imports the feed into a scratch shop, indexes it, and prints the first three answers to each request as the production
advisor ranks them, with the entities that the bot extracts.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from attendant.composition import make_keyring, make_shop
from attendant.settings import Settings
from attendant.understanding import entities_of
from bench.aws_feed import write_feed
from knowledge.advice import needs
from knowledge.catalogue.importing import import_catalogue
from knowledge.migration import upgrade

REQUESTS = (
    "a waterproof backpack for a weekend of hiking",
    "black leather shoes for the office",
    "something warm for the winter, for my wife, under 100",
    "red dress for a summer wedding",
    "gold necklace as a birthday present",
    "noise cancelling headphones for long flights",
    "a small speaker for the kitchen",
    "a camera for someone who is just starting",
    "coffee mug set for two",
    "sharp chef's knife under 60",
    "a comfortable armchair for reading",
    "a lamp for my bedside table",
    "wooden dining table for six people",
    "a scented candle that is not vanilla",
    "flowers for my mother",
    "fishing rod for a beginner",
    "a tent for two with little weight",
    "running shoes for women, not white",
    "sneakers for men under 80",
    "face cream for dry skin",
    "a lipstick in a dark red",
    "beard care kit for my brother",
    "guitar for a beginner",
    "toy for a small dog",
    "cat bed",
    "a set of screwdrivers and tools for the home",
    "fresh vegetables for a salad",
    "handbag in brown leather under 150",
    "sunglasses for driving",
    "a watch that looks elegant but costs less than 200",
)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder), currency="USD", demo=False)
        upgrade(settings.database, make_keyring(settings))
        shop = make_shop(settings, encoder_threads=None)
        feed = Path(folder) / "feed.tsv"
        count = write_feed(feed)
        begun = time.perf_counter()
        report = import_catalogue(shop.sessions, feed)
        imported = time.perf_counter()
        shop.rebuild_index()
        indexed = time.perf_counter()
        print(
            f"{count} products: {report.created} imported with {len(report.problems)} problems in "
            f"{imported - begun:.1f} s, indexed in {indexed - imported:.1f} s\n"
        )
        print("| request | understood | first | second | third |\n|---|---|---|---|---|")
        times = []
        for request, entities in zip(
            REQUESTS, entities_of(REQUESTS, settings, models=Settings()), strict=True
        ):
            begun = time.perf_counter()
            advice = shop.advisor.advise(needs.start(request, entities))
            times.append(1000 * (time.perf_counter() - begun))
            shown = [f"{each.product.name} ({each.variant.price_minor / 100:g})" for each in advice.shown]
            shown += ["-"] * (3 - len(shown))
            understood = ", ".join(value for _, value in advice.need.constraints()) or "-"
            if advice.given_up:
                understood += f" (given up: {', '.join(advice.given_up)})"
            print(f"| {request} | {understood} | " + " | ".join(shown) + " |")
        print(f"\nadvice: median {statistics.median(times):.0f} ms, slowest {max(times):.0f} ms")


if __name__ == "__main__":
    main()
