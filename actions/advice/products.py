"""Questions about one product, and comparing several."""

from __future__ import annotations

from actions.action import ShopAction
from actions.advice.cards import cart_link, comparison, product_card
from actions.advice.finding import ask_what, profile_of, show_advice, started
from actions.advice.references import (
    meant_product,
    named_products,
    owned_product,
    shown_products,
    speaks_of_bought,
)
from actions.turn import Reply, Turn, button
from actions.words import Words
from knowledge.advice.details import answer as stated_answer
from knowledge.advice.needs import Need
from knowledge.advice.service import variant_with
from knowledge.catalogue.view import ProductFacts, VariantFacts
from knowledge.help.service import HelpAnswer

ALERT = "alert"
COMPARED = 3
SIZE_GUIDE = "How do I find the right clothing size?"


def ask_which(turn: Turn, reply: Reply) -> Reply:
    """Ask which product is meant."""
    shown = shown_products(turn)
    if not shown:
        return reply.say("which-nothing-shown").ended("asked")
    buttons = [button(product.name, "select_item", product=product.id) for product in shown]
    return reply.say("which-product", buttons).ended("asked")


class SelectItem(ShopAction):
    """Shows one product closer."""

    action_name = "action_select_item"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """The product's card with its description, and what can be done next."""
        product = meant_product(turn, or_current=False)
        if product is None:
            return ask_which(turn, reply)
        ranked = turn.shop.advisor.show(product.id, turn.need, profile_of(turn))
        words, variant = turn.words, ranked.variant
        lines = [product.description]
        for name in product.variants[0].options:
            lines.append(_option(words, name, product))
        buttons = [
            button(words.say("button-accessories"), "ask_accessories", product=product.id),
            button(words.say("button-similar"), "show_more"),
        ]
        if product.values("size"):
            buttons.insert(0, button(words.say("button-size"), "ask_size_advice", product=product.id))
        reply.show("cards", {"cards": [product_card(turn, ranked, details=False)]})
        reply.text("\n".join(lines))
        if variant.stock > 0:
            label = words.variant(variant.options) or product.name
            reply.say("select-cart", buttons, link=cart_link(turn, variant), variant=label)
        else:
            reply.say("select-none-left", [notify_button(turn, product, variant)])
        return reply.set(product=product.id)


def _option(words: Words, name: str, product: ProductFacts) -> str:
    values = words.values(name, product.values(name))
    return words.say("select-option", name=words.called("property", name), values=values)


def notify_button(turn: Turn, product: ProductFacts, variant: VariantFacts | None) -> dict[str, str]:
    """A button that asks to be told when something is back."""
    sku = {"sku": variant.sku} if variant is not None else {}
    return button(turn.words.say("button-notify"), "notify_back_in_stock", product=product.id, **sku)


class AskProductDetail(ShopAction):
    """Answers a question about a product from what is stated of it."""

    action_name = "action_ask_product_detail"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """An attribute, a sentence of the description, or plainly that it is not stated."""
        product = meant_product(turn)
        if product is None:
            general = turn.shop.help.answer(turn.text, subjects=("products",)) if turn.text else None
            if general is not None:
                return article(turn, reply, general)
            return ask_which(turn, reply)
        reviews = turn.shop.feedback.reviews_of(product.id)
        stated = stated_answer(
            product,
            turn.text,
            turn.shop.encoder,
            reviews,
            more=_kept_of(turn, product),
            called=lambda name: turn.words.called("property", name),
        )
        reply.set(product=product.id)
        if stated.source == "attribute":
            name = turn.words.called("property", stated.name)
            value = turn.words.stated(stated.name, stated.value)
            return reply.say("detail-attribute", product=product.name, name=name, value=value)
        if stated.source == "option":
            name = turn.words.called("property", stated.name)
            values = turn.words.values(stated.name, product.values(stated.name))
            return reply.say("detail-attribute", product=product.name, name=name, value=values)
        if stated.source == "description":
            return reply.say("detail-description", product=product.name, sentence=stated.value)
        if stated.source == "review":
            return reply.say("detail-review", product=product.name, sentence=stated.value)
        person = button(turn.words.say("button-person"), "contact_human_agent")
        return reply.say("detail-not-stated", [person], product=product.name).ended("nothing")


def _kept_of(turn: Turn, product: ProductFacts) -> dict[str, object]:
    """Facts that are kept beside the attributes: what it weighs, and how long its warranty is."""
    months = max(turn.shop.aftersales.policy.returns.warranty_months, product.warranty_months)
    facts: dict[str, object] = {"warranty_months": months}
    weights = [variant.weight_g for variant in product.variants if variant.weight_g]
    return facts | ({"shipping_weight_g": weights[0]} if weights else {})


def article(turn: Turn, reply: Reply, found: HelpAnswer) -> Reply:
    """Answer from a help article in the conversation's language, with the article named."""
    found = turn.shop.help.in_language(found, turn.words.language)
    url = f"{turn.shop.config.public_url}/help/{found.slug}"
    return reply.text(found.text, source={"title": found.title, "url": url})


