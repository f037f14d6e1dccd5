"""Trouble on the way to paying: the truth about it, a way round, and a person."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from knowledge.feedback.models import Feedback
from knowledge.orders.models import Order
from knowledge.orders.payments import EntryKind, EntryState, PaymentEntry
from knowledge.shop import Shop
from tests.actions.shopper import Answered, Shopper, orders_of

SignedIn = Callable[..., Shopper]


def trouble(shopper: Shopper, text: str) -> Answered:
    return shopper.run("action_cart_problem", text, intent="cart_problem")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("the website is so slow", "sorry that the site is slow"),
        ("the search shows no results", "sorry that the search does not find"),
        ("an item vanished from my cart", "has gone from your basket"),
        ("I can't change the quantity in my basket", "cannot be changed"),
        ("my cart is not updating", "the basket gives you trouble"),
    ],
)
def test_each_trouble_has_its_own_help_and_is_written_down(
    own_customer: SignedIn, own_demo: Shop, text: str, told: str
) -> None:
    answered = trouble(own_customer(), text)
    assert told in answered.text
    assert answered.payloads == ["/recommend_product", "/contact_human_agent"]
    with own_demo.sessions() as session:
        newest = session.scalars(select(Feedback).order_by(Feedback.id.desc())).first()
    assert newest is not None
    assert (newest.kind, newest.text) == ("complaint", text)


def test_what_is_talked_about_can_be_put_into_the_basket_from_here(own_customer: SignedIn) -> None:
    lena = own_customer()
    lena.slots["product"] = "mosskar-mid-walker"
    assert '/place_order{"product": "mosskar-mid-walker"}' in trouble(lena, "my cart is empty again").payloads


def test_a_code_in_the_basket_is_looked_at(visitor: Shopper) -> None:
    assert "out of date" in trouble(visitor, "my basket does not take the code SUMMER20").text


def test_it_is_said_in_chinese(own_customer: SignedIn) -> None:
    assert trouble(own_customer(language="zh"), "网站太慢了").text.startswith("很抱歉网站这么慢")


def declined(shopper: Shopper) -> Answered:
    return shopper.run("action_payment_issue", "my card was declined", intent="payment_issue")


def test_a_declined_card_gets_reasons_and_what_became_of_the_order(
    signed_in: SignedIn, demo: Shop, visitor: Shopper
) -> None:
    omar = signed_in("LR-100002")
    (order,) = orders_of(demo, omar)
    answered = declined(omar)
    assert answered.texts[0].startswith(f"Your order {order.number}")
    assert "please do not order again" in answered.texts[0]
    assert answered.messages[1]["body"]["source"]["url"].endswith("/help/payment-declined")
    assert answered.payloads == ["/check_payment_methods", "/contact_human_agent"]
    assert "No order of yours was placed" in declined(signed_in("LR-100007")).texts[0]
    assert "source" in declined(visitor).messages[0]["body"]


def test_a_payment_that_failed_is_named(own_customer: SignedIn, own_demo: Shop) -> None:
    omar = own_customer("LR-100002")
    (order,) = orders_of(own_demo, omar)
    with own_demo.sessions() as session, session.begin():
        session.add(
            PaymentEntry(
                order_id=session.get_one(Order, order.id).id,
                key="paid:1",
                kind=EntryKind.PAYMENT,
                state=EntryState.FAILED,
                method="mastercard",
                amount_minor=order.total.minor,
                currency="EUR",
            )
        )
    answered = declined(omar)
    assert answered.texts[0] == (
        f"The payment for order {order.number} with your Mastercard failed, so it has not been paid."
    )
    assert "do not order again" not in answered.text


def test_what_is_sold_out_in_general_is_written_down_and_found_otherwise(own_customer: SignedIn) -> None:
    answered = own_customer().run(
        "action_ask_availability", "everything I want is always sold out", intent="ask_availability"
    )
    assert "written it down for the people who buy our goods" in answered.text
    assert answered.payloads == ["/recommend_product"]


@pytest.mark.parametrize(
    ("text", "intent", "told"),
    [
        ("how much is gift wrapping?", "ask_price", "Gift wrapping costs €3.50"),
        ("do you have a way without plastic?", "ask_price", "No plastic costs nothing"),
    ],
)
def test_what_packaging_costs(visitor: Shopper, text: str, intent: str, told: str) -> None:
    assert told in visitor.run("action_ask_price", text, intent=intent).text


def options(shopper: Shopper, text: str) -> Answered:
    return shopper.run("action_delivery_options", text, intent="delivery_options")


def test_delivery_is_told_for_the_country_with_prices_and_days(visitor: Shopper) -> None:
    answered = options(visitor, "how much is delivery to France?")
    table = answered.messages[1]["body"]
    assert table["text"] == "Delivery to France:"
    assert table["rows"][0] == ["Standard", "5–7", "€4.90, free from €50"]
    assert table["rows"][1] == ["Express", "3–4", "€9.90"]


def test_members_see_their_own_prices(signed_in: SignedIn) -> None:
    answered = options(signed_in("LR-100007"), "what does delivery cost?")
    table = answered.messages[1]["body"]
    assert "as a gold member" in table["text"]
    assert [row[2] for row in table["rows"][:2]] == ["free", "free"]


def test_where_nothing_goes_is_said_with_where_it_does(visitor: Shopper) -> None:
    answered = options(visitor, "do you deliver to Canada?")
    assert answered.text.startswith("We do not deliver to Canada")
    assert "Norway" in answered.text
    assert (
        "我们暂时不送加拿大"
        in Shopper(visitor.executor, language="zh")
        .run("action_delivery_options", "送加拿大吗", intent="delivery_options")
        .text
    )


def test_a_change_of_the_way_is_begun_from_a_question_about_ways(signed_in: SignedIn) -> None:
    omar = signed_in("LR-100002")
    answered = omar.starts(
        "action_delivery_options", "upgrade to overnight shipping", intent="delivery_options"
    )
    assert answered.kinds()[-1] == "confirmation"
