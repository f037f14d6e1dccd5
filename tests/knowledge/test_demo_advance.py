"""A day passes in the demo: what is under way moves on, and its customers have news."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload, sessionmaker

from knowledge.aftersales.models import Refund, Return
from knowledge.aftersales.receiving import Receiving
from knowledge.aftersales.states import RefundState, ReturnState
from knowledge.database import utc_now
from knowledge.demo.advancing import NotTheDemo, advance
from knowledge.errors import NotFound
from knowledge.orders.models import Order, OrderState
from knowledge.orders.service import UNDER_WAY
from knowledge.orders.watch import LATE, OUT_FOR_DELIVERY
from knowledge.outbox import OutboxEvent
from knowledge.shop import Shop
from knowledge.states import IllegalTransition

Sessions = sessionmaker[Session]


def one(shop: Shop, number: str) -> Order:
    with shop.sessions() as session:
        query = select(Order).where(Order.number == number).options(selectinload(Order.fulfilments))
        return session.scalars(query).one()


def of_omar(shop: Shop) -> Order:
    """Omar's order, placed two hours ago."""
    return shop.orders.of_customer(shop.customers.by_shop_id("LR-100002").id)[0]


def news(shop: Shop, order: Order) -> list[str]:
    with shop.sessions() as session:
        query = select(OutboxEvent.type).where(OutboxEvent.subject == f"order:{order.number}")
        return list(session.scalars(query.order_by(OutboxEvent.id)))


def test_an_order_is_packed_shipped_taken_out_and_delivered(own_demo: Shop) -> None:
    order = of_omar(own_demo)
    states = []
    while (now := one(own_demo, order.number)).state != OrderState.DELIVERED and len(states) < 12:
        states.append((now.state, now.fulfilments[-1].events[-1]["status"] if now.fulfilments else ""))
        advance(own_demo.sessions)
    steps = list(dict.fromkeys(states))
    assert steps == [
        (OrderState.PENDING, ""),
        (OrderState.PROCESSED, ""),
        (OrderState.SHIPPED, "picked_up"),
        (OrderState.SHIPPED, "in_transit"),
        (OrderState.SHIPPED, "out_for_delivery"),
    ]
    assert one(own_demo, order.number).delivered_at is not None
    assert news(own_demo, order) == [OUT_FOR_DELIVERY]


def test_a_parcel_that_is_held_up_is_late_when_its_promise_has_passed(own_demo: Shop) -> None:
    order = of_omar(own_demo)
    advance(own_demo.sessions, days=2)
    while (promised := one(own_demo, order.number).promised_at) is not None and promised > utc_now():
        assert news(own_demo, order) == []
        advance(own_demo.sessions, held_up=f"#{order.number}")
    assert news(own_demo, order) == [LATE]
    assert one(own_demo, order.number).fulfilments[-1].events[-1]["status"] == "delayed"


def test_returns_arrive_and_are_paid(own_demo: Shop) -> None:
    with own_demo.sessions() as session:
        waiting = session.scalars(select(Return.id).where(Return.state == ReturnState.REQUESTED)).all()
    arrived = advance(own_demo.sessions, days=4)
    assert arrived.returns_arrived == len(waiting) > 0
    assert arrived.refunds_paid > 0
    with own_demo.sessions() as session:
        back = session.scalars(select(Return).where(Return.id.in_(waiting))).all()
        paid = session.scalars(select(Refund.state).where(Refund.return_id.in_(waiting))).all()
        told = set(session.scalars(select(OutboxEvent.type)))
    assert {each.state for each in back} == {ReturnState.RECEIVED}
    assert set(paid) == {RefundState.SUCCEEDED}
    assert {"attendant.return.received", "attendant.refund.succeeded"} <= told


def test_what_has_arrived_stays_as_it_is(own_demo: Shop) -> None:
    def arrived() -> dict[str, object]:
        with own_demo.sessions() as session:
            query = (
                select(Order).where(Order.state.not_in(UNDER_WAY)).options(selectinload(Order.fulfilments))
            )
            return {each.number: (each.placed_at, each.delivered_at) for each in session.scalars(query)}

    before = arrived()
    advance(own_demo.sessions)
    after = arrived()
    assert {number: after[number] for number in before} == before


def test_an_order_that_is_not_on_its_way_cannot_be_held_up(own_demo: Shop) -> None:
    with pytest.raises(NotFound, match="99999"):
        advance(own_demo.sessions, held_up="99999")


def test_no_days_are_made_up_in_a_real_shop(sessions: Sessions, tmp_path: Path) -> None:
    with pytest.raises(NotTheDemo, match="not the demo shop"):
        advance(sessions)


def test_a_refund_is_settled_once(own_demo: Shop) -> None:
    with own_demo.sessions() as session:
        refund = session.scalars(select(Refund.id).where(Refund.state == RefundState.PENDING)).first()
    assert refund is not None
    receiving = Receiving(own_demo.sessions)
    receiving.settle_refund(refund, paid=False, actor="staff:1")
    with pytest.raises(IllegalTransition):
        receiving.settle_refund(refund, paid=True, actor="staff:1")
    with pytest.raises(NotFound):
        receiving.settle_refund(0, paid=True, actor="staff:1")
