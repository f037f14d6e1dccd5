"""Paying an order another way: only by a method of one's own that can pay it, and before it ships."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.orders.models import Order, OrderState
from knowledge.orders.payments import MethodKind
from knowledge.shop import Shop
from tests.actions.shopper import Answered, Shopper
from tests.actions.shopper import orders_of as orders
from tests.actions.test_order_changes import card_of, stored

SignedIn = Callable[..., Shopper]


def change(shopper: Shopper, text: str) -> Answered:
    return shopper.starts("action_change_payment_method", text, intent="change_payment_method")


@pytest.fixture
def omar(own_customer: SignedIn, own_demo: Shop) -> Shopper:
    """Somebody with an open order of 104.85 that is paid by card, and other ways to pay."""
    omar = own_customer("LR-100002")
    stored(own_demo, omar, ("mastercard", MethodKind.CARD, None), ("paypal", MethodKind.PAYPAL, None))
    stored(own_demo, omar, ("gift-1", MethodKind.GIFT_CARD, 5000), ("gift-2", MethodKind.GIFT_CARD, 20000))
    return omar


def method_of(shop: Shop, order: Order) -> str:
    with shop.sessions() as session:
        return session.get_one(Order, order.id).payment_method


def test_the_methods_that_can_pay_it_are_offered(omar: Shopper, own_demo: Shop) -> None:
    (order,) = orders(own_demo, omar, OrderState.PENDING)
    asked = change(omar, "I want to pay my order another way")
    assert asked.text.startswith(f"Order {order.number} over €104.85 is paid by: Visa ending in 4242.")
    titles = [button["title"] for button in asked.messages[-1]["body"]["buttons"]]
    assert titles == ["PayPal", "a gift card with €200 left"]
    shown = omar.presses(asked, "PayPal")
    assert card_of(shown)["From now on by"] == "PayPal"
    done = omar.says("yes", intent="affirm")
    assert done.text == f"Order {order.number} is now paid by PayPal."
    assert method_of(own_demo, order) == "paypal"


def test_a_method_named_at_once_goes_straight_to_the_card(omar: Shopper) -> None:
    assert card_of(change(omar, "pay my order with paypal instead"))["From now on by"] == "PayPal"


def test_a_no_keeps_the_method(omar: Shopper, own_demo: Shop) -> None:
    (order,) = orders(own_demo, omar, OrderState.PENDING)
    change(omar, "pay my order with paypal instead")
    assert omar.says("no", intent="deny").text == "All right, nothing was changed."
    assert method_of(own_demo, order) == "mastercard"


def test_another_method_can_be_named_at_the_card(omar: Shopper) -> None:
    change(omar, "pay my order with paypal instead")
    shown = omar.says("no, the one with the code gift-2", intent="deny")
    assert card_of(shown)["From now on by"] == "a gift card with €200 left"


def test_a_gift_card_that_is_too_small_is_refused_with_those_that_are_not(
    omar: Shopper, own_demo: Shop
) -> None:
    answered = change(omar, "pay my order with gift-1")
    assert answered.texts[0] == "There is not enough on that gift card or credit."
    titles = [button["title"] for button in answered.messages[-1]["body"]["buttons"]]
    assert "a gift card with €200 left" in titles
    assert "a gift card with €50 left" not in titles


def test_the_method_it_is_paid_by_already_is_no_change(omar: Shopper) -> None:
    answered = change(omar, "pay my order with my visa card")
    assert answered.texts[0] == "The order is paid that way already."


def test_without_another_method_the_way_to_add_one_is_told(own_customer: SignedIn) -> None:
    answered = change(own_customer("LR-100002"), "change the payment of my order")
    assert answered.text.startswith("There is no other way of paying stored in your account")
    assert "https://shop.test/account" in answered.text


def test_an_order_that_was_delivered_is_refused(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    stored(own_demo, lena, ("visa", MethodKind.CARD, None))
    order = orders(own_demo, lena, OrderState.DELIVERED)[0]
    answered = change(lena, f"pay [{order.number}](order_number) by visa")
    assert "has been delivered already" in answered.text
    assert answered.slots["outcome"] == "refused"


def test_without_any_open_order_there_is_nothing_to_change(own_customer: SignedIn) -> None:
    answered = change(own_customer(), "I'd like to pay another way")
    assert answered.text == "You have no order whose payment can still be changed."


def test_it_is_done_in_chinese(own_customer: SignedIn, own_demo: Shop) -> None:
    omar = own_customer("LR-100002", language="zh")
    stored(own_demo, omar, ("paypal", MethodKind.PAYPAL, None))
    shown = change(omar, "订单改用贝宝付款")
    assert card_of(shown)["新付款方式"] == "您的 PayPal 账户"
    assert "付款方式已改为" in omar.says("好", intent="affirm").text
