"""Going back to an errand: to one that was set aside, or with second thoughts right after one was refused or done.

"No wait, the boots, not the tee" goes back into that errand with what it corrects and is no wish of its own; nor is the
answer to a question that an errand put without being opened.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import asdict, replace

from actions.confirmed import REFUSED, SHOWN, YES_TO_THIS
from actions.errands import ANSWERS, ERRAND, SET_ASIDE, SET_ASIDE_TURNS, TAKE_UP, Open, go_on, over, take_up
from actions.one_wish import ASKS
from actions.turn import Reply, Turn

_SECOND_THOUGHTS = re.compile(
    r"^\W*(?:no|nope|nah|oh|wait|sorry|oops|hang on|hold on|actually)\b"
    r"|\b(?:i meant|i mean|make (?:that|it)|rather|not the|actually|instead|correction|my mistake|wrong one)\b"
    r"|不对|不是|等等|等一下|我是说|说错|搞错|弄错|应该是|还是",
    re.IGNORECASE,
)
_FOR_A_NEW_ONE = re.compile(
    r"\b(?:need|want|like|find|buy|get)\b.{0,12}\b(?:an?|some|new)\b|想买|想要一", re.IGNORECASE
)


def gone_back(turn: Turn, reply: Reply) -> Reply | None:
    """The last errand, gone on with if the message is for it; None when it is not."""
    last = Open.last(turn)
    if last is None or turn.active_loop is not None:
        return None
    return _taken_up(turn, reply, last) if last.outcome == SET_ASIDE else _corrected(turn, reply, last)


def _taken_up(turn: Turn, reply: Reply, last: Open) -> Reply | None:
    """An errand that was set aside, when it is asked for or its question answered; "yes" asks for it at first."""
    errand, held = last.errand, deepcopy(last.held)
    if errand.needs_owner and turn.customer_id is None:
        return None
    asked_for = turn.entity("choice") == TAKE_UP or (
        turn.intent == "affirm" and last.turns == SET_ASIDE_TURNS and turn.entity("proposal") is None
    )
    if not asked_for:
        if turn.intent not in {"inform", *errand.intents} or turn.wishes:
            return None
        if not errand.hears(turn, reply, held, last.asked):
            return None
    return take_up(turn, reply, replace(last, held=held))


def _corrected(turn: Turn, reply: Reply, last: Open) -> Reply | None:
    if turn.customer_id is None:
        return None
    errand = last.errand
    own = {*ANSWERS, *errand.intents, "stop"}
    names = {turn.intent, *(str(wish["name"]) for wish in turn.wishes)}
    if turn.pressed or not names <= own or ASKS.search(turn.text) or _FOR_A_NEW_ONE.search(turn.text):
        return None
    if last.outcome != "asked" and not _SECOND_THOUGHTS.search(turn.text):
        return None
    held = {
        name: deepcopy(value)
        for name, value in last.held.items()
        if name not in (YES_TO_THIS, REFUSED, SHOWN)
    }
    before = deepcopy(held)
    if not errand.hear(turn, reply, held, YES_TO_THIS) or (held == before and not reply.messages):
        return None
    if last.outcome == "done":
        reply.messages.insert(0, {"kind": "text", "body": {"text": turn.words.say("errand-done-stays")}})
    if reply.outcome in ("refused", "not_found"):
        return over(turn, reply, errand, held)
    return go_on(turn, reply, errand, held)


def fading(turn: Turn, reply: Reply) -> Reply:
    """With the last errand kept for one message less, where nothing new is known of it."""
    last = Open.last(turn)
    if last is None or ERRAND in reply.slots:
        return reply
    left = last.turns - 1
    return reply.set(**{ERRAND: asdict(replace(last, turns=left)) if left > 0 else None})
