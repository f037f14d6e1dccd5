"""What claims begin with: something is missing, or the warranty is asked about or claimed."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from actions.action import ShopAction
from actions.advice.products import article
from actions.aftersales.claims import FileClaim
from actions.aftersales.complaints import is_about_a_part, is_about_all, trouble_of
from actions.errands import Held, start
from actions.orders.item_names import Item
from actions.orders.items_said import item_said
from actions.orders.order_choice import line_text, sign_in
from actions.talk.help import article_about
from actions.turn import PERSON, Reply, Turn, button
from knowledge.aftersales.claims import warranty_days
from knowledge.aftersales.states import ClaimKind
from knowledge.catalogue.models import Product
from knowledge.database import utc_now
from knowledge.orders.models import Order, OrderLine, OrderState

WHOLE = "whole"
"""The choice that the thing itself is missing, and not a part of it."""
# Asking about the warranty, as against using it.
_ASKS = re.compile(
    r"^\s*(?:is|are|does|do|has|have|am|how|when|who|where|what|which|can|will|would|could|check|status)\b|\?|？|吗|多久|怎么|"
    r"还在保|过保|保修期|多长时间",
    re.IGNORECASE,
)
_USES = re.compile(
    r"\b(?:claim|repair\w*|fix\w*|replace\w*|broke\w*|died|dead|stopped|invoke|honou?r|leak\w*|faulty|service)\b"
    r"|申请|维修|修理|报修|坏|理赔|换新",
    re.IGNORECASE,
)


class MissingItem(ShopAction):
    """Begins a claim about what did not arrive."""

    action_name = "action_missing_item"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """A part of a thing goes to a person; a whole parcel is looked for first; else the claim."""
        if turn.customer_id is None:
            rule = article_about(turn, ("orders", "delivery"), "An item is missing from my order")
            return sign_in(turn, article(turn, reply, rule) if rule is not None else reply)
        if is_about_a_part(turn.text) and not is_about_all(turn.text):
            return _part(turn, reply)
        if is_about_all(turn.text):
            reply.say("claim-look-first")
        return start(turn, reply, FileClaim(), {"trouble": str(ClaimKind.MISSING_ITEM)})


def _part(turn: Turn, reply: Reply) -> Reply:
    """What the rules say nothing about: a colleague sends the part, unless the thing itself is missing."""
    words = turn.words
    found = item_said(turn, turn.orders)
    line = {"line": str(found.line.id)} if found is not None else {}
    buttons = [
        button(words.say("button-person"), "contact_human_agent"),
        button(words.say("button-claim-whole"), "missing_item", choice=WHOLE, **line),
    ]
    reply.offer = PERSON
    item = line_text(words, found.line) if found is not None else ""
    return reply.say("claim-part-of" if item else "claim-part", buttons, item=item).ended("refused")


class WarrantyClaim(ShopAction):
    """Says how long a warranty holds, or begins a claim under it."""

    action_name = "action_warranty_claim"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """A question about it is answered; everything else begins the claim."""
        asks = _ASKS.search(turn.text) and not _USES.search(turn.text)
        found = None
        if turn.customer_id is not None:
            found = item_said(turn, turn.orders)
        if asks and found is not None and _until(turn, reply, found.order, found.line):
            return reply
        if turn.customer_id is None or (asks and not turn.pressed):
            rule = article_about(turn, ("returns",), "What if an item is faulty?")
            if rule is not None:
                article(turn, reply, rule)
            if turn.customer_id is None:
                return sign_in(turn, reply)
            return reply.say("warranty-which", [button(turn.words.say("button-claim"), "warranty_claim")])
        return start(turn, reply, FileClaim(), _begun(turn, found))


def _until(turn: Turn, reply: Reply, order: Order, line: OrderLine) -> bool:
    """Say until when an item's warranty holds; False when nobody knows when it was delivered."""
    if order.state != OrderState.DELIVERED or order.delivered_at is None:
        return False
    words, ends = turn.words, _ends(turn, order.delivered_at, line)
    buttons = []
    message = "warranty-over-since"
    if ends > utc_now():
        message = "warranty-until"
        buttons = [button(words.say("button-claim"), "warranty_claim", line=str(line.id))]
    reply.say(message, buttons, item=line_text(words, line), day=words.full_date(ends), number=order.number)
    reply.set(order=order.number)
    return True


def _ends(turn: Turn, delivered_at: datetime, line: OrderLine) -> datetime:
    with turn.shop.sessions() as session:
        product = session.get(Product, line.product_id) if line.product_id else None
    months = product.warranty_months if product is not None else 0
    return delivered_at + timedelta(days=warranty_days(turn.shop.aftersales.policy, months))


def _begun(turn: Turn, found: Item | None) -> Held:
    """What is known of a claim already: that it is faulty, and the thing that was just looked at together."""
    held: Held = {"trouble": str(trouble_of(turn) or ClaimKind.DEFECTIVE)}
    run = turn.shop.guide_runs.last_in(turn.asker.conversation_id)
    if found is None and run is not None and run.product_id:
        orders = turn.orders
        of_it = [
            (order, line) for order in orders for line in order.lines if line.product_id == run.product_id
        ]
        if of_it:
            order, line = of_it[0]
            held |= {"order": order.number, "lines": {str(line.id): None}}
    return held
