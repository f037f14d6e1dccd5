"""Sending what was written: each mail once, again after failures, and none that has become useless."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, formataddr

from sqlalchemy import ColumnElement, select, update

from knowledge.database import SessionFactory, utc_now, writing
from knowledge.errors import NotFound
from knowledge.mail.letter import Letter
from knowledge.mail.models import Mail, MailState
from knowledge.mail.postmen import MailRefused, MailServerUnavailable, Postman

MOST_ATTEMPTS = 10
FIRST_WAIT = timedelta(seconds=15)
"""Doubled after every further failure, up to the longest."""
LONGEST_WAIT = timedelta(hours=1)
LEASE = timedelta(minutes=3)
"""How long another process leaves a mail alone that one has begun to send."""
SHOWN = 100


@dataclass(frozen=True)
class Sender:
    """Who mails come from."""

    name: str
    address: str


@dataclass
class MailReport:
    """How many mails left, failed for good, or wait for another try."""

    sent: int = 0
    failed: int = 0
    waiting: int = 0


class Mails:
    """The mails of a shop."""

    def __init__(self, sessions: SessionFactory, postman: Postman, sender: Sender) -> None:
        self._sessions = sessions
        self._postman = postman
        self._sender = sender

    @property
    def caught(self) -> bool:
        """Whether mails are kept here to be looked at, instead of being sent."""
        return self._postman.keeps

    def send_due(self, now: datetime | None = None, limit: int = 50) -> MailReport:
        """Send what waits, oldest first.

        A crash between the server's yes and our note of it sends a mail again, under the same `Message-ID`.
        """
        now = now or utc_now()
        report = MailReport()
        with self._sessions() as session:
            due = session.scalars(select(Mail.id).where(_due(now)).order_by(Mail.id).limit(limit)).all()
        for mail_id in due:
            mail = self._claim(mail_id, now)
            if mail is not None:
                self._send(mail, now, report)
        return report

    def kept(self) -> Sequence[Mail]:
        """Mails that can be looked at, newest first."""
        with self._sessions() as session:
            query = select(Mail).where(Mail.state == MailState.SENT).order_by(Mail.id.desc()).limit(SHOWN)
            return [mail for mail in session.scalars(query) if mail.content]

    def kept_one(self, mail_id: int) -> Mail:
        """One of them; raises `NotFound`."""
        with self._sessions() as session:
            mail = session.get(Mail, mail_id)
        if mail is None or mail.state != MailState.SENT or not mail.content:
            raise NotFound("mail", str(mail_id))
        return mail

    def _claim(self, mail_id: int, now: datetime) -> Mail | None:
        """Take a mail for sending; None when another process was faster."""
        with writing(self._sessions) as session:
            claimed = session.execute(
                update(Mail)
                .where(Mail.id == mail_id, _due(now))
                .values(state=MailState.SENDING, due_at=now + LEASE, attempts=Mail.attempts + 1)
                .returning(Mail.id)
                .execution_options(synchronize_session=False)
            ).first()
            return session.get_one(Mail, mail_id) if claimed is not None else None

    def _send(self, mail: Mail, now: datetime, report: MailReport) -> None:
        if mail.useless_at is not None and mail.useless_at <= now:
            self._end(mail.id, MailState.FAILED, now, trouble="it came to be sent too late to be of use")
            report.failed += 1
            return
        try:
            self._postman.send(made_up(mail, self._sender))
        except (MailRefused, ValueError) as error:  # ValueError: an address that no header can hold
            self._end(mail.id, MailState.FAILED, now, trouble=str(error))
            report.failed += 1
        except MailServerUnavailable as error:
            if mail.attempts >= MOST_ATTEMPTS:
                self._end(mail.id, MailState.FAILED, now, trouble=str(error))
                report.failed += 1
            else:
                self._wait(mail, now, str(error))
                report.waiting += 1
        else:
            self._end(mail.id, MailState.SENT, now, keep=self._postman.keeps)
            report.sent += 1

    def _end(
        self, mail_id: int, state: MailState, now: datetime, *, trouble: str = "", keep: bool = False
    ) -> None:
        with writing(self._sessions) as session:
            mail = session.get(Mail, mail_id)
            if mail is None:  # its customer was erased meanwhile
                return
            mail.state, mail.trouble = state, trouble[:300]
            mail.sent_at = now if state == MailState.SENT else None
            if not keep:
                mail.content = {}

    def _wait(self, mail: Mail, now: datetime, trouble: str) -> None:
        pause = min(FIRST_WAIT * 2 ** (mail.attempts - 1), LONGEST_WAIT)
        with writing(self._sessions) as session:
            values = {"state": MailState.QUEUED, "due_at": now + pause, "trouble": trouble[:300]}
            session.execute(update(Mail).where(Mail.id == mail.id).values(values))


def _due(now: datetime) -> ColumnElement[bool]:
    return Mail.state.in_([MailState.QUEUED, MailState.SENDING]) & (Mail.due_at <= now)


def made_up(mail: Mail, sender: Sender) -> EmailMessage:
    """A mail as it goes out: plain text and HTML, marked as sent by a machine (RFC 3834).

    Raises:
        ValueError: The address cannot stand in a header.
    """
    letter = Letter.from_dict(mail.content)
    message = EmailMessage()
    message["From"] = formataddr((sender.name, sender.address))
    message["To"] = mail.address
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(mail.created_at)
    domain = sender.address.rpartition("@")[2]
    message["Message-ID"] = f"<{hashlib.sha256(mail.key.encode()).hexdigest()[:32]}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.as_text())
    message.add_alternative(letter.as_html(), subtype="html")
    return message
