"""Which variant a message asks for: values it names, what it wants more or less of, and what stays as it is.

"The same but in M", "with clicky switches, no backlight", "a bigger one", "the cheapest green one", "1000 more pieces".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from knowledge.aftersales.more_or_less import is_amount, more_or_less, partly_named
from knowledge.aftersales.option_values import Options, SaidValue, Spoken, Token, said_values, tokens
from knowledge.aftersales.resolver import Sellable

_PREFERRED = re.compile(r"\bprefer|\bif possible\b|\bideally\b|最好|优先|尽量", re.IGNORECASE)
_LOWEST = re.compile(r"\b(?:cheapest|least expensive|lowest price|most affordable)\b|最便宜", re.IGNORECASE)
_HIGHEST = re.compile(r"\b(?:most expensive|priciest|dearest)\b|最贵", re.IGNORECASE)
_CHEAPER = re.compile(r"\b(?:cheaper|less expensive)\b|便宜(?:一?点|些)", re.IGNORECASE)
_REST_FREE = re.compile(
    r"\bonly care about\b|\bdo(?:n't| not) care\b|\bdo(?:es)?(?:n't| not) matter\b|\banything else is fine\b"
    r"|其他(?:都)?(?:无所谓|随便|不限)",
    re.IGNORECASE,
)
# Options named after this may come out as they like.
_NOT_CARED_FOR = re.compile(
    r"\b(?:do(?:n't| not) care (?:about|for|if)|no matter|regardless of)\b|不在乎", re.IGNORECASE
)
_KEEP = frozenset({"same", "keep", "keeping", "exact", "exactly"})


@dataclass(frozen=True)
class Wanted:
    """What is asked for of one product."""

    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Options that change, each with the values that would do, the one liked best first."""
    kept: frozenset[str] = frozenset()
    """Options that are said to stay."""
    liked: frozenset[str] = frozenset()
    """Options whose values are only preferred."""
    price: str = ""
    """`lowest`, `highest` or `lower`."""
    free: bool = False
    """Whether the other options may come out as they like."""
    sku: str = ""
    """The very variant, when its code was given."""

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.options or self.price or self.sku)

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "options": {name: list(values) for name, values in self.options.items()},
            "kept": sorted(self.kept),
            "liked": sorted(self.liked),
            "price": self.price,
            "free": self.free,
            "sku": self.sku,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any] | None) -> Wanted:
        """From plain data."""
        if not data:
            return cls()
        return cls(
            options={name: tuple(values) for name, values in data["options"].items()},
            kept=frozenset(data["kept"]),
            liked=frozenset(data["liked"]),
            price=data["price"],
            free=data["free"],
            sku=data["sku"],
        )

    def and_then(self, later: Wanted) -> Wanted:
        """With what was said later, which counts more."""
        if later.sku:
            return later
        return Wanted(
            options={**self.options, **later.options},
            kept=(self.kept - later.options.keys()) | later.kept,
            liked=(self.liked - later.options.keys()) | later.liked,
            price=later.price or self.price,
            free=self.free or later.free,
        )


def all_options(variants: Sequence[Sellable]) -> dict[str, list[str]]:
    """Every option of a product with its values."""
    options: dict[str, list[str]] = {}
    for variant in variants:
        for name, value in variant.options.items():
            values = options.setdefault(name, [])
            if value not in values:
                values.append(value)
    return options


def read(text: str, now: Mapping[str, str], variants: Sequence[Sellable], spoken: Spoken) -> Wanted:
    """What a message asks for of a product whose options are `now`."""
    options = all_options(variants)
    said = tokens(text)
    code = next((each.sku for each in variants if each.sku.casefold() in text.casefold().split()), "")
    code = code or next((each.sku for each in variants if _holds_code(text, each.sku)), "")
    more = more_or_less(text, said, now, options)
    careless = _NOT_CARED_FOR.search(text)
    values = [
        each
        for each in said_values(said, options, spoken)
        if each.option not in more
        and not is_amount(said, each.start)
        and (careless is None or said[each.start].start < careless.start())
    ]
    liked = {each.option for each in values if _PREFERRED.search(text, 0, said[each.start].start)}
    wanted = {**more, **_changed(values, now, options, liked)}
    return Wanted(
        options=wanted,
        kept=frozenset(_kept(said, values, wanted, now)),
        liked=frozenset(liked & wanted.keys()),
        price=_price(text),
        free=_REST_FREE.search(text) is not None,
        sku=code,
    )


def _holds_code(text: str, sku: str) -> bool:
    return (
        len(sku) >= 6 and re.search(rf"(?<![\w-]){re.escape(sku)}(?![\w-])", text, re.IGNORECASE) is not None
    )


def _price(text: str) -> str:
    if _LOWEST.search(text):
        return "lowest"
    if _HIGHEST.search(text):
        return "highest"
    return "lower" if _CHEAPER.search(text) else ""


def _changed(
    values: Sequence[SaidValue], now: Mapping[str, str], options: Options, liked: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """The values asked for, option by option: not those excluded, nor, unless it is among others liked, that of now."""
    changed: dict[str, tuple[str, ...]] = {}
    for option in dict.fromkeys(each.option for each in values):
        named = [each for each in values if each.option == option]
        out = {each.value for each in named if each.excluded}
        asked = [each.value for each in named if not each.excluded]
        others = [value for value in asked if value != now.get(option)]
        if others and option not in liked:
            asked = others
        if not others and now.get(option) in out:
            asked = others = [each for each in options[option] if each not in out]
        if others:
            changed[option] = tuple(dict.fromkeys(asked))
    return changed


def _kept(
    said: Sequence[Token], values: Sequence[SaidValue], wanted: Mapping[str, object], now: Mapping[str, str]
) -> set[str]:
    """Options said to stay: by the value of now, or "same size"."""
    kept = {each.option for each in values if each.value == now.get(each.option) and not each.excluded}
    for place, token in enumerate(said):
        if token.text in _KEEP:
            kept |= {option for option in now if partly_named(said[place + 1 : place + 4], option)}
    return kept - wanted.keys()
