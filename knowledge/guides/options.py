"""What can be done when trying is over, ranked for this shopper. A pure function of decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.aftersales.decision import Decision
from knowledge.guides.guide import End

# What a guide ends with comes first, unless the policy refuses it.
ENDS_WITH: Mapping[End, str] = {
    End.CLAIM: "claim",
    End.SAFETY: "claim",
    End.RETURN: "return",
    End.PERSON: "person",
}
_FIRST = 4.0


@dataclass(frozen=True)
class Choices:
    """What the ranking looks at."""

    claim: Decision
    """The policy's answer to a claim that it is defective."""
    give_back: Decision
    """Its answer to sending it back as not wanted; a fault is the claim's matter."""
    others: int
    """How many other variants of the product are in stock."""
    exchanges: bool
    """Whether the shop exchanges at all."""
    swapped_sizes: bool
    """Whether this shopper sent things back for their size before, and so is helped by an exchange."""


@dataclass(frozen=True)
class Option:
    """One thing that can be done, best first."""

    what: str
    """`claim`, `exchange`, `return` or `person`."""
    detail: str
    """What it means for this shopper: `at-once`, `looked-at`, `free`, `fee` or empty."""
    fee_minor: int = 0


def ranked(end: End, choices: Choices | None) -> list[Option]:
    """The options, best first: nothing but a person for what was not bought here or cannot be found."""
    scored: list[tuple[float, Option]] = [(1.0, Option("person", ""))]
    if choices is not None:
        scored += _of(choices, end)
    first = ENDS_WITH.get(end)
    return [
        option
        for _, option in sorted(
            scored, key=lambda each: each[0] + (_FIRST if each[1].what == first else 0.0), reverse=True
        )
    ]


def _of(choices: Choices, end: End) -> list[tuple[float, Option]]:
    found = []
    if choices.claim.allowed:
        # Nothing has to be sent back when it is taken at once; looking at it takes somebody's time.
        detail, worth = ("looked-at", 2.5) if choices.claim.person else ("at-once", 3.5)
        found.append((worth, Option("claim", detail)))
    if choices.give_back.allowed and end != End.SAFETY:  # what is dangerous does not go by parcel
        fee = choices.give_back.fee_minor
        found.append((1.5 if fee else 2.0, Option("return", "fee" if fee else "free", fee)))
        if choices.exchanges and choices.others:
            worth = 3.0 if choices.swapped_sizes else 1.8
            # Another size of a thing that is faulty is no remedy; of one that rubs, it may be the nearest.
            found.append((worth + (_FIRST if end == End.RETURN else -1.5), Option("exchange", "")))
    return found
