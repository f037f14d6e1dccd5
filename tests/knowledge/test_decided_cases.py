"""Decisions are kept with their facts, can be made again, and asked what another policy would have said."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from knowledge.aftersales.cases import decide_again, decision_of
from knowledge.aftersales.errors import Refused
from knowledge.aftersales.models import DecidedCase
from knowledge.aftersales.policy import Policy
from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.service import AfterSales
from knowledge.aftersales.states import ClaimKind
from knowledge.aftersales.what_if import WhatIf, what_if
from knowledge.aftersales.wishes import (
    Cancel,
    ChangeAddress,
    ChangeOwnAddress,
    ChangePayment,
    ChangeRefund,
    Complain,
    GiveBack,
    Swap,
    address,
)
from knowledge.catalogue.models import Product
from knowledge.customers.models import Customer
from knowledge.money import Money
from knowledge.orders.models import Order, OrderState

Sessions = sessionmaker[Session]
MakeOrder = Callable[..., Order]
STANDARD = load_pack("standard")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@pytest.fixture
def aftersales(sessions: Sessions) -> AfterSales:
    return AfterSales(sessions, STANDARD)


@pytest.fixture
def ada(make_customer: Callable[..., Customer]) -> Customer:
    return make_customer()


def cases(sessions: Sessions) -> list[DecidedCase]:
    with sessions() as session:
        return list(session.scalars(select(DecidedCase).order_by(DecidedCase.id)))


def edited(**returns: Any) -> Policy:
    """The standard policy with other rules for returns."""
    return STANDARD.model_copy(
        update={"version": "next", "returns": STANDARD.returns.model_copy(update=returns)}
    )


def test_every_kind_of_decision_is_kept_and_comes_out_the_same_again(
    sessions: Sessions,
    aftersales: AfterSales,
    ada: Customer,
    make_order: MakeOrder,
    make_product: Callable[..., Product],
) -> None:
    make_product("mug", {"colour": "red"}, {"colour": "blue"})
    delivered, pending = make_order(ada), make_order(ada, state=OrderState.PENDING)
    line = delivered.lines[0].id
    ulm = address(address1="1 Mill Lane", city="Ulm", zip="89073", country="DE")
    for wish in (
        GiveBack(delivered.number, ((line, 1),), "too_small"),
        Swap(delivered.number, ((line, 1, "mug-2"),)),
        Complain(delivered.number, ((line, 1),), ClaimKind.DEFECTIVE),
        ChangeAddress(pending.number, ulm),
        ChangeOwnAddress(ulm),
        Cancel(pending.number),
    ):
        aftersales.propose(ada.id, wish)
    with pytest.raises(Refused):
        aftersales.propose(ada.id, ChangeRefund(delivered.number, f"R-{delivered.number}-1", "gift-1"))
    with pytest.raises(Refused):
        aftersales.propose(ada.id, ChangePayment(pending.number, "visa-of-another"))
    kept = cases(sessions)
    assert len({case.kind for case in kept}) == 8
    for case in kept:
        assert decide_again(case, STANDARD) == decision_of(case)
        assert "Mill Lane" not in str(case.facts)


def test_asking_the_same_again_keeps_one_case_and_the_yes_no_other(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada)
    for _ in range(3):
        shown = aftersales.propose_return(ada.id, order.number, order.lines[0].id, reason="too_small")
    aftersales.commit(ada.id, shown, confirmed=shown.key)
    assert len(cases(sessions)) == 1


def test_only_looking_whether_something_may_go_back_keeps_nothing(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada)
    assert aftersales.decide_return(ada.id, order.number, order.lines[0].id).allowed
    assert cases(sessions) == []


@pytest.fixture
def past(
    aftersales: AfterSales, ada: Customer, make_customer: Callable[..., Customer], make_order: MakeOrder
) -> None:
    """Three returns: one in the window, one after it, and one from Switzerland with a fee."""
    for customer, days, country in ((ada, 20, "DE"), (ada, 40, "DE"), (make_customer(), 5, "CH")):
        order = make_order(customer, ("mug-1", 1, 5000), delivered_days_ago=days, country=country)
        with suppress(Refused):
            aftersales.propose_return(customer.id, order.number, order.lines[0].id, reason="changed_mind")


def ask(sessions: Sessions, policy: Policy, since: datetime = LONG_AGO) -> WhatIf:
    with sessions() as session:
        return what_if(session, policy, since, currency="EUR")


@pytest.mark.usefixtures("past")
def test_a_new_version_that_says_the_same_changes_nothing(sessions: Sessions) -> None:
    report = ask(sessions, edited())
    assert (report.cases, list(report.changed), report.money) == (3, [], [])


@pytest.mark.usefixtures("past")
def test_a_longer_window_would_have_taken_back_what_was_late(sessions: Sessions) -> None:
    report = ask(sessions, edited(window_days=45))
    assert (report.cases, report.newly_allowed, report.newly_refused) == (3, 1, 0)
    assert (list(report.customers), list(report.money)) == (["C1"], [Money(5000, "EUR")])


@pytest.mark.usefixtures("past")
def test_a_shorter_window_and_no_fee_are_told_case_by_case(sessions: Sessions) -> None:
    report = ask(sessions, edited(window_days=14, fee_minor=0))
    told = {(each.customer, each.after.rule): each.difference.minor for each in report.changed}
    assert told == {("C1", "window-over"): -5000, ("C2", "within-window"): 690}
    assert (report.newly_refused, list(report.money)) == (1, [Money(-4310, "EUR")])


@pytest.mark.usefixtures("past")
def test_cases_from_before_the_day_are_left_out(sessions: Sessions) -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    assert ask(sessions, edited(window_days=45), tomorrow).cases == 0
