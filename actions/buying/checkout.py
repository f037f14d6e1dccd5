"""Trouble on the way to paying: the basket, the site, the search, the payment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

from actions.action import ShopAction
from actions.advice.availability import tell_sold_out
from actions.advice.products import article
from actions.advice.references import meant_product
from actions.buying.codes import PromoCode
from actions.buying.ordering import PlaceOrder
from actions.errands import start
from actions.orders.order_choice import items_text
from actions.payments.payment_words import method_words
from actions.talk.feedback import log_feedback
from actions.talk.help import article_about
from actions.turn import PERSON, Reply, Turn, button
from knowledge.database import utc_now
from knowledge.orders.models import Order, OrderState
from knowledge.orders.payments import EntryState

JUST_NOW = timedelta(days=1)
TROUBLES: Mapping[str, re.Pattern[str]] = {
    "slow": re.compile(
        r"\b(?:slow\w*|sluggish|lag\w*|crawl\w*|loading|loads?|freez\w+|frozen|hangs?|forever|times? out)\b"
        r"|慢|卡顿|卡住|卡死|加载|打不开|转圈",
        re.I,
    ),
    "search": re.compile(r"\b(?:search\w*|results?)\b|搜索|搜不|搜到|查找", re.I),
    "code": re.compile(r"\b(?:codes?|vouchers?|coupons?)\b|优惠码|优惠券|折扣码", re.I),
    "quantity": re.compile(r"\b(?:quantity|amount|how many|number of)\b|数量|件数", re.I),
    "vanished": re.compile(
        r"\b(?:vanish\w*|disappear\w*|gone|empty|emptied|missing|lost|removed itself)\b|不见|消失|没了|空了|清空|丢了",
        re.I,
    ),
}
_PUT_IN = re.compile(
    r"(?:^|[,;.!]|\band\b)\W*(?:please |can you |could you )?(?:add|put)\b|(?<!不能)(?:加到|加入|放进|放到)",
    re.I,
)


class CartProblem(ShopAction):
    """Helps when the basket, the search or the site misbehaves, and writes it down for the people who run it."""

    action_name = "action_cart_problem"
    writes = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """What is known of the trouble, a way round it here in the chat, and a person."""
        if _PUT_IN.search(turn.text):
            return start(turn, reply, PlaceOrder())
        trouble = next((name for name, pattern in TROUBLES.items() if pattern.search(turn.text)), "basket")
        if trouble == "code":
            return PromoCode(self._shop, self._identity).answer(turn, reply)
        if turn.text:
            log_feedback(turn, "complaint")
        words = turn.words
        product = meant_product(turn) if trouble != "slow" else None
        if product is not None and not product.in_stock:
            tell_sold_out(turn, reply, product, None)
            return reply.ended("nothing")
        buttons = [button(words.say("button-person"), "contact_human_agent")]
        if product is not None and trouble != "search":
            put = button(words.say("button-put-in-basket"), "place_order", product=product.id)
            buttons.insert(0, put)
        else:
            buttons.insert(0, button(words.say("button-find-here"), "recommend_product"))
        reply.offer = PERSON
        return reply.say(f"trouble-{trouble}", buttons)


class PaymentIssue(ShopAction):
    """Helps when a payment does not go through."""

    action_name = "action_payment_issue"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Whether there is an order after all, why payments are declined, other ways to pay, and a person."""
        if turn.customer_id is not None:
            self._orders(turn, reply)
        found = article_about(turn, ("payment",), "Why was my payment declined?")
        if found is not None:
            article(turn, reply, found)
        words = turn.words
        buttons = [
            button(words.say("intent-check-payment-methods"), "check_payment_methods"),
            button(words.say("button-person"), "contact_human_agent"),
        ]
        reply.offer = PERSON
        return reply.say("payment-issue-next", buttons)

    @staticmethod
    def _orders(turn: Turn, reply: Reply) -> None:
        """Say what became of the orders of the last day, and of payments that failed."""
        orders = turn.orders
        failed = turn.shop.orders.payments(turn.owner, EntryState.FAILED)
        for number, entry in failed.items():
            reply.say("payment-failed", number=number, method=method_words(turn.words, entry))
        fresh = [
            order for order in orders if utc_now() - order.placed_at < JUST_NOW and order.number not in failed
        ]
        for order in fresh:
            _tell(turn, reply, order)
        if not fresh and not failed:
            reply.say("payment-no-order")


def _tell(turn: Turn, reply: Reply, order: Order) -> None:
    state = "cancelled" if order.state == OrderState.CANCELLED else "placed"
    reply.say(f"payment-order-{state}", number=order.number, items=items_text(turn.words, order))
