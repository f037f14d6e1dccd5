"""Messages as the widget receives them."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from knowledge.conversations.models import BOT, CLOSED, QUEUE, Conversation, Message
from knowledge.staff.models import StaffAccount


def message_frame(message: Message) -> dict[str, Any]:
    """A transcript message. Buttons keep their titles only: what they stand for stays with us."""
    return {
        "type": "message",
        "message": {
            "seq": message.seq,
            "client_id": message.client_id,
            "author": str(message.author),
            "author_name": message.author_name,
            "kind": message.kind,
            "body": _without_payloads(message.body),
            "at": message.at.isoformat(),
        },
    }


def _without_payloads(body: Any) -> Any:
    if isinstance(body, dict):
        return {name: _without_payloads(value) for name, value in body.items() if name != "payload"}
    if isinstance(body, list):
        return [_without_payloads(value) for value in body]
    return body


def speaker(session: Session, conversation: Conversation) -> dict[str, str]:
    """Who is speaking with the shopper."""
    owner = conversation.owner
    if owner in (BOT, CLOSED):
        return {"role": "bot", "name": "Attendant"}
    if owner == QUEUE:
        return {"role": "queue", "name": ""}
    account = session.get(StaffAccount, int(owner.split(":")[1]))
    return {"role": "agent", "name": account.name if account is not None else ""}
