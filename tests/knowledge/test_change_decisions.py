"""May the address or the payment be changed?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.aftersales.changes import decide_address, decide_payment_change
from knowledge.aftersales.decision import Alternative, Move
from knowledge.aftersales.facts import AddressFacts, MethodFacts, PayingFacts, PaymentChangeFacts
from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.states import Destination
from knowledge.orders.models import OrderState
from knowledge.orders.payments import EntryKind, MethodKind

STANDARD, RETAIL = load_pack("standard"), load_pack("tau2-retail")
WHOLE = ("address1", "city", "country", "zip")
CARD = MethodFacts("visa-1", MethodKind.CARD)
GIFT_CARD = MethodFacts("gift-1", MethodKind.GIFT_CARD, balance_minor=4999)
PAYPAL = MethodFacts("paypal-1", MethodKind.PAYPAL)
ORDER = AddressFacts(OrderState.PENDING, items_changed=False, given=WHOLE)
OWN = AddressFacts(None, items_changed=False, given=WHOLE)


def test_a_pending_order_goes_elsewhere_and_ones_own_address_changes_any_time() -> None:
    assert decide_address(ORDER, STANDARD).rule == "address-before-shipping"
    assert decide_address(OWN, STANDARD).rule == "own-address"


@pytest.mark.parametrize("facts", [ORDER, OWN])
def test_an_address_that_nothing_would_reach_is_refused_with_what_it_lacks(facts: AddressFacts) -> None:
    decision = decide_address(replace(facts, given=("address1", "country")), STANDARD)
    assert decision.rule == "address-incomplete"
    assert decision.alternatives == (Alternative("part", "city"), Alternative("part", "zip"))


def test_a_part_that_no_address_has_is_named() -> None:
    decision = decide_address(replace(OWN, given=(*WHOLE, "planet")), STANDARD)
    assert (decision.rule, decision.facts["part"]) == ("address-part-unknown", "planet")


@pytest.mark.parametrize(
    ("state", "rule"),
    [
        (OrderState.PROCESSED, "being-packed"),
        (OrderState.SHIPPED, "already-shipped"),
        (OrderState.DELIVERED, "already-delivered"),
        (OrderState.CANCELLED, "order-cancelled"),
    ],
)
def test_what_is_packed_is_not_changed(state: OrderState, rule: str) -> None:
    assert decide_address(replace(ORDER, state=state), STANDARD).rule == rule
    assert decide_payment_change(replace(PAYMENT, state=state), STANDARD).rule == rule


def test_after_its_items_were_changed_an_order_may_take_no_other_change() -> None:
    assert decide_address(replace(ORDER, items_changed=True), RETAIL).rule == "items-changed"
    assert decide_payment_change(replace(PAYMENT, items_changed=True), RETAIL).rule == "items-changed"
    assert decide_address(replace(ORDER, items_changed=True), STANDARD).allowed


PAYMENT = PaymentChangeFacts(
    state=OrderState.PENDING,
    items_changed=False,
    total_minor=5000,
    payments=1,
    paying=PayingFacts(CARD, PAYPAL, "paypal-1", (CARD, GIFT_CARD, PAYPAL)),
)


def test_the_new_method_pays_all_and_the_old_one_gets_all_back() -> None:
    assert decide_payment_change(PAYMENT, STANDARD).moves == (
        Move(EntryKind.PAYMENT, "paypal-1", Destination.ORIGINAL_PAYMENT, 5000),
        Move(EntryKind.REFUND, "visa-1", Destination.ORIGINAL_PAYMENT, 5000),
    )


def test_what_was_not_charged_is_only_noted() -> None:
    later = replace(PAYMENT, paying=replace(PAYMENT.paying, charged=False), payments=0)
    decision = decide_payment_change(later, STANDARD)
    assert (decision.allowed, decision.moves) == (True, ())


@pytest.mark.parametrize(
    ("chosen", "code", "rule"),
    [
        (CARD, "visa-1", "same-method"),
        (GIFT_CARD, "gift-1", "balance-too-low"),
        (None, "visa-of-another", "method-not-yours"),
    ],
)
def test_a_method_that_cannot_pay_is_answered_with_those_that_can(
    chosen: MethodFacts | None, code: str, rule: str
) -> None:
    paying = replace(PAYMENT.paying, chosen=chosen, chosen_code=code)
    decision = decide_payment_change(replace(PAYMENT, paying=paying), STANDARD)
    assert (decision.rule, decision.alternatives) == (rule, (Alternative("method", "paypal-1"),))
    assert decision.moves == ()


def test_an_order_with_a_longer_payment_history_is_for_a_person() -> None:
    decision = decide_payment_change(replace(PAYMENT, payments=3), STANDARD)
    assert (decision.rule, decision.alternative) == ("payment-changed-already", "person")
