"""The facts that decisions about accounts are made on: plain values, none of them telling who somebody is.

Amounts are in minor units of the subscription's currency.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from knowledge.accounts.states import BillState, SubscriptionState
from knowledge.aftersales.facts import MethodFacts, PayingFacts
from knowledge.orders.models import OrderState


@dataclass(frozen=True)
class DetailsFacts:
    """What matters for other details of an account."""

    given: tuple[str, ...]
    """The parts that are to change."""
    unusable: tuple[str, ...] = ()
    """Those among them that no person or telephone could have."""
    unchanged: tuple[str, ...] = ()
    """Those among them that are so already."""


@dataclass(frozen=True)
class NewsletterFacts:
    """What matters for mails with offers."""

    state: str
    """The latest decision: `granted`, `denied`, `revoked`, or empty when nobody asked."""
    wording: str
    """Version of the words that were shown."""
    wording_in_force: str


@dataclass(frozen=True)
class BillFacts:
    """What matters of a bill."""

    state: BillState
    amount_minor: int
    issued_at: datetime
    due_at: datetime
    level: str
    now: datetime
    extended: bool = False
    """Whether it was put off before."""
    expected_minor: int = 0
    """What plan and services cost by the subscription."""
    same_period: int = 0
    """How many other bills were issued for the same period."""
    currency: str = ""


@dataclass(frozen=True)
class ExtensionFacts:
    """What matters for paying a bill later."""

    bill: BillFacts
    days: int
    """How many days after its due date it is to be paid."""


@dataclass(frozen=True)
class BillPaymentFacts:
    """What matters for paying a bill."""

    bill: BillFacts
    paying: PayingFacts


@dataclass(frozen=True)
class ServiceCharge:
    """What a paid bill asked for a service."""

    bill: str
    minor: int
    method: MethodFacts | None = None
    """How that bill was paid; None when its payment is not known here, or has not so much left to give back."""


@dataclass(frozen=True)
class ServiceFacts:
    """What matters for taking a service out of a subscription, or putting it back."""

    subscription: SubscriptionState
    known: bool
    """Whether the subscription has, or had, such a service."""
    running: bool
    wanted: bool
    by_customer: bool
    """Whether the customer made it as it is."""
    price_minor: int
    charges: tuple[ServiceCharge, ...] = ()
    """What was paid for it by bills that can still be disputed, oldest first."""
    currency: str = ""

    @property
    def charged_minor(self) -> int:
        """What was paid for it in all."""
        return sum(charge.minor for charge in self.charges)


@dataclass(frozen=True)
class RenewalFacts:
    """What matters for a subscription to go on."""

    state: SubscriptionState
    renews: bool
    """Whether it goes on by itself."""
    price_minor: int
    open_bills: int
    currency: str = ""


@dataclass(frozen=True)
class BillingFacts:
    """What matters for paying a subscription another way."""

    state: SubscriptionState
    paying: PayingFacts


@dataclass(frozen=True)
class CreditFacts:
    """What matters for points or credit that have not come."""

    points: int
    """How many are asked for; 0 for credit of another kind."""
    order: OrderState | None = None
    """None for what is of no order."""
    delivered: bool = False
    owed: int = 0
    """Points that the order earns and the ledger does not have."""
    entered: int = 0
    """Points of the order that the ledger has."""


def currency_of(facts: object) -> str:
    """Of the amounts in facts; empty where they have none."""
    told = facts.bill if isinstance(facts, BillPaymentFacts | ExtensionFacts) else facts
    return told.currency if isinstance(told, BillFacts | ServiceFacts | RenewalFacts) else ""
