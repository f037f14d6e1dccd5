"""Which ways of delivery there are, what they cost, and how long they take: to this country, for this shopper."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.action import ShopAction
from actions.advice.products import article
from actions.buying.codes import level_of
from actions.delivery.changes import start_delivery_change
from actions.delivery.words import (
    country_named,
    country_words,
    method_label,
    packaging_label,
    packaging_named,
)
from actions.orders.order_choice import order_meant
from actions.talk.help import article_about
from actions.turn import PERSON, Reply, Turn, button
from knowledge.database import utc_now
from knowledge.help.service import HelpAnswer
from knowledge.money import Money
from knowledge.orders.delivery import DeliveryOption

COUNTRIES_NAMED = 40
_CHANGE = re.compile(
    r"\b(?:upgrade|downgrade|change|switch|make it|move|my order to|instead)\b|改成|换成|升级|降级|改为", re.I
)

_TOO_DEAR = re.compile(
    r"\btoo (?:high|much|expensive|dear)\b|\bso (?:high|much|expensive)\b|\bwaive\b|\brip[- ]?off\b|\boverpriced\b"
    r"|太贵|这么贵|太高|怎么这么(?:贵|高)|免(?:掉|了)?运费",
    re.IGNORECASE,
)


def _tell_paid(turn: Turn, reply: Reply) -> Reply:
    """What the order meant, else the newest, cost to deliver, and what can be done about that.

    A cheaper way is offered while it can still be changed; giving something back is for a person to decide.
    """
    words = turn.words
    orders = turn.orders if turn.customer_id is not None else []
    order = order_meant(turn, orders) or next(iter(orders), None)
    buttons = [button(words.say("button-person"), "contact_human_agent")]
    reply.offer = PERSON
    if order is None:
        return reply.say("delivery-dear", buttons)
    paid = Money(order.shipping_minor, order.currency)
    reply.set(order=order.number)
    if not paid.minor:
        return reply.say("delivery-dear-free", number=order.number)
    if order.state in turn.shop.aftersales.policy.changes.delivery_states:
        way = button(
            words.say("intent-reschedule-delivery"), "reschedule_delivery", order_number=order.number
        )
        buttons.insert(0, way)
        return reply.say("delivery-dear-changeable", buttons, number=order.number, paid=paid)
    return reply.say("delivery-dear-sent", buttons, number=order.number, paid=paid)


class _Delivery(ShopAction):
    question = ""
    """What the shop's general article on it answers; in the articles' language."""

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """The price of packaging, the ways to a country, or the article that answers something more special."""
        if turn.customer_id is not None and _CHANGE.search(turn.text):
            changed = start_delivery_change(turn, reply)
            if changed is not None:
                return changed
        packaging = packaging_named(turn.text, turn.shop.delivery.packaging)
        if packaging:
            return tell_packaging(turn, reply, packaging)
        country = country_named(turn.text)
        found = article_about(turn, ("delivery",), self.question)
        general = next(iter(turn.shop.help.search(self.question, count=1, subjects=("delivery",))), None)
        if not country and found is not None and (general is None or found.slug != general.slug):
            article(turn, reply, found)
        else:
            self._options(turn, reply, country or _country_of(turn), general)
        return _tell_paid(turn, reply) if _TOO_DEAR.search(turn.text) else reply

    def _options(self, turn: Turn, reply: Reply, country: str, general: HelpAnswer | None) -> Reply:
        """The ways to a country, with their prices for this shopper and the days they take."""
        rules, words = turn.shop.delivery, turn.words
        if country not in rules.countries:
            known = sorted(country_words(words, code) for code in rules.countries)
            reply.say(
                "delivery-country-not-served",
                country=country_words(words, country),
                countries=words.row(known[:COUNTRIES_NAMED]),
            )
            return reply.ended("nothing")
        level = level_of(turn)
        now = utc_now().astimezone(turn.shop.config.zone)
        options = [
            option
            for bulky in (False, True)
            for option in rules.options(country, goods_minor=0, level=level, start=now, bulky=bulky)
        ]
        fastest = min(options, key=lambda each: each.promised_at)
        cheapest = min(options, key=lambda each: each.price_minor)
        source = None
        if general is not None:
            url = f"{turn.shop.config.public_url}/help/{general.slug}"
            source = {"title": turn.shop.help.in_language(general, words.language).title, "url": url}
        said = words.say(
            "delivery-latest",
            day=words.date(fastest.promised_at),
            method=method_label(words, fastest.method),
            cheapest=method_label(words, cheapest.method),
        )
        reply.text(said, source=source)
        return reply.show("table", self._table(turn, country, level, options))

    def _table(
        self, turn: Turn, country: str, level: str, options: Sequence[DeliveryOption]
    ) -> dict[str, object]:
        words = turn.words
        yours = level and any(not each.price_minor for each in options)
        columns = ("method", "days", "price")
        return {
            "text": words.say(
                "delivery-options-yours" if yours else "delivery-options-intro",
                country=country_words(words, country),
                level=level,
            ),
            "columns": [words.say(f"delivery-column-{name}") for name in columns],
            "rows": [
                [
                    method_label(words, each.method),
                    words.say("delivery-days", fewest=each.days[0], most=each.days[1]),
                    self._price(turn, each),
                ]
                for each in options
            ],
            "buttons": [],
        }

    @staticmethod
    def _price(turn: Turn, option: DeliveryOption) -> str:
        words, currency = turn.words, turn.shop.config.currency
        free_from = turn.shop.delivery.methods[option.method].free_from_minor
        if not option.price_minor:
            return words.say("delivery-free")
        if free_from is None:
            return words.money(Money(option.price_minor, currency))
        return words.say(
            "delivery-free-from", price=Money(option.price_minor, currency), least=Money(free_from, currency)
        )


def tell_packaging(turn: Turn, reply: Reply, packaging: Sequence[str]) -> Reply:
    """What packaging costs, with a button that has it noted."""
    words = turn.words
    for name in packaging:
        price = Money(turn.shop.delivery.packaging[name], turn.shop.config.currency)
        what = packaging_label(words, name)
        note = button(words.say("button-note-packaging"), "reschedule_delivery", choice=name)
        message = "delivery-packaging-price" if price.minor else "delivery-packaging-free"
        reply.say(message, [note], what=what, price=price)
    return reply


def _country_of(turn: Turn) -> str:
    """Where the shopper lives, else the country to which delivery takes no longer than its working days."""
    if turn.customer_id is not None:
        country = turn.shop.customers.get(turn.customer_id).country
        if country:
            return country
    return min(turn.shop.delivery.countries, key=lambda code: turn.shop.delivery.countries[code])


class DeliveryOptions(_Delivery):
    """Explains delivery methods and costs."""

    action_name = "action_delivery_options"
    question = "What delivery options are there and what do they cost?"


class DeliveryPeriod(_Delivery):
    """Explains how long delivery takes."""

    action_name = "action_delivery_period"
    question = "How long does delivery take?"
