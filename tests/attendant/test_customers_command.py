"""`attendant customers`: a copy of what is held, erasing it, and who saw it."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from attendant.cli import app
from attendant.composition import make_keyring, make_shop
from attendant.settings import Settings
from knowledge.customers.models import Customer
from knowledge.migration import upgrade

EMAIL = "ada.quill@example.org"


def attendant(*arguments: str, answer: str = "") -> Result:
    """Run the command."""
    return CliRunner().invoke(app, list(arguments), input=answer, env={"COLUMNS": "200"})


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An installation with one customer, who has talked."""
    monkeypatch.setenv("ATTENDANT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NO_COLOR", "1")
    settings = Settings()
    settings.log_folder.mkdir(parents=True)
    (settings.log_folder / "run.log").write_text(f"web | oops {EMAIL}\n")
    upgrade(settings.database, make_keyring(settings))
    shop = make_shop(settings)
    with shop.sessions() as session, session.begin():
        session.add(Customer(id=1, shop_id="C1", email=EMAIL, name="Ada Quill"))
    chat = shop.conversations.resume_or_open("browser", 1, "en")
    shop.conversations.receive(chat.id, "m1", "my parakeet hates it")
    shop.engine.dispose()
    return settings


def test_the_export_is_a_file_for_its_owner_only(settings: Settings, tmp_path: Path) -> None:
    out = tmp_path / "ada.json"
    result = attendant("customers", "export", EMAIL, "--out", str(out))
    assert result.exit_code == 0, result.output
    assert "1 messages" in result.output
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    told = json.loads(out.read_text())
    assert told["customer"]["name"] == "Ada Quill"
    assert told["messages"][0]["body"] == {"text": "my parakeet hates it"}


def test_an_export_does_not_overwrite_a_file(settings: Settings, tmp_path: Path) -> None:
    out = tmp_path / "ada.json"
    out.write_text("mine")
    assert attendant("customers", "export", EMAIL, "--out", str(out)).exit_code == 2
    assert out.read_text() == "mine"


def test_erasing_asks_first_and_a_no_changes_nothing(settings: Settings) -> None:
    result = attendant("customers", "erase", EMAIL, answer="n\n")
    assert result.exit_code == 1
    assert "To be erased: 1 conversation, 1 turn, 1 message" in result.output
    assert make_shop(settings).customers.by_email(EMAIL).name == "Ada Quill"


def test_after_a_yes_no_file_of_the_installation_has_the_person(settings: Settings) -> None:
    result = attendant("customers", "erase", EMAIL, answer="y\n")
    assert result.exit_code == 0, result.output
    assert "Receipt E-" in result.output
    for path in settings.home.rglob("*"):
        if path.is_file():
            for trace in (EMAIL.encode(), b"Ada Quill", b"parakeet"):
                assert trace not in path.read_bytes(), path


def test_yes_need_not_be_asked_for_and_nobody_is_erased_twice(settings: Settings) -> None:
    assert attendant("customers", "erase", EMAIL, "--yes").exit_code == 0
    again = attendant("customers", "erase", EMAIL, "--yes")
    assert again.exit_code != 0


def test_the_audit_says_who_did_what(settings: Settings, tmp_path: Path) -> None:
    attendant("customers", "export", EMAIL, "--out", str(tmp_path / "ada.json"))
    result = attendant("customers", "audit", EMAIL)
    assert "customer_exported" in result.output
    assert "operator:" in result.output


def test_duplicates_are_listed_merged_and_parted_again(settings: Settings) -> None:
    shop = make_shop(settings)
    with shop.sessions() as session, session.begin():
        session.get_one(Customer, 1).phone = "+491705550199"
        session.add(
            Customer(shop_id="C2", email="a.quill@example.org", name="Ada Quill", phone="+491705550199")
        )
    listed = attendant("customers", "duplicates")
    assert "C1  C2  names alike (100 %), same phone" in listed.output
    merged = attendant("customers", "merge", "C1", "C2")
    assert "Merged C2 into C1" in merged.output, merged.output
    assert "0 pairs" in attendant("customers", "duplicates").output
    assert attendant("customers", "unmerge", "1").exit_code == 0
    assert make_shop(settings).customers.by_email("a.quill@example.org").shop_id == "C2"


def test_customers_come_in_by_a_mapping(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "k.csv").write_text("Nr;Mail\n7;kim@example.org\n8;nobody\n")
    (tmp_path / "m.yml").write_text("columns: {shop_id: Nr, email: Mail}\n")
    result = attendant("import", "customers", str(tmp_path / "k.csv"), "--mapping", str(tmp_path / "m.yml"))
    assert "1 new" in result.output
    assert "line 3: Mail: 'nobody' is not an e-mail address" in result.output
