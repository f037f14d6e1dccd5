"""What can go wrong when a code is asked for."""

from __future__ import annotations

from knowledge.errors import DomainError


class TooManyCodes(DomainError):
    """So many codes were asked for in this hour that no more are sent."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"{limit} codes were asked for within the hour: wait, or let a colleague help")