class AskSizeAdvice(ShopAction):
    """Says which size to take."""

    action_name = "action_ask_size_advice"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """The size the shopper keeps, how the product turns out by its returns, else the size guide."""
        product = meant_product(turn)
        words = turn.words
        if product is None or not product.values("size"):
            asked = turn.shop.help.answer(turn.text, subjects=("products",)) if turn.text else None
            guides = [asked] if asked else turn.shop.help.search(SIZE_GUIDE, count=1, subjects=("products",))
            return article(turn, reply, guides[0]) if guides else ask_which(turn, reply)
        reply.set(product=product.id)
        lines = []
        size = turn.need.size or profile_of(turn).size_for(product.category)
        if size in product.values("size"):
            lines.append(words.say("size-yours", product=product.name, size=size))
        fit = turn.shop.advisor.fit_from_returns(product.id)
        if fit is not None:
            lines.append(words.say(f"size-runs-{fit.direction}", returned=fit.returned, sold=fit.sold))
        stated = product.attributes.get("fit")
        if isinstance(stated, str):
            lines.append(words.say("size-fit", fit=words.called("value", stated)))
        lines.append(words.say("size-available", values=words.values("size", product.values("size"))))
        return reply.text("\n".join(lines))


def not_made(turn: Turn, reply: Reply, product: ProductFacts) -> Reply:
    """Say that there is no such size or colour of it, and which there are."""
    words = turn.words
    options = words.say("part-separator").join(
        _option(words, name, product) for name in product.variants[0].options
    )
    return reply.say("stock-not-made", product=product.name, asked=asked_of(turn), options=options).ended(
        "nothing"
    )


def asked_of(turn: Turn) -> str:
    """The colour and size a message names, in words; empty when it names neither."""
    colour, size = turn.entity("colour"), turn.entity("size")
    named = turn.words.called("colour", str(colour)) if colour else ""
    if named and size:
        return turn.words.say("colour-and-size", colour=named, size=size)
    return named or str(size or "")


class NotifyBackInStock(ShopAction):
    """Remembers the wish to be told."""

    action_name = "action_notify_back_in_stock"
    writes = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Store the wish for what is sold out; what can be bought needs none."""
        product = meant_product(turn)
        if product is None:
            return ask_which(turn, reply)
        return remember_alert(turn, reply, product)


def remember_alert(turn: Turn, reply: Reply, product: ProductFacts, sku: str | None = None) -> Reply:
    """Store the wish to be told when a product, or the variant named, is back."""
    sku = turn.entity("sku") or sku
    variants = (
        [variant for variant in product.variants if variant.sku == sku]
        if sku
        else variant_with(product, colour=turn.entity("colour"), size=turn.entity("size"))
    )
    reply.set(product=product.id)
    if not variants:
        return not_made(turn, reply, product)
    left = [variant for variant in variants if variant.stock > 0]
    if left:
        return reply.say(
            "notify-in-stock",
            product=turn.words.named(product.name, left[0].options),
            link=cart_link(turn, left[0]),
        )
    options = dict(variants[0].options) if len(variants) == 1 else {}
    new = turn.shop.stock_alerts.ask(turn.asker.conversation_id, turn.customer_id, product.id, options)
    label = turn.words.named(product.name, options)
    return reply.say("notify-done" if new else "notify-known", product=label)


class AskAccessories(ShopAction):
    """Shows what goes with a product."""

    action_name = "action_ask_accessories"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """What the merchant and other shoppers' orders say goes with it, or with what the shopper bought."""
        profile = profile_of(turn)
        owned = owned_product(turn, profile) if speaks_of_bought(turn.text) else None
        product = owned or meant_product(turn)
        if product is None:
            if shown_products(turn):
                return ask_which(turn, reply)
            need = started(turn)
            return ask_what(turn, reply) if need.empty else show_advice(turn, reply, need)
        found = turn.shop.advisor.accessories(product.id, profile)
        if not found:
            return reply.say("accessories-none", product=product.name).ended("nothing")
        reply.show(
            "cards",
            {
                "text": turn.words.say(
                    "accessories-owned" if owned else "accessories-found", product=product.name
                ),
                "cards": [product_card(turn, each) for each in found],
            },
        )
        return reply.set(shown=[each.product.id for each in found], need=Need().to_dict())


class CompareProducts(ShopAction):
    """Puts shown products side by side."""

    action_name = "action_compare_products"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """The products named, else those shown last."""
        shown = shown_products(turn)
        chosen = named_products(turn)
        if len(chosen) < 2:
            chosen = list({each.id: each for each in (*chosen, *shown)}.values())[:COMPARED]
        if len(chosen) < 2:
            return reply.say("compare-too-few").ended("asked")
        buttons = [button(each.name, "select_item", product=each.id) for each in chosen]
        return reply.show(
            "table",
            {"text": turn.words.say("compare-intro"), **comparison(turn, chosen), "buttons": buttons},
        )
