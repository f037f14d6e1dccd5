"""Mails: sent once through a real mail server, again after failures, and never what is of no use any more."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from knowledge.customers.models import Customer
from knowledge.database import utc_now
from knowledge.errors import NotFound
from knowledge.mail.letter import Letter, mail_words
from knowledge.mail.models import Mail, MailState
from knowledge.mail.postmen import Catcher, MailRefused, MailServerUnavailable, SmtpPostman, SmtpServer
from knowledge.mail.queue import queue
from knowledge.mail.service import LEASE, MOST_ATTEMPTS, Mails, Sender
from tests.running_stack import free_port

Sessions = sessionmaker[Session]
PASSWORD = "secret"
SENDER = Sender("Linden Row", "no-reply@shop.example")
LETTER = Letter(
    language="en",
    subject="Your code for Linden Row",
    paragraphs=("Hello,", "this is the code:", "It is good for <10> minutes."),
    code="012345",
    closing="Linden Row",
    link="https://shop.example/",
    link_title="To the shop",
)


class Inbox:
    """A handler of the mail server: keeps what comes in, and answers RCPT as told."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answer = "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        assert isinstance(content, bytes)
        self.mails.append(message_from_bytes(content, policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 with its key, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    file.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return file


class Post:
    """A real SMTP server that wants STARTTLS and a password, and a postman who knows both."""

    def __init__(self, certificate: Path) -> None:
        self.inbox = Inbox()
        self.port = free_port()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self._trusting = ssl.create_default_context(cafile=str(certificate))
        self.controller = Controller(
            self.inbox,
            hostname="localhost",
            port=self.port,
            tls_context=context,
            require_starttls=True,
            auth_required=True,
            authenticator=lambda _s, _c, _e, _m, data: AuthResult(
                success=(data.login, data.password) == (b"shop", PASSWORD.encode())
            ),
        )
        self.controller.start()

    def postman(
        self, password: str = PASSWORD, *, starttls: bool = True, trusting: bool = True
    ) -> SmtpPostman:
        server = SmtpServer("localhost", self.port, "shop", password, starttls, timeout_seconds=5)
        return SmtpPostman(server, lambda: self._trusting if trusting else ssl.create_default_context())


@pytest.fixture
def post(certificate: Path) -> Iterator[Post]:
    running = Post(certificate)
    yield running
    running.controller.stop()


@pytest.fixture
def write(sessions: Sessions, make_customer: Callable[..., Customer]) -> Callable[..., Mail]:
    """Writes a mail to a new customer, or to `address`."""

    def make(key: str = "code:1", address: str = "", **more: Any) -> Mail:
        customer = make_customer()
        with sessions() as session, session.begin():
            session.add(customer)
            if address:
                customer.email = address
            assert queue(session, key, customer, LETTER, **more)
        with sessions() as session:
            return session.scalars(select(Mail).where(Mail.key == key)).one()

    return make


def stored(sessions: Sessions) -> Mail:
    with sessions() as session:
        return session.scalars(select(Mail)).one()


class Clumsy:
    """A postman to whom something happens."""

    keeps: ClassVar[bool] = False

    def __init__(self, *troubles: Exception | None) -> None:
        self.troubles = list(troubles)
        self.sent: list[EmailMessage] = []

    def send(self, message: EmailMessage) -> None:
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is not None:
            raise trouble
        self.sent.append(message)


def test_a_mail_reaches_a_real_mail_server_encrypted_and_logged_in(
    sessions: Sessions, post: Post, write: Callable[..., Mail]
) -> None:
    write()
    assert Mails(sessions, post.postman(), SENDER).send_due().sent == 1
    (mail,) = post.inbox.mails
    assert (mail["To"], mail["From"]) == ("c1@example.org", "Linden Row <no-reply@shop.example>")
    assert mail["Subject"] == "Your code for Linden Row"
    assert mail["Auto-Submitted"] == "auto-generated"
    text = mail.get_body(("plain",)).get_content().replace("\r\n", "\n")  # type: ignore[union-attr]
    html = mail.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert "this is the code:\n\n    012345\n\nIt is good" in text
    assert "012345" in html
    assert "&lt;10&gt;" in html


def test_what_was_sent_is_not_sent_again_and_its_words_are_not_kept(
    sessions: Sessions, post: Post, write: Callable[..., Mail]
) -> None:
    write()
    mails = Mails(sessions, post.postman(), SENDER)
    mails.send_due()
    assert mails.send_due(utc_now() + timedelta(days=1)).sent == 0
    assert len(post.inbox.mails) == 1
    assert (stored(sessions).state, stored(sessions).content) == (MailState.SENT, {})
    assert mails.kept() == []


def test_a_refused_recipient_is_not_tried_again(
    sessions: Sessions, post: Post, write: Callable[..., Mail]
) -> None:
    write()
    post.inbox.answer = "550 no such user c1@example.org"
    assert Mails(sessions, post.postman(), SENDER).send_due().failed == 1
    mail = stored(sessions)
    assert (mail.state, mail.content) == (MailState.FAILED, {})
    assert "550" in mail.trouble
    assert "c1@example.org" not in mail.trouble


def test_a_busy_server_a_wrong_password_and_a_foreign_certificate_make_mails_wait(
    sessions: Sessions, post: Post, write: Callable[..., Mail]
) -> None:
    write()
    now = utc_now()
    post.inbox.answer = "451 try later"
    assert Mails(sessions, post.postman(), SENDER).send_due(now).waiting == 1
    post.inbox.answer = "250 OK"
    for postman in (post.postman("wrong"), post.postman(trusting=False), post.postman(starttls=False)):
        now += timedelta(hours=1)
        assert Mails(sessions, postman, SENDER).send_due(now).waiting == 1, stored(sessions).trouble
    assert post.inbox.mails == []
    assert Mails(sessions, post.postman(), SENDER).send_due(now + timedelta(hours=1)).sent == 1


def test_a_server_that_is_away_is_tried_later_and_later_and_in_the_end_given_up(
    sessions: Sessions, write: Callable[..., Mail]
) -> None:
    write()
    mails = Mails(sessions, SmtpPostman(SmtpServer("localhost", 1, timeout_seconds=1)), SENDER)
    now = utc_now()
    pauses = []
    for _ in range(MOST_ATTEMPTS - 1):
        assert mails.send_due(now).waiting == 1
        pauses.append(stored(sessions).due_at - now)
        assert mails.send_due(stored(sessions).due_at - timedelta(seconds=1)).waiting == 0
        now = stored(sessions).due_at
    assert pauses == sorted(pauses)
    assert mails.send_due(now).failed == 1
    assert stored(sessions).state == MailState.FAILED


def test_a_code_that_has_expired_is_not_sent(sessions: Sessions, write: Callable[..., Mail]) -> None:
    write(useless_at=utc_now() - timedelta(seconds=1))
    postman = Clumsy()
    assert Mails(sessions, postman, SENDER).send_due().failed == 1
    assert postman.sent == []


def test_after_a_crash_in_between_the_same_mail_goes_out_under_the_same_id(
    sessions: Sessions, write: Callable[..., Mail]
) -> None:
    write()
    postman = Clumsy()

    class Dies(Clumsy):
        def send(self, message: EmailMessage) -> None:
            postman.sent.append(message)
            raise KeyboardInterrupt

    now = utc_now()
    with pytest.raises(KeyboardInterrupt):
        Mails(sessions, Dies(), SENDER).send_due(now)
    mails = Mails(sessions, postman, SENDER)
    assert mails.send_due(now + LEASE / 2).sent == 0  # it may still be under way
    assert mails.send_due(now + LEASE).sent == 1
    first, again = postman.sent
    assert first["Message-ID"] == again["Message-ID"]


def test_two_processes_send_a_mail_once(sessions: Sessions, write: Callable[..., Mail]) -> None:
    write()
    postman = Clumsy()
    other = Mails(sessions, postman, SENDER)

    class Meets(Clumsy):
        def send(self, message: EmailMessage) -> None:
            assert other.send_due().sent == 0
            super().send(message)

    assert Mails(sessions, Meets(), SENDER).send_due().sent == 1
    assert postman.sent == []


def test_one_mail_that_cannot_be_sent_does_not_hold_up_the_others(
    sessions: Sessions, write: Callable[..., Mail]
) -> None:
    write("one", address="a\nBcc: b@example.org")
    write("two")
    write("three")
    postman = Clumsy(MailRefused("the recipient: 550"))
    report = Mails(sessions, postman, SENDER).send_due()
    assert (report.sent, report.failed) == (1, 2)


def test_the_same_mail_is_written_once(sessions: Sessions, make_customer: Callable[..., Customer]) -> None:
    customer = make_customer()
    with sessions() as session, session.begin():
        assert queue(session, "notice:1", customer, LETTER)
        assert not queue(session, "notice:1", customer, LETTER)


def test_the_demo_keeps_mails_to_nobody_and_refuses_those_that_may_be_somebodys(
    sessions: Sessions, write: Callable[..., Mail]
) -> None:
    kept = write("one")
    real = write("two", address="somebody@real-mail.test")
    mails = Mails(sessions, Catcher(), SENDER)
    report = mails.send_due()
    assert (report.sent, report.failed) == (1, 1)
    assert [mail.id for mail in mails.kept()] == [kept.id]
    assert Letter.from_dict(mails.kept_one(kept.id).content) == LETTER
    with pytest.raises(NotFound):
        mails.kept_one(real.id)


def test_a_trouble_is_told_without_the_password() -> None:
    assert "secret" not in repr(SmtpServer("mail.example", user="shop", password="secret"))
    assert "mail.example:587" in str(MailServerUnavailable("mail.example:587", "away"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_mails_speak_the_customers_language(language: str) -> None:
    words = mail_words(language, ZoneInfo("Europe/Berlin"))
    assert ("您" in words.say("mail-hello")) == (language == "zh")
