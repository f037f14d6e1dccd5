"""Cancelling an order: the owner's only, after a yes, and once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from knowledge.aftersales.models import Refund
from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.service import AfterSales
from knowledge.orders.models import Order, OrderState
from knowledge.shop import Shop
from tests.actions.shopper import Answered, Shopper, under_way
from tests.actions.shopper import orders_of as orders

SignedIn = Callable[..., Shopper]


def ask_to_cancel(shopper: Shopper, text: str = "cancel my order") -> Answered:
    return shopper.starts("action_start_cancel", text, intent="cancel_order")


def say(shopper: Shopper, intent: str, text: str, **entities: Any) -> Answered:
    return shopper.says(text, intent=intent, entities=entities or None)


def refunds(shop: Shop) -> int:
    with shop.sessions() as session:
        return session.scalar(select(func.count()).select_from(Refund)) or 0


def test_the_only_order_that_can_be_cancelled_is_meant(signed_in: SignedIn, demo: Shop) -> None:
    marek = signed_in("LR-100006")
    (order,) = orders(demo, marek, OrderState.PROCESSED)
    answered = ask_to_cancel(marek)
    assert answered.kinds() == ["confirmation"]
    assert answered.slots["order"] == order.number
    assert answered.slots["errand"]["held"]["orders"] == [order.number]


def test_the_card_shows_what_will_be_done_before_a_yes(signed_in: SignedIn, demo: Shop) -> None:
    marek = signed_in("LR-100006")
    (order,) = orders(demo, marek, OrderState.PROCESSED)
    answered = ask_to_cancel(marek)
    body = answered.messages[0]["body"]
    assert answered.kinds() == ["confirmation"]
    assert body["title"] == f"Cancel order {order.number}?"
    assert "Everyday LED TV" in body["lines"][0]["value"]
    assert body["total"]["value"] == order.total.format()
    assert [button["payload"].split("{")[0] for button in body["buttons"]] == ["/affirm", "/deny"]
    assert answered.slots["proposal"]["wish"]["order_number"] == order.number
    assert answered.slots["outcome"] == "asked"


def test_a_yes_cancels_what_was_shown_and_pays_back(own_customer: SignedIn, own_demo: Shop) -> None:
    marek = own_customer("LR-100006")
    (order,) = orders(own_demo, marek, OrderState.PROCESSED)
    before = refunds(own_demo)
    ask_to_cancel(marek)
    answered = say(marek, "affirm", "yes")
    assert answered.text == f"Order {order.number} is cancelled. {order.total.format()} goes back to you."
    assert answered.slots["outcome"] == "done"
    assert answered.slots["proposal"] is None
    assert orders(own_demo, marek, OrderState.PROCESSED) == []
    assert refunds(own_demo) == before + 1


def test_a_no_keeps_the_order(own_customer: SignedIn, own_demo: Shop) -> None:
    marek = own_customer("LR-100006")
    ask_to_cancel(marek)
    answered = say(marek, "deny", "no")
    assert answered.text == "All right, the order stays as it is."
    assert answered.slots["outcome"] == "nothing"
    assert len(orders(own_demo, marek, OrderState.PROCESSED)) == 1


def test_what_was_shipped_after_the_card_is_not_cancelled(own_customer: SignedIn, own_demo: Shop) -> None:
    marek = own_customer("LR-100006")
    (order,) = orders(own_demo, marek, OrderState.PROCESSED)
    ask_to_cancel(marek)
    with own_demo.sessions() as session, session.begin():
        session.get_one(Order, order.id).state = OrderState.SHIPPED
    answered = say(marek, "affirm", "yes")
    assert answered.text.startswith(
        f"Order {order.number} has been shipped, so it cannot be cancelled any more."
    )
    assert answered.slots["outcome"] == "refused"
    assert [each.state for each in orders(own_demo, marek) if each.id == order.id] == [OrderState.SHIPPED]


def test_a_button_of_an_older_card_does_nothing(own_customer: SignedIn, own_demo: Shop) -> None:
    marek = own_customer("LR-100006")
    ask_to_cancel(marek)
    answered = say(marek, "affirm", "", proposal="cancel:of-an-older-card")
    assert answered.texts[0].startswith("That button belongs to something I showed you earlier")
    assert len(orders(own_demo, marek, OrderState.PROCESSED)) == 1


def test_leaving_it_does_nothing(own_customer: SignedIn, own_demo: Shop) -> None:
    marek = own_customer("LR-100006")
    ask_to_cancel(marek)
    assert marek.run("action_stop", "never mind", intent="stop").leaves_form
    answered = marek.run("action_finish_errand", "never mind", intent="stop")
    assert answered.messages == []
    assert under_way(marek) is None
    assert len(orders(own_demo, marek, OrderState.PROCESSED)) == 1


@pytest.mark.parametrize(
    ("shop_id", "state", "words"),
    [
        ("LR-100006", OrderState.SHIPPED, "has been shipped, so it cannot be cancelled any more"),
        (
            "LR-100006",
            OrderState.DELIVERED,
            "has been delivered, so it cannot be cancelled. You can return it",
        ),
        ("LR-100008", OrderState.CANCELLED, "is cancelled already"),
    ],
)
def test_what_cannot_be_cancelled_is_refused_with_the_reason(
    signed_in: SignedIn, demo: Shop, shop_id: str, state: OrderState, words: str
) -> None:
    shopper = signed_in(shop_id)
    number = orders(demo, shopper, state)[0].number
    answered = ask_to_cancel(shopper, f"cancel [{number}](order_number)")
    assert words in answered.text
    assert answered.slots["outcome"] == "refused"
    assert answered.followup is None
    assert "/contact_human_agent" in answered.payloads


def test_with_nothing_to_cancel_returning_is_offered(signed_in: SignedIn) -> None:
    answered = ask_to_cancel(signed_in("LR-100007"))
    assert answered.text.startswith("You have no order that can still be cancelled.")
    assert answered.payloads == ["/return_item"]
    assert answered.slots["outcome"] == "nothing"


def test_another_order_can_be_named_at_the_confirmation(own_customer: SignedIn, own_demo: Shop) -> None:
    marek = own_customer("LR-100006")
    (order,) = orders(own_demo, marek, OrderState.PROCESSED)
    (shipped, *_) = orders(own_demo, marek, OrderState.SHIPPED)
    with own_demo.sessions() as session, session.begin():
        session.get_one(Order, shipped.id).state = OrderState.PENDING
    shown = ask_to_cancel(marek, f"cancel [{order.number}](order_number)")
    assert order.number in shown.messages[0]["body"]["title"]
    shown = say(marek, "deny", f"no, [{shipped.number}](order_number)")
    assert shipped.number in shown.messages[0]["body"]["title"]
    assert f"Order {shipped.number} is cancelled" in say(marek, "affirm", "yes").text
    assert [each.number for each in orders(own_demo, marek, OrderState.PROCESSED)] == [order.number]


def test_a_wrong_number_is_said_and_the_question_put_again(own_customer: SignedIn) -> None:
    marek = own_customer("LR-100006")
    ask_to_cancel(marek)
    answered = say(marek, "inform", "[99999](order_number)")
    assert "I find no order 99999" in answered.text
    assert "Which order shall I cancel?" in answered.text


def test_chat_in_the_middle_is_no_answer(signed_in: SignedIn) -> None:
    marek = signed_in("LR-100006")
    ask_to_cancel(marek)
    answered = say(marek, "chitchat", "how is the weather")
    assert (answered.messages, answered.events) == ([], [])


def test_a_question_about_an_order_in_the_middle_does_not_change_which_is_cancelled(
    signed_in: SignedIn, demo: Shop
) -> None:
    marek = signed_in("LR-100006")
    (other, *_) = orders(demo, marek, OrderState.SHIPPED)
    ask_to_cancel(marek)
    answered = say(marek, "track_order", f"where is [{other.number}](order_number)?")
    assert (answered.messages, answered.events) == ([], [])


def two_open(shop: Shop, shopper: Shopper) -> list[Order]:
    """Two orders of a shopper, as if they had just been placed."""
    found = orders(shop, shopper)[:2]
    with shop.sessions() as session, session.begin():
        for order in found:
            session.get_one(Order, order.id).state = OrderState.PENDING
    return found


def states(shop: Shop, *found: Order) -> list[OrderState]:
    with shop.sessions() as session:
        return [OrderState(session.get_one(Order, order.id).state) for order in found]


@pytest.mark.parametrize("text", ["cancel both orders", "please cancel all my orders"])
def test_both_orders_are_cancelled_with_one_yes(own_customer: SignedIn, own_demo: Shop, text: str) -> None:
    lena = own_customer()
    first, second = two_open(own_demo, lena)
    shown = ask_to_cancel(lena, text)
    assert shown.messages[0]["body"]["title"] == "Cancel these 2 orders?"
    lines = {line["label"] for line in shown.messages[0]["body"]["lines"]}
    assert lines == {f"Order {first.number}", f"Order {second.number}"}
    done = lena.presses(shown, "Yes, cancel them all")
    assert f"Order {first.number} is cancelled" in done.text
    assert f"Order {second.number} is cancelled" in done.text
    assert states(own_demo, first, second) == [OrderState.CANCELLED] * 2


def test_all_but_one_are_cancelled(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    first, second = two_open(own_demo, lena)
    shown = ask_to_cancel(lena, f"cancel all orders except [{second.number}](order_number)")
    assert shown.messages[0]["body"]["title"] == f"Cancel order {first.number}?"


def test_of_two_orders_named_the_one_that_was_shipped_is_refused_and_the_other_shown(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer()
    first, second = two_open(own_demo, lena)
    with own_demo.sessions() as session, session.begin():
        session.get_one(Order, second.id).state = OrderState.SHIPPED
    text = f"cancel [{first.number}](order_number) and [{second.number}](order_number)"
    shown = ask_to_cancel(lena, text)
    assert f"Order {second.number} has been shipped" in shown.texts[0]
    assert shown.messages[-1]["body"]["title"] == f"Cancel order {first.number}?"
    lena.says("yes", intent="affirm")
    assert states(own_demo, first, second) == [OrderState.CANCELLED, OrderState.SHIPPED]


def test_a_changed_mind_leaves_just_one_to_be_cancelled(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    first, second = two_open(own_demo, lena)
    ask_to_cancel(lena, "cancel both")
    shown = say(lena, "deny", f"no, only [{first.number}](order_number)")
    assert shown.messages[0]["body"]["title"] == f"Cancel order {first.number}?"
    say(lena, "affirm", "yes")
    assert states(own_demo, first, second) == [OrderState.CANCELLED, OrderState.PENDING]


def test_saying_it_again_with_the_yes_is_a_yes(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    first, second = two_open(own_demo, lena)
    ask_to_cancel(lena, "cancel both")
    assert "is cancelled" in say(lena, "affirm", "yes, cancel both").text
    assert states(own_demo, first, second) == [OrderState.CANCELLED] * 2


def test_which_order_is_asked_and_all_of_them_can_be_the_answer(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer()
    two_open(own_demo, lena)
    asked = ask_to_cancel(lena, "I want to cancel an order")
    assert asked.text == "Which order shall I cancel?"
    shown = lena.presses(asked, "All of them")
    assert shown.messages[0]["body"]["title"] == "Cancel these 2 orders?"


def test_a_reason_that_is_said_is_shown_and_kept(own_customer: SignedIn, own_demo: Shop) -> None:
    marek = own_customer("LR-100006")
    (order,) = orders(own_demo, marek, OrderState.PROCESSED)
    shown = ask_to_cancel(marek, "cancel my order, I ordered it by mistake")
    assert {"label": "Reason", "value": "ordered by mistake"} in shown.messages[0]["body"]["lines"]
    say(marek, "affirm", "yes")
    with own_demo.sessions() as session:
        assert session.get_one(Order, order.id).cancel_reason == "ordered_by_mistake"


def test_where_the_policy_wants_a_reason_it_is_asked_for_and_others_are_not_taken(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    own_demo.__dict__["aftersales"] = AfterSales(own_demo.sessions, load_pack("tau2-retail"))
    omar = own_customer("LR-100002")
    (order,) = orders(own_demo, omar, OrderState.PENDING)
    asked = ask_to_cancel(omar, "cancel my order")
    assert asked.text == "Why would you like to cancel?"
    again = say(omar, "complaint", "it takes too long")
    assert f"Order {order.number} cannot be cancelled for that reason." in again.text
    assert "Why would you like to cancel?" in again.text
    shown = say(omar, "inform", "then I don't need it any more")
    assert {"label": "Reason", "value": "no longer needed"} in shown.messages[0]["body"]["lines"]
    say(omar, "affirm", "yes")
    with own_demo.sessions() as session:
        assert session.get_one(Order, order.id).cancel_reason == "no_longer_needed"


def test_both_are_cancelled_in_chinese(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer(language="zh")
    first, second = two_open(own_demo, lena)
    shown = ask_to_cancel(lena, "两个订单都取消，下错单了")
    assert shown.messages[0]["body"]["title"] == "取消这 2 个订单？"
    assert {"label": "原因", "value": "误下单"} in shown.messages[0]["body"]["lines"]
    say(lena, "affirm", "好的")
    assert states(own_demo, first, second) == [OrderState.CANCELLED] * 2


def test_taking_it_out_of_the_order_asks_which_item_and_cancels_no_order(own_customer: SignedIn) -> None:
    omar = own_customer("LR-100002")
    asked = ask_to_cancel(omar, "please take it out of my order")
    assert asked.text == "Which item shall I take out?"
    shown = omar.presses(asked, "Lockstep Headphone Adapter (black)")
    assert shown.messages[0]["body"]["title"].startswith("Take this out of order")


@pytest.mark.parametrize(
    "text", ["yes, that's all right", "yes, all good thanks", "yes please cancel it, every cent counts"]
)
def test_a_yes_with_all_in_it_is_no_wish_for_all_orders(
    own_customer: SignedIn, own_demo: Shop, text: str
) -> None:
    lena = own_customer()
    first, second = two_open(own_demo, lena)
    ask_to_cancel(lena, f"cancel [{first.number}](order_number)")
    done = say(lena, "affirm", text)
    assert done.text.startswith(f"Order {first.number} is cancelled")
    assert states(own_demo, first, second) == [OrderState.CANCELLED, OrderState.PENDING]


def test_what_was_interrupted_goes_on_unless_it_was_about_the_cancelled_order(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer()
    first, second = two_open(own_demo, lena)
    for cancelled, goes_on in ((first, True), (second, False)):
        lena.starts(
            "action_change_shipping_address",
            f"another address for [{second.number}](order_number)",
            intent="change_shipping_address",
        )
        ask_to_cancel(lena, f"cancel [{cancelled.number}](order_number)")
        done = say(lena, "affirm", "yes")
        assert f"Order {cancelled.number} is cancelled" in done.text
        assert ("Back to what we were doing" in done.text) is goes_on
