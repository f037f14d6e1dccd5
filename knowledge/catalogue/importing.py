"""Bringing a product feed into the catalogue: all of a file in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.audit import record
from knowledge.catalogue.feed import Feed, FeedProduct
from knowledge.catalogue.google_feed import is_xml, read_google_feed, read_google_table
from knowledge.catalogue.models import Product
from knowledge.catalogue.price_history import forget_old_prices
from knowledge.catalogue.shopify_csv import is_shopify_header, read_shopify_table
from knowledge.catalogue.storing import CatalogueWriter
from knowledge.cells import currency_code
from knowledge.database import SessionFactory, utc_now, writing
from knowledge.errors import DomainError
from knowledge.importing import BadFile, ImportReport, RowProblem, Table

Progress = Callable[[int, int | None], None]
"""Called with how many products are done, and of how many; of None while the file is read."""

_BATCH = 500


class SuspiciousFeed(DomainError):
    """A feed that would empty the catalogue, most likely by mistake; nothing was changed."""

    def __init__(self, reason: str, problems: Sequence[RowProblem] = ()) -> None:
        shown = f"; {len(problems)} problems, the first on {problems[0]}" if problems else ""
        super().__init__(f"{reason}{shown}. Nothing was changed; force the import if this is meant.")
        self.problems = list(problems)


def import_catalogue(
    sessions: SessionFactory,
    path: Path,
    *,
    currency: str = "EUR",
    deactivate_missing: bool = True,
    force: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Import a Google Merchant Center feed (TSV, CSV, XML) or a Shopify product CSV.

    A bad row is reported and the rest goes in; what is stored of a variant or product that only bad rows
    speak of stays as it is.

    Args:
        sessions: Where to write.
        path: The file; its format is found by its content.
        currency: Taken for prices that name none (Shopify's never do).
        deactivate_missing: Whether products that the feed does not have become inactive.
        force: Import although no product is good or more than half of the active products would go.
        progress: Told how far it is.

    Raises:
        BadFile: The file cannot be read as a whole; nothing was changed.
        SuspiciousFeed: It would empty the catalogue; nothing was changed.
        BadField: `currency` is not a currency code.
    """
    if progress:
        progress(0, None)
    feed = read_feed(path, currency=currency_code(currency, "currency"))
    source = f"file:{path.name}"
    return _import(sessions, feed, source, _Rules(deactivate_missing, force), progress)


def import_products(
    sessions: SessionFactory,
    products: Iterable[FeedProduct],
    *,
    deactivate_missing: bool = True,
    force: bool = False,
    progress: Progress | None = None,
    source: str = "products",
) -> ImportReport:
    """Import products that need no file; otherwise as `import_catalogue`.

    In problems, `line` is the product's or variant's own, or else the product's place from 1.
    """
    feed = Feed(products=list(products))
    return _import(sessions, feed, source, _Rules(deactivate_missing, force), progress)


def read_feed(path: Path, *, currency: str = "EUR") -> Feed:
    """Read a feed file of any known format; raises `BadFile`."""
    if is_xml(path):
        return read_google_feed(path, currency=currency)
    table = Table(path)
    if is_shopify_header(table):
        return read_shopify_table(table, currency=currency)
    if not table.columns & {"id", "title", "price"}:
        raise BadFile(
            path,
            "neither a Google product feed (needs id, title, price, availability) nor a Shopify product CSV "
            f"(needs Handle, Title, Variant Price); found: {table.found}",
        )
    return read_google_table(table, currency=currency)


class _Rules(NamedTuple):
    """What the caller wants done with products that the feed does not have."""

    deactivate_missing: bool
    force: bool


def _import(
    sessions: SessionFactory, feed: Feed, source: str, rules: _Rules, progress: Progress | None
) -> ImportReport:
    products = list(_without_repeated(feed))
    feed.problems.sort(key=lambda problem: problem.line)
    if not products and not rules.force:
        raise SuspiciousFeed("no product of the feed is good", feed.problems)
    report = ImportReport(problems=feed.problems)
    with writing(sessions) as session:
        writer = CatalogueWriter(session, feed.unread_skus, report)
        going = _going(session, products, feed, rules)
        for start in range(0, len(products), _BATCH):
            writer.store(products[start : start + _BATCH])
            if progress:
                progress(min(start + _BATCH, len(products)), len(products))
        writer.deactivate(going)
        forget_old_prices(session, utc_now())
        if report.changed:
            counts = {name: getattr(report, name) for name in ("created", "updated", "deactivated")}
            record(session, actor="system", action="catalogue.imported", subject=source[:80], **counts)
    return report


def _without_repeated(feed: Feed) -> Iterator[FeedProduct]:
    """The products, without those whose id came before and without variants whose SKU another has."""
    kept: dict[str, tuple[int, FeedProduct]] = {}
    for place, product in enumerate(feed.products, start=1):
        line = product.line or place
        first, owner = kept.setdefault(product.id, (line, product))
        if owner is not product:
            feed.problems.append(RowProblem(line, "id", f"product {product.id!r} is already on line {first}"))
    claims = [
        (variant.line or line, product.id, variant.sku)
        for line, product in kept.values()
        for variant in product.variants
    ]
    owners: dict[str, tuple[str, int]] = {}
    for line, product_id, sku in sorted(claims, key=lambda claim: claim[0]):
        owner_id, first = owners.setdefault(sku, (product_id, line))
        if owner_id != product_id:
            reason = f"SKU {sku!r} is already on line {first}, of product {owner_id!r}"
            feed.problems.append(RowProblem(line, "sku", reason))
    for _, product in kept.values():
        variants = tuple(variant for variant in product.variants if owners[variant.sku][0] == product.id)
        if not variants:
            feed.unread_ids.add(product.id)
        elif len(variants) == len(product.variants):
            yield product
        else:
            yield replace(product, variants=variants)


def _going(session: Session, products: list[FeedProduct], feed: Feed, rules: _Rules) -> set[str]:
    """Ids of active products that become inactive; raises `SuspiciousFeed` when they are too many."""
    active = set(session.scalars(select(Product.id).where(Product.active)))
    going = {product.id for product in products if not product.active} & active
    if rules.deactivate_missing:
        going |= active - {product.id for product in products} - feed.unread_ids
    if len(going) * 2 > len(active) and not rules.force:
        reason = f"{len(going)} of {len(active)} active products would become inactive"
        raise SuspiciousFeed(reason, feed.problems)
    return going
