"""The private channel through which the web gateway hands over shoppers' messages."""

from __future__ import annotations

import json
import logging
import os
import re
from typing import Any, Awaitable, Callable, Dict, List, NamedTuple, Optional

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.exceptions import RasaException
from sanic import Blueprint, Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.action_answers import check_schema_once
from bot.channels.answer_memory import AnswerMemory
from bot.channels.forgetting import CannotForgetError, forget
from bot.channels.gateway_token import GatewayClaims, TokenRefusedError, check_key, read_claims

logger = logging.getLogger(__name__)

NAME = "website"
MAXIMUM_BODY = 16_000
"""Bytes of a request's body."""
REMEMBERED_ANSWERS = 2_000
NOTHING_LEFT = "?"
"""Stands for a message of which nothing is left; the bot asks what was meant."""

_VARIABLE = re.compile(r"^\$\{(?P<name>\w+)\}$")
_RESPONSE_PARTS = ("text", "image", "attachment", "elements", "custom")
# Besides blanks, characters that show nothing: a later strip() must not bring a slash to the front.
_SLASHES_AND_BLANKS = re.compile(r"^[\s/\u200b-\u200f\u2060\ufeff\x00-\x1f]+")


class BodyRefusedError(Exception):
    """The request's body is not what was agreed; the text says why."""


class Answer(NamedTuple):
    """What is sent back for a message: an HTTP status and a JSON body."""

    status: int
    body: Dict[str, Any]


class WebsiteOutput(CollectingOutputChannel):
    """Collects what the bot says, one message for each of its responses."""

    @classmethod
    def name(cls) -> str:
        """The name by which the domain may give this channel responses of its own."""
        return NAME

    async def send_response(self, recipient_id: str, message: Dict[str, Any]) -> None:  # noqa: ARG002
        """Keeps a response in one piece; Rasa's own collector would tear text from image and cards."""
        parts = {part: message[part] for part in _RESPONSE_PARTS if message.get(part)}
        buttons = [*(message.get("buttons") or []), *(message.get("quick_replies") or [])]
        if buttons:
            parts["buttons"] = buttons
        if parts:
            await self._persist_message(parts)


