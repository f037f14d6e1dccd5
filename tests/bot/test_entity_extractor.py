"""The extractor as a component of Rasa's graph, and the file it takes its vocabulary from."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path
from typing import Any, Dict, List, Optional

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.resource import Resource
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.shop_entities import VOCABULARY_VARIABLE, ShopEntityExtractor
from bot.language import detect_language


def created(vocabulary: Optional[Any] = None) -> ShopEntityExtractor:
    return ShopEntityExtractor.create(
        {"vocabulary": vocabulary},
        None,  # type: ignore[arg-type]
        Resource("entities"),
        ExecutionContext(GraphSchema({})),
    )


def kinds(component: ShopEntityExtractor, text: str) -> List[str]:
    return [one["entity"] for one in component.process([Message(data={TEXT: text})])[0].get(ENTITIES)]


def write(path: Path, content: Dict[str, Any], tick: int) -> None:
    path.write_text(json.dumps(content), encoding="utf-8")
    os.utime(path, ns=(tick, tick))


def test_entities_carry_the_extractor_and_are_added_to_those_there() -> None:
    message = Message(data={TEXT: "order 10342", ENTITIES: [{"entity": "other", "value": 1}]})
    entities = created().process([message])[0].get(ENTITIES)
    assert entities[0] == {"entity": "other", "value": 1}
    assert entities[1] == {
        "entity": "order_number",
        "value": "10342",
        "start": 6,
        "end": 11,
        "confidence_entity": 1.0,
        "extractor": "ShopEntityExtractor",
    }


def test_commands_have_no_entities_but_their_own() -> None:
    assert kinds(created(), '/inform{"order_number": "10342"}') == []


def test_the_vocabulary_is_read_anew_when_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "vocabulary.json"
    write(path, {"colours": {"green": ["green"]}}, 1_000_000_000)
    component = created(str(path))
    assert kinds(component, "green or teal") == ["colour"]
    write(path, {"colours": {"teal": ["teal"], "green": ["green"]}}, 2_000_000_000)
    assert kinds(component, "green or teal") == ["colour", "colour"]


def test_a_broken_vocabulary_leaves_the_one_before(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "vocabulary.json"
    write(path, {"colours": {"green": ["green"]}}, 1_000_000_000)
    component = created(str(path))
    assert kinds(component, "green") == ["colour"]
    path.write_text("{", encoding="utf-8")
    assert kinds(component, "green") == ["colour"]
    assert kinds(component, "green") == ["colour"]
    assert sum("cannot be read" in record.message for record in caplog.records) == 1


def test_without_a_vocabulary_it_works_and_warns_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv(VOCABULARY_VARIABLE, raising=False)
    component = created()
    with caplog.at_level(logging.WARNING):
        assert kinds(component, "green, under 50") == ["price_max"]
        assert kinds(component, "order 10342") == ["order_number"]
    assert sum("No vocabulary" in record.message for record in caplog.records) == 1


def test_the_environment_names_the_vocabulary_at_run_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "later.json"
    monkeypatch.setenv(VOCABULARY_VARIABLE, str(path))
    component = created()
    assert kinds(component, "green") == []
    write(path, {"colours": {"green": ["green"]}}, 1_000_000_000)
    assert kinds(component, "green") == ["colour"]


def test_a_vocabulary_that_is_no_path_is_refused() -> None:
    with pytest.raises(InvalidConfigException, match="vocabulary"):
        created(12)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("where is my parcel", "en"),
        ("我的包裹在哪里？", "zh"),
        ("我的 iPhone 到哪了", "zh"),
        ("what does 退货 mean in English", "en"),
        ("12345", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_told_by_script(text: str, language: str) -> None:
    assert detect_language(text) == language
