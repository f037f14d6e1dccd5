"""May an order come another way, on another day, or packed otherwise?"""

from __future__ import annotations

from datetime import date

from knowledge.aftersales.decision import (
    Alternative,
    Decision,
    Ground,
    Step,
    payers,
    settle_difference,
)
from knowledge.aftersales.delivery_facts import DeliveryChangeFacts, PackagingFacts, RescheduleFacts
from knowledge.aftersales.facts import PayingFacts
from knowledge.aftersales.policy import Policy
from knowledge.aftersales.swaps import refuse_change
from knowledge.orders.models import OrderState

DAYS_OFFERED = 5


def decide_delivery(facts: DeliveryChangeFacts, policy: Policy) -> Decision:
    """Whether an order that was not shipped travels another way, and who pays what."""
    ground = Ground(
        policy,
        state=str(facts.state),
        items_changed=facts.items_changed,
        method=facts.method,
        wanted=facts.wanted,
    )
    refused = _refuse_before_shipping(ground, facts.state, facts.items_changed, offered=bool(facts.offers))
    if refused is not None:
        return refused
    others = [Alternative("delivery", each.method) for each in facts.offers if each.method != facts.method]
    offer = next((each for each in facts.offers if each.method == facts.wanted), None)
    if offer is None:
        return ground.refuse("delivery-not-offered", *others)
    if facts.wanted == facts.method:
        return ground.refuse("same-delivery", *others)
    day = offer.promised_at.date().isoformat()
    difference = offer.price_minor - facts.paid_minor
    step = Step(f"{facts.method} to {facts.wanted}, by {day}", difference)
    return _settled(ground, facts.paying, step, "delivery-before-shipping")


def decide_packaging(facts: PackagingFacts, policy: Policy) -> Decision:
    """Whether an order that was not shipped is packed as wished, and what that costs."""
    prices = dict(facts.offered)
    ground = Ground(policy, state=str(facts.state), wanted=", ".join(facts.wanted))
    refused = _refuse_before_shipping(ground, facts.state, facts.items_changed, offered=bool(prices))
    if refused is not None:
        return refused
    offered = [Alternative("packaging", each) for each in prices if each not in facts.chosen]
    if not facts.wanted:
        return ground.refuse("nothing-named", *offered)
    if not prices.keys() >= set(facts.wanted):
        return ground.refuse("packaging-not-offered", *offered)
    new = [each for each in dict.fromkeys(facts.wanted) if each not in facts.chosen]
    if not new:
        return ground.refuse("packaging-known", *offered)
    cost = sum(prices[each] for each in new)
    return _settled(ground, facts.paying, Step(", ".join(new), cost), "packaging-before-shipping")


def decide_reschedule(facts: RescheduleFacts, policy: Policy) -> Decision:
    """Whether a parcel that is not with the courier yet comes on another day, at another time, or is left somewhere."""
    ground = Ground(policy, state=str(facts.state), last_status=facts.last_status)
    refused = _refuse_parcel(ground, facts)
    if refused is not None:
        return refused
    if not (facts.days or facts.slots or facts.places):
        return ground.refuse("reschedule-not-offered", "person")
    if facts.day is None and not facts.slot and not facts.place:
        return ground.refuse("nothing-named", *_days(facts))
    if facts.day is not None and facts.day not in facts.days:
        return _refuse_day(ground, facts, facts.day)
    if facts.slot and facts.slot not in facts.slots:
        return ground.refuse("slot-not-offered", *(Alternative("slot", each) for each in facts.slots))
    if facts.place and facts.place not in facts.places:
        return ground.refuse("place-not-offered", *(Alternative("place", each) for each in facts.places))
    return ground.allow("before-the-courier")


def _refuse_day(ground: Ground, facts: RescheduleFacts, day: date) -> Decision:
    if not facts.days:
        return ground.refuse("reschedule-not-offered", "person")
    first, last = facts.days[0], facts.days[-1]
    ground.seen |= {"day": day.isoformat(), "first": first.isoformat(), "last": last.isoformat()}
    if day < first:
        return ground.refuse("day-too-early", *_days(facts))
    if day > last:
        return ground.refuse("day-too-late", *_days(facts))
    return ground.refuse("no-delivery-day", *_days(facts))


def _refuse_parcel(ground: Ground, facts: RescheduleFacts) -> Decision | None:
    if facts.state == OrderState.CANCELLED:
        return ground.refuse("order-cancelled")
    if facts.state == OrderState.DELIVERED:
        return ground.refuse("already-delivered")
    if facts.last_status == "out_for_delivery":
        return ground.refuse("out-for-delivery", "person")
    if facts.last_status == "returned_to_sender":
        return ground.refuse("returned-to-sender", "person")
    return None


def _refuse_before_shipping(
    ground: Ground, state: OrderState, items_changed: bool, *, offered: bool
) -> Decision | None:
    rules = ground.policy.changes
    states = rules.delivery_states or rules.states
    return refuse_change(ground, state, items_changed, offered=rules.delivery and offered, states=states)


def _settled(ground: Ground, paying: PayingFacts, step: Step, rule: str) -> Decision:
    method = paying.method
    if method is None:
        return ground.refuse("method-not-yours", *payers(paying, step.minor))
    if not method.covers(step.minor):
        left = method.balance_minor
        return ground.refuse("balance-too-low", *payers(paying, step.minor), balance_minor=left)
    # What comes back goes where the order's money came from: another method has paid nothing that could be undone.
    payer = method if step.minor > 0 else paying.original
    moves = settle_difference(payer, step.minor) if paying.charged else ()
    return ground.allow(rule, moves=moves, arithmetic=(step,))


def _days(facts: RescheduleFacts) -> list[Alternative]:
    """The days nearest to the one that was asked for."""
    asked = facts.day
    near = sorted(facts.days, key=lambda day: abs((day - asked).days)) if asked is not None else facts.days
    return [Alternative("day", day.isoformat()) for day in sorted(near[:DAYS_OFFERED])]
