"""How subscriptions stand: what runs until when, what is in it, what is due; and letting one go on."""

from __future__ import annotations

import re
from datetime import timedelta

from actions.accounts.membership import tell_abroad
from actions.confirmed import Card, PlainErrand
from actions.errands import Held
from actions.owners import OwnersAction, person
from actions.subscriptions.words import bill_text, service_name
from actions.turn import PERSON, Reply, Turn, button
from knowledge.accounts.models import Bill, Subscription
from knowledge.accounts.states import BillState, SubscriptionState
from knowledge.accounts.wishes import RenewSubscription
from knowledge.aftersales.proposals import Done, Proposal
from knowledge.database import utc_now
from knowledge.money import Money

LATELY = timedelta(days=120)
"""For so long it is told that a service went."""


_END = re.compile(
    r"\b(?:cancel|end|stop|quit|terminate|get out of|get rid of)\s+(?:my|the|this|that|it|plus)\b"
    r"(?!.*\b(?:twice|charg|bill))"
    r"|取消(?:我的|这个)?(?:订阅|套餐|Plus|会员)|停(?:掉|用|止)(?:我的|这个)?(?:订阅|套餐|Plus)",
    re.IGNORECASE,
)


def subscribed(turn: Turn, reply: Reply) -> list[Subscription]:
    """The customer's subscriptions; when there are none, that is said."""
    found = list(turn.shop.accounts.subscriptions(turn.owner))
    if not found:
        plans = button(turn.words.say("intent-membership-info"), "membership_info")
        reply.say("subscription-none", [plans, person(turn)]).ended("nothing")
    return found


def open_bills(subscriptions: list[Subscription]) -> list[Bill]:
    """Bills that are still to be paid, the one due first before others."""
    found = [bill for each in subscriptions for bill in each.bills if bill.owed]
    return sorted(found, key=lambda bill: bill.due_at)


def with_bill(subscriptions: list[Subscription], number: str) -> tuple[Subscription, Bill]:
    """A bill with its subscription."""
    return next((each, bill) for each in subscriptions for bill in each.bills if bill.number == number)


def ends(turn: Turn) -> bool:
    """Whether a subscription is to end, in so many words."""
    return _END.search(turn.text) is not None


def end_by_person(turn: Turn, reply: Reply) -> Reply:
    """Say how a subscription ends, and who ends it."""
    subscriptions = subscribed(turn, reply)
    if not subscriptions:
        return reply
    running = [each for each in subscriptions if each.state != SubscriptionState.ENDED]
    if not running:
        return reply.text(state_text(turn, subscriptions[0])).ended("nothing")
    until = running[0].renews_at
    reply.offer = PERSON
    day = turn.words.full_date(until) if until is not None else turn.words.say("date-unknown")
    return reply.say("subscription-end", [person(turn)], plan=running[0].plan, day=day).ended("nothing")


class SubscriptionStatus(OwnersAction):
    """Says whether a subscription runs, what it has, and what is due when."""

    action_name = "action_subscription_status"

    def answer_owner(self, turn: Turn, reply: Reply) -> Reply:
        """Each subscription: its state, its services and its bills, with what can be done."""
        tell_abroad(turn, reply)
        for subscription in subscribed(turn, reply):
            buttons = _ways_on(turn, subscription)
            reply.text("\n".join(_told(turn, subscription)), buttons)
        return reply


def _told(turn: Turn, subscription: Subscription) -> list[str]:
    words = turn.words
    lines = [state_text(turn, subscription)]
    running = [
        words.say(
            "service-line",
            name=service_name(words, service),
            amount=Money(service.price_minor, subscription.currency),
            day=words.date(service.added_at),
            by=service.added_by,
        )
        for service in subscription.running
    ]
    gone = [
        words.say(
            "service-gone",
            name=service_name(words, service),
            day=words.date(service.removed_at),
            by=service.removed_by,
        )
        for service in subscription.services
        if service.removed_at is not None and utc_now() - service.removed_at < LATELY
    ]
    return [*lines, *running, *gone, *_dues(turn, subscription)]


