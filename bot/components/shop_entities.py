"""Finds what a message is about: products and their qualities, sizes, prices, orders, people and reasons."""

from __future__ import annotations

import logging
import os
import re
from types import ModuleType
from typing import Any, Dict, List, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import ENTITY_ATTRIBUTE_CONFIDENCE_TYPE
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_ROLE,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.components import chinese, english
from bot.components.english.common_words import COMMON_WORDS
from bot.components.languages import find_languages
from bot.components.matches import Found, Match, resolve_overlaps
from bot.components.phones import find_phones
from bot.components.place import Place, current_place
from bot.components.postcodes import find_postcodes
from bot.components.vocabulary import Vocabulary, VocabularyFile
from bot.language import detect_language

logger = logging.getLogger(__name__)

VOCABULARY_VARIABLE = "ATTENDANT_VOCABULARY"
EXCLUDE_ROLE = "exclude"

LANGUAGES: Dict[str, ModuleType] = {"en": english, "zh": chinese}
"""For each language a package with `in_context`, which leaves out words of the shop that are meant otherwise in a text,
`find_beside`, which finds how many of what was found and in which size, `FINDERS` of a text, `find_dates` of a text and
a place, `find_references` of a text and what was found in it, and `mark_excluded`; the others are read as English."""

# Addresses and codes: letters that say nothing of the language around them
_OF_NO_LANGUAGE = re.compile(
    r"[\w.+-]+@[\w.-]+|https?://[!-~]+|\b[A-Za-z]+(?:-[A-Za-z0-9]+)*-?\d[\w-]*", re.ASCII
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ShopEntityExtractor(GraphComponent, EntityExtractorMixin):
    """Extracts a shop's entities by rules and by the shop's own vocabulary.

    What a shopper does not want carries the role "exclude".
    """

    @staticmethod
    def required_packages() -> List[str]:
        """Packages this component needs."""
        return ["rapidfuzz", "phonenumbers", "pypinyin"]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`vocabulary`: path of the vocabulary file.

        None takes it from the environment variable ATTENDANT_VOCABULARY, looked up as the server runs:
        `${...}` in config.yml would write the path of the training machine into the model.
        """
        return {"vocabulary": None}

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,  # noqa: ARG003
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> ShopEntityExtractor:
        """Creates the component (see the parent class)."""
        return cls(config)

    def __init__(self, config: Dict[str, Any]) -> None:
        """Initialises the component.

        Args:
            config: The default configuration with the user's over it.

        Raises:
            InvalidConfigException: If `vocabulary` is neither a path nor None.
        """
        path: Optional[str] = config.get("vocabulary")
        if path is not None and not isinstance(path, str):
            raise InvalidConfigException(f"ShopEntityExtractor: 'vocabulary' must be a path, not {path!r}.")
        self._vocabulary = VocabularyFile(lambda: path or os.environ.get(VOCABULARY_VARIABLE), COMMON_WORDS)

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds entities to each message, in place; commands ("/intent") have none but their own."""
        vocabulary = self._vocabulary.current()
        for message in messages:
            text = message.get(TEXT) or ""
            found = [] if text.startswith(INTENT_MESSAGE_PREFIX) else extract_entities(text, vocabulary)
            entities = message.get(ENTITIES, []) + self.add_extractor_name(found)
            message.set(ENTITIES, entities, add_to_output=True)
        return messages


def extract_entities(
    text: str, vocabulary: Vocabulary, place: Optional[Place] = None
) -> List[Dict[str, Any]]:
    """Finds the entities of a text.

    Args:
        text: What a shopper wrote.
        vocabulary: The shop's words.
        place: The shop's day and country; None takes those of the environment, now.

    Returns:
        Rasa's entity dictionaries, in the order of the text.
    """
    language = LANGUAGES.get(detect_language(_OF_NO_LANGUAGE.sub("", text)), english)
    here = place or current_place()
    matches: List[Match] = language.in_context(text, vocabulary.find(text))
    matches += language.find_beside(text, matches, vocabulary.sizes)
    for find in (*language.FINDERS, find_postcodes, find_languages):
        matches += find(text)
    for find_here in (language.find_dates, find_phones):
        matches += find_here(text, here)
    matches += language.find_references(text, matches)
    kept = resolve_overlaps(matches)
    excluded = language.mark_excluded(text, kept)
    return [
        _entity(found, is_excluded=position in excluded, vocabulary=vocabulary)
        for position, match in enumerate(kept)
        for found in match.entities
    ]


def _entity(found: Found, *, is_excluded: bool, vocabulary: Vocabulary) -> Dict[str, Any]:
    value = found.value
    if found.entity == "size":
        value = vocabulary.sizes.get(str(value).lower(), value)
    entity = {
        ENTITY_ATTRIBUTE_TYPE: found.entity,
        ENTITY_ATTRIBUTE_VALUE: value,
        ENTITY_ATTRIBUTE_START: found.start,
        ENTITY_ATTRIBUTE_END: found.end,
        ENTITY_ATTRIBUTE_CONFIDENCE_TYPE: found.confidence,
    }
    if is_excluded:
        entity[ENTITY_ATTRIBUTE_ROLE] = EXCLUDE_ROLE
    return entity
