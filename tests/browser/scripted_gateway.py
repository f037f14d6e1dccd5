"""A gateway for the widget's tests: speaks its protocol and answers from a script, no bot behind it."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import uvicorn
from fastapi import APIRouter, FastAPI, Request, Response, WebSocket, WebSocketDisconnect
from fastapi.responses import HTMLResponse, JSONResponse

from tests.browser.script import PICTURE, SCRIPT
from web.widget import WidgetFiles

BOT = {"role": "bot", "name": "Attendant"}
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"></head>
<body><h1>A shop</h1><button id="own">The shop's own button</button>
<script type="module" src="/widget/attendant.js" data-attendant data-language="en"{token}></script>
</body></html>"""
STRICT = "default-src 'self'; img-src 'self'; style-src 'self'; script-src 'self'"


@dataclass
class Talk:
    """One conversation: its messages and who listens."""

    visitor: str
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    messages: list[dict[str, Any]] = field(default_factory=list)
    listeners: set[WebSocket] = field(default_factory=set)
    speaker: dict[str, str] = field(default_factory=lambda: dict(BOT))

    def add(self, author: str, kind: str, body: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Number a message and put it at the end; every third number is left out, as staff's notes are."""
        last = self.messages[-1]["seq"] if self.messages else 0
        seq = last + (2 if last % 3 == 2 else 1)
        message = {"client_id": None, "author_name": "", "at": datetime.now(UTC).isoformat(), **more}
        message |= {"seq": seq, "author": author, "kind": kind, "body": body}
        self.messages.append(message)
        return message


class ScriptedGateway:
    """The server, in a thread. Its switches are thrown from the test's own thread."""

    def __init__(self, pages: APIRouter | None = None) -> None:
        """With `pages` it serves these instead of a page of its own."""
        self.address = ""
        self.talks: dict[str, Talk] = {}
        self.sessions: dict[str, Talk] = {}
        self.heard: list[dict[str, Any]] = []
        self.session_requests: list[dict[str, Any]] = []
        self.accepting = True
        self.deaf = False
        self.keeps_but_drops = False
        self.refusal: dict[str, str] | None = None
        self.errors: dict[str, str] = {}
        self.app = self._app(pages)
        config = uvicorn.Config(self.app, host="127.0.0.1", port=0, log_level="error", ws="websockets-sansio")
        self._server = uvicorn.Server(config)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._server.serve())

    def start(self) -> str:
        """Serve, and give the address."""
        self._thread.start()
        while not self._server.started:
            threading.Event().wait(0.02)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    def stop(self) -> None:
        """End all lines and the server."""
        self.drop()
        self._server.should_exit = True
        self._thread.join(5)

    @property
    def talk(self) -> Talk:
        """The only conversation there is."""
        (talk,) = self.talks.values()
        return talk

    def heard_of(self, kind: str) -> list[dict[str, Any]]:
        """The frames of one type that clients have sent."""
        return [frame for frame in self.heard if frame["type"] == kind]

    def wait_to_hear(self, kind: str, count: int = 1) -> None:
        """Wait until clients have sent so many frames of a type; raises `AssertionError` after 5 s."""
        for _ in range(250):
            if len(self.heard_of(kind)) >= count:
                return
            threading.Event().wait(0.02)
        raise AssertionError(f"{count} frames of type {kind} were expected, not {self.heard_of(kind)}")

    def drop(self) -> None:
        """Cut all lines."""
        self._do(self._drop())

    def send(self, frame: dict[str, Any]) -> None:
        """Send a frame to everyone who listens."""
        self._do(self._to_all(self.talk, frame))

    def say(self, kind: str, body: dict[str, Any], author: str = "bot", **more: Any) -> dict[str, Any]:
        """Put a message into the only conversation and send it out."""
        message = self.talk.add(author, kind, body, **more)
        self.send({"type": "message", "message": message})
        return message

    def _do(self, work: Any) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(5)

    async def _drop(self) -> None:
        for talk in self.talks.values():
            for listener in list(talk.listeners):
                await listener.close(1012)

    async def _to_all(self, talk: Talk, frame: dict[str, Any]) -> None:
        for listener in list(talk.listeners):
            # A listener that has gone misses it, and asks for it when it is back.
            with contextlib.suppress(RuntimeError, WebSocketDisconnect):
                await listener.send_json(frame)

    def _app(self, pages: APIRouter | None) -> FastAPI:
        app = FastAPI()
        app.mount("/widget", WidgetFiles())
        if pages is not None:
            app.include_router(pages)
        app.get("/")(self._page)
        app.get("/p/{product}")(self._page)
        app.get("/picture.svg")(lambda: Response(PICTURE, media_type="image/svg+xml"))
        app.post("/chat/session")(self._session)
        app.websocket("/chat/socket")(self._socket)
        return app

    async def _page(self, strict: bool = False, token: str = "") -> HTMLResponse:
        given = f' data-customer-token="{token}"' if token else ""
        headers = {"Content-Security-Policy": STRICT} if strict else {}
        return HTMLResponse(PAGE.replace("{token}", given), headers=headers)

    async def _session(self, request: Request) -> JSONResponse:
        asked = await request.json()
        self.session_requests.append(asked)
        if not self.accepting:
            return JSONResponse({"error": {"code": "unavailable", "message": "down"}}, 503)
        if self.refusal and asked[self.refusal["field"]]:
            return JSONResponse({"error": {"code": self.refusal["code"], "message": "no"}}, 401)
        visitor = asked["visitor"] or str(uuid.uuid4())
        talk = self.talks.setdefault(visitor, Talk(visitor))
        session = str(uuid.uuid4())
        self.sessions[session] = talk
        answer = {"visitor": visitor, "session": session, "conversation": talk.id, "speaker": talk.speaker}
        return JSONResponse(answer)

    async def _socket(self, socket: WebSocket) -> None:
        await socket.accept()
        if not self.accepting:
            await socket.close(1013)
            return
        hello = await socket.receive_json()
        self.heard.append(hello)
        talk = self.sessions.get(hello["session"])
        if talk is None:
            await socket.send_json(
                {"type": "error", "code": "session_expired", "message": "", "client_id": None}
            )
            await socket.close()
            return
        last = talk.messages[-1]["seq"] if talk.messages else 0
        await socket.send_json({"type": "welcome", "speaker": talk.speaker, "last_seq": last})
        for message in talk.messages:
            if message["seq"] > hello["after"]:
                await socket.send_json({"type": "message", "message": message})
        talk.listeners.add(socket)
        try:
            while True:
                await self._frame(talk, socket, await socket.receive_json())
        except WebSocketDisconnect:
            pass
        finally:
            talk.listeners.discard(socket)

    async def _frame(self, talk: Talk, socket: WebSocket, frame: dict[str, Any]) -> None:
        self.heard.append(frame)
        if self.deaf or frame["type"] not in ("message", "choice"):
            return
        if code := self.errors.pop(frame.get("text", ""), None):
            refusal = {"type": "error", "code": code, "message": "", "client_id": frame["client_id"]}
            await socket.send_json(refusal)
            return
        known = [message for message in talk.messages if message["client_id"] == frame["client_id"]]
        if known:
            await socket.send_json({"type": "message", "message": known[0]})
            return
        body = {"text": frame["text"]} if frame["type"] == "message" else chosen(talk, frame)
        message = talk.add("shopper", "text", body, client_id=frame["client_id"])
        if self.keeps_but_drops:
            await socket.close(1012)
            return
        await self._to_all(talk, {"type": "message", "message": message})
        await self._answer(talk, body["text"])
        await self._to_all(talk, {"type": "turn_done", "client_id": frame["client_id"]})

    async def _answer(self, talk: Talk, text: str) -> None:
        await self._to_all(talk, {"type": "typing", "on": True})
        for kind, body in SCRIPT.get(text, [("text", {"text": f"I heard: {text}"})]):
            message = talk.add("bot", kind, body)
            await self._to_all(talk, {"type": "message", "message": message})
        await self._to_all(talk, {"type": "typing", "on": False})


def chosen(talk: Talk, frame: dict[str, Any]) -> dict[str, Any]:
    """The shopper's message for a pressed button."""
    body = next(message["body"] for message in talk.messages if message["seq"] == frame["seq"])
    cards = [button for card in body.get("cards", []) for button in card.get("buttons", [])]
    buttons = [*cards, *body.get("chips", []), *body.get("buttons", [])]
    return {"text": buttons[frame["button"]]["title"], "chosen": [frame["seq"], frame["button"]]}


def yesterday() -> str:
    """The moment a day ago, as the protocol writes it."""
    return (datetime.now(UTC) - timedelta(days=1)).isoformat()
