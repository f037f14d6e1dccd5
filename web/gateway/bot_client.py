"""Asking the bot: one signed request, and its answer as messages to publish."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from knowledge.conversations.service import Handoff, Outgoing
from web.gateway.tokens import Tokens

# Longer than an action's own deadline, so that an action's truth about a failure still arrives.
DEADLINE_SECONDS = 12.0


class BotUnavailable(Exception):
    """The bot did not answer, or answered nothing: whoever asked must hear so."""


@dataclass(frozen=True)
class Question:
    """A shopper's message for the bot."""

    conversation_id: str
    message_id: int
    text: str
    payload: str | None
    customer_id: int | None
    language: str
    mood: float


@dataclass(frozen=True)
class Answer:
    """What the bot says, whether a person should go on, and the language the shopper asked for."""

    messages: Sequence[Outgoing]
    handoff: Handoff | None = None
    language: str | None = None


class BotClient:
    """Talks to the `website` channel of one Rasa server."""

    def __init__(self, base_url: str, tokens: Tokens, client: httpx.AsyncClient | None = None) -> None:
        self._url = f"{base_url.rstrip('/')}/webhooks/website"
        self._tokens = tokens
        self._client = client or httpx.AsyncClient(timeout=DEADLINE_SECONDS)

    async def ask(self, question: Question) -> Answer:
        """The bot's answer; raises `BotUnavailable` with the reason."""
        is_command = question.payload is not None and question.payload.startswith("/")
        text = question.payload if question.payload is not None else question.text
        body = json.dumps({"text": text}, ensure_ascii=False).encode()
        response = await self._post(
            "messages",
            question.conversation_id,
            str(question.message_id),
            body,
            button=is_command,
            customer=question.customer_id,
            language=question.language,
            mood=question.mood,
        )
        answer = read_answer(response.json().get("messages", []))
        if not answer.messages and answer.handoff is None:
            raise BotUnavailable("an empty answer")
        return answer

    async def forget(self, conversation_id: str) -> None:
        """Have the bot forget a conversation; raises `BotUnavailable` with the reason."""
        await self._post("forget", conversation_id, "forget", b"{}")

    async def _post(
        self, path: str, conversation_id: str, message_id: str, body: bytes, **claims: Any
    ) -> httpx.Response:
        """A request with the gateway's token; raises `BotUnavailable` for any answer but a good one."""
        token = self._tokens.for_bot(conversation_id, message_id, body, **claims)
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        try:
            response = await self._client.post(f"{self._url}/{path}", content=body, headers=headers)
        except httpx.HTTPError as error:
            raise BotUnavailable(f"{type(error).__name__}: {error}") from error
        if response.status_code != httpx.codes.OK:
            raise BotUnavailable(f"HTTP {response.status_code}: {response.text[:200]}")
        return response

    async def close(self) -> None:
        """Close connections."""
        await self._client.aclose()


def read_answer(messages: Sequence[dict[str, Any]]) -> Answer:
    """Rasa's messages as ours. A `custom` message of kind `handoff` or `language` is a wish, nothing to show."""
    outgoing: list[Outgoing] = []
    handoff: Handoff | None = None
    language: str | None = None
    for message in messages:
        custom = message.get("custom")
        if isinstance(custom, dict) and custom.get("kind") == "handoff":
            body = custom.get("body") or {}
            handoff = Handoff(
                str(body.get("reason", "asked")), str(body.get("wish", "")), dict(body.get("known") or {})
            )
        elif isinstance(custom, dict) and custom.get("kind") == "language":
            language = str((custom.get("body") or {}).get("language") or "") or None
        elif isinstance(custom, dict) and "kind" in custom:
            outgoing.append(Outgoing(str(custom["kind"]), dict(custom.get("body") or {})))
        elif message.get("text"):
            body = {"text": str(message["text"])}
            if message.get("buttons"):
                body["buttons"] = list(message["buttons"])
            outgoing.append(Outgoing("text", body))
    return Answer(outgoing, handoff, language)
