"""Payment methods as shoppers call them."""

from __future__ import annotations

from actions.words import Words


def method_words(words: Words, method: str) -> str:
    """A payment method as shoppers call it."""
    name = f"payment-{method.replace('_', '-')}"
    return words.say(name) if words.has(name) else method.replace("_", " ")
