"""The signed token with which the web gateway vouches for one message."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import Any, Dict, Optional

import jwt

ISSUER = "attendant-gateway"
AUDIENCE = "attendant-bot"
ALGORITHM = "HS256"
MINIMUM_KEY_LENGTH = 32
"""Characters; RFC 7518, section 3.2, asks for a key as long as the hash."""
MAXIMUM_LIFETIME = 120
"""Seconds between `iat` and `exp`."""
CLOCK_SKEW = 5
"""Seconds by which the gateway's clock may differ from ours."""
MAXIMUM_ID_LENGTH = 255

_REQUIRED = ["iss", "aud", "exp", "iat", "sub", "mid", "digest"]


class TokenRefusedError(Exception):
    """The token does not vouch for this message; the text says why and may be shown to the gateway."""


@dataclass(frozen=True)
class GatewayClaims:
    """What the gateway knows about a message.

    Attributes:
        token: The token itself, for those further down who check it again.
        conversation: The conversation's id.
        message_id: The message's id, unique within its conversation.
        customer: The verified customer's id, or None for an unknown shopper.
        language: The language the shopper reads, such as "en", or None.
        button: True when the text is the payload of a button we issued.
        mood: The shopper's mood from -1 (angry) to 1 (happy), or None.
    """

    token: str
    conversation: str
    message_id: str
    customer: Optional[int] = None
    language: Optional[str] = None
    button: bool = False
    mood: Optional[float] = None


def check_key(key: Any) -> str:
    """Gives back a signing key that is fit for use.

    Raises:
        ValueError: If the key is missing or shorter than `MINIMUM_KEY_LENGTH` characters.
    """
    if not isinstance(key, str) or not key.strip():
        raise ValueError("the gateway key is missing; set ATTENDANT_GATEWAY_KEY")
    if len(key) < MINIMUM_KEY_LENGTH:
        raise ValueError(
            f"the gateway key has {len(key)} characters and needs at least {MINIMUM_KEY_LENGTH}; "
            "set a longer ATTENDANT_GATEWAY_KEY"
        )
    return key


def read_claims(authorization: Optional[str], body: bytes, key: str) -> GatewayClaims:
    """Checks a token and the body it vouches for.

    Args:
        authorization: The Authorization header.
        body: The request's body, as received.
        key: The key shared with the gateway.

    Returns:
        The token's claims.

    Raises:
        TokenRefusedError: If the header is no bearer token, the signature, issuer, audience or times are
            wrong, a claim is missing or of the wrong type, or the digest is not that of the body.
    """
    scheme, _, token = (authorization or "").partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or not token:
        raise TokenRefusedError("a bearer token is required")
    try:
        claims = jwt.decode(
            token,
            key,
            algorithms=[ALGORITHM],
            issuer=ISSUER,
            audience=AUDIENCE,
            leeway=CLOCK_SKEW,
            options={"require": _REQUIRED},
        )
    except jwt.PyJWTError as error:
        raise TokenRefusedError(f"the token was refused: {error}") from error
    _check_lifetime(claims)
    digest = claims["digest"]
    if not isinstance(digest, str) or not hmac.compare_digest(
        digest.lower().encode(), hashlib.sha256(body).hexdigest().encode()
    ):
        raise TokenRefusedError("the token is for another body")
    return GatewayClaims(
        token=token,
        conversation=_identifier(claims, "sub"),
        message_id=_identifier(claims, "mid"),
        customer=_optional(claims, "customer", int),
        language=_optional(claims, "language", str),
        button=_optional(claims, "button", bool) or False,
        mood=_optional(claims, "mood", float),
    )


def _check_lifetime(claims: Dict[str, Any]) -> None:
    try:
        lifetime = int(claims["exp"]) - int(claims["iat"])
    except (TypeError, ValueError) as error:
        raise TokenRefusedError("exp and iat must be times") from error
    if not 0 < lifetime <= MAXIMUM_LIFETIME:
        raise TokenRefusedError(f"the token lives {lifetime} s and may live at most {MAXIMUM_LIFETIME} s")


def _identifier(claims: Dict[str, Any], name: str) -> str:
    value = claims[name]
    if not isinstance(value, str) or not value.strip() or len(value) > MAXIMUM_ID_LENGTH:
        raise TokenRefusedError(f"the claim '{name}' must be a text of 1 to {MAXIMUM_ID_LENGTH} characters")
    return value


def _optional(claims: Dict[str, Any], name: str, kind: type) -> Any:
    value = claims.get(name)
    if value is None:
        return None
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    # bool is an int to isinstance, and a customer is not True
    if type(value) is not kind:
        raise TokenRefusedError(f"the claim '{name}' must be of type {kind.__name__}")
    return value
