"""The gateway: sessions, resuming, buttons, limits, and the truth when the bot is gone. The bot here is scripted."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from knowledge.catalogue.stock_alerts import StockAlerts
from knowledge.conversations.models import QUEUE, Conversation, Message
from knowledge.conversations.service import Conversations, Handoff, Outgoing
from knowledge.customers.models import Customer
from knowledge.database import SessionFactory, utc_now, writing
from knowledge.mail.models import Mail
from knowledge.orders.models import Order
from knowledge.verification.service import Verification
from web.gateway.bot_client import Answer, BotClient, BotUnavailable, Question, read_answer
from web.gateway.dispatcher import Dispatcher
from web.gateway.limits import RateLimit
from web.gateway.presence import Presence
from web.gateway.session import session_router
from web.gateway.socket import GatewayParts, socket_router
from web.gateway.tokens import BadToken, SocketClaims, Tokens
from web.hub import Hub

ORIGIN = "http://testserver"
TOKENS = Tokens(site_key="s" * 40, visitor_key="v" * 40, gateway_key="g" * 40)


class ScriptedBot(BotClient):
    """Answers as the test says, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Question] = []
        self.answer: Callable[[Question], Answer] = lambda question: Answer(
            [Outgoing("text", {"text": f"you said {question.text}"})]
        )
        self.release: threading.Event | None = None

    async def ask(self, question: Question) -> Answer:
        """The scripted answer."""
        self.asked.append(question)
        if self.release is not None:
            await asyncio.to_thread(self.release.wait, 10)
        return self.answer(question)

    async def close(self) -> None:
        """Nothing is open."""


class Site:
    """A gateway with its scripted bot."""

    def __init__(self, sessions: SessionFactory) -> None:
        self.sessions = sessions
        self.conversations = Conversations(sessions)
        self.bot = ScriptedBot()
        self.hub = Hub()
        self.dispatcher = Dispatcher(self.conversations, self.bot, self.hub)

        @asynccontextmanager
        async def lifespan(_: FastAPI) -> Any:
            await self.dispatcher.start()
            yield
            await self.dispatcher.stop()

        self.app = FastAPI(lifespan=lifespan)
        self.app.include_router(session_router(sessions, self.conversations, TOKENS))
        presence = Presence(self.conversations, StockAlerts(sessions), self.hub)
        parts = GatewayParts(
            sessions=sessions,
            conversations=self.conversations,
            tokens=TOKENS,
            dispatcher=self.dispatcher,
            hub=self.hub,
            presence=presence,
            limit=RateLimit(burst=6, per_second=0.0),
            origins=frozenset({ORIGIN}),
        )
        self.app.include_router(socket_router(parts))


@pytest.fixture
def site(sessions: SessionFactory) -> Site:
    return Site(sessions)


@pytest.fixture
def client(site: Site) -> Iterator[TestClient]:
    with TestClient(site.app) as opened:
        yield opened


def begin(client: TestClient, **body: Any) -> dict[str, Any]:
    response = client.post("/chat/session", json=body)
    assert response.status_code == 200, response.text
    return dict(response.json())


def hello(socket: WebSocketTestSession, session: str, after: int = 0) -> dict[str, Any]:
    socket.send_json({"type": "hello", "session": session, "after": after})
    return dict(socket.receive_json())


def until(socket: WebSocketTestSession, kind: str) -> list[dict[str, Any]]:
    """All frames up to the first of a kind, that one included."""
    frames: list[dict[str, Any]] = []
    while not frames or frames[-1]["type"] != kind:
        frames.append(socket.receive_json())
    return frames


