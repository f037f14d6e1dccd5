"""May this order be cancelled?"""

from __future__ import annotations

import pytest

from knowledge.aftersales.decisions import CancelFacts, decide_cancel
from knowledge.aftersales.policy import Policy
from knowledge.demo.goods_back import policy
from knowledge.orders.models import OrderState


@pytest.mark.parametrize("state", [OrderState.PENDING, OrderState.PROCESSED])
def test_until_it_ships_an_order_is_cancelled_for_all_its_money(state: OrderState) -> None:
    decision = decide_cancel(CancelFacts(state=state, total_minor=5490, charged=True), policy())
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
    decision = decide_cancel(CancelFacts(state=state, total_minor=5490, charged=True), policy())
    assert (decision.allowed, decision.rule, decision.alternative) == (False, rule, alternative)
    assert decision.refund_minor == 0


def test_a_shop_may_stop_cancelling_earlier() -> None:
    strict: Policy = policy().model_copy(update={"cancellable_states": frozenset({OrderState.PENDING})})
    decision = decide_cancel(CancelFacts(state=OrderState.PROCESSED, total_minor=5490, charged=True), strict)
    assert (decision.allowed, decision.rule) == (False, "not-cancellable")
    assert decide_cancel(
        CancelFacts(state=OrderState.PENDING, total_minor=5490, charged=True), strict
    ).allowed


def test_a_discount_larger_than_the_order_takes_no_money_from_the_shopper() -> None:
    assert (
        decide_cancel(
            CancelFacts(state=OrderState.PENDING, total_minor=-100, charged=True), policy()
        ).refund_minor
        == 0
    )


def test_what_has_not_been_charged_is_not_paid_back() -> None:
    facts = CancelFacts(state=OrderState.PENDING, total_minor=5490, charged=False)
    decision = decide_cancel(facts, policy())
    assert decision.allowed
    assert decision.refund_minor == 0
