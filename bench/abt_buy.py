"""Turn Abt-Buy into a product feed of one shop and judged titles of the other: `python -m bench.abt_buy abt-buy OUT`.

`abt-buy` asks for Abt's titles in Buy's catalogue (the published direction), `buy-abt` the other way round.
"""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.data import folder

DIRECTIONS = ("abt-buy", "buy-abt")
NO_PRICE = "1.00 USD"
"""The feed needs a price; where the set has none this stands, and no title asks for one."""


@dataclass(frozen=True)
class KnownItems:
    """A catalogue and titles with the ids of the products that are the same."""

    products: list[dict[str, str]]
    titles: dict[str, set[str]]


def known_items(direction: str) -> KnownItems:
    """Read one direction; a title that stands for several products has all their matches."""
    data = folder("search/abt_buy")
    abt, buy = _rows(data / "Abt.csv"), _rows(data / "Buy.csv")
    pairs = [(row["idAbt"], row["idBuy"]) for row in _rows(data / "abt_buy_perfectMapping.csv")]
    asked, catalogue = (abt, buy) if direction == "abt-buy" else (buy, abt)
    if direction == "buy-abt":
        pairs = [(theirs, ours) for ours, theirs in pairs]
    names = {row["id"]: " ".join(row["name"].split()) for row in asked}
    titles: dict[str, set[str]] = {}
    for one, other in pairs:
        titles.setdefault(names[one], set()).add(other)
    return KnownItems(catalogue, titles)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="latin-1", newline="") as file:
        return list(csv.DictReader(file))


def write(items: KnownItems, out: Path) -> tuple[Path, Path]:
    """Write feed.tsv and judgements.csv into a folder; gives their paths."""
    out.mkdir(parents=True, exist_ok=True)
    feed, judgements = out / "feed.tsv", out / "judgements.csv"
    with feed.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter="\t")
        rows.writerow(["id", "title", "description", "availability", "price", "brand"])
        for row in items.products:
            price = row["price"].lstrip("$").replace(",", "")
            rows.writerow(
                [
                    row["id"],
                    " ".join(row["name"].split()),
                    " ".join(row["description"].split()),
                    "in_stock",
                    f"{price} USD" if price else NO_PRICE,
                    row.get("manufacturer", ""),
                ]
            )
    with judgements.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["query", "product_id", "grade"])
        rows.writerows((title, same, 1) for title, found in items.titles.items() for same in sorted(found))
    return feed, judgements


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in DIRECTIONS:
        sys.exit(f"usage: python -m bench.abt_buy {'|'.join(DIRECTIONS)} OUT")
    for path in write(known_items(sys.argv[1]), Path(sys.argv[2])):
        print(path)
