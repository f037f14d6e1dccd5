"""A home folder whose database holds the small retail world, for tests of commands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from attendant.composition import make_keyring
from attendant.retail_world.importing import import_world
from attendant.settings import Settings
from knowledge.aftersales.policy_file import PACKS
from knowledge.database import SessionFactory, make_engine, make_sessions
from knowledge.migration import upgrade
from tests.attendant.small_world import WORLD

RETAIL = PACKS / "tau2-retail.yml"


@contextmanager
def retail_home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SessionFactory]:
    """Point the settings at a home with the world in it, and open its database."""
    url = f"sqlite:///{folder / 'attendant.db'}"
    monkeypatch.setenv("ATTENDANT_HOME", str(folder))
    monkeypatch.setenv("ATTENDANT_DATABASE_URL", url)
    monkeypatch.setenv("ATTENDANT_POLICY", str(RETAIL))
    monkeypatch.setenv("COLUMNS", "200")
    keyring = make_keyring(Settings())
    upgrade(url, keyring)
    engine = make_engine(url, keyring)
    sessions = make_sessions(engine)
    import_world(sessions, WORLD)
    yield sessions
    engine.dispose()
