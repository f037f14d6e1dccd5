"""May this order be cancelled?"""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.aftersales.decision import Move
from knowledge.aftersales.decisions import decide_cancel
from knowledge.aftersales.facts import CancelFacts, MethodFacts, PayingFacts
from knowledge.aftersales.policy import CancelRules, Policy
from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.states import Destination
from knowledge.demo.goods_back import policy
from knowledge.orders.models import OrderState
from knowledge.orders.payments import EntryKind, MethodKind

CARD = MethodFacts("visa", MethodKind.CARD)
GIFT_CARD = MethodFacts("gift-1", MethodKind.GIFT_CARD, balance_minor=500)


def order(state: OrderState, total: int, *, charged: bool = True, **more: Any) -> CancelFacts:
    """An order paid by card."""
    return CancelFacts(state, total, PayingFacts(CARD, charged=charged), **more)


@pytest.mark.parametrize("state", [OrderState.PENDING, OrderState.PROCESSED])
def test_until_it_ships_an_order_is_cancelled_for_all_its_money(state: OrderState) -> None:
    decision = decide_cancel(order(state, 5490, charged=True), policy())
    assert decision.allowed
    assert (decision.rule, decision.policy_version) == ("before-shipping", policy().version)
    assert (decision.refund_minor, decision.fee_minor) == (5490, 0)
    assert decision.facts == {"state": state.value, "charged": True}


@pytest.mark.parametrize(
    ("state", "rule", "alternative"),
    [
        (OrderState.SHIPPED, "already-shipped", "return_after_delivery"),
        (OrderState.DELIVERED, "already-delivered", "return"),
        (OrderState.CANCELLED, "already-cancelled", None),
    ],
)
def test_later_it_is_refused_with_what_can_be_done_instead(
    state: OrderState, rule: str, alternative: str | None
) -> None:
    decision = decide_cancel(order(state, 5490, charged=True), policy())
    assert (decision.allowed, decision.rule, decision.alternative) == (False, rule, alternative)
    assert decision.refund_minor == 0


def test_a_shop_may_stop_cancelling_earlier() -> None:
    strict: Policy = policy().model_copy(
        update={"cancel": CancelRules(states=frozenset({OrderState.PENDING}))}
    )
    decision = decide_cancel(order(OrderState.PROCESSED, 5490, charged=True), strict)
    assert (decision.allowed, decision.rule) == (False, "not-cancellable")
    assert decide_cancel(order(OrderState.PENDING, 5490, charged=True), strict).allowed


def test_a_discount_larger_than_the_order_takes_no_money_from_the_shopper() -> None:
    assert decide_cancel(order(OrderState.PENDING, -100, charged=True), policy()).refund_minor == 0


def test_what_has_not_been_charged_is_not_paid_back() -> None:
    facts = order(OrderState.PENDING, 5490, charged=False)
    decision = decide_cancel(facts, policy())
    assert decision.allowed
    assert decision.refund_minor == 0


def test_what_was_paid_two_ways_goes_back_both_ways() -> None:
    paid = ((CARD, 4990), (GIFT_CARD, 500))
    decision = decide_cancel(order(OrderState.PENDING, 5490, paid=paid), policy())
    assert decision.moves == (
        Move(EntryKind.REFUND, "visa", Destination.ORIGINAL_PAYMENT, 4990),
        Move(EntryKind.REFUND, "gift-1", Destination.GIFT_CARD, 500),
    )


def test_a_reason_that_the_shop_does_not_take_is_answered_with_those_it_takes() -> None:
    decision = decide_cancel(order(OrderState.PENDING, 5490, reason="bored"), load_pack("tau2-retail"))
    assert (decision.allowed, decision.rule) == (False, "reason-not-accepted")
    assert [each.of for each in decision.alternatives] == ["no_longer_needed", "ordered_by_mistake"]


def test_a_shop_may_keep_orders_whose_items_were_changed() -> None:
    changed = order(OrderState.PENDING, 5490, reason="no_longer_needed", items_changed=True)
    assert decide_cancel(changed, load_pack("tau2-retail")).rule == "items-changed"


def test_much_money_is_given_back_by_a_person() -> None:
    rules = policy().refunds.model_copy(update={"person_above_minor": 5000})
    careful = policy().model_copy(update={"refunds": rules})
    assert decide_cancel(order(OrderState.PENDING, 5001), careful).alternative == "person"
    assert decide_cancel(order(OrderState.PENDING, 5000), careful).allowed
