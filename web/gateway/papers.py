"""Labels and invoices as PDF, by a link that the assistant or a page of the shop gave out."""

from __future__ import annotations

import structlog
from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from knowledge.conversations.service import Conversations
from knowledge.database import utc_now
from knowledge.errors import DomainError, NotFound
from knowledge.papers.service import Paper, Papers
from web.gateway.tokens import BadToken, PaperClaims, Tokens

log = structlog.get_logger(__name__)


def papers_router(papers: Papers, conversations: Conversations, tokens: Tokens) -> APIRouter:
    """The route of papers. A link of the chat is good only while its conversation is still the customer's."""
    router = APIRouter()

    @router.get("/chat/paper")
    def paper(token: str = "") -> Response:
        try:
            claims = tokens.paper(token)
            if claims.conversation_id:
                _check_conversation(conversations, claims)
            made = _make(papers, claims)
        except (BadToken, NotFound) as error:
            log.info("paper.refused", reason=str(error))
            message = "this link is not valid any more; ask for a new one in the chat"
            return JSONResponse({"error": {"code": "bad_link", "message": message}}, status_code=403)
        except DomainError as error:
            return JSONResponse({"error": {"code": "no_such_paper", "message": str(error)}}, status_code=409)
        return Response(
            made.content,
            media_type="application/pdf",
            headers={
                "Content-Disposition": f'inline; filename="{made.name}"',
                "Cache-Control": "no-store",
                "Referrer-Policy": "no-referrer",
            },
        )

    return router


def _check_conversation(conversations: Conversations, claims: PaperClaims) -> None:
    if conversations.get(claims.conversation_id).customer_at(utc_now()) != claims.customer_id:
        raise NotFound("conversation", claims.conversation_id)


def _make(papers: Papers, claims: PaperClaims) -> Paper:
    if claims.kind == "label":
        return papers.label(claims.customer_id, claims.number, claims.language)
    if claims.kind == "invoice":
        return papers.invoice(claims.customer_id, claims.number, claims.language)
    raise NotFound("paper", claims.kind)
