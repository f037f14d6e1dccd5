"""The command line: exit codes, and errors a person can act on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from attendant.settings import ROOT
from knowledge.demo.catalogue import write_google_feed


def attendant(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "ATTENDANT_HOME": str(home), "COLUMNS": "200", "NO_COLOR": "1", **more}
    return subprocess.run(
        [sys.executable, "-m", "attendant.cli", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_version(tmp_path: Path) -> None:
    done = attendant(tmp_path, "version")
    assert done.returncode == 0
    assert done.stdout.startswith("attendant 0.")


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["import", "catalogue"], ["import", "catalogue", "/nowhere/feed.tsv"], ["chat", "--loud"]],
)
def test_bad_usage_exits_with_2(tmp_path: Path, arguments: list[str]) -> None:
    assert attendant(tmp_path, *arguments).returncode == 2


def test_a_wrong_setting_is_named_and_exits_with_2(tmp_path: Path) -> None:
    done = attendant(tmp_path, "doctor", ATTENDANT_WEB_PORT="many")
    assert done.returncode == 2
    assert "ATTENDANT_WEB_PORT" in done.stderr


def test_the_doctor_of_an_empty_home_names_what_to_run(tmp_path: Path) -> None:
    done = attendant(tmp_path, "doctor")
    assert done.returncode == 1
    assert "attendant setup" in done.stdout
    assert "attendant train" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_catalogue_is_imported_with_bad_rows_named_and_then_indexed(tmp_path: Path) -> None:
    feed = tmp_path / "feed.tsv"
    write_google_feed(feed)
    lines = feed.read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    broken = lines[1].split("\t")
    broken[header.index("price")] = "a fortune"
    feed.write_text("\n".join([lines[0], "\t".join(broken), *lines[2:200]]), encoding="utf-8")
    done = attendant(tmp_path / "home", "import", "catalogue", str(feed))
    assert done.returncode == 0, done.stderr
    assert "line 2: price" in done.stderr
    assert "Index of products" in done.stdout
    again = attendant(tmp_path / "home", "import", "catalogue", str(feed))
    assert again.stdout.startswith("0 new, 0 updated")
    index = attendant(tmp_path / "home", "index")
    assert "nothing to do" in index.stdout


def test_a_bad_file_changes_nothing_and_exits_with_1(tmp_path: Path) -> None:
    feed = tmp_path / "feed.csv"
    feed.write_bytes(b"\xff\xfe\x00nothing of the kind")
    done = attendant(tmp_path / "home", "import", "catalogue", str(feed))
    assert done.returncode == 1
    assert "Error:" in done.stderr
    assert "Traceback" not in done.stderr


def test_chat_without_a_running_stack_says_how_to_start_it(tmp_path: Path) -> None:
    done = attendant(tmp_path, "chat", ATTENDANT_WEB_PORT="9")
    assert done.returncode == 1
    assert "attendant run" in done.stderr


def test_staff_accounts_are_added_listed_and_locked(tmp_path: Path) -> None:
    added = attendant(tmp_path, "staff", "add", "kim@shop.example", "--name", "Kim", "--role", "agent")
    assert added.returncode == 0, added.stderr
    assert "password:" in added.stdout
    assert attendant(tmp_path, "staff", "add", "kim@shop.example", "--name", "Kim").returncode == 1
    assert (
        attendant(tmp_path, "staff", "add", "x@shop.example", "--name", "X", "--role", "king").returncode == 2
    )
    assert attendant(tmp_path, "staff", "deactivate", "kim@shop.example").returncode == 0
    assert "deactivated" in attendant(tmp_path, "staff", "list").stdout
