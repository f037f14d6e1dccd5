"""Whether words of the shop are meant as such in a Chinese message."""

from __future__ import annotations

import re
from typing import Dict, List, Sequence

from bot.components.matches import Match

_APP = re.compile(r"app", re.IGNORECASE)
_APP_AFTER = re.compile(r"\s*(?:控制|操控|遥控|控|连接|互联|联动|调节|的(?:灯|插座|音箱))")
_APP_BEFORE = re.compile(r"(?:支持|带|配|连|能连|可连)(?:手机)?\s*$")


def in_context(text: str, matches: Sequence[Match]) -> List[Match]:
    """Leaves out the shop's own app, in which a shopper orders, where the shop has "app" as a feature.

    Args:
        text: What a shopper wrote.
        matches: What the vocabulary has of it.
    """
    return [
        match
        for match in matches
        if not _APP.fullmatch(text[match.start : match.end])
        or _APP_AFTER.match(text[match.end :])
        or _APP_BEFORE.search(text[: match.start])
    ]


def find_beside(text: str, found: Sequence[Match], sizes: Dict[str, str]) -> List[Match]:  # noqa: ARG001
    """Gives nothing: in Chinese counts and sizes are told by their own measure words."""
    return []
