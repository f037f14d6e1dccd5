"""The demo shop loads once, as a whole, and only into a shop that has nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload, sessionmaker

from knowledge.aftersales.models import Refund, Return, ReturnLine
from knowledge.aftersales.states import ReturnState
from knowledge.catalogue.models import Product
from knowledge.customers.models import Consent, Customer
from knowledge.demo.history import History
from knowledge.demo.load import DemoReport, ShopNotEmpty, load_demo
from knowledge.demo.opinions import Told
from knowledge.feedback.models import Feedback
from knowledge.help.models import HelpArticle
from knowledge.orders.models import Fulfilment, Order, OrderLine, OrderState
from knowledge.orders.payments import EntryKind
from knowledge.orders.service import Orders

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_the_demo_loads_what_its_report_says(
    demo_shop: sessionmaker[Session], demo_report: DemoReport
) -> None:
    assert not demo_report.already
    tables = {
        Product: demo_report.products,
        Customer: demo_report.customers,
        Order: demo_report.orders,
        Return: demo_report.returns,
        Feedback: demo_report.feedback,
        HelpArticle: demo_report.articles,
    }
    with demo_shop() as session:
        for table, count in tables.items():
            assert session.scalar(select(func.count()).select_from(table)) == count > 0


def test_loading_again_does_nothing_and_says_so(demo_shop: sessionmaker[Session]) -> None:
    with demo_shop() as session:
        before = [session.scalar(select(func.count()).select_from(t)) for t in (Order, Consent, Fulfilment)]
    report = load_demo(demo_shop, now=NOW + timedelta(days=3))
    assert report.already
    assert str(report) == "the demo shop is already loaded; nothing was done"
    with demo_shop() as session:
        after = [session.scalar(select(func.count()).select_from(t)) for t in (Order, Consent, Fulfilment)]
    assert after == before


def test_what_is_stored_is_what_was_made_up(demo_history: History, demo_shop: sessionmaker[Session]) -> None:
    stored = Order.lines, Order.fulfilments, Order.customer
    for sale in demo_history.sales[:: len(demo_history.sales) // 60]:
        with demo_shop() as session:
            order = session.scalars(
                select(Order).where(Order.number == sale.number).options(*(selectinload(s) for s in stored))
            ).one()
        assert order.customer.shop_id == sale.person.shop_id
        assert order.total.minor == sale.total_minor
        assert (order.placed_at, order.delivered_at) == (sale.placed_at, sale.delivered_at)
        assert {line.sku for line in order.lines} == {line.variant.sku for line in sale.lines}


def test_returned_lines_and_refunds_belong_to_the_order_they_are_of(demo_shop: sessionmaker[Session]) -> None:
    with demo_shop() as session:
        strays = session.scalar(
            select(func.count())
            .select_from(ReturnLine)
            .join(Return, ReturnLine.return_id == Return.id)
            .join(OrderLine, ReturnLine.order_line_id == OrderLine.id)
            .where(OrderLine.order_id != Return.order_id)
        )
        refunds = session.scalar(
            select(func.count())
            .select_from(Refund)
            .join(Return, Refund.return_id == Return.id)
            .where(Refund.order_id != Return.order_id)
        )
    assert (strays, refunds) == (0, 0)


def test_a_showcase_customer_sees_a_late_parcel(demo_shop: sessionmaker[Session]) -> None:
    with demo_shop() as session:
        lena = session.scalars(select(Customer).where(Customer.shop_id == "LR-100001")).one()
    orders = Orders(demo_shop)
    late = [order for order in orders.of_customer(lena.id) if orders.track(order, NOW).late]
    assert len(late) == 1
    assert orders.track(late[0], NOW).last_event == late[0].fulfilments[0].events[-1]
    assert late[0].fulfilments[0].events[-1]["status"] == "delayed"


def test_a_shop_with_other_products_is_left_alone(sessions: sessionmaker[Session]) -> None:
    with sessions() as session, session.begin():
        session.add(Product(id="somebody-elses", name="Real Product"))
    with pytest.raises(ShopNotEmpty, match="not empty: it has 1 products that are not the demo's"):
        load_demo(sessions, now=NOW)
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(Customer)) == 0


def test_a_shop_with_other_customers_is_left_alone(sessions: sessionmaker[Session]) -> None:
    with sessions() as session, session.begin():
        session.add(Customer(shop_id="7", email="real@shop.example"))
    with pytest.raises(ShopNotEmpty, match=r"customers \(1 rows\)"):
        load_demo(sessions, now=NOW)


def test_a_load_that_broke_off_is_completed_by_the_next(
    sessions: sessionmaker[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> list[Told]:
        raise RuntimeError("the lights went out")

    with monkeypatch.context() as patch:
        patch.setattr("knowledge.demo.load.tell", broken)
        with pytest.raises(RuntimeError):
            load_demo(sessions, now=NOW)
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(Customer)) == 0
    assert not load_demo(sessions, now=NOW).already


def test_progress_is_told_and_ends_at_the_whole(demo_steps: list[tuple[str, int, int]]) -> None:
    last = {what: (done, total) for what, done, total in demo_steps}
    assert {"products", "customers", "orders", "feedback"} <= set(last)
    assert all(done == total for done, total in last.values())


def test_the_payment_history_tells_what_was_charged_and_what_went_back(
    demo_shop: sessionmaker[Session],
) -> None:
    with demo_shop() as session:
        orders = session.scalars(
            select(Order).options(selectinload(Order.payments), selectinload(Order.lines))
        ).all()
        refunds = {refund.id: refund for refund in session.scalars(select(Refund))}
        returns = {made.id: made for made in session.scalars(select(Return))}
    told = {entry.refund_id: entry for order in orders for entry in order.payments if entry.refund_id}
    for order in orders:
        charges = [entry for entry in order.payments if entry.kind == EntryKind.PAYMENT]
        assert [entry.amount_minor for entry in charges] in ([], [order.total.minor])
        if order.state in (OrderState.SHIPPED, OrderState.DELIVERED):
            assert charges
    for refund in refunds.values():
        goods = returns.get(refund.return_id or 0)
        waits = goods is not None and goods.state != ReturnState.RECEIVED
        assert (refund.id in told) == (not waits)
        if not waits:
            assert (told[refund.id].state, told[refund.id].amount_minor) == (
                refund.state,
                refund.amount_minor,
            )
            assert told[refund.id].reference  # nothing for a settlement to give to the provider again
