"""Taking items out of an order that was not shipped: what goes back, what stays, and when it cannot be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload, sessionmaker

from knowledge.aftersales.decision import Alternative, Move
from knowledge.aftersales.errors import Refused
from knowledge.aftersales.facts import LineFacts, MethodFacts, PayingFacts, RemovalFacts
from knowledge.aftersales.models import Refund
from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.removals import decide_removal
from knowledge.aftersales.service import AfterSales
from knowledge.aftersales.states import Destination
from knowledge.aftersales.wishes import RemoveItems
from knowledge.catalogue.models import Product, Variant
from knowledge.customers.models import Customer
from knowledge.orders.models import Order, OrderState
from knowledge.orders.payments import EntryKind, MethodKind

Sessions = sessionmaker[Session]

STANDARD, RETAIL = load_pack("standard"), load_pack("tau2-retail")
CARD = MethodFacts("visa-1", MethodKind.CARD)
GIFT_CARD = MethodFacts("gift-1", MethodKind.GIFT_CARD, balance_minor=0)
MUG = LineFacts(line_id=1, label="Mug", quantity=3, already_returned=0, unit_minor=900, asked=2)
FACTS = RemovalFacts(
    state=OrderState.PENDING,
    items_changed=False,
    lines=(MUG,),
    list_minor=2000,
    discount_minor=700,
    stays=1,
    paying=PayingFacts(CARD),
)


def test_what_items_cost_less_their_share_of_the_discount_goes_back_to_how_they_were_paid() -> None:
    decision = decide_removal(FACTS, STANDARD)
    assert decision.rule == "removed-before-shipping"
    assert decision.moves == (Move(EntryKind.REFUND, "visa-1", Destination.ORIGINAL_PAYMENT, 1800),)


def test_of_several_methods_none_gets_back_more_than_it_paid() -> None:
    facts = replace(FACTS, paid=((CARD, 1500), (GIFT_CARD, 800)))
    assert [(move.method, move.minor) for move in decide_removal(facts, STANDARD).moves] == [
        ("visa-1", 1500),
        ("gift-1", 300),
    ]


def test_before_the_order_is_charged_there_is_only_a_new_total() -> None:
    decision = decide_removal(replace(FACTS, paying=replace(FACTS.paying, charged=False)), STANDARD)
    assert (decision.allowed, decision.moves) == (True, ())


@pytest.mark.parametrize(
    ("changed", "rule", "alternative"),
    [
        ({"state": OrderState.SHIPPED}, "already-shipped", "return_after_delivery"),
        ({"state": OrderState.PROCESSED}, "being-packed", "cancel"),
        ({"stays": 0}, "would-be-empty", "cancel"),
        ({"lines": ()}, "nothing-named", None),
        ({"lines": (replace(MUG, asked=4),)}, "not-so-many", "person"),
    ],
)
def test_what_cannot_be_taken_out_is_refused_with_the_nearest_thing(
    changed: dict[str, object], rule: str, alternative: str | None
) -> None:
    decision = decide_removal(replace(FACTS, **changed), STANDARD)  # type: ignore[arg-type]
    assert (decision.rule, decision.alternative) == (rule, alternative)


def test_a_shop_that_takes_nothing_out_names_the_whole_order_and_a_later_return() -> None:
    decision = decide_removal(FACTS, RETAIL)
    assert decision.rule == "removal-not-offered"
    assert decision.alternatives == (Alternative("cancel"), Alternative("return_after_delivery"))


def stock(sessions: Sessions, sku: str) -> int:
    with sessions() as session:
        return session.scalars(select(Variant.stock).where(Variant.sku == sku)).one()


def test_the_rest_of_the_order_stays_and_the_goods_are_for_sale_again(
    sessions: Sessions,
    make_customer: Callable[..., Customer],
    make_product: Callable[..., Product],
    make_order: Callable[..., Order],
) -> None:
    make_product("mug", {"colour": "red"}, stock=5)
    ada = make_customer()
    order = make_order(
        ada, ("mug-1", 2, 1000), ("cap-1", 1, 1500), state=OrderState.PENDING, shipping_minor=490
    )
    aftersales = AfterSales(sessions, STANDARD)
    mugs, cap = order.lines
    shown = aftersales.propose(ada.id, RemoveItems(order.number, ((mugs.id, 1), (cap.id, 1))))
    assert shown.refund_minor == 2500
    done = aftersales.commit(ada.id, shown, confirmed=shown.key)
    assert (done.number, done.refund.minor) == (order.number, 2500)
    assert aftersales.commit(ada.id, shown, confirmed=shown.key).repeated
    with sessions() as session:
        left = session.get_one(Order, order.id, options=[selectinload(Order.lines)])
        assert [(line.sku, line.quantity) for line in left.lines] == [("mug-1", 1)]
        assert left.total.minor == 1490
        assert left.state == OrderState.PENDING
    assert stock(sessions, "mug-1") == 6
    with pytest.raises(Refused, match="would-be-empty"):
        aftersales.propose(ada.id, RemoveItems(order.number, ((mugs.id, 1),)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(1, 3), st.integers(0, 4000)), min_size=2, max_size=4),
    st.integers(0, 9000),
    st.data(),
)
def test_total_and_refunds_together_are_what_was_paid_whatever_the_discount(
    sessions: Sessions,
    make_customer: Callable[..., Customer],
    make_order: Callable[..., Order],
    lines: list[tuple[int, int]],
    discount: int,
    data: st.DataObject,
) -> None:
    ada = make_customer()
    goods = sum(quantity * price for quantity, price in lines)
    order = make_order(
        ada,
        *((f"thing{place}-1", quantity, price) for place, (quantity, price) in enumerate(lines)),
        state=OrderState.PENDING,
        discount_minor=min(discount, goods),
    )
    aftersales = AfterSales(sessions, STANDARD)
    for line in order.lines[1:]:
        quantity = data.draw(st.integers(1, line.quantity))
        shown = aftersales.propose(ada.id, RemoveItems(order.number, ((line.id, quantity),)))
        aftersales.commit(ada.id, shown, confirmed=shown.key)
    with sessions() as session:
        left = session.get_one(Order, order.id, options=[selectinload(Order.lines)])
        back = session.scalars(select(Refund.amount_minor).where(Refund.order_id == order.id)).all()
        assert left.total.minor + sum(back) == order.total.minor
        assert left.discount_minor >= 0
        assert left.total.minor >= 0
