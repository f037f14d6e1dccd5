"""Parts a message where another wish may begin: "return the boots, and where is my other parcel?"."""

from __future__ import annotations

import re
from typing import Any, Dict, List, Sequence

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

CLAUSES = "clauses"
START = "start"
MOST_CLAUSES = 4
_LEAST_WORDS = 2
_LEAST_HAN = 3

_HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿]")
_STARTS = "where|when|what|how|why|can|could|do|does|is|are|i|i'd|i'm|please|my|show|cancel|return|track"
_JOINTS = "and|plus|also|then|but|btw|by the way|oh and|as well as|besides"
_CHINESE_STARTS = "还有|另外|顺便|同时|然后|再|并且|而且|请问|我|帮|麻烦|还"
# "还有" begins another wish, but "还有货吗" asks whether there is more
_MORE = "货|没|吗|多|现货|其他|别的|什么|哪|更|没有|一|几|两|大|小|\\d"
_BORDER = re.compile(
    rf"(?<=[.!?;])\s+|[。！？；\n]+|\s*[，、,](?=\s*(?:{_CHINESE_STARTS}))"
    rf"|(?=另外|还有(?!{_MORE})|顺便|顺带|对了)"
    rf"|\s*[,;]?\s+(?:{_JOINTS})\b,?\s+(?:also\s+|then\s+|please\s+)*"
    rf"|\s*,\s+(?=(?:{_STARTS})\b)",
    re.IGNORECASE,
)


def clauses(text: str) -> List[Message]:
    """Gives the parts of a text that may be wishes of their own.

    Args:
        text: What a shopper wrote.

    Returns:
        Messages with `TEXT` and `START`, the offset of their first character; none when there is one part only.
    """
    parts: List[Message] = []
    at = 0
    for border in [*_BORDER.finditer(text), None]:
        end = border.start() if border else len(text)
        part = text[at:end]
        if _says_something(part):
            lead = len(part) - len(part.lstrip(" ,，"))
            parts.append(Message(data={TEXT: part[lead:].rstrip(), START: at + lead}))
        at = border.end() if border else end
    return parts[:MOST_CLAUSES] if len(parts) > 1 else []


def with_clauses(messages: Sequence[Message]) -> List[Message]:
    """Gives the messages and, after them, all their clauses: what featurizers and classifier work on alike."""
    return [*messages, *(clause for message in messages for clause in message.get(CLAUSES, []))]


def _says_something(part: str) -> bool:
    return len(part.split()) >= _LEAST_WORDS or len(_HAN.findall(part)) >= _LEAST_HAN


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class ClauseSplitter(GraphComponent):
    """Sets the clauses of messages that may hold more than one wish; training examples hold one."""

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],  # noqa: ARG003
        model_storage: ModelStorage,  # noqa: ARG003
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> ClauseSplitter:
        """Creates the component (see the parent class)."""
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leaves the examples as they are."""
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Sets `CLAUSES` of each message with several, in place; commands have none."""
        for message in messages:
            text = message.get(TEXT) or ""
            found = [] if text.startswith(INTENT_MESSAGE_PREFIX) else clauses(text)
            if found:
                message.set(CLAUSES, found)
        return messages
