"""Items of orders that become other versions before they ship, in one order or several in one go."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.confirmed import Card, ConfirmedErrand
from actions.errands import Held
from actions.orders.change_card import change_card, difference
from actions.orders.change_limits import closed_orders, other_product
from actions.orders.item_names import bought
from actions.orders.items_said import Part, items_said, one_of
from actions.orders.order_choice import not_found, number_meant
from actions.orders.removing import changeable, item_buttons
from actions.orders.variant_choice import (
    ask_variant,
    item_wanted,
    items_wanted,
    pick,
    want,
)
from actions.payments.method_choice import method_buttons, methods_meant
from actions.refusals import refusal
from actions.turn import Reply, Turn, button
from knowledge.aftersales.decision import Decision
from knowledge.aftersales.proposals import Done, Proposal
from knowledge.aftersales.wishes import ChangeItems, Wish
from knowledge.money import Money
from knowledge.orders.models import Order

_UNRESOLVED = ("no-such-variant", "same-variant", "variant-not-available", "other-product")
_METHOD_RULES = ("balance-too-low", "method-not-yours")
_ONLY = re.compile(r"\b(?:only|just)\b|只", re.IGNORECASE)


class ChangeOfItems(ConfirmedErrand):
    """Which items, which versions, how a difference is paid, then the card, then they are changed."""

    kind = "change_items"
    intents = frozenset(
        {
            "change_order",
            "exchange_item",
            "check_payment_methods",
            "change_payment_method",
            "ask_price",
            "place_order",
        }
    )
    free = frozenset({"item", "variant", "method"})
    corrected = True

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """The items named with what is wanted of them; False when their order takes no change."""
        held |= {"items": [], "unsure": [], "method": None}
        number = number_meant(turn)
        known = turn.orders
        if number is not None and all(order.number != number for order in known):
            not_found(turn, reply, number)
            return False
        if number is not None:
            held["order"] = number
            known = [order for order in known if order.number == number]
            reply.set(order=number)
        self._read(turn, held, known, guess=True)
        if self._refused_order(turn, reply, held) or other_product(turn, reply, held["items"]):
            return False
        if not (held["items"] or held["unsure"] or number or changeable(turn)):
            reply.say("change-none", [button(turn.words.say("button-return"), "return_item")]).ended(
                "nothing"
            )
            return False
        if held["items"]:
            reply.set(order=held["items"][0]["order"])
        self._method(turn, held)
        return True

    def _orders(self, turn: Turn, held: Held) -> list[Order]:
        """The orders whose items can be meant."""
        if held.get("order"):
            return [turn.order(str(held["order"]))]
        return changeable(turn)

    @staticmethod
    def _read(turn: Turn, held: Held, known: Sequence[Order], *, guess: bool = False) -> bool:
        """Take the items that a message names; those of orders that take changes are meant first."""
        open_ = {order.id for order in changeable(turn)}
        items, unsure = items_wanted(turn, [order for order in known if order.id in open_], guess=guess)
        if not items and not unsure:
            items, unsure = items_wanted(turn, known, guess=False)
        held["items"] += [
            item for item in items if all(item["line"] != each["line"] for each in held["items"])
        ]
        held["unsure"] += [_kept(part) for part in unsure]
        return bool(items or unsure)

    def _refused_order(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """Say so when an order named takes no change, before its versions are asked for; True when none is left."""
        numbers = {str(item["order"]) for item in held["items"]}
        closed = closed_orders(turn, reply, {*numbers, str(held["order"])} if held.get("order") else numbers)
        held["items"] = [item for item in held["items"] if item["order"] not in closed]
        return bool(closed) and not held["items"]

    @staticmethod
    def _method(turn: Turn, held: Held) -> bool:
        methods = turn.payment_methods
        paid = _paid(turn, held)
        meant = methods_meant(turn, methods, paid_with=paid)
        if meant:
            held["method"] = meant[0]
        return bool(meant)

    def hear(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """A version, an item more or another, or how the difference is paid."""
        if turn.intent == "deny" and asked == "variant" and not turn.entities:
            held["items"].remove(next(item for item in held["items"] if not item["sku"]))
            return True
        if asked == "item" and held["unsure"] and self._sure(turn, held):
            return True
        method = self._method(turn, held)
        if turn.intent in ("check_payment_methods", "change_payment_method"):
            return method or asked == "method"  # without a method the question is put once more
        told = (
            self._only(turn, held) or self._variant(turn, held, asked) or self._more_items(turn, reply, held)
        )
        return told or method

    @staticmethod
    def _only(turn: Turn, held: Held) -> bool:
        """Leave out all items but those that are named ("no, just the backpack"), or those said not to be meant."""
        said = items_said(turn, bought(_orders_of(turn, held)))
        out = {item.line.id for item in said.left_out}
        if out and not said.parts:
            held["items"] = [item for item in held["items"] if item["line"] not in out] or held["items"]
            return True
        if not _ONLY.search(turn.text):
            return False
        lines = {item.line.id for item in said.likely}
        named = [item for item in held["items"] if item["line"] in lines]
        if named and len(named) < len(held["items"]):
            held["items"] = named
            return True
        return False

    @staticmethod
    def _sure(turn: Turn, held: Held) -> bool:
        """Which of the items that a name fits alike are meant."""
        first = held["unsure"][0]
        lines = {line_id for _, line_id in first["lines"]}
        numbers = dict.fromkeys(number for number, _ in first["lines"])
        orders = [turn.order(number) for number in numbers]
        doubtful = [item for item in bought(orders) if item.line.id in lines]
        chosen = one_of(turn, doubtful) or items_said(turn, doubtful).items
        held["items"] += [item_wanted(turn, item, first["text"]) for item in chosen]
        if chosen:
            held["unsure"].pop(0)
        return bool(chosen)

    @staticmethod
    def _variant(turn: Turn, held: Held, asked: str) -> bool:
        """What is said of the version of the item asked about; at the card, of the only item."""
        open_ = [item for item in held["items"] if not item["sku"]]
        item = open_[0] if asked == "variant" and open_ else None
        if item is not None and pick(turn, item):
            return True
        if item is not None:
            return want(turn, item, turn.text)
        items, _ = items_wanted(turn, turn.orders, guess=False)
        if not items and len(held["items"]) == 1:
            return want(turn, held["items"][0], turn.text)
        return False

    def _more_items(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """Items that are named once more with another version, left out, or added."""
        known = turn.orders
        number = number_meant(turn)
        if number is not None:
            known = [order for order in known if order.number == number]
            if not known:
                not_found(turn, reply, number)
                return True
            held |= {"order": number, "items": [], "unsure": []}
        items, _ = items_wanted(turn, known, guess=False)
        for item in items:
            same = next((each for each in held["items"] if each["line"] == item["line"]), None)
            if same is not None and item["wanted"]:
                same |= item
        found = self._read(turn, held, known)
        if found and self._refused_order(turn, reply, held):
            return True
        return found or number is not None

    def missing(self, turn: Turn, held: Held) -> str | None:
        """The items, the version of each, then the method when there is a difference and a choice."""
        if held["unsure"] or not held["items"]:
            return "item"
        if any(not item["sku"] for item in held["items"]):
            return "variant"
        asks = held.get("method") is None and difference(turn, held["items"]) != 0
        return "method" if asks and len(turn.payment_methods) > 1 else None

    def put(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """The items, versions or methods as buttons."""
        if question == "variant":
            ask_variant(turn, reply, next(item for item in held["items"] if not item["sku"]))
        elif question == "method":
            self._ask_method(turn, reply, held)
        elif held["unsure"]:
            lines = {line for _, line in held["unsure"][0]["lines"]}
            buttons = [
                each
                for each in item_buttons(turn, turn.orders, limit=100)
                if any(f'"{line}"' in each["payload"] for line in lines)
            ]
            buttons.append(button(turn.words.say("button-all-of-them"), "inform", choice="all"))
            reply.say("change-which-of-these", buttons)
        else:
            reply.say("change-which-item", item_buttons(turn, self._orders(turn, held)))

    def _ask_method(self, turn: Turn, reply: Reply, held: Held) -> None:
        owed = difference(turn, held["items"])
        methods = turn.payment_methods
        able = [each for each in methods if each.balance_minor is None or each.balance_minor >= owed]
        amount = Money(abs(owed), turn.shop.config.currency)
        message = "change-pay-with" if owed > 0 else "change-refund-to"
        reply.say(message, method_buttons(turn.words, able), amount=amount)

    def wish(self, turn: Turn, held: Held) -> ChangeItems:
        """The first order's items."""
        return self.wishes(turn, held)[0]

    def wishes(self, turn: Turn, held: Held) -> Sequence[ChangeItems]:
        """The items, order by order."""
        by_order: dict[str, list[tuple[int, int, str]]] = {}
        for item in held["items"]:
            swap = (int(item["line"]), int(item["quantity"]), str(item["sku"]))
            by_order.setdefault(str(item["order"]), []).append(swap)
        method = str(held.get("method") or "")
        return [ChangeItems(number, tuple(swaps), method) for number, swaps in by_order.items()]

    def turned_down(self, turn: Turn, reply: Reply, held: Held, wish: Wish, decision: Decision) -> bool:
        """Why not; another method or another version is asked for where that would do."""
        number = wish.order_number if isinstance(wish, ChangeItems) else ""
        refusal(turn, reply, decision, kind=self.kind, number=number)
        if decision.rule in _METHOD_RULES and any(each.what == "method" for each in decision.alternatives):
            reply.messages[-1]["body"].pop("buttons", None)
            held["method"] = None
            return True
        if decision.rule in _UNRESOLVED:
            for item in held["items"]:
                if item["order"] == number:
                    item |= {"sku": "", "wanted": None}
            return True
        return False

    def card(self, turn: Turn, held: Held, proposal: Proposal) -> Card:
        """The items as they are and as they will be, and the money."""
        return change_card(turn, held["items"], [proposal])

    def card_of_all(self, turn: Turn, held: Held, proposals: Sequence[Proposal]) -> Card:
        """All items, order by order, and the money in sum."""
        return change_card(turn, held["items"], proposals)

    def done(self, turn: Turn, reply: Reply, held: Held, done: Done) -> None:
        """What was changed, the money, and the order's new total."""
        total = turn.order(done.number).total
        money = "pay" if done.charge.minor else "refund" if done.refund.minor else "even"
        reply.say(
            f"change-done-{money}", number=done.number, charge=done.charge, refund=done.refund, total=total
        )


def _kept(part: Part) -> dict[str, object]:
    """A part of a message that may be about several items, as plain data."""
    return {"text": part.text, "lines": [[item.order.number, item.line.id] for item in part.items]}


def _paid(turn: Turn, held: Held) -> str:
    """How the order meant first was paid."""
    if not held["items"]:
        return ""
    return turn.order(str(held["items"][0]["order"])).payment_method


def _orders_of(turn: Turn, held: Held) -> list[Order]:
    """The orders that the items so far are from."""
    numbers = dict.fromkeys(str(item["order"]) for item in held["items"])
    return [turn.order(number) for number in numbers]
