"""The training data: every intent in both languages, each line once, and the page that draws the lines."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Dict, List, Set

import pytest
import yaml

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "zh")
LEAST_LINES = 50


def lines_of(language: str) -> Dict[str, List[str]]:
    """The examples of each intent in a language."""
    found: Dict[str, List[str]] = defaultdict(list)
    for path in sorted((ROOT / "data" / "nlu").glob(f"*.{language}.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            found[block["intent"]] += re.findall(r"(?m)^- (.+)$", block["examples"])
    return found


def domain_intents() -> Set[str]:
    """The intents that the bot knows."""
    return {
        intent
        for path in (ROOT / "bot" / "domain").glob("*.yml")
        for intent in yaml.safe_load(path.read_text(encoding="utf-8")).get("intents", [])
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_intent_has_examples_enough(language: str) -> None:
    counts = {intent: len(lines) for intent, lines in lines_of(language).items()}
    assert set(counts) == domain_intents()
    assert {intent: count for intent, count in counts.items() if count < LEAST_LINES} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_stands_twice(language: str) -> None:
    counted = Counter(line.strip().lower() for lines in lines_of(language).values() for line in lines)
    assert [line for line, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_a_command_or_has_marks_of_annotation(language: str) -> None:
    lines = [line for some in lines_of(language).values() for line in some]
    assert [line for line in lines if line.startswith("/") or re.search(r"[\[\]{}]", line)] == []


def test_the_page_of_intents_says_where_each_line_is_drawn() -> None:
    page = (ROOT / "docs" / "intents.md").read_text(encoding="utf-8")
    described = re.findall(r"(?m)^\| `(\w+)` \| (.+) \|$", page)
    assert {name for name, _ in described} == domain_intents()
    assert [name for name, sentence in described if not sentence.endswith(".")] == []
