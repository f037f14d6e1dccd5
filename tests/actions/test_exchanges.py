"""Exchanging items for other variants: which, for what, and who pays the difference."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from knowledge.aftersales.models import Exchange
from knowledge.catalogue.models import Variant
from knowledge.orders.models import OrderState
from knowledge.orders.payments import MethodKind, PaymentMethod
from knowledge.shop import Shop
from tests.actions.shopper import Answered, Shopper, line_of, orders_of, under_way

SignedIn = Callable[..., Shopper]
JACKET = "Kelder Hiking Rain Jacket"
TEE = "Tollan Merino Tee"
HOODIE = "Bramley Pullover Hoodie"


def exchanges(shop: Shop) -> int:
    with shop.sessions() as session:
        return session.scalar(select(func.count()).select_from(Exchange)) or 0


def begins(shopper: Shopper, text: str = "", **pressed: Any) -> Answered:
    return shopper.starts("action_exchange_item", text, intent="exchange_item", entities=pressed or None)


def says(shopper: Shopper, text: str, intent: str = "inform", **pressed: Any) -> Answered:
    return shopper.says(text, intent=intent, entities=pressed or None)


def rows(card: Answered) -> dict[str, str]:
    return {line["label"]: line["value"] for line in card.messages[-1]["body"]["lines"]}


def test_a_size_named_at_once_leads_to_the_card(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    order, _ = line_of(demo, lena, JACKET)
    card = begins(lena, "exchange the rain [jacket](product_type) for size [L](size)")
    assert rows(card) == {"Order": order.number, f"{JACKET} (green, M)": f"for {JACKET} (green, L)"}
    assert card.messages[-1]["body"]["total"] == {"label": "Difference in price", "value": "€0"}


def test_what_to_have_instead_is_asked_with_buttons(signed_in: SignedIn) -> None:
    lena = signed_in("LR-100001")
    asked = begins(lena, "I want to exchange the rain jacket")
    assert asked.text.startswith(f"What size would you like instead of {JACKET}") or asked.text.startswith(
        f"Which one would you like instead of {JACKET}"
    )
    assert asked.button("Leave that item as it is") == "/deny"


def test_too_small_is_answered_with_the_size_that_should_fit(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    _, line = line_of(demo, lena, JACKET)
    asked = begins(lena, line=str(line.id), return_reason="too_small")
    assert asked.text.endswith("Shall it be that one?")
    card = lena.presses(asked, "Exchange for size L")
    assert f"for {JACKET} (green, L)" in rows(card).values()


def test_too_small_in_words_is_no_wish_for_a_small_one(signed_in: SignedIn) -> None:
    lena = signed_in("LR-100001")
    asked = begins(lena, "exchange the rain jacket, it is [too small](return_reason=too_small)")
    assert "size L" in asked.text
    assert f"for {JACKET} (green, L)" in rows(says(lena, "yes please", "affirm")).values()


def test_leaving_the_only_item_changes_nothing(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer("LR-100001")
    before = exchanges(own_demo)
    asked = begins(lena, "I want to exchange the rain jacket")
    answered = lena.presses(asked, "Leave that item as it is")
    assert answered.text == "All right, nothing was changed."
    assert under_way(answered) is None
    assert exchanges(own_demo) == before


def test_items_of_two_orders_are_exchanged_one_after_the_other(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer("LR-100001")
    jackets, _ = line_of(own_demo, lena, JACKET)
    tees, _ = line_of(own_demo, lena, TEE)
    assert jackets.number != tees.number
    before = exchanges(own_demo)
    first = begins(lena, "exchange the rain jacket for size [L](size), and the merino tee for size [S](size)")
    assert "After this comes: " in first.messages[-1]["body"]["note"]
    second = lena.presses(first, "Yes, exchange it")
    assert second.texts[0].startswith("Your exchange X-")
    assert second.kinds()[-1] == "confirmation"
    done = lena.presses(second, "Yes, exchange it")
    assert done.text.startswith("Your exchange X-")
    assert exchanges(own_demo) == before + 2


def test_several_items_of_one_order_are_one_exchange(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer("LR-100001")
    before = exchanges(own_demo)
    card = begins(
        lena, "exchange the rain jacket for size [L](size), and the Mosskar walker for size [40](size)"
    )
    assert len(rows(card)) == 3
    assert lena.presses(card, "Yes, exchange it").text.startswith("Your exchange X-")
    assert exchanges(own_demo) == before + 1


def test_another_size_at_the_confirmation_is_shown_anew(signed_in: SignedIn) -> None:
    lena = signed_in("LR-100001")
    begins(lena, "exchange the rain jacket for size [L](size)")
    card = says(lena, "no, rather in [XL](size)", "deny")
    assert f"for {JACKET} (green, XL)" in rows(card).values()


def test_only_one_of_two_at_the_confirmation(signed_in: SignedIn) -> None:
    lena = signed_in("LR-100001")
    begins(lena, "exchange the rain jacket for size [L](size), and the Mosskar walker for size [40](size)")
    card = says(lena, "no, only exchange the Mosskar walker", "deny")
    assert len(rows(card)) == 2
    assert "Mosskar" in str(rows(card))


def test_what_is_sold_out_is_said_and_what_comes_near_is_offered(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer("LR-100001")
    _, line = line_of(own_demo, lena, JACKET)
    with own_demo.sessions() as session, session.begin():
        for variant in session.scalars(select(Variant).where(Variant.product_id == line.product_id)):
            if variant.options == {"colour": "green", "size": "L"}:
                variant.stock = 0
    asked = begins(lena, "exchange the rain jacket for size [L](size)")
    assert "instead of Kelder Hiking Rain Jacket (green, M)?" in asked.text
    assert "green, L" not in str(asked.messages)
    assert len(asked.payloads) > 1


def test_a_dearer_one_is_paid_by_the_method_chosen(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer("LR-100001")
    _, line = line_of(own_demo, lena, JACKET)
    with own_demo.sessions() as session, session.begin():
        for variant in session.scalars(select(Variant).where(Variant.product_id == line.product_id)):
            if variant.options["size"] == "L":
                variant.price_minor = line.unit_minor + 1000
        session.add(
            PaymentMethod(
                customer_id=lena.customer,
                code="card-1",
                kind=MethodKind.CARD,
                brand="visa",
                last_four="4242",
                currency="EUR",
            )
        )
        session.add(
            PaymentMethod(
                customer_id=lena.customer,
                code="gift-1",
                kind=MethodKind.GIFT_CARD,
                balance_minor=500,
                currency="EUR",
            )
        )
    asked = begins(lena, "exchange the rain jacket for size [L](size)")
    assert "€10 more" in asked.text
    titles = [button["title"] for button in asked.messages[-1]["body"]["buttons"]]
    assert "Visa ending in 4242" in titles
    assert not any("gift" in title for title in titles)  # it has not enough left
    card = lena.presses(asked, "Visa ending in 4242")
    assert rows(card)["Paid with"] == "Visa ending in 4242"
    assert "You pay €10" in lena.presses(card, "Yes, exchange it").text


def test_what_was_not_shipped_is_changed_instead(signed_in: SignedIn, demo: Shop) -> None:
    for shop_id in ("LR-100002", "LR-100008", "LR-100006", "LR-100010"):
        shopper = signed_in(shop_id)
        pending = orders_of(demo, shopper, OrderState.PENDING)
        if pending:
            break
    answered = begins(shopper, f"exchange an item of [{pending[0].number}](order_number)")
    assert answered.slots["errand"]["kind"] == "change_items"
    assert answered.text == "Which item would you like in another version?"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_is_the_same_in_both_languages(signed_in: SignedIn, language: str) -> None:
    lena = signed_in("LR-100001", language=language)
    card = begins(lena, "换[冲锋衣](product=kelder-hiking-rain-jacket)，要[L码](size=L)")
    assert card.kinds() == ["confirmation"]


def test_it_happens_once(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer("LR-100001")
    card = begins(lena, "exchange the rain jacket for size [L](size)")
    done = lena.presses(card, "Yes, exchange it")
    number = done.text.split()[2]
    key = card.button("Yes, exchange it").split('"')[3]
    again = lena.run("action_affirm", intent="affirm", entities={"proposal": key})
    assert again.text == f"That has been done already, as {number}. Nothing was done twice."
    assert exchanges(own_demo) == 1
