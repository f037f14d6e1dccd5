"""Changing where orders go, and the customer's own default address."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.action import ShopAction
from actions.confirmed import Card, ConfirmedErrand
from actions.errands import Held, start
from actions.orders.address_choice import Parts, address_text, ask_address, missing_part, take_address
from actions.orders.order_choice import items_text, order_buttons
from actions.orders.order_scope import orders_named
from actions.refusals import refusal
from actions.turn import Reply, Turn, button
from knowledge.aftersales.decision import Decision
from knowledge.aftersales.proposals import Done, Proposal
from knowledge.aftersales.wishes import ChangeAddress, ChangeOwnAddress, Wish, address
from knowledge.orders.addresses import plain_address
from knowledge.orders.models import Order

_OWN_TOO = re.compile(
    r"\b(?:and|also|with|plus|along with|as well as) (?:my |the |user )*(?:default|profile|account|user)\b"
    r"|\b(?:default|user|profile|account)(?: \w+)? address(?:es)? (?:and|to|as well|too)\b"
    r"|默认地址(?:也|一起|和)|(?:和|以及|连同)默认地址",
    re.IGNORECASE,
)
_ONLY_OWN = re.compile(
    r"\b(?:my|the) (?:own )?(?:default|profile|account|user|home) (?:shipping |delivery )?address\b"
    r"|\baddress (?:for|of|in|on) my (?:account|profile)\b|默认地址|(?:账户|帐户|账号)(?:里|中)?的?地址",
    re.IGNORECASE,
)
_ORDER = re.compile(r"\borders?\b|订单", re.IGNORECASE)
_PARTS = frozenset({"address1", "city", "state", "zip", "country"})


def movable(turn: Turn) -> list[Order]:
    """The shopper's orders whose address can still be changed."""
    rules = turn.shop.aftersales.policy.changes
    return [
        order
        for order in turn.orders
        if order.state in rules.states and rules.address and not (rules.items_once and order.items_changed_at)
    ]


