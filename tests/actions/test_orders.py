"""Where orders are: told to their owner only."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.database import utc_now
from knowledge.orders.models import Fulfilment, Order, OrderLine, OrderState
from knowledge.shop import Shop
from tests.actions.shopper import Shopper
from tests.actions.shopper import orders_of as orders

SignedIn = Callable[..., Shopper]


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
