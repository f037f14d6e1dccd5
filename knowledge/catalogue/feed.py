"""A product as a feed describes it: plain data, checked, on its way into the catalogue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from knowledge.cells import LARGEST, currency_code, filled, limited
from knowledge.importing import BadField, RowProblem
from knowledge.money import Money

AttributeValue = str | int | float | bool

RETURN_CLASSES = frozenset({"standard", "hygiene", "bulky", "final_sale"})

_ATTRIBUTE_KEY = re.compile(r"[a-z0-9\u0080-\uffff]+(?:_[a-z0-9\u0080-\uffff]+)*")


@dataclass(frozen=True, kw_only=True)
class FeedVariant:
    """Something that can be bought.

    Raises:
        BadField: A value cannot be taken; it names the field.
    """

    sku: str
    price: Money
    """The price without a sale."""
    sale_price: Money | None = None
    """What is paid instead, lower than `price` and in the same currency."""
    cost: Money | None = None
    """What the shop pays for one; None when the feed does not say: then what is stored stays."""
    gtin: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    stock: int = 0
    weight_g: int | None = None
    image_url: str = ""
    line: int = field(default=0, compare=False)
    """Where it stands in the file; 0 when it comes from no file."""

    def __post_init__(self) -> None:
        filled(self.sku, "sku", 120)
        for name, amount in (("price", self.price), ("sale_price", self.sale_price), ("cost", self.cost)):
            if amount is None:
                continue
            if currency_code(amount.currency, name) != self.price.currency:
                raise BadField(name, f"is in {amount.currency}, the price in {self.price.currency}")
            _in_range(amount.minor, name)
        if self.sale_price is not None and self.sale_price.minor >= self.price.minor:
            raise BadField("sale_price", "is not lower than the price")
        limited(self.gtin, "gtin", 20)
        _in_range(self.stock, "stock")
        if self.weight_g is not None:
            _in_range(self.weight_g, "weight_g")
        for name, value in self.options.items():
            filled(name, "options", 60)
            filled(value, name, 120)
        web_address(self.image_url, "image_url")


@dataclass(frozen=True, kw_only=True)
class FeedProduct:
    """A product with at least one variant.

    Raises:
        BadField: A value cannot be taken; it names the field.
    """

    id: str
    name: str
    variants: tuple[FeedVariant, ...]
    brand: str = ""
    category: str = ""
    """A path from the widest to the narrowest, joined with ` > `."""
    description: str = ""
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)
    keywords: tuple[str, ...] = ()
    audience: str = ""
    returns: str | None = None
    """One of `RETURN_CLASSES`; None when the feed does not say: then what is stored stays."""
    warranty_months: int | None = None
    """None when the feed does not say: then what is stored stays."""
    goes_with: tuple[str, ...] | None = None
    """None when the feed does not say: then what is stored stays."""
    url: str = ""
    image_url: str = ""
    active: bool = True
    line: int = field(default=0, compare=False)
    """Where it begins in the file; 0 when it comes from no file."""

    def __post_init__(self) -> None:
        filled(self.id, "id", 120)
        filled(self.name, "name", 300)
        limited(self.brand, "brand", 120)
        limited(self.category, "category", 300)
        limited(self.audience, "audience", 40)
        web_address(self.url, "url")
        web_address(self.image_url, "image_url")
        for key in self.attributes:
            if len(key) > 120 or not _ATTRIBUTE_KEY.fullmatch(key):
                raise BadField("attributes", f"{key[:60]!r} is not a name in snake_case")
        if self.returns is not None and self.returns not in RETURN_CLASSES:
            raise BadField("returns", f"{self.returns!r} is none of {', '.join(sorted(RETURN_CLASSES))}")
        if self.warranty_months is not None:
            _in_range(self.warranty_months, "warranty_months")
        if not self.variants:
            raise BadField("variants", "at least one is needed")
        skus = [variant.sku for variant in self.variants]
        twice = sorted({sku for sku in skus if skus.count(sku) > 1}) if len(set(skus)) < len(skus) else []
        if twice:
            raise BadField("sku", f"{', '.join(twice)} comes more than once")


@dataclass
class Feed:
    """What was read from a feed file."""

    products: list[FeedProduct] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    unread_ids: set[str] = field(default_factory=set)
    """Products that bad rows speak of: they are in the feed, so they do not count as missing."""
    unread_skus: set[str] = field(default_factory=set)
    """Variants that bad rows speak of: what is stored of them stays."""


class SkuLines:
    """The SKUs of a file and the line each was first seen on."""

    def __init__(self) -> None:
        self._lines: dict[str, int] = {}

    def claim(self, sku: str, line: int, field: str) -> None:
        """Note the SKU; raise `BadField` when an earlier line has it."""
        first = self._lines.setdefault(sku, line)
        if first != line:
            raise BadField(field, f"SKU {sku!r} is already on line {first}")


def web_address(text: str, field: str) -> str:
    """An http or https address, or a path from the root of the shop's site; empty is allowed.

    Anything else is refused, for addresses end up in links and images on the shop's pages.
    """
    limited(text, field, 1000)
    if not text:
        return text
    if not re.search(r"[\s\\\x00-\x1f\x7f]", text):
        if text.startswith("/") and not text.startswith("//"):
            return text
        try:
            parts = urlsplit(text)
            if parts.scheme.lower() in {"http", "https"} and parts.hostname:
                return text
        except ValueError:
            pass
    raise BadField(field, f"{text[:60]!r} is neither an http(s) address nor a path that begins with /")


def attribute_key(name: str) -> str:
    """A name in snake_case: "Battery life (h)" is `battery_life_h`; empty when nothing is left of it."""
    return re.sub(r"[^a-z0-9\u0080-\uffff]+", "_", name.casefold()).strip("_")[:120].strip("_")


def attribute_value(text: str) -> AttributeValue:
    """A cell as a fact: `yes` and `true` (`no`, `false`) as truth, plain numbers as numbers, else text."""
    word = text.casefold()
    if word in {"yes", "true"}:
        return True
    if word in {"no", "false"}:
        return False
    if re.fullmatch(r"-?(?:0|[1-9][0-9]{0,11})", text):
        return int(text)
    if re.fullmatch(r"-?(?:0|[1-9][0-9]{0,11})\.[0-9]{1,6}", text):
        return float(text)
    return text


def category_path(text: str) -> str:
    """A category with its levels joined by ` > `, whatever white space the file has around them."""
    levels = (level.strip() for level in text.replace("&gt;", ">").replace("&amp;", "&").split(">"))
    return " > ".join(level for level in levels if level)


def _in_range(number: int, field: str) -> None:
    if not 0 <= number <= LARGEST:
        raise BadField(field, f"{number} is not between 0 and {LARGEST}")
