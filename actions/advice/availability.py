"""What is in stock, and what else there is when it is not."""

from __future__ import annotations

import re

from actions.action import ShopAction
from actions.advice.cards import cart_link, price_of, product_card, stock_line
from actions.advice.finding import ask_what, profile_of, show_advice, started
from actions.advice.products import ALERT, ask_which, asked_of, not_made, notify_button
from actions.advice.references import meant_product, shown_products
from actions.talk.feedback import log_feedback
from actions.turn import Reply, Turn, button
from knowledge.advice.service import variant_with
from knowledge.catalogue.view import ProductFacts, VariantFacts

SHOWN = 3
_SOLD_OUT = re.compile(r"\b(?:out of stock|sold out|unavailable)\b|缺货|没货|售罄|卖完", re.I)


class AskAvailability(ShopAction):
    """Says whether a product can be bought in a size and colour."""

    action_name = "action_ask_availability"
    writes = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Stock of what was named; with nothing left, what else there is and the wish to be told."""
        product = meant_product(turn)
        if product is None and turn.entity("product_type") is None and _SOLD_OUT.search(turn.text):
            log_feedback(turn, "complaint")
            return reply.say(
                "stock-general", [button(turn.words.say("button-find-here"), "recommend_product")]
            )
        if product is None:
            return ask_which(turn, reply) if shown_products(turn) else self._search(turn, reply)
        words = turn.words
        colour, size = turn.entity("colour"), turn.entity("size")
        variants = variant_with(product, colour=colour, size=size)
        reply.set(product=product.id)
        if not variants:
            return not_made(turn, reply, product)
        left = [variant for variant in variants if variant.stock > 0]
        if not left:
            asked = asked_of(turn)
            only = variants[0] if len(variants) == 1 else None
            reply.offer = ALERT if only is None else f"{ALERT}:{only.sku}"
            reply.say(
                "stock-gone" if asked else "stock-all-gone",
                [*_other_versions(turn, product, only), notify_button(turn, product, only)],
                product=product.name,
                asked=asked,
            )
            _show_similar(turn, reply, product)
            return reply.ended("nothing")
        if len(left) == 1:
            (variant,) = left
            return reply.say(
                "stock-one",
                product=words.named(product.name, variant.options),
                price=price_of(variant),
                stock=stock_line(words, variant),
                link=cart_link(turn, variant),
            )
        labels = dict.fromkeys(words.variant(variant.options) or product.name for variant in left)
        available = words.list(list(labels)[:8])
        return reply.say("stock-several", product=product.name, available=available)

    def _search(self, turn: Turn, reply: Reply) -> Reply:
        need = started(turn)
        return ask_what(turn, reply) if need.empty else show_advice(turn, reply, need)


def tell_sold_out(turn: Turn, reply: Reply, product: ProductFacts, variant: VariantFacts | None) -> None:
    """Say that it is sold out, with the other versions that can be had, similar products, and the wish to be told."""
    words = turn.words
    named = words.named(product.name, variant.options) if variant is not None else product.name
    others = _other_versions(turn, product, variant)
    buttons = [*others, notify_button(turn, product, variant)]
    reply.say("order-sold-out-others" if others else "order-sold-out", buttons, product=named)
    reply.offer = ALERT if variant is None else f"{ALERT}:{variant.sku}"
    reply.set(product=product.id)
    _show_similar(turn, reply, product)


def _other_versions(turn: Turn, product: ProductFacts, variant: VariantFacts | None) -> list[dict[str, str]]:
    """Buttons for the versions in stock that are most like the one that is not."""
    left = [each for each in product.variants if each.stock > 0]
    return [
        button(
            turn.words.variant(each.options) or product.name, "place_order", product=product.id, sku=each.sku
        )
        for each in sorted(left, key=lambda each: -_alike(each, variant))[:SHOWN]
    ]


def _show_similar(turn: Turn, reply: Reply, product: ProductFacts) -> None:
    similar = turn.shop.advisor.alternatives(product.id, profile_of(turn), count=SHOWN)
    if similar:
        cards = [product_card(turn, each) for each in similar]
        reply.show("cards", {"text": turn.words.say("order-similar"), "cards": cards})
        reply.set(shown=[each.product.id for each in similar])


def _alike(variant: VariantFacts, other: VariantFacts | None) -> int:
    if other is None:
        return 0
    return sum(other.options.get(name) == value for name, value in variant.options.items())
