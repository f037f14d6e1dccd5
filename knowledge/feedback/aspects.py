"""What a piece of feedback is about, by the words shoppers use."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Aspect to the stems of its words. A word counts when it starts with a stem.
ASPECTS: Mapping[str, tuple[str, ...]] = {
    "delivery": ("deliver", "parcel", "courier", "shipp", "late", "arriv", "dispatch", "post", "package"),
    "quality": (
        "quality", "broke", "break", "fell apart", "ripp", "torn", "tear", "seam", "stitch", "zip", "crack",
        "flims", "sturdy", "solid", "leak", "fade", "scratch", "defect", "faulty", "stopped working", "came off",
        "wore", "durab", "split", "peel", "snapp",
    ),
    "size": ("size", "fit", "tight", "loose", "small", "too big", "sleeve", "narrow", "too long", "too short"),
    "comfort": ("comfort", "soft", "itch", "scratchy", "blister", "rub", "cosy", "warm", "breath"),
    "price": ("price", "expensive", "cheap", "cost", "money", "worth", "value", "overpriced", "bargain"),
    "battery": ("battery", "charge", "charging"),
    "sound": ("sound", "bass", "noise", "volume", "mic", "audio"),
    "appearance": ("colour", "color", "look", "photo", "picture", "style", "pretty", "ugly", "beautiful"),
    "service": (
        "service", "support", "staff", "agent", "rude", "helpful", "chat", "phone call", "call centre", "reply",
        "replied", "answer",
    ),
    "returns": ("return", "refund", "money back", "exchange", "replacement"),
    "packaging": ("packag", "box", "wrapp", "dent"),
    "website": ("website", "app", "checkout", "page", "login", "log in"),
    "instructions": ("instruction", "manual", "assembl", "setup", "set up"),
    "taste_smell": ("smell", "scent", "odour", "taste", "fragran"),
}  # fmt: skip

_PATTERNS = {
    aspect: re.compile(r"\b(?:" + "|".join(re.escape(stem) for stem in stems) + r")", re.IGNORECASE)
    for aspect, stems in ASPECTS.items()
}


def aspects_of(text: str) -> list[str]:
    """The aspects a text touches, in the order of `ASPECTS`."""
    return [aspect for aspect, pattern in _PATTERNS.items() if pattern.search(text)]
