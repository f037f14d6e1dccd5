"""The payment provider that the settings name, with its keys from a file that only its owner can read."""

from __future__ import annotations

import json
from dataclasses import dataclass

from attendant.secrets import UnsafeSecrets
from attendant.settings import Settings
from knowledge.aftersales.providers import DemoProvider, Failures, PaymentProvider
from knowledge.aftersales.settlement import Settlement
from knowledge.aftersales.stripe_events import StripeEvents
from knowledge.aftersales.stripe_provider import StripeProvider
from knowledge.database import SessionFactory


@dataclass(frozen=True)
class StripeKeys:
    """What Stripe's dashboard gives out."""

    api_key: str
    webhook_secret: str


def stripe_keys(settings: Settings) -> StripeKeys:
    """Read Stripe's keys; raises `UnsafeSecrets` when they are missing, damaged or readable by others."""
    path = settings.stripe_file
    if not path.is_file():
        raise UnsafeSecrets(
            f'{path} is missing; write {{"api_key": "sk_...", "webhook_secret": "whsec_..."}} into it'
        )
    if path.stat().st_mode & 0o077:
        raise UnsafeSecrets(f"{path} can be read by others; run: chmod 600 {path}")
    try:
        keys = StripeKeys(**json.loads(path.read_text()))
    except (ValueError, TypeError) as error:
        raise UnsafeSecrets(f"{path} is damaged: it must hold exactly api_key and webhook_secret") from error
    if not (isinstance(keys.api_key, str) and isinstance(keys.webhook_secret, str)):
        raise UnsafeSecrets(f"{path} is damaged: api_key and webhook_secret are texts")
    return keys


def make_provider(settings: Settings, sessions: SessionFactory) -> PaymentProvider:
    """The provider that moves money."""
    if settings.payment_provider == "stripe":
        return StripeProvider(stripe_keys(settings).api_key)
    return DemoProvider(sessions, Failures.parse(settings.demo_payment_failures))


def make_settlement(settings: Settings, sessions: SessionFactory) -> Settlement:
    """What brings pending movements of money to their end."""
    return Settlement(sessions, make_provider(settings, sessions))


def make_stripe_events(settings: Settings, sessions: SessionFactory) -> StripeEvents | None:
    """What takes in Stripe's messages; None where another provider moves the money."""
    if settings.payment_provider != "stripe":
        return None
    return StripeEvents(make_settlement(settings, sessions), stripe_keys(settings).webhook_secret)
