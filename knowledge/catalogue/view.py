"""A snapshot of the active catalogue in memory, for filtering and ranking; what is shown is read fresh.

The snapshot is read again when the catalogue's revision (newest change and count) differs.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from knowledge.catalogue.models import Product, Variant
from knowledge.catalogue.words import words_of
from knowledge.database import SessionFactory


@dataclass(frozen=True, slots=True)
class VariantFacts:
    """What filtering needs to know of a variant."""

    id: int
    sku: str
    options: Mapping[str, str]
    price_minor: int
    regular_minor: int
    currency: str
    stock: int
    image_url: str = ""
    cost_minor: int | None = None
    weight_g: int | None = None
    """As it is sent."""

    @property
    def margin(self) -> float | None:
        """The share of the price that the shop keeps; None where the cost is not known."""
        if self.cost_minor is None or self.price_minor <= 0:
            return None
        return 1 - self.cost_minor / self.price_minor


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """What filtering and ranking need to know of a product."""

    id: str
    name: str
    brand: str
    category: str
    description: str
    attributes: Mapping[str, Any]
    keywords: tuple[str, ...]
    audience: str
    goes_with: tuple[str, ...]
    content_hash: str
    variants: tuple[VariantFacts, ...]
    url: str = ""
    image_url: str = ""
    warranty_months: int = 0
    words: frozenset[str] = field(repr=False, default=frozenset())
    """Lower-case words of name, keywords, category and attributes, in the singular."""

    @property
    def lowest_minor(self) -> int:
        """The lowest price of a variant."""
        return min(variant.price_minor for variant in self.variants)

    @property
    def in_stock(self) -> bool:
        """Whether any variant can be bought now."""
        return any(variant.stock > 0 for variant in self.variants)

    def values(self, option: str) -> list[str]:
        """The values of one option over the variants, in order."""
        return list(
            dict.fromkeys(variant.options[option] for variant in self.variants if option in variant.options)
        )


_SLICE = 500
"""How many ids stand in one IN clause."""

Revision = tuple[datetime | None, int]
"""When a product changed last, and how many there are."""


@dataclass(frozen=True)
class CatalogueSnapshot:
    """All active products at one moment."""

    revision: Revision
    products: Mapping[str, ProductFacts]
    changed_at: Mapping[str, datetime] = field(default_factory=dict, repr=False)


class CatalogueView:
    """Gives the current snapshot."""

    def __init__(self, sessions: SessionFactory) -> None:
        self._sessions = sessions
        self._lock = threading.Lock()
        self._snapshot: CatalogueSnapshot | None = None

    def snapshot(self) -> CatalogueSnapshot:
        """The active catalogue, read again only when it changed."""
        with self._sessions() as session:
            revision = _revision(session)
            with self._lock:
                if self._snapshot is None or self._snapshot.revision != revision:
                    self._snapshot = _next(session, self._snapshot, revision)
                return self._snapshot

    def fresh(self, product_id: str) -> ProductFacts | None:
        """One active product as the database has it now; None when there is none."""
        with self._sessions() as session:
            product = session.get(Product, product_id, options=[selectinload(Product.variants)])
            return facts_of(product) if product is not None and product.active and product.variants else None


def _revision(session: Session) -> Revision:
    newest, count = session.execute(select(func.max(Product.updated_at), func.count())).one()
    return newest, count


def _next(session: Session, last: CatalogueSnapshot | None, revision: Revision) -> CatalogueSnapshot:
    """The snapshot at a revision; of the last one what did not change since is taken over."""
    active = session.execute(
        select(Product.id, Product.updated_at).where(Product.active).order_by(Product.id)
    )
    changed_at = {row.id: row.updated_at for row in active}
    old = {} if last is None else last.products
    unchanged = {
        product_id
        for product_id, moment in changed_at.items()
        if last and last.changed_at.get(product_id) == moment
    }
    read = dict(_read(session, [each for each in changed_at if each not in unchanged]))
    products = {
        product_id: (old if product_id in unchanged else read)[product_id]
        for product_id in changed_at
        if product_id in (old if product_id in unchanged else read)
    }
    return CatalogueSnapshot(revision, products, changed_at)


def _read(session: Session, ids: Sequence[str]) -> Iterator[tuple[str, ProductFacts]]:
    """Products that have a variant to buy."""
    for start in range(0, len(ids), _SLICE):
        query = select(Product).where(Product.id.in_(ids[start : start + _SLICE]))
        for product in session.scalars(query.options(selectinload(Product.variants))):
            if product.variants:
                yield product.id, facts_of(product)
        session.expunge_all()


def facts_of(product: Product) -> ProductFacts:
    """The facts of a product read with its variants."""
    return ProductFacts(
        id=product.id,
        name=product.name,
        brand=product.brand,
        category=product.category,
        description=product.description,
        attributes=product.attributes,
        keywords=tuple(product.keywords),
        audience=product.audience,
        goes_with=tuple(product.goes_with),
        content_hash=product.content_hash,
        variants=tuple(_variant(variant) for variant in product.variants),
        url=product.url,
        image_url=product.image_url,
        warranty_months=product.warranty_months,
        words=words_of(product),
    )


def _variant(variant: Variant) -> VariantFacts:
    return VariantFacts(
        id=variant.id,
        sku=variant.sku,
        options=variant.options,
        price_minor=variant.price.minor,
        regular_minor=variant.price_minor,
        currency=variant.currency,
        stock=variant.stock,
        image_url=variant.image_url,
        cost_minor=variant.cost_minor,
        weight_g=variant.weight_g,
    )
