"""The page behind a link in a mail that makes a customer's new e-mail address count.

Opening it changes nothing, since mail programs open links to look at them; the button on it does.
"""

from __future__ import annotations

from html import escape
from zoneinfo import ZoneInfo

import structlog
from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse

from knowledge.accounts.errors import LinkExpired
from knowledge.accounts.service import Accounts
from knowledge.errors import NotFound
from knowledge.mail.letter import mail_words
from knowledge.wording import Wording
from web.gateway.tokens import BadToken, Tokens

log = structlog.get_logger(__name__)

PATH = "/account/email"
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"
    ),
}
_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1.25rem;color:#1d2521;"
    "background:#fff}button{font:inherit;padding:.6rem 1.1rem;border:0;border-radius:.5rem;background:#1f5f4a;"
    "color:#fff;cursor:pointer}@media(prefers-color-scheme:dark){body{background:#161b18;color:#e6ece8}}"
)


def account_links_router(accounts: Accounts, tokens: Tokens, zone: ZoneInfo) -> APIRouter:
    """The routes of the page."""
    router = APIRouter()

    @router.get(PATH)
    def ask(token: str = "") -> HTMLResponse:
        try:
            _, language = tokens.request(token)
        except BadToken as error:
            return _expired("en", zone, str(error))
        words = mail_words(language, zone)
        form = (
            f'<form method="post"><input type="hidden" name="token" value="{escape(token)}">'
            f"<button>{escape(words.say('page-email-yes'))}</button></form>"
        )
        return _page(words, "page-email-ask", form)

    @router.post(PATH)
    def confirm(token: str = Form("")) -> HTMLResponse:
        try:
            number, language = tokens.request(token)
        except BadToken as error:
            return _expired("en", zone, str(error))
        try:
            accounts.confirm_email(number)
        except (LinkExpired, NotFound) as error:
            return _expired(language, zone, str(error))
        return _page(mail_words(language, zone), "page-email-done")

    return router


def _expired(language: str, zone: ZoneInfo, reason: str) -> HTMLResponse:
    log.info("account_link.refused", reason=reason)
    return _page(mail_words(language, zone), "page-email-expired", status=410)


def _page(words: Wording, message: str, more: str = "", *, status: int = 200) -> HTMLResponse:
    title = escape(words.say("page-email-title"))
    return HTMLResponse(
        f'<!doctype html><html lang="{words.language}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{_STYLE}</style><main><h1>{title}</h1><p>{escape(words.say(message))}</p>{more}</main></html>",
        status_code=status,
        headers=_HEADERS,
    )
