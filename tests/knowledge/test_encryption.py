"""Personal data is unreadable in the file, is found again by its blind index, and outlives a change of keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session, sessionmaker

from knowledge.conversations.service import Conversations
from knowledge.customers.models import Customer
from knowledge.customers.service import Customers
from knowledge.database import make_engine, make_sessions
from knowledge.encryption import (
    EncryptedDate,
    EncryptedJson,
    EncryptedText,
    Keyring,
    NoKeyring,
    WrongKeys,
    bind_keyring,
    keyring_of,
    looked_up,
)
from knowledge.key_rotation import encrypted_tables, reencrypt
from knowledge.models import Base
from tests.keys import KEYRING, KEYS

Sessions = sessionmaker[Session]
OTHER = Fernet.generate_key().decode()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The database file of `sessions`."""
    return tmp_path / "attendant.db"


def ada(**more: Any) -> Customer:
    """A customer with everything that is personal."""
    told = {"name": "Ada Quill", "phone": "+491705550199", "birth_date": date(1990, 4, 23)}
    return Customer(shop_id="C1", email="ada.quill@example.org", **told | more)


def on_disk(sessions: Sessions, file: Path) -> bytes:
    """All bytes of the database."""
    with sessions() as session:
        session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    return file.read_bytes()


@given(st.text())
def test_what_is_encrypted_can_be_read_again_and_says_nothing(plain: str) -> None:
    token = KEYRING.encrypt(plain)
    assert KEYRING.decrypt(token) == plain
    assert len(plain) < 4 or plain not in token
    assert KEYRING.encrypt(plain) != token


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_plain_data_comes_back_as_it_was(value: Any) -> None:
    column = EncryptedJson()
    assert column.read(column.written(value)) == value


def test_personal_columns_cannot_be_read_in_the_file(sessions: Sessions, file: Path) -> None:
    with sessions() as session, session.begin():
        session.add(ada())
    conversations = Conversations(sessions)
    chat = conversations.resume_or_open("visitor", None, "en")
    conversations.receive(chat.id, "m1", "my parakeet hates it")
    content = on_disk(sessions, file)
    assert b"C1" in content
    for word in (b"ada.quill", b"Ada Quill", b"5550199", b"1990-04-23", b"parakeet"):
        assert word not in content
    with sessions() as session:
        found = session.scalars(select(Customer)).one()
        assert (found.email, found.name, found.birth_date) == (
            "ada.quill@example.org",
            "Ada Quill",
            date(1990, 4, 23),
        )


@pytest.mark.parametrize("asked", ["ada.quill@example.org", " ADA.Quill@Example.org "])
def test_a_customer_is_found_by_the_address_in_any_case(sessions: Sessions, asked: str) -> None:
    with sessions() as session, session.begin():
        session.add(ada())
    assert Customers(sessions).by_email(asked).shop_id == "C1"


def test_rows_that_are_inserted_in_bulk_are_indexed_too(sessions: Sessions) -> None:
    with sessions() as session, session.begin():
        session.execute(
            insert(Customer), [{"shop_id": f"C{n}", "email": f"c{n}@example.org"} for n in range(3)]
        )
    assert Customers(sessions).by_email("c2@example.org").shop_id == "C2"


def test_a_changed_address_is_found_and_the_old_one_is_not(sessions: Sessions) -> None:
    with sessions() as session, session.begin():
        session.add(ada())
    with sessions() as session, session.begin():
        session.scalars(select(Customer)).one().email = "ada@quill.example"
    with sessions() as session:
        for address, count in (("ada@quill.example", 1), ("ada.quill@example.org", 0)):
            query = select(Customer.id).where(looked_up(Customer.email_index, [address]))
            assert len(session.scalars(query).all()) == count


def test_two_customers_cannot_have_one_address(sessions: Sessions) -> None:
    with sessions() as session:
        session.add_all([ada(), ada()])
        with pytest.raises(IntegrityError):
            session.flush()


def test_values_stay_out_of_the_words_of_an_error(sessions: Sessions) -> None:
    with sessions() as session:
        session.add_all([ada(), ada()])
        with pytest.raises(IntegrityError) as error:
            session.flush()
    assert "ada.quill" not in str(error.value)


@pytest.mark.parametrize("ask", [lambda c: c == "Ada", lambda c: c.ilike("A%"), lambda c: c.in_(["Ada"])])
def test_comparing_an_encrypted_column_is_refused_since_it_could_never_be_true(
    ask: Callable[[Any], Any],
) -> None:
    with pytest.raises(TypeError, match="use its blind index"):
        ask(Customer.name)


