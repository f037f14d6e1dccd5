"""Putting together what somebody wants to buy: the link that fills the basket, once sizes and colours are known."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from actions.action import ShopAction
from actions.advice.availability import tell_sold_out
from actions.advice.cards import absolute, price_of
from actions.advice.finding import profile_of, show_advice, started
from actions.advice.products import article, ask_which
from actions.advice.references import meant_product, named_products, shown_products
from actions.errands import Errand, Held, start
from actions.talk.help import article_about
from actions.turn import Reply, Turn, button
from knowledge.advice.service import variant_with
from knowledge.advice.understood import Understood
from knowledge.catalogue.view import ProductFacts, VariantFacts
from knowledge.errors import NotFound
from knowledge.money import Money

MOST_OF_ONE = 10
VALUES_SHOWN = 10
_PARTS = re.compile(r"\band\b|\bplus\b|[,;，；、]|和|以及|加上", re.I)
_HOW = re.compile(r"\bhow\b|怎么|如何|怎样", re.I)
_MORE = re.compile(r"\b(?:and|also|plus|add|too|as well)\b|还要|再加|加上|也要", re.I)
Item = dict[str, Any]
"""A product with the option values chosen so far and how many: `product`, `options`, `quantity`."""


class PlaceOrder(Errand):
    """What, in which size and colour, how many; then the link that puts it into the basket."""

    kind = "place_order"
    needs_owner = False
    intents = frozenset({"place_order", "cart_problem", "change_order", "show_more"})

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """The products named, else the one talked about; with none it is a search, or a question how to order."""
        held["items"] = _items(turn)
        return bool(held["items"]) or self._nothing(turn, reply)

    @staticmethod
    def _nothing(turn: Turn, reply: Reply) -> bool:
        if turn.entity("product_type") is not None:
            show_advice(turn, reply, started(turn))
            return False
        found = article_about(turn, ("orders",), "How do I place an order?")
        if found is not None and (_HOW.search(turn.text) or not shown_products(turn)):
            article(turn, reply, found)
        else:
            ask_which(turn, reply)
        return False

    def hear(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """An option's value, how many, or something more to buy; what is said anew corrects what was said."""
        items: list[Item] = held["items"]
        current = _index(asked)
        if current < len(items) and self._answer(turn, items[current]):
            return True
        return self._more(turn, items)

    @staticmethod
    def _answer(turn: Turn, item: Item) -> bool:
        """Take an option value or a number for the item that is asked about, unless the message is of another."""
        product = turn.shop.catalogue.fresh(str(item["product"]))
        others = {each.id for each in named_products(turn)} - {item["product"]}
        if product is None or others:
            return False
        chosen = _options(product, turn.text, turn.entities, pressed=turn.entity("choice"))
        item["options"].update(chosen)
        quantity = turn.entity("quantity")
        if quantity is not None:
            item["quantity"] = _at_most(quantity)
        return bool(chosen) or quantity is not None

    @staticmethod
    def _more(turn: Turn, items: list[Item]) -> bool:
        known = {item["product"]: item for item in items}
        found = list(_items(turn, current=False))
        for item in found:
            if item["product"] in known:
                known[item["product"]]["options"].update(item["options"])
                known[item["product"]]["quantity"] = item["quantity"]
            elif _MORE.search(turn.text) or turn.intent == "place_order":
                items.append(item)
            else:
                items[:] = [item]  # "no, the other one"
        return bool(found)

    def missing(self, turn: Turn, held: Held) -> str | None:
        """The first option of the first item that is not known, as `<item>:<option>`."""
        for place, item in enumerate(held["items"]):
            product = turn.shop.catalogue.fresh(str(item["product"]))
            if product is None:
                continue
            variants = _fitting(product, item["options"])
            if not variants:  # no such version of it: what was said of it is asked again
                item["options"] = {}
                item["wrong"] = True
                variants = list(product.variants)
            for name in product.variants[0].options:
                if name not in item["options"] and len({each.options.get(name) for each in variants}) > 1:
                    return f"{place}:{name}"
        return None

    def ask(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """The values that can be had, as buttons; the size the shopper keeps first."""
        place, _, name = question.partition(":")
        item = held["items"][int(place)]
        product = turn.shop.advisor.product(str(item["product"]))
        words = turn.words
        left = [each for each in _fitting(product, item["options"]) if each.stock > 0]
        variants = left or _fitting(product, item["options"])
        values = list(dict.fromkeys(each.options[name] for each in variants if name in each.options))
        kept = turn.need.size or profile_of(turn).size_for(product.category) if name == "size" else None
        values.sort(key=lambda value: value != kept)
        buttons = [button(words.stated(name, each), "inform", choice=each) for each in values[:VALUES_SHOWN]]
        asked = "order-again-option" if item.pop("wrong", False) else "order-which-option"
        reply.say(asked, buttons, product=product.name, option=words.called("property", name))
        reply.set(product=product.id)

    def finish(self, turn: Turn, reply: Reply, held: Held) -> None:
        """The link with what can be had; for what cannot, what comes near and the wish to be told."""
        skus: list[str] = []
        lines: list[str] = []
        total = 0
        for item in held["items"]:
            variant = self._variant(turn, reply, item)
            if variant is None:
                continue
            product = turn.shop.advisor.product(str(item["product"]))
            count = min(int(item["quantity"]), variant.stock)
            if count < int(item["quantity"]):
                reply.say("order-fewer-left", product=product.name, count=count)
            skus += [variant.sku] * count
            total += variant.price_minor * count
            named = turn.words.named(product.name, variant.options)
            price = turn.words.money(price_of(variant))
            lines.append(turn.words.say("order-line", count=count, item=named, price=price))
            reply.set(product=product.id)
        if not skus:
            reply.ended("nothing")
            return
        link = basket_link(turn, skus)
        sum_ = Money(total, turn.shop.config.currency)
        reply.text("\n".join([*lines, turn.words.say("order-link", total=sum_, link=link)]))
        reply.ended("done")

    @staticmethod
    def _variant(turn: Turn, reply: Reply, item: Item) -> VariantFacts | None:
        """What is put into the basket; None, with what else there is said, for what cannot be had."""
        try:
            product = turn.shop.advisor.product(str(item["product"]))
        except NotFound:
            reply.say("order-gone")
            return None
        variants = _fitting(product, item["options"])
        left = [variant for variant in variants if variant.stock > 0]
        if left:
            return left[0]
        tell_sold_out(turn, reply, product, variants[0] if len(variants) == 1 else None)
        return None


def basket_link(turn: Turn, skus: Iterable[str], code: str = "") -> str:
    """The address that puts variants into the shopper's basket, one of each mention."""
    values = [*(("sku", sku) for sku in skus), *((("code", code),) if code else ())]
    return absolute(turn, f"/cart/add?{urlencode(values)}")


def _items(turn: Turn, *, current: bool = True) -> list[Item]:
    """The products of a message, each with the options and the number said of it."""
    pressed = turn.entity("sku")
    if pressed is not None:
        product = meant_product(turn)
        variant = next((each for each in product.variants if each.sku == pressed), None) if product else None
        if product is not None and variant is not None:
            return [_item(product, dict(variant.options), 1)]
    named = named_products(turn)
    places = [each for each in turn.entities if each.entity == "product" and each.role != "exclude"]
    if len(named) > 1 and len(places) == len(named):
        return [
            _item(product, _options(product, text, inside), _quantity(inside))
            for product, (text, inside) in zip(named, _shares(turn, places), strict=True)
        ]
    if not named:
        only = meant_product(turn, or_current=current)
        named = [only] if only is not None else []
    return [_item(each, _options(each, turn.text, turn.entities), _quantity(turn.entities)) for each in named]


def _item(product: ProductFacts, options: dict[str, str], quantity: int) -> Item:
    return {"product": product.id, "options": options, "quantity": quantity}


def _shares(turn: Turn, places: Sequence[Understood]) -> list[tuple[str, list[Understood]]]:
    """The part of a message around each product in it: up to the last "and" or comma before the next one."""
    cuts = [0]
    for one, other in itertools.pairwise(places):
        gap = list(_PARTS.finditer(turn.text, one.end, other.start))
        cuts.append(gap[-1].start() if gap else other.start)
    cuts.append(len(turn.text))
    return [
        (turn.text[start:end], [each for each in turn.entities if start <= each.start and each.end <= end])
        for start, end in itertools.pairwise(cuts)
    ]


def _options(
    product: ProductFacts, text: str, entities: Sequence[Understood], pressed: object = None
) -> dict[str, str]:
    """The option values that are said of a product."""
    said = {each.entity: str(each.value) for each in reversed(entities) if each.role != "exclude"}
    chosen: dict[str, str] = {}
    lowered = text.casefold()
    for name in product.variants[0].options:
        values = product.values(name)
        exact = {value.casefold(): value for value in values}
        named = exact.get(str(pressed or "").casefold()) or exact.get(said.get(name, "").casefold())
        if named is None and name in ("colour", "size") and name in said:
            found = variant_with(product, **{name: said[name]})
            named = found[0].options.get(name) if found else said[name]
        if named is None and name not in ("colour", "size"):
            named = next(
                (
                    value
                    for value in values
                    if re.search(rf"(?<!\w){re.escape(value.casefold())}(?!\w)", lowered)
                ),
                None,
            )
        if named is not None:
            chosen[name] = named
    return chosen


def _fitting(product: ProductFacts, options: dict[str, str]) -> list[VariantFacts]:
    return [
        each
        for each in product.variants
        if all(each.options.get(name) == value for name, value in options.items())
    ]


def _quantity(entities: Sequence[Understood]) -> int:
    return _at_most(next((each.value for each in entities if each.entity == "quantity"), 1))


def _at_most(value: object) -> int:
    return max(1, min(int(str(value)), MOST_OF_ONE))


def _index(question: str) -> int:
    place = question.partition(":")[0]
    return int(place) if place.isdigit() else 0


class StartOrder(ShopAction):
    """Begins to put an order together."""

    action_name = "action_place_order"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """What is wanted; a question how to order is answered from the articles."""
        return start(turn, reply, PlaceOrder())
