"""`attendant advice preview`: what the merchant's rules do to a request, before shoppers see it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from attendant import merchant_command
from attendant.settings import Settings
from knowledge.advice.merchandising_file import MerchandisingFile
from knowledge.advice.understood import Understood
from knowledge.checked_yaml import BadYaml
from knowledge.shop import Shop

REQUEST = "a jacket"
PINNED = "windle-packable-rain-jacket"
DAY = date(2026, 11, 25)


@pytest.fixture
def rules(demo: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of rules for the demo shop, and a bot that has understood the request."""
    path = tmp_path / "merchandising.yml"
    monkeypatch.setitem(demo.__dict__, "merchandising", MerchandisingFile(path))
    understood = [[Understood("product_type", "jacket", start=2, end=8)]]
    monkeypatch.setattr(merchant_command, "entities_of", lambda *_: understood)
    return path


def printed(demo: Shop) -> str:
    console = Console(width=160, record=True, quiet=False)
    with console.capture() as captured:
        merchant_command.preview(demo, Settings(), REQUEST, DAY, 5, console)
    return captured.get()


def test_a_pinned_product_is_first_with_the_place_it_would_have(demo: Shop, rules: Path) -> None:
    assert PINNED in demo.catalogue.snapshot().products
    rules.write_text(f"rules:\n  - {{name: rain, when: {{kinds: [jacket]}}, pin: [{PINNED}]}}\n")
    said = printed(demo)
    name = demo.advisor.product(PINNED).name
    first = next(line for line in said.splitlines() if name in line)
    assert first.split("│")[1].strip() == "1"
    assert first.split("│")[2].strip() != "1"
    assert "rules for it: rain" in said


def test_rules_of_another_time_are_not_in_force(demo: Shop, rules: Path) -> None:
    rules.write_text(f"rules:\n  - {{name: past, pin: [{PINNED}], ends: 2026-11-24}}\n")
    assert "rules for it: none" in printed(demo)


def test_what_the_catalogue_does_not_have_is_told(demo: Shop, rules: Path) -> None:
    rules.write_text("rules:\n  - {name: gone, pin: [no-such-thing]}\n")
    assert "Rule gone names what is not in the catalogue: no-such-thing" in printed(demo)


def test_a_faulty_file_is_an_error_with_its_line(demo: Shop, rules: Path) -> None:
    rules.write_text("rules:\n  - {name: empty}\n")
    with pytest.raises(BadYaml, match=r"merchandising\.yml:2: .*must pin, boost or bury"):
        printed(demo)