def texts(frames: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [
        (
            frame["message"]["author"],
            frame["message"]["body"].get("text", frame["message"]["body"].get("event")),
        )
        for frame in frames
        if frame["type"] == "message"
    ]


def test_a_message_is_echoed_with_its_number_and_answered(client: TestClient) -> None:
    begun = begin(client)
    with client.websocket_connect("/chat/socket") as socket:
        assert hello(socket, begun["session"])["type"] == "welcome"
        socket.send_json({"type": "message", "client_id": "a", "text": "hi"})
        frames = until(socket, "turn_done")
    assert texts(frames) == [("shopper", "hi"), ("bot", "you said hi")]
    assert [frame["message"]["seq"] for frame in frames if frame["type"] == "message"] == [1, 2]
    assert {"type": "typing", "on": True} in frames


def test_after_a_reload_only_what_was_missed_comes(client: TestClient) -> None:
    begun = begin(client)
    with client.websocket_connect("/chat/socket") as socket:
        hello(socket, begun["session"])
        for number in range(2):
            socket.send_json({"type": "message", "client_id": str(number), "text": f"message {number}"})
            until(socket, "turn_done")
    again = begin(client, visitor=begun["visitor"])
    assert again["conversation"] == begun["conversation"]
    with client.websocket_connect("/chat/socket") as socket:
        assert hello(socket, again["session"], after=2)["last_seq"] == 4
        missed = [socket.receive_json(), socket.receive_json()]
    assert [frame["message"]["seq"] for frame in missed] == [3, 4]


def test_a_message_sent_twice_is_taken_once(client: TestClient, site: Site) -> None:
    begun = begin(client)
    with client.websocket_connect("/chat/socket") as socket:
        hello(socket, begun["session"])
        for _ in range(2):
            socket.send_json({"type": "message", "client_id": "same", "text": "hi"})
        until(socket, "turn_done")
        socket.send_json({"type": "message", "client_id": "other", "text": "there"})
        until(socket, "turn_done")
    assert [question.text for question in site.bot.asked] == ["hi", "there"]


def test_messages_of_one_conversation_reach_the_bot_one_at_a_time_in_order(
    client: TestClient, site: Site
) -> None:
    site.bot.release = threading.Event()
    begun = begin(client)
    with client.websocket_connect("/chat/socket") as socket:
        hello(socket, begun["session"])
        for number in range(4):
            socket.send_json({"type": "message", "client_id": str(number), "text": str(number)})
        until(socket, "typing")
        time.sleep(0.2)
        assert len(site.bot.asked) == 1
        site.bot.release.set()
        for _ in range(4):
            until(socket, "turn_done")
    assert [question.text for question in site.bot.asked] == ["0", "1", "2", "3"]


def test_a_button_sends_what_it_stands_for_and_shows_its_title(client: TestClient, site: Site) -> None:
    buttons = [{"title": "Yes", "payload": "/affirm"}, {"title": "In words", "payload": "a red coat"}]
    site.bot.answer = lambda _: Answer([Outgoing("text", {"text": "Sure?", "buttons": buttons})])
    begun = begin(client)
    with client.websocket_connect("/chat/socket") as socket:
        hello(socket, begun["session"])
        socket.send_json({"type": "message", "client_id": "a", "text": "cancel it"})
        frames = until(socket, "turn_done")
        assert "payload" not in str(frames)
        socket.send_json({"type": "choice", "client_id": "b", "seq": 2, "button": 0})
        assert ("shopper", "Yes") in texts(until(socket, "turn_done"))
        socket.send_json({"type": "choice", "client_id": "c", "seq": 2, "button": 7})
        assert until(socket, "error")[-1]["code"] == "unknown_choice"
        socket.send_json({"type": "choice", "client_id": "d", "seq": 1, "button": 0})
        assert until(socket, "error")[-1]["code"] == "unknown_choice"
    assert site.bot.asked[-1].payload == "/affirm"


def test_when_the_bot_is_gone_the_shopper_hears_so_and_can_get_a_person(
    client: TestClient, site: Site
) -> None:
    def gone(_: Question) -> Answer:
        raise BotUnavailable("connection refused")

    site.bot.answer = gone
    begun = begin(client)
    with client.websocket_connect("/chat/socket") as socket:
        hello(socket, begun["session"])
        socket.send_json({"type": "message", "client_id": "a", "text": "hi"})
        frames = until(socket, "turn_done")
        assert "cannot answer at the moment" in texts(frames)[-1][1]
        socket.send_json({"type": "choice", "client_id": "b", "seq": 2, "button": 0})
        assert until(socket, "speaker")[-1]["speaker"]["role"] == "queue"
    assert site.conversations.get(begun["conversation"]).owner == QUEUE


def test_a_real_client_says_that_nobody_listens() -> None:
    async def ask() -> None:
        bot = BotClient("http://127.0.0.1:9", TOKENS, httpx.AsyncClient(timeout=1))
        try:
            await bot.ask(Question("c", 1, "hi", None, None, "en", 0.0))
        finally:
            await bot.close()

    with pytest.raises(BotUnavailable):
        asyncio.run(ask())


def test_the_bots_wish_for_a_person_puts_the_conversation_into_the_queue(
    client: TestClient, site: Site
) -> None:
    site.bot.answer = lambda _: Answer(
        [Outgoing("text", {"text": "One moment."})], Handoff("asked", "a refund")
    )
    begun = begin(client)
    with client.websocket_connect("/chat/socket") as socket:
        hello(socket, begun["session"])
        socket.send_json({"type": "message", "client_id": "a", "text": "a person please"})
        assert texts(until(socket, "speaker"))[-2:] == [("bot", "One moment."), ("system", "queued")]
        socket.send_json({"type": "message", "client_id": "b", "text": "are you there?"})
        assert texts(until(socket, "message")) == [("shopper", "are you there?")]
    assert [question.text for question in site.bot.asked] == ["a person please"]


def test_an_answer_that_comes_after_a_person_took_over_is_never_shown_to_the_shopper(
    client: TestClient, site: Site
) -> None:
    site.bot.release = threading.Event()
    begun = begin(client)
    with client.websocket_connect("/chat/socket") as socket:
        hello(socket, begun["session"])
        socket.send_json({"type": "message", "client_id": "a", "text": "hi"})
        until(socket, "typing")
        site.conversations.take_over(begun["conversation"], epoch=0, staff_id=1, name="Mei")
        site.bot.release.set()
        shown = until(socket, "turn_done")
    assert ("bot", "you said hi") not in texts(shown)
    staff = site.conversations.transcript(begun["conversation"], staff=True)
    assert [message.kind for message in staff].count("draft") == 1


def test_a_turn_that_a_crash_left_behind_is_answered_at_the_next_start(sessions: SessionFactory) -> None:
    site = Site(sessions)
    conversation = site.conversations.resume_or_open("visitor", None, "en")
    site.conversations.receive(conversation.id, "a", "are you there?")
    site.conversations.next_turn(conversation.id)  # asked, and then the process died
    with TestClient(site.app):
        for _ in range(100):
            time.sleep(0.05)
            with sessions() as session:
                bot = session.scalars(select(Message).where(Message.author == "bot")).all()
            if bot:
                break
    assert [message.body["text"] for message in bot] == ["you said are you there?"]


def test_too_many_messages_are_refused_kindly(client: TestClient) -> None:
    begun = begin(client)
    with client.websocket_connect("/chat/socket") as socket:
        hello(socket, begun["session"])
        for number in range(8):
            socket.send_json({"type": "message", "client_id": str(number), "text": "hi"})
        assert until(socket, "error")[-1]["code"] == "too_fast"


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ({"type": "message", "client_id": "a", "text": "   "}, "empty"),
        ({"type": "message", "client_id": "a", "text": "x" * 2001}, "too_long"),
        ({"type": "message", "text": "hi"}, "bad_frame"),
        ({"type": "dance"}, "bad_frame"),
        ({"type": "choice", "client_id": "a", "seq": "1", "button": 0}, "bad_frame"),
        ([1, 2], "bad_frame"),
    ],
)
def test_a_bad_frame_is_named_and_the_connection_goes_on(client: TestClient, frame: Any, code: str) -> None:
    begun = begin(client)
    with client.websocket_connect("/chat/socket") as socket:
        hello(socket, begun["session"])
        socket.send_json(frame)
        assert until(socket, "error")[-1]["code"] == code
        socket.send_json({"type": "message", "client_id": "good", "text": "hi"})
        assert ("bot", "you said hi") in texts(until(socket, "turn_done"))


