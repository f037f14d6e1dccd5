"""The database: moments keep their zone, writers wait for each other, rules are enforced."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session, sessionmaker

from knowledge.audit import AuditEntry, record
from knowledge.customers.models import Customer, ProfileFact
from knowledge.database import make_engine, make_sessions, utc_now, writing

Sessions = sessionmaker[Session]


def stored_at(sessions: Sessions, moment: datetime) -> datetime:
    """A moment, stored and read again."""
    with writing(sessions) as session:
        entry = AuditEntry(at=moment, actor="system", action="test", subject="test:1")
        session.add(entry)
    with sessions() as session:
        return session.scalars(select(AuditEntry.at).where(AuditEntry.id == entry.id)).one()


def test_now_is_aware_and_in_utc() -> None:
    assert utc_now().tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(sessions: Sessions) -> None:
    with pytest.raises(StatementError, match=r"naive datetime .* give it a time zone") as refused:
        stored_at(sessions, datetime(2026, 3, 1, 12))  # noqa: DTZ001
    assert isinstance(refused.value.orig, ValueError)


def test_a_moment_without_a_zone_is_refused_in_a_query_too(sessions: Sessions) -> None:
    with sessions() as session, pytest.raises(StatementError, match="naive datetime"):
        session.scalars(select(AuditEntry).where(AuditEntry.at > datetime(2026, 3, 1))).all()  # noqa: DTZ001


@pytest.mark.parametrize("zone", [UTC, ZoneInfo("Asia/Shanghai"), timezone(timedelta(hours=-3, minutes=-30))])
def test_a_moment_comes_back_as_the_same_moment_in_utc(sessions: Sessions, zone: ZoneInfo | timezone) -> None:
    moment = datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=zone)
    read = stored_at(sessions, moment)
    assert read == moment
    assert read.utcoffset() == timedelta(0)


def test_moments_of_different_zones_are_sorted_by_when_they_were(sessions: Sessions) -> None:
    early = datetime(2026, 3, 1, 18, tzinfo=ZoneInfo("Asia/Shanghai"))
    late = datetime(2026, 3, 1, 12, tzinfo=UTC)
    stored_at(sessions, late)
    stored_at(sessions, early)
    with sessions() as session:
        assert session.scalars(select(AuditEntry.at).order_by(AuditEntry.at)).all() == [early, late]


def test_a_missing_moment_stays_missing(sessions: Sessions) -> None:
    with sessions() as session:
        assert session.scalar(select(func.max(AuditEntry.at))) is None


def test_sqlite_files_are_written_ahead_and_keep_references(sessions: Sessions) -> None:
    with sessions() as session:
        assert session.scalar(text("PRAGMA journal_mode")) == "wal"
        assert session.scalar(text("PRAGMA foreign_keys")) == 1
        assert (session.scalar(text("PRAGMA busy_timeout")) or 0) > 0


def test_a_reference_to_nothing_is_refused(sessions: Sessions) -> None:
    with pytest.raises(IntegrityError), writing(sessions) as session:
        session.add(ProfileFact(customer_id=404, name="size", value="M", source="chat"))


def test_what_belongs_to_a_deleted_customer_goes_with_them(sessions: Sessions) -> None:
    with writing(sessions) as session:
        customer = Customer(shop_id="C1", email="a@example.org")
        customer.facts.append(ProfileFact(name="size", value="M", source="chat"))
        session.add(customer)
    with writing(sessions) as session:
        session.execute(text("DELETE FROM customer"))
    with sessions() as session:
        assert session.scalars(select(ProfileFact)).all() == []


def test_objects_stay_readable_after_their_transaction(sessions: Sessions) -> None:
    with writing(sessions) as session:
        customer = Customer(shop_id="C1", email="a@example.org")
        session.add(customer)
    assert (customer.id, customer.email) == (1, "a@example.org")


def test_a_transaction_that_fails_leaves_nothing(sessions: Sessions) -> None:
    def fail_after_writing() -> None:
        with writing(sessions) as session:
            record(session, actor="system", action="test", subject="test:1")
            session.flush()
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        fail_after_writing()
    with sessions() as session:
        assert session.scalars(select(AuditEntry)).all() == []


def test_an_audit_entry_keeps_who_did_what_to_what_and_why(sessions: Sessions) -> None:
    before = utc_now()
    with writing(sessions) as session:
        record(session, actor="customer:7", action="cancel", subject="order:10001", rule="before-shipping")
    with sessions() as session:
        entry = session.scalars(select(AuditEntry)).one()
    assert (entry.actor, entry.action, entry.subject) == ("customer:7", "cancel", "order:10001")
    assert entry.facts == {"rule": "before-shipping"}
    assert before <= entry.at <= utc_now()


def test_writers_that_read_first_wait_for_each_other_and_lose_no_update(tmp_path: Path) -> None:
    writers, rounds = 4, 15
    url = f"sqlite:///{tmp_path / 'shared.db'}"
    setup = make_engine(url)
    with setup.begin() as connection:
        connection.execute(text("CREATE TABLE tally (count INTEGER)"))
        connection.execute(text("INSERT INTO tally VALUES (0)"))
    setup.dispose()
    barrier = Barrier(writers)

    def count() -> None:
        engine = make_engine(url)  # each as in a process of its own
        sessions = make_sessions(engine)
        barrier.wait(timeout=30)
        for _ in range(rounds):
            with writing(sessions) as session:
                seen = session.scalar(text("SELECT count FROM tally")) or 0
                session.execute(text("UPDATE tally SET count = :next"), {"next": seen + 1})
        engine.dispose()

    with ThreadPoolExecutor(writers) as pool:
        for future in [pool.submit(count) for _ in range(writers)]:
            future.result()
    engine = make_engine(url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count FROM tally")) == writers * rounds
    engine.dispose()


def test_readers_are_not_held_up_by_a_writer_and_see_what_was_committed(sessions: Sessions) -> None:
    with writing(sessions) as session:
        record(session, actor="system", action="test", subject="test:1")
        session.flush()
        with sessions() as reader:
            assert reader.scalars(select(AuditEntry)).all() == []
    with sessions() as reader:
        assert len(reader.scalars(select(AuditEntry)).all()) == 1


def test_a_reader_sees_one_state_from_its_first_look_to_its_last(sessions: Sessions) -> None:
    with sessions() as reader:
        assert reader.scalar(select(func.count()).select_from(AuditEntry)) == 0
        with writing(sessions) as session:
            record(session, actor="system", action="test", subject="test:1")
        assert reader.scalar(select(func.count()).select_from(AuditEntry)) == 0
