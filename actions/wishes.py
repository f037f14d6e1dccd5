"""More than one wish in a message: each gets its answer, and what must wait is not forgotten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.turn import Reply, Turn, button
from knowledge.advice.understood import Understood

WAITING = "waiting"


def turns_of(turn: Turn, wishes: Sequence[Mapping[str, Any]]) -> list[Turn]:
    """One turn for each wish, with its own words and the entities in them.

    `wishes` are those the bot found: name, text, and start and end as offsets in the message.
    """
    return [
        replace(
            turn,
            text=str(wish["text"]),
            intent=str(wish["name"]),
            entities=tuple(
                _moved(entity, int(wish["start"]))
                for entity in turn.entities
                if int(wish["start"]) <= entity.start and entity.end <= int(wish["end"])
            ),
        )
        for wish in wishes
    ]


def _moved(entity: Understood, start: int) -> Understood:
    return replace(entity, start=entity.start - start, end=entity.end - start)


def merged(turn: Turn, reply: Reply, answers: Sequence[tuple[Turn, Reply]]) -> Reply:
    """One reply from the answers to all wishes: what is told first, then the one that asks something.

    An answer that opens a form is kept until the others are told; a second one of that kind, or one in the middle of
    another form, waits.
    """
    asking = [(each, answer) for each, answer in answers if answer.followup is not None]
    telling = [(each, answer) for each, answer in answers if answer.followup is None]
    starts = asking[:1] if turn.active_loop is None else []
    waiting = asking[len(starts) :]
    for _, answer in [*telling, *starts]:
        reply.messages += [each for each in answer.messages if each not in reply.messages]
        reply.slots.update(answer.slots)
        reply.outcome = answer.outcome
        reply.leave_loop = reply.leave_loop or answer.leave_loop
        reply.followup = answer.followup or reply.followup
        reply.offer = answer.offer or reply.offer
    if waiting:
        reply.set(waiting=[{"intent": each.intent, "text": each.text} for each, _ in waiting])
    return reply


def remind(turn: Turn, reply: Reply) -> Reply:
    """Offer what had to wait, once the thing before it is done."""
    held = turn.slots.get(WAITING) or ()
    offer_wishes(turn, reply, [{"name": wish["intent"], "text": wish["text"]} for wish in held])
    return reply.set(waiting=None) if held else reply


def offer_wishes(turn: Turn, reply: Reply, wishes: Sequence[Mapping[str, Any]]) -> None:
    """Offer to go on with each wish, in the shopper's words."""
    for wish in wishes:
        label = turn.words.say(f"intent-{str(wish['name']).replace('_', '-')}")
        reply.say("also-wanted", [button(label, str(wish["name"]))], wish=str(wish["text"]))
