"""Importing subscriptions: each with its newest bill, again without harm, and each fault with its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.orm import Session, sessionmaker

from knowledge.accounts.importing import import_subscriptions
from knowledge.accounts.models import Bill, Subscription
from knowledge.accounts.rules import AccountRules
from knowledge.accounts.service import Accounts
from knowledge.accounts.states import BillState, SubscriptionState
from knowledge.customers.models import Customer
from knowledge.importing import BadFile

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
