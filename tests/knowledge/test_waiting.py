"""What waits for a person: all of it, oldest first, and nothing that is settled or that moves by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from knowledge.accounts.models import Bill, BillPayment, Subscription
from knowledge.accounts.states import SubscriptionState
from knowledge.aftersales.models import Claim, PriceMatch, Refund
from knowledge.aftersales.states import ClaimKind, ClaimState, RefundState
from knowledge.aftersales.waiting import Waiting, waiting
from knowledge.customers.models import Customer
from knowledge.database import utc_now
from knowledge.money import Money
from knowledge.orders.models import Order
from knowledge.orders.payments import EntryKind, EntryState, PaymentEntry

Sessions = sessionmaker[Session]


@pytest.fixture
def order(make_customer: Callable[..., Customer], make_order: Callable[..., Order]) -> Order:
    return make_order(make_customer())


def keep(sessions: Sessions, *rows: object) -> None:
    with sessions() as session, session.begin():
        session.add_all(rows)


def claim(order: Order, number: int, state: ClaimState, *, minor: int = 1000) -> Claim:
    return Claim(
        number=f"C-{order.number}-{number}",
        order_id=order.id,
        kind=ClaimKind.DAMAGED,
        state=state,
        remedy="refund" if minor else "replacement",
        refund_minor=minor,
        policy_rule="claim-for-a-person",
        policy_version="1",
    )


def match(order: Order, number: int, state: ClaimState) -> PriceMatch:
    return PriceMatch(
        number=f"P-{order.number}-{number}",
        order_id=order.id,
        order_line_id=order.lines[0].id,
        quantity=2,
        shop="Brightmart",
        lower_minor=800,
        state=state,
        policy_rule="price-match-for-a-person",
        policy_version="1",
    )


def refund(order: Order, state: RefundState) -> Refund:
    return Refund(
        order_id=order.id,
        state=state,
        amount_minor=700,
        currency="EUR",
        destination="original_payment",
        method="paypal",
    )


def entry(order: Order, state: EntryState, of: int | None = None) -> PaymentEntry:
    return PaymentEntry(
        order_id=order.id,
        key=f"{order.number} {state} {of}",
        kind=EntryKind.REFUND if of else EntryKind.PAYMENT,
        state=state,
        method="visa-1",
        amount_minor=900,
        currency="EUR",
        refund_id=of,
    )


def names(found: Sequence[Waiting]) -> list[tuple[str, str]]:
    return [(each.kind, each.id) for each in found]


def test_an_empty_shop_waits_for_nobody(sessions: Sessions) -> None:
    assert list(waiting(sessions)) == []


@pytest.mark.parametrize("state", [ClaimState.ACCEPTED, ClaimState.REJECTED, ClaimState.CANCELED])
def test_what_was_settled_waits_no_longer(sessions: Sessions, order: Order, state: ClaimState) -> None:
    keep(sessions, claim(order, 1, state), match(order, 1, state))
    assert list(waiting(sessions)) == []


def test_claims_and_lower_prices_are_told_with_what_they_are_about(sessions: Sessions, order: Order) -> None:
    keep(
        sessions,
        claim(order, 1, ClaimState.REQUESTED),
        claim(order, 2, ClaimState.REQUESTED, minor=0),
        match(order, 1, ClaimState.REQUESTED),
    )
    lower, refunded, replaced = waiting(sessions)
    assert (lower.kind, lower.about, lower.what) == (
        "price_match",
        order.number,
        "2 at the price of Brightmart",
    )
    assert lower.amount == Money(800, "EUR")
    assert (refunded.what, refunded.amount) == ("damaged, refund", Money(1000, "EUR"))
    assert (replaced.what, replaced.amount) == ("damaged, replacement", None)
    assert utc_now() - lower.since < timedelta(minutes=1)


def test_only_money_that_failed_waits_for_a_person(sessions: Sessions, order: Order) -> None:
    failed = entry(order, EntryState.FAILED)
    keep(sessions, failed, entry(order, EntryState.PENDING), entry(order, EntryState.SUCCEEDED))
    found = waiting(sessions)
    assert names(found) == [("payment", f"payment:{failed.id}")]
    assert (found[0].what, found[0].amount) == ("failed payment, visa-1", Money(900, "EUR"))


def test_a_failed_refund_is_told_once_by_the_movement_or_where_there_is_none_by_itself(
    sessions: Sessions, order: Order
) -> None:
    moved, elsewhere = refund(order, RefundState.FAILED), refund(order, RefundState.FAILED)
    keep(sessions, moved, elsewhere, refund(order, RefundState.PENDING))
    movement = entry(order, EntryState.FAILED, moved.id)
    keep(sessions, movement)
    found = waiting(sessions)
    assert names(found) == [("payment", f"payment:{movement.id}"), ("refund", f"refund:{elsewhere.id}")]
    assert "paid by the shop's own system" in found[1].what


def test_a_bill_that_could_not_be_paid_is_named_by_its_number(sessions: Sessions, order: Order) -> None:
    plan = Subscription(
        customer_id=order.customer_id,
        number="S-1",
        plan="Linden Plus",
        state=SubscriptionState.ACTIVE,
        price_minor=500,
        currency="EUR",
        started_at=utc_now(),
    )
    bill = Bill(number="B-1", subscription=plan, amount_minor=500, issued_at=utc_now(), due_at=utc_now())
    payment = BillPayment(
        key="b",
        kind=EntryKind.PAYMENT,
        state=EntryState.FAILED,
        method="visa-1",
        amount_minor=500,
        currency="EUR",
    )
    bill.payments.append(payment)
    keep(sessions, bill)
    (found,) = waiting(sessions)
    assert (found.kind, found.id, found.about) == ("bill_payment", f"bill_payment:{payment.id}", "B-1")
