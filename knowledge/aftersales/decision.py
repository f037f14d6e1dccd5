"""What a decision says: the outcome, its rule and facts, what happens to the money, and what else would pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.aftersales.facts import LineFacts, MethodFacts, PayingFacts
from knowledge.aftersales.policy import Policy
from knowledge.aftersales.states import Destination
from knowledge.orders.models import OrderState
from knowledge.orders.payments import EntryKind, MethodKind


@dataclass(frozen=True)
class Move:
    """Money that will move. `minor` is positive."""

    kind: EntryKind
    method: str
    destination: Destination
    minor: int
    on_receipt: bool = False
    """Whether it waits until the goods have arrived."""


@dataclass(frozen=True)
class Step:
    """One step of the arithmetic of a refund or charge."""

    label: str
    minor: int


@dataclass(frozen=True)
class Alternative:
    """The nearest thing that would pass."""

    what: str
    """Such as `cancel`, `return`, `exchange`, `return_after_delivery`, `variant`, `method` or `person`."""
    of: str = ""
    """Which one: a SKU, a payment method's code, a quantity."""


@dataclass(frozen=True)
class Decision:
    """The outcome and its ground."""

    allowed: bool
    rule: str
    policy_version: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    moves: tuple[Move, ...] = ()
    arithmetic: tuple[Step, ...] = ()
    fee_minor: int = 0
    delivery_minor: int = 0
    alternatives: tuple[Alternative, ...] = ()
    person: bool = False
    """Taken, but accepted by a person only."""
    goods_within_days: int = 0
    """Days in which goods have to arrive that are refunded before; 0 where the refund waits for them."""

    @property
    def refund_minor(self) -> int:
        """What goes back in all: goods less fee, and delivery."""
        return sum(move.minor for move in self.moves if move.kind == EntryKind.REFUND)

    @property
    def charge_minor(self) -> int:
        """What is to be paid."""
        return sum(move.minor for move in self.moves if move.kind == EntryKind.PAYMENT)

    @property
    def alternative(self) -> str | None:
        """The nearest thing that would be allowed: cancel, return, return_after_delivery, person..."""
        return self.alternatives[0].what if self.alternatives else None


class Ground:
    """What has been looked at on the way to a decision, and the policy it is looked at with."""

    def __init__(self, policy: Policy, **seen: Any) -> None:
        self.policy = policy
        self.seen = seen

    def refuse(self, rule: str, *alternatives: str | Alternative, **facts: Any) -> Decision:
        """No, by this rule; what would pass instead, nearest first."""
        named = tuple(Alternative(each) if isinstance(each, str) else each for each in alternatives)
        return Decision(False, rule, self.policy.version, {**self.seen, **facts}, alternatives=named)

    def allow(self, rule: str, **more: Any) -> Decision:
        """Yes, by this rule."""
        return Decision(True, rule, self.policy.version, dict(self.seen), **more)


BEFORE_SHIPPING = frozenset({OrderState.PENDING, OrderState.PROCESSED})


def refund_to(method: MethodFacts, minor: int, *, on_receipt: bool = False) -> tuple[Move, ...]:
    """Money back to a method; nothing for nothing."""
    destination = {
        MethodKind.GIFT_CARD: Destination.GIFT_CARD,
        MethodKind.STORE_CREDIT: Destination.STORE_CREDIT,
    }.get(method.kind, Destination.ORIGINAL_PAYMENT)
    return (Move(EntryKind.REFUND, method.code, destination, minor, on_receipt),) if minor > 0 else ()


def settle_difference(method: MethodFacts, minor: int, *, on_receipt: bool = False) -> tuple[Move, ...]:
    """What dearer goods cost more is paid, what cheaper ones cost less goes back."""
    if minor <= 0:
        return refund_to(method, -minor, on_receipt=on_receipt)
    return (Move(EntryKind.PAYMENT, method.code, Destination.ORIGINAL_PAYMENT, minor, on_receipt),)


def missing(lines: tuple[LineFacts, ...]) -> LineFacts | None:
    """The first line of which fewer are left than are asked for."""
    return next((line for line in lines if not 1 <= line.asked <= line.left), None)


def payers(paying: PayingFacts, minor: int) -> tuple[Alternative, ...]:
    """The customer's methods that could pay so much."""
    return tuple(Alternative("method", each.code) for each in paying.own if each.covers(minor))
