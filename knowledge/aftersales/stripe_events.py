"""Stripe's messages of how payments and refunds ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import stripe

from knowledge.aftersales.providers import NotFromProvider, ProviderEvent
from knowledge.aftersales.settlement import Settlement
from knowledge.aftersales.stripe_provider import KEY
from knowledge.orders.payments import EntryState

ENDS = {
    "payment_intent.succeeded": EntryState.SUCCEEDED,
    "payment_intent.payment_failed": EntryState.FAILED,
    "payment_intent.canceled": EntryState.FAILED,
    "refund.failed": EntryState.FAILED,
}
"""Types of messages that say by themselves how a movement ended: https://docs.stripe.com/api/events/types."""
UPDATES = frozenset({"refund.created", "refund.updated", "charge.refund.updated"})
"""Types whose refund says by its status how it ended, if it did."""
REFUND_ENDED = {
    "succeeded": EntryState.SUCCEEDED,
    "failed": EntryState.FAILED,
    "canceled": EntryState.FAILED,
}


class NotFromStripe(NotFromProvider):
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
        if event.type not in ENDS.keys() | UPDATES:
            return False
        told = _plain(event.data.object)
        key, state = (told.get("metadata") or {}).get(KEY), _ended(event.type, told)
        if key is None or state is None:
            return False
        return self._settlement.heard(
            ProviderEvent(id=event.id, type=event.type),
            key,
            state,
            reference=told["id"],
            reason=_why(told) if state == EntryState.FAILED else "",
            said_at=datetime.fromtimestamp(event.created, UTC),
        )


def _ended(type_: str, told: Mapping[str, Any]) -> EntryState | None:
    """How the movement ended; None for a step on the way."""
    return REFUND_ENDED.get(str(told.get("status"))) if type_ in UPDATES else ENDS[type_]


def _plain(made: Any) -> dict[str, Any]:
    """An object of Stripe's library, which is no dict, as one."""
    plain: dict[str, Any] = made.to_dict()
    return plain


def _why(told: dict[str, Any]) -> str:
    error = told.get("last_payment_error") or {}
    return str(told.get("failure_reason") or error.get("decline_code") or error.get("code") or "")
