"""Why an order is called off: as a shopper says it, and as the policy in force calls it."""

from __future__ import annotations

import re

from actions.turn import Turn, button
from actions.words import Words

_SAID = (
    (
        "ordered_by_mistake",
        re.compile(
            r"\bmistake|\baccident|\bdid(?:n't| not) mean to\b|\bwrong (?:item|thing|one)"
            r"|下错|拍错|买错|点错|误(?:下单|操作)|不小心",
            re.IGNORECASE,
        ),
    ),
    (
        "found_cheaper",
        re.compile(r"\bcheaper\b|\bbetter (?:deal|price)\b|\blower price\b|更便宜|便宜的", re.IGNORECASE),
    ),
    (
        "too_slow",
        re.compile(
            r"\btoo (?:slow|long|late)\b|\b(?:waiting|wait time|delay)|太慢|太久|等不及|等太", re.IGNORECASE
        ),
    ),
    (
        "no_longer_needed",
        re.compile(
            r"\bno longer (?:need|want|require)|\b(?:do not|don't|dont|not) (?:need|want)|\bnot needed\b"
            r"|\bchanged my mind\b|不需要|不要了|不想要|不想买|改主意|用不(?:上|着)",
            re.IGNORECASE,
        ),
    ),
)
# Names that shops have for the same reason.
_ALIKE = ({"no_longer_needed", "changed_mind"},)
UNSAID = "changed_mind"
"""What is noted where nobody has to give a reason and nobody did."""


def reason_said(turn: Turn) -> str | None:
    """The reason that a message or a pressed button gives, by the name that the policy in force has for it."""
    pressed = str(turn.entity("choice") or "")
    said = pressed.removeprefix("reason:") if pressed.startswith("reason:") else None
    if said is None:
        said = next((reason for reason, pattern in _SAID if pattern.search(turn.text)), None)
    return by_policy(turn, said) if said is not None else None


def by_policy(turn: Turn, reason: str) -> str:
    """The reason as the policy calls it; unchanged when the policy has none like it."""
    accepted = turn.shop.aftersales.policy.cancel.reasons
    if reason in accepted:
        return reason
    alike = next((names for names in _ALIKE if reason in names), set())
    return next((name for name in sorted(alike) if name in accepted), reason)


def has_to_be_asked(turn: Turn) -> bool:
    """Whether the policy takes no order back without one of its reasons."""
    accepted = turn.shop.aftersales.policy.cancel.reasons
    return bool(accepted) and by_policy(turn, UNSAID) != UNSAID


def reason_words(words: Words, reason: str) -> str:
    """A reason in words."""
    name = f"cancel-reason-{reason.replace('_', '-')}"
    return words.say(name) if words.has(name) else reason.replace("_", " ")


def reason_buttons(turn: Turn) -> list[dict[str, str]]:
    """A button for each reason that is accepted."""
    return [
        button(reason_words(turn.words, reason), "inform", choice=f"reason:{reason}")
        for reason in sorted(turn.shop.aftersales.policy.cancel.reasons)
    ]
