"""What things cost before: changes of prices are kept for as long as anybody may ask about them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from knowledge.catalogue.models import PriceChange, Product
from knowledge.money import Money

KEPT = timedelta(days=90)


def prices_of(product: Product) -> Mapping[str, Money]:
    """What each variant costs now, by SKU."""
    return {variant.sku: variant.price for variant in product.variants}


def note_changes(session: Session, product: Product, before: Mapping[str, Money]) -> None:
    """Keep which variants cost something else than before; a price in another currency is no change of it."""
    for sku, after in prices_of(product).items():
        was = before.get(sku)
        if was is not None and was.currency == after.currency and was != after:
            session.add(
                PriceChange(sku=sku, before_minor=was.minor, after_minor=after.minor, currency=after.currency)
            )


def forget_old_prices(session: Session, now: datetime) -> None:
    """Drop what is older than anybody may ask about."""
    session.execute(delete(PriceChange).where(PriceChange.at < now - KEPT))


def lowest_since(session: Session, sku: str, since: datetime, current: Money | None) -> Money | None:
    """The lowest price of a variant at any moment since then, its present one among them; None when none is known."""
    changes = session.scalars(select(PriceChange).where(PriceChange.sku == sku, PriceChange.at > since)).all()
    currency = current.currency if current is not None else changes[-1].currency if changes else ""
    known = [
        Money(minor, currency)
        for change in changes
        if change.currency == currency
        for minor in (change.before_minor, change.after_minor)
    ]
    if current is not None:
        known.append(current)
    return min(known, key=lambda money: money.minor, default=None)
