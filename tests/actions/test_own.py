"""What a turn reads of its customer's own: each thing once, until something is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, select

from actions.own import Own
from knowledge.aftersales.wishes import GiveBack
from knowledge.orders.models import Order, OrderState
from knowledge.orders.service import OrderNotFound
from knowledge.shop import Shop
from tests.actions.shopper import Shopper, line_of

SignedIn = Callable[..., Shopper]
JACKET = "Kelder Hiking Rain Jacket"
TEE = "Tollan Merino Tee"


@contextmanager
def statements(shop: Shop) -> Iterator[list[str]]:
    """What is sent to the database meanwhile."""
    sent: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        sent.append(statement)

    event.listen(shop.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(shop.engine, "before_cursor_execute", note)


def reads_of_orders(sent: list[str]) -> int:
    return sum("FROM shop_order" in each for each in sent)


def test_orders_are_read_once_however_often_they_are_looked_at(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in()
    assert lena.customer is not None
    own = Own(demo)
    with statements(demo) as sent:
        first = own.orders(lena.customer)
        assert own.orders(lena.customer) is first
        assert own.order(lena.customer, f"#{first[0].number}") is first[0]
    assert reads_of_orders(sent) == 1


def test_what_is_written_is_seen_at_once(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    assert lena.customer is not None
    own = Own(own_demo)
    order, _ = line_of(own_demo, lena, JACKET)
    assert own.order(lena.customer, order.number).state == OrderState.DELIVERED
    with own_demo.sessions() as session, session.begin():
        session.scalars(select(Order).where(Order.id == order.id)).one().state = OrderState.SHIPPED
    assert own.order(lena.customer, order.number).state == OrderState.SHIPPED


def test_a_decision_is_made_anew_after_something_was_done(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    assert lena.customer is not None
    own = Own(own_demo)
    order, line = line_of(own_demo, lena, JACKET)
    wish = GiveBack(order.number, ((line.id, 1),), "too_small")
    assert own.decision(lena.customer, wish).allowed
    assert own.left(lena.customer)[line.id].quantity == 1
    proposal = own_demo.aftersales.propose(lena.customer, wish)
    own_demo.aftersales.commit(lena.customer, proposal, confirmed=proposal.key)
    assert not own.decision(lena.customer, wish).allowed
    assert own.left(lena.customer)[line.id].quantity == 0


def test_another_customers_order_is_none_of_theirs(signed_in: SignedIn, demo: Shop) -> None:
    lena, marek = signed_in("LR-100001"), signed_in("LR-100006")
    order, _ = line_of(demo, lena, JACKET)
    assert marek.customer is not None
    with pytest.raises(OrderNotFound):
        Own(demo).order(marek.customer, order.number)


@pytest.mark.parametrize(
    ("action", "intent", "text", "most"),
    [
        (
            "action_exchange_item",
            "exchange_item",
            "exchange the rain jacket for size [L](size), and the merino tee for size [S](size)",
            100,
        ),
        ("action_change_order", "change_order", "change the merino tee to size [S](size)", 25),
        ("action_get_refund", "get_refund", "I want my money back for the merino tee", 85),
    ],
)
def test_a_turn_asks_the_database_little(
    signed_in: SignedIn, demo: Shop, action: str, intent: str, text: str, most: int
) -> None:
    """Before orders were kept for a turn, these took 128, 39 and 123 statements."""
    lena = signed_in()
    with statements(demo) as sent:
        lena.starts(action, text, intent=intent)
    assert len(sent) <= most
