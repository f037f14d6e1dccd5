"""Words are blotted out of logs in place, in every form that logs write them in."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.privacy.traces import blot


@pytest.mark.parametrize(
    "line",
    [
        "mail to ada@example.org failed",
        "mail to ADA@Example.ORG failed",
        '{"text": "say \\"hi\\" to my parakeet"}',
        "text='我的鹦鹉怕门铃'",
        '{"text": "\\u6211\\u7684\\u9e66\\u9e49\\u6015\\u95e8\\u94c3"}',
    ],
)
def test_a_word_is_blotted_out_however_it_is_written(tmp_path: Path, line: str) -> None:
    log = tmp_path / "run.log"
    log.write_text(f"before\n{line}\nafter\n")
    assert blot(tmp_path, ["ada@example.org", 'say "hi" to my parakeet', "我的鹦鹉怕门铃"]) == 1
    content = log.read_text()
    assert content.startswith("before\n")
    assert content.endswith("\nafter\n")
    assert "*****" in content
    assert len(content.encode()) == len(f"before\n{line}\nafter\n".encode())


def test_who_has_the_file_open_goes_on_where_it_was(tmp_path: Path) -> None:
    log = tmp_path / "run.log"
    with log.open("w") as writer:
        writer.write("ada@example.org\n")
        writer.flush()
        blot(tmp_path, ["ada@example.org"])
        writer.write("next\n")
    assert log.read_text() == "***************\nnext\n"


def test_short_words_empty_files_and_missing_folders_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "empty.log").touch()
    (tmp_path / "run.log").write_text("an error of the bot")
    assert blot(tmp_path, ["an", "bot", ""]) == 0
    assert blot(tmp_path / "missing", ["something"]) == 0
    assert blot(None, ["something"]) == 0
    assert (tmp_path / "run.log").read_text() == "an error of the bot"
