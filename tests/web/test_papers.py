"""The links to labels and invoices: who has one, how long, and for which paper."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import jwt
import pytest
from fastapi import FastAPI
from sqlalchemy import select
from starlette.testclient import TestClient

from knowledge.aftersales.models import Exchange
from knowledge.conversations.models import Conversation
from knowledge.conversations.service import Conversations
from knowledge.database import make_engine, make_sessions, utc_now
from knowledge.orders.models import Order
from knowledge.papers.letterhead import Letterhead
from knowledge.papers.service import Papers
from tests.keys import KEYRING
from tests.web.small_shop import router_of, small_shop
from web.gateway.papers import papers_router
from web.gateway.tokens import Tokens

KEY = "g" * 40
TOKENS = Tokens(site_key="s" * 40, visitor_key="v" * 40, gateway_key=KEY)


@pytest.fixture
def chat_and_client(tmp_path: Path) -> tuple[str, TestClient]:
    """The conversation of customer 1 of the small shop, and a browser."""
    sessions = small_shop(tmp_path)
    conversations = Conversations(sessions)
    app = FastAPI()
    papers = Papers(sessions, Letterhead("Linden Row"), ZoneInfo("Europe/Berlin"))
    app.include_router(papers_router(papers, conversations, TOKENS))
    app.include_router(router_of(sessions))
    return conversations.resume_or_open("browser", 1, "en").id, TestClient(app)


def token(
    chat: str,
    *,
    paper: str = "label:R-10342-1",
    customer: int = 1,
    key: str = KEY,
    audience: str = "attendant-paper",
    age: int = 0,
) -> str:
    """A token as the actions sign it."""
    made = int(time.time()) - age
    claims = {"iss": "attendant-gateway", "aud": audience, "sub": str(customer), "conversation": chat}
    return jwt.encode({**claims, "paper": paper, "iat": made, "exp": made + 900}, key, algorithm="HS256")


@pytest.mark.parametrize("paper", ["label:R-10342-1", "invoice:10342"])
def test_a_link_gives_a_pdf_that_nobody_keeps(chat_and_client: tuple[str, TestClient], paper: str) -> None:
    chat, client = chat_and_client
    response = client.get("/chat/paper", params={"token": token(chat, paper=paper)})
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/pdf"
    assert response.headers["cache-control"] == "no-store"
    assert response.content.startswith(b"%PDF")


@pytest.mark.parametrize(
    "wrong",
    [
        {"customer": 2},
        {"key": "x" * 40},
        {"audience": "attendant-download"},
        {"age": 1_000},
        {"chat": "other"},
        {"paper": "label:R-1-1"},
        {"paper": "secrets:1"},
    ],
)
def test_any_other_link_is_refused_without_a_word_about_why(
    chat_and_client: tuple[str, TestClient], wrong: dict[str, object]
) -> None:
    chat, client = chat_and_client
    made = token(**{"chat": chat, **wrong})  # type: ignore[arg-type]
    response = client.get("/chat/paper", params={"token": made})
    assert response.status_code == 403
    assert "not valid any more" in response.json()["error"]["message"]
    assert client.get("/chat/paper").status_code == 403


def test_a_link_of_a_chat_whose_code_has_lapsed_is_refused(
    tmp_path: Path, chat_and_client: tuple[str, TestClient]
) -> None:
    chat, client = chat_and_client
    sessions = make_sessions(make_engine(f"sqlite:///{tmp_path / 'shop.sqlite'}", KEYRING))
    with sessions() as session, session.begin():
        session.get_one(Conversation, chat).known_until = utc_now() - timedelta(minutes=1)
    assert client.get("/chat/paper", params={"token": token(chat)}).status_code == 403


def test_a_paper_of_another_customer_is_refused_though_the_token_is_good(
    chat_and_client: tuple[str, TestClient],
) -> None:
    _, client = chat_and_client
    made = TOKENS.for_paper(2, "label:R-10342-1", "en")
    assert client.get("/chat/paper", params={"token": made}).status_code == 403


def test_an_exchange_is_on_the_orders_page_with_its_label(tmp_path: Path) -> None:
    sessions = small_shop(tmp_path)
    with sessions() as session, session.begin():
        order = session.scalars(select(Order).where(Order.number == "10342")).one()
        session.add(
            Exchange(
                number="X-10342-1", order_id=order.id, difference_minor=0, policy_rule="r", policy_version="1"
            )
        )
    app = FastAPI()
    app.include_router(router_of(sessions))
    client = TestClient(app)
    client.post("/sign-in", data={"customer": "1"})
    page = client.get("/orders").text
    assert "Exchange X-10342-1" in page
    assert 'href="/returns/X-10342-1/label.pdf"' in page


def test_the_orders_page_leads_to_label_and_invoice_of_who_is_signed_in(
    chat_and_client: tuple[str, TestClient],
) -> None:
    _, client = chat_and_client
    for path in ("/orders/10342/invoice.pdf", "/returns/R-10342-1/label.pdf"):
        asked = client.get(path, follow_redirects=False)
        assert asked.headers["location"] == "/sign-in?next=/orders"
    client.post("/sign-in", data={"customer": "1"})
    page = client.get("/orders").text
    assert 'href="/orders/10342/invoice.pdf"' in page
    assert 'href="/returns/R-10342-1/label.pdf"' in page
    sent_on = client.get("/returns/R-10342-1/label.pdf", follow_redirects=False)
    assert sent_on.headers["location"] == "/chat/paper?token=1.label:R-10342-1"
