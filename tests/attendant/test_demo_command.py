"""`attendant demo advance`, and where the shop's mails go by its settings."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attendant.cli import app
from attendant.composition import make_mails, make_postman, make_settlement, make_shop, shop_config
from attendant.settings import Settings
from knowledge.demo.advancing import NotTheDemo
from knowledge.mail.postmen import Catcher, SmtpPostman
from knowledge.shop import Shop
from tests.keys import KEYS


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("ATTENDANT_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.setattr("attendant.composition.load_or_create", lambda _: _Keys())
    return Settings()


class _Keys:
    """The secrets of the tests' demo database."""

    encryption_key = KEYS


def test_a_day_passes_and_it_is_said_what_happened(
    settings: Settings, demo: Shop, demo_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copyfile(demo_database, settings.home / "attendant.sqlite")
    monkeypatch.setattr("attendant.commands.demo.migrated", lambda given: given)
    result = CliRunner().invoke(app, ["demo", "advance"])
    assert result.exit_code == 0, result.output
    assert "parcels went out for delivery" in result.output
    assert f"{settings.web_address}/mails" in result.output


def test_days_do_not_pass_in_a_shop_without_the_demo(settings: Settings) -> None:
    result = CliRunner().invoke(app, ["demo", "advance"])
    assert isinstance(result.exception, NotTheDemo)


def test_the_demo_keeps_its_mails_and_its_own_payments(settings: Settings) -> None:
    shop = make_shop(settings)
    assert isinstance(make_postman(settings), Catcher)
    assert make_settlement(settings, shop) is not None
    assert shop_config(settings).mails


def test_a_shop_of_its_own_without_a_mail_server_sends_nothing_and_offers_no_code(
    settings: Settings,
) -> None:
    own = settings.model_copy(update={"demo": False})
    shop = make_shop(own)
    assert make_mails(own, shop) is None
    assert make_settlement(own, shop) is None
    assert not shop.verification.offered


@pytest.mark.parametrize("demo", [True, False])
def test_a_mail_server_is_used_wherever_there_is_one(settings: Settings, demo: bool) -> None:
    mailing = settings.model_copy(update={"demo": demo, "smtp_host": "mail.example"})
    assert isinstance(make_postman(mailing), SmtpPostman)
    assert make_shop(mailing).verification.offered


def test_mails_come_from_the_shops_own_host_unless_an_address_is_set() -> None:
    assert Settings(public_url="https://help.shop.example/x").mail_address == "no-reply@help.shop.example"
    assert Settings(smtp_from="service@shop.example").mail_address == "service@shop.example"
    with pytest.raises(ValueError, match="smtp_from"):
        Settings(smtp_from="the shop")


def test_the_password_of_the_mail_server_is_in_no_message() -> None:
    assert "hunter2" not in repr(Settings(smtp_password="hunter2"))
