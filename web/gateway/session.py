"""Beginning a session: who is it, and which conversation goes on."""

from __future__ import annotations

import structlog
from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from knowledge.conversations.service import Conversations
from knowledge.customers.identities import resolve
from knowledge.database import SessionFactory
from web.gateway.tokens import BadToken, SocketClaims, Tokens
from web.gateway.wire import speaker

log = structlog.get_logger(__name__)

LANGUAGES = ("en", "zh")


class SessionRequest(BaseModel):
    """What a widget knows when its page is opened."""

    visitor: str | None = Field(default=None, max_length=2_000)
    customer: str | None = Field(default=None, max_length=2_000)
    language: str = Field(default="en", max_length=10)


def session_router(sessions: SessionFactory, conversations: Conversations, tokens: Tokens) -> APIRouter:
    """The route that begins sessions."""
    router = APIRouter()

    @router.post("/chat/session")
    def begin(request: SessionRequest) -> JSONResponse:
        customer_id: int | None = None
        if request.customer:
            try:
                customer_id = _customer_id(sessions, tokens.customer(request.customer))
            except BadToken as error:
                log.warning("session.bad_customer_token", reason=str(error))
                return _error(401, "bad_customer", "the customer token is not valid; sign in again")
            if customer_id is None:
                return _error(404, "unknown_customer", "the customer token names nobody this shop knows")
        try:
            visitor_id = tokens.visitor(request.visitor) if request.visitor else ""
        except BadToken:
            visitor_id = ""  # an old or foreign token: a new visitor, nothing of another's is shown
        if not visitor_id:
            visitor_id, _ = tokens.new_visitor()
        language = request.language if request.language in LANGUAGES else LANGUAGES[0]
        conversation = conversations.resume_or_open(visitor_id, customer_id, language)
        with sessions() as session:
            who = speaker(session, conversation)
        return JSONResponse(
            {
                "visitor": tokens.for_visitor(visitor_id),
                "session": tokens.for_socket(SocketClaims(conversation.id, visitor_id)),
                "conversation": conversation.id,
                "speaker": who,
            }
        )

    return router


def _customer_id(sessions: SessionFactory, shop_id: str) -> int | None:
    with sessions() as session:
        return resolve(session, shop_id=shop_id)


def _error(status: int, code: str, message: str) -> JSONResponse:
    return JSONResponse({"error": {"code": code, "message": message}}, status_code=status)
