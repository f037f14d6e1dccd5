"""Handing over to a person, with the whole story."""

from __future__ import annotations

from collections.abc import Mapping

from actions.action import ShopAction
from actions.advice.cards import chips
from actions.advice.references import meant_product
from actions.errands import Open
from actions.talk.tried_steps import tried
from actions.turn import Reply, Turn
from knowledge.database import utc_now


class HandOver(ShopAction):
    """Puts the conversation into the queue."""

    action_name = "action_hand_over"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Hand over with what is known; say truthfully when somebody will answer."""
        return hand_over(turn, reply, reason=_reason(turn))


def _reason(turn: Turn) -> str:
    if turn.slots.get("outcome") == "failed":
        return "failed"
    if turn.slots.get("outcome") == "refused":
        return "refused"
    if int(turn.slots.get("misses") or 0) >= 2:
        return "not_understood"
    return "asked"


def known(turn: Turn) -> dict[str, str]:
    """What the bot understood so far, in words for the person who goes on."""
    told = {"order": str(turn.slots["order"])} if turn.slots.get("order") else {}
    product = meant_product(turn)
    if product is not None:
        told["product"] = product.name
    if turn.slots.get("wish"):
        told["wants"] = turn.words.say(f"intent-{str(turn.slots['wish']).replace('_', '-')}")
    if not turn.need.empty:
        wishes = [chip["title"] for chip in chips(turn, turn.need)]
        told["looking for"] = "; ".join([", ".join(turn.need.product_types) or turn.need.text, *wishes])
    steps = tried(turn)
    if steps is not None:
        told["tried"] = steps
    under_way = Open.of(turn)
    if turn.active_loop and under_way is not None:
        told["doing"] = turn.words.say(f"errand-{under_way.kind.replace('_', '-')}")
    return told


def hand_over(turn: Turn, reply: Reply, *, reason: str, more: Mapping[str, str] | None = None) -> Reply:
    """Ask the gateway to put the conversation into the queue, with why and what is known, and `more` of it."""
    hours, now = turn.shop.hours, utc_now()
    waiting = len(turn.shop.conversations.queue())
    if hours.open_at(now):
        reply.say("handoff-open", waiting=waiting)
    else:
        opens = hours.next_opening(now)
        if opens is None:
            reply.say("handoff-message")
        else:
            reply.say("handoff-closed", day=turn.words.date(opens), time=turn.words.time(opens))
    reply.show("handoff", {"reason": reason, "wish": turn.text, "known": {**known(turn), **(more or {})}})
    reply.leave_loop = turn.active_loop is not None
    return reply.set(misses=0, wish=None)
