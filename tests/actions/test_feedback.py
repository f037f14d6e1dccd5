"""Feedback in the conversation: logged as said, about the right thing, and helped when it is bad."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from knowledge.feedback.models import Feedback
from knowledge.shop import Shop
from tests.actions.shopper import Shopper

OwnCustomer = Callable[..., Shopper]


def logged(shop: Shop) -> list[Feedback]:
    """What conversations of this test added."""
    with shop.sessions() as session:
        found = session.scalars(
            select(Feedback).where(Feedback.conversation_id == "chat-1").order_by(Feedback.id)
        )
        return list(found)


def test_a_complaint_is_logged_about_the_item_that_was_bought(
    own_customer: OwnCustomer, own_demo: Shop
) -> None:
    lena = own_customer("LR-100001")
    answered = lena.run(
        "action_log_complaint", "the zip of my Kelder rain jacket broke after two days", message_id="501"
    )
    assert answered.text.startswith("I am sorry about the Kelder Hiking Rain Jacket.")
    assert answered.payloads[1:] == ["/return_item", "/contact_human_agent"]
    assert answered.slots["offer"] == "person"
    (entry,) = logged(own_demo)
    assert (entry.kind, entry.label, entry.product_id) == (
        "complaint",
        "negative",
        "kelder-hiking-rain-jacket",
    )
    assert entry.text == "the zip of my Kelder rain jacket broke after two days"
    assert entry.customer_id == lena.customer
    assert entry.order_id is not None
    assert "quality" in entry.aspects
    assert entry.source_key == "message:501"


def test_what_arrived_damaged_can_be_put_right_at_once(own_customer: OwnCustomer) -> None:
    lena = own_customer("LR-100001")
    sorry = lena.run("action_log_complaint", "my [jacket](product_type=jacket) arrived torn, what a letdown")
    # Of her jackets the one that came last is meant.
    assert "the Kelder Hiking Rain Jacket" in sorry.text
    intent, _, values = sorry.button("Have it put right").removeprefix("/").partition("{")
    claim = lena.starts("action_warranty_claim", intent=intent, entities=json.loads("{" + values))
    assert "Kelder Hiking Rain Jacket" in claim.text
    assert lena.slots["errand"]["held"]["trouble"] == "damaged"


def test_nothing_is_to_be_put_right_where_only_service_is_complained_of(own_customer: OwnCustomer) -> None:
    sorry = own_customer("LR-100001").run("action_log_complaint", "your people are so rude")
    assert sorry.payloads == ["/return_item", "/contact_human_agent"]


def test_a_visitors_complaint_is_logged_without_a_customer(own_customer: OwnCustomer, own_demo: Shop) -> None:
    visitor = own_customer()
    visitor.customer = None
    answered = visitor.run("action_log_complaint", "your website is terribly slow")
    assert answered.payloads == ["/contact_human_agent"]
    (entry,) = logged(own_demo)
    assert (entry.customer_id, entry.order_id, entry.product_id) == (None, None, None)


def test_the_same_message_is_logged_once(own_customer: OwnCustomer, own_demo: Shop) -> None:
    lena = own_customer()
    for _ in range(2):
        lena.run("action_log_praise", "I love this shop", message_id="502")
    assert len(logged(own_demo)) == 1


def test_praise_is_thanked_for(own_customer: OwnCustomer, own_demo: Shop) -> None:
    answered = own_customer().run("action_log_praise", "you are all so kind and helpful")
    assert answered.text == "Thank you, that is kind! I have passed it on."
    assert logged(own_demo)[0].kind == "praise"


def test_a_good_review_is_thanked_for_and_a_bad_one_is_helped(
    own_customer: OwnCustomer, own_demo: Shop
) -> None:
    lena = own_customer()
    good = lena.run("action_log_review", "the Glimmer headlamp is wonderfully bright, I love it")
    assert (
        good.text == "Thank you. I have passed your opinion of the Glimmer Headlamp on to the product team."
    )
    bad = lena.run("action_log_review", "the Glimmer headlamp is horrible, it died on the first night")
    assert "I am sorry it was not better" in bad.text
    assert bad.slots["offer"] == "person"
    assert [entry.label for entry in logged(own_demo)] == ["positive", "negative"]


def test_the_stars_of_a_review_decide(own_customer: OwnCustomer, own_demo: Shop) -> None:
    answered = own_customer().run("action_log_review", "headlamp: [2 stars](rating=2), lovely colour though")
    assert "I am sorry it was not better" in answered.text
    assert logged(own_demo)[0].rating == 2


def test_the_service_is_rated_from_one_to_five(own_customer: OwnCustomer, own_demo: Shop) -> None:
    lena = own_customer()
    asked = lena.run("action_rate_service", "I want to rate the service", intent="rate_service")
    assert asked.text == "How was it, from 1 (bad) to 5 (very good)?"
    assert asked.payloads == [f'/rate_service{{"rating": "{stars}"}}' for stars in range(1, 6)]
    assert asked.slots["outcome"] == "asked"
    assert logged(own_demo) == []
    pressed = lena.run("action_rate_service", intent="rate_service", entities={"rating": "5"})
    assert pressed.text == "Thank you for the 5 out of 5."
    (entry,) = logged(own_demo)
    assert (entry.kind, entry.rating, entry.label) == ("rating", 5, "positive")


def test_a_bad_rating_offers_a_person(own_customer: OwnCustomer) -> None:
    answered = own_customer().run("action_rate_service", intent="rate_service", entities={"rating": "1"})
    assert "1 out of 5 is not what we want" in answered.text
    assert answered.slots["offer"] == "person"
    assert answered.payloads == ["/contact_human_agent"]


@pytest.mark.parametrize("rating", ["0", "6", "none"])
def test_what_is_no_rating_is_asked_again(own_customer: OwnCustomer, own_demo: Shop, rating: str) -> None:
    answered = own_customer().run("action_rate_service", intent="rate_service", entities={"rating": rating})
    assert answered.text == "How was it, from 1 (bad) to 5 (very good)?"
    assert logged(own_demo) == []


def test_feedback_is_counted_beside_that_of_all_others(own_customer: OwnCustomer, own_demo: Shop) -> None:
    def count() -> int:
        with own_demo.sessions() as session:
            return session.scalar(select(func.count()).select_from(Feedback)) or 0

    before = count()
    own_customer().run("action_log_praise", "great shop")
    assert count() == before + 1
