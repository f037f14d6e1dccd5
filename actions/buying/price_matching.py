"""Getting the difference to a lower price back: the shop's own of another day, or another shop's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.action import ShopAction
from actions.advice.products import article
from actions.advice.references import speaks_of_bought
from actions.confirmed import Card, ConfirmedErrand
from actions.errands import Held, start
from actions.orders.item_names import Item
from actions.orders.items_said import item_said
from actions.orders.order_choice import line_text, line_with_id, number_meant, order_meant
from actions.payments.money_words import amount_named
from actions.payments.payment_words import method_words
from actions.refusals import refusal
from actions.talk.help import article_about, no_article
from actions.turn import PERSON, Reply, Turn, button
from knowledge.aftersales.decision import Decision
from knowledge.aftersales.offers import OWN
from knowledge.aftersales.proposals import Done, Proposal
from knowledge.aftersales.wishes import MatchPrice
from knowledge.database import utc_now
from knowledge.money import Money
from knowledge.orders.models import Order, OrderLine, OrderState

ELSEWHERE = "elsewhere"
OFFERED = 8
_HERE = re.compile(
    r"\b(?:yesterday|here|your (?:site|shop|website|own)|you (?:now )?(?:sell|offer|ask|reduced|lowered)"
    r"|(?:price )?(?:dropped|fell|reduced|went down)|on sale|last week|the day (?:before|after))\b"
    r"|昨天|前天|你们|降价|这里|本店|打折了",
    re.I,
)
_ELSEWHERE = re.compile(
    r"\b(?:elsewhere|(?:an)?other (?:shop|store|site|website)|competitors?|somewhere else|amazon|ebay)\b"
    r"|别家|别的店|其他店|其它店|另一家|淘宝|京东|亚马逊|拼多多",
    re.I,
)
_ASKS = re.compile(r"^\s*(?:do|does|can|could|would|will|is|are|what|how)\b|吗|么|怎么", re.I)


class MatchLowerPrice(ConfirmedErrand):
    """Which item, where it is cheaper and for how much; then the card, then the difference goes back."""

    listens_closely = True

    kind = "price_match"
    intents = frozenset({"price_match", "ask_price", "compare_products", "billing_dispute", "praise"})
    free = frozenset({"price"})

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """The item, the shop and the price that are named."""
        if not _lines(turn):
            reply.say("price-match-nothing-bought").ended("nothing")
            return False
        number = number_meant(turn)
        orders = turn.orders
        if number is not None and not any(order.number == number for order in orders):
            reply.say("order-not-found", number=number).ended("not_found")
            return False
        self._take(turn, reply, held)
        return True

    def hear(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """The item, the shop or the price; another than before corrects it."""
        return self._take(turn, reply, held, asked)

    def _take(self, turn: Turn, reply: Reply, held: Held, asked: str = "") -> bool:
        took = [self._take_line(turn, reply, held), self._take_shop(turn, held, asked)]
        amount = amount_named(turn.text, bare=asked == "price")
        if amount is not None:
            held["lower"] = amount
        return any((*took, amount is not None))

    def _take_line(self, turn: Turn, reply: Reply, held: Held) -> bool:
        orders = turn.orders
        number = number_meant(turn)
        named = order_meant(turn, orders) if number is not None else None
        recent = {order.id: order for order, _ in _lines(turn)}
        found = item_said(turn, [named]) if named is not None else None
        if named is None:
            found = item_said(turn, list(recent.values())) or item_said(turn, orders)
        if found is None and named is not None:
            if held.get("order") != named.number:
                held.pop("line", None)
            held["order"] = named.number
            if len(named.lines) == 1:
                found = Item(named, named.lines[0])
        if found is None:
            return named is not None
        order, line = found.order, found.line
        if held.get("line") != line.id:
            held.pop("quantity", None)
        held.update(order=order.number, line=line.id)
        reply.set(order=order.number)
        return True

    @staticmethod
    def _take_shop(turn: Turn, held: Held, asked: str) -> bool:
        rules = turn.shop.aftersales.policy.price_match
        others = sorted(rules.shops - {OWN}) if rules is not None else []
        pressed = str(turn.entity("choice") or "")
        text = turn.text.casefold()
        named = next((shop for shop in others if shop == pressed or shop.casefold() in text), "")
        if not named and (pressed == ELSEWHERE or (not pressed and _ELSEWHERE.search(text))):
            named = ELSEWHERE
        if not named and (pressed == OWN or (not pressed and _HERE.search(text))):
            named = OWN
        if not named and asked == "shop" and turn.text and not turn.pressed:
            named = turn.text.strip()[:80]
        if named:
            held["shop"] = named
        return bool(named)

    def missing(self, turn: Turn, held: Held) -> str | None:
        """The item, where it is cheaper, and for how much when it is another shop."""
        if not held.get("line"):
            return "line"
        if not held.get("shop"):
            return "shop"
        rules = turn.shop.aftersales.policy.price_match
        matched = rules is not None and held["shop"] in rules.shops
        return "price" if matched and held["shop"] != OWN and not held.get("lower") else None

    def put(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """The items bought lately, the shops whose prices count, or what it costs there."""
        words = turn.words
        if question == "line":
            number = held.get("order")
            lines = [line for order, line in _lines(turn) if number in (None, order.number)]
            buttons = [
                button(line_text(words, line), "inform", line=str(line.id)) for line in lines[:OFFERED]
            ]
            reply.say("price-match-which-item", buttons)
        elif question == "shop":
            rules = turn.shop.aftersales.policy.price_match
            others = sorted(rules.shops - {OWN}) if rules is not None else []
            buttons = [button(words.say("price-match-here"), "inform", choice=OWN)]
            buttons += [button(shop, "inform", choice=shop) for shop in others]
            buttons.append(button(words.say("price-match-elsewhere"), "inform", choice=ELSEWHERE))
            reply.say("price-match-where", buttons)
        else:
            reply.say("price-match-how-much", shop=str(held["shop"]))

    def wish(self, turn: Turn, held: Held) -> MatchPrice:
        """All that is left of the line."""
        order, line = _held(turn, held)
        lower = int(held.get("lower") or 0) if held["shop"] != OWN else 0
        quantity = int(held.get("quantity") or line.quantity)
        return MatchPrice(order.number, ((line.id, quantity),), str(held["shop"]), lower)

    def refused(self, turn: Turn, reply: Reply, held: Held, decision: Decision) -> bool:
        """Say the rule with the prices that were compared; of what went back in part, go on with the rest."""
        left = int(decision.facts.get("quantity_left") or 0)
        if decision.rule == "not-so-many" and left and not held.get("quantity"):
            held["quantity"] = left
            return True
        order, line = _held(turn, held)
        words = turn.words
        prices = {
            name.replace("_minor", ""): Money(int(decision.facts[name]), order.currency)
            for name in ("paid_minor", "lower_minor")
            if decision.facts.get(name) is not None
        }
        if decision.rule == "price-not-lower" and len(prices) == 2:
            person = button(words.say("button-person"), "contact_human_agent")
            reply.say("price-match-not-lower", [person], item=line_text(words, line), **prices).ended(
                "refused"
            )
            reply.offer = PERSON
        else:
            refusal(turn, reply, decision, kind=self.kind, number=order.number)
        if decision.rule == "shop-not-matched":
            shops = [each.of for each in decision.alternatives if each.of != OWN]
            reply.say("price-match-shops", shops=words.list(shops))
        return False

    def card(self, turn: Turn, held: Held, proposal: Proposal) -> Card:
        """The item, the lower price, and where the difference goes."""
        words = turn.words
        order, line = _held(turn, held)
        total = Money(sum(step.minor for step in proposal.arithmetic), order.currency)
        shop = words.say("price-match-here") if held["shop"] == OWN else str(held["shop"])
        lines = [
            (words.say("confirm-order"), order.number),
            (words.say("confirm-item"), line_text(words, line)),
            (words.say("price-match-seen"), shop),
        ]
        if proposal.moves:
            lines.append((words.say("confirm-refund-to"), method_words(words, proposal.method)))
        note = "person" if proposal.person else "refund" if proposal.moves else "not-charged"
        return Card(
            title=words.say("price-match-title"),
            lines=lines,
            total=(words.say("price-match-difference"), words.money(total)),
            note=words.say(f"price-match-note-{note}"),
        )

    def done(self, turn: Turn, reply: Reply, held: Held, done: Done) -> None:
        """What goes back, or who looks at it."""
        proposal = Proposal.from_dict(turn.slots["proposal"])
        if proposal.person:
            person = button(turn.words.say("button-person"), "contact_human_agent")
            reply.offer = PERSON
            reply.say("price-match-with-person", [person], number=done.number)
        elif done.refund.minor:
            reply.say(
                "price-match-done", refund=done.refund, method=method_words(turn.words, proposal.method)
            )
        else:
            reply.say("price-match-done-not-charged", number=proposal.order_number)


def _lines(turn: Turn) -> list[tuple[Order, OrderLine]]:
    """The items of the orders that are recent enough for a price to be matched; of all when none is."""
    rules = turn.shop.aftersales.policy.price_match
    days = rules.window_days if rules is not None else 0
    orders: Sequence[Order] = [order for order in turn.orders if order.state != OrderState.CANCELLED]
    recent = [order for order in orders if (utc_now() - order.placed_at).days <= days]
    return [(order, line) for order in recent or orders for line in order.lines]


def _held(turn: Turn, held: Held) -> tuple[Order, OrderLine]:
    order = turn.order(str(held["order"]))
    return order, line_with_id(order, held["line"])


class PriceMatch(ShopAction):
    """Explains the price promise, or begins to keep it."""

    action_name = "action_price_match"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """A question about the rule is answered; somebody who names what they bought is asked for the rest."""
        if turn.pressed or (turn.customer_id is not None and _about_a_purchase(turn)):
            return start(turn, reply, MatchLowerPrice())
        found = article_about(turn, ("payment", "orders", "products"), "Do you match lower prices?")
        reply = no_article(turn, reply) if found is None else article(turn, reply, found)
        again = button(turn.words.say("button-price-match"), "price_match", choice="mine")
        return reply.say("price-match-shall-i", [again])


def _about_a_purchase(turn: Turn) -> bool:
    if turn.pressed or number_meant(turn) is not None or speaks_of_bought(turn.text):
        return True
    if item_said(turn, turn.orders) is not None:
        return True
    return _ASKS.search(turn.text) is None
