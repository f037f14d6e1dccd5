"""What is to be changed of an order: another version of an item, an item less, or one more."""

from __future__ import annotations

import re

from actions.action import ShopAction
from actions.advice.cards import absolute
from actions.advice.references import named_products
from actions.aftersales.exchanges import ExchangeItem
from actions.delivery.changes import start_delivery_change
from actions.errands import start
from actions.orders.changing import ChangeOfItems
from actions.orders.item_names import bought
from actions.orders.items_said import item_said, items_said
from actions.orders.order_choice import not_found, number_meant, order_buttons, order_meant_is, sign_in
from actions.orders.removing import RemoveFromOrder, changeable
from actions.orders.variant_choice import items_wanted
from actions.turn import PERSON, Reply, Turn, button
from knowledge.orders.models import OrderState

_REMOVE = re.compile(
    r"\b(?:remove|delete|drop)\b|\btak(?:e|ing)\b.{0,60}\b(?:off|out)\b|\bcancel\b|\bno longer (?:need|want)\b"
    r"|\b(?:only|just) (?:need|want|meant)?.{0,12}\bone\b|\bone instead of (?:two|three|2|3)\b|\bone too many\b"
    r"|去掉|删掉|拿掉|拿出来|移除|取消|多(?:买|拍|下)了",
    re.IGNORECASE,
)
_ADD = re.compile(
    r"\badd(?:ed|ing)?\b|\bput (?!.*\b(?:off|out)\b).{0,60}\b(?:on|in|into|to) (?:my |the |this )?order\b|\bone more\b"
    r"|\b(?:two|three|four|2|3|4) \w+ instead of (?:one|1)\b|\bforgot to\b|\bincrease the quantity\b"
    r"|(?:再|多)(?:加|买|要|来)(?!了)|添加|追加|加(?:一|个|件|购|上|进)",
    re.IGNORECASE,
)


class ChangeOrder(ShopAction):
    """Begins a change of an order."""

    action_name = "action_change_order"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """By what is said: items out, items more, other versions; else ask what it shall be."""
        if turn.customer_id is None:
            return sign_in(turn, reply)
        number = number_meant(turn)
        if number is not None and all(order.number != number for order in turn.orders):
            return not_found(turn, reply, number)
        pressed = turn.entity("choice")
        delivered = order_meant_is(turn, OrderState.DELIVERED)
        if delivered and _items_said(turn):
            return start(turn, reply, ExchangeItem())  # too late to change, and that is what was meant
        changed = start_delivery_change(turn, reply) if pressed is None else None
        if changed is not None:
            return changed
        if pressed == "remove":
            return start(turn, reply, RemoveFromOrder())
        if pressed == "version":
            return start(turn, reply, ChangeOfItems())
        if _ADD.search(turn.text):
            return _nothing_added(turn, reply)
        if _REMOVE.search(turn.text):
            return start(turn, reply, RemoveFromOrder())
        if _items_said(turn):
            return start(turn, reply, ChangeOfItems())
        return _what(turn, reply)


def _items_said(turn: Turn) -> bool:
    """Whether a message names an item, or a version that an item of an order that takes changes could have."""
    number = number_meant(turn)
    known = turn.orders
    meant = [order for order in known if number in (None, order.number)]
    return bool(items_said(turn, bought(meant)).parts) or any(
        items_wanted(turn, [each for each in changeable(turn) if number in (None, each.number)])
    )


def _what(turn: Turn, reply: Reply) -> Reply:
    """Ask what shall be changed, of the order named or of those that take changes."""
    words = turn.words
    number = number_meant(turn)
    open_ = [order for order in changeable(turn) if number in (None, order.number)]
    if not open_:
        buttons = [button(words.say("button-return"), "return_item")]
        buttons.append(button(words.say("button-person"), "contact_human_agent"))
        if number is None:
            return reply.say("change-none", buttons).ended("nothing")
        return reply.say("change-not-this", buttons, number=number).ended("refused")
    meant = {"order_number": open_[0].number} if len(open_) == 1 else {}
    buttons = [button(words.say("button-change-version"), "change_order", choice="version", **meant)]
    if turn.shop.aftersales.policy.changes.removals:
        buttons.append(button(words.say("button-change-remove"), "change_order", choice="remove", **meant))
    buttons += [
        button(words.say("button-change-address"), "change_shipping_address", **meant),
        button(words.say("button-change-payment"), "change_payment_method", **meant),
        button(words.say("button-cancel"), "cancel_order", **meant),
    ]
    listed = words.row(each["title"] for each in order_buttons(words, open_))
    reply.set(order=open_[0].number)
    return reply.say("change-what", buttons, orders=listed).ended("asked")


def _nothing_added(turn: Turn, reply: Reply) -> Reply:
    """Say that nothing is added to an order that is placed, and where the thing is to be had."""
    words = turn.words
    wanted = named_products(turn)
    if not wanted:
        found = item_said(turn, turn.orders)
        product = turn.shop.catalogue.fresh(found.line.product_id) if found is not None else None
        wanted = [product] if product is not None else []
    person = button(words.say("button-person"), "contact_human_agent")
    reply.offer = PERSON
    if not wanted:
        search = button(words.say("button-find-product"), "recommend_product")
        return reply.say("add-not-possible", [search, person]).ended("refused")
    link = absolute(turn, f"/p/{wanted[0].id}") if not wanted[0].url else absolute(turn, wanted[0].url)
    return reply.say("add-order-apart", [person], name=wanted[0].name, link=link).ended("refused")
