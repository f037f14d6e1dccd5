"""The policy pack: what the shop has written down about what happens after a sale, validated.

Money is in minor units of the order's currency, windows are in days.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from functools import partial
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    model_validator,
)

from knowledge.accounts.rules import AccountRules
from knowledge.aftersales.states import ClaimKind, Destination
from knowledge.catalogue.feed import RETURN_CLASSES
from knowledge.orders.models import ORDER_TRANSITIONS, OrderState

RETURN_REASONS = (
    "too_small",
    "too_big",
    "damaged",
    "defective",
    "wrong_item",
    "not_as_described",
    "changed_mind",
    "late",
)


def _one_of(value: str, kind: str, possible: Collection[str]) -> str:
    if value not in possible:
        raise ValueError(f"no such {kind} {value}: one of {', '.join(sorted(possible))}")
    return value


def _name(kind: str, possible: Collection[str]) -> Callable[[str], str]:
    return partial(_one_of, kind=kind, possible=possible)


_CANCELLABLE = [state for state, after in ORDER_TRANSITIONS.items() if OrderState.CANCELLED in after]

Minor = Annotated[StrictInt, Field(ge=0)]
Days = Annotated[StrictInt, Field(ge=0)]
Months = Annotated[StrictInt, Field(ge=0)]
Reason = Annotated[str, AfterValidator(_name("reason", RETURN_REASONS))]
ReturnsClass = Annotated[str, AfterValidator(_name("returns class", RETURN_CLASSES))]
BeforeShipping = Annotated[OrderState, AfterValidator(_name("cancellable state", _CANCELLABLE))]


class Rules(BaseModel):
    """A part of the pack; a setting that is not known is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CancelRules(Rules):
    """Calling off an order."""

    states: frozenset[BeforeShipping]
    reasons: frozenset[str] = frozenset()
    """Reasons that are accepted; empty when none is asked for."""
    after_items_changed: StrictBool = True


class InstantRefundRules(Rules):
    """Who is refunded when a return is asked for, before the goods have arrived."""

    levels: frozenset[str] = frozenset()
    """Member levels; empty for all."""
    kept_orders: Annotated[StrictInt, Field(ge=0)] = 0
    """So many other orders were delivered and nothing of them came back."""
    most_returned_percent: Annotated[StrictInt, Field(ge=0, le=100)] = 100
    """At most this share of all pieces that were delivered came back."""
    up_to_minor: Minor
    """The most that is paid ahead of goods that have not arrived, for all open returns of a customer together."""
    goods_within_days: Annotated[StrictInt, Field(ge=1)]
    """Days in which the goods are expected; then a person looks at it."""


class ReturnRules(Rules):
    """Sending goods back."""

    window_days: Days | None = None
    """Days from delivery; none when there is no limit."""
    window_days_by_level: dict[str, Days] = {}
    reasons: frozenset[Reason] = frozenset()
    """Reasons that are accepted; empty when none is asked for."""
    faulty_reasons: frozenset[Reason] = frozenset()
    warranty_months: Months = 24
    not_returnable: frozenset[ReturnsClass] = frozenset()
    unopened_only: frozenset[ReturnsClass] = frozenset()
    free_countries: frozenset[str] = frozenset()
    """Countries from which sending back is free; the fee is for all others."""
    fee_minor: Minor = 0
    bulky_fee_minor: Minor = 0
    standard_delivery_minor: Minor = 0
    """At most this much of the delivery cost goes back with the last goods of an order."""
    once_per_order: StrictBool = False
    """Whether an order with a return or exchange takes no other."""
    destinations: frozenset[Destination] = frozenset({Destination.ORIGINAL_PAYMENT})
    instant_refund: InstantRefundRules | None = None
    """None when nobody is refunded before the goods have arrived."""

    @property
    def limited(self) -> bool:
        """Whether there is a window at all."""
        return self.window_days is not None


class ExchangeRules(Rules):
    """Exchanging delivered goods for other variants of the same products, in the window of returns."""

    offered: StrictBool = True
    same_variant: StrictBool = False
    """Whether the same variant again is an exchange."""


class ChangeRules(Rules):
    """Changing an order that has not been shipped."""

    states: frozenset[BeforeShipping]
    items: StrictBool = True
    address: StrictBool = True
    payment: StrictBool = True
    removals: StrictBool = False
    """Whether single items can be taken out."""
    items_once: StrictBool = False
    """Whether a change of items (or a removal) is the last change an order takes."""
    delivery: StrictBool = True
    """Whether the way of delivery and the packaging may be changed."""
    delivery_states: frozenset[BeforeShipping] = frozenset()
    """States in which these may; empty for `states`."""


