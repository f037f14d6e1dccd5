"""Errors of the domain: each holds its facts and composes its own message for a person to read."""

from __future__ import annotations


class DomainError(Exception):
    """Something asked for cannot be done; `str(error)` says what and what to do about it."""


class NotFound(DomainError):
    """A thing that was named does not exist, or not for the one who asks."""

    def __init__(self, what: str, name: str) -> None:
        super().__init__(f"no {what} {name!r}")
        self.what = what
        self.name = name
