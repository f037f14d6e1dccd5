"""What is understood and cannot be done in the chat yet, and going on in another language."""

from __future__ import annotations

import pytest
import yaml

from actions.no_dialogue import NEAREST, NoDialogue
from actions.registry import ACTIONS_OF_INTENTS, action_of_intent, all_actions
from actions.words import languages
from attendant.settings import ROOT
from tests.actions.shopper import Shopper

RULES = [
    rule
    for path in sorted((ROOT / "bot" / "rules").glob("*.yml"))
    for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]
    if "condition" not in rule
]
ACTION_OF_RULE = {rule["steps"][0]["intent"]: rule["steps"][1]["action"] for rule in RULES}


def test_an_intent_without_a_dialogue_is_answered_under_the_name_that_its_dialogue_will_have() -> None:
    for intent in NEAREST:
        assert ACTION_OF_RULE[intent] == f"action_{intent}"
        assert issubclass(action_of_intent(intent), NoDialogue)


def test_every_action_of_a_rule_exists() -> None:
    names = {action.action_name for action in all_actions()}
    missing = {action for action in ACTION_OF_RULE.values() if not action.startswith("utter_")} - names
    assert not missing


def test_wishes_beside_another_get_the_action_of_their_rule() -> None:
    names = {action.action_name for action in all_actions()}
    for intent, action in ACTION_OF_RULE.items():
        if action in names and intent != "nlu_fallback":
            assert action_of_intent(intent).action_name == action, intent
    assert set(ACTIONS_OF_INTENTS) <= set(ACTION_OF_RULE)


@pytest.mark.parametrize("intent", sorted(NEAREST))
@pytest.mark.parametrize("language", languages())
def test_it_is_said_truthfully_and_a_person_is_offered(visitor: Shopper, intent: str, language: str) -> None:
    visitor.language = language
    answered = visitor.run("action_no_dialogue", intent=intent, entities={})
    assert answered.payloads[-1] == "/contact_human_agent"
    assert answered.slots["offer"] == "person"
    assert answered.slots["outcome"] == "nothing"
    truth = {"en": "nothing has been changed", "zh": "没有改动"}[language]
    assert truth in answered.text


def test_what_is_written_about_it_is_shown_first(visitor: Shopper) -> None:
    answered = visitor.run("action_no_dialogue", "why was my payment declined?", intent="payment_issue")
    assert answered.messages[0]["body"]["source"]["url"].endswith("/help/payment-declined")


def test_the_person_is_told_what_was_understood(visitor: Shopper) -> None:
    visitor.run("action_no_dialogue", "where is my invoice", intent="get_invoice")
    handed = visitor.run("action_affirm", "yes please", intent="affirm").messages[-1]
    assert handed["kind"] == "handoff"
    assert handed["body"]["known"]["wants"] == "Get an invoice"


def test_the_conversation_goes_on_in_the_language_asked_for(visitor: Shopper) -> None:
    answered = visitor.run(
        "action_switch_language", "can we speak [Chinese](language=zh)?", intent="switch_language"
    )
    assert answered.messages[0] == {"kind": "language", "body": {"language": "zh"}}
    assert answered.texts[-1] == "好的，我们接下来说中文。"


def test_without_a_name_the_other_language_is_meant(visitor: Shopper) -> None:
    visitor.language = "zh"
    answered = visitor.run("action_switch_language", "换个语言", intent="switch_language")
    assert answered.texts[-1] == "All right, let us go on in English."


def test_a_language_it_does_not_speak_is_said_so(visitor: Shopper) -> None:
    answered = visitor.run(
        "action_switch_language", "[Deutsch](language=German) bitte", intent="switch_language"
    )
    assert answered.kinds() == ["text"]
    assert answered.text.startswith("I speak English and Chinese")
