"""What a person of the demo puts into a basket: taste, season, price, favourite brands, sizes and pairs."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

from knowledge.demo.catalogue import DemoProduct
from knowledge.demo.patterns import ADVERTISED, BOUGHT_TOGETHER, USED_UP_AFTER_DAYS
from knowledge.demo.people import LETTER_SIZES, Person
from knowledge.demo.sales import SoldLine
from knowledge.demo.tastes import (
    ARCHETYPES,
    CHILD_SHOES,
    CHILD_SIZES,
    FASHION,
    attraction,
    child_size,
    price_ranks,
    season_factors,
)
from knowledge.demo.variants import DemoVariant

ANCHORS = (0.6, 0.26, 0.1, 0.04)
"""How often somebody comes for one, two, three or four things."""
GOES_WITH_BOUGHT = 0.16
FAVOURITE_BRAND = 3.5
FAVOURITE_COLOUR = 0.7
SALE_DAYS = 60
"""Today's sale prices have been in force for so long."""
BOUGHT_BY_THE_HANDFUL = frozenset(
    {"underwear", "towel", "candle", "notebook", "glass", "bib", "tshirt", "soap"}
)

_AUDIENCE_FIT = {
    "women": {"women": 1.0, "men": 0.06, "kids": 0.05, "baby": 0.05, "pets": 0.08},
    "men": {"women": 0.06, "men": 1.0, "kids": 0.05, "baby": 0.05, "pets": 0.08},
}
_BAND_FIT = {"low": (1.9, -1.75), "mid": (0.75, 0.35), "high": (0.2, 1.8)}
"""Weight of the cheapest product of a shelf, and what is added on the way to the dearest."""


class Assortment:
    """The products with all that is the same for everybody, worked out once."""

    def __init__(self, products: Sequence[DemoProduct]) -> None:
        self.products = [product for product in products if product.weight_g > 0]
        self.by_id = {product.id: product for product in products}
        self.places = {product.id: place for place, product in enumerate(self.products)}
        shown = [ADVERTISED.get(product.id, 1.0) for product in self.products]
        self.draws = {
            archetype.name: [
                own * more for own, more in zip(attraction(archetype, self.products), shown, strict=True)
            ]
            for archetype in ARCHETYPES
        }
        self.ranks = price_ranks(self.products)
        self.partners: dict[str, list[tuple[str, float]]] = {}
        for one, other, share in BOUGHT_TOGETHER:
            self.partners.setdefault(one, []).append((other, share))
        self.season = cache(lambda month: season_factors(self.products, month))


