"""The snapshot of the catalogue: what changed is read again, what did not is taken over."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session, sessionmaker

from knowledge.catalogue.models import Product
from knowledge.catalogue.view import CatalogueView
from knowledge.database import utc_now


def test_what_did_not_change_is_not_read_again(
    sessions: sessionmaker[Session], make_product: Callable[..., Product]
) -> None:
    make_product("mug")
    make_product("cap")
    view = CatalogueView(sessions)
    before = view.snapshot().products
    with sessions() as session, session.begin():
        mug = session.get_one(Product, "mug")
        mug.name, mug.updated_at = "Blue Mug", utc_now()
    make_product("bag")
    after = view.snapshot().products
    assert list(after) == ["bag", "cap", "mug"]
    assert after["mug"].name == "Blue Mug"
    assert after["cap"] is before["cap"]
    assert view.snapshot().products is after


def test_what_is_not_sold_any_more_leaves_the_snapshot(
    sessions: sessionmaker[Session], make_product: Callable[..., Product]
) -> None:
    for name in ("mug", "cap", "bag"):
        make_product(name)
    view = CatalogueView(sessions)
    assert len(view.snapshot().products) == 3
    with sessions() as session, session.begin():
        session.delete(session.get_one(Product, "cap"))
        bag = session.get_one(Product, "bag")
        bag.active, bag.updated_at = False, utc_now()
    assert list(view.snapshot().products) == ["mug"]
