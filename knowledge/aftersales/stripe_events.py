"""Stripe's messages of how payments and refunds ended."""

from __future__ import annotations

from typing import Any

import stripe

from knowledge.aftersales.providers import ProviderEvent
from knowledge.aftersales.settlement import Settlement
from knowledge.aftersales.stripe_provider import KEY
from knowledge.errors import DomainError
from knowledge.orders.payments import EntryState

ENDED = {
    "succeeded": EntryState.SUCCEEDED,
    "failed": EntryState.FAILED,
    "canceled": EntryState.FAILED,
    "requires_payment_method": EntryState.FAILED,
}
"""States of a refund or a PaymentIntent that are an end; others are steps on the way."""
HEARD = ("refund.", "charge.refund.", "payment_intent.")


class NotFromStripe(DomainError):
    """A message that Stripe did not sign with this installation's secret, or long ago."""

    def __init__(self, why: str) -> None:
        super().__init__(f"not a message of Stripe's: {why}")


class StripeEvents:
    """Takes in the messages that Stripe sends to the webhook."""

    def __init__(self, settlement: Settlement, webhook_secret: str) -> None:
        self._settlement = settlement
        self._secret = webhook_secret

    def receive(self, payload: bytes, signature: str) -> bool:
        """Settle what the message is about, once; False when it changes nothing. Raises `NotFromStripe`."""
        try:
            event = stripe.Webhook.construct_event(payload, signature, self._secret)
        except (ValueError, stripe.SignatureVerificationError) as error:
            raise NotFromStripe(str(error)) from error
        if not event.type.startswith(HEARD):
            return False
        told = _plain(event.data.object)
        key, state = (told.get("metadata") or {}).get(KEY), ENDED.get(str(told.get("status")))
        if key is None or state is None:
            return False
        message = ProviderEvent(id=event.id, type=event.type)
        return self._settlement.heard(message, key, state, reference=told["id"], reason=_why(told))


def _plain(made: Any) -> dict[str, Any]:
    """An object of Stripe's library, which is no dict, as one."""
    plain: dict[str, Any] = made.to_dict()
    return plain


def _why(told: dict[str, Any]) -> str:
    error = told.get("last_payment_error") or {}
    return str(told.get("failure_reason") or error.get("decline_code") or error.get("code") or "")
