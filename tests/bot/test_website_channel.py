"""The website channel on a real Sanic server: who may speak through it, and what comes back."""

from __future__ import annotations

import asyncio
import hashlib
import json
import socket
import time
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any, AsyncIterator, Awaitable, Callable, Dict, List, Optional

import aiohttp
import jwt
import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import (
    FailSafeTrackerStore,
    InMemoryTrackerStore,
    SQLTrackerStore,
    TrackerStore,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from sanic import Sanic

from bot.channels.answer_memory import AnswerMemory
from bot.channels.website import MAXIMUM_BODY, WebsiteInput, safe_text

# Sanic rewrites its own classes at start; without this it can start but once in a process
Sanic.test_mode = True

KEY = "a-key-of-the-gateway-with-40-characters-"


class Bot:
    """Stands for Rasa behind the channel: keeps what it is told and answers as it is bid."""

    def __init__(self, responses: Optional[List[Dict[str, Any]]] = None, delay: float = 0.0) -> None:
        self.heard: List[UserMessage] = []
        self.responses = [{"text": "Hello."}] if responses is None else responses
        self.delay = delay
        self.failures = 0

    async def hear(self, message: UserMessage) -> None:
        self.heard.append(message)
        await asyncio.sleep(self.delay)
        if self.failures:
            self.failures -= 1
            raise RuntimeError("the model broke")
        for response in self.responses:
            await message.output_channel.send_response(message.sender_id, dict(response))


class Client:
    """A gateway that may be told to misbehave."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        self.session = session
        self.address = address

    async def send(
        self, text: Any = "hi", *, key: str = KEY, body: Optional[bytes] = None, **claims: Any
    ) -> "tuple[int, Dict[str, Any]]":
        body = json.dumps({"text": text}).encode() if body is None else body
        token = jwt.encode(claims_for(body, **claims), key, algorithm="HS256")
        return await self.post(body, {"Authorization": f"Bearer {token}"})

    async def forget(self, *, key: str = KEY, **claims: Any) -> "tuple[int, Dict[str, Any]]":
        token = jwt.encode(claims_for(b"{}", mid="forget", **claims), key, algorithm="HS256")
        headers = {"Authorization": f"Bearer {token}"}
        async with self.session.post(f"{self.address}/forget", data=b"{}", headers=headers) as response:
            return response.status, await response.json()

    async def post(self, body: Any, headers: Dict[str, str]) -> "tuple[int, Dict[str, Any]]":
        async with self.session.post(f"{self.address}/messages", data=body, headers=headers) as response:
            return response.status, await response.json()


def claims_for(body: bytes, **changes: Any) -> Dict[str, Any]:
    now = int(time.time())
    claims = {
        "iss": "attendant-gateway",
        "aud": "attendant-bot",
        "iat": now,
        "exp": now + 60,
        "sub": "conversation-1",
        "mid": "m-1",
        "digest": hashlib.sha256(body).hexdigest(),
    }
    claims.update(changes)
    return {name: value for name, value in claims.items() if value is not None}


@asynccontextmanager
async def served(bot: Bot, agent: Any = None) -> AsyncIterator[Client]:
    app = Sanic(f"website_{time.monotonic_ns()}", configure_logging=False)
    if agent is not None:
        app.ctx.agent = agent
    app.blueprint(WebsiteInput(KEY).blueprint(bot.hear), url_prefix="/webhooks/website")
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/webhooks/website"
    server = await app.create_server(sock=listening, return_asyncio_server=True, access_log=False)
    await server.startup()
    try:
        async with aiohttp.ClientSession() as session:
            yield Client(session, address)
    finally:
        server.close()
        await server.wait_closed()


def run(bot: Bot, dialogue: Callable[[Client], Awaitable[Any]], agent: Any = None) -> Any:
    async def play() -> Any:
        async with served(bot, agent) as client:
            return await dialogue(client)

    return asyncio.run(play())


def test_health_is_told_to_anyone() -> None:
    async def dialogue(client: Client) -> Any:
        async with client.session.get(f"{client.address}/") as response:
            return response.status, await response.json()

    assert run(Bot(), dialogue) == (200, {"status": "ok"})


def test_a_signed_message_is_handled_and_answered_in_order() -> None:
    buttons = [{"title": "Yes", "payload": "/affirm"}]
    bot = Bot(
        [
            {"text": "Two jackets.", "image": "https://shop.example/a.png", "custom": {"cards": [1, 2]}},
            {"text": "One?\n\nOr two?", "buttons": buttons},
            {"text": None, "custom": {"link": "x"}, "buttons": None},
        ]
    )
    status, answer = run(
        bot, lambda client: client.send("jackets", customer=7, language="en", mood=-0.5, mid="m-9")
    )
    assert status == 200
    assert answer == {
        "message_id": "m-9",
        "messages": [
            {"text": "Two jackets.", "image": "https://shop.example/a.png", "custom": {"cards": [1, 2]}},
            {"text": "One?\n\nOr two?", "buttons": buttons},
            {"custom": {"link": "x"}},
        ],
    }
    (message,) = bot.heard
    assert (message.text, message.sender_id, message.message_id) == ("jackets", "conversation-1", "m-9")
    assert message.input_channel == message.output_channel.name() == "website"
    token = message.metadata.pop("token")
    assert jwt.decode(token, KEY, algorithms=["HS256"], audience="attendant-bot")["mid"] == "m-9"
    assert message.metadata == {
        "conversation": "conversation-1",
        "message_id": "m-9",
        "customer": 7,
        "language": "en",
        "mood": -0.5,
    }


@pytest.mark.parametrize(
    "claims",
    [
        {"key": "another-key-of-somebody-with-40-characters"},
        {"exp": int(time.time()) - 60, "iat": int(time.time()) - 120},
        {"iat": int(time.time()) + 600, "exp": int(time.time()) + 660},
        {"exp": int(time.time()) + 3600},
        {"iss": "somebody"},
        {"aud": "another-bot"},
        {"digest": hashlib.sha256(b"another body").hexdigest()},
        {"customer": True},
        {"customer": "7"},
        {"button": "yes"},
        {"mood": "bad"},
        {"mid": 12},
        {"sub": ""},
        *({name: None} for name in ("iss", "aud", "exp", "iat", "sub", "mid", "digest")),
    ],
    ids=lambda claims: "-".join(f"{name}={value}"[:30] for name, value in claims.items()),
)
def test_a_token_that_does_not_vouch_for_the_message_is_refused(claims: Dict[str, Any]) -> None:
    bot = Bot()
    status, answer = run(bot, lambda client: client.send(**claims))
    assert status == 401
    assert answer["error"]
    assert bot.heard == []


def test_no_token_or_one_without_a_signature_is_refused() -> None:
    bot = Bot()
    body = json.dumps({"text": "hi"}).encode()
    unsigned = jwt.encode(claims_for(body), None, algorithm="none")
    longer_hash = jwt.encode(claims_for(body), KEY, algorithm="HS512")

    async def dialogue(client: Client) -> List[int]:
        headers = [{}, {"Authorization": KEY}, {"Authorization": "Bearer "}]
        headers += [{"Authorization": f"Bearer {token}"} for token in (unsigned, longer_hash)]
        return [(await client.post(body, one))[0] for one in headers]

    assert run(bot, dialogue) == [401] * 5
    assert bot.heard == []


@pytest.mark.parametrize(
    "body", [b"", b"text", b'"text"', b"[]", b"{}", b'{"text": 1}', b'{"text": "\\ud800"}', b"\xff"]
)
def test_a_body_that_is_not_a_text_is_refused(body: bytes) -> None:
    bot = Bot()
    status, _ = run(bot, lambda client: client.send(body=body))
    assert (status, bot.heard) == (400, [])


def test_a_body_may_be_as_large_as_agreed_and_no_larger() -> None:
    bot = Bot()
    frame = len(json.dumps({"text": ""}))

    async def dialogue(client: Client) -> List[int]:
        fits = await client.send("x" * (MAXIMUM_BODY - frame))
        too_large = await client.send("x" * (MAXIMUM_BODY - frame + 1), mid="m-2")
        return [fits[0], too_large[0]]

    assert run(bot, dialogue) == [200, 413]


def test_a_large_body_of_unknown_length_is_refused() -> None:
    bot = Bot()

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"x" * 1_000

    status, _ = run(bot, lambda client: client.post(chunks(), {"Authorization": "Bearer x"}))
    assert (status, bot.heard) == (413, [])


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ('/inform{"order": "1"}', 'inform{"order": "1"}'),
        ("  / / //restart", "restart"),
        ("\u200b/greet", "greet"),
        ("\ufeff \n/greet", "greet"),
        ("/", "?"),
        ("   ", "?"),
        ("", "?"),
        ("either/or", "either/or"),
    ],
)
def test_shoppers_cannot_give_rasa_orders(text: str, heard: str) -> None:
    bot = Bot()
    status, _ = run(bot, lambda client: client.send(text))
    assert status == 200
    assert bot.heard[0].text == heard


def test_a_button_of_ours_may_give_rasa_orders() -> None:
    bot = Bot()
    run(bot, lambda client: client.send('/inform{"order": "1"}', button=True))
    assert bot.heard[0].text == '/inform{"order": "1"}'
    assert safe_text(" /affirm ", is_button=True) == "/affirm"


def test_a_message_sent_twice_is_handled_once() -> None:
    bot = Bot()

    async def dialogue(client: Client) -> List[Any]:
        return [await client.send(), await client.send("something else")]

    first, second = run(bot, dialogue)
    assert first == second
    assert first[0] == 200
    assert len(bot.heard) == 1


def test_the_same_message_twice_at_a_time_is_handled_once() -> None:
    bot = Bot(delay=0.1)

    async def dialogue(client: Client) -> List[Any]:
        return await asyncio.gather(*(client.send() for _ in range(5)))

    answers = run(bot, dialogue)
    assert answers == [answers[0]] * 5
    assert answers[0][0] == 200
    assert len(bot.heard) == 1


def test_the_same_message_id_in_another_conversation_is_another_message() -> None:
    bot = Bot()

    async def dialogue(client: Client) -> None:
        await client.send()
        await client.send(sub="conversation-2")

    run(bot, dialogue)
    assert [message.sender_id for message in bot.heard] == ["conversation-1", "conversation-2"]


def test_a_failure_is_told_with_the_id_to_look_for_and_may_be_tried_again() -> None:
    bot = Bot()
    bot.failures = 1

    async def dialogue(client: Client) -> List[Any]:
        return [await client.send(mid="m-5"), await client.send(mid="m-5")]

    (failed, failure), (status, _) = run(bot, dialogue)
    assert (failed, failure["correlation_id"]) == (500, "m-5")
    assert failure["error"]
    assert "broke" not in failure["error"]
    assert status == 200


def test_silence_is_an_error_not_an_empty_answer() -> None:
    status, answer = run(Bot([]), lambda client: client.send())
    assert (status, answer["correlation_id"]) == (500, "m-1")


def test_without_a_model_the_message_is_not_dropped_silently() -> None:
    class Unready:
        def is_ready(self) -> bool:
            return False

    bot = Bot()
    status, answer = run(bot, lambda client: client.send(), agent=Unready())
    assert (status, answer["correlation_id"], bot.heard) == (503, "m-1", [])


@pytest.mark.parametrize("credentials", [None, {}, {"key": None}, {"key": ""}, {"key": "short"}, {"key": 12}])
def test_the_channel_does_not_start_without_a_good_key(credentials: Optional[Dict[str, Any]]) -> None:
    with pytest.raises(RasaException, match="ATTENDANT_GATEWAY_KEY"):
        WebsiteInput.from_credentials(credentials)


def test_the_key_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    quoted = {"key": "${ATTENDANT_GATEWAY_KEY}"}
    monkeypatch.delenv("ATTENDANT_GATEWAY_KEY", raising=False)
    with pytest.raises(RasaException, match="missing"):
        WebsiteInput.from_credentials(quoted)
    monkeypatch.setenv("ATTENDANT_GATEWAY_KEY", "short")
    with pytest.raises(RasaException, match="5 characters"):
        WebsiteInput.from_credentials(quoted)
    monkeypatch.setenv("ATTENDANT_GATEWAY_KEY", KEY)
    assert WebsiteInput.from_credentials(quoted).name() == "website"


def test_the_channel_starts_with_a_good_key() -> None:
    channel = WebsiteInput.from_credentials({"key": KEY})
    assert (channel.name(), channel.url_prefix()) == ("website", "website")


def test_old_answers_are_forgotten() -> None:
    async def play() -> List[int]:
        memory: AnswerMemory[int] = AnswerMemory(2)
        count = 0

        async def handle() -> int:
            nonlocal count
            count += 1
            return count

        return [await memory.answer(key, handle) for key in ("a", "b", "a", "c", "a", "b")]

    assert asyncio.run(play()) == [1, 2, 1, 3, 1, 4]


def forgetting_agent(store: Any) -> Any:
    """An agent of which only the memory counts."""
    return SimpleNamespace(tracker_store=store, is_ready=lambda: True)


def remembering(store: TrackerStore, *conversations: str) -> TrackerStore:
    """A store that has heard something in each conversation."""
    for conversation in conversations:
        tracker = DialogueStateTracker.from_events(conversation, [UserUttered("my parakeet hates it")])
        asyncio.run(store.save(tracker))
    return store


STORES = [
    lambda: InMemoryTrackerStore(Domain.empty()),
    lambda: SQLTrackerStore(Domain.empty(), dialect="sqlite", db=""),
    lambda: FailSafeTrackerStore(InMemoryTrackerStore(Domain.empty())),
]


@pytest.mark.parametrize("make_store", STORES)
def test_a_conversation_is_forgotten_and_the_others_are_not(make_store: Callable[[], TrackerStore]) -> None:
    store = remembering(make_store(), "conversation-1", "conversation-2")

    async def dialogue(client: Client) -> Any:
        return await client.forget()

    answer = run(Bot(), dialogue, forgetting_agent(store))
    assert answer == (200, {"forgotten": "conversation-1"})
    assert list(asyncio.run(store.keys())) == ["conversation-2"]


def test_forgetting_needs_a_token_for_this_conversation() -> None:
    store = remembering(InMemoryTrackerStore(Domain.empty()), "conversation-1")

    async def dialogue(client: Client) -> Any:
        return [
            (await client.forget(key="another-key-of-forty-characters-or-more-"))[0],
            (await client.forget(sub="x"))[0],
        ]

    assert run(Bot(), dialogue, forgetting_agent(store)) == [401, 200]
    assert list(asyncio.run(store.keys())) == ["conversation-1"]


def test_answers_that_were_remembered_are_forgotten_too() -> None:
    bot = Bot()

    async def dialogue(client: Client) -> None:
        await client.send("hi")
        await client.send("hi")
        await client.forget()
        await client.send("hi")

    run(bot, dialogue)
    assert len(bot.heard) == 2


def test_a_store_that_cannot_forget_is_named() -> None:
    async def dialogue(client: Client) -> Any:
        return await client.forget()

    status, body = run(Bot(), dialogue, forgetting_agent(TrackerStore(Domain.empty())))
    assert (status, body["error"]) == (501, "conversations cannot be erased from a TrackerStore")
