"""Does a lower price get matched, and does a code lower this one?"""

from __future__ import annotations

from knowledge.aftersales.decision import Alternative, Decision, Ground, Step, refund_to
from knowledge.aftersales.facts import PriceMatchFacts, PromoCodeFacts
from knowledge.aftersales.policy import Policy, PromoCode
from knowledge.orders.models import OrderState


def decide_price_match(facts: PriceMatchFacts, policy: Policy) -> Decision:
    """Whether the difference to a lower price goes back."""
    rules = policy.price_match
    days = (facts.now - facts.placed_at).days
    line = facts.line
    ground = Ground(policy, state=str(facts.state), shop=facts.shop, days_since_order=days)
    if rules is None:
        return ground.refuse("price-match-not-offered")
    if facts.state == OrderState.CANCELLED:
        return ground.refuse("order-cancelled")
    if facts.shop not in rules.shops:
        return ground.refuse("shop-not-matched", *(Alternative("shop", shop) for shop in sorted(rules.shops)))
    if days > rules.window_days:
        return ground.refuse("price-match-too-late", "return", window_days=rules.window_days)
    if not 1 <= line.asked <= line.left:
        return ground.refuse("not-so-many", item=line.label, quantity_left=line.left)
    difference = line.unit_minor - facts.lower_minor
    if difference <= 0:
        return ground.refuse("price-not-lower", paid_minor=line.unit_minor, lower_minor=facts.lower_minor)
    if difference * 100 > line.unit_minor * rules.most_percent:
        return ground.refuse("difference-too-large", "person", most_percent=rules.most_percent)
    total = difference * line.asked
    moves = refund_to(facts.paying.original, total) if facts.paying.charged else ()
    return ground.allow(
        "price-matched", moves=moves, arithmetic=(Step(f"{line.asked} x {line.label}", total),)
    )


def decide_promo_code(facts: PromoCodeFacts, policy: Policy) -> Decision:
    """Whether a code is good for these goods, and what it takes off (a negative step of the arithmetic)."""
    ground = Ground(policy, code=facts.code, goods_minor=facts.goods_minor, level=facts.level)
    code = next((each for each in policy.promo_codes if each.code.casefold() == facts.code.casefold()), None)
    if code is None:
        return ground.refuse("code-unknown", *_passing(facts, policy))
    if code.starts is not None and facts.now < code.starts:
        return ground.refuse("code-not-yet-valid", *_passing(facts, policy), starts=code.starts.isoformat())
    if not code.runs(facts.now):
        return ground.refuse("code-expired", *_passing(facts, policy))
    if code.levels and facts.level not in code.levels:
        return ground.refuse("code-for-other-members", *_passing(facts, policy))
    if facts.goods_minor < code.least_minor:
        return ground.refuse("order-too-small", *_passing(facts, policy), least_minor=code.least_minor)
    return ground.allow("code-valid", arithmetic=(Step(code.code, -_off(code, facts.goods_minor)),))


def _off(code: PromoCode, goods_minor: int) -> int:
    """What a code takes off, rounded down, never more than the goods cost."""
    if code.percent is not None:
        return goods_minor * code.percent // 100
    return min(code.amount_minor or 0, goods_minor)


def _passing(facts: PromoCodeFacts, policy: Policy) -> list[Alternative]:
    """Codes for this member level only, since a code of others is nobody's business."""
    return [
        Alternative("code", code.code)
        for code in policy.promo_codes
        if code.levels
        and facts.level in code.levels
        and code.runs(facts.now)
        and facts.goods_minor >= code.least_minor
    ]
