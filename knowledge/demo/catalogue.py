"""The demo catalogue: products written by hand in YAML, and the feeds made of them."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from knowledge.catalogue.feed import AttributeValue, FeedProduct, FeedVariant
from knowledge.catalogue.product_detail import write_detail
from knowledge.demo.pictures.palette import COLOURS
from knowledge.demo.variants import CURRENCY, DemoVariant, popularity, variants_of
from knowledge.errors import DomainError
from knowledge.money import BadMoney, Money

CATALOGUE = Path(__file__).parent / "catalogue"
RETURNS_CLASSES = frozenset({"standard", "hygiene", "final_sale", "bulky"})
AUDIENCES = frozenset({"women", "men", "unisex", "kids", "baby", "home", "pets"})
REQUIRED = frozenset(
    {"id", "name", "brand", "category", "kind", "audience", "price", "weight_g", "description", "attributes"}
    | {"returns", "warranty_months"}
)
OPTIONAL = frozenset({"sale_price", "options", "option_prices", "goes_with", "keywords"})


SITE = "https://lindenrow.example"
_GOOGLE_OPTIONS = {"colour": "color", "size": "size"}
_GOOGLE_AUDIENCE = {
    "women": ("female", "adult"),
    "men": ("male", "adult"),
    "unisex": ("unisex", "adult"),
    "kids": ("", "kids"),
    "baby": ("", "infant"),
}
_GOOGLE_COLUMNS = (
    *("id", "item_group_id", "title", "description", "link", "image_link", "availability", "quantity"),
    *("price", "sale_price", "cost_of_goods_sold", "brand", "color", "size", "product_type"),
    *("condition", "gender", "age_group", "shipping_weight", "product_detail"),
)


class CatalogueFault(DomainError):
    """A catalogue file that cannot be used; names the file, the product and what is wrong with it."""

    def __init__(self, file: str, product: str, reason: str) -> None:
        super().__init__(f"{file}: product {product}: {reason}")
        self.file = file
        self.product = product
        self.reason = reason


@dataclass(frozen=True)
class DemoProduct:
    """A product of the demo shop with all its variants."""

    id: str
    name: str
    brand: str
    category: str
    kind: str
    audience: str
    weight_g: int
    description: str
    attributes: Mapping[str, Any]
    returns: str
    warranty_months: int
    goes_with: tuple[str, ...]
    keywords: tuple[str, ...]
    variants: tuple[DemoVariant, ...]
    popularity: float
    """How often it sells compared with others; 1 is usual."""

    @property
    def price_minor(self) -> int:
        """The lowest regular price of a variant, in cents."""
        return min(variant.price_minor for variant in self.variants)

    @property
    def url(self) -> str:
        """The product's page in the demo shop."""
        return f"/p/{self.id}"

    @property
    def image_url(self) -> str:
        """The picture shown first."""
        return self.variants[0].image_url

    def values(self, option: str) -> tuple[str, ...]:
        """The values of one option, in the order of the file; empty when the product has no such option."""
        return tuple(dict.fromkeys(v.options[option] for v in self.variants if option in v.options))


def read_catalogue(folder: Path = CATALOGUE) -> tuple[DemoProduct, ...]:
    """All products of the YAML files in a folder, in order of file name; raises `CatalogueFault`."""
    rows: list[tuple[str, dict[str, Any]]] = []
    for path in sorted(folder.glob("*.yml")):
        try:
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
        except yaml.YAMLError as error:
            raise CatalogueFault(path.name, "?", f"the file is no YAML: {error}") from error
        if not isinstance(content, list) or not all(isinstance(row, dict) for row in content):
            raise CatalogueFault(path.name, "?", "the file must be a list of products")
        rows += [(path.name, row) for row in content]
    _check_ids(rows)
    return _with_unique_skus([_read_product(file, row) for file, row in rows])


def _check_ids(rows: Sequence[tuple[str, dict[str, Any]]]) -> None:
    known: dict[str, str] = {}
    names: dict[str, str] = {}
    for file, row in rows:
        product = str(row.get("id", "?"))
        for field, seen in (("id", known), ("name", names)):
            value = str(row.get(field, ""))
            if value in seen:
                raise CatalogueFault(file, product, f"{field} {value!r} is already used in {seen[value]}")
            seen[value] = file
    for file, row in rows:
        for other in row.get("goes_with") or ():
            if other not in known or other == row["id"]:
                raise CatalogueFault(file, str(row["id"]), f"goes_with names no other product: {other!r}")


