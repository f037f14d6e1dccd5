"""Yes, no, stop, again: what they mean depends on what was offered last."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.actions.shopper import Shopper

WAYS = ["/recommend_product", "/track_order", "/return_item"]


def test_a_yes_to_an_offered_person_brings_one(visitor: Shopper) -> None:
    visitor.slots["offer"] = "person"
    answered = visitor.run("action_affirm", "yes please", intent="affirm")
    assert answered.kinds() == ["text", "handoff"]
    assert answered.messages[1]["body"]["reason"] == "offered"
    assert answered.slots["offer"] is None


def test_a_yes_to_nothing_asks_what_to_do(visitor: Shopper) -> None:
    answered = visitor.run("action_affirm", "yes", intent="affirm")
    assert answered.text == "Good. What can I do for you?"
    assert answered.payloads == WAYS


def test_an_offer_is_forgotten_when_something_else_is_answered(visitor: Shopper) -> None:
    visitor.slots["offer"] = "person"
    assert visitor.run("action_check_business_hours", "when are you open").slots["offer"] is None
    assert visitor.run("action_affirm", "yes", intent="affirm").text == "Good. What can I do for you?"


def test_a_yes_to_an_alert_without_a_product_asks_which(visitor: Shopper) -> None:
    visitor.slots["offer"] = "alert"
    assert visitor.run("action_affirm", "yes", intent="affirm").text.startswith("Which product do you mean?")


def test_an_old_yes_button_does_nothing(visitor: Shopper) -> None:
    visitor.slots["offer"] = "person"
    answered = visitor.run("action_affirm", intent="affirm", entities={"proposal": "return:old"})
    assert answered.text.startswith("That button belongs to something I showed you earlier")
    assert answered.kinds() == ["text"]


def test_a_yes_to_no_question_in_a_form_lets_the_form_ask_again(visitor: Shopper) -> None:
    visitor.active_loop = "return_form"
    answered = visitor.run("action_affirm", "yes", intent="affirm")
    assert answered.messages == []
    assert answered.followup == "return_form"


def test_a_no_leaves_it(visitor: Shopper) -> None:
    visitor.slots["offer"] = "person"
    answered = visitor.run("action_deny", "no thanks", intent="deny")
    assert answered.text == "All right. Anything else?"
    assert answered.payloads == WAYS
    assert answered.slots == {"outcome": "done", "offer": None}


@pytest.mark.parametrize(("action", "intent"), [("action_stop", "stop"), ("action_deny", "deny")])
@pytest.mark.parametrize("form", ["return_form", "errand_form"])
def test_stopping_leaves_a_form_with_all_it_held(
    visitor: Shopper, action: str, intent: str, form: str
) -> None:
    visitor.active_loop = form
    visitor.slots |= {
        "return_order": "10042",
        "errand": {"kind": "cancel", "held": {}, "asked": "order", "under": None},
        "proposal": {"kind": "return"},
    }
    answered = visitor.run(action, "never mind", intent=intent)
    assert answered.text == "All right, I have stopped. Nothing was changed."
    assert answered.leaves_form
    assert answered.followup is None
    for slot in (
        "return_order",
        "return_line",
        "return_reason",
        "errand",
        "proposal",
        "requested_slot",
    ):
        assert answered.slots[slot] is None


def test_stopping_outside_a_form_claims_nothing(visitor: Shopper) -> None:
    assert visitor.run("action_stop", "stop", intent="stop").text == "All right, we leave it at that."


def test_the_last_answer_is_said_again(visitor: Shopper) -> None:
    first = visitor.run("action_recommend_product", "an [umbrella](product_type)")
    again = visitor.run("action_repeat", "say that again", intent="repeat")
    assert again.messages == first.messages


def test_only_the_last_answer_is_said_again_and_no_handoff(visitor: Shopper) -> None:
    visitor.run("action_recommend_product", "an [umbrella](product_type)")
    visitor.run("action_hand_over", "a person please")
    again = visitor.run("action_repeat", "pardon?", intent="repeat")
    assert again.kinds() == ["text"]
    assert again.text.startswith("I am handing you over")


def test_nothing_to_repeat_is_said(visitor: Shopper) -> None:
    answered = visitor.run("action_repeat", "again", intent="repeat")
    assert answered.text == "I have not said anything yet."
    assert answered.slots["outcome"] == "nothing"


def test_a_bare_order_number_is_followed(signed_in: Callable[..., Shopper]) -> None:
    answered = signed_in("LR-100006").run("action_inform", "[00000](order_number)", intent="inform")
    assert answered.text.startswith("I find no order 00000 in your account.")


def test_a_bare_quality_refines_what_is_looked_for(visitor: Shopper) -> None:
    visitor.run("action_recommend_product", "a [jacket](product_type)")
    answered = visitor.run("action_inform", "[black](colour)", intent="inform")
    assert answered.chips == ["black"]
    assert answered.cards


def test_a_bare_word_without_a_matter_is_not_understood(visitor: Shopper) -> None:
    answered = visitor.run("action_inform", "blorf", intent="inform", ranking=(("track_order", 0.2),))
    assert answered.text.startswith("I am not sure I understood.")
    assert answered.slots["misses"] == 1
