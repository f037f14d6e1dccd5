"""Who takes mails away: a mail server (SMTP), or nobody, where they are kept to be looked at."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import ClassVar, Protocol

from knowledge.errors import DomainError

RESERVED = frozenset({"example.com", "example.net", "example.org"})


class MailRefused(DomainError):
    """The mail server will not take this mail, now or later."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the mail server refused a mail: {reason}")


class MailServerUnavailable(DomainError):
    """The mail server cannot be reached, or is too busy; the same mail has to be tried again."""

    def __init__(self, server: str, reason: str) -> None:
        super().__init__(f"the mail server {server} does not take mails now: {reason}")


class Postman(Protocol):
    """Takes mails away."""

    keeps: ClassVar[bool]
    """Whether what was sent stays in the table, to be looked at."""

    def send(self, message: EmailMessage) -> None:
        """Hand a mail over; raises `MailRefused` or `MailServerUnavailable`."""


class Catcher:
    """Sends nothing anywhere: mails stay in the table, where everybody can read them on the demo shop's page of mails.

    So it takes only mails to addresses that can be nobody's: those of the reserved domains (RFC 2606, section 3).
    """

    keeps: ClassVar[bool] = True

    def send(self, message: EmailMessage) -> None:
        """Leave it where it is; raises `MailRefused` for an address that may be somebody's."""
        domain = str(message["To"]).rpartition("@")[2].strip(">").lower()
        if domain not in RESERVED:
            raise MailRefused(
                "no mail server is set (ATTENDANT_SMTP_HOST), and the demo keeps only its own mails"
            )


@dataclass(frozen=True)
class SmtpServer:
    """A mail server and how it is spoken to."""

    host: str
    port: int = 587
    user: str = ""
    password: str = field(default="", repr=False)
    starttls: bool = True
    timeout_seconds: float = 20.0


class SmtpPostman:
    """Hands mails to an SMTP server, one connection a mail."""

    keeps: ClassVar[bool] = False

    def __init__(
        self, server: SmtpServer, context: Callable[[], ssl.SSLContext] = ssl.create_default_context
    ) -> None:
        self._server = server
        self._context = context

    def send(self, message: EmailMessage) -> None:
        """Connect, encrypt, log in, hand over."""
        server = self._server
        name = f"{server.host}:{server.port}"
        try:
            with smtplib.SMTP(server.host, server.port, timeout=server.timeout_seconds) as connection:
                if server.starttls:
                    connection.starttls(context=self._context())
                if server.user:
                    connection.login(server.user, server.password)
                connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code = max((code for code, _ in error.recipients.values()), default=0)
            raise _refusal(name, code, "the recipient") from error
        except smtplib.SMTPResponseException as error:
            # A wrong password is the operator's to mend: mails wait for it.
            if isinstance(error, smtplib.SMTPAuthenticationError):
                raise MailServerUnavailable(name, "user or password is not accepted") from error
            raise _refusal(name, error.smtp_code, type(error).__name__) from error
        except (smtplib.SMTPException, OSError) as error:
            raise MailServerUnavailable(name, f"{type(error).__name__}: {error}") from error


def _refusal(server: str, code: int, what: str) -> DomainError:
    """Codes from 500 on are for good (RFC 5321, 4.2.1); what was said is left out, for it may name the person."""
    reason = f"{what}: {code}"
    return MailRefused(reason) if code >= 500 else MailServerUnavailable(server, reason)
