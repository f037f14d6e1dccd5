"""`attendant guides`: faults with file and line, and what came of the guides."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attendant.cli import app
from attendant.composition import make_keyring
from attendant.settings import Settings
from knowledge.database import make_engine, make_sessions
from knowledge.guides.folder import LIBRARY
from knowledge.guides.runs import GuideRuns, Trouble
from knowledge.migration import upgrade


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ATTENDANT_HOME", str(tmp_path))
    monkeypatch.setenv("ATTENDANT_DATABASE_URL", f"sqlite:///{tmp_path / 'attendant.db'}")
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


def test_the_guides_in_force_are_checked() -> None:
    done = CliRunner().invoke(app, ["guides", "check"])
    assert done.exit_code == 0
    count = len(list(LIBRARY.glob("*.yml")))
    assert f"{count} of {count} guides can be used" in done.output


def test_a_fault_is_printed_with_file_and_line(tmp_path: Path) -> None:
    folder = tmp_path / "guides"
    folder.mkdir()
    shutil.copy(LIBRARY / "tent.yml", folder)
    text = (LIBRARY / "kettle.yml").read_text(encoding="utf-8").replace("otherwise: fuse", "otherwise: fuze")
    (folder / "kettle.yml").write_text(text, encoding="utf-8")
    done = CliRunner().invoke(app, ["guides", "check", str(folder)])
    line = text[: text.index("otherwise: fuze")].count("\n") + 1
    assert done.exit_code == 1
    assert f"kettle.yml:{line}: steps.dry.otherwise: no such step or end fuze" in done.output
    assert "steps.fuse: is never reached" in done.output
    assert "1 of 2 guides can be used" in done.output


def test_results_say_what_was_solved_and_what_was_not() -> None:
    empty = CliRunner().invoke(app, ["guides", "results"])
    assert "No guide has been gone through yet." in empty.output
    settings = Settings()
    keyring = make_keyring(settings)
    upgrade(settings.database, keyring)
    runs = GuideRuns(make_sessions(make_engine(settings.database, keyring)))
    for key, outcome in (("a", "solved"), ("b", "claim"), ("b", "given_up")):
        runs.note(Trouble(key, "tent", "drops"), [("drops", "0")], outcome)
    done = CliRunner().invoke(app, ["guides", "results"])
    (row,) = (line.split() for line in done.output.splitlines() if "drops" in line)
    assert row == ["tent", "drops", "2", "50%", "1"]
