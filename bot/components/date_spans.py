"""Two days that a message joins into one span: "between Monday and Wednesday", 上周一到上周三."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import List, Sequence

from bot.components.matches import Match, resolve_overlaps, single

_TO = re.compile(r"\s*(?:to|until|till|through|thru|-|–|—|~|～|到|至)\s*(?:the\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s*(?:and|和|跟|与)\s*(?:the\s+)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_BETWEEN_AFTER = re.compile(r"\s*(?:号|日)?(?:的)?(?:之间|期间|这段)")
# "Move it from Monday to Friday" names two days, not the days between them
_MOVED = re.compile(
    r"\b(?:mov|chang|rearrang|reschedul|switch|swap|postpon|push|shift|rebook)\w*\b|改|换|推迟|提前|延",
    re.IGNORECASE,
)


def join_spans(text: str, matches: Sequence[Match], weight: int) -> List[Match]:
    """Gives a match over each two neighbouring days that are the ends of a span, earlier first."""
    days = [match for match in resolve_overlaps(matches) if match.entities]
    joined: List[Match] = []
    for first, second in pairwise(days):
        start, end = first.entities[0], second.entities[0]
        if "/" in f"{start.value}{end.value}" or str(start.value) >= str(end.value):
            continue
        gap = text[start.end : end.start]
        is_between = _BETWEEN.search(text[: start.start]) or _BETWEEN_AFTER.match(text[end.end :])
        if (_TO.fullmatch(gap) and not _MOVED.search(text)) or (_AND.fullmatch(gap) and is_between):
            span = (start.start, end.end)
            value = f"{start.value}/{end.value}"
            joined.append(single("date", value, span, (first.start, second.end), weight=weight + 1))
    return joined
