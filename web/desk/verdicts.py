"""The words for what staff decide on, before it is done and after."""

from __future__ import annotations

from knowledge.aftersales.deciding import DecidedAlready, Verdict
from web.desk.stories import Story

BUTTONS = {Verdict.ACCEPT: "Accept", Verdict.REJECT: "Reject", Verdict.RETRY: "Try again"}

HINTS = {
    "refund": "The shop's own system pays this one; it is told there.",
    "return": "The money went back when the return was asked for. It ends when the warehouse has the goods.",
    "request": "It is settled with the customer in person.",
}
"""What to do about what cannot be decided on here."""

_DONE = {
    "accepted": "accepted it",
    "rejected": "rejected it",
    "canceled": "called it off",
    "retried": "let it be tried again",
}


def effect_words(story: Story, verdict: Verdict) -> str:
    """What happens when this is confirmed."""
    worth = story.worth.format() if story.worth is not None else ""
    if verdict == Verdict.RETRY:
        return f"The payment provider is asked again for {worth}. It is moved once at most."
    if verdict == Verdict.REJECT:
        return f"{story.customer} gets nothing for it. This cannot be taken back."
    if story.matter.kind == "price_match":
        return f"{story.customer} pays {worth} less for it. This cannot be taken back."
    if worth:
        return f"{worth} goes back to {story.customer}. This cannot be taken back."
    return f"The replacement is sent to {story.customer} and comes out of stock."


def done_words(story: Story, verdict: Verdict) -> str:
    """That it is done."""
    words = {Verdict.ACCEPT: "is accepted", Verdict.REJECT: "is rejected", Verdict.RETRY: "is tried again"}
    return f"{story.title} {words[verdict]}."


def faster_words(faster: DecidedAlready, name: str) -> str:
    """Who was faster, and with what."""
    did = _DONE.get(faster.action.rpartition(".")[2], "settled it")
    return f"Nothing was done: {name} {did} before you."
