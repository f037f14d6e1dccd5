"""Shoppers who wait for something are told once when it can be bought again."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from knowledge.catalogue.models import Product, StockAlert, Variant
from knowledge.catalogue.stock_alerts import BackInStock, StockAlerts

Sessions = sessionmaker[Session]
MakeProduct = Callable[..., Product]

CHAT, OTHER_CHAT = "chat-1", "chat-2"
RED_M = {"colour": "red", "size": "M"}
RED_L = {"colour": "red", "size": "L"}


@pytest.fixture
def alerts(sessions: Sessions, make_product: MakeProduct) -> StockAlerts:
    """Wishes in a shop whose shirts, in red M and red L, are sold out."""
    make_product("shirt", RED_M, RED_L, stock=0)
    return StockAlerts(sessions)


def restock(sessions: Sessions, sku: str, stock: int = 3) -> None:
    with sessions() as session, session.begin():
        session.execute(update(Variant).where(Variant.sku == sku).values(stock=stock))


def products(alerts: StockAlerts) -> list[tuple[str, str]]:
    """What is due: in which conversation, and the option values waited for."""
    return [(due.conversation_id, due.label) for due in alerts.due()]


def test_nobody_is_told_of_what_is_still_sold_out(alerts: StockAlerts) -> None:
    assert alerts.ask(CHAT, None, "shirt", RED_M)
    assert alerts.due() == []


def test_who_waits_is_told_when_it_is_back(sessions: Sessions, alerts: StockAlerts) -> None:
    alerts.ask(CHAT, 7, "shirt", RED_M)
    restock(sessions, "shirt-1")
    (due,) = alerts.due()
    assert due == BackInStock(due.alert_id, CHAT, "shirt", "Shirt", "red, M", due.asked_at)
    with sessions() as session:
        assert session.get_one(StockAlert, due.alert_id).customer_id == 7


def test_another_size_is_not_what_was_waited_for(sessions: Sessions, alerts: StockAlerts) -> None:
    alerts.ask(CHAT, None, "shirt", RED_M)
    restock(sessions, "shirt-2")
    assert alerts.due() == []


def test_who_named_only_a_size_or_nothing_takes_any_that_fits(
    sessions: Sessions, alerts: StockAlerts
) -> None:
    alerts.ask(CHAT, None, "shirt", {"size": "L"})
    alerts.ask(OTHER_CHAT, None, "shirt", {})
    restock(sessions, "shirt-2")
    assert products(alerts) == [(CHAT, "L"), (OTHER_CHAT, "")]


def test_what_left_the_catalogue_is_not_announced(sessions: Sessions, alerts: StockAlerts) -> None:
    alerts.ask(CHAT, None, "shirt", RED_M)
    restock(sessions, "shirt-1")
    with sessions() as session, session.begin():
        session.execute(update(Product).values(active=False))
    assert alerts.due() == []


def test_a_wish_told_twice_is_one_wish(sessions: Sessions, alerts: StockAlerts) -> None:
    assert alerts.ask(CHAT, None, "shirt", RED_M) is True
    assert alerts.ask(CHAT, None, "shirt", {"size": "M", "colour": "red"}) is False
    assert alerts.ask(OTHER_CHAT, None, "shirt", RED_M) is True
    assert alerts.ask(CHAT, None, "shirt", RED_L) is True
    with sessions() as session:
        assert len(session.scalars(select(StockAlert)).all()) == 3


def test_who_was_told_is_not_told_again(sessions: Sessions, alerts: StockAlerts) -> None:
    alerts.ask(CHAT, None, "shirt", RED_M)
    restock(sessions, "shirt-1")
    (due,) = alerts.due()
    assert alerts.told(due.alert_id) is True
    assert alerts.told(due.alert_id) is False
    assert alerts.due() == []


def test_who_was_told_may_wait_for_the_same_again(sessions: Sessions, alerts: StockAlerts) -> None:
    alerts.ask(CHAT, None, "shirt", RED_M)
    restock(sessions, "shirt-1")
    alerts.told(alerts.due()[0].alert_id)
    restock(sessions, "shirt-1", stock=0)
    assert alerts.ask(CHAT, None, "shirt", RED_M) is True
    assert alerts.due() == []
    restock(sessions, "shirt-1")
    assert products(alerts) == [(CHAT, "red, M")]


def test_of_workers_who_want_to_tell_at_the_same_moment_one_does(
    sessions: Sessions, alerts: StockAlerts
) -> None:
    alerts.ask(CHAT, None, "shirt", RED_M)
    restock(sessions, "shirt-1")
    (due,) = alerts.due()
    barrier = Barrier(4)

    def tell() -> bool:
        barrier.wait(timeout=30)
        return alerts.told(due.alert_id)

    with ThreadPoolExecutor(4) as pool:
        told = [future.result() for future in [pool.submit(tell) for _ in range(4)]]
    assert sorted(told) == [False, False, False, True]


def test_a_wish_that_is_gone_is_not_told(alerts: StockAlerts) -> None:
    assert alerts.told(404) is False