def test_whether_there_is_a_value_can_be_asked(sessions: Sessions) -> None:
    with sessions() as session, session.begin():
        session.add_all([ada(), Customer(shop_id="C2", email="other@example.org")])
        assert session.scalars(select(Customer.shop_id).where(Customer.birth_date.is_(None))).all() == ["C2"]


def test_without_keys_personal_data_is_neither_written_nor_read_and_the_rest_is(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'attendant.db'}")
    Base.metadata.create_all(engine)
    sessions = make_sessions(engine)
    with sessions() as session:
        session.add(ada())
        with pytest.raises(StatementError) as error:
            session.flush()
        session.rollback()
        assert isinstance(error.value.orig, NoKeyring)
        assert session.scalars(select(Customer.id)).all() == []
    engine.dispose()


def test_another_keyring_says_which_file_is_missing(sessions: Sessions) -> None:
    with sessions() as session, session.begin():
        session.add(ada())
    bind_keyring(sessions.kw["bind"], Keyring([OTHER]))
    with sessions() as session, pytest.raises(WrongKeys, match=r"restore the secrets\.json"):
        session.scalars(select(Customer)).one()


def test_indexes_of_different_kinds_and_keys_have_nothing_in_common() -> None:
    made = {ring.index(kind, "1") for ring in (KEYRING, Keyring([OTHER])) for kind in ("email", "phone")}
    assert len(made) == 4


def test_every_table_with_personal_data_is_rotated() -> None:
    assert {table.name for table in encrypted_tables()} >= {
        "customer",
        "message",
        "shop_order",
        "conversation",
    }


def test_while_keys_are_rotated_old_rows_are_read_and_found(sessions: Sessions) -> None:
    with sessions() as session, session.begin():
        session.add(ada())
    bind_keyring(sessions.kw["bind"], Keyring([OTHER, *KEYS]))
    with sessions() as session, session.begin():
        session.add(Customer(shop_id="C2", email="new@example.org"))
    found = [
        Customers(sessions).by_email(each).shop_id for each in ("ada.quill@example.org", "new@example.org")
    ]
    assert found == ["C1", "C2"]


def test_after_rotation_the_old_key_is_not_needed_any_more(sessions: Sessions) -> None:
    with sessions() as session, session.begin():
        session.add_all([ada(), Customer(shop_id="C2", email="plain@example.org")])
    conversations = Conversations(sessions)
    chat = conversations.resume_or_open("visitor", None, "en")
    conversations.receive(chat.id, "m1", "my parakeet hates it")
    engine = sessions.kw["bind"]
    bind_keyring(engine, Keyring([OTHER, *KEYS]))
    steps: list[tuple[str, int, int]] = []
    assert reencrypt(sessions, lambda *step: steps.append(step)) == 3
    assert ("customer", 2, 2) in steps
    bind_keyring(engine, Keyring([OTHER]))
    assert Customers(sessions).by_email("ada.quill@example.org").phone == "+491705550199"
    assert conversations.transcript(chat.id)[0].body == {"text": "my parakeet hates it"}
    with sessions() as session:
        query = select(Customer.shop_id).where(looked_up(Customer.phone_index, ["+49 170 5550199"]))
        assert session.scalars(query).all() == ["C1"]
    assert reencrypt(sessions) == 0


def test_a_rotation_that_was_interrupted_goes_on_with_what_is_left(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.key_rotation.BATCH", 2)
    with sessions() as session, session.begin():
        session.add_all([Customer(shop_id=f"C{n}", email=f"c{n}@example.org") for n in range(5)])
    bind_keyring(sessions.kw["bind"], Keyring([OTHER, *KEYS]))

    def power_cut(table: str, seen: int, _total: int) -> None:
        if (table, seen) == ("customer", 2):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reencrypt(sessions, power_cut)
    assert reencrypt(sessions) == 3


def test_the_keyring_belongs_to_the_engine(sessions: Sessions) -> None:
    assert keyring_of(sessions.kw["bind"].dialect) is KEYRING


def test_empty_texts_and_missing_days_need_no_keys() -> None:
    dialect = make_engine("sqlite://").dialect
    assert EncryptedText().process_bind_param("", dialect) == ""
    assert EncryptedText().process_result_value("", dialect) == ""
    assert EncryptedJson().process_bind_param({}, dialect) == ""
    assert EncryptedJson().process_result_value("", dialect) == {}
    assert EncryptedDate().process_bind_param(None, dialect) is None
