"""Staff accounts: who may log in, and the check of their passwords."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import exists, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from knowledge.audit import record
from knowledge.database import SessionFactory, utc_now, writing
from knowledge.errors import NotFound
from knowledge.staff.errors import BadEmail, EmailTaken, PasswordRefused, WrongLogin
from knowledge.staff.models import Role, StaffAccount

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 256
FAILURES_BEFORE_LOCK = 5
LOCK = timedelta(minutes=5)

_EMAIL = re.compile(r"[^@\s\x00-\x1f]+@[^@\s\x00-\x1f]+\.[^@\s\x00-\x1f.]+")


class StaffAccounts:
    """The accounts of a shop's people.

    Example:
        ```python
        accounts = StaffAccounts(sessions)
        account, password = accounts.add("mei@example.org", "Mei", Role.AGENT)
        accounts.authenticate("mei@example.org", password)
        ```
    """

    def __init__(
        self,
        sessions: SessionFactory,
        *,
        hasher: PasswordHasher | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self._sessions = sessions
        self._hasher = hasher or PasswordHasher()
        self._clock = clock
        # Verified when there is no account, so that an unknown e-mail takes as long as a known one.
        self._nobody = self._hasher.hash(secrets.token_urlsafe())

    def add(self, email: str, name: str, role: Role, password: str | None = None) -> tuple[StaffAccount, str]:
        """Make an account; without a password a random one is made. Gives both.

        Raises `BadEmail`, `PasswordRefused` or `EmailTaken`.
        """
        address = _address(email)
        chosen = _chosen(password)
        account = StaffAccount(
            email=address,
            name=name.strip() or address.partition("@")[0],
            role=role,
            password_hash=self._hasher.hash(chosen),
        )
        try:
            with writing(self._sessions) as session:
                session.add(account)
                session.flush()
                record(
                    session,
                    actor="system",
                    action="staff_account_added",
                    subject=f"staff:{account.id}",
                    role=str(role),
                )
        except IntegrityError:
            raise EmailTaken(address) from None
        return account, chosen

    def set_password(self, email: str, password: str | None = None) -> str:
        """Give an account a new password (a random one when none is given) and lift its lock.

        Sessions opened with the old password end. Raises `NotFound` or `PasswordRefused`.
        """
        chosen = _chosen(password)
        password_hash = self._hasher.hash(chosen)
        with writing(self._sessions) as session:
            account = _required(session, email)
            account.password_hash = password_hash
            account.failed_logins = 0
            account.locked_until = None
            record(session, actor="system", action="staff_password_set", subject=f"staff:{account.id}")
        return chosen

    def authenticate(self, email: str, password: str) -> StaffAccount:
        """The account with this e-mail and password; raises `WrongLogin` for whatever reason it is refused.

        Five wrong passwords in a row lock the account for five minutes, during which the right one is
        refused in the same words: otherwise the answer would tell a guesser that the guess was right.
        """
        with self._sessions() as session:
            account = _find(session, email)
        usable = account is not None and account.active
        matches = self._matches(account.password_hash if account and usable else self._nobody, password)
        if account is None or not usable:
            raise WrongLogin
        stronger = self._hasher.hash(password) if matches and self._is_outdated(account) else None
        with writing(self._sessions) as session:
            admitted = self._admit(session, account, matches=matches, stronger=stronger)
        # Raised after the commit: the count of failures has to stay.
        if admitted is None:
            raise WrongLogin
        return admitted

    def _admit(
        self, session: Session, seen: StaffAccount, *, matches: bool, stronger: str | None
    ) -> StaffAccount | None:
        """Write down how a login went; the account when it may go on.

        Looks at the account again: it may have changed while the password was checked.
        """
        now = self._clock()
        account = session.get_one(StaffAccount, seen.id, populate_existing=True)
        if account.locked_until is not None and account.locked_until > now:
            return None
        if not matches:
            session.execute(
                update(StaffAccount)
                .where(StaffAccount.id == account.id)
                .values(failed_logins=StaffAccount.failed_logins + 1)
            )
            session.refresh(account)
            if account.failed_logins >= FAILURES_BEFORE_LOCK:
                account.failed_logins = 0
                account.locked_until = now + LOCK
            return None
        if not account.active or account.password_hash != seen.password_hash:
            return None
        account.failed_logins = 0
        account.locked_until = None
        if stronger is not None:
            account.password_hash = stronger
        return account

    def _is_outdated(self, account: StaffAccount) -> bool:
        return self._hasher.check_needs_rehash(account.password_hash)

    def _matches(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password[: LONGEST_PASSWORD + 1])
        except (VerificationError, InvalidHashError):
            return False

    def active(self, staff_id: int) -> StaffAccount | None:
        """The account with this id if it may still log in, fresh from the database."""
        with self._sessions() as session:
            account = session.get(StaffAccount, staff_id)
            return account if account is not None and account.active else None

    def list(self) -> Sequence[StaffAccount]:
        """All accounts, by name."""
        with self._sessions() as session:
            return session.scalars(select(StaffAccount).order_by(StaffAccount.name, StaffAccount.id)).all()

    def deactivate(self, email: str) -> StaffAccount:
        """Refuse this account from now on; it is kept for the conversations it held. Raises `NotFound`."""
        with writing(self._sessions) as session:
            account = _required(session, email)
            account.active = False
            record(session, actor="system", action="staff_account_deactivated", subject=f"staff:{account.id}")
            return account

    def any_exists(self) -> bool:
        """Whether somebody could log in."""
        with self._sessions() as session:
            return bool(session.scalar(select(exists().where(StaffAccount.active))))


def _address(email: str) -> str:
    address = email.strip().lower()
    if len(address) > 254 or not _EMAIL.fullmatch(address):
        raise BadEmail(email)
    return address


def _chosen(password: str | None) -> str:
    if password is None:
        return secrets.token_urlsafe(12)
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise PasswordRefused(len(password), SHORTEST_PASSWORD, LONGEST_PASSWORD)
    return password


def _find(session: Session, email: str) -> StaffAccount | None:
    return session.scalars(select(StaffAccount).where(StaffAccount.email == email.strip().lower())).first()


def _required(session: Session, email: str) -> StaffAccount:
    account = _find(session, email)
    if account is None:
        raise NotFound("staff account", email)
    return account
