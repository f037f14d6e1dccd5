"""A customer's copy of their data, by a link that the assistant gave them."""

from __future__ import annotations

import json

import structlog
from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from knowledge.conversations.service import Conversations
from knowledge.database import SessionFactory, utc_now
from knowledge.errors import NotFound
from knowledge.privacy.export import Exports
from web.gateway.tokens import BadToken, Tokens

log = structlog.get_logger(__name__)


def my_data_router(sessions: SessionFactory, conversations: Conversations, tokens: Tokens) -> APIRouter:
    """The route of copies. A link is good for minutes, and only while its conversation is still the customer's."""
    router = APIRouter()
    exports = Exports(sessions)

    @router.get("/chat/my-data")
    def my_data(token: str = "") -> Response:
        try:
            customer_id, conversation_id = tokens.download(token)
            if conversations.get(conversation_id).customer_at(utc_now()) != customer_id:
                raise NotFound("conversation", conversation_id)
            told = exports.export(customer_id, by=f"customer:{customer_id}")
        except (BadToken, NotFound) as error:
            log.info("my_data.refused", reason=str(error))
            message = "this link is not valid any more; ask for a new one in the chat"
            return JSONResponse({"error": {"code": "bad_link", "message": message}}, status_code=403)
        return Response(
            json.dumps(told, ensure_ascii=False, indent=2),
            media_type="application/json",
            headers={
                "Content-Disposition": 'attachment; filename="my-data.json"',
                "Cache-Control": "no-store",
                "Referrer-Policy": "no-referrer",
            },
        )

    return router
