"""The demo's page of mails: what was caught, each mail as a mail program shows it, and nothing where mails are sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fastapi import FastAPI
from sqlalchemy.orm import Session, sessionmaker
from starlette.testclient import TestClient

from knowledge.customers.models import Customer
from knowledge.mail.letter import Letter
from knowledge.mail.postmen import Catcher, SmtpPostman, SmtpServer
from knowledge.mail.queue import queue
from knowledge.mail.service import Mails, Sender
from tests.web.small_shop import COOKIE_KEY, fallback_draw, small_shop
from web.demo_shop.router import demo_shop

Sessions = sessionmaker[Session]
SENDER = Sender("Linden Row", "no-reply@shop.example")


def letter(subject: str, language: str = "en") -> Letter:
    return Letter(
        language=language,
        subject=subject,
        paragraphs=("Hello,", "the <code>:", "good for ten minutes."),
        code="042137",
        closing="Linden Row",
        link="https://shop.test",
        link_title="To the shop",
    )


def site(sessions: Sessions, mails: Mails | None) -> TestClient:
    app = FastAPI()
    app.include_router(
        demo_shop(
            sessions,
            shop_name="Linden Row",
            sign_customer=str,
            sign_paper=lambda _, paper: paper,
            draw=fallback_draw,
            cookie_key=COOKIE_KEY,
            zone=ZoneInfo("Europe/Berlin"),
            mails=mails,
        )
    )
    return TestClient(app)


@pytest.fixture
def sessions(tmp_path: Path) -> Sessions:
    return small_shop(tmp_path)


@pytest.fixture
def client(sessions: Sessions) -> Iterator[TestClient]:
    mails = Mails(sessions, Catcher(), SENDER)
    with sessions() as session, session.begin():
        lena = session.get_one(Customer, 1)
        queue(session, "one", lena, letter("Your code"))
        queue(session, "two", lena, letter("您的验证码", "zh"))
        queue(session, "nobody", None, letter("For nobody"))
    mails.send_due()
    with sessions() as session, session.begin():
        queue(session, "later", session.get_one(Customer, 1), letter("Not yet sent"))
    with site(sessions, mails) as opened:
        yield opened


def test_the_list_has_what_was_sent_newest_first_and_says_that_it_was_caught(client: TestClient) -> None:
    page = client.get("/mails").text
    assert "Only in the demo." in page
    assert page.index("您的验证码") < page.index("Your code")
    assert 'lang="zh"' in page
    assert "For nobody" not in page
    assert "Not yet sent" not in page


def test_a_mail_is_shown_in_a_frame_of_its_own_and_as_plain_text(client: TestClient) -> None:
    page = client.get("/mails/1").text
    assert 'src="/mails/1/html"' in page
    assert "sandbox=" in page
    assert "Caught, not sent." in page
    assert "    042137\n" in page


def test_what_is_in_the_frame_can_load_and_run_nothing(client: TestClient) -> None:
    mail = client.get("/mails/1/html")
    policy = mail.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "042137" in mail.text
    assert "the &lt;code&gt;:" in mail.text


@pytest.mark.parametrize("path", ["/mails/3", "/mails/4", "/mails/99", "/mails/99/html", "/mails/none"])
def test_what_was_not_caught_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in (404, 422)


def test_every_page_leads_to_the_mails(client: TestClient) -> None:
    assert '<a href="/mails">Mails (demo)</a>' in client.get("/help").text


@pytest.mark.parametrize("sent", [True, False])
def test_where_mails_are_sent_or_there_are_none_there_is_no_such_page(sessions: Sessions, sent: bool) -> None:
    mails = Mails(sessions, SmtpPostman(SmtpServer("mail.example")), SENDER) if sent else None
    with site(sessions, mails) as client:
        assert client.get("/mails").status_code == 404
        assert "/mails" not in client.get("/help").text
