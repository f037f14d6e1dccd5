"""Tags: what one is, and how a rule defines it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from knowledge.customers.value.basis import Basis


class TagGroup(StrEnum):
    """The four kinds of tags."""

    BASIC = "basic"
    CONSUMPTION = "consumption"
    INTEREST = "interest"
    SERVICE = "service"


@dataclass(frozen=True)
class Found:
    """A tag that applies: its value where the tag has several, and the facts that made it."""

    value: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


Rule = Callable[[Basis], Iterable[Found]]


@dataclass(frozen=True)
class Tag:
    """A tag of the taxonomy."""

    name: str
    group: TagGroup
    title: str
    """In English; `{}` is where its value goes."""
    title_zh: str
    meaning: str
    """Who gets it, for the documentation."""
    rule: Rule

    def label(self, value: str = "", language: str = "en") -> str:
        """The title with its value, such as "Interested in Outdoor"."""
        return (self.title_zh if language == "zh" else self.title).format(value)


class Taxonomy(dict[str, Tag]):
    """Tags by name, in the order of definition."""

    def define(
        self, name: str, group: TagGroup, title: str, title_zh: str, meaning: str
    ) -> Callable[[Rule], Rule]:
        """A decorator that makes a rule a tag."""

        def add(rule: Rule) -> Rule:
            if name in self:
                raise ValueError(f"the tag {name} is defined twice")
            self[name] = Tag(name, group, title, title_zh, meaning, rule)
            return rule

        return add
