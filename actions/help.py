"""Answers from help articles, opening hours, and what to do when nothing was understood."""

from __future__ import annotations

from typing import Any

from actions.action import ShopAction
from actions.advice import show_advice, started
from actions.products import article
from actions.turn import PERSON, Reply, Turn, button
from knowledge.database import utc_now
from knowledge.help.service import HelpAnswer

# Intents never offered as a guess: there is nothing to choose in them.
NOT_OFFERED = frozenset(
    {
        "nlu_fallback",
        "out_of_scope",
        "affirm",
        "deny",
        "inform",
        "chitchat",
        "stop",
        "thank",
        "greet",
        "goodbye",
        "repeat",
    }
)
CHOICES = 3
# A message is taken for a search when one of these is among its likeliest meanings.
SEARCHES = frozenset({"recommend_product", "refine_search"})
LIKELY = 4


class _FromArticles(ShopAction):
    subjects: tuple[str, ...] = ()
    asked_when_pressed = ""

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """The section of the shop's articles on this subject that fits best."""
        question = turn.text or self.asked_when_pressed
        found = turn.shop.help.search(question, count=1, subjects=self.subjects)
        if not found:
            return no_article(turn, reply)
        return article(turn, reply, found[0])


def no_article(turn: Turn, reply: Reply) -> Reply:
    """Say that nothing is written about it, and offer a person."""
    reply.offer = PERSON
    person = button(turn.words.say("button-person"), "contact_human_agent")
    return reply.say("help-no-article", [person]).ended("nothing")


class CheckRefundPolicy(_FromArticles):
    """Explains the rules of returns and refunds."""

    action_name = "action_check_refund_policy"
    subjects = ("returns", "refunds")
    asked_when_pressed = "How long do I have to return something?"


class DeliveryOptions(_FromArticles):
    """Explains delivery methods and costs."""

    action_name = "action_delivery_options"
    subjects = ("delivery",)
    asked_when_pressed = "What delivery options are there and what do they cost?"


class CustomerServiceContact(_FromArticles):
    """Says how customer service is reached."""

    action_name = "action_contact_customer_service"
    subjects = ("service",)
    asked_when_pressed = "How do I contact customer service by phone or e-mail?"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """The contact article, and a person in this chat."""
        super().answer(turn, reply)
        reply.offer = PERSON
        return reply.say(
            "contact-person-here", [button(turn.words.say("button-person"), "contact_human_agent")]
        )


class CheckBusinessHours(ShopAction):
    """Says when people answer."""

    action_name = "action_check_business_hours"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Open or not now, the next opening, and the weekly hours."""
        hours, now = turn.shop.hours, utc_now()
        if hours.open_at(now):
            return reply.say("hours-open", hours=hours.text)
        opens = hours.next_opening(now)
        if opens is None:
            return reply.say("hours-never")
        return reply.say(
            "hours-closed", hours=hours.text, day=turn.words.date(opens), time=turn.words.time(opens)
        )


class OutOfScope(ShopAction):
    """Answers what is not a shop's matter."""

    action_name = "action_out_of_scope"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """An article that fits after all, else plainly that this is not what it is for."""
        found = _found(turn)
        if found is not None:
            return article(turn, reply, found)
        return reply.say("out-of-scope", _ways(turn)).ended("nothing")


class DefaultFallback(ShopAction):
    """Answers what was not understood: an article, then a choice, then a person."""

    action_name = "action_default_fallback"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """A product named is looked for; else an article; unsure once, a choice; unsure twice, a person."""
        if names_a_product(turn):
            reply.set(misses=0)
            return show_advice(turn, reply, started(turn))
        found = _found(turn)
        if found is not None:
            return article(turn, reply, found).set(misses=0)
        misses = int(turn.slots.get("misses") or 0) + 1
        reply.set(misses=misses)
        person = button(turn.words.say("button-person"), "contact_human_agent")
        choices = _choices(turn)
        reply.ended("nothing")
        if misses >= 2 or not choices:
            reply.offer = PERSON
            return reply.say("fallback-person", [person])
        return reply.say("fallback-choices", [*choices, person])


def names_a_product(turn: Turn) -> bool:
    """Whether a message that was not understood names a kind of product, and a search may be meant."""
    likely = {str(each.get("name")) for each in turn.ranking[:LIKELY]}
    return turn.entity("product_type") is not None and not likely.isdisjoint(SEARCHES)


def _found(turn: Turn) -> HelpAnswer | None:
    return turn.shop.help.answer(turn.text) if turn.text else None


def _choices(turn: Turn) -> list[dict[str, str]]:
    offered: list[dict[str, Any]] = []
    for each in turn.ranking:
        name = str(each.get("name"))
        label = f"intent-{name.replace('_', '-')}"
        if name not in NOT_OFFERED and turn.words.has(label):
            offered.append(button(turn.words.say(label), name))
    return offered[:CHOICES]


def _ways(turn: Turn) -> list[dict[str, str]]:
    return [
        button(turn.words.say(f"intent-{name.replace('_', '-')}"), name)
        for name in ("recommend_product", "track_order", "return_item")
    ]
