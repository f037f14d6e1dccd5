"""Settings come from the environment, and a wrong one is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from attendant.settings import Settings
from attendant.training import bot_environment


def test_the_database_is_sqlite_in_the_home_folder_unless_another_is_named(tmp_path: Path) -> None:
    assert Settings(home=tmp_path).database == f"sqlite:///{tmp_path}/attendant.sqlite"
    assert Settings(home=tmp_path, database_url="postgresql://x/y").database == "postgresql://x/y"


def test_the_environment_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTENDANT_WEB_PORT", "8123")
    monkeypatch.setenv("ATTENDANT_SITE_ORIGINS", "https://a.example/, https://b.example")
    settings = Settings()
    assert settings.web_address == "http://127.0.0.1:8123"
    assert settings.site_origins == ["https://a.example", "https://b.example"]


@pytest.mark.parametrize(
    ("name", "value"), [("WEB_PORT", "99999"), ("TIME_ZONE", "Mars/Olympus"), ("CURRENCY", "euro")]
)
def test_a_wrong_setting_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"ATTENDANT_{name}", value)
    with pytest.raises(ValidationError):
        Settings()


def test_an_address_that_listens_everywhere_is_reached_on_loopback() -> None:
    assert Settings(host="0.0.0.0").web_address == "http://127.0.0.1:8000"


def test_a_public_address_wins() -> None:
    assert Settings(public_url="https://chat.shop.example/").web_address == "https://chat.shop.example"


def test_the_bot_is_told_where_the_shop_is() -> None:
    environment = bot_environment(Settings(time_zone="Asia/Shanghai", country="CN"))
    assert environment["ATTENDANT_TIME_ZONE"] == "Asia/Shanghai"
    assert environment["ATTENDANT_COUNTRY"] == "CN"


def test_a_country_is_two_capital_letters() -> None:
    with pytest.raises(ValidationError, match="country"):
        Settings(country="Britain")
