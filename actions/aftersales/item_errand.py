"""Errands about delivered items of one or several orders: one proposal for each order, one after the other."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, ClassVar

from actions.aftersales.picked_items import (
    Picked,
    items_of,
    leave_out,
    line_of,
    names_text,
    orders_left,
    picked_of,
)
from actions.confirmed import REFUSED, SHOWN, YES_TO_THIS, ConfirmedErrand
from actions.errands import DONE, ERRAND, FORM, Errand, Held, Open
from actions.orders.item_names import Item
from actions.orders.items_said import ALL, ItemsSaid, Part, best_described, items_said, one_of
from actions.orders.order_choice import (
    line_buttons,
    line_text,
    not_found,
    number_meant,
    order_buttons,
    order_of_day,
)
from actions.refusals import refusal
from actions.turn import Reply, Turn, button
from knowledge.aftersales.decision import Decision
from knowledge.orders.models import Order, OrderState

# Questions whose answers name items; an item named in answer to another one is a correction.
_NAMING = frozenset({"", "order", "items", "which"})
_ADDS = re.compile(r"\b(?:also|too|as well|plus|another|add)\b|^\s*and\b|还有|也|另外|加上", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:only|just)\b|只", re.IGNORECASE)
_IT = re.compile(r"\b(?:it|them|that|those|these|this)\b|它|这[个件双条]|那[个件双条]", re.IGNORECASE)
_LATEST = re.compile(
    r"\b(?:last|latest|newest|most recent) order\b|\bnewest\b|最近的?订单|最新", re.IGNORECASE
)


class ItemErrand(ConfirmedErrand):
    """Which items, how many of each, and what else the errand asks."""

    says: ClassVar[str]
    """What the names of its messages begin with."""
    free = frozenset({"which", "variant", "method"})
    corrected = True
    carried: ClassVar[tuple[str, ...]] = ()
    """What is known of an item that also holds for the one put in its place."""

    @abstractmethod
    def asks(self, turn: Turn, held: Held) -> str | None:
        """The next thing to ask for once items and numbers are known."""

    @abstractmethod
    def put_own(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """Put a question of `asks`."""

    @abstractmethod
    def hear_own(self, turn: Turn, reply: Reply, held: Held, asked: str, said: ItemsSaid) -> bool:
        """Take what else a message says; False when it says nothing for this errand."""

    @abstractmethod
    def together(self, held: Held) -> list[Picked]:
        """The items that the next proposal is about."""

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """Take the order and items named; say what cannot be done with them."""
        held.setdefault("items", [])
        orders = turn.orders
        number = number_meant(turn)
        if number is not None and all(order.number != number for order in orders):
            not_found(turn, reply, number)
            return False
        if number is None and all(order.state != OrderState.DELIVERED for order in orders):
            reply.say(f"{self.says}-none-delivered" if orders else "orders-none").ended("nothing")
            return False
        items = items_of(turn, orders)
        named = held["items"] or number is not None or items_said(turn, items)
        if not named and _IT.search(turn.text):
            held["items"] = _of_last_errand(turn, items)
        heard = self.hear(turn, reply, held, "")
        if not heard and not held["items"] and (kind := _kind_said(turn)):
            reply.say("item-not-bought", what=kind)
        return bool(held["items"]) or reply.outcome != "refused"

    def hear(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """Take the order, the items, how many of them, and what else the errand wants to know."""
        orders = turn.orders
        items = items_of(turn, orders)
        number = number_meant(turn)
        order = next((each for each in orders if each.number == number), None)
        if number is not None and order is None:
            reply.say("order-not-found", number=number)
            held.pop("order", None)
            return True
        if order is None:
            order = order_of_day(turn, orders)
        if order is None and asked == "order":
            order = _order_at(turn, orders_left(items))
        said = self._said(turn, held, asked, items, order)
        if order is not None and order.number != held.get("order"):
            if asked not in _NAMING and not _ADDS.search(turn.text):
                held["items"] = []  # "no, the other order"
            held["order"] = order.number
            reply.set(order=order.number)
        if order is not None and not said:
            said = _whole(held, [item for item in items if item.order is order])
        heard = order is not None or bool(said)
        if said:
            self._take(turn, reply, held, asked, said)
        heard = self._number(turn, held, asked) or heard
        return self.hear_own(turn, reply, held, asked, said) or heard

    def _said(
        self, turn: Turn, held: Held, asked: str, items: Sequence[Item], order: Order | None
    ) -> ItemsSaid:
        if asked == "which":
            doubt, *later = held["doubt"]
            if chosen := one_of(turn, [item for item in items if item.line.id in doubt["lines"]]):
                waiting = [
                    Part(each["text"], 0, tuple(item for item in items if item.line.id in each["lines"]))
                    for each in later
                ]
                return ItemsSaid((Part(doubt["text"], 0, tuple(chosen), all=True), *waiting))
        focus = order.number if order is not None else held.get("order")
        pool = [item for item in items if order is None or item.order is order]
        said = items_said(turn, pool, focus=focus, listed=asked == "items")
        if said or asked not in ("order", "items"):
            return said
        here = [item for item in pool if item.left > 0 and held.get("order") in (None, item.order.number)]
        like = best_described(turn, here)  # "the one in size 39"
        return ItemsSaid((Part(turn.text, 0, like),)) if like and len(like) < len(here) else said

    def _take(self, turn: Turn, reply: Reply, held: Held, asked: str, said: ItemsSaid) -> None:
        """Take the items named: added, put in place of others, or left out."""
        if said.everything:
            held["everything"] = True
        held["doubt"] = [
            {"lines": [item.line.id for item in part.items], "text": part.text} for part in said.doubtful
        ]
        out = {item.line.id for item in said.left_out}
        there = [item for item in said.items if self._there(turn, reply, held, item)]
        items = self._put_together(held["items"], there, correcting=asked not in _NAMING, text=turn.text)
        held["items"] = [each for each in items if each["line"] not in out]
        if there:
            held["order"] = there[0].order.number
            reply.set(order=held["order"])

    def _put_together(
        self, before: list[Picked], named: list[Item], *, correcting: bool, text: str
    ) -> list[Picked]:
        known = {each["line"]: each for each in before}
        carried = {name: before[0].get(name) for name in self.carried} if len(before) == 1 else {}
        picked = [known.get(item.line.id) or {**picked_of(item), **carried} for item in named]
        fresh = [each for each in picked if each["line"] not in known]
        if correcting and picked and not _ADDS.search(text) and (fresh or _ONLY.search(text)):
            return picked
        return [*before, *({**each, **dict.fromkeys(carried)} for each in fresh)]

    def _there(self, turn: Turn, reply: Reply, held: Held, item: Item) -> bool:
        """Whether an item has been delivered; else what can be done instead is said."""
        if item.order.state == OrderState.DELIVERED:
            return True
        if held.get("order") == item.order.number:
            held.pop("order")
        self.not_there(turn, reply, item)
        return False

    def not_there(self, turn: Turn, reply: Reply, item: Item) -> None:
        """Say what can be done with an item that has not been delivered."""
        order = item.order
        buttons = []
        if order.state in turn.shop.aftersales.policy.cancel.states:
            buttons.append(button(turn.words.say("button-cancel"), "cancel_order", order_number=order.number))
        reply.say(f"{self.says}-refused-order-{order.state}", buttons, number=order.number).ended("refused")

    @staticmethod
    def _number(turn: Turn, held: Held, asked: str) -> bool:
        """Take how many of an item are meant, where only one can be."""
        said = turn.entity("quantity")
        if said is None and asked == "quantity":
            said = turn.entity("ordinal") or ("all" if turn.entity("choice") == ALL else None)
        open_ = [each for each in held["items"] if each["quantity"] is None]
        about = open_ or [each for each in held["items"] if each["left"] > 1]
        if said is None or len(about) != 1:
            return False
        about[0]["quantity"] = about[0]["left"] if said == "all" else max(1, int(said))
        return True

    def missing(self, turn: Turn, held: Held) -> str | None:
        """Order and items, how many, then what the errand asks."""
        if held.get("doubt"):
            return "which"
        if not held["items"]:
            return "items" if held.get("order") else "order"
        if any(each["quantity"] is None for each in held["items"]):
            return "quantity"
        return self.asks(turn, held)

    def put(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """Put a question; where choices are few, as buttons."""
        words = turn.words
        items = items_of(turn, turn.orders)
        if question == "order":
            reply.say(f"{self.says}-which-order", order_buttons(words, orders_left(items)))
        elif question == "items":
            lines = [item.line for item in items if item.order.number == held["order"] and item.left > 0]
            buttons = line_buttons(words, lines)
            if len(lines) > 1:
                buttons.append(button(words.say("button-all-of-it"), "inform", choice=ALL))
            reply.say(f"{self.says}-which-item", buttons, number=held["order"])
        elif question == "which":
            doubtful = [item for item in items if item.line.id in held["doubt"][0]["lines"]]
            reply.say("item-which-of-these", [_button(turn, item) for item in doubtful])
        elif question == "quantity":
            each = next(each for each in held["items"] if each["quantity"] is None)
            buttons = [button(str(n), "inform", quantity=n) for n in range(1, min(each["left"], 6) + 1)]
            item = line_text(words, line_of(turn, each))
            reply.say("item-how-many", buttons, item=item, left=each["left"])
        else:
            self.put_own(turn, reply, held, question)

    def refused(self, turn: Turn, reply: Reply, held: Held, decision: Decision) -> bool:
        """Say that the policy refuses, with the nearest thing it would allow; go on with what else was wanted."""
        now = self.together(held)
        number = str(now[0]["order"])
        refusal(turn, reply, decision, kind=self.kind, number=number)
        if len(now) == len(held["items"]):
            return False
        leave_out(held, now)
        return True

    def note(self, turn: Turn, held: Held, message: str, **values: object) -> str:
        """What follows from a yes, and what comes after this proposal."""
        words = turn.words
        now = {each["line"] for each in self.together(held)}
        later = [each for each in held["items"] if each["line"] not in now]
        note = words.say(message, **values)
        return f"{note} {words.say('confirm-more', items=names_text(turn, later))}" if later else note

    def kept(self, turn: Turn, reply: Reply, held: Held) -> None:
        """Say that nothing was changed, and go on with what else was wanted."""
        super().kept(turn, reply, held)
        self.go_on(turn, reply, held)

    def go_on(self, turn: Turn, reply: Reply, held: Held) -> None:
        """Begin with what is left once the first proposal is done or dropped."""
        rest: Held = {
            name: value for name, value in held.items() if name not in (YES_TO_THIS, REFUSED, SHOWN)
        }
        leave_out(rest, self.together(held))
        if rest["items"]:
            self.before_next(turn, rest)
            open_in_place(turn, reply, self, rest)

    def before_next(self, turn: Turn, rest: Held) -> None:
        """Forget what was only for the items before those that are left."""


def open_in_place(
    turn: Turn, reply: Reply, errand: Errand, held: Held, *, under: dict[str, Any] | None = None
) -> None:
    """Open an errand, at the end of one, in the place of that; `under` comes before what it was begun in."""
    ended = Open.of(turn)
    if under is None and ended is not None:
        under = ended.under if turn.active_loop is None else turn.slots[ERRAND]
    question = errand.advance(turn, reply, held)
    if question is None:
        errand.finish(turn, reply, held)
        return
    reply.set(**{ERRAND: asdict(Open(errand.kind, held, question, under, turn.asker.message_id)), DONE: None})
    reply.followup = FORM


def _whole(held: Held, items: Sequence[Item]) -> ItemsSaid:
    """The only item of an order that is named; all its items where all were asked for."""
    left = [item for item in items if item.left > 0]
    if len(left) == 1 or held.get("everything"):
        return ItemsSaid((Part("", 0, tuple(left), all=True),)) if left else ItemsSaid()
    return ItemsSaid((Part("", 0, tuple(items[:1])),)) if items and not left else ItemsSaid()


def _of_last_errand(turn: Turn, items: Sequence[Item]) -> list[Picked]:
    """The items of the errand that has just ended, which "it" and "them" mean now."""
    last = Open.last(turn)
    before = {each["line"] for each in last.held.get("items", ())} if last is not None else set()
    return [picked_of(item) for item in items if item.line.id in before]


def _kind_said(turn: Turn) -> str:
    """The kind of thing that a message names, in its own words."""
    said = (each for each in turn.entities if each.entity == "product_type" and each.role != "exclude")
    return next((turn.text[each.start : each.end] for each in said), "")


def _order_at(turn: Turn, orders: Sequence[Order]) -> Order | None:
    """The order at the place said, of those shown."""
    place = int(turn.entity("ordinal") or 0)
    if _LATEST.search(turn.text):
        return orders[0] if orders else None
    if not place or abs(place) > len(orders):
        return None
    return orders[place - 1] if place > 0 else orders[place]


def _button(turn: Turn, item: Item) -> dict[str, str]:
    title = turn.words.say("order-button", number=item.order.number, items=line_text(turn.words, item.line))
    return button(title, "inform", line=str(item.line.id))
