"""Where refunds are, told as they stand."""

from __future__ import annotations

from collections.abc import Callable

from knowledge.shop import Shop
from tests.actions.shopper import Shopper, line_of

SignedIn = Callable[..., Shopper]


def test_refunds_are_told_as_they_stand(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    order, _ = line_of(demo, lena, "Fellgate Fleece Jacket")
    answered = lena.run("action_track_refund", "where is my money?")
    assert (
        f"for order {order.number} goes to PayPal once return R-{order.number}-1 has reached us"
        in answered.text
    )
    assert "It is not with us yet." in answered.texts[0]
    assert answered.slots["order"] == order.number


def test_a_refund_that_failed_is_admitted_and_a_person_offered(signed_in: SignedIn) -> None:
    answered = signed_in("LR-100007").run("action_track_refund", "where is my money?")
    assert "failed. I am sorry; a colleague has to look at this." in answered.text
    assert answered.slots["offer"] == "person"


def test_a_refund_is_found_by_its_order(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    order, _ = line_of(demo, lena, "Norrby Winter Parka")
    answered = lena.run("action_track_refund", f"refund of [{order.number}](order_number)")
    assert len(answered.messages) == 1
    assert f"for order {order.number} was paid back to your Visa card" in answered.text


def test_without_refunds_a_return_is_offered(signed_in: SignedIn, demo: Shop) -> None:
    omar = signed_in("LR-100002")
    answered = omar.run("action_track_refund", "where is my money?")
    assert answered.text.startswith("I find no refund in your account.")
    assert answered.payloads == ["/return_item"]
    lena = signed_in("LR-100001")
    order, _ = line_of(demo, lena, "Glimmer Headlamp")
    assert lena.run("action_track_refund", f"[{order.number}](order_number)").text == (
        f"I find no refund for order {order.number}."
    )
