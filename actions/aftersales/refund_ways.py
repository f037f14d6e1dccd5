"""Getting one's money back: which way is open for what the shopper has, and on to there."""

from __future__ import annotations

from collections.abc import Sequence

from actions.action import ShopAction
from actions.aftersales.picked_items import items_of
from actions.aftersales.refunds import TrackRefund
from actions.aftersales.returns import ReturnItem
from actions.errands import over, start
from actions.orders.cancelling import CancelOrder
from actions.orders.item_names import Item
from actions.orders.items_said import items_said
from actions.orders.order_choice import items_text, not_found, number_meant, sign_in
from actions.turn import PERSON, Reply, Turn, button
from knowledge.orders.models import Order, OrderState

OFFERED = 5
# What is wrong with a delivery that need not be sent back first.
NOT_THERE = "missing_item"


class GetRefund(ShopAction):
    """Finds the way to the money: calling an order off, sending goods back, or saying what is wrong with them."""

    action_name = "action_get_refund"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Go on with the order or item named, else with the only way there is; else show the ways there are."""
        if turn.customer_id is None:
            return sign_in(turn, reply)
        orders = turn.orders
        number = number_meant(turn)
        order = next((each for each in orders if each.number == number), None)
        if number is not None and order is None:
            return not_found(turn, reply, number)
        items = items_of(turn, orders)
        pool = [item for item in items if order is None or item.order is order]
        said = items_said(turn, pool)
        if order is None and said.items:
            order = said.items[0].order
        if order is not None:
            return self._for_order(turn, reply, order)
        if said.doubtful or said.everything:
            return start(turn, reply, ReturnItem())
        return self._ways(turn, reply, items)

    @staticmethod
    def _for_order(turn: Turn, reply: Reply, order: Order) -> Reply:
        if order.state in turn.shop.aftersales.policy.cancel.states:
            return start(turn, reply, CancelOrder())
        if order.state == OrderState.DELIVERED:
            return start(turn, reply, ReturnItem())
        words = turn.words
        track = button(words.say("intent-track-order"), "track_order", order_number=order.number)
        refund = button(words.say("intent-track-refund"), "track_refund", order_number=order.number)
        shipped = order.state == OrderState.SHIPPED
        reply.say(f"get-refund-{order.state}", [track if shipped else refund], number=order.number)
        return reply.set(order=order.number).ended("refused")

    def _ways(self, turn: Turn, reply: Reply, items: Sequence[Item]) -> Reply:
        """Each order with the way that is open for it; with none, what is on its way back, and a person."""
        words = turn.words
        buttons = [
            button(
                words.say(f"get-refund-way-{way}", number=order.number, items=items_text(words, order, 1)),
                intent,
                order_number=order.number,
            )
            for order, way, intent in _open_ways(turn, items)[:OFFERED]
        ]
        if not buttons:
            if turn.shop.aftersales.refunds(turn.owner):
                return TrackRefund(self._shop, self._identity).answer(turn, reply)
            reply.offer = PERSON
            person = button(words.say("button-person"), "contact_human_agent")
            return reply.say("get-refund-none", [person]).ended("nothing")
        buttons.append(button(words.say("get-refund-way-missing"), NOT_THERE))
        reply.say("get-refund-which", buttons).ended("asked")
        return over(turn, reply, ReturnItem(), {"items": []})  # an item named next is the answer


def _open_ways(turn: Turn, items: Sequence[Item]) -> list[tuple[Order, str, str]]:
    """The orders that can be called off or from which something can go back, newest first."""
    cancel = turn.shop.aftersales.policy.cancel.states
    ways: dict[str, tuple[Order, str, str]] = {}
    for item in items:
        if item.order.state in cancel:
            ways[item.order.number] = (item.order, "cancel", "cancel_order")
        elif item.left > 0 and item.in_time:
            ways[item.order.number] = (item.order, "return", "return_item")
    return list(ways.values())
