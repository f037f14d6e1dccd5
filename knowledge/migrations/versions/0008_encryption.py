"""personal data encrypted, with blind indexes to look it up by

Revision ID: 0008
Revises: 0007
"""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import context, op

from knowledge.encryption import NORMAL, Keyring, keyring_of

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# Table to its encrypted columns with what they were before; the first column of a table is its key.
COLUMNS: dict[str, tuple[str, dict[str, sa.types.TypeEngine[Any]]]] = {
    "customer": (
        "id",
        {"email": sa.String(254), "name": sa.String(200), "phone": sa.String(40), "birth_date": sa.Date()},
    ),
    "shop_order": ("id", {"address": sa.JSON()}),
    "conversation": ("id", {"handoff": sa.JSON()}),
    "message": ("id", {"body": sa.JSON()}),
    "misses": ("id", {"text": sa.Text()}),
    "return_request": ("id", {"comment": sa.String(1000)}),
}
INDEXED = ("email", "phone")
NULLABLE = {"birth_date"}


def upgrade() -> None:
    for table, (_, columns) in COLUMNS.items():
        with op.batch_alter_table(table) as batch_op:
            if table == "customer":
                batch_op.drop_constraint("uq_customer_email", type_="unique")
                batch_op.add_column(sa.Column("email_index", sa.String(64), nullable=True))
                batch_op.add_column(sa.Column("phone_index", sa.String(64), nullable=True))
            for name, before in columns.items():
                batch_op.alter_column(
                    name,
                    existing_type=before,
                    type_=sa.Text(),
                    existing_nullable=name in NULLABLE,
                    postgresql_using=f"{name}::text",
                )
    _write(_converted(_encrypted))
    with op.batch_alter_table("customer") as batch_op:
        batch_op.create_unique_constraint("uq_customer_email_index", ["email_index"])
        batch_op.create_index("ix_customer_phone_index", ["phone_index"])


def downgrade() -> None:
    # Read before and written after: SQLite makes numbers of what it copies into columns of days and JSON.
    plain = _converted(lambda keyring, _, text: keyring.decrypt(text))
    with op.batch_alter_table("customer") as batch_op:
        batch_op.drop_index("ix_customer_phone_index")
        batch_op.drop_constraint("uq_customer_email_index", type_="unique")
        batch_op.drop_column("phone_index")
        batch_op.drop_column("email_index")
    for table, (_, columns) in COLUMNS.items():
        with op.batch_alter_table(table) as batch_op:
            for name, before in columns.items():
                batch_op.alter_column(
                    name,
                    existing_type=sa.Text(),
                    type_=before,
                    existing_nullable=name in NULLABLE,
                    postgresql_using=f"{name}::{before.compile(dialect=op.get_context().dialect)}",
                )
            if table == "customer":
                batch_op.create_unique_constraint("uq_customer_email", ["email"])
    _write(plain)


def _encrypted(keyring: Keyring, column: str, text: str) -> str | None:
    if column.endswith("_index"):
        source = column.removesuffix("_index")
        normal = NORMAL[source](text)
        return keyring.index(source, normal) if normal else None
    return keyring.encrypt(text)


Convert = Callable[[Keyring, str, str], str | None]
Values = dict[str, dict[Any, dict[str, str | None]]]


def _table(name: str) -> sa.TableClause:
    key, columns = COLUMNS[name]
    indexes = (f"{each}_index" for each in INDEXED)
    return sa.table(name, sa.column(key), *(sa.column(each, sa.Text()) for each in (*columns, *indexes)))


def _converted(convert: Convert) -> Values:
    """Every value converted, by table and key; an empty database needs no keys."""
    values: Values = {}
    if context.is_offline_mode():
        return values  # a script for an empty database
    connection = op.get_bind()
    for name, (key, columns) in COLUMNS.items():
        table = _table(name)
        rows = connection.execute(sa.select(table.c[key], *(table.c[each] for each in columns))).all()
        keyring = keyring_of(connection.dialect) if rows else None
        for row in rows:
            found = {each: row._mapping[each] for each in columns if row._mapping[each]}
            if keyring is None or not found:
                continue
            values.setdefault(name, {})[row[0]] = {
                each: convert(keyring, each, text) for each, text in found.items()
            } | {
                f"{each}_index": convert(keyring, f"{each}_index", found[each])
                for each in INDEXED
                if convert is _encrypted and name == "customer" and each in found
            }
    return values


def _write(values: Values) -> None:
    for name, rows in values.items():
        table = _table(name)
        for key, changed in rows.items():
            op.get_bind().execute(table.update().where(table.c[COLUMNS[name][0]] == key).values(changed))
