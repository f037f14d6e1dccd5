"""What the demo shop's prices were before: its sale, and one offer that ended just before somebody bought."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from knowledge.catalogue.price_history import KEPT
from knowledge.demo.catalogue import DemoProduct
from knowledge.demo.shopping import SALE_DAYS
from knowledge.demo.variants import CURRENCY

# Lena Kowalczyk bought hers ten days ago: the day before, it had still cost less.
OFFER_PRODUCT = "kelder-hiking-rain-jacket"
OFFER_MINOR = 79_95
OFFER_DAYS_AGO = (12.4, 10.4)


def price_changes(products: Sequence[DemoProduct], now: datetime) -> list[dict[str, Any]]:
    """The changes that shoppers can still ask about, as rows."""
    return [row for product in products for row in _changes(product, now) if row["at"] > now - KEPT]


def _changes(product: DemoProduct, now: datetime) -> Iterator[dict[str, Any]]:
    for variant in product.variants:
        steps: list[tuple[float, int, int]] = []
        sale = variant.sale_price_minor
        if sale is not None and product.returns != "final_sale":
            steps.append((SALE_DAYS, variant.price_minor, sale))
        if product.id == OFFER_PRODUCT:
            began, ended = OFFER_DAYS_AGO
            steps.append((began, variant.price_minor, OFFER_MINOR))
            steps.append((ended, OFFER_MINOR, variant.price_minor))
        for days, before, after in steps:
            yield {
                "sku": variant.sku,
                "before_minor": before,
                "after_minor": after,
                "currency": CURRENCY,
                "at": now - timedelta(days=days),
            }
