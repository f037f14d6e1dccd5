"""What is done about what came wrong, and about lower prices and codes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from knowledge.aftersales.claims import decide_claim
from knowledge.aftersales.decision import Alternative, Move
from knowledge.aftersales.facts import (
    ClaimFacts,
    LineFacts,
    MethodFacts,
    PayingFacts,
    PriceMatchFacts,
    PromoCodeFacts,
)
from knowledge.aftersales.offers import decide_price_match, decide_promo_code
from knowledge.aftersales.policy import PromoCode
from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.states import ClaimKind, Destination
from knowledge.orders.models import OrderState
from knowledge.orders.payments import EntryKind, MethodKind

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
STANDARD, RETAIL = load_pack("standard"), load_pack("tau2-retail")
PAID = PayingFacts(MethodFacts("visa-1", MethodKind.CARD))
CUP = LineFacts(line_id=1, label="Cup", quantity=2, already_returned=0, unit_minor=2000)


def claim(**changed: Any) -> ClaimFacts:
    """A cup that arrived broken five days ago."""
    usual = ClaimFacts(
        kind=ClaimKind.DAMAGED,
        state=OrderState.DELIVERED,
        delivered_at=NOW - timedelta(days=5),
        lines=(CUP,),
        remedy="refund",
        in_stock=True,
        now=NOW,
        paying=PAID,
    )
    return replace(usual, **changed)


@pytest.mark.parametrize("kind", ClaimKind)
def test_a_small_claim_is_believed_and_paid(kind: ClaimKind) -> None:
    decision = decide_claim(claim(kind=kind), STANDARD)
    assert (decision.allowed, decision.rule, decision.person) == (True, "claim-accepted", False)
    assert decision.moves == (Move(EntryKind.REFUND, "visa-1", Destination.ORIGINAL_PAYMENT, 2000),)


def test_a_claim_worth_more_is_taken_and_accepted_by_a_person() -> None:
    decision = decide_claim(claim(lines=(replace(CUP, unit_minor=5001),)), STANDARD)
    assert (decision.allowed, decision.rule, decision.person) == (True, "claim-for-a-person", True)


def test_a_replacement_moves_no_money() -> None:
    decision = decide_claim(claim(remedy="replacement"), STANDARD)
    assert (decision.allowed, decision.moves) == (True, ())


@pytest.mark.parametrize(
    ("changed", "rule", "alternative"),
    [
        ({"state": OrderState.PENDING, "delivered_at": None}, "not-delivered", "cancel"),
        ({"state": OrderState.SHIPPED, "delivered_at": None}, "not-delivered", "return_after_delivery"),
        ({"state": OrderState.CANCELLED}, "order-cancelled", None),
        ({"delivered_at": NOW - timedelta(days=61)}, "claim-too-late", "person"),
        ({"lines": ()}, "nothing-named", None),
        ({"lines": (replace(CUP, asked=3),)}, "already-returned", "person"),
        ({"lines": (replace(CUP, already_returned=2),)}, "already-returned", "person"),
        ({"remedy": "voucher"}, "remedy-not-offered", "remedy"),
        ({"remedy": "replacement", "in_stock": False}, "replacement-not-available", "remedy"),
    ],
)
def test_a_claim_that_is_not_taken_says_why_and_what_is(
    changed: dict[str, Any], rule: str, alternative: str | None
) -> None:
    decision = decide_claim(claim(**changed), STANDARD)
    assert (decision.allowed, decision.rule, decision.alternative) == (False, rule, alternative)


def test_a_shop_that_takes_no_claims_hands_over() -> None:
    assert decide_claim(claim(), RETAIL).alternative == "person"


def price(**changed: Any) -> PriceMatchFacts:
    """Two cups for 20.00 each, seen for 17.50 in the shop itself ten days later."""
    usual = PriceMatchFacts(
        state=OrderState.DELIVERED,
        placed_at=NOW - timedelta(days=10),
        now=NOW,
        line=replace(CUP, asked=2),
        shop="own",
        lower_minor=1750,
        paying=PAID,
    )
    return replace(usual, **changed)


def test_the_difference_to_a_lower_price_goes_back_for_each_piece() -> None:
    assert decide_price_match(price(), STANDARD).refund_minor == 500


@pytest.mark.parametrize(
    ("changed", "rule", "alternative"),
    [
        ({"placed_at": NOW - timedelta(days=15)}, "price-match-too-late", "return"),
        ({"shop": "cheap.example"}, "shop-not-matched", "shop"),
        ({"lower_minor": 2000}, "price-not-lower", None),
        ({"state": OrderState.CANCELLED}, "order-cancelled", None),
        ({"line": replace(CUP, asked=3)}, "not-so-many", None),
    ],
)
def test_a_price_that_is_not_matched_says_why(
    changed: dict[str, Any], rule: str, alternative: str | None
) -> None:
    decision = decide_price_match(price(**changed), STANDARD)
    assert (decision.rule, decision.alternative, decision.refund_minor) == (rule, alternative, 0)


def test_a_shop_may_match_no_prices_or_small_differences_only() -> None:
    assert decide_price_match(price(), RETAIL).rule == "price-match-not-offered"
    rules = STANDARD.price_match
    assert rules is not None
    small = STANDARD.model_copy(update={"price_match": rules.model_copy(update={"most_percent": 12})})
    assert decide_price_match(price(), small).rule == "difference-too-large"


CODES = STANDARD.model_copy(
    update={
        "promo_codes": (
            PromoCode(
                code="SPRING", percent=15, starts=NOW - timedelta(days=60), ends=NOW - timedelta(days=1)
            ),
            PromoCode(code="AUTUMN", amount_minor=500, starts=NOW + timedelta(days=60)),
            PromoCode(code="TODAY", percent=10, starts=NOW, ends=NOW + timedelta(hours=1), least_minor=1000),
            PromoCode(code="GOLD", amount_minor=5000, levels=frozenset({"gold"})),
        )
    }
)


@pytest.mark.parametrize(
    ("code", "goods", "rule"),
    [
        ("SPRING", 5000, "code-expired"),
        ("AUTUMN", 5000, "code-not-yet-valid"),
        ("GOLD", 5000, "code-for-other-members"),
        ("TODAY", 999, "order-too-small"),
        ("NOPE", 5000, "code-unknown"),
    ],
)
def test_a_code_that_is_not_good_is_refused_and_gives_no_others_away(
    code: str, goods: int, rule: str
) -> None:
    decision = decide_promo_code(PromoCodeFacts(code, goods, "blue", NOW), CODES)
    assert (decision.allowed, decision.rule, decision.alternatives) == (False, rule, ())


def test_a_member_is_told_the_code_that_is_for_them() -> None:
    decision = decide_promo_code(PromoCodeFacts("SPRING", 5000, "gold", NOW), CODES)
    assert decision.alternatives == (Alternative("code", "GOLD"),)


def test_a_code_takes_off_its_share_rounded_down_and_never_more_than_the_goods_cost() -> None:
    today = decide_promo_code(PromoCodeFacts("today", 1999, "blue", NOW), CODES)
    gold = decide_promo_code(PromoCodeFacts("GOLD", 1999, "gold", NOW), CODES)
    assert [step.minor for step in (*today.arithmetic, *gold.arithmetic)] == [-199, -1999]
