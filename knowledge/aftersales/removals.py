"""May items be taken out of an order that was not shipped, so that the rest still comes?"""

from __future__ import annotations

from knowledge.aftersales.decision import Decision, Ground, Move, Step, missing, refund_to
from knowledge.aftersales.facts import MethodFacts, RemovalFacts
from knowledge.aftersales.policy import Policy
from knowledge.aftersales.swaps import refuse_change


def decide_removal(facts: RemovalFacts, policy: Policy) -> Decision:
    """Whether items leave the order, and how much money goes back where; the delivery is still paid for."""
    ground = Ground(policy, state=str(facts.state), items_changed=facts.items_changed)
    refused = refuse_change(ground, facts.state, facts.items_changed, offered=True)
    if refused is not None:
        return refused
    if not policy.changes.removals:
        whole = ["cancel"] if facts.state in policy.cancel.states else []
        return ground.refuse("removal-not-offered", *whole, "return_after_delivery")
    if not facts.lines:
        return ground.refuse("nothing-named")
    short = missing(facts.lines)
    if short is not None:
        return ground.refuse("not-so-many", "person", item=short.label, quantity_left=short.left)
    if facts.stays < 1:
        return ground.refuse("would-be-empty", "cancel")
    worth = facts.list_minor - facts.discount_share_minor
    limit = policy.refunds.person_above_minor
    if facts.paying.charged and limit is not None and worth > limit:
        return ground.refuse("needs-person", "person", refund_minor=worth)
    return ground.allow(
        "removed-before-shipping",
        moves=_back(facts, worth) if facts.paying.charged else (),
        arithmetic=(
            *(Step(f"{line.asked} x {line.label}", line.unit_minor * line.asked) for line in facts.lines),
        ),
    )


def _back(facts: RemovalFacts, minor: int) -> tuple[Move, ...]:
    """The money to how the order was paid first, of each method no more than the shop holds of it."""
    held: tuple[tuple[MethodFacts, int], ...] = facts.paid or ((facts.paying.original, minor),)
    moves: list[Move] = []
    for method, holds in held:
        part = min(minor, holds)
        moves += refund_to(method, part)
        minor -= part
    return tuple(moves)
