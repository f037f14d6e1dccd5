"""More than one wish in a message: none is dropped."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.actions.shopper import Shopper


def test_both_questions_are_answered(visitor: Shopper) -> None:
    answered = visitor.run(
        "action_delivery_options",
        "what does delivery cost and how long do I have to return something?",
        intent="delivery_options",
        wishes=[
            ("delivery_options", "what does delivery cost"),
            ("check_refund_policy", "how long do I have to return something?"),
        ],
    )
    bodies = [message["body"] for message in answered.messages if "source" in message["body"]]
    articles = [body["source"]["url"].rsplit("/", 1)[-1] for body in bodies]
    assert articles == ["delivery-options-and-costs", "how-long-to-return"]


def test_what_tells_comes_before_what_asks(signed_in: Callable[..., Shopper]) -> None:
    answered = signed_in().run(
        "action_start_return",
        "I want to return something and what does delivery cost?",
        intent="return_item",
        wishes=[
            ("return_item", "I want to return something"),
            ("delivery_options", "what does delivery cost?"),
        ],
    )
    assert "source" in answered.messages[0]["body"]
    assert answered.followup == "errand_form"


def test_a_second_thing_to_be_asked_about_waits_and_is_offered_afterwards(
    signed_in: Callable[..., Shopper],
) -> None:
    shopper = signed_in("LR-100006")
    answered = shopper.starts(
        "action_start_cancel",
        "cancel my order and send something else back",
        intent="cancel_order",
        wishes=[("cancel_order", "cancel my order"), ("return_item", "send something else back")],
    )
    assert answered.followup == "errand_form"
    assert answered.slots["waiting"] == [{"intent": "return_item", "text": "send something else back"}]
    done = shopper.says("no", intent="deny")
    assert done.texts[-1] == "You also wrote “send something else back”. Shall we go on with that?"
    assert done.payloads == ["/return_item"]
    assert shopper.slots["waiting"] is None


def test_each_wish_has_the_entities_of_its_own_words(signed_in: Callable[..., Shopper]) -> None:
    answered = signed_in().run(
        "action_track_order",
        "where is order [99999999](order_number) and how much is express delivery?",
        intent="track_order",
        wishes=[
            ("track_order", "where is order 99999999"),
            ("delivery_options", "how much is express delivery?"),
        ],
    )
    assert "99999999" in answered.texts[0]
    assert answered.messages[-1]["body"]["source"]["url"].endswith("/help/express-delivery")


def test_when_one_of_several_wishes_fails_nobody_claims_that_nothing_was_changed(
    visitor: Shopper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("actions.delivery.options.DeliveryOptions.answer", fail)
    answered = visitor.run(
        "action_delivery_options",
        "what does delivery cost and how long do I have to return something?",
        intent="delivery_options",
        wishes=[
            ("delivery_options", "what does delivery cost"),
            ("check_refund_policy", "how long do I have to return something?"),
        ],
    )
    assert answered.slots["outcome"] == "failed"
    assert "Nothing was changed" not in answered.text
