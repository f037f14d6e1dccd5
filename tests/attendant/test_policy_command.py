"""`attendant policy`: faults with their lines, cases explained, and what another policy would have changed."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import knowledge.aftersales
from attendant.cli import app, main
from attendant.settings import ROOT
from knowledge.aftersales.errors import Refused
from knowledge.aftersales.policy import Policy, Rules
from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.service import AfterSales
from knowledge.aftersales.wishes import Cancel
from knowledge.customers.models import Customer
from tests.attendant.small_home import RETAIL, retail_home

FOLDER = Path(knowledge.aftersales.__path__[0])


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small retail world in which a cancellation was allowed and one refused; its home."""
    with retail_home(tmp_path, monkeypatch) as sessions:
        aftersales = AfterSales(sessions, load_pack("tau2-retail"), currency="USD")
        with sessions() as session:
            ada = session.query(Customer).filter_by(shop_id="ada_berg").one().id
        aftersales.propose(ada, Cancel("W1", "no_longer_needed"))
        with pytest.raises(Refused):
            aftersales.propose(ada, Cancel("W2", "bored"))
    return tmp_path


def attendant(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


def test_a_policy_that_can_be_used_is_named() -> None:
    done = attendant("policy", "check", RETAIL)
    assert done.exit_code == 0
    assert "policy tau2-retail 1 can be used" in done.output.replace("\n", "")


def test_a_policy_with_faults_ends_with_1_and_their_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.yml"
    bad.write_text(
        RETAIL.read_text(encoding="utf-8").replace("once_per_order: true", "once: 1"), encoding="utf-8"
    )
    monkeypatch.setattr("sys.argv", ["attendant", "policy", "check", str(bad)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    line = next(
        number
        for number, text in enumerate(bad.read_text(encoding="utf-8").splitlines(), 1)
        if "once: 1" in text
    )
    assert f"Error: {bad}:{line}: returns.once: " in capsys.readouterr().err


@pytest.mark.usefixtures("shop")
def test_a_case_is_explained_with_its_money_and_its_alternatives() -> None:
    allowed, refused = attendant("policy", "explain", "1").output, attendant("policy", "explain", "2").output
    assert "allowed by rule before-shipping" in allowed
    assert "130.10" in allowed
    assert "refund by card_1" in allowed
    assert "refused by rule reason-not-accepted" in refused
    assert "nearest that passes: reason no_longer_needed, reason ordered_by_mistake" in refused
    assert "says the same" in refused


@pytest.mark.usefixtures("shop")
def test_another_policy_is_told_by_rule_money_and_case(tmp_path: Path) -> None:
    new = tmp_path / "new.yml"
    text = RETAIL.read_text(encoding="utf-8").replace("reasons: [no_longer_needed, ", "reasons: [bored, ")
    new.write_text(text, encoding="utf-8")
    done = attendant("policy", "what-if", new, "--since", "2020-01-01")
    assert done.exit_code == 0, done.output
    assert "2 cases" in done.output
    assert "1 newly allowed, 1 newly refused), for 1 customers" in done.output.replace("\n", " ")
    for told in ("W1", "W2", "no, reason-not-accepted", "yes, before-shipping", "ada_berg"):
        assert told in done.output


@pytest.mark.usefixtures("shop")
def test_with_the_same_policy_nothing_would_change() -> None:
    done = attendant("policy", "what-if", RETAIL, "--since", "2020-01-01")
    assert "0 come out differently" in done.output


@pytest.mark.usefixtures("shop")
def test_a_day_that_is_none_is_bad_usage() -> None:
    assert attendant("policy", "what-if", RETAIL, "--since", "spring").exit_code == 2


def rules_named() -> set[str]:
    """Every rule that a decision names in the code."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    named = [call.args[0] for call in calls if getattr(call.func, "attr", "") in ("refuse", "allow")]
    parts = [part for name in named for part in ast.walk(name) if isinstance(part, ast.Constant)]
    return {part.value for part in parts if isinstance(part.value, str)}


@pytest.mark.parametrize("rule", sorted(rules_named()))
def test_every_rule_is_documented(rule: str) -> None:
    assert f"`{rule}`" in (ROOT / "docs" / "aftersales.md").read_text(encoding="utf-8")


def settings_of_packs() -> list[str]:
    """Every setting of a pack."""
    parts = [Policy, *(each for each in Rules.__subclasses__() if each is not Policy)]
    return sorted({name for part in parts for name in part.model_fields})


@pytest.mark.parametrize("setting", settings_of_packs())
def test_every_setting_of_a_policy_is_documented(setting: str) -> None:
    assert f"`{setting}`" in (ROOT / "docs" / "aftersales.md").read_text(encoding="utf-8")
