"""Why items go back: one reason for all, or one for each, as a message says it."""

from __future__ import annotations

from collections.abc import Sequence

from actions.aftersales.better_size import OF_SIZE
from actions.aftersales.picked_items import Picked
from actions.orders.items_said import ItemsSaid
from actions.turn import Turn, button
from actions.words import Words
from knowledge.aftersales.policy import RETURN_REASONS


def hear_reasons(turn: Turn, items: Sequence[Picked], told: ItemsSaid) -> bool:
    """Take the reasons in a message: each for the items named before it, a lone one for all that it is about.

    Returns whether there was any.
    """
    said = [
        (entity.start, str(entity.value))
        for entity in turn.entities
        if entity.entity == "return_reason" and entity.value in RETURN_REASONS and entity.role != "exclude"
    ]
    if not said:
        return False
    by_line = {each["line"]: each for each in items}
    places = [
        (part.at, by_line[item.line.id])
        for part in told.parts
        for item in part.items
        if part.sure and item.line.id in by_line
    ]
    if len(said) == 1:
        about = [item for _, item in places] or [item for item in items if not item.get("reason")] or items
        _give(about, said[0][1])
        return True
    for start, reason in said:
        before = [item for at, item in places if at <= start and item.get("told") is None]
        after = [item for at, item in places if at > start][:1]
        for item in before or after:
            item["told"] = reason
    for item in items:
        if item.get("told"):
            _give([item], item.pop("told"))
    if not places:
        _give([item for item in items if not item.get("reason")][:1], said[0][1])
    return True


def _give(items: Sequence[Picked], reason: str) -> None:
    for item in items:
        item.update(reason=reason, instead=None)


def reason_words(words: Words, reason: str) -> str:
    """A reason as shoppers read it."""
    return words.say(f"return-reason-{reason.replace('_', '-')}")


def reason_buttons(words: Words, *, sized: bool) -> list[dict[str, str]]:
    """A button for each reason; sizes only for what has sizes."""
    reasons = [reason for reason in RETURN_REASONS if sized or reason not in OF_SIZE]
    return [button(reason_words(words, reason), "inform", return_reason=reason) for reason in reasons]
