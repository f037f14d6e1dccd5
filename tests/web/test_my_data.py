"""The link to a customer's copy of their data: who has it, how long, and what it leaves behind."""

from __future__ import annotations

import time

import jwt
import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker
from starlette.testclient import TestClient

from knowledge.audit import AuditEntry
from knowledge.conversations.service import Conversations
from knowledge.customers.models import Customer
from web.gateway.my_data import my_data_router
from web.gateway.tokens import Tokens

KEY = "g" * 40
TOKENS = Tokens(site_key="s" * 40, visitor_key="v" * 40, gateway_key=KEY)


@pytest.fixture
def chat(sessions: sessionmaker[Session]) -> str:
    """The conversation of a customer; gives its id."""
    with sessions() as session, session.begin():
        session.add(Customer(id=1, shop_id="C1", email="ada@example.org", name="Ada Quill"))
        session.add(Customer(id=2, shop_id="C2", email="bob@example.org", name="Bob"))
    return Conversations(sessions).resume_or_open("browser", 1, "en").id


@pytest.fixture
def client(sessions: sessionmaker[Session]) -> TestClient:
    """A browser."""
    app = FastAPI()
    app.include_router(my_data_router(sessions, Conversations(sessions), TOKENS))
    return TestClient(app)


def token(
    chat: str, *, customer: int = 1, key: str = KEY, audience: str = "attendant-download", age: int = 0
) -> str:
    """A token as the actions sign it."""
    made = int(time.time()) - age
    claims = {"iss": "attendant-gateway", "aud": audience, "sub": str(customer), "conversation": chat}
    return jwt.encode({**claims, "iat": made, "exp": made + 900}, key, algorithm="HS256")


def test_the_link_gives_a_file_that_nobody_keeps(
    client: TestClient, chat: str, sessions: sessionmaker[Session]
) -> None:
    response = client.get("/chat/my-data", params={"token": token(chat)})
    assert response.status_code == 200
    assert response.json()["customer"]["name"] == "Ada Quill"
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["content-disposition"].startswith("attachment")
    with sessions() as session:
        entry = session.scalars(select(AuditEntry)).one()
    assert (entry.actor, entry.action) == ("customer:1", "customer_exported")


@pytest.mark.parametrize(
    "wrong",
    [{"customer": 2}, {"key": "x" * 40}, {"audience": "attendant-bot"}, {"age": 1_000}, {"chat": "other"}],
)
def test_any_other_token_is_refused_without_a_word_about_why(
    client: TestClient, chat: str, wrong: dict[str, object]
) -> None:
    made = token(**{"chat": chat, **wrong})  # type: ignore[arg-type]
    response = client.get("/chat/my-data", params={"token": made})
    assert response.status_code == 403
    assert "not valid any more" in response.json()["error"]["message"]
    assert client.get("/chat/my-data").status_code == 403
