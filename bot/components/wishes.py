"""Finds more than one wish in a message, so that none is dropped."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.shared.nlu.constants import INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.clauses import CLAUSES, START

UNDERSTANDING = "understanding"
WISHES = "wishes"
LEAST_SURE = 0.6
"""Least confidence at which a part of a message counts as a wish of its own."""
NO_WISHES = frozenset(
    "greet goodbye thank affirm deny chitchat bot_challenge stop repeat help inform out_of_scope praise "
    "refine_search forget_preference".split()
)
"""What goes with a wish, or bears on the one beside it, and is none by itself."""


def wishes_of(message: Message) -> List[Dict[str, Any]]:
    """Gives the wishes of a message whose parts want different things.

    Args:
        message: With its clauses understood.

    Returns:
        Of each wish, in the order of the text: name, confidence, text, and start and end as offsets in the
        message. None when there are fewer than two.
    """
    wishes: List[Dict[str, Any]] = []
    for clause in message.get(CLAUSES, []):
        understood = clause.get(UNDERSTANDING)
        intent = understood["intent"]
        if understood["unsure"] or understood["confidence"] < LEAST_SURE or intent in NO_WISHES:
            continue
        if all(wish[INTENT_NAME_KEY] != intent for wish in wishes):
            start, text = clause.get(START), clause.get(TEXT)
            wishes.append(
                {
                    INTENT_NAME_KEY: intent,
                    PREDICTED_CONFIDENCE_KEY: understood["confidence"],
                    TEXT: text,
                    "start": start,
                    "end": start + len(text),
                }
            )
    return wishes if len(wishes) > 1 else []
