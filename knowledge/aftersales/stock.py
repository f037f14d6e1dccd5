"""The stock of variants, counted here or by the shop's own system."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.catalogue.models import Variant
from knowledge.database import utc_now
from knowledge.errors import DomainError


class OutOfStock(DomainError):
    """More is to be sent than there is."""

    def __init__(self, sku: str, stock: int, wanted: int) -> None:
        super().__init__(f"of {sku} there are {stock} in stock and {wanted} are to be sent")
        self.sku = sku


def change_stock(session: Session, changes: Mapping[str, int]) -> None:
    """Add to the stock of SKUs, or take from it; what has left the catalogue has none. Raises `OutOfStock`."""
    query = select(Variant).where(Variant.sku.in_(changes)).order_by(Variant.id).with_for_update()
    for variant in session.scalars(query):
        change = changes[variant.sku]
        if variant.stock + change < 0 and change < 0:
            raise OutOfStock(variant.sku, variant.stock, -change)
        variant.stock += change
        variant.product.updated_at = utc_now()  # what searches keep in memory is read again
