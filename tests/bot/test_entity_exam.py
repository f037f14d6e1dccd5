"""Entities in sentences that were written apart from the code, by other people, with the demo shop's vocabulary."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from pathlib import Path
from typing import Any, Dict, List, Tuple

import pytest
import yaml

from bot.components.english.common_words import COMMON_WORDS
from bot.components.place import Place
from bot.components.shop_entities import extract_entities
from bot.components.vocabulary import Vocabulary

FOLDER = Path(__file__).parent / "entities"
TODAY = datetime.date(2026, 11, 25)
LEAST_F1 = 0.95

Key = Tuple[str, str, str]


def key(entity: Dict[str, Any]) -> Key:
    """Kind, value and role: where in the sentence it was read from is free."""
    value = entity["value"]
    shown = f"{float(value):g}" if isinstance(value, (int, float)) else str(value)
    return (entity["entity"], shown, entity.get("role", ""))


def scored(language: str) -> Tuple[float, List[str]]:
    """The F1 over all entities of a language, and what was missed or made up, sentence by sentence."""
    vocabulary = Vocabulary(
        json.loads((FOLDER / "vocabulary.json").read_text(encoding="utf-8")), COMMON_WORDS
    )
    place = Place(TODAY, "GB")
    right = missed = invented = 0
    told: List[str] = []
    for item in yaml.safe_load((FOLDER / f"sentences.{language}.yml").read_text(encoding="utf-8")):
        expected = Counter(key(one) for one in item["entities"])
        found = Counter(key(one) for one in extract_entities(item["text"], vocabulary, place))
        right += sum((expected & found).values())
        lost, extra = expected - found, found - expected
        missed += sum(lost.values())
        invented += sum(extra.values())
        if lost or extra:
            told.append(f"{item['text']}\n    missed {sorted(lost)}\n    invented {sorted(extra)}")
    return 2 * right / (2 * right + missed + invented), told


@pytest.mark.parametrize("language", ["en", "zh"])
def test_entities_are_found_in_sentences_nobody_saw(language: str) -> None:
    f1, told = scored(language)
    assert f1 >= LEAST_F1, f"F1 {f1:.3f}\n" + "\n".join(told)
