"""Taking items out of an order that has not been shipped, or fewer of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.confirmed import Card, ConfirmedErrand
from actions.errands import Held
from actions.orders.item_names import Item, bought
from actions.orders.items_said import items_said
from actions.orders.order_choice import counted, line_text, not_found, number_meant
from actions.payments.method_choice import paid_with
from actions.turn import Reply, Turn, button
from knowledge.aftersales.proposals import Done, Proposal
from knowledge.aftersales.wishes import RemoveItems
from knowledge.orders.models import Order

_WHOLE = re.compile(
    r"\b(?:whole|entire|complete|full) order\b|\border (?:with|of|for|containing)\b|整个订单|整单",
    re.IGNORECASE,
)
_ORDER_AFTER = re.compile(r"\W{0,2}(?:order|purchase)s?\b|的?(?:那个|这个)?(?:订单|单子)", re.IGNORECASE)
_FEWER = re.compile(
    r"\b(?:only|just)\s+(?:need|want|keep)?\s*(one|two|three|four|\d+)\b"
    r"|\b(one|two|three|four|\d+) (?:instead of|rather than)\b"
    r"|只(?:要|需要|留)\s*([一二两三四]|\d+)",
    re.IGNORECASE,
)
_ONE_OF = re.compile(
    r"\b(one|two|three|four|\d+) of (?:the|them|those|my)\b|\bone too many\b|多(?:买|拍|下)了([一二两三]|\d+)",
    re.IGNORECASE,
)
_DIGITS = {"one": 1, "two": 2, "three": 3, "four": 4, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4}


def changeable(turn: Turn) -> list[Order]:
    """The shopper's orders that still take changes."""
    rules = turn.shop.aftersales.policy.changes
    return [
        order
        for order in turn.orders
        if order.state in rules.states and not (rules.items_once and order.items_changed_at)
    ]


def lines_to_remove(turn: Turn) -> list[Item]:
    """Items that a message names to be called off while the rest of their order stays; none when it means orders."""
    if _WHOLE.search(turn.text):
        return []
    number = number_meant(turn)
    orders = turn.orders
    possible = [order for order in orders if order.number == number] if number else changeable(turn) or orders
    found = items_said(turn, bought(possible)).likely
    if any(_is_of_an_order(turn, item.line.name) for item in found):
        return []
    first = found[0].order if found else None
    chosen = [item for item in found if first is not None and item.order.id == first.id]
    if first is None or len(chosen) == len(first.lines):
        some = chosen and any(_quantity(turn, item.line.quantity) < item.line.quantity for item in chosen)
        return chosen if some else []
    return chosen


def _is_of_an_order(turn: Turn, name: str) -> bool:
    """Whether an item only tells which order is meant: "the headphones order"."""
    head = name.rsplit(maxsplit=1)[-1]
    place = turn.text.casefold().find(head.casefold())
    return place >= 0 and _ORDER_AFTER.match(turn.text, place + len(head)) is not None


def _quantity(turn: Turn, bought: int) -> int:
    """How many of so many are to go."""
    stays = _FEWER.search(turn.text)
    if stays is not None:
        word = next(group for group in stays.groups() if group).casefold()
        kept = _DIGITS.get(word) or int(word)
        return bought - kept if 0 < kept < bought else bought
    goes = _ONE_OF.search(turn.text)
    if goes is not None and bought > 1:
        word = next((group for group in goes.groups() if group), "one").casefold()
        return min(bought, _DIGITS.get(word) or int(word))
    return bought


