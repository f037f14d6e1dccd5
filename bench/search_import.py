"""How long a catalogue takes: `python -m bench.search_import [10000]`.

A feed made here is imported and indexed from nothing; then one product is renamed, indexed and asked for.
"""

from __future__ import annotations

import csv
import random
import sys
import tempfile
import time
from pathlib import Path

from attendant.composition import make_keyring, make_shop
from attendant.settings import Settings
from knowledge.advice.needs import Need
from knowledge.catalogue.importing import import_catalogue
from knowledge.catalogue.models import Product
from knowledge.catalogue.text import content_hash
from knowledge.database import utc_now
from knowledge.migration import upgrade

KINDS = "jacket shirt dress shoe boot lamp chair table mug kettle laptop phone tent backpack blanket toy watch".split()
WORDS = (
    "light warm wool cotton oak steel folding waterproof quiet small large soft modern classic travel summer winter "
    "garden kitchen office kids washable rechargeable wireless padded slim wide red green blue black white grey"
).split()
BRANDS = "Alder Birch Cedar Dorn Elm Fjord Gable Hazel Iris Juniper".split()


def write_feed(path: Path, count: int) -> None:
    """A feed of so many products with descriptions of some 40 words."""
    chosen = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter="\t")
        rows.writerow(
            ["id", "title", "description", "availability", "price", "brand", "product_type", "color"]
        )
        for at in range(count):
            kind, brand = chosen.choice(KINDS), chosen.choice(BRANDS)
            name = f"{brand} {chosen.choice(WORDS)} {chosen.choice(WORDS)} {kind} {chosen.randrange(10_000)}".title()
            text = " ".join(chosen.choices([*WORDS, *KINDS, "with", "and", "for", "the"], k=40))
            price = f"{chosen.uniform(5, 500):.2f} EUR"
            rows.writerow(
                [
                    f"p{at}",
                    name,
                    text,
                    "in_stock",
                    price,
                    brand,
                    f"Shop > {kind.title()}s",
                    chosen.choice(WORDS[-6:]),
                ]
            )


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder), demo=False)
        upgrade(settings.database, make_keyring(settings))
        shop = make_shop(settings, encoder_threads=1)
        feed = Path(folder) / "feed.tsv"
        write_feed(feed, count)
        begun = time.perf_counter()
        report = import_catalogue(shop.sessions, feed)
        imported = time.perf_counter()
        shop.rebuild_index()
        indexed = time.perf_counter()
        shop.advisor.advise(Need(text="warm jacket"))
        with shop.sessions() as session, session.begin():
            product = session.get_one(Product, "p7")
            product.name = "Cedar Theremin"
            product.content_hash, product.updated_at = content_hash(product), utc_now()
        changed = time.perf_counter()
        shop.product_index.rebuild()
        found = shop.advisor.advise(Need(text="theremin")).shown[0].product.id
        searchable = time.perf_counter()
        shop.engine.dispose()
    print("| what | seconds | limit |\n|---|---|---|")
    print(f"| import {report.created:,} products | {imported - begun:.1f} | |")
    print(f"| index them, with the vocabulary of the bot | {indexed - imported:.1f} | |")
    print(f"| both | {indexed - begun:.1f} | 180 |")
    print(f"| a changed product is found ({found == 'p7'}) | {searchable - changed:.2f} | 2 |")


if __name__ == "__main__":
    main()
