"""May a detail be changed, a bill be paid, put off or disputed, a service go, points be added?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.accounts.decisions import (
    decide_bill_payment,
    decide_billing,
    decide_credit,
    decide_details,
    decide_dispute,
    decide_extension,
    decide_newsletter,
    decide_renewal,
    decide_service,
)
from knowledge.accounts.facts import (
    BillFacts,
    BillingFacts,
    BillPaymentFacts,
    CreditFacts,
    DetailsFacts,
    ExtensionFacts,
    NewsletterFacts,
    RenewalFacts,
    ServiceCharge,
    ServiceFacts,
)
from knowledge.accounts.periods import after_months
from knowledge.accounts.states import BillState, SubscriptionState
from knowledge.aftersales.decision import Alternative
from knowledge.aftersales.facts import MethodFacts, PayingFacts
from knowledge.aftersales.policy_file import load_pack
from knowledge.orders.models import OrderState
from knowledge.orders.payments import EntryKind, MethodKind

STANDARD, RETAIL = load_pack("standard"), load_pack("tau2-retail")
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
BILL = BillFacts(
    state=BillState.OPEN,
    amount_minor=499,
    issued_at=NOW - timedelta(days=8),
    due_at=NOW + timedelta(days=6),
    level="blue",
    now=NOW,
    expected_minor=499,
)
CARD = MethodFacts("visa-1", MethodKind.CARD)
PAYPAL = MethodFacts("paypal-1", MethodKind.PAYPAL)
CREDIT = MethodFacts("credit-1", MethodKind.STORE_CREDIT, balance_minor=300)
PAYING = PayingFacts(CARD, CARD, "visa-1", (CARD, PAYPAL, CREDIT), charged=False)
SERVICE = ServiceFacts(
    subscription=SubscriptionState.ACTIVE,
    known=True,
    running=True,
    wanted=False,
    by_customer=False,
    price_minor=100,
    charges=(ServiceCharge("B-1", 80, CARD), ServiceCharge("B-2", 120, PAYPAL)),
)
NOT_OWED = {
    BillState.PAID: "bill-paid",
    BillState.PAYING: "bill-being-paid",
    BillState.DISPUTED: "bill-disputed",
    BillState.VOID: "bill-void",
}


def test_a_name_or_number_is_changed_here_and_an_address_of_mails_by_mail() -> None:
    assert decide_details(DetailsFacts(("name", "phone")), STANDARD).rule == "own-details"
    assert decide_details(DetailsFacts(("email",)), STANDARD).rule == "email-by-mail"


def test_a_shop_may_keep_details_to_its_own_page() -> None:
    decision = decide_details(DetailsFacts(("name",)), RETAIL)
    assert (decision.rule, decision.alternative) == ("detail-not-changed-here", "account")


def test_what_no_telephone_could_be_and_what_is_so_already_is_refused() -> None:
    assert decide_details(DetailsFacts(("phone",), unusable=("phone",)), STANDARD).rule == "detail-unusable"
    assert decide_details(DetailsFacts(("name",), unchanged=("name",)), STANDARD).rule == "detail-is-so"
    both = DetailsFacts(("name", "phone"), unchanged=("name",))
    assert decide_details(both, STANDARD).allowed
    assert decide_details(DetailsFacts(()), STANDARD).rule == "nothing-to-change"


def test_offers_are_mailed_only_to_who_agreed_to_the_words_in_force() -> None:
    asked = NewsletterFacts("denied", "2026-01", "2026-01")
    assert decide_newsletter(asked, STANDARD).allowed
    assert decide_newsletter(replace(asked, wording="2025-01"), STANDARD).rule == "wording-changed"
    assert decide_newsletter(replace(asked, state="granted"), STANDARD).rule == "newsletter-on-already"


@pytest.mark.parametrize(("level", "most"), [("blue", 7), ("silver", 14), ("gold", 21)])
def test_a_bill_is_put_off_by_as_many_days_as_the_level_has(level: str, most: int) -> None:
    bill = replace(BILL, level=level)
    assert decide_extension(ExtensionFacts(bill, most), STANDARD).rule == "extension-once"
    decision = decide_extension(ExtensionFacts(bill, most + 1), STANDARD)
    assert decision.rule == "extension-too-long"
    assert decision.alternatives[0] == Alternative("days", str(most))


def test_a_bill_is_put_off_once_and_not_when_long_overdue() -> None:
    assert (
        decide_extension(ExtensionFacts(replace(BILL, extended=True), 5), STANDARD).rule == "extended-before"
    )
    late = replace(BILL, due_at=NOW - timedelta(days=4))
    decision = decide_extension(ExtensionFacts(late, 5), STANDARD)
    assert (decision.rule, decision.alternative) == ("extension-too-late", "pay_bill")
    assert decide_extension(
        ExtensionFacts(replace(BILL, due_at=NOW - timedelta(days=3)), 5), STANDARD
    ).allowed


def test_an_earlier_day_is_no_extension_and_a_pack_without_any_gives_none() -> None:
    assert decide_extension(ExtensionFacts(BILL, 0), STANDARD).rule == "extension-not-later"
    assert decide_extension(ExtensionFacts(BILL, 5), RETAIL).rule == "extension-not-offered"


@pytest.mark.parametrize("state", NOT_OWED)
def test_what_is_not_owed_is_neither_paid_nor_put_off(state: BillState) -> None:
    bill = replace(BILL, state=state)
    assert decide_bill_payment(BillPaymentFacts(bill, PAYING), STANDARD).rule == NOT_OWED[state]
    assert decide_extension(ExtensionFacts(bill, 5), STANDARD).rule == NOT_OWED[state]


def test_a_bill_is_paid_once_with_a_stored_method_that_covers_it() -> None:
    decision = decide_bill_payment(BillPaymentFacts(BILL, PAYING), STANDARD)
    assert [(move.kind, move.method, move.minor) for move in decision.moves] == [
        (EntryKind.PAYMENT, "visa-1", 499)
    ]
    short = replace(PAYING, chosen=CREDIT, chosen_code="credit-1")
    refused = decide_bill_payment(BillPaymentFacts(BILL, short), STANDARD)
    assert refused.rule == "balance-too-low"
    assert [each.of for each in refused.alternatives] == ["visa-1", "paypal-1"]
    foreign = replace(PAYING, chosen=None, chosen_code="visa-9")
    assert decide_bill_payment(BillPaymentFacts(BILL, foreign), STANDARD).rule == "method-not-yours"


def test_a_disputed_bill_goes_to_a_person_with_what_does_not_fit() -> None:
    decision = decide_dispute(replace(BILL, state=BillState.PAID, amount_minor=599, same_period=1), STANDARD)
    assert decision.allowed
    assert decision.person
    assert decision.facts.items() >= {"amount_minor": 599, "expected_minor": 499, "same_period": 1}.items()
    old = replace(BILL, issued_at=NOW - timedelta(days=121))
    assert decide_dispute(old, STANDARD).rule == "dispute-too-late"
    assert decide_dispute(replace(BILL, state=BillState.DISPUTED), STANDARD).rule == "bill-disputed"


def test_a_service_that_nobody_ordered_goes_and_is_paid_back() -> None:
    decision = decide_service(SERVICE, STANDARD)
    assert (decision.rule, decision.refund_minor) == ("service-not-ordered", 200)
    assert [(move.method, move.minor) for move in decision.moves] == [("visa-1", 80), ("paypal-1", 120)]
    assert decision.facts["bills"] == ["B-1", "B-2"]


def test_what_was_paid_in_a_way_that_is_not_known_is_paid_back_by_a_person() -> None:
    charges = (ServiceCharge("B-1", 80, CARD), ServiceCharge("B-2", 120))
    decision = decide_service(replace(SERVICE, charges=charges), STANDARD)
    assert (decision.allowed, decision.person, decision.moves) == (True, True, ())
    assert decision.facts["charged_minor"] == 200
    unpaid = decide_service(replace(SERVICE, charges=()), STANDARD)
    assert (unpaid.person, unpaid.moves) == (False, ())


def test_a_card_with_another_currency_pays_nothing_and_is_not_offered() -> None:
    dollars = MethodFacts("gift-usd", MethodKind.GIFT_CARD, 5000, foreign=True)
    paying = PayingFacts(CARD, dollars, "gift-usd", (CARD, dollars), charged=False)
    decision = decide_bill_payment(BillPaymentFacts(BILL, paying), STANDARD)
    assert decision.rule == "balance-too-low"
    assert decision.alternatives == (Alternative("method", "visa-1"),)


def test_a_service_that_the_customer_added_goes_with_the_next_bill() -> None:
    decision = decide_service(replace(SERVICE, by_customer=True), STANDARD)
    assert (decision.rule, decision.moves) == ("service-from-next-bill", ())


def test_a_service_that_went_can_come_back_while_the_subscription_runs() -> None:
    gone = replace(SERVICE, running=False, wanted=True)
    assert decide_service(gone, STANDARD).rule == "service-put-back"
    over = replace(gone, subscription=SubscriptionState.ENDED)
    assert decide_service(over, STANDARD).alternative == "renew_subscription"
    assert decide_service(replace(SERVICE, wanted=True), STANDARD).rule == "service-is-so"
    assert decide_service(replace(SERVICE, known=False), STANDARD).rule == "no-such-service"


def test_what_is_over_goes_on_unless_something_is_owed_for_it() -> None:
    over = RenewalFacts(SubscriptionState.ENDED, renews=False, price_minor=399, open_bills=0)
    assert decide_renewal(over, STANDARD).rule == "renewed"
    assert decide_renewal(replace(over, open_bills=1), STANDARD).alternative == "pay_bill"
    running = replace(over, state=SubscriptionState.ACTIVE, renews=True)
    assert decide_renewal(running, STANDARD).rule == "renews-by-itself"


def test_bills_are_paid_another_way_that_is_the_customers_own() -> None:
    other = BillingFacts(SubscriptionState.ACTIVE, replace(PAYING, chosen=PAYPAL, chosen_code="paypal-1"))
    assert decide_billing(other, STANDARD).allowed
    same = BillingFacts(SubscriptionState.ACTIVE, PAYING)
    assert decide_billing(same, STANDARD).rule == "same-method"
    foreign = BillingFacts(SubscriptionState.ACTIVE, replace(PAYING, chosen=None, chosen_code="x"))
    assert decide_billing(foreign, STANDARD).rule == "method-not-yours"
    assert decide_billing(replace(other, state=SubscriptionState.ENDED), STANDARD).rule == "subscription-over"


def test_points_of_a_delivered_order_are_added_when_the_ledger_lacks_them() -> None:
    owed = CreditFacts(points=80, order=OrderState.DELIVERED, delivered=True, owed=80)
    assert decide_credit(owed, STANDARD).rule == "points-owed"
    assert decide_credit(replace(owed, owed=0, entered=80), STANDARD).rule == "points-entered"
    assert decide_credit(replace(owed, owed=0), STANDARD).rule == "no-points-for-it"
    assert decide_credit(replace(owed, points=90), STANDARD).alternatives == (Alternative("points", "80"),)
    coming = replace(owed, order=OrderState.SHIPPED, delivered=False)
    assert decide_credit(coming, STANDARD).rule == "points-after-delivery"
    assert decide_credit(replace(owed, order=OrderState.CANCELLED), STANDARD).rule == "order-cancelled"


def test_many_points_and_credit_of_another_kind_are_for_a_person() -> None:
    many = CreditFacts(points=900, order=OrderState.DELIVERED, delivered=True, owed=900)
    assert decide_credit(many, STANDARD).person
    assert decide_credit(CreditFacts(points=0), STANDARD).person


@given(
    days=st.integers(-30, 60),
    late=st.integers(-40, 40),
    level=st.sampled_from(["blue", "silver", "gold", "unheard-of"]),
    state=st.sampled_from(list(BillState)),
    extended=st.booleans(),
)
def test_nothing_is_put_off_beyond_the_policy(
    days: int, late: int, level: str, state: BillState, extended: bool
) -> None:
    bill = replace(BILL, due_at=NOW - timedelta(days=late), level=level, state=state, extended=extended)
    decision = decide_extension(ExtensionFacts(bill, days), STANDARD)
    rules = STANDARD.accounts
    may = state == BillState.OPEN and not extended and late <= rules.extension_late_days
    assert decision.allowed == (may and 1 <= days <= rules.extension(level))


@given(start=st.datetimes(datetime(2020, 1, 1), datetime(2030, 12, 31)), months=st.integers(-30, 30))  # noqa: DTZ001
def test_a_period_ends_on_the_same_day_or_the_last_of_a_shorter_month(start: datetime, months: int) -> None:
    end = after_months(start, months)
    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)