class RemoveFromOrder(ConfirmedErrand):
    """Which items, then the card, then they are out of the order."""

    kind = "remove_items"
    intents = frozenset({"change_order"})
    corrected = True

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """The items named, of the order named."""
        number = number_meant(turn)
        own = {order.number for order in turn.orders}
        if number is not None and number not in own:
            not_found(turn, reply, number)
            return False
        self._take(turn, reply, held, lines_to_remove(turn) or _named(turn))
        if number is not None and not held.get("lines"):
            held["order"] = number
        if not held.get("lines") and not changeable(turn):
            reply.say("change-none", [button(turn.words.say("button-return"), "return_item")]).ended(
                "nothing"
            )
            return False
        return True

    @staticmethod
    def _take(turn: Turn, reply: Reply, held: Held, chosen: Sequence[Item]) -> bool:
        if not chosen:
            return False
        held["order"] = chosen[0].order.number
        held["lines"] = [[item.line.id, _quantity(turn, item.line.quantity)] for item in chosen]
        reply.set(order=held["order"])
        return True

    def hear(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """Other items, or how many of them."""
        if self._take(turn, reply, held, _named(turn)):
            return True
        if held.get("lines") and (_FEWER.search(turn.text) or _ONE_OF.search(turn.text)):
            order = turn.order(str(held["order"]))
            chosen = {line_id for line_id, _ in held["lines"]}
            return self._take(turn, reply, held, [each for each in bought([order]) if each.line.id in chosen])
        return False

    def missing(self, turn: Turn, held: Held) -> str | None:
        """The items."""
        return None if held.get("lines") else "item"

    def put(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """All items of the orders that take changes, as buttons."""
        number = held.get("order")
        orders = [order for order in changeable(turn) if number in (None, order.number)]
        reply.say("remove-which", item_buttons(turn, orders))

    def wish(self, turn: Turn, held: Held) -> RemoveItems:
        """Out of the order."""
        return RemoveItems(str(held["order"]), tuple((line, quantity) for line, quantity in held["lines"]))

    def card(self, turn: Turn, held: Held, proposal: Proposal) -> Card:
        """What goes, what stays, and the money."""
        words = turn.words
        order = turn.order(proposal.order_number)
        goes = dict(proposal.lines)
        out = [
            counted(words, goes[line.id], line_text(words, line)) for line in order.lines if line.id in goes
        ]
        stays = [
            counted(words, line.quantity - goes.get(line.id, 0), line_text(words, line))
            for line in order.lines
            if line.quantity > goes.get(line.id, 0)
        ]
        lines = [(words.say("remove-goes"), "\n".join(out)), (words.say("remove-stays"), "\n".join(stays))]
        if proposal.refund_minor:
            lines.append((words.say("confirm-refund-to"), paid_with(turn, proposal.method)))
        return Card(
            title=words.say("remove-confirm-title", number=proposal.order_number),
            lines=lines,
            total=(words.say("confirm-refund"), words.money(proposal.refund))
            if proposal.refund_minor
            else None,
            note="" if proposal.refund_minor else words.say("remove-not-charged"),
            yes=words.say("button-remove-yes"),
        )

    def done(self, turn: Turn, reply: Reply, held: Held, done: Done) -> None:
        """What is out, and what goes back."""
        total = turn.order(done.number).total
        message = "remove-done" if done.refund.minor else "remove-done-not-charged"
        reply.say(message, number=done.number, refund=done.refund, total=total)


def _named(turn: Turn) -> list[Item]:
    """The items that a message or a pressed button names in one order."""
    number = number_meant(turn)
    all_orders = turn.orders
    orders = (
        [each for each in all_orders if each.number == number] if number else changeable(turn) or all_orders
    )
    found = items_said(turn, bought(orders)).likely
    return [item for item in found if item.order.id == found[0].order.id]


def item_buttons(turn: Turn, orders: Sequence[Order], limit: int = 8) -> list[dict[str, str]]:
    """A button for each item of orders, with the order's number when there is more than one."""
    words = turn.words
    buttons = []
    for order in orders:
        for line in order.lines:
            name = line_text(words, line)
            title = words.say("order-button", number=order.number, items=name) if len(orders) > 1 else name
            buttons.append(button(title, "inform", line=str(line.id)))
    return buttons[:limit]
