"""May this be returned, or cancelled? Pure functions of facts and policy.

Each answer carries the rule that decided, the facts it looked at, and the nearest thing that is allowed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from knowledge.aftersales.policy import Policy
from knowledge.orders.models import OrderState

DAYS_PER_MONTH = 30.4375  # mean of the Gregorian calendar


@dataclass(frozen=True)
class LineFacts:
    """What matters of an order line."""

    line_id: int
    label: str
    quantity: int
    already_returned: int
    unit_minor: int
    returns: str
    """The product's returns class: standard, hygiene, bulky or final_sale."""
    warranty_months: int = 0
    """The product's own warranty, where it is longer than the law's."""


@dataclass(frozen=True)
class ReturnFacts:
    """What matters for a return."""

    state: OrderState
    delivered_at: datetime | None
    level: str
    country: str
    line: LineFacts
    quantity: int
    reason: str | None
    now: datetime
    opened: bool | None = None
    """Whether the seal of hygiene goods was opened; None when not asked yet."""
    delivery_minor: int = 0
    """Delivery cost to refund because nothing of the order is kept."""


@dataclass(frozen=True)
class CancelFacts:
    """What matters for a cancellation."""

    state: OrderState
    total_minor: int
    charged: bool
    """Whether the money has been taken already."""


@dataclass(frozen=True)
class Decision:
    """The outcome and its ground."""

    allowed: bool
    rule: str
    policy_version: str
    facts: dict[str, Any] = field(default_factory=dict)
    refund_minor: int = 0
    """What goes back in all: goods less fee, and delivery."""
    fee_minor: int = 0
    delivery_minor: int = 0
    alternative: str | None = None
    """The nearest thing that would be allowed: cancel, return, return_after_delivery or person."""


def decide_return(facts: ReturnFacts, policy: Policy) -> Decision:
    """Whether some of an order line may go back, and how much money would."""

    def answer(allowed: bool, rule: str, alternative: str | None = None, **more: Any) -> Decision:
        return Decision(
            allowed=allowed,
            rule=rule,
            policy_version=policy.version,
            facts=seen | more,
            alternative=alternative,
        )

    seen: dict[str, Any] = {"state": str(facts.state), "returns": facts.line.returns, "reason": facts.reason}
    if facts.state in policy.cancellable_states:
        return answer(False, "not-yet-shipped", "cancel")
    if facts.state == OrderState.CANCELLED:
        return answer(False, "order-cancelled")
    if facts.state != OrderState.DELIVERED or facts.delivered_at is None:
        return answer(False, "not-delivered", "return_after_delivery")
    left = facts.line.quantity - facts.line.already_returned
    if facts.quantity < 1 or facts.quantity > left:
        return answer(False, "already-returned", "person", quantity_left=left)

    age = facts.now - facts.delivered_at
    seen |= {"days_since_delivery": age.days}
    faulty = facts.reason in policy.faulty_reasons
    if faulty:
        months = max(policy.warranty_months, facts.line.warranty_months)
        if age > timedelta(days=months * DAYS_PER_MONTH):
            return answer(False, "warranty-over", "person", warranty_months=months)
        return _allowed(facts, policy, "faulty-or-wrong", seen, fee=0)

    window = policy.window_days(facts.level)
    seen |= {"window_days": window, "level": facts.level}
    if facts.line.returns in policy.not_returnable:
        return answer(False, "final-sale", "person")
    if age.days > window:  # the whole last day counts, as the help article promises
        return answer(False, "window-over", "person")
    if facts.line.returns in policy.unopened_only and facts.opened:
        return answer(False, "hygiene-opened", "person")
    return _allowed(facts, policy, "within-window", seen, fee=_fee(facts, policy))


def _fee(facts: ReturnFacts, policy: Policy) -> int:
    if facts.line.returns == "bulky":
        return policy.bulky_collection_fee_minor
    return 0 if facts.country in policy.free_return_countries else policy.return_fee_minor


def _allowed(facts: ReturnFacts, policy: Policy, rule: str, seen: dict[str, Any], *, fee: int) -> Decision:
    gross = facts.line.unit_minor * facts.quantity
    fee = min(fee, gross)
    return Decision(
        allowed=True,
        rule=rule,
        policy_version=policy.version,
        facts=seen | {"country": facts.country},
        refund_minor=gross - fee + facts.delivery_minor,
        fee_minor=fee,
        delivery_minor=facts.delivery_minor,
    )


def decide_cancel(facts: CancelFacts, policy: Policy) -> Decision:
    """Whether an order may be cancelled, and how much money goes back."""
    seen = {"state": str(facts.state), "charged": facts.charged}
    if facts.state in policy.cancellable_states:
        refund = max(0, facts.total_minor) if facts.charged else 0
        return Decision(True, "before-shipping", policy.version, facts=seen, refund_minor=refund)
    rule = {
        OrderState.CANCELLED: "already-cancelled",
        OrderState.SHIPPED: "already-shipped",
        OrderState.DELIVERED: "already-delivered",
    }.get(facts.state, "not-cancellable")
    alternative = {"already-shipped": "return_after_delivery", "already-delivered": "return"}.get(rule)
    return Decision(False, rule, policy.version, facts=seen, alternative=alternative)
