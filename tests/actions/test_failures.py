"""An action never fails silently: it says so truthfully, remembers it, and offers a person."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from rasa_sdk.executor import ActionExecutor

import actions.action
from actions.action import ShopAction
from actions.identity import Identity
from actions.turn import Reply, Turn
from knowledge.shop import Shop
from tests.actions.shopper import GATEWAY_KEY, Answered, Shopper

PERSON = "/contact_human_agent"
release = threading.Event()


class Raises(ShopAction):
    """Breaks after it has begun to answer."""

    action_name = "action_raises"

    def answer(self, turn: Turn, reply: Reply) -> Reply:  # noqa: ARG002
        """Say half of it, then break."""
        reply.say("deny").set(product="half-done")
        raise RuntimeError("the database is on fire, password=hunter2")


class RaisesWriting(Raises):
    """The same, while writing."""

    action_name = "action_raises_writing"
    writes = True


class RaisesInForm(Raises):
    """The same, as a step of a form."""

    action_name = "action_ask_something"
    in_form = True


class RaisesValidating(Raises):
    """The same, reading the answer to a form's question."""

    action_name = "validate_some_form"
    in_form = True


class Hangs(ShopAction):
    """Does not come back in time."""

    action_name = "action_hangs"

    def answer(self, turn: Turn, reply: Reply) -> Reply:  # noqa: ARG002
        """Wait until the test ends."""
        release.wait(30)
        return reply


class SaysUnknownWords(ShopAction):
    """Says a message that no locale has."""

    action_name = "action_says_unknown_words"

    def answer(self, turn: Turn, reply: Reply) -> Reply:  # noqa: ARG002
        """A message that does not exist."""
        return reply.say("no-such-message")


ACTIONS = (Raises, RaisesWriting, RaisesInForm, RaisesValidating, Hangs, SaysUnknownWords)


@pytest.fixture
def shopper(demo: Shop) -> Iterator[Shopper]:
    executor = ActionExecutor()
    for action in ACTIONS:
        executor.register_action(action(demo, Identity(GATEWAY_KEY)))
    release.clear()
    yield Shopper(executor)
    release.set()


def assert_told(answered: Answered, reference: str) -> None:
    assert len(answered.messages) == 1
    assert "Sorry, something went wrong on my side" in answered.text
    assert f"(Reference {reference})" in answered.text
    assert answered.payloads == [PERSON]
    assert answered.slots["outcome"] == "failed"
    assert answered.slots["offer"] == "person"


def test_an_action_that_raises_says_so_and_offers_a_person(shopper: Shopper) -> None:
    answered = shopper.run("action_raises", "hello", message_id="77")
    assert_told(answered, "77")
    assert "Nothing was changed" in answered.text


def test_nothing_half_done_is_said_or_remembered(shopper: Shopper) -> None:
    answered = shopper.run("action_raises", "hello")
    assert "product" not in answered.slots
    assert "hunter2" not in str(answered)


def test_an_action_that_writes_does_not_claim_that_nothing_was_changed(shopper: Shopper) -> None:
    answered = shopper.run("action_raises_writing", "yes", message_id="78")
    assert_told(answered, "78")
    assert "Nothing was changed" not in answered.text
    assert "cannot tell whether it was done" in answered.text


def test_an_action_that_exceeds_the_deadline_says_so(
    shopper: Shopper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions.action, "DEADLINE_SECONDS", 0.2)
    assert_told(shopper.run("action_hangs", "hello", message_id="79"), "79")


def test_the_deadline_is_shorter_than_rasas_lock_and_the_houses_limit() -> None:
    assert actions.action.DEADLINE_SECONDS < 8


def test_a_missing_message_is_a_failure_like_any_other(shopper: Shopper) -> None:
    assert_told(shopper.run("action_says_unknown_words", "hello", message_id="80"), "80")


@pytest.mark.parametrize("action", ["action_raises", "action_ask_something", "validate_some_form"])
def test_in_a_form_a_failure_leaves_the_form(shopper: Shopper, action: str) -> None:
    shopper.active_loop = "some_form"
    shopper.slots = {"requested_slot": "some_slot"}
    answered = shopper.run(action, "the blue one", message_id="81")
    assert_told(answered, "81")
    assert answered.leaves_form
    assert answered.slots["requested_slot"] is None
    assert answered.followup is None


def test_a_yes_after_a_failure_brings_a_person(shopper: Shopper, executor: ActionExecutor) -> None:
    shopper.run("action_raises", "hello")
    shopper.executor = executor
    answered = shopper.run("action_affirm", "yes please", intent="affirm")
    assert answered.kinds()[-1] == "handoff"
