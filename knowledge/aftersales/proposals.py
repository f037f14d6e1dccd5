"""Proposals: what will be done after a yes, what was done, and where the money is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from knowledge.accounts.wishes import PRIVATE
from knowledge.aftersales.decision import Move, Step
from knowledge.aftersales.states import RefundState, ReturnState
from knowledge.aftersales.wishes import Complain, GiveBack, MatchPrice, RemoveItems, Wish, order_number_of
from knowledge.database import utc_now
from knowledge.money import Money
from knowledge.orders.payments import EntryKind

_PRIVATE = PRIVATE | {"address", "description", "kind"}


@dataclass(frozen=True)
class Proposal:
    """What will be done after a yes. Amounts are in minor units of `currency`."""

    wish: Wish
    rule: str
    policy_version: str
    currency: str
    moves: tuple[Move, ...] = ()
    """The money that will move."""
    arithmetic: tuple[Step, ...] = ()
    """How the sum comes about; where nothing was charged yet, it is all that says what will cost what."""
    original_method: str = ""
    """How the order was paid."""
    fee_minor: int = 0
    """What is taken off the refund."""
    delivery_minor: int = 0
    """Delivery cost that is part of the refund."""
    person: bool = False
    """Whether a person has to accept it afterwards."""
    goods_within_days: int = 0
    """Days in which the goods have to arrive when the refund does not wait for them; 0 where it does."""
    attempt: int = 0
    """How many of the same kind came before, so that a later one is another command."""
    shown_at: datetime = field(default_factory=utc_now, compare=False)

    @property
    def kind(self) -> str:
        """Such as `return` or `cancel`."""
        return self.wish.kind

    @property
    def order_number(self) -> str:
        """The order's number; empty for what is about the customer."""
        return order_number_of(self.wish) or ""

    @property
    def reason(self) -> str:
        """Why; empty where nobody asks."""
        return str(getattr(self.wish, "reason", ""))

    @property
    def lines(self) -> tuple[tuple[int, int], ...]:
        """Order line ids and quantities; empty for what is about whole orders."""
        return (
            self.wish.lines if isinstance(self.wish, GiveBack | Complain | MatchPrice | RemoveItems) else ()
        )

    @property
    def key(self) -> str:
        """Identity of the command: the same for the same proposal, whoever repeats it."""
        told = {name: value for name, value in self.to_dict().items() if name != "shown_at"}
        text = json.dumps(told, sort_keys=True)
        return f"{self.kind}:{hashlib.sha256(text.encode()).hexdigest()[:40]}"

    @property
    def method(self) -> str:
        """The payment method that money moves on; how the order was paid when none moves."""
        return self.moves[0].method if self.moves else self.original_method

    @property
    def refund_minor(self) -> int:
        """What goes back, in minor units."""
        return sum(move.minor for move in self.moves if move.kind == EntryKind.REFUND)

    @property
    def charge_minor(self) -> int:
        """What is to be paid, in minor units."""
        return sum(move.minor for move in self.moves if move.kind == EntryKind.PAYMENT)

    @property
    def refund(self) -> Money:
        """What goes back."""
        return Money(self.refund_minor, self.currency)

    @property
    def charge(self) -> Money:
        """What is to be paid."""
        return Money(self.charge_minor, self.currency)

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
        plain: dict[str, Any] = _PROPOSALS.dump_python(self, mode="json")
        return plain

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Proposal:
        """From plain data; raises pydantic's `ValidationError` for anything else."""
        return _PROPOSALS.validate_python(data)

    def audited(self) -> dict[str, Any]:
        """What the audit table keeps: all but what is the customer's own, such as addresses and their words."""
        plain = self.to_dict()
        wish = plain.pop("wish")
        kept = {name: value for name, value in wish.items() if name not in _PRIVATE}
        return {**plain, **kept, "refund_minor": self.refund_minor, "charge_minor": self.charge_minor}


_PROPOSALS: TypeAdapter[Proposal] = TypeAdapter(Proposal)


@dataclass(frozen=True)
class Done:
    """What was done: the number of the return, exchange or claim, else the order's; and the refund.

    `repeated` when it had been done before.
    """

    number: str
    refund: Money
    charge: Money
    repeated: bool = False
    goods_within_days: int = 0
    """Of a return that is refunded at once: days in which its goods have to arrive."""

    @classmethod
    def of(cls, result: Mapping[str, Any], *, repeated: bool = False) -> Done:
        """From the result that a completed command keeps."""
        currency = str(result["currency"])
        return cls(
            number=str(result["number"]),
            refund=Money(int(result["refund_minor"]), currency),
            charge=Money(int(result.get("charge_minor", 0)), currency),
            repeated=repeated,
            goods_within_days=int(result.get("goods_within_days", 0)),
        )


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
    waits_for_goods: bool = False
    """Whether goods of its return have to arrive before it is paid."""
