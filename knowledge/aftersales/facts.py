"""The facts that decisions are made on: plain values, all that is looked at and nothing else.

Amounts are in minor units of the order's currency.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from knowledge.aftersales.states import ClaimKind
from knowledge.orders.models import OrderState
from knowledge.orders.payments import MethodKind


@dataclass(frozen=True)
class MethodFacts:
    """A payment method of the customer's."""

    code: str
    kind: MethodKind
    balance_minor: int | None = None
    """What is left on it, where the shop keeps the balance."""
    foreign: bool = False
    """Whether the shop keeps its balance in another currency than what is to move: then none of it can."""

    def covers(self, minor: int) -> bool:
        """Whether it can pay so much, as far as the shop can tell."""
        return not self.foreign and (self.balance_minor is None or self.balance_minor >= minor)


@dataclass(frozen=True)
class PayingFacts:
    """How an order was paid, and how money is to move now."""

    original: MethodFacts
    chosen: MethodFacts | None = None
    """The method that was asked for; None when it was not found among the customer's own."""
    chosen_code: str = ""
    """What was asked for, empty for the original method."""
    own: tuple[MethodFacts, ...] = ()
    """All the customer's methods, for alternatives."""
    charged: bool = True
    """Whether the order's money has been taken already."""

    @property
    def method(self) -> MethodFacts | None:
        """The method that money moves on; None when one was asked for that is not the customer's."""
        return self.chosen if self.chosen_code else self.original


@dataclass(frozen=True)
class LineFacts:
    """What matters of an order line."""

    line_id: int
    label: str
    quantity: int
    already_returned: int
    """How many have been returned, exchanged or refunded already."""
    unit_minor: int
    """What one was sold for, less its share of the order's discount."""
    returns: str = "standard"
    """The product's returns class: standard, hygiene, bulky or final_sale."""
    warranty_months: int = 0
    """The product's own warranty, where it is longer than the law's."""
    asked: int = 1
    """How many this is about."""

    @property
    def left(self) -> int:
        """How many are still the customer's to give back."""
        return self.quantity - self.already_returned


@dataclass(frozen=True)
class TrustFacts:
    """What a customer did with what was delivered before, and what is paid ahead of goods now."""

    kept_orders: int
    """Other delivered orders of which nothing came back and nothing was claimed."""
    delivered_pieces: int
    returned_pieces: int
    """How many of these came back or are on their way."""
    ahead_minor: int
    """What was refunded of goods that have not arrived."""
    overdue: int
    """Returns that were refunded and whose goods did not arrive in time."""


@dataclass(frozen=True)
class ReturnFacts:
    """What matters for a return."""

    state: OrderState
    delivered_at: datetime | None
    level: str
    country: str
    lines: tuple[LineFacts, ...]
    reason: str
    now: datetime
    paying: PayingFacts
    opened: bool | None = None
    """Whether the seal of hygiene goods was opened; None when not asked yet."""
    delivery_minor: int = 0
    """Delivery cost to refund because nothing of the order is kept."""
    earlier_requests: int = 0
    """Returns and exchanges of this order that were not called off."""
    items_changed: bool = False
    """Whether its items were changed before it was shipped."""
    trust: TrustFacts | None = None
    """None where it does not matter, or where another system pays."""


@dataclass(frozen=True)
class CancelFacts:
    """What matters for a cancellation."""

    state: OrderState
    total_minor: int
    paying: PayingFacts
    reason: str = "changed_mind"
    items_changed: bool = False
    paid: tuple[tuple[MethodFacts, int], ...] = ()
    """What the shop holds of each method, where it keeps the payment history."""


@dataclass(frozen=True)
class VariantFacts:
    """A variant that somebody wants instead."""

    sku: str
    label: str
    unit_minor: int
    same_product: bool
    stock: int


@dataclass(frozen=True)
class SwapFacts:
    """An order line and the variant to have instead."""

    line: LineFacts
    sku: str
    """The variant of the line now."""
    wanted: VariantFacts | None
    """None when there is no such variant."""
    others: tuple[VariantFacts, ...] = ()
    """Variants of the same product that can be had, nearest first."""

    @property
    def difference_minor(self) -> int:
        """What the wanted ones cost more."""
        return (self.wanted.unit_minor - self.line.unit_minor) * self.line.asked if self.wanted else 0


@dataclass(frozen=True)
class ExchangeFacts:
    """What matters for an exchange of delivered goods."""

    state: OrderState
    delivered_at: datetime | None
    level: str
    swaps: tuple[SwapFacts, ...]
    now: datetime
    paying: PayingFacts
    earlier_requests: int = 0


@dataclass(frozen=True)
class ItemChangeFacts:
    """What matters for a change of items before shipping."""

    state: OrderState
    items_changed: bool
    swaps: tuple[SwapFacts, ...]
    paying: PayingFacts


@dataclass(frozen=True)
class RemovalFacts:
    """What matters for taking items out of an order before shipping."""

    state: OrderState
    items_changed: bool
    lines: tuple[LineFacts, ...]
    list_minor: int
    """What these items cost before the order's discount."""
    discount_minor: int
    """The discount of the whole order."""
    stays: int
    """How many pieces of the order would still come."""
    paying: PayingFacts
    paid: tuple[tuple[MethodFacts, int], ...] = ()
    """What the shop holds of each method, where it keeps the payment history."""

    @property
    def discount_share_minor(self) -> int:
        """The part of the discount that was for these items."""
        net = sum(line.unit_minor * line.asked for line in self.lines)
        return min(self.discount_minor, self.list_minor - net)


@dataclass(frozen=True)
class AddressFacts:
    """What matters for a new address of an order, or of a customer when `state` is None."""

    state: OrderState | None
    items_changed: bool
    given: tuple[str, ...]
    """The parts of the address that are filled in."""


@dataclass(frozen=True)
class PaymentChangeFacts:
    """What matters for paying an order another way."""

    state: OrderState
    items_changed: bool
    total_minor: int
    payments: int
    """How many movements the payment history has; 0 where it is not kept."""
    paying: PayingFacts


@dataclass(frozen=True)
class ClaimFacts:
    """What matters for a claim about what arrived."""

    kind: ClaimKind
    state: OrderState
    delivered_at: datetime | None
    lines: tuple[LineFacts, ...]
    remedy: str
    in_stock: bool
    """Whether every claimed item can be sent again."""
    now: datetime
    paying: PayingFacts


@dataclass(frozen=True)
class PriceMatchFacts:
    """What matters for matching a lower price."""

    state: OrderState
    placed_at: datetime
    now: datetime
    line: LineFacts
    shop: str
    lower_minor: int | None
    """The lowest price of one that the shop itself asked in the time that counts, or that was seen elsewhere; None
    when none is known."""
    paying: PayingFacts
    matched: bool = False
    """Whether a lower price was matched for this line already, or is being looked at."""


@dataclass(frozen=True)
class PromoCodeFacts:
    """What matters for a code somebody gives."""

    code: str
    """Empty to ask for the codes that would pass."""
    goods_minor: int | None
    """What the goods are worth; None where that is not known."""
    level: str
    now: datetime


@dataclass(frozen=True)
class RefundChangeFacts:
    """What matters for paying an open return's refund somewhere else."""

    return_state: str | None
    refund_state: str | None
    """None when the order has no such return, or no money goes back with it."""
    now: str
    """The method that gets it so far."""
    minor: int
    paying: PayingFacts
    ahead: bool = False
    """Whether it is paid ahead of its goods: then it was started with the return."""
