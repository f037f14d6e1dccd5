"""What is done about goods that came wrong, broken or not at all."""

from __future__ import annotations

from knowledge.aftersales.decision import (
    BEFORE_SHIPPING,
    Alternative,
    Decision,
    Ground,
    Step,
    missing,
    refund_to,
)
from knowledge.aftersales.decisions import DAYS_PER_MONTH
from knowledge.aftersales.facts import ClaimFacts
from knowledge.aftersales.policy import Policy
from knowledge.aftersales.states import ClaimKind
from knowledge.orders.models import OrderState


def decide_claim(facts: ClaimFacts, policy: Policy) -> Decision:
    """Whether a claim is taken, what goes back, and whether a person has to accept it first."""
    rules = policy.claims
    ground = Ground(policy, state=str(facts.state), kind=str(facts.kind), remedy=facts.remedy)
    if facts.state == OrderState.CANCELLED:
        return ground.refuse("order-cancelled")
    if facts.state in BEFORE_SHIPPING:
        nearest = "cancel" if facts.state in policy.cancel.states else "return_after_delivery"
        return ground.refuse("not-delivered", nearest)
    if facts.state != OrderState.DELIVERED:
        return ground.refuse("not-delivered", "return_after_delivery")
    if facts.kind not in rules.window_days:
        return ground.refuse("claim-not-taken", "person")
    if not facts.lines:
        return ground.refuse("nothing-named")
    short = missing(facts.lines)
    if short is not None:
        return ground.refuse("already-returned", "person", item=short.label, quantity_left=short.left)
    days = (facts.now - facts.delivered_at).days if facts.delivered_at is not None else 0
    window = rules.window_days[facts.kind]
    if facts.kind == ClaimKind.DEFECTIVE:
        window = min(warranty_days(policy, line.warranty_months) for line in facts.lines)
    ground.seen |= {"days_since_delivery": days, "window_days": window}
    if days > window:
        return ground.refuse("claim-too-late", "person")
    if facts.remedy not in rules.remedies:
        remedies = (Alternative("remedy", each) for each in sorted(rules.remedies))
        return ground.refuse("remedy-not-offered", *remedies)
    if facts.remedy == "replacement" and not facts.in_stock:
        other = [Alternative("remedy", "refund")] if "refund" in rules.remedies else []
        return ground.refuse("replacement-not-available", *other, "person")
    return _accepted(ground, facts)


def warranty_days(policy: Policy, months: int) -> int:
    """Days from delivery in which a defect is taken as a claim: the product's own warranty, where it is longer."""
    return max(policy.claims.window_days.get(ClaimKind.DEFECTIVE, 0), int(months * DAYS_PER_MONTH))


def _accepted(ground: Ground, facts: ClaimFacts) -> Decision:
    worth = sum(line.unit_minor * line.asked for line in facts.lines)
    limit = ground.policy.claims.person_above_minor
    moves = refund_to(facts.paying.original, worth) if facts.remedy == "refund" else ()
    person = limit is not None and worth > limit
    return ground.allow(
        "claim-for-a-person" if person else "claim-accepted",
        moves=moves,
        arithmetic=tuple(
            Step(f"{line.asked} x {line.label}", line.unit_minor * line.asked) for line in facts.lines
        ),
        person=person,
    )
