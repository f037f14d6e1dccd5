"""Membership: what is written about it, and how the customer's own stands."""

from __future__ import annotations

import re

from actions.action import ShopAction
from actions.advice.products import article
from actions.talk.help import article_about, no_article
from actions.turn import Reply, Turn, button
from knowledge.accounts.states import SubscriptionState

ABROAD = "Does my subscription include free shipping abroad?"
"""In the articles' own language, never shown."""
_ABROAD = re.compile(
    r"\babroad\b|\binternational|\boverseas|\bother countr|\boutside (?:the|of)|国外|海外|境外|国际|外国",
    re.IGNORECASE,
)


class MembershipInfo(ShopAction):
    """Explains levels, points and the paid plan; to a member also what they have."""

    action_name = "action_membership_info"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """The section that fits, then the customer's level, points and plan."""
        if tell_abroad(turn, reply):
            return reply if turn.customer_id is None else own_standing(turn, reply)
        found = article_about(turn, ("membership",), "How do membership levels and points work?")
        if found is None and turn.customer_id is None:
            return no_article(turn, reply)
        if found is not None:
            article(turn, reply, found)
        return reply if turn.customer_id is None else own_standing(turn, reply)


def tell_abroad(turn: Turn, reply: Reply) -> bool:
    """Show what is written of plans and deliveries abroad, when that is asked; False when it is not."""
    found = (
        turn.shop.help.search(ABROAD, count=1, subjects=("membership",)) if _ABROAD.search(turn.text) else ()
    )
    for each in found:
        article(turn, reply, each)
    return bool(found)


def own_standing(turn: Turn, reply: Reply) -> Reply:
    """Level, points and plan of who is signed in."""
    words = turn.words
    lines = [
        words.say("standing-level", level=turn.shop.customers.get(turn.owner).level),
        words.say("standing-points", points=turn.shop.accounts.points(turn.owner)),
    ]
    running = [
        each for each in turn.shop.accounts.subscriptions(turn.owner) if each.state != SubscriptionState.ENDED
    ]
    for each in running:
        until = each.renews_at
        day = words.full_date(until) if until is not None else ""
        lines.append(words.say("standing-plan", plan=each.plan, state=each.state, day=day))
    if not running:
        lines.append(words.say("standing-no-plan"))
    buttons = [button(words.say("intent-missing-credit"), "missing_credit")]
    if running:
        buttons.insert(0, button(words.say("intent-subscription-status"), "subscription_status"))
    return reply.text("\n".join(lines), buttons)
