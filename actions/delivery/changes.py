"""Changing how and when an order comes."""

from __future__ import annotations

from actions.action import ShopAction
from actions.delivery.day import ChangeDay
from actions.delivery.packaging import ChangePackaging
from actions.delivery.way import ChangeWay
from actions.delivery.words import day_named, place_named, slot_named, speaks_of_packaging, speaks_of_speed
from actions.errands import start
from actions.turn import Reply, Turn


def start_delivery_change(turn: Turn, reply: Reply) -> Reply | None:
    """Begin the errand for what a message says of packaging or of the way of delivery; None when it is of neither."""
    if speaks_of_packaging(turn.text):
        return start(turn, reply, ChangePackaging())
    if speaks_of_speed(turn.text):
        return start(turn, reply, ChangeWay())
    return None


class RescheduleDelivery(ShopAction):
    """Begins a change of day, time, place or way of a delivery."""

    action_name = "action_reschedule_delivery"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """A way of delivery when one is named and no day is; else the day."""
        rules = turn.shop.delivery
        if turn.entity("choice") in rules.packaging:
            return start(turn, reply, ChangePackaging())
        timed = day_named(turn) or slot_named(turn.text, rules.slots) or place_named(turn.text, rules.places)
        changed = None if timed else start_delivery_change(turn, reply)
        return changed if changed is not None else start(turn, reply, ChangeDay())
