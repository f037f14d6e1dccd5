"""Product feeds for Google Merchant Center: TSV, CSV or XML.

The fields are those of Google's product data specification (support.google.com/merchants/answer/7052112),
and `quantity`, ours, for how many are in stock. Rows with one `item_group_id` become one product.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from knowledge.catalogue.feed import (
    AttributeValue,
    Feed,
    FeedProduct,
    FeedVariant,
    SkuLines,
    attribute_key,
    attribute_value,
    category_path,
)
from knowledge.catalogue.google_xml import read_items
from knowledge.catalogue.product_detail import read_details
from knowledge.catalogue.text import plain_text
from knowledge.cells import filled, moment, money_with_currency, whole_number
from knowledge.database import utc_now
from knowledge.importing import BadField, Row, RowProblem, Table, first_bytes
from knowledge.money import Money

REQUIRED = ("id", "title", "price", ("availability", "quantity"))
REPEATABLE = frozenset(
    {
        "additional_image_link",
        "certification",
        "excluded_destination",
        "free_shipping_threshold",
        "included_destination",
        "lifestyle_image_link",
        "loyalty_program",
        "product_detail",
        "product_highlight",
        "product_type",
        "promotion_id",
        "shipping",
        "shipping_label",
        "shopping_ads_excluded_country",
        "size_type",
        "tax",
        "video_link",
    }
)

STOCK_WITHOUT_COUNT = 10
"""How many are taken to be in stock when a feed says "in stock" and no number."""

_AVAILABLE = {"in_stock": STOCK_WITHOUT_COUNT, "out_of_stock": 0, "preorder": 0, "backorder": 0}
_AUDIENCE_BY_AGE = {"newborn": "baby", "infant": "baby", "toddler": "kids", "kids": "kids"}
_AUDIENCE_BY_GENDER = {"male": "men", "female": "women", "unisex": "unisex"}
_GRAMS = {"g": 1.0, "kg": 1000.0, "oz": 28.349523125, "lb": 453.59237}
_OWN_FACETS = ("material", "pattern", "gender", "age_group")
# Where a field of ours comes from, for messages.
_COLUMNS = {
    "name": "title",
    "sku": "id",
    "cost": "cost_of_goods_sold",
    "url": "link",
    "image_url": "image_link",
    "category": "product_type",
}


@dataclass(frozen=True)
class _Item:
    """A row of the feed: a product of one variant, and what of it may differ in its group."""

    product: FeedProduct
    facets: dict[str, str]
    """Become options where they differ within the group, attributes of the product where not."""
    details: dict[str, AttributeValue]
    """Become attributes of the product when all of the group agree."""


def read_google_feed(path: Path, *, currency: str = "EUR", now: datetime | None = None) -> Feed:
    """Read a feed.

    Args:
        path: TSV, CSV or XML (RSS 2.0 or Atom).
        currency: Taken for prices that name none.
        now: The moment that sale dates are compared with; the current one by default.

    Raises:
        BadFile: It cannot be read as a whole, or lacks a column every feed must have.
    """
    if is_xml(path):
        return feed_of_rows(read_items(path), currency=currency, now=now)
    return read_google_table(Table(path), currency=currency, now=now)


def read_google_table(table: Table, *, currency: str = "EUR", now: datetime | None = None) -> Feed:
    """Read a feed whose header has been read; otherwise as `read_google_feed`."""
    table.expect(REQUIRED, REPEATABLE)
    return feed_of_rows(table, currency=currency, now=now)


def is_xml(path: Path) -> bool:
    """Whether the file begins as XML does; raises `BadFile` when it cannot be opened."""
    start = first_bytes(path)
    return start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def feed_of_rows(rows: Iterable[Row], *, currency: str, now: datetime | None = None) -> Feed:
    """The products of a feed's rows, keyed by Google's attribute names."""
    feed = Feed()
    groups: dict[str, list[_Item]] = {}
    skus = SkuLines()
    at = now or utc_now()
    for row in rows:
        try:
            if row.misaligned is not None:
                raise BadField(row.misaligned.field, row.misaligned.reason)
            item = _item(row, currency, at)
            skus.claim(row["id"], row.line, "id")
        except BadField as error:
            column = _COLUMNS.get(error.field, error.field)
            feed.problems.append(row.problem(BadField(column, error.reason)))
            feed.unread_ids.add(row.first_of("item_group_id", "id"))
            feed.unread_skus.add(row["id"])
            continue
        groups.setdefault(item.product.id, []).append(item)
        if row["gtin"] and not _gtin(row["gtin"]):
            # Feeds are full of placeholders here, and nobody shops by this number: the row is good.
            left_out = BadField("gtin", f"{row['gtin'][:60]!r} has not 8, 12, 13 or 14 digits; left out")
            feed.problems.append(row.problem(left_out))
    for items in groups.values():
        try:
            feed.products.append(_product(items))
        except BadField as error:
            feed.problems.append(RowProblem(items[0].product.line, error.field, error.reason))
            feed.unread_ids.add(items[0].product.id)
    return feed


def _item(row: Row, currency: str, now: datetime) -> _Item:
    sku = filled(row["id"], "id", 120)
    price, sale_price = _prices(row, currency, now)
    options = {"colour": row.first_of("color", "colour"), "size": row["size"]}
    variant = FeedVariant(
        sku=sku,
        price=price,
        sale_price=sale_price,
        cost=_cost(row, price.currency),
        gtin=_gtin(row["gtin"]),
        options={name: value for name, value in options.items() if value},
        stock=_stock(row),
        weight_g=_grams(row["shipping_weight"]),
        image_url=row["image_link"],
        line=row.line,
    )
    product_type, google_category = row["product_type"], row["google_product_category"]
    own = {name: row[name] for name in _OWN_FACETS}
    named = {
        attribute_key(name[10:]): text for name, text in row.cells.items() if name.startswith("attribute_")
    }
    details = read_details(row["product_detail"], row.titles.get("product_detail", ""))
    if row["mpn"]:
        details["mpn"] = row["mpn"]
    if row["condition"].lower() not in {"", "new"}:
        details["condition"] = row["condition"].lower()
    product = FeedProduct(
        id=row["item_group_id"] or sku,
        name=filled(plain_text(row["title"]), "title", 300),
        variants=(variant,),
        brand=row["brand"],
        # Google's own categories may come as a number, which says nothing to a shopper.
        category=category_path(product_type or ("" if google_category.isdigit() else google_category)),
        description=plain_text(row["description"]),
        url=row["link"],
        image_url=row["image_link"],
        line=row.line,
    )
    facets = {name: text for name, text in {**named, **own}.items() if name and text}
    return _Item(product, facets, details)


def _prices(row: Row, currency: str, now: datetime) -> tuple[Money, Money | None]:
    price = money_with_currency(filled(row["price"], "price", 60), "price", currency)
    if not row["sale_price"]:
        return price, None
    sale = money_with_currency(row["sale_price"], "sale_price", price.currency)
    begins, ends = _sale_dates(row["sale_price_effective_date"])
    if (begins and now < begins) or (ends and now > ends) or sale == price:
        return price, None
    return price, sale


def _cost(row: Row, currency: str) -> Money | None:
    said = row["cost_of_goods_sold"]
    return money_with_currency(said, "cost_of_goods_sold", currency) if said else None


def _sale_dates(text: str) -> tuple[datetime | None, datetime | None]:
    """Begin and end of a sale from `begin/end`; an end without a time lasts to the end of its day."""
    if not text:
        return None, None
    name = "sale_price_effective_date"
    begin, mark, end = (part.strip() for part in text.partition("/"))
    if not mark:
        raise BadField(name, f"{text[:60]!r} is not two times with a / between them")
    begins, ends = moment(begin, name), moment(end, name)
    if len(end) == len("2024-03-01"):
        ends += timedelta(days=1)
    if ends < begins:
        raise BadField(name, "ends before it begins")
    return begins, ends


def _stock(row: Row) -> int:
    if row["quantity"]:
        return whole_number(row["quantity"], "quantity")
    word = re.sub(r"[\s_-]+", "_", filled(row["availability"], "availability", 40).lower())
    if word not in _AVAILABLE:
        raise BadField("availability", f"{row['availability']!r} is none of {', '.join(_AVAILABLE)}")
    return _AVAILABLE[word]


def _gtin(text: str) -> str:
    digits = re.sub(r"[\s-]", "", text)
    return digits if re.fullmatch(r"[0-9]{8}|[0-9]{12,14}", digits) else ""


def _grams(text: str) -> int | None:
    if not text:
        return None
    found = re.fullmatch(r"([0-9]{1,7}(?:[.,][0-9]{1,6})?)\s*([a-zA-Z]+)", text)
    unit = found[2].lower() if found else ""
    if found is None or unit not in _GRAMS:
        raise BadField("shipping_weight", f"{text[:60]!r} is not a weight in {', '.join(_GRAMS)}")
    return round(float(found[1].replace(",", ".")) * _GRAMS[unit])


def _product(items: list[_Item]) -> FeedProduct:
    """One product of the items of a group; the first one describes it."""
    names = list(dict.fromkeys(name for item in items for name in item.facets))
    seen = {name: {item.facets[name] for item in items if name in item.facets} for name in names}
    varying = [name for name in names if len(seen[name]) > 1]
    shared = {name: next(iter(values)) for name, values in seen.items() if len(values) == 1}
    attributes: dict[str, AttributeValue] = {
        key: value
        for key, value in items[0].details.items()
        if all(key in item.details and item.details[key] == value for item in items)
    }
    attributes.update(
        {name: attribute_value(text) for name, text in shared.items() if name not in {"gender", "age_group"}}
    )
    variants = tuple(_with_options(item, varying) for item in items)
    return replace(
        items[0].product,
        name=_shared_name([item.product.name for item in items]),
        variants=variants,
        attributes=attributes,
        audience=_audience(shared),
    )


def _with_options(item: _Item, names: Iterable[str]) -> FeedVariant:
    variant = item.product.variants[0]
    more = {name: item.facets[name] for name in names if name in item.facets}
    return replace(variant, options={**variant.options, **more})


def _audience(facets: dict[str, str]) -> str:
    """Whom a product is for; empty when the feed does not say."""
    by_age = _AUDIENCE_BY_AGE.get(facets.get("age_group", "").lower())
    return by_age or _AUDIENCE_BY_GENDER.get(facets.get("gender", "").lower(), "")


def _shared_name(names: list[str]) -> str:
    """What the names of a group begin with in common, by whole words; the first name when that is nothing."""
    first = names[0]
    start = first
    while not all(name.startswith(start) for name in names):
        start = start[:-1]
    if any(_goes_on(name, len(start)) for name in names):
        start = re.sub(r"\S*$", "", start)
    start = re.sub(r"[\s,;:|/(\[\-\u2013\u2014]+$", "", start)
    return start if len(start) >= 3 else first


def _goes_on(name: str, length: int) -> bool:
    """Whether the cut at `length` is within a word of the name."""
    return 0 < length < len(name) and name[length].isalnum() and name[length - 1].isalnum()
