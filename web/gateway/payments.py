"""Where a payment provider says how payments and refunds ended."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from knowledge.aftersales.providers import NotFromProvider

log = structlog.get_logger(__name__)
MOST_BYTES = 256 * 1024


def payments_router(hear: Callable[[bytes, str], bool]) -> APIRouter:
    """The route of Stripe's webhook; `hear` takes body and signature, and raises `NotFromProvider` for foreign ones."""
    router = APIRouter()

    @router.post("/payments/stripe")
    async def stripe(request: Request) -> Response:
        if int(request.headers.get("content-length") or MOST_BYTES + 1) > MOST_BYTES:
            return JSONResponse({"error": {"code": "too_large"}}, status_code=413)
        body = await request.body()
        try:
            changed = await run_in_threadpool(hear, body, request.headers.get("stripe-signature", ""))
        except NotFromProvider as error:
            log.warning("payments.refused", reason=str(error))
            return JSONResponse({"error": {"code": "bad_signature"}}, status_code=400)
        except Exception:
            log.exception("payments.not_taken_in")  # Stripe sends it again
            return JSONResponse({"error": {"code": "not_taken_in"}}, status_code=500)
        return JSONResponse({"changed": changed})

    return router
