"""Handing over to a person: with the whole story, and a truthful word on when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import actions.talk.people
from actions.server import make_executor
from knowledge.conversations.service import Handoff
from knowledge.shop import Shop
from tests.actions.shopper import GATEWAY_KEY, Answered, Shopper


def handed(answered: Answered) -> dict[str, object]:
    (message,) = [each for each in answered.messages if each["kind"] == "handoff"]
    return dict(message["body"])


def test_the_shopper_is_told_who_waits_before(visitor: Shopper) -> None:
    answered = visitor.run("action_hand_over", "I want to talk to a human", intent="contact_human_agent")
    assert answered.kinds() == ["text", "handoff"]
    assert answered.texts[0] == (
        "I am handing you over to a colleague, who will answer here. You are the first in line."
    )
    assert answered.slots == {"misses": 0, "outcome": "done", "wish": None}


def test_the_number_of_people_before_is_counted(own_customer: Callable[..., Shopper], own_demo: Shop) -> None:
    for at in range(2):
        waiting = own_demo.conversations.resume_or_open(f"visitor-{at}", None, "en")
        received = own_demo.conversations.receive(waiting.id, f"message-{at}", "a person please")
        own_demo.conversations.next_turn(waiting.id)
        own_demo.conversations.publish_answer(received.message.id, [], Handoff("asked"))
    answered = own_customer().run("action_hand_over", "a person please")
    assert "2 people are before you" in answered.texts[0]


@pytest.mark.parametrize(
    ("slots", "reason"),
    [
        ({}, "asked"),
        ({"outcome": "failed"}, "failed"),
        ({"outcome": "refused"}, "refused"),
        ({"misses": 2.0}, "not_understood"),
        ({"misses": 1.0}, "asked"),
    ],
)
def test_why_a_person_is_needed_is_passed_on(visitor: Shopper, slots: dict[str, object], reason: str) -> None:
    visitor.slots |= slots
    assert handed(visitor.run("action_hand_over", "a person please"))["reason"] == reason


def test_the_whole_story_goes_along_in_words(visitor: Shopper) -> None:
    visitor.slots |= {
        "order": "10042",
        "product": "gable-compact-umbrella",
        "need": {"product_types": ["umbrella"], "price_max": 50_00, "not_colours": ["pink"]},
        "outcome": "refused",
        "shown": [],
        "proposal": {},
    }
    body = handed(visitor.run("action_hand_over", "I want to talk to a human about this"))
    assert body["wish"] == "I want to talk to a human about this"
    assert body["known"] == {
        "order": "10042",
        "product": "Gable Compact Umbrella",
        "looking for": "umbrella; under €50; not pink",
    }


def test_a_pressed_button_is_no_wish_in_words(visitor: Shopper) -> None:
    body = handed(visitor.run("action_hand_over", intent="contact_human_agent", entities={}))
    assert body["wish"] == ""
    assert body["known"] == {}


def test_in_the_middle_of_a_form_the_form_is_left_and_named(visitor: Shopper) -> None:
    visitor.active_loop = "errand_form"
    visitor.slots["errand"] = {"kind": "return", "held": {}, "asked": "order", "under": None}
    answered = visitor.run("action_hand_over", "a person please")
    assert handed(answered)["known"] == {"doing": "your return"}
    assert answered.leaves_form
    assert answered.followup is None


def test_out_of_hours_the_next_opening_is_said(
    demo_database: Path, make_demo: Callable[..., Shop], demo: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    sunday = datetime(2026, 11, 22, 20, tzinfo=UTC)
    monkeypatch.setattr(actions.talk.people, "utc_now", lambda: sunday)
    shop = make_demo(demo_database, "Mon-Fri 09:00-18:00")
    answered = Shopper(make_executor(shop, GATEWAY_KEY)).run("action_hand_over", "a person please")
    assert "they are back on Monday 23 November at 09:00" in answered.texts[0]
    assert handed(answered)["reason"] == "asked"
    monkeypatch.setattr(actions.talk.people, "utc_now", lambda: sunday + timedelta(hours=15))
    answered = Shopper(make_executor(shop, GATEWAY_KEY)).run("action_hand_over", "a person please")
    assert answered.texts[0].startswith("I am handing you over to a colleague")


def test_where_nobody_has_hours_a_message_is_taken(
    demo_database: Path, make_demo: Callable[..., Shop], demo: Shop
) -> None:
    shop = make_demo(demo_database, "")
    answered = Shopper(make_executor(shop, GATEWAY_KEY)).run("action_hand_over", "a person please")
    assert answered.texts[0].startswith("I have put your message in my colleagues' queue.")