@pytest.mark.parametrize("session", ["", "nonsense", TOKENS.for_visitor("somebody")])
def test_a_socket_needs_a_session_of_ours(client: TestClient, session: str) -> None:
    with client.websocket_connect("/chat/socket") as socket:
        assert hello(socket, session)["code"] == "session_expired"
        with pytest.raises(WebSocketDisconnect):
            socket.receive_json()


def test_a_page_of_another_origin_cannot_connect(client: TestClient) -> None:
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect("/chat/socket", headers={"origin": "https://evil.example"}) as socket,
    ):
        socket.receive_json()


def add_customer(sessions: SessionFactory, shop_id: str) -> int:
    with writing(sessions) as session:
        customer = Customer(shop_id=shop_id, email=f"{shop_id}@example.org")
        session.add(customer)
        session.flush()
        return customer.id


def test_only_a_token_of_the_site_says_who_the_customer_is(client: TestClient, site: Site) -> None:
    customer_id = add_customer(site.sessions, "C-1")
    begun = begin(client, customer=TOKENS.for_customer("C-1"))
    assert site.conversations.get(begun["conversation"]).customer_id == customer_id
    forged = Tokens(site_key="x" * 40, visitor_key="v" * 40, gateway_key="g" * 40).for_customer("C-1")
    assert client.post("/chat/session", json={"customer": forged}).status_code == 401
    assert client.post("/chat/session", json={"customer": TOKENS.for_customer("C-9")}).status_code == 404


