"""Importing subscriptions: each with its newest bill, again without harm, and each fault with its line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from knowledge.accounts.importing import import_subscriptions
from knowledge.accounts.models import Bill, BillPayment, Subscription
from knowledge.accounts.rules import AccountRules
from knowledge.accounts.service import Accounts
from knowledge.accounts.states import BillState, SubscriptionState
from knowledge.customers.models import Customer
from knowledge.importing import BadFile
from knowledge.orders.payments import EntryKind, EntryState

Sessions = sessionmaker[Session]
HEADER = (
    "number,customer_email,customer_shop_id,plan,state,price,currency,started_at,months,renews_at,ended_at,end_reason,"
    "method,bill_number,bill_amount,bill_state,bill_issued_at,bill_due_at"
)
ROW = (
    "S-1,C1@Example.org,,Coffee,active,12.50,EUR,2026-01-05,1,2026-12-05,,,visa-1,"
    "B-7,12.50,open,2026-11-05,2026-11-19"
)


@pytest.fixture
def customer(make_customer: Callable[..., Customer]) -> Customer:
    """The customer c1@example.org."""
    return make_customer()


def written(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "subscriptions.csv"
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    return path


def stored(sessions: Sessions, customer: Customer) -> tuple[Subscription, Bill]:
    [found] = Accounts(sessions, AccountRules()).subscriptions(customer.id)
    [bill] = found.bills
    return found, bill


def test_a_subscription_comes_in_with_its_bill(
    sessions: Sessions, customer: Customer, tmp_path: Path
) -> None:
    report = import_subscriptions(sessions, written(tmp_path, ROW))
    assert (report.created, report.problems) == (1, [])
    subscription, bill = stored(sessions, customer)
    assert (subscription.plan, subscription.price_minor, subscription.method) == ("Coffee", 1250, "visa-1")
    assert (bill.number, bill.amount_minor, bill.state) == ("B-7", 1250, BillState.OPEN)
    assert bill.lines == [{"code": "plan", "minor": 1250}]


def test_again_changes_nothing_and_what_is_new_takes_its_place(
    sessions: Sessions, customer: Customer, tmp_path: Path
) -> None:
    import_subscriptions(sessions, written(tmp_path, ROW))
    assert import_subscriptions(sessions, written(tmp_path, ROW)).unchanged == 1
    later = ROW.replace("active", "paused").replace(",open,", ",paid,")
    assert import_subscriptions(sessions, written(tmp_path, later)).updated == 1
    subscription, bill = stored(sessions, customer)
    assert (subscription.state, bill.state) == (SubscriptionState.PAUSED, BillState.PAID)


def pay(bill: Bill, state: BillState) -> None:
    paid = EntryState.SUCCEEDED if state == BillState.PAID else EntryState.PENDING
    movement = {"kind": EntryKind.PAYMENT, "method": "visa-1", "amount_minor": 1250, "currency": "EUR"}
    bill.payments.append(BillPayment(key="k", state=paid, **movement))


@pytest.mark.parametrize("state", [BillState.PAYING, BillState.PAID, BillState.DISPUTED])
def test_what_was_paid_or_disputed_here_stays_so(
    sessions: Sessions, customer: Customer, tmp_path: Path, state: BillState
) -> None:
    import_subscriptions(sessions, written(tmp_path, ROW))
    with sessions() as session, session.begin():
        bill = session.scalars(select(Bill)).one()
        bill.state = state
        if state != BillState.DISPUTED:
            pay(bill, state)
    before = stored(sessions, customer)[1]
    later = ROW.replace("B-7,12.50,open,2026-11-05,2026-11-19", "B-7,15.00,open,2026-11-05,2026-12-19")
    assert import_subscriptions(sessions, written(tmp_path, later)).unchanged == 1
    _, bill = stored(sessions, customer)
    assert (bill.state, bill.amount_minor, bill.due_at) == (state, 1250, before.due_at)
    assert bill.lines == [{"code": "plan", "minor": 1250}]


def test_a_bill_that_the_shop_calls_off_is_disputed_no_more(
    sessions: Sessions, customer: Customer, tmp_path: Path
) -> None:
    import_subscriptions(sessions, written(tmp_path, ROW))
    with sessions() as session, session.begin():
        session.scalars(select(Bill)).one().state = BillState.DISPUTED
    import_subscriptions(sessions, written(tmp_path, ROW.replace(",open,", ",void,")))
    assert stored(sessions, customer)[1].state == BillState.VOID


def test_a_bill_whose_payment_failed_here_is_the_shops_again(
    sessions: Sessions, customer: Customer, tmp_path: Path
) -> None:
    import_subscriptions(sessions, written(tmp_path, ROW))
    with sessions() as session, session.begin():
        bill = session.scalars(select(Bill)).one()
        pay(bill, BillState.PAYING)
        bill.payments[0].state = EntryState.FAILED
    import_subscriptions(sessions, written(tmp_path, ROW.replace(",open,", ",paid,")))
    assert stored(sessions, customer)[1].state == BillState.PAID


def test_a_bill_that_was_put_off_keeps_its_day_and_is_paid_by_the_file(
    sessions: Sessions, customer: Customer, tmp_path: Path
) -> None:
    import_subscriptions(sessions, written(tmp_path, ROW))
    with sessions() as session, session.begin():
        bill = session.scalars(select(Bill)).one()
        bill.extended_from, bill.due_at = bill.due_at, bill.due_at + timedelta(days=7)
    put_off = stored(sessions, customer)[1].due_at
    assert import_subscriptions(sessions, written(tmp_path, ROW)).unchanged == 1
    import_subscriptions(sessions, written(tmp_path, ROW.replace(",open,", ",paid,")))
    _, bill = stored(sessions, customer)
    assert (bill.state, bill.due_at) == (BillState.PAID, put_off)


def test_lines_go_with_the_amount_and_stay_when_it_stays(
    sessions: Sessions, customer: Customer, tmp_path: Path
) -> None:
    import_subscriptions(sessions, written(tmp_path, ROW))
    told = [{"code": "plan", "minor": 1000}, {"code": "gift_wrap", "minor": 250}]
    with sessions() as session, session.begin():
        session.scalars(select(Bill)).one().lines = told
    import_subscriptions(sessions, written(tmp_path, ROW))
    assert stored(sessions, customer)[1].lines == told
    import_subscriptions(sessions, written(tmp_path, ROW.replace("B-7,12.50", "B-7,15.00")))
    _, bill = stored(sessions, customer)
    assert (bill.amount_minor, bill.lines) == (1500, [{"code": "plan", "minor": 1500}])


@pytest.mark.parametrize(
    ("right", "wrong", "reason"),
    [
        ("C1@Example.org", "nobody@example.org", "customer_email: no customer is known by it"),
        ("active", "sleeping", "state: 'sleeping' is none of active, paused, ended"),
        (",open,", ",owed,", "bill_state: 'owed' is none of open, paying, paid, disputed, void"),
        ("12.50,EUR", "much,EUR", "price: 'much' is not an amount of money"),
        ("2026-01-05", "soon", "started_at: 'soon' is not a time"),
        (",,,visa-1", ",,bored,visa-1", "end_reason: 'bored' is none of customer, shop, unpaid"),
    ],
)
def test_a_fault_is_named_with_its_line(
    sessions: Sessions, customer: Customer, tmp_path: Path, right: str, wrong: str, reason: str
) -> None:
    report = import_subscriptions(sessions, written(tmp_path, ROW.replace(right, wrong, 1)))
    assert report.created == 0
    [problem] = report.problems
    assert str(problem).startswith(f"line 2: {reason}")


def test_numbers_of_somebody_else_are_refused(
    sessions: Sessions, customer: Customer, make_customer: Callable[..., Customer], tmp_path: Path
) -> None:
    other = make_customer()
    import_subscriptions(sessions, written(tmp_path, ROW))
    theirs = ROW.replace("C1@Example.org", other.email)
    report = import_subscriptions(sessions, written(tmp_path, theirs, theirs.replace("S-1", "S-2")))
    assert [problem.field for problem in report.problems] == ["number", "bill_number"]


def test_a_file_without_its_columns_is_refused(sessions: Sessions, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("number,plan\nS-1,Coffee\n", encoding="utf-8")
    with pytest.raises(BadFile, match="columns are missing"):
        import_subscriptions(sessions, path)
