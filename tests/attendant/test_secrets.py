"""Secrets are made once, for their owner only, and a damaged file says what to do."""

from __future__ import annotations

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

import pytest

from attendant.secrets import UnsafeSecrets, load_or_create, replace_encryption_keys


def test_secrets_are_made_at_first_start_and_read_at_the_second(tmp_path: Path) -> None:
    first = load_or_create(tmp_path)
    assert load_or_create(tmp_path) == first
    made = [key for value in asdict(first).values() for key in ([value] if isinstance(value, str) else value)]
    assert all(len(key) >= 32 for key in made)
    assert len(set(made)) == len(asdict(first))


def test_a_file_of_an_older_version_with_one_encryption_key_is_read(tmp_path: Path) -> None:
    first = load_or_create(tmp_path)
    path = tmp_path / "secrets.json"
    content = json.loads(path.read_text())
    path.write_text(json.dumps({**content, "encryption_key": content["encryption_key"][0]}))
    assert load_or_create(tmp_path) == first


def test_the_encryption_keys_can_be_replaced_and_nothing_else_changes(tmp_path: Path) -> None:
    first = load_or_create(tmp_path)
    other = load_or_create(tmp_path / "other").encryption_key
    changed = replace_encryption_keys(tmp_path, [*other, *first.encryption_key])
    assert load_or_create(tmp_path) == changed
    assert changed.encryption_key == other + first.encryption_key
    assert changed.gateway_key == first.gateway_key
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600


def test_a_key_that_encrypts_nothing_is_refused(tmp_path: Path) -> None:
    load_or_create(tmp_path)
    path = tmp_path / "secrets.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "encryption_key": ["short"]}))
    with pytest.raises(UnsafeSecrets, match="backup"):
        load_or_create(tmp_path)


def test_two_installations_have_different_secrets(tmp_path: Path) -> None:
    assert load_or_create(tmp_path / "one") != load_or_create(tmp_path / "two")


def test_only_the_owner_can_read_them(tmp_path: Path) -> None:
    load_or_create(tmp_path)
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secrets.json"]


def test_a_file_that_others_can_read_is_refused_with_the_command_that_mends_it(tmp_path: Path) -> None:
    load_or_create(tmp_path)
    (tmp_path / "secrets.json").chmod(0o644)
    with pytest.raises(UnsafeSecrets, match="chmod 600"):
        load_or_create(tmp_path)


@pytest.mark.parametrize("content", ["", "{}", "[1]", "not json"])
def test_a_damaged_file_is_refused_and_left_alone(tmp_path: Path, content: str) -> None:
    path = tmp_path / "secrets.json"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(UnsafeSecrets, match="backup"):
        load_or_create(tmp_path)
    assert path.read_text() == content


def test_processes_that_start_together_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: load_or_create(tmp_path), range(8)))
    assert len({json.dumps(asdict(each)) for each in made}) == 1
