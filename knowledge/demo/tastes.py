"""What people of the demo like: archetypes and the shelves they visit, and how seasons change what sells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from knowledge.demo.catalogue import DemoProduct


@dataclass(frozen=True)
class Archetype:
    """A kind of shopper. A shelf is a category path or its beginning, or `activity:`, `keyword:`, `kind:`,
    `audience:` or `sale:` with a value; its number says how much it draws."""

    name: str
    share: float
    shelves: Mapping[str, float]
    has_child: float = 0.12
    """How likely there is a child at home."""


ARCHETYPES: tuple[Archetype, ...] = (
    Archetype(
        "hiker",
        0.09,
        {"Outdoor > Hiking Gear": 6, "Shoes > Hiking & Outdoor Shoes": 7, "activity:hiking": 7, "Outdoor": 3},
    ),
    Archetype(
        "camper",
        0.05,
        {"Outdoor": 9, "Sport > Swimming": 2, "Kitchen > Storage": 2, "kind:backpack": 3},
        0.45,
    ),
    Archetype(
        "runner",
        0.06,
        {"Shoes > Running Shoes": 9, "activity:running": 6, "Sport > Fitness": 3, "kind:earbuds": 4},
    ),
    Archetype("swimmer and yogi", 0.04, {"Sport > Yoga": 7, "Sport > Swimming": 7, "Clothing > Swimwear": 4}),
    Archetype(
        "cyclist",
        0.03,
        {"Sport > Cycling": 8, "kind:backpack": 4, "activity:commut": 4, "Outdoor > Hiking": 1},
    ),
    Archetype("home cook", 0.08, {"Kitchen": 8, "Kitchen > Coffee & Tea": 2, "Home > Decoration": 1}),
    Archetype("coffee lover", 0.04, {"Kitchen > Coffee & Tea": 12, "Kitchen > Tableware": 3}),
    Archetype("new parent", 0.07, {"Baby": 12, "audience:kids": 3, "Toys": 4, "Home > Bedding": 1}, 1.0),
    Archetype("school parent", 0.07, {"audience:kids": 7, "Toys": 6, "Stationery": 3, "Sport": 1}, 1.0),
    Archetype(
        "gamer",
        0.05,
        {"Electronics > TV & Gaming": 9, "kind:headphones": 4, "Electronics > Keyboards & Mice": 5}
        | {"Electronics > Laptops & Monitors": 4, "Clothing > Hoodies": 3},
    ),
    Archetype(
        "office professional",
        0.08,
        {"Clothing > Shirts & Blouses": 8, "Shoes > Formal Shoes": 7, "Clothing > Trousers": 4}
        | {
            "kind:coat": 4,
            "Electronics > Laptops & Monitors": 2,
            "Stationery > Writing": 3,
            "activity:office": 5,
        },
    ),
    Archetype("fashion lover", 0.08, {"Clothing": 4, "Shoes": 3, "Accessories": 3, "Beauty > Make-Up": 2}),
    Archetype("bargain hunter", 0.05, {"sale:yes": 9, "Clothing": 1, "Home": 1, "Kitchen": 1}),
    Archetype(
        "gift giver",
        0.05,
        {"keyword:gift": 8, "Toys": 2, "Stationery > Gift Cards": 5, "Accessories > Watches & Jewellery": 3},
    ),
    Archetype(
        "student",
        0.05,
        {
            "Stationery > Writing": 5,
            "Clothing > Jeans": 4,
            "Clothing > Hoodies": 5,
            "Electronics > Chargers": 4,
        }
        | {"Electronics > Phones & Tablets": 3, "Clothing > T-Shirts": 4, "kind:backpack": 3, "kind:desk": 2},
    ),
    Archetype("gardener", 0.04, {"Garden & Tools > Garden": 12, "kind:plant": 4, "activity:gardening": 5}),
    Archetype(
        "tinkerer", 0.03, {"Garden & Tools > Tools": 11, "Electronics > Smart Home": 6, "kind:cable": 3}
    ),
    Archetype("pet owner", 0.04, {"Pets": 14, "Home > Cushions": 1}),
    Archetype("beauty fan", 0.05, {"Beauty": 9, "Accessories > Watches & Jewellery": 2, "kind:towel": 1}),
    Archetype("home maker", 0.06, {"Home": 7, "Furniture": 5, "Kitchen > Tableware": 3, "kind:candle": 3}),
    Archetype("music lover", 0.03, {"Electronics > Headphones": 10, "Electronics > Speakers": 9}),
)
ANY_SHELF = 0.22
"""How much any product draws anybody."""

IN_SEASON, OFF_SEASON = 3.2, 0.22
_SEASONS = {
    "winter": (10, 11, 12, 1),
    "spring": (3, 4, 5),
    "summer": (5, 6, 7),
    "autumn": (9, 10, 11),
}
_BUSY_MONTHS: tuple[tuple[str, tuple[int, ...], float], ...] = (
    ("kind:coat", (9, 10, 11), 3.0),
    ("kind:swimwear", (5, 6, 7), 3.5),
    ("kind:swim_goggles", (5, 6, 7), 2.5),
    ("Toys", (12,), 5.0),
    ("Toys", (11,), 2.5),
    ("keyword:gift", (12,), 2.0),
    ("Stationery > Gift Cards", (12,), 4.0),
    ("Outdoor > Tents", (4, 5, 6, 7), 2.5),
    ("Outdoor > Sleeping Bags & Mats", (4, 5, 6, 7), 2.5),
    ("Garden & Tools > Garden", (3, 4, 5, 6), 3.0),
    ("Stationery > Writing", (8, 9), 2.5),
    ("kind:backpack", (8, 9), 1.8),
    ("Sport > Fitness", (1,), 3.0),
    ("Sport > Cycling", (4, 5, 6), 2.0),
    ("Electronics", (11, 12), 1.6),
)
MONTH_OF_ORDERS = (0.9, 0.75, 0.85, 0.9, 1.0, 0.95, 0.85, 0.8, 1.0, 1.05, 1.5, 1.7)
"""How busy the shop is from January to December."""

FASHION = frozenset({"Clothing", "Shoes"})


def on_shelf(product: DemoProduct, shelf: str) -> bool:
    """Whether a product stands on a shelf."""
    name, _, value = shelf.partition(":")
    if not value:
        return product.category.startswith(shelf)
    if name == "activity":
        return value in str(product.attributes.get("activity", "")).lower()
    if name == "keyword":
        return any(value in word.lower() for word in product.keywords)
    if name == "sale":
        return product.variants[0].sale_price_minor is not None
    return bool(getattr(product, name) == value)


def attraction(archetype: Archetype, products: Sequence[DemoProduct]) -> list[float]:
    """How much each product draws an archetype."""
    return [
        (
            ANY_SHELF
            + max((w for shelf, w in archetype.shelves.items() if on_shelf(product, shelf)), default=0.0)
        )
        * product.popularity
        for product in products
    ]


def season_factors(products: Sequence[DemoProduct], month: int) -> list[float]:
    """How much better or worse than on average each product sells in a month (1 to 12)."""
    return [_season_factor(product, month) for product in products]


def _season_factor(product: DemoProduct, month: int) -> float:
    months = _SEASONS.get(str(product.attributes.get("season", "")))
    factor = 1.0 if months is None else IN_SEASON if month in months else OFF_SEASON
    for shelf, busy, times in _BUSY_MONTHS:
        if month in busy and on_shelf(product, shelf):
            factor *= times
    return factor


def price_ranks(products: Sequence[DemoProduct]) -> dict[str, float]:
    """Where each product's price stands among its category's: 0 is the cheapest, 1 the dearest."""
    ranks: dict[str, float] = {}
    shelves: dict[str, list[DemoProduct]] = {}
    for product in products:
        shelves.setdefault(product.category, []).append(product)
    for shelf in shelves.values():
        ordered = sorted(shelf, key=lambda product: (product.price_minor, product.id))
        for place, product in enumerate(ordered):
            ranks[product.id] = place / (len(ordered) - 1) if len(ordered) > 1 else 0.5
    return ranks


CHILD_SIZES = ((1, "80"), (3, "92"), (5, "104"), (7, "116"), (9, "128"), (11, "140"), (14, "152"))
"""Clothing sizes (body height in centimetres) with the age in years up to which they fit."""
CHILD_SHOES = ((10, "36"), (12, "37"), (13, "38"), (14, "39"))


def child_size(
    born: datetime, at: datetime, kind_of_size: tuple[tuple[int, str], ...] = CHILD_SIZES
) -> str | None:
    """The size a child wears at a moment; None when it has outgrown them all or is not born."""
    age = (at - born).days / 365.25
    return next((size for limit, size in kind_of_size if 0 <= age < limit), None)
