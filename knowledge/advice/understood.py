"""What was understood of a message: what the bot extracted, completed from the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from knowledge.advice.budget import budget_in, is_upper_limit
from knowledge.advice.demands import demands_in, is_denied
from knowledge.advice.unwanted import unwanted_materials, wants_nothing_of_animals
from knowledge.advice.wanted import wanted_materials
from knowledge.advice.wearers import wearer_in
from knowledge.advice.worn_sizes import worn_size_in


@dataclass(frozen=True)
class Understood:
    """An entity the bot found: `start` and `end` are character offsets in the message."""

    entity: str
    value: Any
    role: str = ""
    start: int = 0
    end: int = 0

    @classmethod
    def from_rasa(cls, found: dict[str, Any]) -> Understood:
        """From Rasa's entity dictionary."""
        return cls(
            entity=str(found.get("entity", "")),
            value=found.get("value"),
            role=str(found.get("role") or ""),
            start=int(found.get("start") or 0),
            end=int(found.get("end") or 0),
        )


def completed(text: str, entities: Sequence[Understood]) -> list[Understood]:
    """The entities of a text with what it demands besides and nobody extracted."""
    entities = [_denied(text, each) for each in entities]
    added = [*_unwanted(text, entities), *_wanted(text, entities), *_demanded(text, entities)]
    return _with_budget(text, [*entities, *added])


def _denied(text: str, entity: Understood) -> Understood:
    """A feature that the text says no to, as one to exclude."""
    if entity.entity != "feature" or entity.role or entity.end <= entity.start:
        return entity
    return replace(entity, role="exclude") if is_denied(text, entity.start) else entity


def _demanded(text: str, entities: Sequence[Understood]) -> Iterator[Understood]:
    """Features that are asked for in other words; they stay in what is searched by meaning, too."""
    extracted = {str(each.value) for each in entities if each.entity == "feature"}
    for feature, wanted in demands_in(text):
        if feature not in extracted:
            yield Understood("feature", feature, "" if wanted else "exclude")


def _wanted(text: str, entities: Sequence[Understood]) -> Iterator[Understood]:
    """The materials that a Chinese compound names, the grown-up whom it is for, and the size worn."""
    if not any(each.entity == "material" for each in entities):
        yield from (Understood("material", material) for material in wanted_materials(text))
    wearer = None if any(each.entity == "audience" for each in entities) else wearer_in(text)
    if wearer is not None:
        yield Understood("audience", wearer)
    size = None if any(each.entity == "size" for each in entities) else worn_size_in(text)
    if size is not None:
        yield Understood("size", size)


def _with_budget(text: str, entities: list[Understood]) -> list[Understood]:
    """The entities with the limits of price that nobody extracted, and without a lower one that was not meant."""
    limits = [each for each in entities if each.entity in ("price_min", "price_max")]
    if not limits:
        return [*entities, *_limits_in(text)]
    both = len(limits) == 2 and limits[0].start == limits[1].start
    if both and is_upper_limit(text):
        stated = budget_in(text).most
        kept = [each for each in entities if each not in limits]
        upper = next(each for each in limits if each.entity == "price_max")
        return [*kept, upper if stated is None else replace(upper, value=stated)]
    return entities


def _unwanted(text: str, entities: Sequence[Understood]) -> Iterator[Understood]:
    """What is not wanted and nobody extracted."""
    extracted = {each.value for each in entities if each.entity == "material"}
    for material, begins, ends in unwanted_materials(text):
        if material not in extracted:
            yield Understood("material", material, "exclude", begins, ends)
    if wants_nothing_of_animals(text) and not any(each.value == "vegan" for each in entities):
        yield Understood("feature", "vegan")


def _limits_in(text: str) -> list[Understood]:
    budget = budget_in(text)
    return [
        Understood(entity, value, start=budget.start, end=budget.end)
        for entity, value in (("price_min", budget.least), ("price_max", budget.most))
        if value is not None
    ]
