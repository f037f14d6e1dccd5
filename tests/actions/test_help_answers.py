"""Answers from articles, opening hours, and what is said when nothing was understood."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from actions.server import make_executor
from actions.talk.help import NOT_OFFERED
from knowledge.shop import Shop
from tests.actions.shopper import GATEWAY_KEY, Answered, Shopper

RANKING = (("track_order", 0.4), ("cancel_order", 0.3), ("return_item", 0.2), ("complaint", 0.1))


def source(answered: Answered) -> str:
    return str(answered.messages[0]["body"]["source"]["url"]).removeprefix("https://shop.test/help/")


@pytest.mark.parametrize(
    ("action", "question", "article"),
    [
        ("action_check_refund_policy", "how long do I have to return something?", "how-long-to-return"),
        ("action_check_refund_policy", "can I return final sale items", "final-sale-items"),
        ("action_delivery_options", "how much is express delivery", "express-delivery"),
        ("action_delivery_options", "can you send it to a packstation", "pick-up-point-delivery"),
        ("action_contact_customer_service", "what is your phone number", "contact-and-hours"),
    ],
)
def test_a_question_is_answered_with_its_article_named(
    visitor: Shopper, action: str, question: str, article: str
) -> None:
    answered = visitor.run(action, question)
    assert source(answered) == article
    assert answered.messages[0]["body"]["source"]["title"]
    assert answered.slots["outcome"] == "done"


@pytest.mark.parametrize(
    ("action", "article"),
    [
        ("action_check_refund_policy", "how-long-to-return"),
        ("action_delivery_options", "delivery-options-and-costs"),
        ("action_contact_customer_service", "contact-and-hours"),
    ],
)
def test_a_pressed_button_gets_the_article_it_stands_for(visitor: Shopper, action: str, article: str) -> None:
    assert source(visitor.run(action, intent="check_refund_policy", entities={})) == article


def test_customer_service_is_also_here(visitor: Shopper) -> None:
    answered = visitor.run("action_contact_customer_service", "how do I reach you")
    assert answered.texts[-1] == "You can also talk to a colleague here in this chat."
    assert answered.slots["offer"] == "person"


def test_a_question_in_the_middle_of_a_form_goes_back_to_the_form(visitor: Shopper) -> None:
    visitor.active_loop = "errand_form"
    answered = visitor.run("action_check_refund_policy", "how long do I have to return something?")
    assert answered.followup == "errand_form"
    assert not answered.leaves_form


def test_out_of_scope_is_said_plainly_with_ways_in(visitor: Shopper) -> None:
    answered = visitor.run("action_out_of_scope", "what is the capital of France?")
    assert answered.text.startswith("That is outside what I can do")
    assert answered.payloads == ["/recommend_product", "/track_order", "/return_item"]
    assert answered.slots["outcome"] == "nothing"


def test_what_only_seemed_out_of_scope_is_answered_by_an_article(visitor: Shopper) -> None:
    answered = visitor.run("action_out_of_scope", "how do I get rid of old batteries?")
    assert source(answered) == "battery-recycling"


def test_unsure_once_the_likeliest_meanings_are_offered(visitor: Shopper) -> None:
    answered = visitor.run("action_default_fallback", "blorf the grumble", ranking=RANKING)
    assert answered.text == "I am not sure I understood. Did you mean one of these?"
    assert answered.payloads == ["/track_order", "/cancel_order", "/contact_human_agent"]
    assert answered.slots == {"misses": 1, "outcome": "nothing"}


def test_unsure_twice_a_person_is_offered_and_a_yes_brings_one(visitor: Shopper) -> None:
    visitor.run("action_default_fallback", "blorf the grumble", ranking=RANKING)
    answered = visitor.run("action_default_fallback", "grumble the blorf", ranking=RANKING)
    assert answered.text.startswith("I still do not understand")
    assert answered.payloads == ["/contact_human_agent"]
    assert answered.slots == {"misses": 2, "outcome": "nothing", "offer": "person"}
    assert visitor.run("action_affirm", "yes", intent="affirm").kinds()[-1] == "handoff"


def test_understanding_something_in_between_starts_the_count_again(visitor: Shopper) -> None:
    visitor.run("action_default_fallback", "blorf the grumble", ranking=RANKING)
    between = visitor.run("action_check_business_hours", "when are you open?")
    assert between.slots["misses"] == 0
    answered = visitor.run("action_default_fallback", "grumble the blorf", ranking=RANKING)
    assert answered.text.startswith("I am not sure I understood.")


def test_what_has_no_meaning_to_offer_may_still_be_written_down(visitor: Shopper) -> None:
    ranking = (("chitchat", 0.3), ("inform", 0.2))
    answered = visitor.run("action_default_fallback", "how do I dispose of batteries?", ranking=ranking)
    assert source(answered) == "battery-recycling"


def test_out_of_scope_twice_running_a_person_is_offered(visitor: Shopper) -> None:
    visitor.run("action_out_of_scope", "what is the capital of France?")
    answered = visitor.run("action_out_of_scope", "and who won the cup?")
    assert answered.text.startswith("I still do not understand")
    assert answered.payloads == ["/contact_human_agent"]


def test_misses_and_the_choice_made_are_kept_for_review(
    own_customer: Callable[..., Shopper], own_demo: Shop
) -> None:
    conversation = own_demo.conversations.resume_or_open("a-visitor", None, "en")
    shopper = own_customer(conversation=conversation.id)
    shopper.run("action_out_of_scope", "write me a poem", intent="out_of_scope")
    shopper.run("action_default_fallback", "blorf the grumble", ranking=RANKING)
    shopper.run("action_start_cancel", intent="cancel_order", entities={})
    outside, unsure = own_demo.misses.pending()
    assert (outside.kind, outside.text) == ("outside", "write me a poem")
    assert (unsure.offered, unsure.chosen) == (["track_order", "cancel_order"], "cancel_order")


def test_a_kind_of_product_that_is_named_is_looked_for(visitor: Shopper) -> None:
    ranking = (("refine_search", 0.3), ("track_order", 0.2))
    answered = visitor.run("action_default_fallback", "[umbrella](product_type) pls", ranking=ranking)
    assert answered.shown == ["gable-compact-umbrella"]


def test_meanings_without_a_choice_in_them_are_not_offered(visitor: Shopper) -> None:
    ranking = tuple((name, 0.1) for name in sorted(NOT_OFFERED))
    answered = visitor.run("action_default_fallback", "blorf the grumble", ranking=ranking)
    assert answered.payloads == ["/contact_human_agent"]
    assert answered.slots["offer"] == "person"


@pytest.fixture
def with_hours(demo_database: Path, make_demo: Callable[..., Shop], demo: Shop) -> Callable[[str], Shopper]:
    """A visitor of a demo shop with other opening hours."""
    return lambda hours: Shopper(make_executor(make_demo(demo_database, hours), GATEWAY_KEY))


def test_opening_hours_while_open(visitor: Shopper) -> None:
    answered = visitor.run("action_check_business_hours", "when are you open?")
    assert answered.text == "Yes, my colleagues are there right now. Their hours: Mon–Sun 00:00–23:59."


def test_opening_hours_when_nobody_ever_answers(with_hours: Callable[[str], Shopper]) -> None:
    answered = with_hours("").run("action_check_business_hours", "when are you open?")
    assert answered.text == "At the moment only I am here, all the time."


def test_a_question_about_a_named_product_is_in_scope_whatever_its_words(visitor: Shopper) -> None:
    answered = visitor.run(
        "action_out_of_scope",
        "how do I wash the [Wexcombe Non-Iron Shirt](product=wexcombe-non-iron-shirt)?",
        intent="out_of_scope",
        ranking=[("out_of_scope", 0.7), ("ask_product_detail", 0.9)],
    )
    assert "machine wash" in answered.text.lower()
