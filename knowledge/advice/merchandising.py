"""The merchant's hand on the order of results: rules that pin, boost or bury, and two dials. Pure functions.

Rules never show what does not fulfil a request, and what they moved says so among its grounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from knowledge.advice.needs import Need
from knowledge.catalogue.view import ProductFacts, VariantFacts
from knowledge.catalogue.words import words

MOST = 0.5
"""The most that one rule moves a product, in units of relevance."""
DIAL_FULL = 0.1
"""What a dial turned fully up is worth at most, in units of relevance."""
PLENTY = 40
"""So many in stock are as good as any more."""

Strength = Annotated[float, Field(gt=0, le=MOST)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Selection(_Strict):
    """Products: those named, and those of a brand, a category (with all under it) or with an attribute."""

    products: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    attributes: Mapping[str, str | int | float | bool] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if not (self.products or self.brands or self.categories or self.attributes):
            raise ValueError("names no products, brands, categories or attributes")
        return self

    def holds(self, product: ProductFacts) -> bool:
        """Whether a product is among them."""
        return (
            product.id in self.products
            or product.brand in self.brands
            or any(f"{product.category} > ".startswith(f"{path} > ") for path in self.categories)
            or any(product.attributes.get(name) == value for name, value in self.attributes.items())
        )


class Requests(_Strict):
    """Which requests a rule is for: all that are named must fit; none named is every request."""

    kinds: tuple[str, ...] = ()
    """Kinds of product asked for, such as `jacket`."""
    words: tuple[str, ...] = ()
    """Words of which one is said."""
    audiences: tuple[str, ...] = ()

    def hold(self, need: Need) -> bool:
        """Whether a request is among them."""
        said = set(words(need.text))
        return (
            (not self.kinds or bool(set(self.kinds) & set(need.product_types)))
            and (not self.words or any(set(words(each)) <= said for each in self.words))
            and (not self.audiences or need.audience in self.audiences)
        )


class Rule(_Strict):
    """What the merchant wants for some requests, from one day to another."""

    name: str = Field(min_length=1, max_length=80)
    when: Requests = Requests()
    starts: date | None = None
    ends: date | None = None
    """The last day on which it holds."""
    pin: tuple[str, ...] = ()
    """Products that come first, in this order, wherever they fulfil the request."""
    boost: Selection | None = None
    bury: Selection | None = None
    by: Strength = 0.1
    """How far boosted products rise and buried ones sink, in units of relevance."""

    @model_validator(mode="after")
    def _does_something(self) -> Self:
        if not (self.pin or self.boost or self.bury):
            raise ValueError("a rule must pin, boost or bury something")
        if self.starts and self.ends and self.ends < self.starts:
            raise ValueError(f"ends on {self.ends}, before it starts on {self.starts}")
        return self

    def active(self, need: Need, today: date) -> bool:
        """Whether it holds today for a request."""
        begun = self.starts is None or self.starts <= today
        return begun and (self.ends is None or today <= self.ends) and self.when.hold(need)


class Dials(_Strict):
    """How much, from 0 to 1, it counts that there is plenty of something and that the shop earns by it."""

    stock: float = Field(default=0.0, ge=0, le=1)
    margin: float = Field(default=0.0, ge=0, le=1)


class Merchandising(_Strict):
    """The rules and dials of a shop."""

    version: int = Field(default=1, ge=1, le=1)
    dials: Dials = Dials()
    rules: tuple[Rule, ...] = ()

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        names = [rule.name for rule in self.rules]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"rules of one name: {', '.join(twice)}")
        return self

    def for_request(self, need: Need, today: date) -> InForce:
        """What of it holds today for a request."""
        return InForce(dials=self.dials, rules=tuple(rule for rule in self.rules if rule.active(need, today)))

    def unknown_products(self, known: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Rules that name products the catalogue does not have, with those."""
        ids = set(known)
        found = {}
        for rule in self.rules:
            named = [*rule.pin, *(each for part in (rule.boost, rule.bury) if part for each in part.products)]
            missing = tuple(dict.fromkeys(each for each in named if each not in ids))
            if missing:
                found[rule.name] = missing
        return found


class InForce(_Strict):
    """The dials, and the rules that hold for one request."""

    dials: Dials = Dials()
    rules: tuple[Rule, ...] = ()

    def moves(self, product: ProductFacts) -> list[tuple[str, float]]:
        """The rules that move a product, each by its name with how far in units of relevance."""
        found = [(rule.name, rule.by) for rule in self.rules if rule.boost and rule.boost.holds(product)]
        found += [(rule.name, -rule.by) for rule in self.rules if rule.bury and rule.bury.holds(product)]
        return found

    def turned(self, product: ProductFacts, variant: VariantFacts) -> float:
        """How far the dials lift a product, in units of relevance."""
        lift = 0.0
        if self.dials.stock:
            in_stock = sum(each.stock for each in product.variants)
            lift += DIAL_FULL * self.dials.stock * min(1.0, in_stock / PLENTY)
        if self.dials.margin and variant.margin is not None:
            lift += DIAL_FULL * self.dials.margin * max(0.0, variant.margin)
        return lift

    @property
    def pinned(self) -> tuple[str, ...]:
        """Products that come first, in order."""
        return tuple(dict.fromkeys(product for rule in self.rules for product in rule.pin))


AS_IT_IS = InForce()
"""No merchandising at all."""
