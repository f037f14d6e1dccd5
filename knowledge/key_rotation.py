"""Encrypting all personal data again under the first key of the ring, in batches that can be interrupted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Table, Text, func, select, tuple_, type_coerce, update
from sqlalchemy.orm import Session

from knowledge.database import Base, SessionFactory, writing
from knowledge.encryption import BlindIndex, Encrypted, Keyring, keyring_of

BATCH = 500
Progress = Callable[[str, int, int], None]
"""Told the table, how many rows are looked at, and of how many."""


def reencrypt(sessions: SessionFactory, progress: Progress | None = None) -> int:
    """Bring every value to the first key of the engine's keyring; gives how many rows were written.

    What is under the first key already stays, so that a run that was interrupted goes on where it stopped.

    Raises:
        WrongKeys: Something is under neither key; what was done until then is kept.
    """
    return sum(_table(sessions, table, progress) for table in encrypted_tables())


def encrypted_tables() -> Sequence[Table]:
    """The tables that have personal data in them."""
    return [table for table in Base.metadata.sorted_tables if _encrypted(table)]


def _encrypted(table: Table) -> list[str]:
    return [column.name for column in table.columns if isinstance(column.type, Encrypted)]


def _indexes(table: Table) -> dict[str, str]:
    """Index column to the column it is of."""
    return {each.name: each.type.source for each in table.columns if isinstance(each.type, BlindIndex)}


def _table(sessions: SessionFactory, table: Table, progress: Progress | None) -> int:
    keys = list(table.primary_key.columns)
    with sessions() as session:
        total = session.scalar(select(func.count()).select_from(table)) or 0
    written, seen, last = 0, 0, None
    while True:
        with writing(sessions) as session:
            query = select(
                *keys, *(type_coerce(table.c[name], Text).label(name) for name in _encrypted(table))
            )
            if last is not None:
                query = query.where(tuple_(*keys) > tuple_(*last))
            rows = session.execute(query.order_by(*keys).limit(BATCH)).all()
            written += sum(_row(session, table, keys, row._mapping) for row in rows)
        if not rows:
            return written
        last = rows[-1][: len(keys)]
        seen += len(rows)
        if progress is not None:
            progress(table.name, seen, max(seen, total))


def _row(session: Session, table: Table, keys: Sequence[Any], row: Any) -> bool:
    """Write a row anew when a value of it is under another key."""
    keyring = keyring_of(session.get_bind().dialect)
    tokens = {name: row[name] for name in _encrypted(table) if row[name]}
    if all(keyring.in_force(token) for token in tokens.values()):
        return False
    values: dict[str, Any] = {name: _raw(keyring, token) for name, token in tokens.items()}
    for index, source in _indexes(table).items():
        values[index] = keyring.decrypt(tokens[source]) if source in tokens else None
    where = [key == row[key.name] for key in keys]
    session.execute(update(table).where(*where).values(values))
    return True


def _raw(keyring: Keyring, token: str) -> Any:
    """A token under the first key, given as it is to be stored."""
    return type_coerce(keyring.encrypt(keyring.decrypt(token)), Text)
