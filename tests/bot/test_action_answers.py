"""Answers of the action server are checked against Rasa's own schema, whoever does the checking."""

from __future__ import annotations

from typing import Any, Dict, Iterator

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction

from bot.action_answers import check_schema_once, is_valid

GOOD: Dict[str, Any] = {
    "events": [{"event": "slot", "name": "order", "value": "10342"}],
    "responses": [{"text": "hello"}],
}
BAD = [
    {"events": "none"},
    {"events": [{"event": "no such event"}]},
    {"events": [{"name": "order"}]},
    {"events": [], "responses": ["hello"]},
]


@pytest.fixture(autouse=True)
def rasa_as_it_was() -> Iterator[None]:
    before = RemoteAction._validate_action_result
    yield
    RemoteAction._validate_action_result = before


def test_a_good_answer_passes_both() -> None:
    action = RemoteAction("action_x", None)
    assert action._validate_action_result(GOOD)
    check_schema_once()
    assert action._validate_action_result(GOOD)


@pytest.mark.parametrize("answer", BAD)
def test_a_bad_answer_fails_both(answer: Dict[str, Any]) -> None:
    action = RemoteAction("action_x", None)
    with pytest.raises(ValidationError):
        action._validate_action_result(answer)
    with pytest.raises(ValidationError):
        is_valid(action, answer)
