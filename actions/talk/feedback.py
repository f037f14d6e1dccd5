"""Feedback: logged as it was said, answered kindly, and helped when it is bad."""

from __future__ import annotations

from actions.action import ShopAction
from actions.advice.references import meant_product
from actions.aftersales.complaints import trouble_of
from actions.orders.item_names import Item
from actions.orders.items_said import item_said
from actions.turn import PERSON, Reply, Turn, button
from knowledge.advice.constraints import type_matches
from knowledge.catalogue.view import ProductFacts
from knowledge.feedback.aspects import aspects_of
from knowledge.feedback.models import Feedback
from knowledge.feedback.service import Said
from knowledge.orders.models import OrderState

# What feedback on these aspects is about is the shop, not a product.
NOT_A_PRODUCT = frozenset({"service", "website", "delivery", "returns"})
POINTING = frozenset({"it", "its", "this", "that", "these", "those", "they", "them", "one"})
RATINGS = ("1", "2", "3", "4", "5")

About = tuple[str | None, int | None, str]
"""The product's id, the order's, and the product's name."""


def log_feedback(
    turn: Turn, kind: str, *, rating: int | None = None, about: About | None = None
) -> tuple[Feedback, str]:
    """Log what was said; gives the entry and the name of the product it is about, if known."""
    product_id, order_id, name = about if about is not None else _about(turn, _bought(turn))
    entry = turn.shop.feedback.log(
        Said(
            kind=kind,
            text=turn.text or str(rating or ""),
            source_key=f"message:{turn.asker.message_id}",
            rating=rating,
            product_id=product_id,
            order_id=order_id,
            customer_id=turn.customer_id,
            conversation_id=turn.asker.conversation_id,
            language=turn.asker.language,
        )
    )
    return entry, name


def _bought(turn: Turn) -> Item | None:
    """The item of the customer's orders that feedback names."""
    return item_said(turn, turn.orders) if turn.customer_id is not None else None


def _about(turn: Turn, bought: Item | None) -> About:
    """The product and order that feedback is about: bought, named, or just talked about."""
    if bought is not None:
        return bought.line.product_id or None, bought.order.id, bought.line.name
    named = meant_product(turn, or_current=False)
    if named is not None:
        return named.id, None, named.name
    current = meant_product(turn)
    if current is not None and _speaks_of(turn, current):
        return current.id, None, current.name
    return None, None, ""


def _speaks_of(turn: Turn, product: ProductFacts) -> bool:
    """Whether a message that names no product speaks of the one last talked about: by its kind, or as "it"."""
    kinds = [str(kind) for kind in turn.values("product_type")]
    if kinds:
        return any(type_matches(product, kind) for kind in kinds)
    if NOT_A_PRODUCT.intersection(aspects_of(turn.text)):
        return False
    return not POINTING.isdisjoint(turn.text.lower().split())


def _rating(turn: Turn) -> int | None:
    """The stars given, 1 to 5; None when there are none, or not so many."""
    given = str(turn.entity("rating"))
    return int(given) if given in RATINGS else None


class LogComplaint(ShopAction):
    """Logs that something is bad, and offers help."""

    action_name = "action_log_complaint"
    writes = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Say what was logged, and offer a return or a person."""
        bought = _bought(turn)
        _, name = log_feedback(turn, "complaint", about=_about(turn, bought))
        words = turn.words
        buttons = [button(words.say("button-person"), "contact_human_agent")]
        if turn.customer_id is not None:
            buttons.insert(0, button(words.say("button-return"), "return_item"))
            buttons[:0] = _claims(turn, bought)
        reply.offer = PERSON
        return reply.say("complaint-about" if name else "complaint", buttons, product=name)


def _claims(turn: Turn, bought: Item | None) -> list[dict[str, str]]:
    """A way to have an item put right that arrived wrong or damaged, or does not work; none where that is not said."""
    trouble = trouble_of(turn)
    if trouble is None or bought is None or bought.order.state != OrderState.DELIVERED:
        return []
    title, line = turn.words.say("button-put-right"), str(bought.line.id)
    return [button(title, "warranty_claim", line=line, choice=f"trouble:{trouble}")]


class LogReview(ShopAction):
    """Logs an opinion."""

    action_name = "action_log_review"
    writes = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Thank for it; when it is bad, offer help."""
        entry, name = log_feedback(turn, "review", rating=_rating(turn))
        if entry.label == "negative":
            reply.offer = PERSON
            person = button(turn.words.say("button-person"), "contact_human_agent")
            return reply.say("review-bad", [person])
        return reply.say("review-about" if name else "review", product=name)


class LogPraise(ShopAction):
    """Logs praise."""

    action_name = "action_log_praise"
    writes = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Thank for it."""
        _, name = log_feedback(turn, "praise")
        return reply.say("praise-about" if name else "praise", product=name)


class RateService(ShopAction):
    """Takes a rating of the service from 1 to 5."""

    action_name = "action_rate_service"
    writes = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Ask for a number when none was given; log it and thank, or offer help."""
        rating = _rating(turn)
        if rating is None:
            buttons = [button(value, "rate_service", rating=value) for value in RATINGS]
            return reply.say("rate-ask", buttons).ended("asked")
        entry, _ = log_feedback(turn, "rating", rating=rating)
        if entry.label == "negative":
            reply.offer = PERSON
            person = button(turn.words.say("button-person"), "contact_human_agent")
            return reply.say("rate-bad", [person], rating=rating)
        return reply.say("rate-thanks", rating=rating)
