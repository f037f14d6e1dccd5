"""Stripe as payment provider, through its own library.

Refunds go against the PaymentIntent or charge that the payment's reference names. Payments are taken off-session on
payment methods stored with Stripe, whose ids are the codes of the shop's payment methods.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import stripe
import structlog

from knowledge.aftersales.providers import Declined, Instruction, Movement, ProviderUnavailable
from knowledge.database import utc_now
from knowledge.errors import DomainError
from knowledge.money import Money
from knowledge.orders.payments import EntryKind

log = structlog.get_logger(__name__)

# What Stripe counts in other units than hundredths: https://docs.stripe.com/currencies#zero-decimal and #three-decimal.
WITHOUT_DECIMALS = frozenset("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split())
THREE_DECIMALS = frozenset("BHD JOD KWD OMR TND".split())
KEY = "attendant_key"
"""Under this name Stripe keeps our key with what it makes, and gives it back with each message."""
# Stripe forgets idempotency keys after a day at the earliest: from then on it is asked what it made before.
KEYS_KEPT = timedelta(hours=23)
TIMEOUT_SECONDS = 20.0
WORKING = frozenset({"pending", "processing", "requires_capture"})


class NoStripeAmount(DomainError):
    """An amount that Stripe cannot move, such as a fraction of its smallest unit."""

    def __init__(self, amount: Money) -> None:
        super().__init__(
            f"Stripe cannot move {amount.major} {amount.currency}: not a whole number of its units"
        )


def stripe_units(amount: Money) -> int:
    """An amount as Stripe's API counts it; raises `NoStripeAmount`.

    Our minor units are those of the Unicode CLDR, which differ for some currencies: UGX and ISK have no decimals in
    use, and are hundredths to Stripe. Of three decimals the last must be 0.
    """
    decimals = 0 if amount.currency in WITHOUT_DECIMALS else 3 if amount.currency in THREE_DECIMALS else 2
    units = amount.major.scaleb(decimals)
    if units != int(units) or (decimals == 3 and int(units) % 10):
        raise NoStripeAmount(amount)
    return int(units)


class StripeProvider:
    """Moves money through Stripe.

    Args:
        api_base: Another address than Stripe's own, for tests.
    """

    def __init__(self, api_key: str, *, api_base: str | None = None) -> None:
        addresses: Any = {} if api_base is None else {"api": api_base}
        self._client = stripe.StripeClient(
            api_key,
            base_addresses=addresses,
            max_network_retries=0,  # settling asks again by itself
            http_client=stripe.RequestsClient(timeout=TIMEOUT_SECONDS),
        )

    def move(self, instruction: Instruction) -> Movement:
        """Take or give back, under the instruction's key; raises `Declined` or `ProviderUnavailable`."""
        try:
            made = self._made_before(instruction) or self._make(instruction)
        except (stripe.CardError, stripe.InvalidRequestError) as error:
            raise Declined(instruction.method, _reason(error)) from error
        except stripe.StripeError as error:
            # Also for a wrong key or a contradiction under the same key: whether money moved is not known, and
            # a person has to look at the log.
            log.error("stripe.no_answer", key=instruction.key, kind=type(error).__name__, code=error.code)
            raise ProviderUnavailable("stripe") from error
        except NoStripeAmount as error:
            raise Declined(instruction.method, str(error)) from error
        if made.status == "succeeded":
            return Movement(made.id)
        if made.status in WORKING:
            return Movement(made.id, settled=False)
        raise Declined(instruction.method, str(getattr(made, "failure_reason", None) or made.status))

    def _make(self, instruction: Instruction) -> Any:
        units = stripe_units(instruction.amount)
        metadata = {KEY: instruction.key}
        options: Any = {"idempotency_key": instruction.key}
        if instruction.kind == EntryKind.REFUND:
            if not instruction.against:
                raise Declined(instruction.method, "no single payment on it has so much left to give back")
            refund: Any = {**_payment(instruction), "amount": units, "metadata": metadata}
            return self._client.v1.refunds.create(refund, options)
        payment: Any = {
            "amount": units,
            "currency": instruction.amount.currency.lower(),
            "payment_method": instruction.method,
            "confirm": True,
            "off_session": True,
            "metadata": metadata,
        }
        customer = self._client.v1.payment_methods.retrieve(instruction.method).customer
        if customer is not None:
            payment["customer"] = customer if isinstance(customer, str) else customer.id
        return self._client.v1.payment_intents.create(payment, options)

    def _made_before(self, instruction: Instruction) -> Any:
        """What Stripe made under a key that it may have forgotten; None for a key that it still knows."""
        if utc_now() - instruction.since < KEYS_KEPT:
            return None
        if instruction.kind == EntryKind.REFUND:
            if not instruction.against:
                return None
            query: Any = {**_payment(instruction), "limit": 100}
            found: Any = self._client.v1.refunds.list(query)
        else:
            query = {"query": f'metadata["{KEY}"]:"{instruction.key}"'}
            found = self._client.v1.payment_intents.search(query)
        return next(
            (
                each
                for each in found.data
                if each.metadata and each.metadata.to_dict().get(KEY) == instruction.key
            ),
            None,
        )


def _payment(instruction: Instruction) -> dict[str, str]:
    """The payment that is given back, as Stripe names it."""
    charge = instruction.against.startswith("ch_")
    return {"charge" if charge else "payment_intent": instruction.against}


def _reason(error: stripe.StripeError) -> str:
    """Why not, in Stripe's words for programs: the bank's own code where there is one."""
    body: Any = error.json_body if isinstance(error.json_body, dict) else {}
    return str(body.get("error", {}).get("decline_code") or error.code or error.user_message or "refused")
