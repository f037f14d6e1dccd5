"""What things cost."""

from __future__ import annotations

from actions.action import ShopAction
from actions.advice.cards import price_of
from actions.advice.finding import show_advice, started
from actions.advice.products import ask_which, not_made
from actions.advice.references import meant_product
from actions.delivery.options import tell_packaging
from actions.delivery.words import packaging_named
from actions.turn import Reply, Turn
from knowledge.advice.service import variant_with


class AskPrice(ShopAction):
    """Says what a product costs."""

    action_name = "action_ask_price"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """The price of what was named, or from which to which when it depends on size or colour."""
        packaging = packaging_named(turn.text, turn.shop.delivery.packaging)
        if packaging:
            return tell_packaging(turn, reply, packaging)
        product = meant_product(turn)
        if product is None:
            named = turn.entity("product_type") is not None
            return ask_which(turn, reply) if not named else show_advice(turn, reply, started(turn))
        variants = variant_with(product, colour=turn.entity("colour"), size=turn.entity("size"))
        if not variants:
            return not_made(turn, reply, product)
        prices = sorted((price_of(variant) for variant in variants), key=lambda price: price.minor)
        reply.set(product=product.id)
        if prices[0] == prices[-1]:
            return reply.say("price-is", product=product.name, price=prices[0])
        return reply.say("price-from-to", product=product.name, lowest=prices[0], highest=prices[-1])
