"""`attendant keys rotate` changes the key of personal data, and can be interrupted at any moment."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from attendant.cli import app
from attendant.commands.keys import StackRunning, rotate_keys
from attendant.composition import make_keyring, make_shop
from attendant.secrets import load_or_create
from attendant.settings import Settings
from knowledge.customers.models import Customer
from knowledge.migration import upgrade


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An installation with one customer."""
    monkeypatch.setenv("ATTENDANT_HOME", str(tmp_path))
    monkeypatch.setenv("ATTENDANT_WEB_PORT", "1")
    settings = Settings()
    upgrade(settings.database, make_keyring(settings))
    with make_shop(settings).sessions() as session, session.begin():
        session.add(Customer(shop_id="C1", email="ada@example.org", name="Ada Quill"))
    return settings


def test_after_it_there_is_one_new_key_and_everything_can_be_read(settings: Settings) -> None:
    before = load_or_create(settings.home)
    result = CliRunner().invoke(app, ["keys", "rotate"])
    assert (result.exit_code, "1 rows encrypted" in result.output) == (0, True), result.output
    after = load_or_create(settings.home)
    assert len(after.encryption_key) == 1
    assert after.encryption_key != before.encryption_key
    assert after.gateway_key == before.gateway_key
    assert make_shop(settings).customers.by_email("ada@example.org").name == "Ada Quill"


def test_an_interrupted_one_is_finished_with_the_key_it_had_made(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def power_cut(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("knowledge.key_rotation.reencrypt", power_cut)
        assert CliRunner().invoke(app, ["keys", "rotate"]).exit_code != 0
    half_way = load_or_create(settings.home).encryption_key
    assert len(half_way) == 2
    assert make_shop(settings).customers.by_email("ada@example.org").name == "Ada Quill"
    assert CliRunner().invoke(app, ["keys", "rotate"]).exit_code == 0
    assert load_or_create(settings.home).encryption_key == half_way[:1]
    assert make_shop(settings).customers.by_email("ada@example.org").name == "Ada Quill"


def test_a_running_shop_keeps_its_keys(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    from attendant.cli import console

    before = load_or_create(settings.home)
    monkeypatch.setattr("attendant.launcher.healthy", lambda _: True)
    with pytest.raises(StackRunning, match="stop it first"):
        rotate_keys(settings, console)
    assert load_or_create(settings.home) == before
