"""The mails of an account and the page behind their link: nothing counts until its button is pressed, and only once."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker
from starlette.testclient import TestClient

from knowledge.accounts.letters import AccountLetters
from knowledge.accounts.rules import AccountRules
from knowledge.accounts.service import Accounts
from knowledge.accounts.states import RequestKind
from knowledge.accounts.wishes import ChangeEmail
from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.service import AfterSales
from knowledge.customers.models import Customer
from knowledge.mail.models import Mail
from knowledge.outbox import OutboxEvent
from knowledge.publishing import Publisher
from tests.actions.shopper import gateway
from tests.web.small_shop import small_shop
from web.gateway.account_links import PATH, account_links_router

ZONE = ZoneInfo("Europe/Berlin")
NEW = "lena.new@example.org"
Sessions = sessionmaker[Session]


@pytest.fixture
def sessions(tmp_path: Path) -> Sessions:
    return small_shop(tmp_path)


def letters(sessions: Sessions) -> AccountLetters:
    return AccountLetters(
        sessions,
        shop_name="Linden Row",
        shop_url="https://shop.test",
        zone=ZONE,
        link=lambda number, language: (
            f"https://shop.test{PATH}?token={gateway().for_request(number, language)}"
        ),
    )


def page(sessions: Sessions) -> TestClient:
    app = FastAPI()
    app.include_router(account_links_router(Accounts(sessions, AccountRules()), gateway(), ZONE))
    return TestClient(app)


def mails(sessions: Sessions) -> list[Mail]:
    Publisher(sessions, [letters(sessions).take]).run()
    with sessions() as session:
        return list(session.scalars(select(Mail).order_by(Mail.id)))


def wants_another_address(sessions: Sessions) -> str:
    """Ask for it as the dialogue does; gives the token in the mail's link."""
    aftersales = AfterSales(sessions, load_pack("standard"))
    proposal = aftersales.propose(1, ChangeEmail(NEW))
    aftersales.commit(1, proposal, confirmed=proposal.key)
    (mail,) = mails(sessions)
    assert mail.address == NEW
    return str(mail.content["link"]).partition("token=")[2]


def address(sessions: Sessions) -> str:
    with sessions() as session:
        return session.get_one(Customer, 1).email


def test_a_new_address_counts_once_its_button_is_pressed(sessions: Sessions) -> None:
    before, token = address(sessions), wants_another_address(sessions)
    client = page(sessions)
    asked = client.get(PATH, params={"token": token})
    assert "Yes, confirm it" in asked.text
    assert address(sessions) == before  # a mail program that looks at links changes nothing
    assert "counts from now on" in client.post(PATH, data={"token": token}).text
    assert address(sessions) == NEW
    again = client.post(PATH, data={"token": token})
    assert again.status_code == 410
    assert "has been used" in again.text


def test_a_forged_link_opens_nothing(sessions: Sessions) -> None:
    before = address(sessions)
    wants_another_address(sessions)
    for answer in (
        page(sessions).get(PATH, params={"token": "x.y.z"}),
        page(sessions).post(PATH, data={"token": ""}),
    ):
        assert answer.status_code == 410
    assert address(sessions) == before


def test_a_forgotten_user_name_is_mailed_to_its_owner_once(sessions: Sessions) -> None:
    accounts = Accounts(sessions, AccountRules())
    accounts.ask_mail(RequestKind.USERNAME, address(sessions))
    accounts.ask_mail(RequestKind.USERNAME, "nobody@example.org")
    (mail,) = mails(sessions)
    assert mail.address == address(sessions)
    assert address(sessions) in mail.content["paragraphs"][1]
    assert len(mails(sessions)) == 1  # passed on again, it is not written again


def test_other_events_write_no_account_mail(sessions: Sessions) -> None:
    with sessions() as session, session.begin():
        session.add(OutboxEvent(key="k", type="attendant.return.requested", subject="order:1", data={}))
    assert mails(sessions) == []