@dataclass
class Shopper:
    """A person while shopping. `chance` is the person's own, so that nobody's luck depends on another's."""

    person: Person
    assortment: Assortment
    chance: random.Random
    learned: dict[str, str] = field(default_factory=dict)
    """The size to take of a product that did not fit in the usual one."""
    weights: list[float] = field(init=False)

    def __post_init__(self) -> None:
        taste = self.person.taste
        fit = dict(_AUDIENCE_FIT[taste.audience])
        if taste.child_born is not None:
            fit |= {"kids": 1.0, "baby": 1.0}
        if taste.archetype.name == "pet owner":
            fit["pets"] = 1.0
        floor, slope = _BAND_FIT[taste.price_band]
        draws = self.assortment.draws[taste.archetype.name]
        self.weights = [
            draw
            * fit.get(product.audience, 1.0)
            * (floor + slope * self.assortment.ranks[product.id])
            * (FAVOURITE_BRAND if product.brand in taste.brands else 1.0)
            for product, draw in zip(self.assortment.products, draws, strict=True)
        ]

    def basket(self, at: datetime, now: datetime, first: DemoProduct | None = None) -> list[SoldLine]:
        """Lines of an order placed `at`, with `first` among them when given."""
        wanted = [] if first is None else [first]
        season = self.assortment.season(at.month)
        weights = [own * factor for own, factor in zip(self.weights, season, strict=True)]
        for _ in range(self.chance.choices((1, 2, 3, 4), weights=ANCHORS)[0] - len(wanted)):
            wanted.append(self.chance.choices(self.assortment.products, weights=weights)[0])
        lines: dict[str, SoldLine] = {}
        for product in wanted:
            if product.id not in lines and self._put(lines, product, at, now):
                self._add_partners(lines, product, at, now)
        return list(lines.values())

    def _add_partners(
        self, lines: dict[str, SoldLine], product: DemoProduct, at: datetime, now: datetime
    ) -> None:
        planted = self.assortment.partners.get(product.id, [])
        named = [(other, GOES_WITH_BOUGHT) for other in product.goes_with[:3]]
        for other, share in [*planted, *named]:
            partner = self.assortment.by_id[other]
            theirs = (
                self.weights[self.assortment.places[other]] > 0 if other in self.assortment.places else False
            )
            if other not in lines and theirs and self.chance.random() < share:
                self._put(lines, partner, at, now)

    def _put(self, lines: dict[str, SoldLine], product: DemoProduct, at: datetime, now: datetime) -> bool:
        variant = self.choose(product, at)
        if variant is None:
            return False
        handful = product.kind in BOUGHT_BY_THE_HANDFUL and self.chance.random() < 0.35
        quantity = self.chance.randint(2, 4) if handful else 1
        lines[product.id] = SoldLine(product, variant, price_at(product, variant, at, now), quantity)
        return True

    def choose(self, product: DemoProduct, at: datetime) -> DemoVariant | None:
        """The variant this person takes; None when there is none in the right size."""
        wish: dict[str, str] = {}
        for option in product.variants[0].options:
            value = self._value(product, option, at)
            if value is None:
                return None
            wish[option] = value
        return next(variant for variant in product.variants if dict(variant.options) == wish)

    def _value(self, product: DemoProduct, option: str, at: datetime) -> str | None:
        values = product.values(option)
        if option == "colour":
            liked = [colour for colour in values if colour in self.person.taste.colours]
            return self.chance.choice(liked if liked and self.chance.random() < FAVOURITE_COLOUR else values)
        if option == "size" and product.category.split(" > ", maxsplit=1)[0] in FASHION:
            size = self.usual_size(product, at)
            return self.learned.get(product.id, size) if size in values else None
        if option == "size" and set(values) <= set(LETTER_SIZES):
            return (
                self.person.taste.clothing_size if self.person.taste.clothing_size in values else values[-1]
            )
        # Belts, helmets and the like: always the same for the same person.
        return random.Random(f"{self.person.shop_id}:{option}").choice(values)

    def usual_size(self, product: DemoProduct, at: datetime) -> str | None:
        """The size this person (or the child) usually wears of such a product; None when there is none."""
        taste = self.person.taste
        shoes = product.category.startswith("Shoes")
        if product.audience in {"kids", "baby"}:
            born = taste.child_born
            return None if born is None else child_size(born, at, CHILD_SHOES if shoes else CHILD_SIZES)
        if product.audience in {"women", "men"} and product.audience != taste.audience:
            return self.chance.choice(product.values("size"))  # a present
        return taste.shoe_size if shoes else taste.clothing_size

    def next_size(self, product: DemoProduct, size: str, step: int) -> str | None:
        """The size `step` places above (or below) another; None at the end of the range."""
        values = product.values("size")
        place = values.index(size) + step
        return values[place] if 0 <= place < len(values) else None

    def staple(self) -> DemoProduct | None:
        """Something this person uses up and buys again and again; most have no such thing."""
        keen = self.person.taste.archetype.name in {"beauty fan", "pet owner"}
        if self.chance.random() > (0.45 if keen else 0.045):
            return None
        candidates = [product for product in self.assortment.products if product.id in USED_UP_AFTER_DAYS]
        weights = [self.weights[self.assortment.places[product.id]] for product in candidates]
        return self.chance.choices(candidates, weights=weights)[0]


def price_at(product: DemoProduct, variant: DemoVariant, at: datetime, now: datetime) -> int:
    """What a variant cost at a moment, in cents: sale prices are recent, except where all is final sale."""
    sale = variant.sale_price_minor
    if sale is not None and (product.returns == "final_sale" or now - at < timedelta(days=SALE_DAYS)):
        return sale
    return variant.price_minor
