"""The file of the merchant's rules: read when it changes, and never a reason to fall silent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from knowledge.advice.merchandising_file import MerchandisingFile
from knowledge.checked_yaml import BadYaml

GOOD = "rules:\n  - {name: first, pin: [a]}\n"
OTHER = "rules:\n  - {name: second, pin: [a, b]}\n"


def names(rules: MerchandisingFile) -> list[str]:
    return [rule.name for rule in rules.in_force().rules]


def write(path: Path, text: str, at: int) -> None:
    path.write_text(text)
    os.utime(path, (at, at))


def test_without_a_file_there_are_no_rules(tmp_path: Path) -> None:
    assert names(MerchandisingFile(tmp_path / "none.yml")) == []


def test_a_change_of_the_file_is_seen_and_so_is_its_end(tmp_path: Path) -> None:
    path = tmp_path / "rules.yml"
    rules = MerchandisingFile(path)
    write(path, GOOD, 1_000)
    assert names(rules) == ["first"]
    write(path, OTHER, 2_000)
    assert names(rules) == ["second"]
    path.unlink()
    assert names(rules) == []


def test_a_faulty_file_leaves_the_last_good_rules_in_force(tmp_path: Path) -> None:
    path = tmp_path / "rules.yml"
    rules = MerchandisingFile(path)
    write(path, GOOD, 1_000)
    assert names(rules) == ["first"]
    write(path, "rules: [\n", 2_000)
    assert names(rules) == ["first"]
    with pytest.raises(BadYaml):
        rules.read()
