"""From a product's row to the things that can be bought: SKUs, prices, stock and pictures.

Stock and popularity are seeded by a product's id and a variant's SKU, so that they stay the same whatever
else is added to the catalogue.
"""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product as every_combination
from typing import Any

from knowledge.demo.pictures.palette import COLOURS
from knowledge.money import Money

CURRENCY = "EUR"
PRODUCTS_SOLD_OUT = 0.012
VARIANTS_SOLD_OUT = 0.05
BESTSELLER = 2.2
COST_SHARES = (0.42, 0.78)
"""Between which shares of the price a product costs the shop itself."""
"""Popularity from which a product is a bestseller and well stocked."""

# Where three letters would say too little, or the same of two colours.
_COLOUR_CODES = {"black": "BLK", "blue": "BLU", "grey": "GRY", "green": "GRN", "brown": "BRN"}
_COLOUR_CODES |= {"light blue": "LBL", "mint": "MNT"}
_CODE_LENGTH = 10

_QUIET_COLOURS = ("natural", "grey", "cream", "teal", "navy", "olive", "tan")
_COLOURS_OF_SHELF = {
    "Electronics": ("charcoal", "black", "white"),
    "Toys": ("multicolour", "red", "yellow", "turquoise"),
    "Beauty": ("cream", "mint", "lilac", "white", "pink"),
    "Baby": ("white", "mint", "light blue"),
}
_COLOUR_OF_STUFF = dict.fromkeys(("oak", "wood", "acacia", "beech", "walnut", "bamboo", "jute"), "natural")
_COLOUR_OF_STUFF |= dict.fromkeys(("steel", "zinc", "aluminium"), "silver")
_COLOUR_OF_STUFF |= {"iron": "charcoal", "leaves": "green"}


@dataclass(frozen=True)
class DemoVariant:
    """What can be bought: its option values and prices in cents."""

    sku: str
    options: Mapping[str, str]
    price_minor: int
    sale_price_minor: int | None
    cost_minor: int
    stock: int
    image_url: str


def variants_of(row: Mapping[str, Any], options: Mapping[str, tuple[str, ...]]) -> tuple[DemoVariant, ...]:
    """Every combination of option values as a variant; raises `BadMoney` for a price that is none."""
    price = Money.parse(row["price"], CURRENCY).minor
    sale = Money.parse(row["sale_price"], CURRENCY).minor if row.get("sale_price") is not None else None
    extras: Mapping[str, Mapping[str, Any]] = row.get("option_prices") or {}
    words = str(row["id"]).upper().split("-")
    base = "-".join(words[:-1] if len(words) > 2 else words)
    wanted = popularity(row["id"], price)
    sold_out = random.Random(f"sold-out:{row['id']}").random() < PRODUCTS_SOLD_OUT and wanted < BESTSELLER
    cost_share = random.Random(f"cost:{row['brand']}:{row['id']}").uniform(*COST_SHARES)
    made = []
    for values in every_combination(*options.values()):
        chosen = dict(zip(options, values, strict=True))
        extra = sum(
            Money.parse(extras.get(name, {}).get(value, 0), CURRENCY).minor for name, value in chosen.items()
        )
        sku = "-".join([base, *(option_code(name, value) for name, value in chosen.items())])
        made.append(
            DemoVariant(
                sku=sku,
                options=chosen,
                price_minor=price + extra,
                sale_price_minor=None if sale is None else sale + extra,
                cost_minor=round((price + extra) * cost_share),
                stock=0 if sold_out else _stock(row["id"], sku, wanted),
                image_url=picture_url(row["id"], chosen.get("colour") or plain_colour(row)),
            )
        )
    return tuple(made)


def popularity(product: str, price_minor: int) -> float:
    """A seeded share of attention: a few products sell a lot, and cheap things sell more often."""
    luck: float = math.exp(random.Random(f"popularity:{product}").gauss(0, 0.7))
    return luck * min(2.0, math.pow(6_000 / max(price_minor, 400), 0.35))


def _stock(product: str, sku: str, wanted: float) -> int:
    chance = random.Random(f"stock:{product}:{sku}")
    if chance.random() < VARIANTS_SOLD_OUT:
        return 0
    if wanted >= BESTSELLER:
        return chance.randint(60, 240)
    return 1 + min(80, int(chance.expovariate(1 / (6 + 14 * wanted))))


def option_code(name: str, value: str) -> str:
    """A short mark of an option's value within a SKU, such as `FOR` for forest green or `256GB`."""
    if name == "colour":
        return _COLOUR_CODES.get(value, value.replace(" ", "")[:3].upper())
    compact = "".join(letter for letter in value.upper() if letter.isalnum())
    if len(compact) <= _CODE_LENGTH:
        return compact
    return compact[:6] + hashlib.sha256(value.encode()).hexdigest()[:3].upper()


def plain_colour(row: Mapping[str, Any]) -> str:
    """The colour to draw a product in that comes in one only, as its facts name or its stuff suggests."""
    facts = " ".join(str(value).lower() for value in row["attributes"].values())
    words = set(facts.replace(",", " ").replace("-", " ").split())
    named = [colour for colour in COLOURS if f" {colour} " in f" {facts.replace(',', ' ')} "]
    if named:
        return max(named, key=len)
    suggested = (colour for stuff, colour in _COLOUR_OF_STUFF.items() if stuff in words)
    usual = _COLOURS_OF_SHELF.get(str(row["category"]).split(" > ", maxsplit=1)[0], _QUIET_COLOURS)
    return next(suggested, random.Random(f"colour:{row['id']}").choice(usual))


def picture_url(product: str, colour: str) -> str:
    """Where the demo shop serves the drawn picture of a product in a colour."""
    return f"/picture/{product}/{colour.replace(' ', '-')}.svg"
