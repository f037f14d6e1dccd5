"""Orders as their owners see them, and where a parcel is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from knowledge.customers.models import Customer
from knowledge.database import utc_now
from knowledge.money import Money
from knowledge.orders.models import Fulfilment, Order, OrderState
from knowledge.orders.service import LATE_AFTER, OrderNotFound, Orders

MakeCustomer = Callable[..., Customer]
MakeOrder = Callable[..., Order]


@pytest.fixture
def orders(sessions: sessionmaker[Session]) -> Orders:
    return Orders(sessions)


@pytest.fixture
def ada(make_customer: MakeCustomer) -> Customer:
    return make_customer()


def parcel(number: str, *statuses: str, arrived: bool = False) -> Fulfilment:
    """A parcel of which the carrier reported these, oldest first."""
    now = utc_now()
    return Fulfilment(
        carrier="DHL",
        tracking_number=number,
        shipped_at=now - timedelta(days=2),
        delivered_at=now if arrived else None,
        events=[{"at": now.isoformat(), "status": status, "place": "Bremen"} for status in statuses],
    )


def test_a_customer_sees_their_own_orders_newest_first(
    orders: Orders, ada: Customer, make_customer: MakeCustomer, make_order: MakeOrder
) -> None:
    old, new = make_order(ada, placed_days_ago=9), make_order(ada, placed_days_ago=1)
    middle = make_order(ada, placed_days_ago=5)
    make_order(make_customer())
    seen = orders.of_customer(ada.id)
    assert [order.number for order in seen] == [new.number, middle.number, old.number]
    assert [order.number for order in orders.of_customer(ada.id, limit=1)] == [new.number]


def test_an_order_comes_with_its_lines_and_parcels(
    orders: Orders, ada: Customer, make_order: MakeOrder
) -> None:
    make_order(
        ada,
        ("mug-1", 2, 1000),
        ("cap-1", 1, 1500),
        options={"colour": "green", "size": "M"},
        shipping_minor=490,
    )
    (order,) = orders.of_customer(ada.id)
    assert [line.label for line in order.lines] == ["mug-1 (green, M)", "cap-1 (green, M)"]
    assert [line.unit_price for line in order.lines] == [Money(1000, "EUR"), Money(1500, "EUR")]
    assert order.total == Money(3990, "EUR")
    assert order.delivered_at is not None


@pytest.mark.parametrize("written", ["{}", "#{}", " {} ", " #{}\n"])
def test_an_order_is_found_by_its_number_however_it_is_written(
    orders: Orders, ada: Customer, make_order: MakeOrder, written: str
) -> None:
    order = make_order(ada)
    assert orders.owned(ada.id, written.format(order.number)).id == order.id


def test_anothers_order_cannot_be_told_from_one_that_does_not_exist(
    orders: Orders, ada: Customer, make_customer: MakeCustomer, make_order: MakeOrder
) -> None:
    theirs = make_order(make_customer()).number
    with pytest.raises(OrderNotFound) as foreign:
        orders.owned(ada.id, theirs)
    with pytest.raises(OrderNotFound) as unknown:
        orders.owned(ada.id, "1")
    assert str(foreign.value) == f"no order of yours with the number {theirs!r}"
    assert str(unknown.value) == "no order of yours with the number '1'"


def test_an_order_that_has_not_left_has_no_parcel_and_no_news(
    orders: Orders, ada: Customer, make_order: MakeOrder
) -> None:
    tracking = orders.track(make_order(ada, state=OrderState.PROCESSED))
    assert (tracking.parcel, tracking.last_event, tracking.late) == (None, None, False)


def test_the_carriers_last_word_is_told(orders: Orders, ada: Customer, make_order: MakeOrder) -> None:
    order = make_order(
        ada, state=OrderState.SHIPPED, parcels=[parcel("A1", "picked_up", "in_transit", "delayed")]
    )
    tracking = orders.track(order)
    assert tracking.parcel is not None
    assert tracking.parcel.tracking_number == "A1"
    assert tracking.last_event is not None
    assert tracking.last_event["status"] == "delayed"


def test_a_parcel_without_reports_has_no_last_event(
    orders: Orders, ada: Customer, make_order: MakeOrder
) -> None:
    tracking = orders.track(make_order(ada, state=OrderState.SHIPPED, parcels=[parcel("A1")]))
    assert tracking.parcel is not None
    assert tracking.last_event is None


def test_of_two_parcels_the_one_that_is_still_under_way_is_told(
    orders: Orders, ada: Customer, make_order: MakeOrder
) -> None:
    waited_for, arrived = (
        parcel("A1", "in_transit"),
        parcel("A2", "out_for_delivery", "delivered", arrived=True),
    )
    order = make_order(ada, state=OrderState.SHIPPED, parcels=[waited_for, arrived])
    tracking = orders.track(order)
    assert tracking.parcel is not None
    assert tracking.parcel.tracking_number == "A1"
    assert tracking.last_event is not None
    assert tracking.last_event["status"] == "in_transit"


def test_when_all_parcels_arrived_the_last_one_is_told(
    orders: Orders, ada: Customer, make_order: MakeOrder
) -> None:
    both = [parcel("A1", "delivered", arrived=True), parcel("A2", "delivered", arrived=True)]
    order = make_order(ada, state=OrderState.DELIVERED, parcels=both)
    tracking = orders.track(order)
    assert tracking.parcel is not None
    assert tracking.parcel.tracking_number == "A2"


def test_an_order_in_two_parcels_is_delivered_with_the_last_of_them(
    ada: Customer, make_order: MakeOrder
) -> None:
    first, second = parcel("A1", arrived=True), parcel("A2", arrived=True)
    assert first.delivered_at is not None
    second.delivered_at = first.delivered_at + timedelta(days=1)
    assert make_order(ada, parcels=[first, second]).delivered_at == second.delivered_at
    assert make_order(ada, parcels=[parcel("B1", arrived=True), parcel("B2")]).delivered_at is None


@pytest.mark.parametrize("state", [OrderState.PENDING, OrderState.PROCESSED, OrderState.SHIPPED])
def test_an_order_is_late_once_the_promise_is_two_days_past(
    orders: Orders, ada: Customer, make_order: MakeOrder, state: OrderState
) -> None:
    order = make_order(ada, state=state, promised_days_ago=0)
    assert order.promised_at is not None
    limit = order.promised_at + LATE_AFTER
    assert not orders.track(order, limit).late
    assert orders.track(order, limit + timedelta(seconds=1)).late


@pytest.mark.parametrize("state", [OrderState.DELIVERED, OrderState.CANCELLED])
def test_what_arrived_or_was_cancelled_is_never_late(
    orders: Orders, ada: Customer, make_order: MakeOrder, state: OrderState
) -> None:
    assert not orders.track(make_order(ada, state=state, promised_days_ago=30)).late


def test_what_the_carrier_delivered_is_not_late_though_the_shop_has_not_heard(
    orders: Orders, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(
        ada, state=OrderState.SHIPPED, promised_days_ago=30, parcels=[parcel("A1", arrived=True)]
    )
    assert not orders.track(order).late


def test_without_a_promise_nothing_is_late(orders: Orders, ada: Customer, make_order: MakeOrder) -> None:
    assert not orders.track(make_order(ada, state=OrderState.SHIPPED, placed_days_ago=90)).late
