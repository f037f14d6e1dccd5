"""May the money of a return that is still open go somewhere else?"""

from __future__ import annotations

from knowledge.aftersales.decision import Decision, Ground, refund_to
from knowledge.aftersales.decisions import destinations, may_get_it, named
from knowledge.aftersales.facts import RefundChangeFacts
from knowledge.aftersales.policy import Policy
from knowledge.aftersales.states import RefundState, ReturnState
from knowledge.orders.payments import MethodKind


def decide_refund_change(facts: RefundChangeFacts, policy: Policy) -> Decision:
    """Whether a refund that waits for its goods goes to another method; its amount stays what it is."""
    ground = Ground(policy, return_state=facts.return_state, refund_state=facts.refund_state)
    if facts.refund_state is None:
        return ground.refuse("no-such-refund")
    if facts.ahead or facts.refund_state != RefundState.PENDING:
        return ground.refuse("refund-paid", "person")
    if facts.return_state != ReturnState.REQUESTED:
        return ground.refuse("goods-arrived", "person")
    method = facts.paying.method
    others = [each for each in destinations(facts.paying, policy) if each.code != facts.now]
    if method is None:
        return ground.refuse("method-not-yours", *named(others))
    if not may_get_it(method, facts.paying, policy):
        return ground.refuse("method-not-allowed", *named(others), method=method.code)
    if method.code == facts.now:
        return ground.refuse("same-method", *named(others))
    kinds = {each.kind for each in (facts.paying.original, *facts.paying.own) if each.code == facts.now}
    if policy.refunds.store_credit_bonus_percent and MethodKind.STORE_CREDIT in {method.kind, *kinds}:
        return ground.refuse("needs-person", "person", refund_minor=facts.minor)
    return ground.allow("refund-before-arrival", moves=refund_to(method, facts.minor, on_receipt=True))
