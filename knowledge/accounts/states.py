"""States of subscriptions, bills and requests, and which may follow which."""

from __future__ import annotations

from enum import StrEnum


class SubscriptionState(StrEnum):
    """Where a subscription stands."""

    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


SUBSCRIPTION_TRANSITIONS: dict[SubscriptionState, frozenset[SubscriptionState]] = {
    SubscriptionState.ACTIVE: frozenset({SubscriptionState.PAUSED, SubscriptionState.ENDED}),
    SubscriptionState.PAUSED: frozenset({SubscriptionState.ACTIVE, SubscriptionState.ENDED}),
    SubscriptionState.ENDED: frozenset({SubscriptionState.ACTIVE}),
}


class BillState(StrEnum):
    """Where a bill stands."""

    OPEN = "open"
    PAYING = "paying"
    """The provider has been asked for the money and has not answered yet."""
    PAID = "paid"
    DISPUTED = "disputed"
    """A person looks at it; until then nothing is asked for."""
    VOID = "void"


BILL_TRANSITIONS: dict[BillState, frozenset[BillState]] = {
    BillState.OPEN: frozenset({BillState.PAYING, BillState.PAID, BillState.DISPUTED, BillState.VOID}),
    BillState.PAYING: frozenset({BillState.PAID, BillState.OPEN}),
    BillState.PAID: frozenset(),
    BillState.DISPUTED: frozenset({BillState.OPEN, BillState.VOID}),
    BillState.VOID: frozenset(),
}


class CreditKind(StrEnum):
    """What a line of the credit ledger counts."""

    POINTS = "points"
    STORE_CREDIT = "store_credit"


class RequestKind(StrEnum):
    """What waits for a link in a mail, or for a person."""

    EMAIL_CHANGE = "email_change"
    USERNAME = "username"
    PASSWORD = "password"  # noqa: S105 - the kind of a request, not a secret
    TWO_FACTOR = "two_factor"
    BILL_DISPUTE = "bill_dispute"
    MISSING_CREDIT = "missing_credit"


class RequestState(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    DONE = "done"
    DECLINED = "declined"


REQUEST_TRANSITIONS: dict[RequestState, frozenset[RequestState]] = {
    RequestState.OPEN: frozenset({RequestState.DONE, RequestState.DECLINED}),
    RequestState.DONE: frozenset(),
    RequestState.DECLINED: frozenset(),
}
