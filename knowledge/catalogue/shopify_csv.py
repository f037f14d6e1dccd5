"""Shopify's product CSV, as a shop exports it from its admin pages.

Source of the columns: help.shopify.com/manual/products/import-export/using-csv; both the names of older
exports ("Handle", "Variant Price") and of the newer template ("URL handle", "Price") are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from knowledge.catalogue.feed import Feed, FeedProduct, FeedVariant, SkuLines, category_path
from knowledge.catalogue.text import plain_text
from knowledge.cells import filled, money, truth, whole_number
from knowledge.importing import BadField, Row, RowProblem, Table
from knowledge.money import Money

REQUIRED = (("handle", "url_handle"), "title", ("variant_price", "price"))

STOCK_WHEN_NOT_TRACKED = 10
"""How many are taken to be in stock when the shop does not count them."""

# Column of the older exports to that of the newer template.
_NEWER = {
    "handle": "url_handle",
    "body_(html)": "description",
    "published": "published_on_online_store",
    "variant_sku": "sku",
    "variant_barcode": "barcode",
    "variant_price": "price",
    "variant_compare_at_price": "compare-at_price",
    "variant_inventory_qty": "inventory_quantity",
    "variant_inventory_tracker": "inventory_tracker",
    "variant_grams": "weight_value_(grams)",
    "image_src": "product_image_url",
    "variant_image": "variant_image_url",
}
_STATUSES = {"": True, "active": True, "draft": False, "archived": False, "unlisted": False}
# Where a field of ours comes from, for messages.
_COLUMNS = {
    "sku": "variant_sku",
    "price": "variant_price",
    "cost": "cost_per_item",
    "name": "title",
    "id": "handle",
    "brand": "vendor",
    "category": "product_category",
}


@dataclass
class _Draft:
    """A product while its rows are read."""

    head: Row
    option_names: tuple[str, ...]
    variants: list[FeedVariant] = field(default_factory=list)


def is_shopify_header(table: Table) -> bool:
    """Whether the columns are those of a Shopify product CSV."""
    return bool(table.columns & {"handle", "url_handle"}) and "title" in table.columns


def read_shopify_products(path: Path, *, currency: str) -> Feed:
    """Read a product CSV.

    A variant without SKU gets one made of the handle and its option values. Where the shop does not
    count a variant, `STOCK_WHEN_NOT_TRACKED` are taken to be in stock.

    Args:
        path: The CSV file.
        currency: The currency of the shop; the file has none.

    Raises:
        BadFile: It cannot be read as a whole, or lacks a column every export has.
    """
    return read_shopify_table(Table(path), currency=currency)


def read_shopify_table(table: Table, *, currency: str) -> Feed:
    """Read a product CSV whose header has been read; otherwise as `read_shopify_products`."""
    table.expect(REQUIRED)
    feed = Feed()
    drafts: dict[str, _Draft] = {}
    skus = SkuLines()
    for handle, row in _with_handles(table):
        try:
            if row.misaligned is not None:
                raise BadField(row.misaligned.field, row.misaligned.reason)
            filled(handle, "handle", 120)
            if handle not in drafts:
                if not row["title"]:
                    raise BadField(
                        "title", f"is empty, and no good row above names the product {handle[:60]!r}"
                    )
                drafts[handle] = _Draft(row, _option_names(row))
            draft = drafts[handle]
            if row is draft.head or _is_variant(row):
                variant = _variant(handle, draft.option_names, row, currency)
                skus.claim(variant.sku, row.line, "sku")
                draft.variants.append(variant)
        except BadField as error:
            feed.problems.append(_problem(row, error, "variant_image"))
            feed.unread_ids.add(handle)
            known = drafts.get(handle)
            feed.unread_skus.add(_sku(handle, _options(known.option_names if known else (), row), row))
    for handle, draft in drafts.items():
        if not draft.variants:
            continue
        try:
            feed.products.append(_product(handle, draft))
        except BadField as error:
            feed.problems.append(_problem(draft.head, error, "image_src"))
            feed.unread_ids.add(handle)
    return feed


def _with_handles(table: Table) -> Iterator[tuple[str, Row]]:
    """Each row with its handle: its own, or else that of the row above."""
    above = ""
    for row in table:
        handle = _get(row, "handle") or above
        if row.misaligned is None:
            above = handle
        yield handle, row


def _get(row: Row, column: str) -> str:
    return row.first_of(column, _NEWER[column])


def _problem(row: Row, error: BadField, image_column: str) -> RowProblem:
    column = {**_COLUMNS, "image_url": image_column}.get(error.field, error.field)
    if column not in row and column in _NEWER:
        column = _NEWER[column]
    return row.problem(BadField(column, error.reason))


def _is_variant(row: Row) -> bool:
    """Whether a row after the first is a variant; others bring only another picture."""
    return any((row["option1_value"], _get(row, "variant_sku"), _get(row, "variant_price")))


def _option_names(row: Row) -> tuple[str, ...]:
    names = (row[f"option{number}_name"].casefold() for number in (1, 2, 3))
    return tuple("colour" if name == "color" else name for name in names)


def _options(names: tuple[str, ...], row: Row) -> dict[str, str]:
    options = {}
    for number, name in enumerate(names, start=1):
        value = row[f"option{number}_value"]
        # Shopify's way to say that a product has no options.
        if value and not (name in {"title", ""} and value.casefold() == "default title"):
            options[name or f"option {number}"] = value
    return options


def _sku(handle: str, options: dict[str, str], row: Row) -> str:
    made = "-".join(
        [handle, *(re.sub(r"[\W_]+", "-", value.casefold()).strip("-") for value in options.values())]
    )
    return _get(row, "variant_sku") or made


def _variant(handle: str, option_names: tuple[str, ...], row: Row, currency: str) -> FeedVariant:
    options = _options(option_names, row)
    price, sale_price = _prices(row, currency)
    barcode = _get(row, "variant_barcode").lstrip("'")
    weight = _get(row, "variant_grams")
    cost = row["cost_per_item"]
    return FeedVariant(
        sku=_sku(handle, options, row),
        price=price,
        sale_price=sale_price,
        cost=money(cost, "cost_per_item", currency) if cost else None,
        # Shops write their own codes here too; only a GTIN is one.
        gtin=barcode if re.fullmatch(r"[0-9]{8}|[0-9]{12,14}", barcode) else "",
        options=options,
        stock=_stock(row),
        weight_g=whole_number(str(round(float(weight))), "variant_grams") if _is_decimal(weight) else None,
        image_url=_get(row, "variant_image"),
        line=row.line,
    )


def _prices(row: Row, currency: str) -> tuple[Money, Money | None]:
    """The regular price, and what is paid when a higher "compare at" price makes that a sale."""
    paid = money(filled(_get(row, "variant_price"), "price", 40), "price", currency)
    compared = _get(row, "variant_compare_at_price")
    if not compared:
        return paid, None
    regular = money(compared, "variant_compare_at_price", currency)
    return (regular, paid) if regular.minor > paid.minor else (paid, None)


def _stock(row: Row) -> int:
    """How many can be sold; less than none (oversold) is none."""
    quantity = _get(row, "variant_inventory_qty")
    has_tracker = "variant_inventory_tracker" in row or "inventory_tracker" in row
    if has_tracker and not _get(row, "variant_inventory_tracker"):
        return STOCK_WHEN_NOT_TRACKED
    if not quantity:
        has_quantity = "variant_inventory_qty" in row or "inventory_quantity" in row
        return 0 if has_quantity else STOCK_WHEN_NOT_TRACKED
    return max(0, whole_number(quantity, "variant_inventory_qty", least=-(2**31)))


def _is_decimal(text: str) -> bool:
    if text and not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{0,6})?", text):
        raise BadField("variant_grams", f"{text[:60]!r} is not a weight in grams")
    return bool(text)


def _product(handle: str, draft: _Draft) -> FeedProduct:
    head = draft.head
    status = head["status"].casefold()
    if status not in _STATUSES:
        raise BadField("status", f"{head['status'][:60]!r} is none of active, draft, archived, unlisted")
    published = _get(head, "published")
    category = category_path(head["product_category"])
    if category.casefold() == "uncategorized":
        category = ""
    kind = head["type"]
    tags = [tag.strip() for tag in head["tags"].split(",")]
    if category and kind:
        tags.append(kind)
    return FeedProduct(
        id=handle,
        name=head["title"],
        brand=head["vendor"],
        category=category or category_path(kind),
        description=plain_text(_get(head, "body_(html)")),
        keywords=tuple(dict.fromkeys(tag for tag in tags if tag)),
        url=f"/products/{quote(handle)}",
        image_url=_get(head, "image_src"),
        active=_STATUSES[status] and (not published or truth(published, "published")),
        variants=tuple(draft.variants),
        line=head.line,
    )