class ClaimRules(Rules):
    """What arrived wrong, broken or not at all."""

    window_days: dict[ClaimKind, Days] = {}
    """Days from delivery; a kind that is not named is not taken as a claim."""
    remedies: frozenset[Annotated[str, AfterValidator(_name("remedy", ("refund", "replacement")))]] = (
        frozenset()
    )
    person_above_minor: Minor | None = None
    """Claims worth more are taken, and accepted by a person."""


class RefundRules(Rules):
    """How money goes back."""

    charged_when_ordered: frozenset[str] = frozenset()
    """Payment methods that are charged at once; the others when the order ships."""
    store_credit_bonus_percent: Annotated[StrictInt, Field(ge=0, le=100)] = 0
    """What is added to the goods' refund when the customer takes it as store credit."""
    person_above_minor: Minor | None = None
    """A refund above this is decided by a person."""


class PriceMatchRules(Rules):
    """Paying the difference to a lower price."""

    window_days: Days
    """Days from the order."""
    shops: frozenset[str]
    """Whose prices are matched; `own` is the shop itself, those of all others are looked at by a person."""
    others_window_days: Days | None = None
    """Days from the order for the prices of others; as `window_days` when not given."""
    days_before: Days = 0
    """For so many days before the order the shop's own lower price counts, too."""
    paid_as: Destination = Destination.ORIGINAL_PAYMENT
    """How the difference is paid once the order was shipped; before, the order itself gets cheaper."""
    most_percent: Annotated[StrictInt, Field(ge=1, le=100)] = 100
    """The largest difference, in percent of what was paid."""


class PromoCode(Rules):
    """A code that lowers the price of goods."""

    code: Annotated[str, Field(min_length=1, max_length=40)]
    percent: Annotated[StrictInt, Field(ge=1, le=100)] | None = None
    amount_minor: Annotated[StrictInt, Field(ge=1)] | None = None
    starts: AwareDatetime | None = None
    ends: AwareDatetime | None = None
    least_minor: Minor = 0
    """The smallest value of goods it is for."""
    levels: frozenset[str] = frozenset()
    """Member levels it is for; empty for all."""
    announced: StrictBool = False
    """Whether shoppers who ask for a code may be told of it; those of member levels are told to these members."""

    @model_validator(mode="after")
    def _one_value(self) -> PromoCode:
        if (self.percent is None) == (self.amount_minor is None):
            raise ValueError("give either percent or amount_minor")
        if self.starts is not None and self.ends is not None and self.ends <= self.starts:
            raise ValueError("ends before it starts")
        return self

    def runs(self, at: datetime) -> bool:
        """Whether it is valid at a moment; the last moment counts."""
        return (self.starts is None or at >= self.starts) and (self.ends is None or at <= self.ends)


class Policy(Rules):
    """The rules of one shop."""

    name: Annotated[str, Field(min_length=1, max_length=40)]
    version: Annotated[str, Field(min_length=1, max_length=20)]
    confirmation_minutes: Annotated[StrictInt, Field(ge=1)] = 60
    """For so long a yes holds for what was shown."""
    counts_stock: StrictBool = True
    """Whether cancelled and exchanged goods change the stock here; false when another system counts it."""
    cancel: CancelRules
    returns: ReturnRules
    exchanges: ExchangeRules = ExchangeRules()
    changes: ChangeRules
    claims: ClaimRules = ClaimRules()
    refunds: RefundRules = RefundRules()
    price_match: PriceMatchRules | None = None
    promo_codes: tuple[PromoCode, ...] = ()
    accounts: AccountRules = AccountRules()

    @model_validator(mode="before")
    @classmethod
    def _version_is_text(cls, data: Any) -> Any:
        if isinstance(data, dict) and "version" in data and not isinstance(data["version"], str):
            raise ValueError('version is text: write it in quotes, such as "2026-11"')
        return data

    @property
    def title(self) -> str:
        """Name and version, as decisions keep them."""
        return f"{self.name} {self.version}"

    def window_days(self, level: str) -> int | None:
        """Days from delivery in which a customer of this level may return; None without a limit."""
        return self.returns.window_days_by_level.get(level, self.returns.window_days)
