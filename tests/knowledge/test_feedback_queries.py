"""What feedback adds up to."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count as counting
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session, sessionmaker

from knowledge.catalogue.models import Product
from knowledge.customers.models import Customer
from knowledge.feedback import repository
from knowledge.feedback.models import Feedback
from knowledge.orders.models import Order, OrderState

NOON = datetime(2025, 3, 4, 12, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")

_keys = counting()


def said(text: str = "fine", sentiment: float = 0.0, at: datetime = NOON, **facts: Any) -> Feedback:
    label = "negative" if sentiment < -0.2 else "positive" if sentiment > 0.2 else "neutral"
    return Feedback(
        **{"kind": "review", "label": label, **facts},
        text=text,
        sentiment=sentiment,
        at=at,
        source_key=f"message-{next(_keys)}",
    )


@pytest.fixture
def session(sessions: sessionmaker[Session]) -> Any:
    with sessions() as session:
        yield session


def texts(rows: Any) -> list[str]:
    return [row.feedback.text for row in rows]


def test_rows_come_newest_first_with_the_names_of_what_they_are_about(session: Session) -> None:
    session.add(Product(id="jacket", name="Ridgeline Shell Jacket"))
    customer = Customer(shop_id="1", email="lena@example.org", name="Lena Kovač")
    session.add(customer)
    session.flush()
    order = Order(
        number="10342", customer_id=customer.id, state=OrderState.DELIVERED, currency="EUR", placed_at=NOON
    )
    session.add(order)
    session.flush()
    session.add(said("older", at=NOON - timedelta(days=1), product_id="gone from the catalogue"))
    session.add(said("newer", product_id="jacket", order_id=order.id, customer_id=customer.id))
    session.flush()
    newer, older = repository.listing(session)
    assert (newer.product_name, newer.order_number, newer.customer_name) == (
        "Ridgeline Shell Jacket",
        "10342",
        "Lena Kovač",
    )
    assert (older.product_name, older.order_number, older.customer_name) == (None, None, None)


def test_filters_narrow_the_rows_together(session: Session) -> None:
    session.add(Product(id="jacket", name="Ridgeline Shell Jacket"))
    session.add_all(
        [
            said("zip broke", -0.8, kind="complaint", product_id="jacket"),
            said("zip is smooth", 0.8, product_id="jacket"),
            said("kettle leaks", -0.7, kind="complaint", product_id="kettle"),
            said("zip broke too", -0.6, product_id="jacket", at=NOON - timedelta(days=40)),
        ]
    )
    session.flush()
    assert texts(repository.listing(session, label="positive")) == ["zip is smooth"]
    assert len(repository.listing(session, kind="complaint")) == 2
    assert texts(repository.listing(session, kind="complaint", product_id="kettle")) == ["kettle leaks"]
    recent = NOON - timedelta(days=30)
    assert texts(repository.listing(session, label="negative", text="zip", since=recent)) == ["zip broke"]
    assert repository.count(session, label="negative", text="zip") == 2
    assert repository.kinds(session) == ["complaint", "review"]


def test_every_word_searched_must_occur_in_what_was_said_or_in_the_product(session: Session) -> None:
    session.add(Product(id="jacket", name="Ridgeline Shell Jacket"))
    session.add_all([said("The ZIP broke", product_id="jacket"), said("100% wool, 5_star"), said("尺码太小")])
    session.flush()
    assert texts(repository.listing(session, text="zip")) == ["The ZIP broke"]
    assert texts(repository.listing(session, text="ridgeline zip")) == ["The ZIP broke"]
    assert texts(repository.listing(session, text="ridgeline wool")) == []
    assert texts(repository.listing(session, text="0%")) == ["100% wool, 5_star"]
    assert texts(repository.listing(session, text="%")) == ["100% wool, 5_star"]
    assert texts(repository.listing(session, text="_")) == ["100% wool, 5_star"]
    assert texts(repository.listing(session, text="尺码")) == ["尺码太小"]
    assert len(repository.listing(session, text="  ")) == 3


def test_rows_can_be_read_page_by_page(session: Session) -> None:
    session.add_all([said(str(place), at=NOON - timedelta(minutes=place)) for place in range(5)])
    session.flush()
    assert texts(repository.listing(session, limit=2)) == ["0", "1"]
    assert texts(repository.listing(session, limit=2, offset=4)) == ["4"]
    assert repository.count(session) == 5


def test_a_day_is_a_day_of_the_shop(session: Session) -> None:
    late_evening = datetime(2025, 3, 4, 23, 30, tzinfo=UTC)  # half past midnight in Berlin
    session.add_all([said("a", -0.8, NOON), said("b", 0.4, NOON), said("c", 0.1, late_evening)])
    session.flush()
    fourth, fifth = repository.sentiment_by_day(session, NOON - timedelta(days=1), BERLIN)
    assert (fourth.day, fourth.negative, fourth.neutral, fourth.positive) == (date(2025, 3, 4), 1, 0, 1)
    assert fourth.mean == pytest.approx(-0.2)
    assert (fifth.day, fifth.count) == (date(2025, 3, 5), 1)


def test_products_are_ranked_by_negative_feedback(session: Session) -> None:
    session.add(Product(id="jacket", name="Ridgeline Shell Jacket"))
    session.add_all(
        [
            said("zip broke", -0.8, product_id="jacket", aspects=["quality", "size"]),
            said("seam split", -0.6, product_id="jacket", aspects=["quality"], at=NOON + timedelta(hours=1)),
            said("warm", 0.8, product_id="jacket", aspects=["comfort"], at=NOON - timedelta(hours=1)),
            said("leaks", -0.9, product_id="kettle"),
            said("shop was slow", -0.9),
            said("old news", -0.9, product_id="kettle", at=NOON - timedelta(days=60)),
        ]
    )
    session.flush()
    jacket, kettle = repository.by_product(session, NOON - timedelta(days=30))
    assert (jacket.product_id, jacket.name, jacket.count, jacket.negative) == (
        "jacket",
        "Ridgeline Shell Jacket",
        3,
        2,
    )
    assert jacket.negative_share == pytest.approx(2 / 3)
    assert jacket.mean == pytest.approx(-0.2)
    assert jacket.aspects[0] == "quality"
    assert (jacket.last_words, jacket.last_at) == ("seam split", NOON + timedelta(hours=1))
    assert (kettle.name, kettle.count, kettle.last_words) == ("kettle", 1, "leaks")


def test_a_period_is_compared_with_the_one_of_the_same_length_before(session: Session) -> None:
    week = timedelta(days=7)
    session.add_all(
        [
            said("now", -0.5, NOON - timedelta(days=1)),
            said("now", 0.5, NOON - timedelta(days=2)),
            said("before", -0.5, NOON - week - timedelta(days=1)),
            said("long before", -0.5, NOON - 3 * week),
        ]
    )
    session.flush()
    totals = repository.totals(session, NOON - week, NOON)
    assert (totals.now.count, totals.now.negative_share, totals.now.mean) == (2, 0.5, pytest.approx(0.0))
    assert (totals.before.count, totals.before.negative_share) == (1, 1.0)


def test_an_empty_shop_has_said_nothing(session: Session) -> None:
    totals = repository.totals(session, NOON)
    assert (totals.now.count, totals.now.mean, totals.now.negative_share) == (0, None, 0.0)
    assert repository.by_product(session, NOON) == []
    assert repository.sentiment_by_day(session, NOON, BERLIN) == []
    assert repository.listing(session) == []
