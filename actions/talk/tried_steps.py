"""What a shopper has tried already, in words for the person who takes over."""

from __future__ import annotations

from actions.turn import Turn
from knowledge.guides.guide import Step

SHORT = 90
"""Characters of a step: enough to know it by."""


def tried(turn: Turn) -> str | None:
    """The guide gone through last in this conversation, step by step with its answers; None when there was none."""
    run = turn.shop.guide_runs.last_in(turn.asker.conversation_id)
    if run is None:
        return None
    words, guide = turn.words, turn.shop.guides.guides.get(run.guide)
    steps = [
        words.say(
            "guide-answered",
            step=_short(guide.steps[name].words[words.language]),
            answer=_answer(turn, guide.steps[name], answer),
        )
        for name, answer in run.steps
        if guide is not None and name in guide.steps
    ]
    product = turn.shop.catalogue.snapshot().products.get(run.product_id or "")
    title = product.name if product is not None else run.guide
    done = "; ".join(steps) or words.say("guide-tried-nothing")
    return words.say("guide-tried", product=title, steps=done) if title else None


def _answer(turn: Turn, step: Step, answer: str) -> str:
    if step.answers:
        return step.answers[int(answer)].says[turn.words.language]
    return turn.words.say(f"guide-button-{answer}")


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"
