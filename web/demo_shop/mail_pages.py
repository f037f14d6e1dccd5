"""The demo's mails: they are not sent, but caught, and can be read here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, HTTPException, Request, Response

from knowledge.errors import NotFound
from knowledge.mail.letter import Letter
from knowledge.mail.models import Mail
from knowledge.mail.service import Mails
from web.demo_shop.shop import Shop

# A mail has its styles in it, as mail programs want it, and nothing else.
MAIL_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-store",
}


@dataclass(frozen=True)
class MailView:
    """A caught mail as the pages show it."""

    id: int
    address: str
    at: datetime
    letter: Letter


def mail_pages(shop: Shop, router: APIRouter) -> None:
    """Add the list of mails and the mails, where mails are caught."""
    if shop.mails is None or not shop.mails.caught:
        return
    mails = shop.mails

    @router.get("/mails")
    def caught(request: Request) -> Response:
        with shop.sessions() as session:
            return shop.page(
                request, session, "mails.html", title="Mails", mails=[_view(mail) for mail in mails.kept()]
            )

    @router.get("/mails/{mail_id}")
    def mail(request: Request, mail_id: int) -> Response:
        found = _one(mails, mail_id)
        with shop.sessions() as session:
            return shop.page(request, session, "mail.html", title=found.letter.subject, mail=found)

    @router.get("/mails/{mail_id}/html")
    def html(mail_id: int) -> Response:
        page = _one(mails, mail_id).letter.as_html()
        return Response(page, media_type="text/html", headers=MAIL_HEADERS)


def _one(mails: Mails, mail_id: int) -> MailView:
    try:
        return _view(mails.kept_one(mail_id))
    except NotFound as error:
        raise HTTPException(status_code=404) from error


def _view(mail: Mail) -> MailView:
    return MailView(mail.id, mail.address, mail.sent_at or mail.created_at, Letter.from_dict(mail.content))
