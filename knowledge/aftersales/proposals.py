"""Proposals: what will be done after a yes, what was done, and where the money is."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from knowledge.aftersales.models import RefundState, ReturnState
from knowledge.money import Money


@dataclass(frozen=True)
class Proposal:
    """What will be done after a yes. Amounts are in minor units of `currency`."""

    kind: str
    """`return` or `cancel`."""
    order_number: str
    lines: tuple[tuple[int, int], ...]
    """Order line id and quantity; empty for a cancellation."""
    reason: str
    refund_minor: int
    fee_minor: int
    currency: str
    method: str
    """The payment method the money goes back to."""
    rule: str
    policy_version: str
    delivery_minor: int = 0
    """Delivery cost that is part of the refund."""
    opened: bool | None = None
    """What the shopper said about the seal of hygiene goods."""
    attempt: int = 0
    """How many returns of the same line came before, so that a later one is another command."""

    @property
    def key(self) -> str:
        """Identity of the command: the same for the same proposal, whoever repeats it."""
        text = json.dumps(asdict(self), sort_keys=True)
        return f"{self.kind}:{hashlib.sha256(text.encode()).hexdigest()[:40]}"

    @property
    def refund(self) -> Money:
        """What goes back."""
        return Money(self.refund_minor, self.currency)

    @property
    def delivery(self) -> Money:
        """Delivery cost that goes back with the goods."""
        return Money(self.delivery_minor, self.currency)

    @property
    def fee(self) -> Money:
        """What is taken off."""
        return Money(self.fee_minor, self.currency)

    def to_dict(self) -> dict[str, Any]:
        """As plain data, for a dialogue to hold between showing and the yes."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Proposal:
        """From plain data."""
        return cls(**{**data, "lines": tuple((int(line), int(count)) for line, count in data["lines"])})


@dataclass(frozen=True)
class Done:
    """What was done: the return's number or the order's, and the refund.

    `repeated` when it had been done before.
    """

    number: str
    refund: Money
    repeated: bool = False


@dataclass(frozen=True)
class RefundStatus:
    """Where a customer's refund stands."""

    order_number: str
    return_number: str | None
    return_state: ReturnState | None
    state: RefundState
    amount: Money
    method: str
    created_at: datetime
    settled_at: datetime | None
