"""May it be had in another variant? Before shipping as a change of items, after delivery as an exchange."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.aftersales.decision import Alternative, Move
from knowledge.aftersales.facts import (
    ExchangeFacts,
    ItemChangeFacts,
    LineFacts,
    MethodFacts,
    PayingFacts,
    SwapFacts,
    VariantFacts,
)
from knowledge.aftersales.policy import Policy
from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.states import Destination
from knowledge.aftersales.swaps import decide_exchange, decide_item_change
from knowledge.orders.models import OrderState
from knowledge.orders.payments import EntryKind, MethodKind

NOW = datetime(2026, 7, 1, tzinfo=UTC)
STANDARD, RETAIL = load_pack("standard"), load_pack("tau2-retail")
CARD = MethodFacts("visa-1", MethodKind.CARD)
GIFT_CARD = MethodFacts("gift-1", MethodKind.GIFT_CARD, balance_minor=500)
SHIRT = LineFacts(line_id=1, label="Shirt (M)", quantity=2, already_returned=0, unit_minor=2000)
LARGE = VariantFacts("shirt-l", "L", unit_minor=2500, same_product=True, stock=3)
SMALL = VariantFacts("shirt-s", "S", unit_minor=1500, same_product=True, stock=1)


def swap(wanted: VariantFacts | None = LARGE, *, asked: int = 1, **line: Any) -> SwapFacts:
    """A shirt in M for one in another size; a small one could be had too."""
    return SwapFacts(replace(SHIRT, asked=asked, **line), "shirt-m", wanted, others=(SMALL,))


def paying(chosen: MethodFacts | None = CARD, *, charged: bool = True) -> PayingFacts:
    """Paid by card; a gift card is at hand."""
    code = chosen.code if chosen is not None else "stolen"
    return PayingFacts(CARD, chosen, code, (CARD, GIFT_CARD), charged)


def exchange(*swaps: SwapFacts, **changed: Any) -> ExchangeFacts:
    """An exchange five days after delivery."""
    usual = ExchangeFacts(
        state=OrderState.DELIVERED,
        delivered_at=NOW - timedelta(days=5),
        level="blue",
        swaps=swaps or (swap(),),
        now=NOW,
        paying=paying(),
    )
    return replace(usual, **changed)


def item_change(*swaps: SwapFacts, **changed: Any) -> ItemChangeFacts:
    """A change of items of a pending order."""
    return replace(ItemChangeFacts(OrderState.PENDING, False, swaps or (swap(),), paying()), **changed)


def test_what_is_dearer_is_paid_when_the_goods_are_back() -> None:
    decision = decide_exchange(exchange(swap(asked=2)), STANDARD)
    assert (decision.allowed, decision.rule) == (True, "exchange-within-rules")
    assert decision.moves == (
        Move(EntryKind.PAYMENT, "visa-1", Destination.ORIGINAL_PAYMENT, 1000, on_receipt=True),
    )
    assert [(step.label, step.minor) for step in decision.arithmetic] == [("2 x L for Shirt (M)", 1000)]


def test_what_is_cheaper_gives_the_difference_back_at_once_before_shipping() -> None:
    decision = decide_item_change(item_change(swap(SMALL), paying=paying(GIFT_CARD)), STANDARD)
    assert decision.moves == (Move(EntryKind.REFUND, "gift-1", Destination.GIFT_CARD, 500),)


def test_one_up_and_one_down_cost_nothing() -> None:
    decision = decide_exchange(exchange(swap(LARGE), swap(SMALL)), STANDARD)
    assert (decision.allowed, decision.moves, decision.facts["difference_minor"]) == (True, (), 0)


def test_an_order_that_was_not_charged_only_gets_a_new_total() -> None:
    assert decide_item_change(item_change(paying=paying(charged=False)), STANDARD).moves == ()


@pytest.mark.parametrize(
    ("swaps", "rule", "alternatives"),
    [
        ((swap(None),), "no-such-variant", [Alternative("variant", "shirt-s")]),
        ((swap(replace(LARGE, same_product=False)),), "other-product", [Alternative("variant", "shirt-s")]),
        ((swap(replace(LARGE, sku="shirt-m")),), "same-variant", [Alternative("variant", "shirt-s")]),
        ((swap(replace(LARGE, stock=0)),), "variant-not-available", [Alternative("variant", "shirt-s")]),
        ((swap(SMALL), swap(SMALL)), "variant-not-available", [Alternative("variant", "shirt-s")]),
        ((swap(asked=3),), "not-so-many", [Alternative("person")]),
        ((swap(asked=0),), "not-so-many", [Alternative("person")]),
        ((swap(already_returned=2),), "already-returned", [Alternative("person")]),
    ],
)
def test_what_cannot_be_swapped_is_refused_with_what_can(
    swaps: tuple[SwapFacts, ...], rule: str, alternatives: list[Alternative]
) -> None:
    for decision in (
        decide_exchange(exchange(*swaps), STANDARD),
        decide_item_change(item_change(*swaps), STANDARD),
    ):
        assert (decision.allowed, decision.rule, decision.moves) == (False, rule, ())
        assert list(decision.alternatives) == alternatives


def test_nothing_named_is_nothing_to_exchange() -> None:
    assert decide_exchange(replace(exchange(), swaps=()), STANDARD).rule == "nothing-named"


def test_a_gift_card_must_cover_the_difference_and_one_that_can_is_named() -> None:
    decision = decide_exchange(exchange(swap(asked=2), paying=paying(GIFT_CARD)), STANDARD)
    assert (decision.rule, decision.facts["balance_minor"]) == ("balance-too-low", 500)
    assert decision.alternatives == (Alternative("method", "visa-1"),)
    assert decide_exchange(exchange(swap(), paying=paying(GIFT_CARD)), STANDARD).allowed


def test_money_does_not_move_on_anothers_payment_method() -> None:
    assert decide_exchange(exchange(paying=paying(None)), STANDARD).rule == "method-not-yours"


@pytest.mark.parametrize(
    ("state", "rule", "alternative"),
    [
        (OrderState.PENDING, "not-yet-shipped", "change_items"),
        (OrderState.PROCESSED, "not-delivered", "return_after_delivery"),
        (OrderState.SHIPPED, "not-delivered", "return_after_delivery"),
        (OrderState.CANCELLED, "order-cancelled", None),
    ],
)
def test_an_exchange_is_for_what_has_arrived(state: OrderState, rule: str, alternative: str | None) -> None:
    decision = decide_exchange(exchange(state=state), STANDARD)
    assert (decision.rule, decision.alternative) == (rule, alternative)


@pytest.mark.parametrize(
    ("state", "rule", "alternative"),
    [
        (OrderState.PROCESSED, "being-packed", "cancel"),
        (OrderState.SHIPPED, "already-shipped", "return_after_delivery"),
        (OrderState.DELIVERED, "already-delivered", "exchange"),
        (OrderState.CANCELLED, "order-cancelled", None),
    ],
)
def test_items_are_changed_until_the_order_is_packed(
    state: OrderState, rule: str, alternative: str | None
) -> None:
    decision = decide_item_change(item_change(state=state), STANDARD)
    assert (decision.rule, decision.alternative) == (rule, alternative)


def test_an_exchange_has_the_window_of_returns() -> None:
    late = exchange(delivered_at=NOW - timedelta(days=31))
    assert decide_exchange(late, STANDARD).rule == "window-over"
    assert decide_exchange(replace(late, level="gold"), STANDARD).allowed
    assert decide_exchange(replace(late, delivered_at=None), RETAIL).allowed


def test_final_sale_is_not_exchanged() -> None:
    assert decide_exchange(exchange(swap(returns="final_sale")), STANDARD).rule == "final-sale"


def test_a_shop_may_take_one_request_for_each_order_and_one_change_of_items() -> None:
    assert decide_exchange(exchange(earlier_requests=1), RETAIL).rule == "one-request-per-order"
    assert decide_exchange(exchange(earlier_requests=1), STANDARD).allowed
    assert decide_item_change(item_change(items_changed=True), RETAIL).rule == "items-changed"
    assert decide_item_change(item_change(items_changed=True), STANDARD).allowed


def edited(policy: Policy, part: str, **changed: Any) -> Policy:
    """A policy with a part of it changed."""
    return policy.model_copy(update={part: getattr(policy, part).model_copy(update=changed)})


def test_a_shop_may_offer_no_exchanges_or_changes() -> None:
    decision = decide_exchange(exchange(), edited(STANDARD, "exchanges", offered=False))
    assert (decision.rule, decision.alternative) == ("exchanges-not-offered", "return")
    assert (
        decide_item_change(item_change(), edited(STANDARD, "changes", items=False)).rule
        == "change-not-offered"
    )


def test_a_shop_may_exchange_a_broken_one_for_the_same() -> None:
    same = exchange(swap(replace(LARGE, sku="shirt-m")))
    assert decide_exchange(same, edited(STANDARD, "exchanges", same_variant=True)).allowed


def test_much_money_back_needs_a_person() -> None:
    careful = edited(STANDARD, "refunds", person_above_minor=499)
    assert decide_exchange(exchange(swap(SMALL)), careful).rule == "needs-person"


@settings(deadline=None)
@given(
    prices=st.lists(st.tuples(st.integers(0, 90_000), st.integers(0, 90_000), st.integers(1, 4)), min_size=1),
    balance=st.none() | st.integers(0, 200_000),
)
def test_the_money_moved_is_the_sum_of_the_differences(
    prices: list[tuple[int, int, int]], balance: int | None
) -> None:
    swaps = tuple(
        swap(replace(LARGE, unit_minor=new, stock=9_999), asked=asked, quantity=asked, unit_minor=old)
        for old, new, asked in prices
    )
    difference = sum((new - old) * asked for old, new, asked in prices)
    method = MethodFacts("m", MethodKind.GIFT_CARD, balance)
    decision = decide_exchange(exchange(*swaps, paying=paying(method)), STANDARD)
    if balance is not None and balance < difference:
        assert decision.rule == "balance-too-low"
    else:
        assert decision.charge_minor - decision.refund_minor == difference
        assert min(decision.charge_minor, decision.refund_minor) == 0
        assert sum(step.minor for step in decision.arithmetic) == difference
