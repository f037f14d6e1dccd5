"""Answers from help articles, opening hours, and what to do when nothing was understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.action import ShopAction
from actions.advice.finding import show_advice, started
from actions.advice.products import article
from actions.one_wish import DEEDS
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
        "praise",
    }
)
CHOICES = 2
TWICE = 2
# A message is taken for a search when one of these is among its likeliest meanings.
SEARCHES = frozenset({"recommend_product", "refine_search"})
LIKELY = 4


class _FromArticles(ShopAction):
    subjects: tuple[str, ...] = ()
    asked_when_pressed = ""

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """The section of the shop's articles on this subject that fits best."""
        found = article_about(turn, self.subjects, self.asked_when_pressed)
        return no_article(turn, reply) if found is None else article(turn, reply, found)


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


class CheckCancellationFee(_FromArticles):
    """Explains what cancelling costs, and until when it is possible."""

    action_name = "action_check_cancellation_fee"
    subjects = ("orders",)
    asked_when_pressed = "Does it cost anything to cancel an order?"


class CheckPaymentMethods(_FromArticles):
    """Explains how one can pay."""

    action_name = "action_check_payment_methods"
    subjects = ("payment",)
    asked_when_pressed = "Which payment methods can I use?"


class CheckBusinessHours(ShopAction):
    """Says when people answer."""

    action_name = "action_check_business_hours"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Open or not now, the next opening, and the weekly hours."""
        hours, now = turn.shop.hours, utc_now()
        if hours.open_at(now):
            return reply.say("hours-open", hours=turn.words.hours(hours))
        opens = hours.next_opening(now)
        if opens is None:
            return reply.say("hours-never")
        return reply.say(
            "hours-closed",
            hours=turn.words.hours(hours),
            day=turn.words.date(opens),
            time=turn.words.time(opens),
        )


class OutOfScope(ShopAction):
    """Answers what is not a shop's matter."""

    action_name = "action_out_of_scope"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """A product named, an article that fits after all, else plainly that it cannot; twice, a person."""
        turn.shop.misses.log_outside(
            turn.asker.conversation_id, turn.asker.message_id, turn.text, turn.ranking
        )
        if turn.entity("product") is not None and _else_likeliest(turn) in ABOUT_A_PRODUCT:
            return self._act(replace(turn, intent=_else_likeliest(turn)))  # what is named is sold here
        if names_a_product(turn):
            return show_advice(turn, reply, started(turn))
        found = _found(turn)
        if found is not None:
            return article(turn, reply, found)
        misses = int(turn.slots.get("misses") or 0) + 1
        reply.set(misses=misses).ended("nothing")
        if misses >= TWICE:
            return _offer_person(turn, reply)
        return reply.say("out-of-scope", _ways(turn))


ABOUT_A_PRODUCT = {
    "ask_product_detail",
    "ask_availability",
    "ask_size_advice",
    "ask_price",
    "recommend_product",
}


def _else_likeliest(turn: Turn) -> str:
    """The likeliest intent of a message, were it in scope; empty when there is none."""
    names = (str(each.get("name")) for each in turn.ranking)
    return next((name for name in names if name != turn.intent), "")


SIZE_IN_STOCK = {"ask_availability", "ask_size_advice"}


class DefaultFallback(ShopAction):
    """Answers what may mean two things: a choice, then a person."""

    action_name = "action_default_fallback"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """A product named is looked for; unsure once, the two meanings as buttons; unsure twice, a person."""
        intents = _likeliest(turn)
        if len(intents) > 1 and len({DEEDS.get(intent, intent) for intent in intents}) == 1:
            return self._act(
                replace(turn, intent=intents[0])
            )  # the order's state tells which of the two it is
        if set(intents) == SIZE_IN_STOCK and turn.entity("size") is not None:
            return self._act(replace(turn, intent="ask_availability"))  # the size is known already
        turn.shop.misses.log_unsure(
            turn.asker.conversation_id, turn.asker.message_id, turn.text, intents, turn.ranking
        )
        if names_a_product(turn):
            return show_advice(turn, reply, started(turn))
        misses = int(turn.slots.get("misses") or 0) + 1
        reply.set(misses=misses).ended("nothing")
        if misses >= TWICE:
            return _offer_person(turn, reply)
        if not intents:
            found = _found(turn)
            return _offer_person(turn, reply) if found is None else article(turn, reply, found)
        person = button(turn.words.say("button-person"), "contact_human_agent")
        choices = [button(_label(turn, intent), intent) for intent in intents]
        return reply.say("fallback-choices", [*choices, person])


def _offer_person(turn: Turn, reply: Reply) -> Reply:
    reply.offer = PERSON
    person = button(turn.words.say("button-person"), "contact_human_agent")
    return reply.say("fallback-person", [person])


def names_a_product(turn: Turn) -> bool:
    """Whether a message that was not understood names a kind of product, and a search may be meant."""
    likely = {str(each.get("name")) for each in turn.ranking[:LIKELY]}
    return turn.entity("product_type") is not None and not likely.isdisjoint(SEARCHES)


def _found(turn: Turn) -> HelpAnswer | None:
    return turn.shop.help.answer(turn.text) if turn.text else None


def article_about(turn: Turn, subjects: Sequence[str], question: str) -> HelpAnswer | None:
    """What is written on a subject: found by the shopper's words, or else by the question that is usually asked.

    `question` is in the language of the shop's articles.
    """
    found = turn.shop.help.answer(turn.text, subjects=subjects) if turn.text else None
    if found is None and question:
        found = next(iter(turn.shop.help.search(question, count=1, subjects=subjects)), None)
    return found


def _likeliest(turn: Turn) -> list[str]:
    names = [str(each.get("name")) for each in turn.ranking]
    return [name for name in names if name not in NOT_OFFERED and turn.words.has(_label_name(name))][:CHOICES]


def _label_name(intent: str) -> str:
    return f"intent-{intent.replace('_', '-')}"


def _label(turn: Turn, intent: str) -> str:
    return turn.words.say(_label_name(intent))


def _ways(turn: Turn) -> list[dict[str, str]]:
    return [button(_label(turn, name), name) for name in ("recommend_product", "track_order", "return_item")]
