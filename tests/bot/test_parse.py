"""The command that parses utterances offline, with a model trained on the real pipeline."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List, Tuple

import pytest
import yaml

ROOT = Path(__file__).parents[2]
EXAMPLES = {
    "greet": ["hello", "hi there", "good morning", "hey", "hiya"],
    "track_order": [
        "where is my parcel",
        "has order 10342 shipped",
        "tracking please",
        "when will it arrive",
    ],
    "return_item": ["I want to return this", "send the boots back", "start a return", "give it back"],
}
ENTITIES = ["order_number", {"colour": {"roles": ["exclude"]}}]


def command(*arguments: str, given: str = "") -> Tuple[int, str, str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "ATTENDANT_VOCABULARY": str(ROOT / "tests/bot/vocabulary.json"),
        "RASA_TELEMETRY_ENABLED": "false",
        "RASA_MAX_CACHE_SIZE": "0",
    }
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        input=given,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        timeout=300,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    nlu = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)}
        for intent, texts in EXAMPLES.items()
    ]
    rule = {"rule": "greet", "steps": [{"intent": "greet"}, {"action": "utter_greet"}]}
    domain: Dict[str, Any] = {
        "version": "3.1",
        "intents": list(EXAMPLES),
        "entities": ENTITIES,
        "responses": {"utter_greet": [{"text": "Hello."}]},
    }
    (folder / "data.yml").write_text(yaml.safe_dump({"version": "3.1", "nlu": nlu, "rules": [rule]}))
    (folder / "domain.yml").write_text(yaml.safe_dump(domain))
    status, _, log = command(
        "rasa", "train",
        "--config", str(ROOT / "bot/config.yml"),
        "--domain", str(folder / "domain.yml"),
        "--data", str(folder / "data.yml"),
        "--out", str(folder / "models"),
        "--fixed-model-name", "small",
    )  # fmt: skip
    assert status == 0, log
    return folder / "models/small.tar.gz"


def test_each_utterance_gives_one_json_line_and_nothing_else_is_printed(model: Path) -> None:
    given = "where is 10342?\n\n  hello  \n我的包裹在哪里？\nsend it back, not the black one\n"
    status, out, _ = command("bot.parse", "--model", str(model), given=given)
    assert status == 0
    lines: List[Dict[str, Any]] = [json.loads(line) for line in out.splitlines()]
    assert [line["text"] for line in lines] == [
        "where is 10342?",
        "hello",
        "我的包裹在哪里？",
        "send it back, not the black one",
    ]
    assert [line["language"] for line in lines] == ["en", "en", "zh", "en"]
    assert set(lines[0]) == {"text", "language", "intent", "confidence", "ranking", "entities"}
    assert lines[0]["entities"] == [{"entity": "order_number", "value": "10342", "start": 9, "end": 14}]
    assert lines[1]["intent"] == "greet"
    assert lines[1]["ranking"][0] == {"name": "greet", "confidence": lines[1]["confidence"]}
    assert lines[3]["entities"] == [
        {"entity": "colour", "value": "black", "start": 22, "end": 27, "role": "exclude"}
    ]


def test_a_missing_model_is_told_plainly() -> None:
    status, out, log = command("bot.parse", "--model", "/nowhere/model.tar.gz")
    assert (status, out) == (1, "")
    assert "There is no model at '/nowhere/model.tar.gz'." in log


def test_a_file_that_is_no_model_is_told_plainly(tmp_path: Path) -> None:
    path = tmp_path / "model.tar.gz"
    path.write_text("not a model")
    status, out, log = command("bot.parse", "--model", str(path))
    assert (status, out) == (1, "")
    assert "cannot be loaded" in log
