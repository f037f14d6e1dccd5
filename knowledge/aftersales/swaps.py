"""May goods be had in another variant? Before shipping that is a change of items, after delivery an exchange."""

from __future__ import annotations

from knowledge.aftersales.decision import (
    BEFORE_SHIPPING,
    Alternative,
    Decision,
    Ground,
    Step,
    missing,
    payers,
    settle_difference,
)
from knowledge.aftersales.facts import ExchangeFacts, ItemChangeFacts, PayingFacts, SwapFacts
from knowledge.aftersales.policy import Policy
from knowledge.orders.models import OrderState

VARIANTS_OFFERED = 3


def decide_exchange(facts: ExchangeFacts, policy: Policy) -> Decision:
    """Whether delivered goods may be exchanged, and who pays what when they have come back."""
    classes = {swap.line.returns for swap in facts.swaps}
    ground = Ground(policy, state=str(facts.state))
    if not policy.exchanges.offered:
        return ground.refuse("exchanges-not-offered", "return")
    if facts.state == OrderState.CANCELLED:
        return ground.refuse("order-cancelled")
    if facts.state in BEFORE_SHIPPING & policy.changes.states:
        return ground.refuse("not-yet-shipped", "change_items")
    window = policy.window_days(facts.level)
    if facts.state != OrderState.DELIVERED or (window is not None and facts.delivered_at is None):
        return ground.refuse("not-delivered", "return_after_delivery")
    if policy.returns.once_per_order and facts.earlier_requests:
        return ground.refuse("one-request-per-order", "person", earlier_requests=facts.earlier_requests)
    if window is not None and facts.delivered_at is not None:
        ground.seen |= {"days_since_delivery": (facts.now - facts.delivered_at).days, "window_days": window}
        if (facts.now - facts.delivered_at).days > window:
            return ground.refuse("window-over", "person")
    if not policy.returns.not_returnable.isdisjoint(classes):
        return ground.refuse("final-sale", "person")
    refused = _refuse_swaps(ground, facts.swaps, same_variant=policy.exchanges.same_variant)
    return refused or _settled(ground, facts.swaps, facts.paying, "exchange-within-rules", on_receipt=True)


def decide_item_change(facts: ItemChangeFacts, policy: Policy) -> Decision:
    """Whether items of an order that was not shipped may become other variants, and who pays what now."""
    ground = Ground(policy, state=str(facts.state), items_changed=facts.items_changed)
    refused = refuse_change(ground, facts.state, facts.items_changed, offered=policy.changes.items)
    refused = refused or _refuse_swaps(ground, facts.swaps, same_variant=False)
    return refused or _settled(ground, facts.swaps, facts.paying, "change-before-shipping", on_receipt=False)


def refuse_change(
    ground: Ground,
    state: OrderState,
    items_changed: bool,
    *,
    offered: bool,
    states: frozenset[OrderState] | None = None,
) -> Decision | None:
    """Why an order takes no change now; None when it does. `states` are others than those of all changes."""
    rules = ground.policy.changes
    if state == OrderState.CANCELLED:
        return ground.refuse("order-cancelled")
    if state == OrderState.DELIVERED:
        return ground.refuse("already-delivered", "exchange", "return")
    if state == OrderState.SHIPPED:
        return ground.refuse("already-shipped", "return_after_delivery")
    if state not in (states or rules.states):
        nearest = "cancel" if state in ground.policy.cancel.states else "return_after_delivery"
        return ground.refuse("being-packed", nearest)
    if items_changed and rules.items_once:
        return ground.refuse("items-changed", "person")
    return None if offered else ground.refuse("change-not-offered", "person")


def _refuse_swaps(ground: Ground, swaps: tuple[SwapFacts, ...], *, same_variant: bool) -> Decision | None:
    if not swaps:
        return ground.refuse("nothing-named")
    short = missing(tuple(swap.line for swap in swaps))
    if short is not None:
        rule = "not-so-many" if short.left else "already-returned"
        return ground.refuse(rule, "person", item=short.label, quantity_left=short.left)
    for swap in swaps:
        item = swap.line.label
        near = [Alternative("variant", each.sku) for each in swap.others[:VARIANTS_OFFERED]]
        if swap.wanted is None:
            return ground.refuse("no-such-variant", *near, item=item)
        wanted = {"item": item, "wanted": swap.wanted.sku}
        if not swap.wanted.same_product:
            return ground.refuse("other-product", *near, **wanted)
        if swap.wanted.sku == swap.sku and not same_variant:
            return ground.refuse("same-variant", *near, **wanted)
        together = sum(each.line.asked for each in swaps if each.wanted == swap.wanted)
        if swap.wanted.stock < together:
            return ground.refuse("variant-not-available", *near, **wanted, stock=swap.wanted.stock)
    return None


def _settled(
    ground: Ground, swaps: tuple[SwapFacts, ...], paying: PayingFacts, rule: str, *, on_receipt: bool
) -> Decision:
    difference = sum(swap.difference_minor for swap in swaps)
    ground.seen |= {"difference_minor": difference}
    method = paying.method
    if method is None:
        return ground.refuse("method-not-yours", *payers(paying, difference))
    if not method.covers(difference):
        left = method.balance_minor
        return ground.refuse("balance-too-low", *payers(paying, difference), balance_minor=left)
    limit = ground.policy.refunds.person_above_minor
    if limit is not None and -difference > limit:
        return ground.refuse("needs-person", "person", refund_minor=-difference)
    return ground.allow(
        rule,
        # Before the order is charged there is only a new total.
        moves=settle_difference(method, difference, on_receipt=on_receipt) if paying.charged else (),
        arithmetic=tuple(
            Step(f"{swap.line.asked} x {swap.wanted.label} for {swap.line.label}", swap.difference_minor)
            for swap in swaps
            if swap.wanted is not None
        ),
    )
