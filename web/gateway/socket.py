"""The shopper's WebSocket: resumes by sequence number, takes messages, tells what happens."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import structlog
from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from knowledge.conversations.errors import EmptyMessage, MessageTooLong, UnknownChoice
from knowledge.conversations.service import Conversations
from knowledge.database import SessionFactory
from knowledge.errors import NotFound
from web.gateway.dispatcher import Dispatcher
from web.gateway.limits import RateLimit
from web.gateway.presence import Presence
from web.gateway.session import LANGUAGES
from web.gateway.tokens import BadToken, Tokens
from web.gateway.wire import message_frame, speaker
from web.hub import Hub, Subscription

log = structlog.get_logger(__name__)

HELLO_SECONDS = 10
POLICY_VIOLATION = 1008
CLIENT_ID_CHARACTERS = 64


class BadFrame(Exception):
    """A frame that is not of the protocol; the text says what is wrong."""


@dataclass(frozen=True)
class GatewayParts:
    """What sockets work with."""

    sessions: SessionFactory
    conversations: Conversations
    tokens: Tokens
    dispatcher: Dispatcher
    hub: Hub
    presence: Presence
    limit: RateLimit
    origins: frozenset[str]


def socket_router(parts: GatewayParts) -> APIRouter:
    """The route of the sockets."""
    router = APIRouter()

    @router.websocket("/chat/socket")
    async def chat(websocket: WebSocket) -> None:
        origin = websocket.headers.get("origin")
        if origin is not None and origin.rstrip("/") not in parts.origins:
            log.warning("socket.foreign_origin", origin=origin)
            await websocket.close(POLICY_VIOLATION)
            return
        await websocket.accept()
        connection = _Connection(websocket, parts)
        try:
            await connection.serve()
        except WebSocketDisconnect:
            pass
        except NotFound as error:
            await connection.expire(str(error))
        except RuntimeError as error:
            # Starlette's word for sending on a socket that the other side has just closed.
            log.debug("socket.closed", reason=str(error))

    return router


class _Connection:
    """One socket of one conversation."""

    def __init__(self, websocket: WebSocket, parts: GatewayParts) -> None:
        self._socket = websocket
        self._parts = parts
        self._conversation_id = ""
        self._sent = 0
        self._speaker: dict[str, str] = {}

    async def serve(self) -> None:
        """Greet, tell what was missed, then take and tell until the socket closes."""
        if not await self._hello():
            return
        async with self._parts.hub.subscribe(self._conversation_id) as events:
            with self._parts.presence.watching(self._conversation_id):
                await self._tell_news()
                telling = asyncio.create_task(self._tell(events))
                try:
                    await self._take()
                finally:
                    telling.cancel()

    async def expire(self, reason: str) -> None:
        """The conversation was erased: the widget begins a new one."""
        await self._error("session_expired", reason)
        await self._socket.close(POLICY_VIOLATION)

    async def _hello(self) -> bool:
        try:
            async with asyncio.timeout(HELLO_SECONDS):
                hello = await self._socket.receive_json()
            claims = self._parts.tokens.socket(str(hello.get("session", "")))
            after = int(hello.get("after") or 0)
            conversation = await asyncio.to_thread(self._parts.conversations.get, claims.conversation_id)
        except (BadToken, TimeoutError, NotFound) as error:
            await self._error("session_expired", str(error) or "no hello in time")
            await self._socket.close(POLICY_VIOLATION)
            return False
        except (ValueError, KeyError, TypeError, AttributeError):
            await self._error("bad_frame", "the first frame must be a hello with a session")
            await self._socket.close(POLICY_VIOLATION)
            return False
        self._conversation_id = conversation.id
        self._sent = max(0, min(after, conversation.last_seq))
        self._speaker = await asyncio.to_thread(self._who)
        await self._socket.send_json(
            {"type": "welcome", "speaker": self._speaker, "last_seq": conversation.last_seq}
        )
        return True

    def _who(self) -> dict[str, str]:
        conversation = self._parts.conversations.get(self._conversation_id)
        with self._parts.sessions() as session:
            return speaker(session, conversation)

    async def _tell(self, events: Subscription) -> None:
        async for event in events:
            if event["type"] in ("changed", "resync"):
                await self._tell_news()
            elif event["type"] in ("typing", "turn_done") and event.get("who") != "shopper":
                frame = {name: value for name, value in event.items() if name != "conversation"}
                await self._socket.send_json(frame)

    async def _tell_news(self) -> None:
        # First who speaks, then what was said: what changes in between comes with the next news, in its order.
        who = await asyncio.to_thread(self._who)
        messages = await asyncio.to_thread(
            self._parts.conversations.transcript, self._conversation_id, after=self._sent
        )
        for message in messages:
            await self._socket.send_json(message_frame(message))
            self._sent = message.seq
        if who != self._speaker:
            self._speaker = who
            await self._socket.send_json({"type": "speaker", "speaker": who})

    async def _take(self) -> None:
        while True:
            client_id = None
            try:
                frame = await self._socket.receive_json()
                if not isinstance(frame, dict):
                    raise BadFrame("a frame is a JSON object")
                client_id = frame.get("client_id")
                await self._handle(frame)
            except (ValueError, BadFrame) as error:
                await self._error("bad_frame", str(error), client_id)
            except EmptyMessage as error:
                await self._error("empty", str(error), client_id)
            except MessageTooLong as error:
                await self._error("too_long", str(error), client_id)
            except UnknownChoice as error:
                await self._error("unknown_choice", str(error), client_id)

    async def _handle(self, frame: dict[str, Any]) -> None:
        kind = frame.get("type")
        if kind == "typing":
            self._parts.hub.publish(self._conversation_id, {"type": "typing", "who": "shopper"})
        elif kind == "language":
            language = str(frame.get("language"))
            if language in LANGUAGES:
                await asyncio.to_thread(self._parts.conversations.speak, self._conversation_id, language)
        elif kind in ("message", "choice"):
            await self._receive(kind, frame)
        elif kind != "seen":
            raise BadFrame(f"no frame of type {kind!r}")

    async def _receive(self, kind: str, frame: dict[str, Any]) -> None:
        client_id = frame.get("client_id")
        if not isinstance(client_id, str) or not 0 < len(client_id) <= CLIENT_ID_CHARACTERS:
            raise BadFrame("a message needs a client_id of 1 to 64 characters")
        if not self._parts.limit.allow(self._conversation_id):
            await self._error("too_fast", "too many messages at once; wait a moment", client_id)
            return
        conversations = self._parts.conversations
        if kind == "message":
            received = await asyncio.to_thread(
                conversations.receive, self._conversation_id, client_id, str(frame.get("text") or "")
            )
        else:
            seq, button = frame.get("seq"), frame.get("button")
            if not isinstance(seq, int) or not isinstance(button, int):
                raise BadFrame("a choice names a message's seq and a button's number")
            received = await asyncio.to_thread(
                conversations.choose, self._conversation_id, client_id, seq, button
            )
        if received.repeated:
            await self._socket.send_json(message_frame(received.message))
        self._parts.hub.publish(self._conversation_id, {"type": "changed"})
        if received.bot_answers:
            self._parts.dispatcher.wake(self._conversation_id)

    async def _error(self, code: str, message: str, client_id: str | None = None) -> None:
        await self._socket.send_json(
            {"type": "error", "code": code, "message": message, "client_id": client_id}
        )
