"""Signed tokens (JWT, HS256): of the shop's site, of visitors and their sockets, and for the bot."""

from __future__ import annotations

import hashlib
import time
import uuid
from dataclasses import dataclass
from typing import Any

import jwt

ALGORITHM = "HS256"
SITE_ISSUER, SITE_AUDIENCE = "shop-site", "attendant"
GATEWAY_ISSUER, BOT_AUDIENCE = "attendant-gateway", "attendant-bot"
DOWNLOAD_AUDIENCE, PAPER_AUDIENCE = "attendant-download", "attendant-paper"
REQUEST_AUDIENCE = "attendant-request"
VISITOR_AUDIENCE, SOCKET_AUDIENCE = "attendant-visitor", "attendant-socket"
CUSTOMER_TOKEN_SECONDS = 12 * 3600
VISITOR_TOKEN_SECONDS = 180 * 24 * 3600
SOCKET_TOKEN_SECONDS = 3600
BOT_TOKEN_SECONDS = 60
PAPER_TOKEN_SECONDS = 15 * 60
REQUEST_TOKEN_SECONDS = 24 * 3600


class BadToken(Exception):
    """A token that was not signed by whom it should, or is out of date."""


@dataclass(frozen=True)
class SocketClaims:
    """What a socket may do: one conversation of one visitor, as one customer."""

    conversation_id: str
    visitor_id: str


@dataclass(frozen=True)
class PaperClaims:
    """One paper of one customer: what it is, such as `label:R-10342-1` or `invoice:10342`."""

    customer_id: int
    kind: str
    number: str
    language: str
    conversation_id: str = ""
    """The conversation it was given out in; empty when a page of the shop gave it out."""


class Tokens:
    """Signs and verifies with the keys of this installation."""

    def __init__(self, *, site_key: str, visitor_key: str, gateway_key: str) -> None:
        self._site_key = site_key
        self._visitor_key = visitor_key
        self._gateway_key = gateway_key

    def for_customer(self, shop_id: str) -> str:
        """What the shop's site signs to say who its signed-in customer is."""
        return self._sign(
            self._site_key,
            CUSTOMER_TOKEN_SECONDS,
            iss=SITE_ISSUER,
            aud=SITE_AUDIENCE,
            sub=shop_id,
        )

    def customer(self, token: str) -> str:
        """The shop's id of the customer a site's token names; raises `BadToken`."""
        return str(self._read(token, self._site_key, SITE_AUDIENCE, issuer=SITE_ISSUER)["sub"])

    def new_visitor(self) -> tuple[str, str]:
        """A new visitor's id and token."""
        visitor_id = str(uuid.uuid4())
        return visitor_id, self.for_visitor(visitor_id)

    def for_visitor(self, visitor_id: str) -> str:
        """What a widget keeps to be known again."""
        return self._sign(self._visitor_key, VISITOR_TOKEN_SECONDS, aud=VISITOR_AUDIENCE, sub=visitor_id)

    def visitor(self, token: str) -> str:
        """The visitor's id; raises `BadToken`."""
        return str(self._read(token, self._visitor_key, VISITOR_AUDIENCE)["sub"])

    def for_socket(self, claims: SocketClaims) -> str:
        """What opens a socket on one conversation."""
        return self._sign(
            self._visitor_key,
            SOCKET_TOKEN_SECONDS,
            aud=SOCKET_AUDIENCE,
            sub=claims.conversation_id,
            vis=claims.visitor_id,
        )

    def socket(self, token: str) -> SocketClaims:
        """What a socket may do; raises `BadToken`."""
        claims = self._read(token, self._visitor_key, SOCKET_AUDIENCE)
        return SocketClaims(str(claims["sub"]), str(claims.get("vis", "")))

    def for_bot(self, conversation_id: str, message_id: str, body: bytes, **claims: Any) -> str:
        """What Rasa accepts: who is asking, bound to the very body of the request."""
        return self._sign(
            self._gateway_key,
            BOT_TOKEN_SECONDS,
            iss=GATEWAY_ISSUER,
            aud=BOT_AUDIENCE,
            sub=conversation_id,
            mid=message_id,
            digest=hashlib.sha256(body).hexdigest(),
            **claims,
        )

    def download(self, token: str) -> tuple[int, str]:
        """The customer whose data an action's token lets be taken along, and the conversation; raises `BadToken`."""
        claims = self._read(token, self._gateway_key, DOWNLOAD_AUDIENCE, issuer=GATEWAY_ISSUER)
        return int(claims["sub"]), str(claims.get("conversation", ""))

    def for_paper(self, customer_id: int, paper: str, language: str) -> str:
        """What a page of the shop links to for its signed-in customer."""
        return self._sign(
            self._gateway_key,
            PAPER_TOKEN_SECONDS,
            iss=GATEWAY_ISSUER,
            aud=PAPER_AUDIENCE,
            sub=str(customer_id),
            paper=paper,
            language=language,
        )

    def paper(self, token: str) -> PaperClaims:
        """Which paper of whom a token lets be read; raises `BadToken`."""
        claims = self._read(token, self._gateway_key, PAPER_AUDIENCE, issuer=GATEWAY_ISSUER)
        kind, _, number = str(claims.get("paper", "")).partition(":")
        return PaperClaims(
            int(claims["sub"]),
            kind,
            number,
            str(claims.get("language") or "en"),
            str(claims.get("conversation") or ""),
        )

    def for_request(self, number: str, language: str) -> str:
        """What the link in a mail holds that finishes a customer's request."""
        return self._sign(
            self._gateway_key,
            REQUEST_TOKEN_SECONDS,
            iss=GATEWAY_ISSUER,
            aud=REQUEST_AUDIENCE,
            sub=number,
            language=language,
        )

    def request(self, token: str) -> tuple[str, str]:
        """The number of the request that such a link finishes, and its language; raises `BadToken`."""
        claims = self._read(token, self._gateway_key, REQUEST_AUDIENCE, issuer=GATEWAY_ISSUER)
        return str(claims["sub"]), str(claims.get("language") or "en")

    def _sign(self, key: str, seconds: int, **claims: Any) -> str:
        now = int(time.time())
        return jwt.encode({**claims, "iat": now, "exp": now + seconds}, key, algorithm=ALGORITHM)

    def _read(self, token: str, key: str, audience: str, issuer: str | None = None) -> dict[str, Any]:
        try:
            return jwt.decode(
                token,
                key,
                algorithms=[ALGORITHM],
                audience=audience,
                issuer=issuer,
                options={"require": ["exp", "iat", "sub"]},
            )
        except jwt.InvalidTokenError as error:
            raise BadToken(str(error)) from error
