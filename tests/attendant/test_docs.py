"""The documentation names all there is."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
import typer

from attendant.cli import app
from attendant.secrets import Secrets
from attendant.settings import ROOT, Settings


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", sorted(Settings.model_fields))
def test_every_setting_is_documented(setting: str) -> None:
    assert f"`ATTENDANT_{setting.upper()}`" in text("docs/settings.md")


@pytest.mark.parametrize("secret", sorted(field.name for field in fields(Secrets)))
def test_every_secret_is_documented(secret: str) -> None:
    assert f"`{secret}`" in text("docs/settings.md")


def commands() -> list[str]:
    group = typer.main.get_command(app)
    found: list[str] = []
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", None)
        found += [f"{name} {each}" for each in inner] if inner and name == "import" else [name]
    return found


@pytest.mark.parametrize("command", commands())
def test_every_command_is_documented(command: str) -> None:
    assert f"attendant {command}" in text("README.md")


def test_every_relative_link_of_the_docs_leads_somewhere() -> None:
    import re

    for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (path.parent / target).exists(), f"{path.name} links to {target}"


def test_the_readme_opens_with_what_attendant_is_then_the_two_commands() -> None:
    readme = text("README.md")
    assert readme.index("customer-service assistant") < readme.index("make run") < readme.index("make test")


def test_a_changelog_is_kept() -> None:
    assert "## Unreleased" in text("CHANGELOG.md")
    assert Path(ROOT / "LICENSE").is_file()
