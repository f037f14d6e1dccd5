"""Every workflow of a shop's service desk has a dialogue test."""

from __future__ import annotations

import ast
import json
import os
import re
from pathlib import Path

import pytest
import yaml

from attendant.settings import ROOT

ROW = re.compile(r"^\| `(?P<workflow>\w+)` \| (?P<intents>[^|]*) \| (?P<gets>[^|]*) \| (?P<tests>[^|]*) \|$")
DATA = Path(os.environ.get("ATTENDANT_BENCH_DATA", ROOT.parent / "shared" / "data"))


def rows() -> dict[str, re.Match[str]]:
    """The table's rows, by workflow."""
    lines = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8").splitlines()
    return {match["workflow"]: match for match in map(ROW.match, lines) if match}


def dialogue_tests() -> set[str]:
    """The tests of whole dialogues, as `<file>::<test>`."""
    return {
        f"{path.name}::{node.name}"
        for path in Path(__file__).parent.glob("test_*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def test_every_workflow_is_listed() -> None:
    source = DATA / "aftersales" / "abcd" / "kb.json"
    if not source.is_file():
        pytest.skip(f"ABCD's workflows are not at {source}: set ATTENDANT_BENCH_DATA")
    assert set(rows()) == set(json.loads(source.read_text(encoding="utf-8")))


@pytest.mark.parametrize("workflow", sorted(rows()))
def test_a_workflow_has_a_dialogue_test_and_intents_that_exist(workflow: str) -> None:
    row = rows()[workflow]
    tests = re.findall(r"`([^`]+)`", row["tests"])
    assert tests
    assert set(tests) <= dialogue_tests()
    domain = (ROOT / "bot" / "domain").glob("*.yml")
    known = {each for path in domain for each in yaml.safe_load(path.read_text()).get("intents", ())}
    intents = re.findall(r"`([^`]+)`", row["intents"])
    assert intents
    assert set(intents) <= known
