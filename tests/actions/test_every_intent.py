"""Every intent leads to an action, and going on in another language."""

from __future__ import annotations

import yaml

from actions.registry import ACTIONS_OF_INTENTS, action_of_intent, all_actions
from attendant.settings import ROOT
from tests.actions.shopper import Shopper

RULES = [
    rule
    for path in sorted((ROOT / "bot" / "rules").glob("*.yml"))
    for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]
    if "condition" not in rule
]
ACTION_OF_RULE = {rule["steps"][0]["intent"]: rule["steps"][1]["action"] for rule in RULES}


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
