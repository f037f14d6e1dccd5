"""Which variant is meant: "the same but with clicky switches", given as the options that change."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

_SPELLINGS = {"color": "colour", "gray": "grey"}


class Sellable(Protocol):
    """What the resolver needs of a variant."""

    @property
    def sku(self) -> str:
        """The shop's code of it."""

    @property
    def options(self) -> Mapping[str, str]:
        """Option name to value."""

    @property
    def stock(self) -> int:
        """How many can be had."""

    @property
    def price_minor(self) -> int:
        """Its price in minor units."""


@dataclass(frozen=True)
class Resolution:
    """The variant that was asked for, or the nearest that can be had."""

    sku: str | None
    """The variant that is exactly as asked and can be had; None when there is none."""
    sold_out: bool = False
    """Whether it exists and cannot be had."""
    nearest: tuple[str, ...] = ()
    """SKUs that can be had, nearest first: as much as possible of what was asked, then of what is kept."""
    unknown: tuple[str, ...] = ()
    """Options or values that no variant of the product has."""


def resolve(
    now: Mapping[str, str], changed: Mapping[str, str], variants: Sequence[Sellable], *, needed: int = 1
) -> Resolution:
    """The variant with the options of `now`, but for those that are `changed`.

    Names and values are compared without case, spaces, hyphens, and whether spelled British or American. A changed
    option whose name no variant has is found by its value ("" as a name says just that: {"": "clicky"}).
    Among equal variants the cheapest wins.
    """
    plain = [{_plain(name): _plain(value) for name, value in each.options.items()} for each in variants]
    asked, unknown = _asked(changed, plain)
    kept = {_plain(name): _plain(value) for name, value in now.items()} | asked

    def distance(place: int) -> tuple[int, int, int]:
        options = plain[place]
        missed = sum(options.get(name) != value for name, value in asked.items())
        other = sum(options.get(name) != value for name, value in kept.items())
        return missed, other, variants[place].price_minor

    order = sorted(range(len(variants)), key=distance)
    exact = [place for place in order if plain[place] == kept] if not unknown else []
    at_hand = [place for place in order if variants[place].stock >= needed]
    chosen = next((place for place in exact if place in at_hand), None)
    return Resolution(
        sku=variants[chosen].sku if chosen is not None else None,
        sold_out=bool(exact) and chosen is None,
        nearest=tuple(variants[place].sku for place in at_hand if place != chosen),
        unknown=tuple(unknown),
    )


def _plain(text: str) -> str:
    words = re.sub(r"[\s_\-]+", "", text.casefold())
    return _SPELLINGS.get(words, words)


def _asked(
    changed: Mapping[str, str], variants: Sequence[Mapping[str, str]]
) -> tuple[dict[str, str], list[str]]:
    """The changed options as variants have them, and those that none has."""
    asked: dict[str, str] = {}
    unknown: list[str] = []
    for name, value in changed.items():
        wanted = _plain(value)
        having = {
            option
            for options in variants
            for option, each in options.items()
            if each == wanted and _plain(name) in ("", option)
        }
        if not having and not any(_plain(name) in options for options in variants):
            having = {option for options in variants for option, each in options.items() if each == wanted}
        if len(having) == 1:
            asked[having.pop()] = wanted
        else:
            unknown.append(value)
    return asked, unknown
