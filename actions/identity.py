"""Who is asking: read from the gateway's signed token that travels with each message, never from a slot."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import jwt

ISSUER = "attendant-gateway"
AUDIENCE = "attendant-bot"
DOWNLOAD_AUDIENCE = "attendant-download"
PAPER_AUDIENCE = "attendant-paper"
DOWNLOAD_SECONDS = 15 * 60
# The token was fresh when Rasa took the message; a turn of several actions may outlast it a little.
LEEWAY_SECONDS = 60


class NotFromGateway(Exception):
    """A call to the action server that does not carry a token of the gateway for this conversation."""


@dataclass(frozen=True)
class Asker:
    """The verified origin of a message."""

    conversation_id: str
    message_id: str
    customer_id: int | None
    language: str
    mood: float
    """Mean sentiment of the shopper's last messages, -1 to 1."""


class Identity:
    """Verifies tokens with the gateway's key."""

    def __init__(self, gateway_key: str) -> None:
        self._key = gateway_key

    def download(self, asker: Asker) -> str:
        """A token with which the asker, and who they hand it to, can take their data along for a short time."""
        return self._short_lived(asker, DOWNLOAD_AUDIENCE)

    def paper(self, asker: Asker, paper: str, language: str) -> str:
        """A token for one paper of the asker's, such as `label:R-10342-1` or `invoice:10342`, for a short time."""
        return self._short_lived(asker, PAPER_AUDIENCE, paper=paper, language=language)

    def _short_lived(self, asker: Asker, audience: str, **more: str) -> str:
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": audience,
            "sub": str(asker.customer_id),
            "conversation": asker.conversation_id,
            "iat": now,
            "exp": now + DOWNLOAD_SECONDS,
            **more,
        }
        return jwt.encode(claims, self._key, algorithm="HS256")

    def verify(self, sender_id: str, metadata: dict[str, Any] | None) -> Asker:
        """The asker of a message of conversation `sender_id`; raises `NotFromGateway`."""
        token = (metadata or {}).get("token")
        if not isinstance(token, str):
            raise NotFromGateway("the message carries no token")
        try:
            claims = jwt.decode(
                token,
                self._key,
                algorithms=["HS256"],
                issuer=ISSUER,
                audience=AUDIENCE,
                leeway=LEEWAY_SECONDS,
                options={"require": ["exp", "iat", "sub", "mid"]},
            )
        except jwt.InvalidTokenError as error:
            raise NotFromGateway(str(error)) from error
        if claims["sub"] != sender_id:
            raise NotFromGateway("the token is of another conversation")
        customer = claims.get("customer")
        return Asker(
            conversation_id=claims["sub"],
            message_id=str(claims["mid"]),
            customer_id=int(customer) if customer is not None else None,
            language=str(claims.get("language") or "en"),
            mood=float(claims.get("mood") or 0.0),
        )