class ChangeOrderAddress(ConfirmedErrand):
    """Which orders, the address, then the card, then they go there."""

    kind = "change_address"
    intents = frozenset({"change_shipping_address", "set_up_shipping_address", "edit_account"})
    free = _PARTS | {"order"}

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """The orders named, else the only one that can still go elsewhere; the address if it is said."""
        held |= {"orders": [], "address": {}, "own": _OWN_TOO.search(turn.text) is not None}
        candidates = movable(turn)
        take_address(turn, held["address"], "", self._present(turn, held))
        named = self._orders_named(turn, reply)
        if not candidates and not named and not reply.messages:
            return self._none(turn, reply, held)
        if named is None:
            named = candidates if len(candidates) == 1 else []
        elif not named:
            return False
        held["orders"] = [order.number for order in named]
        return not self._refused_all(turn, reply, held)

    @staticmethod
    def _none(turn: Turn, reply: Reply, held: Held) -> bool:
        """Say that no order can go elsewhere; the default address still can be changed when that was wanted too."""
        if held["own"]:
            reply.say("address-none-but-own")
            return True
        reply.say("address-none", [button(turn.words.say("button-own-address"), "set_up_shipping_address")])
        reply.ended("nothing")
        return False

    @staticmethod
    def _orders_named(turn: Turn, reply: Reply) -> list[Order] | None:
        """The orders to change; of "order 1 to the address of order 2" the first."""
        named = orders_named(turn, reply, movable(turn))
        numbers = [each for each in turn.entities if each.entity == "order_number"]
        if (
            named
            and len(numbers) > 1
            and re.search(r"\bsame\b|\baddress (?:of|in|from)\b|一样|相同", turn.text, re.I)
        ):
            return named[:1]
        return named

    def _refused_all(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """Say so when an order takes no other address, before one is asked for."""
        whole = address(address1="-", city="-", zip="-", country="-")
        for number in list(held["orders"]):
            decision = turn.decide(ChangeAddress(number, whole))
            if not decision.allowed:
                refusal(turn, reply, decision, kind=self.kind, number=number)
                held["orders"].remove(number)
        return not held["orders"] and bool(reply.messages)

    def hear(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """Other orders, or something of the address."""
        listed = asked == "order"
        named = (
            orders_named(turn, reply, movable(turn), listed=True)
            if listed
            else self._orders_named(turn, reply)
        )
        parts: Parts = dict(held["address"])
        told = take_address(turn, parts, asked, self._present(turn, held))
        if told:
            held["address"] = parts
        if named and (listed or not told):
            held["orders"] = [order.number for order in named]
        return told or named is not None

    @staticmethod
    def _present(turn: Turn, held: Held) -> Parts:
        """The address of the first order now, else the default one."""
        if held["orders"]:
            return plain_address(turn.order(held["orders"][0]).address)
        own = plain_address(turn.shop.orders.own_address(turn.owner))
        orders = turn.orders
        return own or (plain_address(orders[0].address) if orders else {})

    def missing(self, turn: Turn, held: Held) -> str | None:
        """The orders, then the parts of the address."""
        nothing_else = held["own"] and not movable(turn)
        return missing_part(held["address"]) if held["orders"] or nothing_else else "order"

    def put(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """The orders as buttons, or the address."""
        if question != "order":
            ask_address(turn, reply, held["address"], question, self._present(turn, held))
            return
        candidates = movable(turn)
        buttons = order_buttons(turn.words, candidates)
        if len(candidates) > 1:
            buttons.append(button(turn.words.say("button-all-of-them"), "inform", choice="all"))
        reply.say("address-which-order", buttons)

    def wish(self, turn: Turn, held: Held) -> Wish:
        """The first order."""
        return self.wishes(turn, held)[0]

    def wishes(self, turn: Turn, held: Held) -> Sequence[Wish]:
        """Each order, and the default address when that was wanted too."""
        parts = address(**held["address"])
        wishes: list[Wish] = [ChangeAddress(number, parts) for number in held["orders"]]
        return [*wishes, ChangeOwnAddress(parts)] if held["own"] else wishes

    def turned_down(self, turn: Turn, reply: Reply, held: Held, wish: Wish, decision: Decision) -> bool:
        """Why not, for this order."""
        number = wish.order_number if isinstance(wish, ChangeAddress) else ""
        refusal(turn, reply, decision, kind=self.kind, number=number)
        return False

    def card(self, turn: Turn, held: Held, proposal: Proposal) -> Card:
        """Which order goes from where to where."""
        return self.card_of_all(turn, held, [proposal])

    def card_of_all(self, turn: Turn, held: Held, proposals: Sequence[Proposal]) -> Card:
        """All orders that will go to the address."""
        words = turn.words
        lines = []
        for each in proposals:
            if isinstance(each.wish, ChangeAddress):
                order = turn.order(each.order_number)
                lines.append(
                    (
                        words.say("order-button", number=order.number, items=items_text(words, order)),
                        words.say("address-now", address=address_text(words, order.address)),
                    )
                )
            else:
                lines.append((words.say("address-default"), words.say("address-too")))
        lines.append((words.say("address-new"), address_text(words, held["address"])))
        return Card(
            title=words.say("address-confirm-title"), lines=lines, yes=words.say("button-address-yes")
        )

    def done(self, turn: Turn, reply: Reply, held: Held, done: Done) -> None:
        """Where it goes now."""
        to = address_text(turn.words, held["address"])
        own = done.number.startswith("C-")
        reply.say("address-own-done" if own else "address-done", number=done.number, address=to)


class ChangeDefaultAddress(ConfirmedErrand):
    """The address, then the card, then it is the customer's own."""

    kind = "change_own_address"
    intents = frozenset({"set_up_shipping_address", "edit_account", "change_shipping_address"})
    free = _PARTS

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """The address if it is said."""
        held["address"] = {}
        take_address(turn, held["address"], "", self._present(turn))
        return True

    @staticmethod
    def _present(turn: Turn) -> Parts:
        own = plain_address(turn.shop.orders.own_address(turn.owner))
        orders = turn.orders
        return own or (plain_address(orders[0].address) if orders else {})

    def hear(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """Something of the address."""
        parts: Parts = dict(held["address"])
        told = take_address(turn, parts, asked, self._present(turn))
        held["address"] = parts
        return told

    def missing(self, turn: Turn, held: Held) -> str | None:
        """The parts of the address."""
        return missing_part(held["address"])

    def put(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """The address, or a part of it."""
        own = plain_address(turn.shop.orders.own_address(turn.owner))
        ask_address(turn, reply, held["address"], question, own)

    def wish(self, turn: Turn, held: Held) -> ChangeOwnAddress:
        """The new default address."""
        return ChangeOwnAddress(address(**held["address"]))

    def card(self, turn: Turn, held: Held, proposal: Proposal) -> Card:
        """The address now, and the new one."""
        words = turn.words
        own = turn.shop.orders.own_address(turn.owner)
        lines = [(words.say("address-before"), address_text(words, own))] if own else []
        lines.append((words.say("address-new"), address_text(words, held["address"])))
        return Card(
            title=words.say("address-own-confirm-title"),
            lines=lines,
            note=words.say("address-own-note"),
            yes=words.say("button-address-yes"),
        )

    def done(self, turn: Turn, reply: Reply, held: Held, done: Done) -> None:
        """What it is now."""
        reply.say("address-own-done", address=address_text(turn.words, held["address"]))


class StartAddressChange(ShopAction):
    """Begins changing the address of orders."""

    action_name = "action_change_shipping_address"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Of orders; of the customer when only the default address is meant."""
        if _ONLY_OWN.search(turn.text) and not _ORDER.search(turn.text):
            return start(turn, reply, ChangeDefaultAddress())
        return start(turn, reply, ChangeOrderAddress())


class StartOwnAddressChange(ShopAction):
    """Begins changing the customer's default address."""

    action_name = "action_set_up_shipping_address"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Take the address, show it, save it after a yes."""
        return start(turn, reply, ChangeDefaultAddress())
