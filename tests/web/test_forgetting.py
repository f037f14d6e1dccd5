"""The gateway finishes erasures: the bot forgets, and what was still being read goes."""

from __future__ import annotations

import httpx
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from knowledge.conversations.models import Conversation
from knowledge.conversations.service import Conversations
from knowledge.customers.models import Customer
from knowledge.privacy.erasure import Erasures
from knowledge.privacy.periods import LegalPeriod
from web.gateway.bot_client import BotClient
from web.gateway.forgetting import Forgetting
from web.gateway.tokens import Tokens

TOKENS = Tokens(site_key="s" * 40, visitor_key="v" * 40, gateway_key="g" * 40)


@pytest.fixture
def erasures(sessions: sessionmaker[Session]) -> Erasures:
    """Erasures, with one customer who asked for it, and two conversations."""
    with sessions() as session, session.begin():
        session.add(Customer(id=1, shop_id="C1", email="ada@example.org"))
    conversations = Conversations(sessions)
    first = conversations.resume_or_open("browser-1", 1, "en")
    conversations.receive(first.id, "m1", "hello")
    conversations.resume_or_open("browser-2", 1, "en")
    erasures = Erasures(sessions, sessions.kw["bind"], LegalPeriod(8, "the law"))
    erasures.erase(1, speaking=first.id)
    return erasures


def bot(*statuses: int, asked: list[str]) -> BotClient:
    """A bot that answers with these statuses, one after the other, and then with 200."""
    left = list(statuses)

    def answer(request: httpx.Request) -> httpx.Response:
        claims = request.headers["authorization"].removeprefix("Bearer ")
        asked.append(f"{request.url.path} {len(claims.split('.'))}")
        return httpx.Response(left.pop(0) if left else 200, json={})

    return BotClient("http://bot", TOKENS, httpx.AsyncClient(transport=httpx.MockTransport(answer)))


async def test_what_can_be_forgotten_now_is_and_the_rest_waits(
    sessions: sessionmaker[Session], erasures: Erasures
) -> None:
    asked: list[str] = []
    assert await Forgetting(erasures, bot(asked=asked)).look_once() == 1
    assert asked == ["/webhooks/website/forget 3"]
    [receipt] = erasures.receipts()
    assert len(receipt.to_forget) == 1
    with sessions() as session:
        assert session.scalars(select(Conversation.id)).all() == receipt.to_forget


async def test_a_bot_that_is_away_is_asked_again(erasures: Erasures) -> None:
    asked: list[str] = []
    forgetting = Forgetting(erasures, bot(503, asked=asked))
    assert await forgetting.look_once() == 0
    assert await forgetting.look_once() == 1
    assert len(asked) == 2
