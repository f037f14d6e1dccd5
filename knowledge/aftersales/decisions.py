"""May this be returned, or cancelled? Pure functions of facts and policy.

Each answer carries the rule that decided, the facts it looked at, and the nearest things that are allowed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import timedelta

from knowledge.aftersales.decision import (
    BEFORE_SHIPPING,
    Alternative,
    Decision,
    Ground,
    Step,
    missing,
    refund_to,
)
from knowledge.aftersales.facts import CancelFacts, LineFacts, MethodFacts, PayingFacts, ReturnFacts
from knowledge.aftersales.policy import InstantRefundRules, Policy
from knowledge.aftersales.states import Destination
from knowledge.aftersales.trust import is_trusted
from knowledge.orders.models import OrderState
from knowledge.orders.payments import MethodKind

DAYS_PER_MONTH = 30.4375  # mean of the Gregorian calendar


def decide_cancel(facts: CancelFacts, policy: Policy) -> Decision:
    """Whether an order may be cancelled, and how much money goes back where."""
    ground = Ground(policy, state=str(facts.state), charged=facts.paying.charged)
    rules = policy.cancel
    if facts.state == OrderState.CANCELLED:
        return ground.refuse("already-cancelled")
    if facts.state == OrderState.SHIPPED:
        return ground.refuse("already-shipped", "return_after_delivery")
    if facts.state == OrderState.DELIVERED:
        return ground.refuse("already-delivered", "return")
    if facts.state not in rules.states:
        return ground.refuse("not-cancellable", "return_after_delivery")
    if facts.items_changed and not rules.after_items_changed:
        return ground.refuse("items-changed", "return_after_delivery", items_changed=True)
    if rules.reasons and facts.reason not in rules.reasons:
        accepted = [Alternative("reason", reason) for reason in sorted(rules.reasons)]
        return ground.refuse("reason-not-accepted", *accepted, reason=facts.reason)
    paid = facts.paid or ((facts.paying.original, max(0, facts.total_minor)),)
    if not facts.paying.charged:
        paid = ()
    refund = sum(minor for _, minor in paid)
    if policy.refunds.person_above_minor is not None and refund > policy.refunds.person_above_minor:
        return ground.refuse("needs-person", "person", refund_minor=refund)
    return ground.allow(
        "before-shipping",
        moves=tuple(move for method, minor in paid for move in refund_to(method, minor)),
        arithmetic=tuple(Step(f"paid with {method.code}", minor) for method, minor in paid),
    )


def decide_return(facts: ReturnFacts, policy: Policy) -> Decision:
    """Whether goods of an order may go back, and how much money would."""
    rules = policy.returns
    faulty = facts.reason in rules.faulty_reasons
    classes = ", ".join(sorted({line.returns for line in facts.lines}))
    ground = Ground(policy, state=str(facts.state), returns=classes, reason=facts.reason)
    refused = _refuse_order(ground, facts) or _refuse_lines(ground, facts)
    refused = refused or (_refuse_faulty(ground, facts) if faulty else _refuse_by_choice(ground, facts))
    if refused is not None:
        return refused
    method = facts.paying.method
    if method is None:
        return ground.refuse("method-not-yours", *named(destinations(facts.paying, policy)))
    if not may_get_it(method, facts.paying, policy):
        return ground.refuse(
            "method-not-allowed", *named(destinations(facts.paying, policy)), method=method.code
        )
    ground.seen |= {"country": facts.country}
    fee = 0 if faulty else _fee(facts, policy)
    decided = _paid_back(ground, facts, method, fee, rule="faulty-or-wrong" if faulty else "within-window")
    limit = policy.refunds.person_above_minor
    if limit is not None and decided.refund_minor > limit:
        return ground.refuse("needs-person", "person", refund_minor=decided.refund_minor)
    return _at_once(decided, facts, rules.instant_refund)


def _at_once(decided: Decision, facts: ReturnFacts, rules: InstantRefundRules | None) -> Decision:
    """The same, refunded before the goods have arrived where the customer is trusted."""
    if rules is None or facts.trust is None:
        return decided
    seen = {**decided.facts, "level": facts.level, **asdict(facts.trust)}
    if not is_trusted(facts, decided.refund_minor, rules):
        return replace(decided, facts=seen)
    return replace(
        decided,
        rule="refunded-at-once",
        facts={**seen, "allowed_by": decided.rule},
        moves=tuple(replace(move, on_receipt=False) for move in decided.moves),
        goods_within_days=rules.goods_within_days,
    )


def _refuse_order(ground: Ground, facts: ReturnFacts) -> Decision | None:
    policy = ground.policy
    if facts.state == OrderState.CANCELLED:
        return ground.refuse("order-cancelled")
    if facts.state in BEFORE_SHIPPING & policy.cancel.states:
        open_ = policy.cancel.after_items_changed or not facts.items_changed
        return ground.refuse("not-yet-shipped", "cancel" if open_ else "return_after_delivery")
    if facts.state != OrderState.DELIVERED or (policy.returns.limited and facts.delivered_at is None):
        return ground.refuse("not-delivered", "return_after_delivery")
    if policy.returns.once_per_order and facts.earlier_requests:
        return ground.refuse("one-request-per-order", "person", earlier_requests=facts.earlier_requests)
    return None


def _refuse_lines(ground: Ground, facts: ReturnFacts) -> Decision | None:
    rules = ground.policy.returns
    if not facts.lines:
        return ground.refuse("nothing-named")
    short = missing(facts.lines)
    if short is not None:
        left = [Alternative("quantity", str(short.left))] if short.left > 0 else []
        return ground.refuse("already-returned", *left, "person", item=short.label, quantity_left=short.left)
    if rules.reasons and facts.reason and facts.reason not in rules.reasons:
        return ground.refuse("reason-not-accepted")
    return None


def _refuse_faulty(ground: Ground, facts: ReturnFacts) -> Decision | None:
    """What the shop is responsible for goes back within the warranty, whatever it is."""
    if facts.delivered_at is None:
        return None
    age = facts.now - facts.delivered_at
    ground.seen |= {"days_since_delivery": age.days}
    for line in facts.lines:
        months = max(ground.policy.returns.warranty_months, line.warranty_months)
        if age > timedelta(days=months * DAYS_PER_MONTH):
            return ground.refuse("warranty-over", "person", item=line.label, warranty_months=months)
    return None


def _refuse_by_choice(ground: Ground, facts: ReturnFacts) -> Decision | None:
    rules = ground.policy.returns
    window = ground.policy.window_days(facts.level)
    days = (facts.now - facts.delivered_at).days if facts.delivered_at is not None else None
    if days is not None:
        ground.seen |= {"days_since_delivery": days}
    if window is not None:
        ground.seen |= {"window_days": window, "level": facts.level}
    classes = {line.returns for line in facts.lines}
    if not rules.not_returnable.isdisjoint(classes):
        return ground.refuse("final-sale", "person")
    if window is not None and days is not None and days > window:  # the whole last day counts
        return ground.refuse("window-over", "person")
    if facts.opened and not rules.unopened_only.isdisjoint(classes):
        return ground.refuse("hygiene-opened", "person")
    return None


def _paid_back(ground: Ground, facts: ReturnFacts, method: MethodFacts, fee: int, *, rule: str) -> Decision:
    goods = sum(line.unit_minor * line.asked for line in facts.lines)
    fee = min(fee, goods)
    bonus = 0
    if method.kind == MethodKind.STORE_CREDIT:
        bonus = (goods - fee) * ground.policy.refunds.store_credit_bonus_percent // 100
    steps = [
        *(Step(f"{line.asked} x {line.label}", line.unit_minor * line.asked) for line in facts.lines),
        Step("fee", -fee),
        Step("delivery", facts.delivery_minor),
        Step("store credit bonus", bonus),
    ]
    return ground.allow(
        rule,
        moves=refund_to(method, goods - fee + facts.delivery_minor + bonus, on_receipt=True),
        arithmetic=tuple(step for step in steps if step.minor),
        fee_minor=fee,
        delivery_minor=facts.delivery_minor,
    )


def _fee(facts: ReturnFacts, policy: Policy) -> int:
    """Collecting what is bulky and sending the rest as a parcel, each once."""

    def bulky(line: LineFacts) -> bool:
        return line.returns == "bulky"

    fee = policy.returns.bulky_fee_minor if any(map(bulky, facts.lines)) else 0
    if not all(map(bulky, facts.lines)) and facts.country not in policy.returns.free_countries:
        fee += policy.returns.fee_minor
    return fee


def may_get_it(method: MethodFacts, paying: PayingFacts, policy: Policy) -> bool:
    """Whether a refund may go to a method."""
    open_to = policy.returns.destinations
    return not method.foreign and (
        (method.code == paying.original.code and Destination.ORIGINAL_PAYMENT in open_to)
        or (method.kind == MethodKind.GIFT_CARD and Destination.GIFT_CARD in open_to)
        or (method.kind == MethodKind.STORE_CREDIT and Destination.STORE_CREDIT in open_to)
    )


def destinations(paying: PayingFacts, policy: Policy) -> tuple[MethodFacts, ...]:
    """The original method and the customer's others that a refund may go to."""
    methods = {method.code: method for method in (paying.original, *paying.own)}
    return tuple(each for each in methods.values() if may_get_it(each, paying, policy))


def named(methods: Iterable[MethodFacts]) -> tuple[Alternative, ...]:
    """Payment methods as what would pass instead."""
    return tuple(Alternative("method", each.code) for each in methods)
