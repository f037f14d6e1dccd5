"""States and the one table of transitions that each kind of object has."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from knowledge.errors import DomainError

State = TypeVar("State", bound=StrEnum)


class IllegalTransition(DomainError):
    """A state that cannot follow on another."""

    def __init__(self, what: str, now: StrEnum, then: StrEnum) -> None:
        super().__init__(f"{what} is {now.value} and cannot become {then.value}")
        self.now = now
        self.then = then


def moved(what: str, table: Mapping[State, frozenset[State]], now: State, then: State) -> State:
    """The state `then`, when the table lets it follow on `now`; raises `IllegalTransition`."""
    if then not in table[now]:
        raise IllegalTransition(what, now, then)
    return then
