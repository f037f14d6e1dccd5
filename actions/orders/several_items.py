"""Several items named in one message: "the boots and the jacket"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from actions.orders.order_choice import line_meant
from actions.turn import Turn
from knowledge.orders.models import Order, OrderLine

_BETWEEN = re.compile(r"\band\b|\balso\b|\bplus\b|[,;&，、；]|和|还有|以及|跟", re.IGNORECASE)


def lines_meant(turn: Turn, orders: Sequence[Order]) -> list[tuple[Order, OrderLine]]:
    """The items that a message names, in the order they are said; all of one order when one has them all."""
    parts = list(_parts(turn))
    several = [_within(parts, [order]) for order in orders] if len(parts) > 1 else []
    most = max((len(found) for found in several), default=0)
    if most > 1:
        return next(found for found in several if len(found) == most)
    found = line_meant(turn, orders)
    return [found] if found is not None else []


def _within(parts: Sequence[Turn], orders: Sequence[Order]) -> list[tuple[Order, OrderLine]]:
    found = (line_meant(part, orders) for part in parts)
    return list({each[1].id: each for each in found if each is not None}.values())


def _parts(turn: Turn) -> Iterator[Turn]:
    """A turn for each part of the message between its joining words."""
    start = 0
    for end, after in [*((match.start(), match.end()) for match in _BETWEEN.finditer(turn.text)), (-1, -1)]:
        stop = end if end >= 0 else len(turn.text)
        inside = tuple(each for each in turn.entities if start <= each.start and each.end <= stop)
        yield replace(turn, text=turn.text[start:stop], entities=inside)
        start = after
