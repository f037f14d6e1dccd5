"""Does a lower price get matched, and does a code lower this one?"""

from __future__ import annotations

from knowledge.aftersales.decision import (
    BEFORE_SHIPPING,
    Alternative,
    Decision,
    Ground,
    Step,
    refund_to,
)
from knowledge.aftersales.facts import MethodFacts, PriceMatchFacts, PromoCodeFacts
from knowledge.aftersales.policy import Policy, PriceMatchRules, PromoCode
from knowledge.aftersales.states import Destination
from knowledge.orders.models import OrderState
from knowledge.orders.payments import MethodKind

OWN = "own"
"""How a policy names the shop itself among the shops whose prices are matched."""


def decide_price_match(facts: PriceMatchFacts, policy: Policy) -> Decision:
    """Whether the difference to a lower price goes back."""
    rules = policy.price_match
    days = (facts.now - facts.placed_at).days
    line = facts.line
    ground = Ground(policy, state=str(facts.state), shop=facts.shop, days_since_order=days)
    own = facts.shop == OWN
    if rules is None:
        return ground.refuse("price-match-not-offered")
    if facts.state == OrderState.CANCELLED:
        return ground.refuse("order-cancelled")
    if facts.shop not in rules.shops:
        return ground.refuse("shop-not-matched", *(Alternative("shop", shop) for shop in sorted(rules.shops)))
    window = rules.window_days if own or rules.others_window_days is None else rules.others_window_days
    if days > window:
        return ground.refuse("price-match-too-late", "return", window_days=window)
    if facts.matched:
        return ground.refuse("price-matched-already", "person", item=line.label)
    if not 1 <= line.asked <= line.left:
        return ground.refuse("not-so-many", item=line.label, quantity_left=line.left)
    difference = line.unit_minor - facts.lower_minor if facts.lower_minor is not None else 0
    ground.seen |= {"paid_minor": line.unit_minor, "lower_minor": facts.lower_minor}
    if difference <= 0:
        return ground.refuse("price-not-lower")
    if difference * 100 > line.unit_minor * rules.most_percent:
        return ground.refuse("difference-too-large", "person", most_percent=rules.most_percent)
    total = difference * line.asked
    limit = policy.refunds.person_above_minor
    if limit is not None and total > limit:
        return ground.refuse("needs-person", "person", refund_minor=total)
    return ground.allow(
        "price-matched" if own else "price-match-for-a-person",
        moves=refund_to(_paid_as(facts, rules), total) if facts.paying.charged else (),
        arithmetic=(Step(f"{line.asked} x {line.label}", total),),
        person=not own,
    )


def _paid_as(facts: PriceMatchFacts, rules: PriceMatchRules) -> MethodFacts:
    """Where the difference goes; what is not shipped yet can still be cancelled, so it goes where that money would."""
    kind = {
        Destination.STORE_CREDIT: MethodKind.STORE_CREDIT,
        Destination.GIFT_CARD: MethodKind.GIFT_CARD,
    }.get(rules.paid_as)
    paying = facts.paying
    if kind is None or paying.original.kind == kind or facts.state in BEFORE_SHIPPING:
        return paying.original
    new = MethodFacts(kind.value, kind)
    return next((method for method in paying.own if method.kind == kind), new)


def decide_promo_code(facts: PromoCodeFacts, policy: Policy) -> Decision:
    """Whether a code is good for these goods, and what it takes off (a negative step of the arithmetic)."""
    ground = Ground(policy, code=facts.code, goods_minor=facts.goods_minor, level=facts.level)
    code = next((each for each in policy.promo_codes if each.code.casefold() == facts.code.casefold()), None)
    if code is None:
        return ground.refuse("code-unknown", *_passing(facts, policy))
    if code.starts is not None and facts.now < code.starts:
        return ground.refuse("code-not-yet-valid", *_passing(facts, policy), starts=code.starts.isoformat())
    if not code.runs(facts.now):
        return ground.refuse(
            "code-expired", *_passing(facts, policy), ends=code.ends.isoformat() if code.ends else None
        )
    if code.levels and facts.level not in code.levels:
        return ground.refuse("code-for-other-members", *_passing(facts, policy))
    goods = facts.goods_minor
    ground.seen |= {
        "least_minor": code.least_minor,
        "percent": code.percent,
        "amount_minor": code.amount_minor,
    }
    if goods is not None and goods < code.least_minor:
        return ground.refuse("order-too-small", *_passing(facts, policy))
    return ground.allow("code-valid", arithmetic=(Step(code.code, -_off(code, goods)),) if goods else ())


def _off(code: PromoCode, goods_minor: int) -> int:
    """What a code takes off, rounded down, never more than the goods cost."""
    if code.percent is not None:
        return goods_minor * code.percent // 100
    return min(code.amount_minor or 0, goods_minor)


def _passing(facts: PromoCodeFacts, policy: Policy) -> list[Alternative]:
    return [Alternative("code", code.code) for code in passing_codes(facts, policy)]


def passing_codes(facts: PromoCodeFacts, policy: Policy) -> list[PromoCode]:
    """Codes that are good for these goods and may be told to this shopper: announced ones, and those of their level.

    A code of others is nobody's business, and one that is known to those who were sent it is not spread.
    """
    goods = facts.goods_minor
    return [
        code
        for code in policy.promo_codes
        if (facts.level in code.levels if code.levels else code.announced)
        and code.runs(facts.now)
        and (goods is None or goods >= code.least_minor)
    ]
