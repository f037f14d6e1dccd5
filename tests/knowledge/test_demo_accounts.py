"""The demo's accounts: a good share has the paid plan, bills add up, and points are what the orders earn."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload, sessionmaker

from knowledge.accounts.models import Bill, CreditEntry, Subscription
from knowledge.accounts.service import Accounts
from knowledge.accounts.states import BillState, SubscriptionState
from knowledge.aftersales.policy_file import load_pack
from knowledge.customers.models import Customer
from knowledge.demo.memberships import SHOWCASE_MEMBERSHIPS
from knowledge.demo.points import FORGOTTEN_OF

Demo = sessionmaker[Session]


def test_a_good_share_of_customers_has_the_plan_and_some_ended_it(demo_shop: Demo) -> None:
    with demo_shop() as session:
        states = dict(
            session.execute(select(Subscription.state, func.count()).group_by(Subscription.state)).all()
        )
        people = session.scalar(select(func.count()).select_from(Customer)) or 0
    assert 0.1 < sum(states.values()) / people < 0.3
    assert (
        states[SubscriptionState.ACTIVE]
        > states[SubscriptionState.ENDED]
        > states[SubscriptionState.PAUSED]
        > 0
    )


def test_each_bill_is_the_sum_of_its_lines_and_open_ones_are_few(demo_shop: Demo) -> None:
    with demo_shop() as session:
        bills = session.scalars(select(Bill)).all()
    assert all(bill.amount_minor == sum(line["minor"] for line in bill.lines) for bill in bills)
    assert all((bill.paid_at is None) == (bill.state == BillState.OPEN) for bill in bills)
    assert 0 < sum(bill.owed for bill in bills) < len(bills) / 20


def test_each_paid_bill_has_the_payment_that_paid_it(demo_shop: Demo) -> None:
    with demo_shop() as session:
        bills = session.scalars(select(Bill).options(selectinload(Bill.payments))).all()
    for bill in bills:
        paid = [bill.amount_minor] if bill.state == BillState.PAID else []
        assert [each.amount_minor for each in bill.payments] == paid


def test_the_showcase_has_the_stories_that_are_told_of_it(demo_shop: Demo) -> None:
    with demo_shop() as session:
        query = select(Customer.shop_id).join(Subscription, Subscription.customer_id == Customer.id)
        told = set(session.scalars(query.where(Customer.shop_id.like("LR-1%"))))
        twice = session.scalars(
            select(Subscription)
            .join(Customer, Customer.id == Subscription.customer_id)
            .where(Customer.shop_id == "LR-100006")
            .options(selectinload(Subscription.bills))
        ).one()
    assert told == set(SHOWCASE_MEMBERSHIPS)
    assert twice.bills[-1].issued_at == twice.bills[-2].issued_at


def test_nobody_has_more_points_than_the_orders_earn_and_few_lack_some(demo_shop: Demo) -> None:
    accounts = Accounts(demo_shop, load_pack("standard").accounts)
    with demo_shop() as session:
        people = dict(
            session.execute(select(Customer.shop_id, Customer.id).order_by(Customer.id).limit(150)).all()
        )
        negative = session.scalars(select(func.sum(CreditEntry.amount)).group_by(CreditEntry.order_id)).all()
    lacking = {
        who: [each for each in accounts.order_points(key) if each.missing] for who, key in people.items()
    }
    assert all(lacking[who] for who in FORGOTTEN_OF)
    assert sum(map(bool, lacking.values())) < 25
    assert min(negative) >= 0