def _read_product(file: str, row: dict[str, Any]) -> DemoProduct:
    product = str(row.get("id", "?"))

    def need(right: bool, reason: str) -> None:
        if not right:
            raise CatalogueFault(file, product, reason)

    missing, unknown = REQUIRED - row.keys(), row.keys() - REQUIRED - OPTIONAL
    need(not missing, f"lacks {', '.join(sorted(missing))}")
    need(not unknown, f"has unknown fields {', '.join(sorted(unknown))}")
    need(row["returns"] in RETURNS_CLASSES, f"returns {row['returns']!r}: none of {sorted(RETURNS_CLASSES)}")
    need(row["audience"] in AUDIENCES, f"audience {row['audience']!r}: none of {sorted(AUDIENCES)}")
    need(isinstance(row["attributes"], dict), "attributes must be a mapping")
    for key, value in row["attributes"].items():
        need(isinstance(value, str | int | float), f"attribute {key} must be a text, a number or true/false")
    need(isinstance(row["weight_g"], int) and row["weight_g"] >= 0, "weight_g must be 0 or more")
    options = {name: tuple(values) for name, values in (row.get("options") or {}).items()}
    for name, values in options.items():
        need(bool(values) and all(isinstance(value, str) for value in values), f"{name}: not texts")
        need(len(set(values)) == len(values), f"{name}: a value is given twice")
    for colour in options.get("colour", ()):
        need(colour in COLOURS, f"{colour!r} is none of the shop's colours")
    for name, extras in (row.get("option_prices") or {}).items():
        for value in extras:
            need(value in options.get(name, ()), f"option_prices: {name} has no value {value!r}")
    try:
        variants = variants_of(row, options)
    except BadMoney as error:
        raise CatalogueFault(file, product, str(error)) from error
    for variant in variants:
        need(variant.price_minor > 0, "a price must be above 0")
        sale = variant.sale_price_minor
        need(sale is None or 0 < sale < variant.price_minor, "sale_price must be under the price")
    return DemoProduct(
        id=product,
        name=row["name"],
        brand=row["brand"],
        category=row["category"],
        kind=row["kind"],
        audience=row["audience"],
        weight_g=row["weight_g"],
        description=row["description"].strip(),
        attributes=dict(row["attributes"]),
        returns=row["returns"],
        warranty_months=int(row["warranty_months"]),
        goes_with=tuple(row.get("goes_with") or ()),
        keywords=tuple(str(word) for word in row.get("keywords") or ()),
        variants=variants,
        popularity=popularity(product, Money.parse(row["price"], CURRENCY).minor),
    )


def _with_unique_skus(products: Iterable[DemoProduct]) -> tuple[DemoProduct, ...]:
    """Products whose SKUs would be another's get a mark of their id in them; both do, in any order."""
    products = tuple(products)
    count = Counter(variant.sku for product in products for variant in product.variants)
    return tuple(
        replace(product, variants=tuple(_marked(product, variant) for variant in product.variants))
        if any(count[variant.sku] > 1 for variant in product.variants)
        else product
        for product in products
    )


def _marked(product: DemoProduct, variant: DemoVariant) -> DemoVariant:
    mark = hashlib.sha256(product.id.encode()).hexdigest()[:4].upper()
    return replace(variant, sku=f"{variant.sku}-{mark}")


def feed_products(products: Iterable[DemoProduct], site: str = "") -> Iterator[FeedProduct]:
    """The products as a feed gives them; `site` is put before the paths of pages and pictures."""
    for product in products:
        yield FeedProduct(
            id=product.id,
            name=product.name,
            brand=product.brand,
            category=product.category,
            description=product.description,
            attributes={**product.attributes, "picture_kind": product.kind},
            keywords=product.keywords,
            audience=product.audience,
            returns=product.returns,
            warranty_months=product.warranty_months,
            goes_with=product.goes_with,
            url=site + product.url,
            image_url=site + product.image_url,
            variants=tuple(_feed_variant(product, variant, site) for variant in product.variants),
        )


def _feed_variant(product: DemoProduct, variant: DemoVariant, site: str) -> FeedVariant:
    sale = variant.sale_price_minor
    return FeedVariant(
        sku=variant.sku,
        price=Money(variant.price_minor, CURRENCY),
        sale_price=None if sale is None else Money(sale, CURRENCY),
        cost=Money(variant.cost_minor, CURRENCY),
        options=dict(variant.options),
        stock=variant.stock,
        weight_g=product.weight_g,
        image_url=site + variant.image_url,
    )


def write_google_feed(path: Path, *, site: str = SITE) -> int:
    """Write the demo catalogue as a Google Merchant Center feed (TSV), for trying the importer.

    Returns how many rows it has, one a variant. What such a feed has no field for (returns class,
    warranty, what goes with what, keywords) is not in it.
    """
    products = list(feed_products(read_catalogue(), site))
    extra = sorted({name for p in products for v in p.variants for name in v.options} - set(_GOOGLE_OPTIONS))
    columns = [*_GOOGLE_COLUMNS, *(f"attribute_{name}" for name in extra)]
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", delimiter="\t")
        writer.writeheader()
        for product in products:
            for variant in product.variants:
                writer.writerow(_google_row(product, variant))
                rows += 1
    return rows


def _google_row(product: FeedProduct, variant: FeedVariant) -> dict[str, str]:
    gender, age = _GOOGLE_AUDIENCE.get(product.audience, ("", ""))
    sale = variant.sale_price
    row = {
        "id": variant.sku,
        "item_group_id": product.id,
        "title": product.name,
        "description": product.description,
        "link": product.url,
        "image_link": variant.image_url,
        "availability": "in_stock" if variant.stock else "out_of_stock",
        "quantity": str(variant.stock),
        "price": f"{variant.price.major} {CURRENCY}",
        "sale_price": "" if sale is None else f"{sale.major} {CURRENCY}",
        "cost_of_goods_sold": "" if variant.cost is None else f"{variant.cost.major} {CURRENCY}",
        "brand": product.brand,
        "product_type": product.category,
        "condition": "new",
        "gender": gender,
        "age_group": age,
        "shipping_weight": f"{variant.weight_g} g",
        "product_detail": ",".join(_google_detail(*fact) for fact in product.attributes.items()),
    }
    for name, value in variant.options.items():
        row[_GOOGLE_OPTIONS.get(name, f"attribute_{name}")] = value
    return row


def _google_detail(name: str, value: AttributeValue) -> str:
    said = ("yes" if value else "no") if isinstance(value, bool) else str(value)
    return write_detail({"section_name": "Facts", "attribute_name": name, "attribute_value": said})