def test_who_signs_out_begins_a_new_conversation(client: TestClient, site: Site) -> None:
    add_customer(site.sessions, "C-1")
    signed_in = begin(client, customer=TOKENS.for_customer("C-1"))
    signed_out = begin(client, visitor=signed_in["visitor"])
    assert signed_out["conversation"] != signed_in["conversation"]


def test_a_socket_token_is_no_visitor_token() -> None:
    with pytest.raises(BadToken):
        TOKENS.visitor(TOKENS.for_socket(SocketClaims("c", "v")))


def test_rasas_messages_become_ours() -> None:
    answer = read_answer(
        [
            {"text": "hello", "buttons": [{"title": "a", "payload": "/b"}]},
            {"custom": {"kind": "cards", "body": {"cards": []}}},
            {
                "custom": {
                    "kind": "handoff",
                    "body": {"reason": "asked", "wish": "w", "known": {"order": "1"}},
                }
            },
        ]
    )
    assert [message.kind for message in answer.messages] == ["text", "cards"]
    assert answer.handoff == Handoff("asked", "w", {"order": "1"})


def test_who_writes_into_a_conversation_that_was_erased_is_told_to_begin_anew(
    site: Site, client: TestClient
) -> None:
    begun = begin(client)
    with client.websocket_connect("/chat/socket", headers={"origin": ORIGIN}) as socket:
        hello(socket, begun["session"])
        with writing(site.sessions) as session:
            session.delete(session.get_one(Conversation, begun["conversation"]))
        socket.send_json({"type": "message", "client_id": "m1", "text": "hello?"})
        frames = [socket.receive_json()]
        while frames[-1]["type"] != "error":
            frames.append(socket.receive_json())
        assert frames[-1]["code"] == "session_expired"
        with pytest.raises(WebSocketDisconnect):
            socket.receive_json()
    assert begin(client, visitor=begun["visitor"])["conversation"] != begun["conversation"]


def test_a_code_is_read_by_the_gateway_and_the_bot_is_asked_as_its_customer(
    client: TestClient, site: Site
) -> None:
    with writing(site.sessions) as session:
        customer = Customer(shop_id="C1", email="ada@example.org")
        session.add(customer)
        session.flush()
        placed = utc_now()
        session.add(
            Order(number="10001", customer_id=customer.id, state="shipped", currency="EUR", placed_at=placed)
        )
    verification = Verification(site.sessions, shop_name="Linden Row", zone=ZoneInfo("Europe/Berlin"))
    begun = begin(client)
    verification.ask(begun["conversation"], "10001", "ada@example.org")
    with site.sessions() as session:
        code = session.scalars(select(Mail)).one().content["code"]
    with client.websocket_connect("/chat/socket") as socket:
        hello(socket, begun["session"])
        socket.send_json({"type": "message", "client_id": "a", "text": f"it is {code}"})
        frames = until(socket, "turn_done")
    assert texts(frames)[0] == ("shopper", "it is ••••••")
    (question,) = site.bot.asked
    assert (question.payload, question.customer_id) == ("/inform", customer.id)
    assert code not in f"{question}"
    again = begin(client, visitor=begun["visitor"])
    assert again["conversation"] == begun["conversation"]


def test_who_was_known_by_a_code_is_nobody_again_when_it_is_too_long_ago(
    client: TestClient, site: Site
) -> None:
    with writing(site.sessions) as session:
        session.add(Customer(id=7, shop_id="C7", email="ada@example.org"))
    begun = begin(client)
    with writing(site.sessions) as session:
        conversation = session.get_one(Conversation, begun["conversation"])
        conversation.customer_id, conversation.known_until = 7, utc_now() - timedelta(seconds=1)
    with client.websocket_connect("/chat/socket") as socket:
        hello(socket, begun["session"])
        socket.send_json({"type": "message", "client_id": "a", "text": "hi"})
        until(socket, "turn_done")
    assert site.bot.asked[0].customer_id is None
