"""Staff accounts: making them, and who gets in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from knowledge.audit import AuditEntry
from knowledge.errors import NotFound
from knowledge.staff.errors import BadEmail, EmailTaken, PasswordRefused, WrongLogin
from knowledge.staff.models import Role
from knowledge.staff.service import FAILURES_BEFORE_LOCK, LOCK, StaffAccounts

PASSWORD = "correct horse 7"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2025, 3, 4, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(sessions: sessionmaker[Session], clock: Clock) -> StaffAccounts:
    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    return StaffAccounts(sessions, hasher=hasher, clock=clock)


def fail(accounts: StaffAccounts, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongLogin):
            accounts.authenticate("mei@example.org", "not the password")


def test_a_new_account_logs_in_whatever_the_case_of_its_email(accounts: StaffAccounts) -> None:
    account, password = accounts.add(" Mei@Example.org ", "Mei", Role.AGENT, PASSWORD)
    assert password == PASSWORD
    assert accounts.authenticate("MEI@example.ORG", PASSWORD).id == account.id


def test_without_a_password_a_long_random_one_is_made(accounts: StaffAccounts) -> None:
    _, first = accounts.add("mei@example.org", "Mei", Role.AGENT)
    _, second = accounts.add("jonas@example.org", "Jonas", Role.AGENT)
    assert first != second
    assert len(first) >= 16
    assert accounts.authenticate("mei@example.org", first).name == "Mei"


def test_the_password_itself_is_not_stored(accounts: StaffAccounts) -> None:
    account, _ = accounts.add("mei@example.org", "Mei", Role.AGENT, PASSWORD)
    assert account.password_hash.startswith("$argon2id$")
    assert PASSWORD not in account.password_hash


@pytest.mark.parametrize(
    "email", ["", "mei", "mei@", "@example.org", "mei@example", "m ei@example.org", "a@b@c.de"]
)
def test_an_account_needs_an_email_address(accounts: StaffAccounts, email: str) -> None:
    with pytest.raises(BadEmail):
        accounts.add(email, "Mei", Role.AGENT)


def test_a_second_account_for_an_email_is_refused(accounts: StaffAccounts) -> None:
    accounts.add("mei@example.org", "Mei", Role.AGENT)
    with pytest.raises(EmailTaken, match=r"mei@example\.org"):
        accounts.add("MEI@example.org", "Another Mei", Role.ADMIN)
    assert [account.name for account in accounts.list()] == ["Mei"]


@pytest.mark.parametrize("password", ["", "nine char", "x" * 257])
def test_passwords_are_neither_short_nor_endless(accounts: StaffAccounts, password: str) -> None:
    with pytest.raises(PasswordRefused):
        accounts.add("mei@example.org", "Mei", Role.AGENT, password)


def test_unknown_email_wrong_password_and_deactivated_account_sound_the_same(accounts: StaffAccounts) -> None:
    accounts.add("mei@example.org", "Mei", Role.AGENT, PASSWORD)
    accounts.add("gone@example.org", "Gone", Role.AGENT, PASSWORD)
    accounts.deactivate("gone@example.org")
    words = set()
    for email, password in [
        ("nobody@example.org", PASSWORD),
        ("mei@example.org", "wrong password"),
        ("gone@example.org", PASSWORD),
        ("mei@example.org", ""),
        ("mei@example.org", "x" * 100_000),
    ]:
        with pytest.raises(WrongLogin) as refused:
            accounts.authenticate(email, password)
        words.add(str(refused.value))
    assert len(words) == 1


def test_an_unknown_email_costs_a_password_check_too(
    sessions: sessionmaker[Session], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []

    class CountingHasher(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]
            checked.append(str(hash))
            return super().verify(hash, password)  # type: ignore[return-value]

    accounts = StaffAccounts(sessions, hasher=CountingHasher(1, 64, 1), clock=clock)
    with pytest.raises(WrongLogin):
        accounts.authenticate("nobody@example.org", PASSWORD)
    assert len(checked) == 1


def test_five_wrong_passwords_lock_the_account_for_five_minutes(
    accounts: StaffAccounts, clock: Clock
) -> None:
    accounts.add("mei@example.org", "Mei", Role.AGENT, PASSWORD)
    fail(accounts, FAILURES_BEFORE_LOCK)
    # The right password is refused in the same words: the lock must not confirm a guess.
    with pytest.raises(WrongLogin):
        accounts.authenticate("mei@example.org", PASSWORD)
    clock.now += LOCK - timedelta(seconds=1)
    with pytest.raises(WrongLogin):
        accounts.authenticate("mei@example.org", PASSWORD)
    clock.now += timedelta(seconds=1)
    assert accounts.authenticate("mei@example.org", PASSWORD).name == "Mei"


def test_tries_during_a_lock_do_not_make_it_longer(accounts: StaffAccounts, clock: Clock) -> None:
    accounts.add("mei@example.org", "Mei", Role.AGENT, PASSWORD)
    fail(accounts, FAILURES_BEFORE_LOCK)
    clock.now += LOCK - timedelta(seconds=1)
    fail(accounts, FAILURES_BEFORE_LOCK)
    clock.now += timedelta(seconds=1)
    assert accounts.authenticate("mei@example.org", PASSWORD)


def test_a_login_forgives_the_wrong_passwords_before_it(accounts: StaffAccounts) -> None:
    accounts.add("mei@example.org", "Mei", Role.AGENT, PASSWORD)
    for _ in range(3):
        fail(accounts, FAILURES_BEFORE_LOCK - 1)
        assert accounts.authenticate("mei@example.org", PASSWORD)


def test_a_new_password_replaces_the_old_one_and_lifts_the_lock(accounts: StaffAccounts) -> None:
    accounts.add("mei@example.org", "Mei", Role.AGENT, PASSWORD)
    fail(accounts, FAILURES_BEFORE_LOCK)
    password = accounts.set_password("mei@example.org")
    assert accounts.authenticate("mei@example.org", password)
    with pytest.raises(WrongLogin):
        accounts.authenticate("mei@example.org", PASSWORD)
    with pytest.raises(NotFound):
        accounts.set_password("nobody@example.org")


def test_a_login_renews_a_hash_of_weaker_parameters(sessions: sessionmaker[Session]) -> None:
    StaffAccounts(sessions, hasher=PasswordHasher(1, 64, 1)).add(
        "mei@example.org", "Mei", Role.AGENT, PASSWORD
    )
    stronger = StaffAccounts(sessions, hasher=PasswordHasher(2, 128, 1))
    assert "m=128,t=2" in stronger.authenticate("mei@example.org", PASSWORD).password_hash
    assert "m=128,t=2" in stronger.list()[0].password_hash
    assert stronger.authenticate("mei@example.org", PASSWORD)


def test_a_deactivated_account_is_kept_but_not_active(accounts: StaffAccounts) -> None:
    account, _ = accounts.add("mei@example.org", "Mei", Role.AGENT)
    assert accounts.any_exists()
    assert accounts.active(account.id) is not None
    accounts.deactivate("mei@example.org")
    assert accounts.active(account.id) is None
    assert not accounts.any_exists()
    assert len(accounts.list()) == 1


def test_changes_to_accounts_are_audited(accounts: StaffAccounts, sessions: sessionmaker[Session]) -> None:
    account, _ = accounts.add("mei@example.org", "Mei", Role.AGENT)
    accounts.set_password("mei@example.org")
    accounts.deactivate("mei@example.org")
    with sessions() as session:
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [entry.action for entry in entries] == [
        "staff_account_added",
        "staff_password_set",
        "staff_account_deactivated",
    ]
    assert {entry.subject for entry in entries} == {f"staff:{account.id}"}
