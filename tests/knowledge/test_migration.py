"""Migrations: an empty database gets the tables that the models describe, and an old one keeps its data."""

from __future__ import annotations

import io
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select, text

from knowledge import migration
from knowledge.conversations.models import Message
from knowledge.customers.models import Consent, Customer
from knowledge.database import make_engine, make_sessions
from knowledge.encryption import NoKeyring, looked_up
from knowledge.migration import (
    SCRIPTS,
    DatabaseTooNew,
    configuration,
    current_revision,
    newest_revision,
    upgrade,
)
from knowledge.models import Base
from tests.keys import KEYRING

LATER = '''"""later

Revision ID: 9999
Revises: {head}
"""
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("customer", recreate="always") as batch:
        batch.add_column(sa.Column("nickname", sa.String(80), nullable=True))
    {then}


def downgrade() -> None:
    pass
'''


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'attendant.db'}"


def add_later_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, then: str = "pass") -> None:
    """Let this version have one more migration, which makes the table of customers anew."""
    scripts = tmp_path / "migrations"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    later = LATER.format(head=newest_revision(), then=then)
    (scripts / "versions" / "9999_later.py").write_text(later, encoding="utf-8")
    monkeypatch.setattr(migration, "SCRIPTS", scripts)


def test_an_empty_database_gets_every_table_once(url: str) -> None:
    assert current_revision(url) is None
    assert upgrade(url) is True
    assert current_revision(url) == newest_revision()
    assert upgrade(url) is False
    engine = make_engine(url)
    assert set(inspect(engine).get_table_names()) == {*Base.metadata.tables, "alembic_version"}
    engine.dispose()


def test_migrated_tables_are_those_of_the_models(url: str) -> None:
    upgrade(url)
    engine = make_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_migrated_tables_have_the_rules_of_the_models(url: str, tmp_path: Path) -> None:
    """What `compare_metadata` overlooks: primary keys, what a deletion does, names of unique constraints."""
    upgrade(url)
    migrated, made = make_engine(url), make_engine(f"sqlite:///{tmp_path / 'models.db'}")
    Base.metadata.create_all(made)
    ours, theirs = inspect(migrated), inspect(made)
    for table in Base.metadata.tables:
        for rules in ("get_pk_constraint", "get_foreign_keys", "get_unique_constraints", "get_indexes"):
            found, expected = getattr(ours, rules)(table), getattr(theirs, rules)(table)
            if isinstance(found, list):
                found, expected = (sorted(each, key=str) for each in (found, expected))
            assert found == expected, f"{rules} of {table}"
    migrated.dispose()
    made.dispose()


def test_there_is_one_newest_revision() -> None:
    assert len(ScriptDirectory.from_config(configuration("")).get_heads()) == 1


def test_everything_can_be_undone(url: str) -> None:
    upgrade(url)
    command.downgrade(configuration(url), "base")
    engine = make_engine(url)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()
    assert upgrade(url) is True


def test_a_database_of_a_later_version_is_left_alone_with_a_clear_word(url: str) -> None:
    upgrade(url)
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from_the_future'"))
    engine.dispose()
    with pytest.raises(DatabaseTooNew, match="at revision from_the_future, which this version does not know"):
        upgrade(url)
    assert current_revision(url) == "from_the_future"


def test_a_table_made_anew_takes_nothing_with_it(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade(url)
    engine = make_engine(url, KEYRING)
    with make_sessions(engine)() as session, session.begin():
        customer = Customer(shop_id="C1", email="a@example.org")
        customer.consents.append(Consent(purpose="personalisation", state="granted"))
        session.add(customer)
    add_later_migration(tmp_path, monkeypatch)
    assert upgrade(url) is True
    assert current_revision(url) == "9999"
    with make_sessions(engine)() as session:
        assert session.scalars(select(Consent.customer_id)).all() == [customer.id]
        assert session.scalars(select(Customer.email)).all() == ["a@example.org"]
        assert session.execute(text("SELECT nickname FROM customer")).one() == (None,)
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []
    engine.dispose()


PLAIN_ROWS = """
INSERT INTO customer (id, shop_id, email, name, phone, language, country, city, level, birth_date, created_at)
VALUES (1, 'C1', 'ada.quill@example.org', 'Ada Quill', '+49 170 5550199', 'en', 'DE', '', 'blue', '1990-04-23',
    '2026-01-01 00:00:00'),
    (2, 'C2', 'no.phone@example.org', '', '', 'en', 'DE', '', 'blue', NULL, '2026-01-01 00:00:00');
INSERT INTO conversation (id, visitor_id, language, owner, epoch, last_seq, created_at, updated_at, handoff, mood)
VALUES ('chat-1', 'v', 'en', 'bot', 0, 1, '2026-01-01 00:00:00', '2026-01-01 00:00:00', '{}', '[]');
INSERT INTO message (id, conversation_id, seq, author, author_name, audience, kind, body, at)
VALUES (1, 'chat-1', 1, 'shopper', '', 'everyone', 'text', '{"text": "my parakeet hates it"}', '2026-01-01 00:00:00');
"""


def test_what_was_stored_plainly_is_encrypted_and_can_be_made_plain_again(url: str) -> None:
    command.upgrade(configuration(url), "0007")
    file = Path(url.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(file)) as plain:
        plain.executescript(PLAIN_ROWS)
    with pytest.raises(NoKeyring):
        upgrade(url)
    assert current_revision(url) == "0007"
    assert upgrade(url, KEYRING) is True
    for word in (b"ada.quill", b"Ada Quill", b"5550199", b"1990-04-23", b"parakeet"):
        assert word not in file.read_bytes()
    engine = make_engine(url, KEYRING)
    with make_sessions(engine)() as session:
        ada = session.scalars(
            select(Customer).where(looked_up(Customer.email_index, ["Ada.Quill@example.org"]))
        ).one()
        assert (ada.name, ada.phone, ada.birth_date) == ("Ada Quill", "+49 170 5550199", date(1990, 4, 23))
        assert session.scalars(
            select(Customer.id).where(looked_up(Customer.phone_index, ["+491705550199"]))
        ).all() == [1]
        assert session.scalars(select(Message.body)).all() == [{"text": "my parakeet hates it"}]
    engine.dispose()
    command.downgrade(configuration(url, KEYRING), "0007")
    with closing(sqlite3.connect(file)) as plain:
        found = plain.execute("SELECT email, name, birth_date FROM customer ORDER BY id").fetchall()
    assert found == [("ada.quill@example.org", "Ada Quill", "1990-04-23"), ("no.phone@example.org", "", None)]


def test_a_migration_that_fails_half_way_changes_nothing(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade(url)
    before = current_revision(url)
    add_later_migration(tmp_path, monkeypatch, then="raise RuntimeError('power cut')")
    with pytest.raises(RuntimeError, match="power cut"):
        upgrade(url)
    assert current_revision(url) == before
    engine = make_engine(url)
    assert "nickname" not in {column["name"] for column in inspect(engine).get_columns("customer")}
    engine.dispose()


def test_the_migrations_can_be_written_out_for_postgresql() -> None:
    config = configuration("postgresql://shop@db/attendant")
    config.output_buffer = written = io.StringIO()
    command.upgrade(config, "head", sql=True)
    statements = written.getvalue()
    for table in Base.metadata.tables:
        assert f"CREATE TABLE {table} (" in statements
    assert "TIMESTAMP WITH TIME ZONE" in statements
