"""Cancelling an order: the owner's only, after a yes, and once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from knowledge.aftersales.models import Refund
from knowledge.orders.models import Order, OrderState
from knowledge.shop import Shop
from tests.actions.shopper import Answered, Shopper
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
    assert answered.slots["errand"]["held"] == {"order": order.number}


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
    assert marek.slots["errand"] is None
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
