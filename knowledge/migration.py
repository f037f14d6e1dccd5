"""Bringing a database to the tables of this version."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from knowledge.database import compact, make_engine
from knowledge.encryption import Keyring
from knowledge.errors import DomainError

SCRIPTS = Path(__file__).with_name("migrations")


class DatabaseTooNew(DomainError):
    """The database was made by a later version."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"the database is at revision {revision}, which this version does not know: update Attendant, "
            "or point ATTENDANT_DATABASE_URL elsewhere"
        )


def configuration(url: str, keyring: Keyring | None = None) -> Config:
    """Alembic's configuration for a database; without a keyring personal data in it cannot be migrated."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["url"] = url
    config.attributes["keyring"] = keyring
    return config


def current_revision(url: str) -> str | None:
    """The revision a database is at; None when it has no tables of ours."""
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()


def newest_revision() -> str:
    """The revision of this version."""
    return str(ScriptDirectory.from_config(configuration("")).get_current_head())


def upgrade(url: str, keyring: Keyring | None = None) -> bool:
    """Migrate to the newest revision; False when the database was there already.

    Raises:
        DatabaseTooNew: A later version made it.
        NoKeyring: Personal data has to be encrypted on the way, and there are no keys.
    """
    current = current_revision(url)
    if current == newest_revision():
        return False
    known = {script.revision for script in ScriptDirectory.from_config(configuration(url)).walk_revisions()}
    if current is not None and current not in known:
        raise DatabaseTooNew(current)
    command.upgrade(configuration(url, keyring), "head")
    engine = make_engine(url)
    compact(engine)
    engine.dispose()
    return True
