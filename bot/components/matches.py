"""What a finder found in a text, and which finds hold when several claim the same words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Iterable, List, Tuple, Union

Value = Union[str, int, float]


@dataclass(frozen=True)
class Found:
    """One entity.

    Attributes:
        entity: Its kind, such as "colour".
        value: Its canonical value.
        start: Offset of its first character.
        end: Offset after its last character.
        confidence: 1.0 for a literal find, less for a guess at a misspelling.
    """

    entity: str
    value: Value
    start: int
    end: int
    confidence: float = 1.0


@dataclass(frozen=True)
class Match:
    """A stretch of text that one finder claims as a whole.

    Without entities it is a claim only: it keeps other finders from reading an order number into a date,
    a telephone number or a price.

    Attributes:
        start: Offset of the first claimed character, signal words ("under", "size") included.
        end: Offset after the last claimed character.
        entities: What the stretch says.
        weight: Which kind of match is the more specific between two of one length; the higher one holds.
    """

    start: int
    end: int
    entities: Tuple[Found, ...] = field(default=())
    weight: int = 0

    @property
    def length(self) -> int:
        """Claimed characters."""
        return self.end - self.start


def claim(start: int, end: int, weight: int = 0) -> Match:
    """A match that says nothing and keeps others off."""
    return Match(start, end, (), weight)


def single(
    entity: str,
    value: Value,
    span: Tuple[int, int],
    claimed: Tuple[int, int],
    *,
    weight: int = 0,
    confidence: float = 1.0,
) -> Match:
    """A match with one entity.

    Args:
        entity: The entity's kind.
        value: Its canonical value.
        span: Offsets of the entity.
        claimed: Offsets of the whole stretch that belongs to it.
        weight: See `Match`.
        confidence: See `Found`.
    """
    return Match(*claimed, (Found(entity, value, *span, confidence),), weight)


def resolve_overlaps(matches: Iterable[Match]) -> List[Match]:
    """Keeps, of matches that overlap, the longest, then the most specific, then the surest.

    Returns:
        Matches that do not overlap, in the order of the text.
    """

    def merit(match: Match) -> Tuple[int, int, float, int]:
        confidence = min((found.confidence for found in match.entities), default=1.0)
        return (-match.length, -match.weight, -confidence, match.start)

    kept: List[Match] = []
    for match in sorted(matches, key=merit):
        if all(match.end <= other.start or match.start >= other.end for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda match: match.start)
