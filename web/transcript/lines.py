"""One message of a transcript as HTML."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from knowledge.conversations.models import Audience, Author, Message
from knowledge.masking import Mask, mask_tokens, masked
from web.fragments import fragment

EVENTS = {
    "queued": "The bot handed over to people",
    "taken": "{name} took over",
    "given_back": "Given back to the bot",
    "closed": "Closed",
}


def message_html(
    message: Message, *, zone: ZoneInfo, shopper: str, after: Message | None = None, mask: Mask | None = None
) -> str:
    """The message as HTML, with `shopper` as the shopper's name.

    A message right `after` another one of the same speaker does not name the speaker again. Links that are for
    the shopper only lose their token; with `mask` every text goes through that, too.
    """
    body = masked(message.body, mask_tokens)
    body = body if mask is None else masked(body, mask)
    if message.kind == "event":
        return fragment("transcript/event.html", words=_event_words(body), at=message.at, zone=zone)
    late = message.kind == "draft"
    return fragment(
        "transcript/message.html",
        side="theirs" if message.author == Author.SHOPPER else "ours",
        author=str(message.author),
        speaker=_speaker(message, shopper),
        named=after is None or _voice(after) != _voice(message),
        staff_only=message.audience == Audience.STAFF,
        late=late,
        kind=body.get("kind", "text") if late else message.kind,
        body=body,
        buttons=_titles(body.get("chips", [])) + _titles(body.get("buttons", [])),
        at=message.at,
        zone=zone,
    )


def _voice(message: Message) -> tuple[str, ...]:
    return (
        message.author,
        message.author_name,
        message.kind if message.kind in ("note", "draft", "event") else "",
    )


def _speaker(message: Message, shopper: str) -> str:
    if message.author == Author.SHOPPER:
        return shopper
    if message.author == Author.AGENT:
        return message.author_name or "Agent"
    return "Bot" if message.author == Author.BOT else "System"


def _event_words(body: dict[str, Any]) -> str:
    event = str(body.get("event", ""))
    if event not in EVENTS:
        return event.replace("_", " ")
    return EVENTS[event].format(name=body.get("name") or "A colleague")


def _titles(buttons: list[dict[str, Any]]) -> list[str]:
    return [str(button.get("title", "")) for button in buttons]