class WebsiteInput(InputChannel):
    """Takes signed messages from the web gateway and answers with what the bot says to them."""

    @classmethod
    def name(cls) -> str:
        """The channel's name, also its folder in the URL: `/webhooks/website/`."""
        return NAME

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[str, Any]]) -> WebsiteInput:
        """Creates the channel from `credentials.yml`.

        Args:
            credentials: `key`, the secret shared with the gateway, at least 32 characters, or
                "${NAME}" for the environment variable that holds it.

        Raises:
            RasaException: If the key is missing or too short.
        """
        check_schema_once()
        try:
            return cls(check_key(_from_environment((credentials or {}).get("key"))))
        except ValueError as error:
            raise RasaException(f"The website channel cannot start: {error}.") from error

    def __init__(self, key: str) -> None:
        """Creates the channel; `key` is the secret shared with the gateway."""
        self._key = key
        self._memory: AnswerMemory[Answer] = AnswerMemory(REMEMBERED_ANSWERS)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Gives the routes: `GET /` tells health, `POST /messages` takes a message, `POST /forget` erases."""
        routes = Blueprint("website_channel")

        @routes.get("/")
        async def health(_: Request) -> HTTPResponse:
            return json_response({"status": "ok"})

        # Streamed, so that an oversized body is refused before it fills the memory
        @routes.post("/messages", stream=True)
        async def receive(request: Request) -> HTTPResponse:
            body = await _read_body(request)
            if body is None:
                return json_response({"error": f"the body may have {MAXIMUM_BODY} bytes"}, status=413)
            try:
                claims = read_claims(request.headers.get("authorization"), body, self._key)
                text = safe_text(read_text(body), claims.button)
            except TokenRefusedError as error:
                logger.warning("A message was refused: %s", error)
                return json_response(
                    {"error": str(error)}, status=401, headers={"WWW-Authenticate": "Bearer"}
                )
            except BodyRefusedError as error:
                return json_response({"error": str(error)}, status=400)
            if not _model_is_loaded(request):
                return json_response(_failure("the bot has no model loaded", claims).body, status=503)
            answer = await self._answer(claims, text, on_new_message)
            return json_response(answer.body, status=answer.status)

        @routes.post("/forget")
        async def forget_conversation(request: Request) -> HTTPResponse:
            try:
                claims = read_claims(request.headers.get("authorization"), request.body, self._key)
            except TokenRefusedError as error:
                return json_response({"error": str(error)}, status=401)
            answer = self._forget(claims.conversation, getattr(request.app.ctx, "agent", None))
            return json_response(answer.body, status=answer.status)

        return routes

    def _forget(self, conversation: str, agent: Any) -> Answer:
        """Forgets a conversation here and in Rasa; without a model Rasa has nothing in memory."""
        self._memory.forget(lambda key: isinstance(key, tuple) and key[0] == conversation)
        try:
            if agent is not None:
                forget(agent.tracker_store, conversation)
        except CannotForgetError as error:
            logger.error("A conversation was not erased: %s", error)
            return Answer(501, {"error": str(error)})
        return Answer(200, {"forgotten": conversation})

    async def _answer(
        self, claims: GatewayClaims, text: str, on_new_message: Callable[[UserMessage], Awaitable[Any]]
    ) -> Answer:
        async def handle() -> Answer:
            output = WebsiteOutput()
            await on_new_message(_user_message(claims, text, output))
            if not output.messages:
                # Rasa logs a crashed action and goes on: silence is how its failure shows
                logger.error("The bot said nothing to message %s", claims.message_id)
                return _failure("the bot said nothing", claims)
            return Answer(200, {"message_id": claims.message_id, "messages": output.messages})

        try:
            return await self._memory.answer((claims.conversation, claims.message_id), handle)
        except Exception:
            logger.exception("Message %s could not be handled", claims.message_id)
            return _failure("the message could not be handled", claims)


def read_text(body: bytes) -> str:
    """Reads the text of a message.

    Args:
        body: UTF-8 JSON, `{"text": "..."}`.

    Raises:
        BodyRefusedError: If the body is anything else.
    """
    try:
        content = json.loads(body.decode("utf-8"))
    except ValueError as error:
        raise BodyRefusedError("the body must be JSON in UTF-8") from error
    text = content.get("text") if isinstance(content, dict) else None
    if not isinstance(text, str):
        raise BodyRefusedError("the body must be an object with a 'text'")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise BodyRefusedError("the text holds half a character") from error
    return text


def safe_text(text: str, is_button: bool) -> str:
    """Makes sure that only a button's payload can be a command.

    Rasa takes "/intent{...}" for an order to itself, whoever wrote it.

    Args:
        text: What the shopper sent.
        is_button: True when the text is the payload of a button we issued.

    Returns:
        The text without the blanks around it and, unless a button sent it, without leading slashes;
        `NOTHING_LEFT` when that leaves nothing.
    """
    text = text.replace("\x00", " ").strip()
    if not is_button:
        text = _SLASHES_AND_BLANKS.sub("", text)
    return text or NOTHING_LEFT


def _from_environment(key: Any) -> Any:
    """Gives the value of "${NAME}"; Rasa itself leaves variables in quotes as they are."""
    variable = _VARIABLE.match(key) if isinstance(key, str) else None
    return os.environ.get(variable.group("name")) if variable else key


async def _read_body(request: Request) -> Optional[bytes]:
    """Reads the body, or None as soon as it is too large."""
    declared = request.headers.get("content-length", "0")
    if not declared.isdigit() or int(declared) > MAXIMUM_BODY:
        return None
    body = b""
    while True:
        chunk = await request.stream.read()
        if chunk is None:
            return body
        body += chunk
        if len(body) > MAXIMUM_BODY:
            return None


def _model_is_loaded(request: Request) -> bool:
    """False while Rasa has no model: it would then drop the message without a word."""
    if not hasattr(request.app.ctx, "agent"):
        return True
    agent = request.app.ctx.agent
    return agent is not None and agent.is_ready()


def _user_message(claims: GatewayClaims, text: str, output: WebsiteOutput) -> UserMessage:
    metadata = {
        "token": claims.token,
        "conversation": claims.conversation,
        "message_id": claims.message_id,
        "customer": claims.customer,
        "language": claims.language,
        "mood": claims.mood,
    }
    return UserMessage(
        text,
        output,
        sender_id=claims.conversation,
        input_channel=NAME,
        message_id=claims.message_id,
        metadata=metadata,
    )


def _failure(error: str, claims: GatewayClaims) -> Answer:
    return Answer(500, {"error": error, "correlation_id": claims.message_id})


__all__: List[str] = ["WebsiteInput", "WebsiteOutput"]
