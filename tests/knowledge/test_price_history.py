"""What things cost before is known, from what the imports changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from knowledge.catalogue.feed import FeedProduct, FeedVariant
from knowledge.catalogue.importing import import_products
from knowledge.catalogue.models import PriceChange, Variant
from knowledge.catalogue.price_history import KEPT, lowest_since
from knowledge.database import utc_now
from knowledge.money import Money

Sessions = sessionmaker[Session]
CUP = FeedProduct(
    id="cup", name="Cup", variants=(FeedVariant(sku="cup-1", price=Money(2000, "EUR"), stock=3),)
)


def sold_for(minor: int, *, sale: int | None = None, currency: str = "EUR") -> FeedProduct:
    variant = replace(
        CUP.variants[0],
        price=Money(minor, currency),
        sale_price=None if sale is None else Money(sale, currency),
    )
    return replace(CUP, variants=(variant,))


def changes(sessions: Sessions) -> list[tuple[int, int]]:
    with sessions() as session:
        query = select(PriceChange.before_minor, PriceChange.after_minor).order_by(PriceChange.id)
        return [(before, after) for before, after in session.execute(query)]


def lowest(sessions: Sessions, days: float) -> int | None:
    with sessions() as session:
        price = session.scalars(select(Variant).where(Variant.sku == "cup-1")).one().price
        found = lowest_since(session, "cup-1", utc_now() - timedelta(days=days), price)
        return found.minor if found is not None else None


def test_a_new_price_is_kept_with_the_old_one_and_the_same_price_is_not(sessions: Sessions) -> None:
    for product in (CUP, CUP, sold_for(2000, sale=1500), sold_for(1800)):
        import_products(sessions, [product])
    assert changes(sessions) == [(2000, 1500), (1500, 1800)]
    assert lowest(sessions, days=1) == 1500


def test_a_price_that_ended_before_does_not_count_but_the_one_in_force_then_does(sessions: Sessions) -> None:
    import_products(sessions, [sold_for(1500)])
    import_products(sessions, [sold_for(1800)])
    with sessions() as session, session.begin():
        session.execute(update(PriceChange).values(at=utc_now() - timedelta(days=5)))
    assert lowest(sessions, days=4) == 1800
    assert lowest(sessions, days=6) == 1500


def test_another_currency_is_no_change_of_price(sessions: Sessions) -> None:
    import_products(sessions, [CUP])
    import_products(sessions, [sold_for(1000, currency="USD")])
    assert changes(sessions) == []


def test_what_nobody_can_ask_about_any_more_is_forgotten(sessions: Sessions) -> None:
    import_products(sessions, [CUP])
    import_products(sessions, [sold_for(1500)])
    with sessions() as session, session.begin():
        session.execute(update(PriceChange).values(at=utc_now() - KEPT - timedelta(days=1)))
    import_products(sessions, [sold_for(1500)])
    assert changes(sessions) == []


@pytest.mark.parametrize("minor", [1, 10**6])
def test_a_variant_without_changes_has_its_present_price(sessions: Sessions, minor: int) -> None:
    import_products(sessions, [sold_for(minor)])
    assert lowest(sessions, days=30) == minor
