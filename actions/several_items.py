"""Several items named in one message: "the boots and the jacket"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from actions.order_choice import line_meant
from actions.turn import Turn
from knowledge.orders.models import Order, OrderLine

_BETWEEN = re.compile(r"\band\b|\balso\b|\bplus\b|[,;&，、；]|和|还有|以及|跟", re.IGNORECASE)


def lines_meant(turn: Turn, orders: Sequence[Order]) -> list[tuple[Order, OrderLine]]:
    """The items that a message names, in the order they are said, each in the newest order that fits best."""
    found = [each for part in _parts(turn) if (each := line_meant(part, orders)) is not None]
    if len(found) < 2:
        found = [each for each in [line_meant(turn, orders)] if each is not None]
    return list({line.id: (order, line) for order, line in found}.values())


def _parts(turn: Turn) -> Iterator[Turn]:
    """A turn for each part of the message between its joining words."""
    start = 0
    for end, after in [*((match.start(), match.end()) for match in _BETWEEN.finditer(turn.text)), (-1, -1)]:
        stop = end if end >= 0 else len(turn.text)
        inside = tuple(each for each in turn.entities if start <= each.start and each.end <= stop)
        yield replace(turn, text=turn.text[start:stop], entities=inside)
        start = after
