"""Every rule and every story, through `rasa test` with the trained model."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
MODELS = sorted((ROOT / "var" / "models").glob("attendant-*.tar.gz"), key=lambda path: path.stat().st_mtime)

pytestmark = pytest.mark.skipif(not MODELS, reason="no trained model in var/models: run `make train` first")


def rules() -> List[Dict[str, Any]]:
    return [
        rule
        for path in sorted((ROOT / "bot" / "rules").glob("*.yml"))
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]
    ]


def test_core(stories: Path, out: Path) -> Dict[str, Any]:
    """Run `rasa test core`; gives its report. A wrong prediction fails the test with what Rasa said."""
    command = [
        sys.executable,
        "-m",
        "rasa",
        "test",
        "core",
        "--model",
        str(MODELS[-1]),
        "--stories",
        str(stories),
    ]
    command += ["--fail-on-prediction-errors", "--no-plot", "--no-warnings", "--out", str(out)]
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    report: Dict[str, Any] = json.loads((out / "story_report.json").read_text())
    return report


test_core.__test__ = False  # a helper of the tests below, named after the command


def test_every_rule_is_followed(tmp_path: Path) -> None:
    """Rules of forms are followed in the conversations with real servers: `rasa test` runs no actions."""
    plain = [rule for rule in rules() if "condition" not in rule]
    stories = [{"story": rule["rule"], "steps": rule["steps"]} for rule in plain]
    path = tmp_path / "rules_as_stories.yml"
    path.write_text(yaml.safe_dump({"version": "3.1", "stories": stories}, sort_keys=False), encoding="utf-8")
    report = test_core(path, tmp_path / "out")
    assert report["accuracy"] == 1.0
    assert report["conversation_accuracy"]["total"] == len(plain)


def test_every_story_is_predicted(tmp_path: Path) -> None:
    report = test_core(ROOT / "bot" / "stories", tmp_path / "out")
    assert report["conversation_accuracy"]["accuracy"] == 1.0


def test_every_intent_leads_somewhere() -> None:
    ruled = {step["intent"] for rule in rules() for step in rule["steps"] if "intent" in step}
    listed = set()
    for path in (ROOT / "bot" / "domain").glob("*.yml"):
        listed |= set(yaml.safe_load(path.read_text(encoding="utf-8")).get("intents", []))
    taught = set()
    for path in (ROOT / "data" / "nlu").glob("*.yml"):
        taught |= set(re.findall(r"(?m)^\s*- intent: (\w+)", path.read_text(encoding="utf-8")))
    assert listed == taught
    assert listed - ruled == set()
