"""Terminal chat through the real stack: the gateway's own session and socket, as the widget uses them."""

from __future__ import annotations

import asyncio
import json
import sys
import uuid
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import httpx
from rich.console import Console
from rich.markup import escape
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from attendant.composition import make_shop, make_tokens
from attendant.secrets import load_or_create
from attendant.settings import Settings
from knowledge.conversations.service import buttons_of
from knowledge.errors import DomainError

ANSWER_SECONDS = 30
PAUSE_SECONDS = 1.0


class NotRunning(DomainError):
    """Nobody answers at the web process's address."""

    def __init__(self, address: str) -> None:
        super().__init__(f"nothing answers at {address}: start it with `attendant run`")


class ChatClient:
    """One conversation with the running stack."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._buttons: list[tuple[str, int, int]] = []
        self._handed_over = False

    @classmethod
    async def open(cls, address: str, customer_token: str | None, language: str) -> ChatClient:
        """Begin a new conversation at an address; raises `NotRunning`."""
        try:
            async with httpx.AsyncClient(timeout=10) as client:
                begun = await client.post(
                    f"{address}/chat/session", json={"customer": customer_token, "language": language}
                )
            begun.raise_for_status()
            socket = await connect(address.replace("http", "ws", 1) + "/chat/socket", max_size=2**22)
        except (httpx.HTTPError, OSError, WebSocketException) as error:
            raise NotRunning(address) from error
        await socket.send(json.dumps({"type": "hello", "session": begun.json()["session"], "after": 0}))
        return cls(socket)

    async def say(self, text: str) -> list[dict[str, Any]]:
        """Send a message (or `#n` for button n of the last answer); gives the messages of the answer."""
        client_id = str(uuid.uuid4())
        frame: dict[str, Any] = {"type": "message", "client_id": client_id, "text": text}
        if text.startswith("#") and text[1:].isdigit() and 1 <= int(text[1:]) <= len(self._buttons):
            _, seq, number = self._buttons[int(text[1:]) - 1]
            frame = {"type": "choice", "client_id": client_id, "seq": seq, "button": number}
        answers = await self._exchange(frame)
        while answers and answers[-1]["body"].get("code") == "too_fast":
            await asyncio.sleep(PAUSE_SECONDS)  # a script types faster than a person may
            answers = await self._exchange(frame)
        self._remember_buttons(answers)
        return answers

    async def listen(self, seconds: float) -> list[dict[str, Any]]:
        """What is said unasked within so many seconds; ends with the first of it."""
        heard: list[dict[str, Any]] = []
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not heard:
                    received = json.loads(await self._socket.recv())
                    if received["type"] == "message" and received["message"]["author"] != "shopper":
                        heard.append(received["message"])
        self._remember_buttons(heard)
        return heard

    async def _exchange(self, frame: dict[str, Any]) -> list[dict[str, Any]]:
        client_id = frame["client_id"]
        await self._socket.send(json.dumps(frame))
        answers: list[dict[str, Any]] = []
        async with asyncio.timeout(ANSWER_SECONDS):
            async for raw in self._socket:
                received = json.loads(raw)
                if received["type"] == "message" and received["message"]["author"] != "shopper":
                    answers.append(received["message"])
                    self._notice_owner(received["message"])
                elif received["type"] == "error" and received.get("client_id") == client_id:
                    answers.append({"author": "system", "kind": "error", "body": received})
                    break
                elif received["type"] == "turn_done" and received.get("client_id") == client_id:
                    break
                elif _is_echo(received, client_id) and self._handed_over:
                    break  # a person will answer, some time
        return answers

    def _notice_owner(self, message: dict[str, Any]) -> None:
        event = message["body"].get("event")
        if event is not None:
            self._handed_over = event in ("queued", "taken")

    def _remember_buttons(self, answers: list[dict[str, Any]]) -> None:
        self._buttons = [
            (button["title"], answer["seq"], number)
            for answer in answers
            if "seq" in answer
            for number, button in enumerate(buttons_of(answer["body"]))
        ]

    @property
    def buttons(self) -> list[str]:
        """Titles of the last answer's buttons, in the order `#n` counts them."""
        return [title for title, _, _ in self._buttons]

    async def close(self) -> None:
        """Leave."""
        await self._socket.close()


def _is_echo(received: dict[str, Any], client_id: str) -> bool:
    return bool(received["type"] == "message" and received["message"]["client_id"] == client_id)


def customer_token(settings: Settings, email: str) -> str | None:
    """A signed token for a customer, as the shop's site would make it; raises `NotFound`."""
    if not email:
        return None
    customer = make_shop(settings).customers.by_email(email)
    return make_tokens(load_or_create(settings.home)).for_customer(customer.shop_id)


def run_chat(settings: Settings, *, email: str, as_json: bool, language: str) -> int:
    """Chat until the input ends; 0, or 1 when an answer failed."""
    return asyncio.run(_chat(settings, customer_token(settings, email), as_json, language))


async def _chat(settings: Settings, token: str | None, as_json: bool, language: str) -> int:
    client = await ChatClient.open(settings.web_address, token, language)
    console = Console()
    if not as_json:
        console.print("Write a message, #2 for the second button, Ctrl-D to leave.", style="dim")
    failed = 0
    async for line in _lines(prompt="" if as_json else "> "):
        try:
            answers = await client.say(line)
        except TimeoutError:
            answers, failed = [], 1
            sys.stderr.write(f"no answer within {ANSWER_SECONDS} s\n")
        if as_json:
            sys.stdout.write(json.dumps({"text": line, "answers": answers}, ensure_ascii=False) + "\n")
            sys.stdout.flush()
        else:
            for answer in answers:
                console.print(escape(in_words(answer)))
            for number, title in enumerate(client.buttons, start=1):
                console.print(f"  [dim]#{number}[/dim] {escape(title)}")
    await client.close()
    return failed


async def _lines(prompt: str) -> AsyncIterator[str]:
    while True:
        if prompt:
            sys.stdout.write(prompt)
            sys.stdout.flush()
        line = await asyncio.to_thread(sys.stdin.readline)
        if not line:
            return
        if line.strip():
            yield line.strip()


def in_words(message: dict[str, Any]) -> str:
    """A message as plain text."""
    body = message["body"]
    lines = [str(body[name]) for name in ("text", "title", "message") if body.get(name)]
    for card in body.get("cards", []):
        reason = f" – {card['reason']}" if card.get("reason") else ""
        lines.append(f"  * {card['title']} ({card['subtitle']}) {card['price']}, {card['stock']}{reason}")
    lines += [f"  {line['label']}: {line['value']}" for line in body.get("lines", [])]
    if body.get("total"):
        lines.append(f"  {body['total']['label']}: {body['total']['value']}")
    lines += ["  " + " | ".join(str(cell) for cell in row) for row in body.get("rows", [])]
    if body.get("event"):
        lines.append(f"({body['event']})")
    if body.get("source"):
        lines.append(f"  From: {body['source']['title']} {body['source']['url']}")
    return "\n".join(lines)
