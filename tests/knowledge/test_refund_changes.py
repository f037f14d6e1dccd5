"""Paying the refund of an open return somewhere else: what the policy allows, and that only the place changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from knowledge.aftersales.decision import Move
from knowledge.aftersales.facts import MethodFacts, PayingFacts, RefundChangeFacts
from knowledge.aftersales.models import Refund
from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.refund_changes import decide_refund_change
from knowledge.aftersales.service import AfterSales
from knowledge.aftersales.states import Destination
from knowledge.aftersales.wishes import ChangeRefund
from knowledge.customers.models import Customer
from knowledge.orders.models import Order
from knowledge.orders.payments import EntryKind, MethodKind, PaymentMethod

STANDARD = load_pack("standard")
CARD = MethodFacts("visa-1", MethodKind.CARD)
OTHER_CARD = MethodFacts("visa-2", MethodKind.CARD)
GIFT_CARD = MethodFacts("gift-1", MethodKind.GIFT_CARD, balance_minor=0)
CREDIT = MethodFacts("credit-1", MethodKind.STORE_CREDIT, balance_minor=0)
FACTS = RefundChangeFacts(
    return_state="requested",
    refund_state="pending",
    now="visa-1",
    minor=1900,
    paying=PayingFacts(CARD, GIFT_CARD, "gift-1", (CARD, OTHER_CARD, GIFT_CARD, CREDIT)),
)


def to(method: MethodFacts | None, code: str = "") -> RefundChangeFacts:
    """The facts of somebody who wants the money there."""
    chosen = replace(FACTS.paying, chosen=method, chosen_code=method.code if method else code)
    return replace(FACTS, paying=chosen)


def test_a_refund_that_waits_for_its_goods_goes_to_another_place_with_its_amount() -> None:
    decision = decide_refund_change(FACTS, STANDARD)
    assert decision.rule == "refund-before-arrival"
    assert decision.moves == (Move(EntryKind.REFUND, "gift-1", Destination.GIFT_CARD, 1900, on_receipt=True),)


@pytest.mark.parametrize(
    ("facts", "rule", "others"),
    [
        (to(OTHER_CARD), "method-not-allowed", ["gift-1", "credit-1"]),
        (to(None, "visa-of-another"), "method-not-yours", ["gift-1", "credit-1"]),
        (to(CARD), "same-method", ["gift-1", "credit-1"]),
        (replace(FACTS, refund_state="succeeded"), "refund-paid", [""]),
        (replace(FACTS, return_state="partially_received"), "goods-arrived", [""]),
        (replace(FACTS, refund_state=None), "no-such-refund", []),
    ],
)
def test_what_cannot_be_changed_is_refused_with_the_places_there_are(
    facts: RefundChangeFacts, rule: str, others: list[str]
) -> None:
    decision = decide_refund_change(facts, STANDARD)
    assert not decision.allowed
    assert decision.rule == rule
    assert [each.of for each in decision.alternatives] == others


def test_a_bonus_is_not_won_or_lost_on_the_way() -> None:
    bonus = STANDARD.model_copy(
        update={"refunds": STANDARD.refunds.model_copy(update={"store_credit_bonus_percent": 5})}
    )
    assert decide_refund_change(to(CREDIT), bonus).rule == "needs-person"
    assert decide_refund_change(replace(FACTS, now="credit-1"), bonus).rule == "needs-person"
    assert decide_refund_change(FACTS, bonus).allowed


def test_only_the_place_changes_and_only_once(
    sessions: sessionmaker[Session],
    make_customer: Callable[..., Customer],
    make_order: Callable[..., Order],
) -> None:
    aftersales = AfterSales(sessions, STANDARD)
    ada = make_customer()
    order = make_order(ada)
    with sessions() as session, session.begin():
        session.add(
            PaymentMethod(
                customer_id=ada.id, code="gift-1", kind=MethodKind.GIFT_CARD, balance_minor=0, currency="EUR"
            )
        )
    shown = aftersales.propose_return(ada.id, order.number, order.lines[0].id, reason="too_small")
    made = aftersales.commit(ada.id, shown, confirmed=shown.key)
    change = aftersales.propose(ada.id, ChangeRefund(order.number, made.number, "gift-1"))
    done = aftersales.commit(ada.id, change, confirmed=change.key)
    assert (done.number, done.refund) == (made.number, made.refund)
    again = aftersales.commit(ada.id, change, confirmed=change.key)
    assert (again.number, again.repeated) == (made.number, True)
    with sessions() as session:
        (refund,) = session.scalars(select(Refund))
        assert (refund.method, refund.destination) == ("gift-1", Destination.GIFT_CARD)
        assert refund.amount_minor == made.refund.minor
