"""Where orders are."""

from __future__ import annotations

from actions.action import ShopAction
from actions.orders.order_choice import (
    SHOWN,
    items_text,
    not_found,
    number_meant,
    order_meant,
    sign_in,
)
from actions.turn import PERSON, Reply, Turn, button
from knowledge.orders.models import Order, OrderState
from knowledge.orders.service import UNDER_WAY, OrderNotFound, Tracking


class TrackOrder(ShopAction):
    """Says where an order is."""

    action_name = "action_track_order"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """The order named, else all that are under way, else the newest."""
        if turn.customer_id is None:
            return sign_in(turn, reply)
        number = number_meant(turn)
        if number is not None:
            try:
                return self.tell(turn, reply, turn.order(number))
            except OrderNotFound:
                return not_found(turn, reply, number)
        orders = turn.orders
        if not orders:
            return reply.say("orders-none").ended("nothing")
        named = order_meant(turn, orders)
        if named is not None:
            return self.tell(turn, reply, named)
        under_way = [order for order in orders if order.state in UNDER_WAY]
        if not under_way:
            reply.say("track-none-under-way")
            return self.tell(turn, reply, orders[0])
        for order in under_way[:SHOWN]:
            self.tell(turn, reply, order)
        return reply.set(order=under_way[0].number)

    def tell(self, turn: Turn, reply: Reply, order: Order) -> Reply:
        """Where one order is, with what can be done with it now."""
        tracking = turn.shop.orders.track(order)
        words = turn.words
        lines = [words.say("track-head", number=order.number, items=items_text(words, order))]
        lines.append(self._state(turn, tracking))
        if tracking.last_event is not None and order.state == OrderState.SHIPPED:
            event = tracking.last_event
            name = f"event-{event['status'].replace('_', '-')}"
            if words.has(name):  # a carrier may have words of its own
                lines.append(words.say(name, place=event.get("place") or words.say("place-unknown")))
        buttons = []
        if tracking.late:
            lines.append(words.say("track-late"))
            buttons.append(button(words.say("button-person"), "contact_human_agent"))
            reply.offer = PERSON
        if order.state in (OrderState.PENDING, OrderState.PROCESSED):
            buttons.append(button(words.say("button-cancel"), "cancel_order", order_number=order.number))
        if order.state == OrderState.DELIVERED:
            buttons.append(button(words.say("button-return"), "return_item", order_number=order.number))
        return reply.text("\n".join(lines), buttons).set(order=order.number)

    def _state(self, turn: Turn, tracking: Tracking) -> str:
        order, words = tracking.order, turn.words
        if order.state in (OrderState.DELIVERED, OrderState.CANCELLED):
            day = order.delivered_at if order.state == OrderState.DELIVERED else order.cancelled_at
            if day is None:  # imported orders may not say when
                return words.say(f"track-{order.state}-undated")
            return words.say(f"track-{order.state}", day=words.date(day))
        promised = words.date(order.promised_at) if order.promised_at else words.say("date-unknown")
        parcel = tracking.parcel
        if order.state == OrderState.SHIPPED and parcel is not None and parcel.tracking_number:
            carrier = parcel.carrier or words.say("carrier-unknown")
            return words.say(
                "track-shipped-tracked", carrier=carrier, tracking=parcel.tracking_number, day=promised
            )
        return words.say(f"track-{order.state}", day=promised)