def state_text(turn: Turn, subscription: Subscription) -> str:
    """Whether it runs, since when and until when."""
    words = turn.words
    name = f"subscription-{subscription.state}"
    if subscription.state == SubscriptionState.ACTIVE and subscription.renews_at is None:
        name = "subscription-active-once"
    until = subscription.renews_at or subscription.ended_at
    return words.say(
        name,
        plan=subscription.plan,
        number=subscription.number,
        price=subscription.price,
        months=subscription.months,
        since=words.full_date(subscription.started_at),
        day=words.full_date(until) if until is not None else "",
        reason=subscription.end_reason,
    )


def _dues(turn: Turn, subscription: Subscription) -> list[str]:
    waiting = [
        bill
        for bill in subscription.bills
        if bill.state in (BillState.OPEN, BillState.PAYING, BillState.DISPUTED)
    ]
    if waiting:
        return [bill_text(turn.words, subscription, bill) for bill in waiting]
    lines = [turn.words.say("bill-none-open")]
    paid = [bill for bill in subscription.bills if bill.state == BillState.PAID]
    return lines + [bill_text(turn.words, subscription, bill) for bill in paid[-1:]]


def _ways_on(turn: Turn, subscription: Subscription) -> list[dict[str, str]]:
    words = turn.words
    owed = any(bill.owed for bill in subscription.bills)
    offered = []
    if owed:
        offered += [
            button(words.say("button-pay-bill"), "subscription_payment"),
            button(words.say("button-pay-later"), "subscription_extension"),
        ]
    elif subscription.state == SubscriptionState.ENDED:
        offered.append(button(words.say("button-renew-subscription"), "subscription_extension"))
    return [*offered, button(words.say("intent-subscription-dispute"), "subscription_dispute")]


class Renew(PlainErrand):
    """A subscription that is over goes on."""

    kind = "renew_subscription"
    intents = frozenset({"subscription_extension"})

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """The one that ended last."""
        over = [each for each in subscribed(turn, reply) if each.state != SubscriptionState.ACTIVE]
        if over:
            held["subscription"] = over[0].number
        return bool(over)

    def wish(self, turn: Turn, held: Held) -> RenewSubscription:
        """It goes on."""
        return RenewSubscription(str(held["subscription"]))

    def card(self, turn: Turn, held: Held, proposal: Proposal) -> Card:
        """The plan and what the first bill asks for."""
        words = turn.words
        [subscription] = [
            each
            for each in turn.shop.accounts.subscriptions(turn.owner)
            if each.number == held["subscription"]
        ]
        services = sum(service.price_minor for service in subscription.running)
        first = Money(subscription.price_minor + services, subscription.currency)
        lines = [
            (words.say("confirm-plan"), subscription.plan),
            (words.say("confirm-period"), words.say("period", months=subscription.months)),
        ]
        if subscription.running:
            names = words.row(service_name(words, each) for each in subscription.running)
            lines.append((words.say("confirm-services"), names))
        return Card(
            title=words.say("renew-title", plan=subscription.plan),
            lines=lines,
            total=(words.say("confirm-first-bill"), words.money(first)),
            note=words.say("renew-note", days=turn.shop.aftersales.policy.accounts.bill_days),
            yes=words.say("button-renew-subscription"),
        )

    def done(self, turn: Turn, reply: Reply, held: Held, done: Done) -> None:
        """It runs, and which bill came with it."""
        subscriptions = list(turn.shop.accounts.subscriptions(turn.owner))
        subscription, bill = with_bill(subscriptions, done.number)
        pay = button(turn.words.say("button-pay-bill"), "subscription_payment")
        reply.say(
            "renew-done",
            [pay],
            plan=subscription.plan,
            number=bill.number,
            amount=bill.amount,
            day=turn.words.date(bill.due_at),
        )
