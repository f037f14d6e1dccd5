"""What all commands share: where they print, and a database that is up to date."""

from __future__ import annotations

from rich.console import Console

from attendant.settings import Settings

console = Console()
complaints = Console(stderr=True)

PROBLEMS_SHOWN = 20


def migrated(settings: Settings) -> Settings:
    """The settings, once the database has the tables of this version."""
    from attendant.composition import make_keyring
    from knowledge.migration import upgrade

    settings.home.mkdir(parents=True, exist_ok=True)
    upgrade(settings.database, make_keyring(settings))
    return settings
