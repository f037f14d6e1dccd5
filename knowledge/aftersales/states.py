"""The states of what happens after a sale, and which may follow on which."""

from __future__ import annotations

from enum import StrEnum


class ReturnState(StrEnum):
    """Where a return stands."""

    REQUESTED = "requested"
    PARTIALLY_RECEIVED = "partially_received"
    RECEIVED = "received"
    CANCELED = "canceled"


RETURN_TRANSITIONS: dict[ReturnState, frozenset[ReturnState]] = {
    ReturnState.REQUESTED: frozenset(
        {ReturnState.PARTIALLY_RECEIVED, ReturnState.RECEIVED, ReturnState.CANCELED}
    ),
    ReturnState.PARTIALLY_RECEIVED: frozenset({ReturnState.PARTIALLY_RECEIVED, ReturnState.RECEIVED}),
    ReturnState.RECEIVED: frozenset(),
    ReturnState.CANCELED: frozenset(),
}


class ExchangeState(StrEnum):
    """Where an exchange stands."""

    REQUESTED = "requested"
    RECEIVED = "received"
    COMPLETED = "completed"
    CANCELED = "canceled"


EXCHANGE_TRANSITIONS: dict[ExchangeState, frozenset[ExchangeState]] = {
    ExchangeState.REQUESTED: frozenset({ExchangeState.RECEIVED, ExchangeState.CANCELED}),
    ExchangeState.RECEIVED: frozenset({ExchangeState.COMPLETED}),
    ExchangeState.COMPLETED: frozenset(),
    ExchangeState.CANCELED: frozenset(),
}


class ClaimKind(StrEnum):
    """What is wrong with what arrived."""

    MISSING_ITEM = "missing_item"
    WRONG_ITEM = "wrong_item"
    DEFECTIVE = "defective"
    DAMAGED = "damaged"


class ClaimState(StrEnum):
    """Where a claim stands; a requested one waits for a person."""

    REQUESTED = "requested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CANCELED = "canceled"


CLAIM_TRANSITIONS: dict[ClaimState, frozenset[ClaimState]] = {
    ClaimState.REQUESTED: frozenset({ClaimState.ACCEPTED, ClaimState.REJECTED, ClaimState.CANCELED}),
    ClaimState.ACCEPTED: frozenset(),
    ClaimState.REJECTED: frozenset(),
    ClaimState.CANCELED: frozenset(),
}


class RefundState(StrEnum):
    """Where a refund stands."""

    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


REFUND_TRANSITIONS: dict[RefundState, frozenset[RefundState]] = {
    RefundState.PENDING: frozenset({RefundState.SUCCEEDED, RefundState.FAILED}),
    RefundState.FAILED: frozenset({RefundState.PENDING}),
    RefundState.SUCCEEDED: frozenset(),
}

REFUND_CORRECTIONS: dict[RefundState, frozenset[RefundState]] = {
    RefundState.PENDING: frozenset({RefundState.SUCCEEDED, RefundState.FAILED}),
    RefundState.FAILED: frozenset({RefundState.SUCCEEDED}),
    RefundState.SUCCEEDED: frozenset({RefundState.FAILED}),
}
"""What a payment provider's later word may make of a refund."""


class Destination(StrEnum):
    """Where a refund goes."""

    ORIGINAL_PAYMENT = "original_payment"
    GIFT_CARD = "gift_card"
    STORE_CREDIT = "store_credit"
