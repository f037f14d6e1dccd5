"""What the entity tests share: the words of a small shop, its day, and entities written short."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, Dict, List, Tuple

from bot.components.english.common_words import COMMON_WORDS
from bot.components.place import Place
from bot.components.shop_entities import extract_entities
from bot.components.vocabulary import Vocabulary

VOCABULARY = Vocabulary(
    json.loads((Path(__file__).parent / "vocabulary.json").read_text(encoding="utf-8")), COMMON_WORDS
)
DEMO_SHOP = Vocabulary(
    json.loads((Path(__file__).parent / "entities" / "vocabulary.json").read_text(encoding="utf-8")),
    COMMON_WORDS,
)
"""A large shop, whose catalogue has many everyday words as kinds of things: can, long, top, card, dog ..."""
FRIDAY = Place(date(2026, 11, 20))
"""The 20th of November 2026 in Britain."""

Expected = List[Tuple[Any, ...]]


def entities(text: str, place: Place = FRIDAY) -> List[Dict[str, Any]]:
    """Rasa's entity dictionaries of a text."""
    return extract_entities(text, VOCABULARY, place)


def found(text: str, place: Place = FRIDAY) -> Expected:
    """Entities as (kind, value) or (kind, value, role), in order."""
    return [
        (one["entity"], one["value"], *([one["role"]] if "role" in one else []))
        for one in entities(text, place)
    ]


def found_in_demo_shop(text: str, place: Place = FRIDAY) -> Expected:
    """As `found`, with the words of the large shop."""
    return [
        (one["entity"], one["value"], *([one["role"]] if "role" in one else []))
        for one in extract_entities(text, DEMO_SHOP, place)
    ]


def words(text: str, kind: str) -> List[Tuple[Any, str]]:
    """Values of one kind of entity and the words they stand for."""
    return [
        (one["value"], text[one["start"] : one["end"]]) for one in entities(text) if one["entity"] == kind
    ]
