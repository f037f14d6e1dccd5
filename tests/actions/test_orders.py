"""Where orders are, and cancelling them: the owner's only, after a yes, and once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from knowledge.aftersales.models import Refund
from knowledge.database import utc_now
from knowledge.orders.models import Fulfilment, Order, OrderLine, OrderState
from knowledge.shop import Shop
from tests.actions.shopper import Answered, Shopper

SignedIn = Callable[..., Shopper]


def orders(shop: Shop, shopper: Shopper, *states: OrderState) -> list[Order]:
    assert shopper.customer is not None
    found = shop.orders.of_customer(shopper.customer)
    return [order for order in found if not states or order.state in states]


def test_a_visitor_is_asked_to_sign_in_and_told_nothing(visitor: Shopper) -> None:
    for action in ("action_track_order", "action_start_cancel", "action_start_return", "action_track_refund"):
        answered = visitor.run(action, "order [10001](order_number)")
        assert "https://shop.test/sign-in" in answered.text
        assert answered.slots == {"outcome": "sign_in"}
        assert answered.payloads == ["/contact_human_agent"]


def test_without_a_number_all_orders_under_way_are_told(signed_in: SignedIn, demo: Shop) -> None:
    marek = signed_in("LR-100006")
    under_way = orders(demo, marek, OrderState.PROCESSED, OrderState.SHIPPED)
    answered = marek.run("action_track_order", "where are my orders?", intent="track_order")
    assert len(answered.messages) == len(under_way) == 2
    for order, text in zip(under_way, answered.texts, strict=True):
        assert text.startswith(f"Order {order.number} (")
    assert "the courier found nobody" in answered.text
    assert f'/cancel_order{{"order_number": "{under_way[0].number}"}}' in answered.payloads
    assert answered.slots["order"] == under_way[0].number


def test_a_late_parcel_is_said_to_be_late_and_a_person_offered(signed_in: SignedIn) -> None:
    answered = signed_in("LR-100001").run("action_track_order", "where is my order?")
    assert "It is later than promised. I am sorry." in answered.text
    assert "held up in" in answered.text
    assert answered.slots["offer"] == "person"


def test_an_order_is_found_by_what_is_in_it(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    answered = lena.run("action_track_order", "where is my headlamp?")
    assert "Glimmer Headlamp" in answered.text
    assert "It was delivered on" in answered.text
    assert any(payload.startswith("/return_item") for payload in answered.payloads)


def test_a_customer_without_orders_is_told_so(signed_in: SignedIn) -> None:
    answered = signed_in("LR-100011").run("action_track_order", "where is my order?")
    assert answered.text == "There is no order in your account yet."
    assert answered.slots["outcome"] == "nothing"


@pytest.mark.parametrize("action", ["action_track_order", "action_start_cancel", "action_start_return"])
def test_somebody_elses_order_does_not_exist(signed_in: SignedIn, demo: Shop, action: str) -> None:
    others = orders(demo, signed_in("LR-100006"))[0].number
    answered = signed_in("LR-100001").run(action, f"order [{others}](order_number)")
    assert answered.texts[0] == f"I find no order {others} in your account. Please look at the number again."
    assert answered.slots["outcome"] == "not_found"
    assert "Questbox" not in answered.text
    assert "LED TV" not in answered.text


def test_a_number_may_be_written_with_its_mark(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    number = orders(demo, lena)[0].number
    answered = lena.run("action_track_order", f"where is [#{number}](order_number)")
    assert answered.text.startswith(f"Order {number} (")


# Cancelling


def ask_to_cancel(shopper: Shopper, text: str = "cancel my order") -> Answered:
    return shopper.run("action_start_cancel", text, intent="cancel_order")


def confirm(shopper: Shopper) -> Answered:
    shopper.active_loop = "cancel_form"
    return shopper.run("action_ask_cancel_confirmed", "cancel my order", intent="cancel_order")


def say(shopper: Shopper, intent: str, text: str, **entities: Any) -> Answered:
    shopper.slots["requested_slot"] = "cancel_confirmed"
    validated = shopper.run("validate_cancel_form", text, intent=intent, entities=entities or None)
    shopper.active_loop = None
    submitted = shopper.run("action_submit_cancel", text, intent=intent)
    return Answered(validated.messages + submitted.messages, validated.events + submitted.events)


def refunds(shop: Shop) -> int:
    with shop.sessions() as session:
        return session.scalar(select(func.count()).select_from(Refund)) or 0


def test_the_only_order_that_can_be_cancelled_is_meant(signed_in: SignedIn, demo: Shop) -> None:
    marek = signed_in("LR-100006")
    (order,) = orders(demo, marek, OrderState.PROCESSED)
    answered = ask_to_cancel(marek)
    assert answered.messages == []
    assert answered.followup == "cancel_form"
    assert answered.slots == {
        "cancel_order_number": order.number,
        "cancel_confirmed": None,
        "proposal": None,
        "order": order.number,
        "outcome": "asked",
    }


def test_the_card_shows_what_will_be_done_before_a_yes(signed_in: SignedIn, demo: Shop) -> None:
    marek = signed_in("LR-100006")
    (order,) = orders(demo, marek, OrderState.PROCESSED)
    ask_to_cancel(marek)
    answered = confirm(marek)
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
    confirm(marek)
    answered = say(marek, "affirm", "yes")
    assert answered.text == f"Order {order.number} is cancelled. {order.total.format()} goes back to you."
    assert answered.slots["outcome"] == "done"
    assert answered.slots["proposal"] is None
    assert orders(own_demo, marek, OrderState.PROCESSED) == []
    assert refunds(own_demo) == before + 1


def test_a_no_keeps_the_order(own_customer: SignedIn, own_demo: Shop) -> None:
    marek = own_customer("LR-100006")
    ask_to_cancel(marek)
    confirm(marek)
    answered = say(marek, "deny", "no")
    assert answered.text == "All right, the order stays as it is."
    assert answered.slots["outcome"] == "nothing"
    assert len(orders(own_demo, marek, OrderState.PROCESSED)) == 1


def test_what_was_shipped_after_the_card_is_not_cancelled(own_customer: SignedIn, own_demo: Shop) -> None:
    marek = own_customer("LR-100006")
    (order,) = orders(own_demo, marek, OrderState.PROCESSED)
    ask_to_cancel(marek)
    confirm(marek)
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
    confirm(marek)
    answered = say(marek, "affirm", "", proposal="cancel:of-an-older-card")
    assert answered.texts[0].startswith("That button belongs to something I showed you earlier")
    assert len(orders(own_demo, marek, OrderState.PROCESSED)) == 1


def test_submitting_without_a_yes_does_nothing(own_customer: SignedIn, own_demo: Shop) -> None:
    marek = own_customer("LR-100006")
    ask_to_cancel(marek)
    confirm(marek)
    answered = marek.run("action_submit_cancel", "whatever")
    assert answered.messages == []
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


def test_a_wrong_number_in_the_form_is_asked_again(signed_in: SignedIn) -> None:
    marek = signed_in("LR-100006")
    marek.active_loop = "cancel_form"
    marek.slots["requested_slot"] = "cancel_order_number"
    answered = marek.run("validate_cancel_form", "[99999](order_number)", intent="inform")
    assert "I find no order 99999" in answered.text
    assert answered.slots["cancel_order_number"] is None


def test_chat_in_the_form_is_no_answer_to_it(signed_in: SignedIn) -> None:
    marek = signed_in("LR-100006")
    marek.active_loop = "cancel_form"
    marek.slots["requested_slot"] = "cancel_confirmed"
    answered = marek.run("validate_cancel_form", "how is the weather", intent="chitchat")
    assert (answered.messages, answered.events) == ([], [])


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (OrderState.SHIPPED, "It is on its way to you. Promised for a day not yet fixed."),
        (OrderState.DELIVERED, "It was delivered."),
        (OrderState.CANCELLED, "It was cancelled."),
        (OrderState.PENDING, "We have received it"),
    ],
)
def test_an_order_imported_without_days_and_parcels_is_told_as_far_as_is_known(
    own_customer: SignedIn, own_demo: Shop, state: OrderState, words: str
) -> None:
    frida = own_customer("LR-100011")
    assert frida.customer is not None
    with own_demo.sessions() as session, session.begin():
        bare = Order(
            number="777",
            customer_id=frida.customer,
            state=state,
            currency="EUR",
            placed_at=utc_now(),
            lines=[OrderLine(sku="x", name="Thing", quantity=1, unit_minor=100)],
        )
        session.add(bare)
    answered = frida.run("action_track_order", "where is [777](order_number)")
    assert answered.texts[0].split("\n")[1].startswith(words)
    assert answered.slots["outcome"] == "done"


def test_news_of_a_carrier_in_words_of_its_own_is_left_out(own_customer: SignedIn, own_demo: Shop) -> None:
    frida = own_customer("LR-100011")
    assert frida.customer is not None
    with own_demo.sessions() as session, session.begin():
        parcel = Fulfilment(
            carrier="", tracking_number="T1", events=[{"status": "beamed_up", "place": "Orbit"}]
        )
        session.add(
            Order(
                number="778",
                customer_id=frida.customer,
                state=OrderState.SHIPPED,
                currency="EUR",
                placed_at=utc_now(),
                lines=[OrderLine(sku="x", name="Thing", quantity=1, unit_minor=100)],
                fulfilments=[parcel],
            )
        )
    answered = frida.run("action_track_order", "where is [778](order_number)")
    assert "with a carrier, tracking number T1" in answered.text
    assert "Orbit" not in answered.text
