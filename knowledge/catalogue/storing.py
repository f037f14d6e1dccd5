"""Writing feed products into the catalogue's tables."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.attributes import flag_modified

from knowledge.catalogue.feed import FeedProduct, FeedVariant
from knowledge.catalogue.models import Product, Variant
from knowledge.catalogue.price_history import note_changes, prices_of
from knowledge.catalogue.text import content_hash
from knowledge.database import utc_now
from knowledge.importing import ImportReport

_SLICE = 500
"""How many values stand in one IN clause."""


class CatalogueWriter:
    """One import while it writes; counts what it does in the report.

    Args:
        session: An open transaction. Objects of its session are expunged after each batch.
        unread_skus: SKUs that bad rows speak of: what is stored of them stays.
        report: Where to count.
    """

    def __init__(self, session: Session, unread_skus: set[str], report: ImportReport) -> None:
        self._session = session
        self._unread_skus = unread_skus
        self._report = report
        self._robbed: set[str] = set()  # ids of products that lost a variant

    def store(self, products: list[FeedProduct]) -> None:
        """Create or update a batch of products; no id and no SKU comes twice in one import."""
        ids = [product.id for product in products]
        query = select(Product).where(Product.id.in_(ids)).options(selectinload(Product.variants))
        stored = {product.id: product for product in self._session.scalars(query)}
        self._remove_variants(products, stored)
        for product in products:
            old = stored.get(product.id)
            if old is None:
                new = Product(id=product.id, variants=[])
                _write(new, product)
                self._session.add(new)
                self._report.created += 1
                continue
            was_active, prices = old.active, prices_of(old)
            changed = _write(old, product)
            note_changes(self._session, old, prices)
            if not changed and product.id not in self._robbed:
                self._report.unchanged += 1
            elif old.active or not was_active:
                self._report.updated += 1
            # Else it goes: `deactivate` counts it.
        self._session.flush()
        self._session.expunge_all()

    def deactivate(self, going: set[str]) -> None:
        """Make these products inactive, and those left without a variant to buy."""
        ids = sorted(going | self._robbed)
        for start in range(0, len(ids), _SLICE):
            query = select(Product).where(Product.id.in_(ids[start : start + _SLICE]))
            for product in self._session.scalars(query).all():
                if product.id in self._robbed:
                    # It may have lost the variant after, or without, being written itself.
                    _assign(product, {"content_hash": content_hash(product)})
                if product.id not in going and (not product.active or self._has_variants(product)):
                    continue
                if product.active:
                    product.active, product.updated_at = False, utc_now()
                self._report.deactivated += 1
        self._session.flush()

    def _has_variants(self, product: Product) -> bool:
        return bool(self._session.scalar(select(exists().where(Variant.product_id == product.id))))

    def _remove_variants(self, products: list[FeedProduct], stored: dict[str, Product]) -> None:
        """Remove variants that left their product.

        Flushed before anything is added: a SKU may have moved to another product, and is unique.
        """
        owners = {variant.sku: product.id for product in products for variant in product.variants}
        for product_id, old in stored.items():
            for variant in list(old.variants):
                owner = owners.get(variant.sku)
                if owner != product_id and (owner or variant.sku not in self._unread_skus):
                    old.variants.remove(variant)
                    self._robbed.add(product_id)
        self._session.flush()
        skus = list(owners)
        for start in range(0, len(skus), _SLICE):
            query = select(Variant).where(Variant.sku.in_(skus[start : start + _SLICE]))
            for variant in self._session.scalars(query).all():
                if variant.product_id != owners[variant.sku]:
                    self._robbed.add(variant.product_id)
                    self._session.delete(variant)
        self._session.flush()


def _write(stored: Product, product: FeedProduct) -> bool:
    """Make the stored product like the feed's; whether that changed anything."""
    values: dict[str, Any] = {
        "name": product.name,
        "brand": product.brand,
        "category": product.category,
        "description": product.description,
        "attributes": dict(product.attributes),
        "keywords": list(product.keywords),
        "audience": product.audience,
        "url": product.url,
        "image_url": product.image_url,
        "active": product.active,
        "returns": product.returns,
        "warranty_months": product.warranty_months,
        "goes_with": None if product.goes_with is None else list(product.goes_with),
    }
    for unsaid in ("returns", "warranty_months", "goes_with"):
        if values[unsaid] is None:
            del values[unsaid]
    changed = _assign(stored, values)
    variants = {variant.sku: variant for variant in stored.variants}
    for position, variant in enumerate(product.variants):
        old = variants.get(variant.sku)
        if old is None:
            old = Variant(sku=variant.sku)
            stored.variants.append(old)
            changed = True
        changed |= _assign(old, _variant_values(variant, position))
    changed |= _assign(stored, {"content_hash": content_hash(stored)})
    if changed:
        stored.updated_at = utc_now()
    return changed


def _variant_values(variant: FeedVariant, position: int) -> dict[str, Any]:
    cost = {} if variant.cost is None else {"cost_minor": variant.cost.minor}
    return {
        **cost,
        "gtin": variant.gtin,
        "options": dict(variant.options),
        "price_minor": variant.price.minor,
        "sale_price_minor": variant.sale_price.minor if variant.sale_price else None,
        "currency": variant.price.currency,
        "stock": variant.stock,
        "weight_g": variant.weight_g,
        "image_url": variant.image_url,
        "position": position,
    }


def _assign(target: Product | Variant, values: dict[str, Any]) -> bool:
    """Set what differs; whether anything did. Compared as JSON, for True == 1 and order counts in options."""
    changed = False
    for name, value in values.items():
        if json.dumps(getattr(target, name)) != json.dumps(value):
            setattr(target, name, value)
            # The session compares with ==, for which 1 is True and order is nothing.
            flag_modified(target, name)
            changed = True
    return changed
