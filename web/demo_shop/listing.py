"""What a shopper wants of a list of products, as the address of the page says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlencode

from knowledge.catalogue.models import Product

PER_PAGE = 24
HIGHEST_PRICE = 1_000_000
HIGHEST_PAGE = 10_000


class Sort(StrEnum):
    """Orders of a list."""

    CHOICE = "choice"
    CHEAPEST = "price"
    DEAREST = "-price"
    REDUCED = "reduced"
    NAME = "name"


SORT_WORDS = {
    Sort.CHOICE: "Our choice",
    Sort.CHEAPEST: "Price, lowest first",
    Sort.DEAREST: "Price, highest first",
    Sort.REDUCED: "Reduced first",
    Sort.NAME: "Name",
}


@dataclass(frozen=True)
class Wish:
    """Order, bounds of the price in whole units of the currency, and which page."""

    sort: Sort = Sort.CHOICE
    price_min: int | None = None
    price_max: int | None = None
    page: int = 1
    per_page: int = PER_PAGE
    query: str = ""

    @classmethod
    def read(cls, parameters: Mapping[str, str]) -> Wish:
        """The wish in an address; what makes no sense is left out."""
        sort = parameters.get("sort", "")
        return cls(
            sort=Sort(sort) if sort in set(Sort) else Sort.CHOICE,
            price_min=_number(parameters.get("min"), HIGHEST_PRICE),
            price_max=_number(parameters.get("max"), HIGHEST_PRICE),
            page=_number(parameters.get("page"), HIGHEST_PAGE) or 1,
            query=parameters.get("q", "").strip()[:200],
        )

    @property
    def narrows(self) -> bool:
        """Whether prices are bounded."""
        return self.price_min is not None or self.price_max is not None

    def address(self, page: int = 1) -> str:
        """The query string of this wish at another page."""
        parts = {
            "q": self.query,
            "sort": "" if self.sort is Sort.CHOICE else self.sort.value,
            "min": "" if self.price_min is None else str(self.price_min),
            "max": "" if self.price_max is None else str(self.price_max),
            "page": "" if page == 1 else str(page),
        }
        return "?" + urlencode({name: value for name, value in parts.items() if value})

    @property
    def without_prices(self) -> Wish:
        """The same without bounds."""
        return replace(self, price_min=None, price_max=None)


@dataclass(frozen=True)
class Listing:
    """A page of products."""

    wish: Wish
    products: Sequence[Product]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // self.wish.per_page))


def _number(text: str | None, most: int) -> int | None:
    # isdecimal keeps out signs, points and the digits that int() does not read.
    if text is None or not text.isdecimal() or len(text) > 9:
        return None
    return min(int(text), most)
