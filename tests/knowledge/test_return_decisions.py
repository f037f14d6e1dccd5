"""May this go back? Each rule of the policy, at its edges."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.aftersales.decisions import DAYS_PER_MONTH, decide_return
from knowledge.aftersales.facts import LineFacts, MethodFacts, PayingFacts, ReturnFacts
from knowledge.aftersales.policy import RETURN_REASONS, CancelRules, ChangeRules, Policy, ReturnRules
from knowledge.orders.models import OrderState
from knowledge.orders.payments import MethodKind

NOW = datetime(2026, 7, 1, 18, tzinfo=UTC)
POLICY = Policy(
    name="test",
    version="test-1",
    cancel=CancelRules(states=frozenset({OrderState.PENDING, OrderState.PROCESSED})),
    returns=ReturnRules(
        window_days=30,
        window_days_by_level={"gold": 60},
        warranty_months=24,
        faulty_reasons=frozenset({"damaged", "defective", "wrong_item", "not_as_described"}),
        not_returnable=frozenset({"final_sale"}),
        unopened_only=frozenset({"hygiene"}),
        free_countries=frozenset({"DE", "FR"}),
        fee_minor=690,
        bulky_fee_minor=2900,
        standard_delivery_minor=490,
    ),
    changes=ChangeRules(states=frozenset({OrderState.PENDING})),
)
CARD = MethodFacts("visa", MethodKind.CARD)


def facts(*, line: dict[str, Any] | None = None, quantity: int = 1, **changed: Any) -> ReturnFacts:
    """Two shirts of 20.00, delivered five days ago in Germany, one to go back by choice."""
    shirts = LineFacts(
        line_id=1, label="Shirt", quantity=2, already_returned=0, unit_minor=2000, returns="standard"
    )
    usual = ReturnFacts(
        state=OrderState.DELIVERED,
        delivered_at=NOW - timedelta(days=5),
        level="blue",
        country="DE",
        lines=(replace(shirts, asked=quantity, **(line or {})),),
        reason="changed_mind",
        now=NOW,
        paying=PayingFacts(CARD),
    )
    return replace(usual, **changed)


def test_what_arrived_lately_goes_back_for_its_full_price() -> None:
    decision = decide_return(facts(), POLICY)
    assert decision.allowed
    assert (decision.rule, decision.policy_version) == ("within-window", "test-1")
    assert (decision.refund_minor, decision.fee_minor) == (2000, 0)


def test_a_decision_names_the_facts_it_was_made_on() -> None:
    assert decide_return(facts(), POLICY).facts == {
        "state": "delivered",
        "returns": "standard",
        "reason": "changed_mind",
        "days_since_delivery": 5,
        "window_days": 30,
        "level": "blue",
        "country": "DE",
    }


@pytest.mark.parametrize(
    ("state", "rule", "alternative"),
    [
        (OrderState.PENDING, "not-yet-shipped", "cancel"),
        (OrderState.PROCESSED, "not-yet-shipped", "cancel"),
        (OrderState.SHIPPED, "not-delivered", "return_after_delivery"),
        (OrderState.CANCELLED, "order-cancelled", None),
    ],
)
def test_what_has_not_arrived_cannot_go_back(state: OrderState, rule: str, alternative: str | None) -> None:
    decision = decide_return(facts(state=state, delivered_at=None), POLICY)
    assert (decision.allowed, decision.rule, decision.alternative) == (False, rule, alternative)


def test_an_order_whose_last_parcel_is_under_way_is_not_delivered_yet() -> None:
    assert decide_return(facts(delivered_at=None), POLICY).rule == "not-delivered"


def test_a_processed_order_that_the_shop_no_longer_cancels_must_arrive_first() -> None:
    strict = POLICY.model_copy(update={"cancel": CancelRules(states=frozenset({OrderState.PENDING}))})
    decision = decide_return(facts(state=OrderState.PROCESSED, delivered_at=None), strict)
    assert (decision.rule, decision.alternative) == ("not-delivered", "return_after_delivery")


def test_what_came_on_1_june_can_go_back_through_all_of_1_july() -> None:
    arrived = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
    last_minute = datetime(2026, 7, 1, 23, 59, tzinfo=UTC)
    assert decide_return(facts(delivered_at=arrived, now=last_minute), POLICY).allowed


def test_a_refusal_for_lateness_counts_more_days_than_the_window_has() -> None:
    decision = decide_return(facts(delivered_at=NOW - timedelta(days=31)), POLICY)
    assert (decision.allowed, decision.rule, decision.alternative) == (False, "window-over", "person")
    assert decision.facts["days_since_delivery"] == 31
    assert decision.facts["window_days"] == 30


def test_a_gold_member_has_the_longer_window() -> None:
    arrived = NOW - timedelta(days=45)
    assert decide_return(facts(level="gold", delivered_at=arrived), POLICY).allowed
    assert not decide_return(facts(level="blue", delivered_at=arrived), POLICY).allowed


def test_an_unknown_level_has_the_usual_window() -> None:
    assert decide_return(facts(level="platinum"), POLICY).facts["window_days"] == 30


@pytest.mark.parametrize("reason", sorted(POLICY.returns.faulty_reasons))
@pytest.mark.parametrize("returns", ["standard", "hygiene", "bulky", "final_sale"])
def test_what_is_faulty_goes_back_free_of_charge_whatever_it_is(reason: str, returns: str) -> None:
    decision = decide_return(
        facts(
            reason=reason,
            line={"returns": returns},
            country="CH",
            opened=True,
            delivered_at=NOW - timedelta(days=400),
        ),
        POLICY,
    )
    assert (decision.allowed, decision.rule) == (True, "faulty-or-wrong")
    assert (decision.refund_minor, decision.fee_minor) == (2000, 0)


def test_the_warranty_ends_after_its_months() -> None:
    last = NOW - timedelta(days=24 * DAYS_PER_MONTH)
    assert decide_return(facts(reason="defective", delivered_at=last), POLICY).allowed
    late = decide_return(facts(reason="defective", delivered_at=last - timedelta(seconds=1)), POLICY)
    assert (late.allowed, late.rule, late.alternative) == (False, "warranty-over", "person")
    assert late.facts["warranty_months"] == 24


def test_final_sale_stays_sold() -> None:
    decision = decide_return(facts(line={"returns": "final_sale"}), POLICY)
    assert (decision.allowed, decision.rule, decision.alternative) == (False, "final-sale", "person")


@pytest.mark.parametrize(("opened", "allowed"), [(True, False), (False, True), (None, True)])
def test_hygiene_goods_go_back_unless_they_were_opened(opened: bool | None, allowed: bool) -> None:
    decision = decide_return(facts(line={"returns": "hygiene"}, opened=opened), POLICY)
    assert decision.allowed is allowed
    assert decision.rule == ("within-window" if allowed else "hygiene-opened")


def test_what_is_no_hygiene_article_may_have_been_opened() -> None:
    assert decide_return(facts(opened=True), POLICY).allowed


def test_a_parcel_from_far_away_costs_the_return_fee() -> None:
    decision = decide_return(facts(country="CH"), POLICY)
    assert (decision.refund_minor, decision.fee_minor) == (1310, 690)


def test_one_return_of_two_pieces_pays_the_fee_once() -> None:
    decision = decide_return(facts(country="CH", quantity=2), POLICY)
    assert (decision.refund_minor, decision.fee_minor) == (3310, 690)


def test_bulky_goods_cost_their_collection_wherever_they_are() -> None:
    decision = decide_return(facts(line={"returns": "bulky", "unit_minor": 19900}), POLICY)
    assert (decision.refund_minor, decision.fee_minor) == (17000, 2900)


def test_the_fee_never_exceeds_what_goes_back() -> None:
    decision = decide_return(facts(country="CH", line={"unit_minor": 300}), POLICY)
    assert (decision.allowed, decision.refund_minor, decision.fee_minor) == (True, 0, 300)


@pytest.mark.parametrize(
    ("quantity", "already", "left"), [(3, 0, 2), (1, 2, 0), (2, 1, 1), (0, 0, 2), (-1, 0, 2)]
)
def test_no_more_goes_back_than_is_left(quantity: int, already: int, left: int) -> None:
    decision = decide_return(facts(quantity=quantity, line={"already_returned": already}), POLICY)
    assert (decision.allowed, decision.rule) == (False, "already-returned")
    assert decision.facts["quantity_left"] == left


def test_before_the_reason_is_known_the_decision_is_that_of_a_change_of_mind() -> None:
    assert decide_return(facts(reason=""), POLICY).allowed
    assert not decide_return(facts(reason="", line={"returns": "final_sale"}), POLICY).allowed


@given(
    state=st.sampled_from(OrderState),
    days=st.none() | st.floats(min_value=-1, max_value=2000),
    reason=st.sampled_from(["", *RETURN_REASONS]),
    returns=st.sampled_from(["standard", "hygiene", "bulky", "final_sale"]),
    opened=st.none() | st.booleans(),
    country=st.sampled_from(["DE", "CH", ""]),
    bought=st.integers(1, 5),
    already=st.integers(0, 5),
    quantity=st.integers(-1, 6),
    unit=st.integers(0, 100_000),
)
def test_money_back_and_fee_are_together_the_price_and_a_refusal_gives_nothing(
    state: OrderState,
    days: float | None,
    reason: str,
    returns: str,
    opened: bool | None,
    country: str,
    bought: int,
    already: int,
    quantity: int,
    unit: int,
) -> None:
    asked = facts(
        state=state,
        delivered_at=None if days is None else NOW - timedelta(days=days),
        reason=reason,
        opened=opened,
        country=country,
        quantity=quantity,
        line={"quantity": bought, "already_returned": already, "unit_minor": unit, "returns": returns},
    )
    decision = decide_return(asked, POLICY)
    if decision.allowed:
        assert 1 <= quantity <= bought - already
        assert decision.refund_minor >= 0
        assert decision.fee_minor >= 0
        assert decision.refund_minor + decision.fee_minor == unit * quantity
    else:
        assert (decision.refund_minor, decision.fee_minor) == (0, 0)


def test_delivery_goes_back_with_the_last_goods_of_an_order() -> None:
    decision = decide_return(facts(delivery_minor=490), POLICY)
    assert (decision.refund_minor, decision.delivery_minor) == (2490, 490)


def test_a_product_with_a_longer_warranty_keeps_it() -> None:
    late = {"reason": "defective", "delivered_at": NOW - timedelta(days=30 * DAYS_PER_MONTH)}
    assert decide_return(facts(**late), POLICY).rule == "warranty-over"
    assert decide_return(facts(**late, line={"warranty_months": 36}), POLICY).rule == "faulty-or-wrong"
