"""The world in memory, and copies of it that cost milliseconds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.pool import StaticPool

from attendant.retail_world.files import World
from attendant.retail_world.importing import import_world
from knowledge.database import SessionFactory, make_engine, make_sessions
from knowledge.encryption import Keyring
from knowledge.models import Base


class WorldInMemory:
    """A world imported once; each copy is a database of its own."""

    def __init__(self, world: World) -> None:
        # Statements are compiled once for all copies, not once for each.
        self._compiled: dict[object, object] = {}
        self._keyring = Keyring.generate()
        self._original = _connection()
        engine = self._engine(self._original)
        Base.metadata.create_all(engine)
        import_world(make_sessions(engine), world)

    @contextmanager
    def copy(self) -> Iterator[SessionFactory]:
        """Sessions on a fresh copy, which is gone afterwards."""
        connection = _connection()
        self._original.backup(connection)
        engine = self._engine(connection)
        try:
            yield make_sessions(engine)
        finally:
            engine.dispose()
            connection.close()

    def _engine(self, connection: sqlite3.Connection) -> Engine:
        engine = make_engine("sqlite://", self._keyring, creator=lambda: connection, poolclass=StaticPool)
        return engine.execution_options(compiled_cache=self._compiled)


def _connection() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", check_same_thread=False)
