"""What a command did."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Effect:
    """What was done: its number, and the event that tells of it."""

    number: str
    event: str
