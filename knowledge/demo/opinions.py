"""What the demo's customers said: texts written by hand, matched to what was bought.

Texts are in `feedback/`, a file a sentiment and subject, each line with the shelf or kind of product that
it fits. No text is used twice.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from knowledge.database import utc_now
from knowledge.demo.catalogue import DemoProduct
from knowledge.demo.patterns import BATTERY_HEADPHONES, TREND_WEEKS, ZIP_JACKET
from knowledge.demo.people import SEED
from knowledge.demo.sales import Sale
from knowledge.errors import DomainError
from knowledge.feedback.aspects import aspects_of
from knowledge.orders.models import OrderState

FOLDER = Path(__file__).parent / "feedback"
TOLD = 900
"""How many pieces of feedback there are."""
PARTS = {"negative": 0.4, "neutral": 0.22, "positive": 0.38}
ABOUT_PRODUCTS = 0.505
EARLIER_COMPLAINTS = 3
"""How many of a trend's complaints come before its weeks."""
DAYS = 540
_STRENGTH = {"negative": (-0.96, -0.38), "neutral": (-0.18, 0.18), "positive": (0.42, 0.97)}
_STARS = {"negative": (1, 1, 2, 2), "neutral": (3,), "positive": (4, 5, 5)}
_KINDS = {
    "negative": ("complaint", "complaint", "complaint", "review"),
    "neutral": ("review",),
    "positive": ("praise", "praise", "review", "review"),
}


class TextsFault(DomainError):
    """A file of feedback texts that cannot be used."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}: line {line}: {reason}")


@dataclass(frozen=True)
class Remark:
    """A text and what it can be about.

    `about` is `any`, a category path or its beginning, a kind of product or a product's id; or, for a text
    about service, the country it was said in.
    """

    about: str
    text: str

    def fits(self, product: DemoProduct) -> bool:
        """Whether it can be said of a product."""
        return self.about in {"any", product.kind, product.id} or product.category.startswith(self.about)


@dataclass(frozen=True)
class Told:
    """A piece of feedback; `sale` and `product` as far as the customer said what it is about."""

    key: str
    kind: str
    text: str
    label: str
    sentiment: float
    aspects: tuple[str, ...]
    rating: int | None
    at: datetime
    product: DemoProduct | None
    sale: Sale | None
    by: str | None
    """Shop id of the customer; None for somebody who was not signed in."""


def read_remarks(name: str, folder: Path = FOLDER) -> list[Remark]:
    """The texts of one file, such as `negative_product`; raises `TextsFault`."""
    path = folder / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        remarks = []
        for row in rows:
            if not row.get("about") or not row.get("text"):
                raise TextsFault(path.name, rows.line_num, "needs `about` and `text`")
            remarks.append(Remark(row["about"], row["text"]))
    return remarks


def tell(
    sales: Sequence[Sale],
    products: Sequence[DemoProduct],
    *,
    now: datetime | None = None,
    seed: int = SEED,
    count: int = TOLD,
) -> list[Told]:
    """Feedback on delivered orders, oldest first; the same seed, orders and `now` give the same."""
    now = now or utc_now()
    chance = random.Random(f"{seed}:feedback")
    teller = _Teller(chance, [sale for sale in sales if sale.state == OrderState.DELIVERED], products, now)
    said = [*teller.trend("trend_zip", ZIP_JACKET), *teller.trend("trend_battery", BATTERY_HEADPHONES)]
    left = count - len(said)
    for label, share in PARTS.items():
        about_products = round(left * share * ABOUT_PRODUCTS)
        said += teller.some(label, "product", about_products)
        said += teller.some(label, "service", round(left * share) - about_products)
    said.sort(key=lambda told: (told.at, told.text))
    return [replace(told, key=f"demo:{number}") for number, told in enumerate(said, 1)]


class _Teller:
    """Finds who can have said what."""

    def __init__(
        self,
        chance: random.Random,
        sales: Sequence[Sale],
        products: Sequence[DemoProduct],
        now: datetime,
    ) -> None:
        self.chance = chance
        self.now = now
        self.by_id = {product.id: product for product in products}
        recent = [sale for sale in sales if now - sale.placed_at < timedelta(days=DAYS)]
        self.bought = [(sale, line.product) for sale in recent for line in sale.lines]
        self.orders = recent
        self.fitting = cache(self._fitting)
        self.served = cache(self._served)

    def _fitting(self, about: str) -> list[tuple[Sale, DemoProduct]]:
        remark = Remark(about, "")
        return [(sale, product) for sale, product in self.bought if remark.fits(product)]

    def _served(self, about: str) -> list[Sale]:
        return [sale for sale in self.orders if about in {"any", sale.person.country}]

    def some(self, label: str, subject: str, count: int) -> Iterator[Told]:
        """So many texts of one file, each said by somebody it fits."""
        remarks = read_remarks(f"{label}_{subject}")
        for remark in self.chance.sample(remarks, min(count, len(remarks))):
            if subject == "service":
                yield self._said(remark, label, None, self.chance.choice(self.served(remark.about)))
            else:
                owners = self.fitting(remark.about)
                sale, product = self.chance.choice(owners) if owners else (None, self._any(remark))
                yield self._said(remark, label, product, sale)

    def _any(self, remark: Remark) -> DemoProduct | None:
        return next((product for product in self.by_id.values() if remark.fits(product)), None)

    def trend(self, name: str, product: str) -> Iterator[Told]:
        """Complaints about one product: a few long ago, most in the last weeks, more from week to week."""
        owners = self.fitting(product)
        remarks = read_remarks(name)
        for place, remark in enumerate(remarks):
            sale = owners[place % len(owners)][0] if owners and self.chance.random() < 0.6 else None
            if place < EARLIER_COMPLAINTS:
                age = self.chance.uniform(TREND_WEEKS * 7 + 10, 200)
            else:
                age = self.chance.triangular(0.2, TREND_WEEKS * 7 - 1, 4)
            at = self.now - timedelta(days=age)
            arrived = sale.delivered_at if sale is not None else None
            known = sale if arrived is not None and arrived < at else None
            yield self._told(remark, "negative", self.by_id[product], known, at)

    def _said(self, remark: Remark, label: str, product: DemoProduct | None, sale: Sale | None) -> Told:
        arrived = sale.delivered_at if sale is not None else None
        start = arrived or self.now - timedelta(days=self.chance.uniform(1, 300))
        at = start + timedelta(days=self.chance.expovariate(1 / 9) + 0.05)
        if at >= self.now:
            at = start + (self.now - start) * self.chance.random()
        return self._told(remark, label, product, sale, at)

    def _told(
        self, remark: Remark, label: str, product: DemoProduct | None, sale: Sale | None, at: datetime
    ) -> Told:
        chance = self.chance
        named = sale if chance.random() < 0.55 else None
        signed_in = sale is not None and (named is not None or chance.random() < 0.6)
        return Told(
            key="",
            kind=chance.choice(_KINDS[label]),
            text=remark.text,
            label=label,
            sentiment=round(chance.uniform(*_STRENGTH[label]), 3),
            aspects=tuple(aspects_of(remark.text)) or (("service",) if product is None else ("quality",)),
            rating=chance.choice(_STARS[label]) if chance.random() < 0.45 else None,
            at=at,
            product=product,
            sale=named,
            by=sale.person.shop_id if signed_in and sale is not None else None,
        )
