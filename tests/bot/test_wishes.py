"""Where a message may hold another wish, and which wishes are taken as such."""

from __future__ import annotations

from typing import Any, Dict, List

import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.clauses import CLAUSES, START, ClauseSplitter, clauses
from bot.components.wishes import UNDERSTANDING, wishes_of

PARTS: Dict[str, List[str]] = {
    "return the boots and where is my other parcel?": ["return the boots", "where is my other parcel?"],
    "Cancel 10342. Also, change the address of 10455.": ["Cancel 10342.", "Also, change the address of 10455."],
    "where is my order": [],
    "black and white": [],
    "I want to send it back, can you make me a label": ["I want to send it back", "can you make me a label"],
    "\u5e2e\u6211\u9000\u8d27\uff0c\u53e6\u5916\u6211\u7684\u5feb\u9012\u5230\u54ea\u4e86": [
        "\u5e2e\u6211\u9000\u8d27", "\u53e6\u5916\u6211\u7684\u5feb\u9012\u5230\u54ea\u4e86",
    ],
    "\u8fd8\u6709\u8d27\u5417": [],
}  # fmt: skip


@pytest.mark.parametrize("text", PARTS)
def test_a_message_is_parted_where_another_wish_may_begin(text: str) -> None:
    found = clauses(text)
    assert [part.get(TEXT) for part in found] == PARTS[text]
    for part in found:
        start = part.get(START)
        assert text[start : start + len(part.get(TEXT))] == part.get(TEXT)


def test_commands_are_not_parted() -> None:
    message = ClauseSplitter().process([Message(data={TEXT: "/greet and then. Some more words."})])[0]
    assert message.get(CLAUSES) is None


def message_of(*understood: Any) -> Message:
    parts = [
        Message(
            data={
                TEXT: text,
                START: 10 * number,
                UNDERSTANDING: {"intent": intent, "confidence": confidence, "unsure": unsure},
            }
        )
        for number, (text, intent, confidence, unsure) in enumerate(understood)
    ]
    return Message(data={TEXT: "all", CLAUSES: parts})


def test_two_sure_and_different_wishes_are_both_kept_in_their_order() -> None:
    found = wishes_of(
        message_of(("return it", "return_item", 0.9, False), ("where is it", "track_order", 0.8, False))
    )
    assert [wish["name"] for wish in found] == ["return_item", "track_order"]
    assert (found[1]["start"], found[1]["end"]) == (10, 21)


@pytest.mark.parametrize(
    "second",
    [
        ("return it", "return_item", 0.9, False),
        ("thanks a lot", "thank", 0.99, False),
        ("where is it", "track_order", 0.4, False),
        ("where is it", "track_order", 0.7, True),
        ("the moon", "out_of_scope", 0.9, False),
    ],
)
def test_what_is_the_same_or_no_wish_or_unsure_is_none_beside_another(second: Any) -> None:
    assert wishes_of(message_of(("return it", "return_item", 0.9, False), second)) == []
