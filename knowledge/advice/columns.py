"""The catalogue by columns: which products fulfil a need, for many products at once.

It says of every product what `knowledge.advice.constraints.fulfils` says of one; here a rule is asked once for each
distinct value (a brand, a colour, a category), and about kinds and materials only of products that have a word of them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from knowledge.advice.ages import age_in
from knowledge.advice.constraints import (
    COLOUR_OPTIONS,
    MATERIAL_FORMS,
    audience_fits,
    category_says,
    colours_of,
    has_any,
    has_feature,
    has_size,
    is_made_of,
    is_not_free_of,
    is_of,
    kinds_alike,
    old_enough,
    shades,
    states_feature,
)
from knowledge.advice.demands import demand
from knowledge.advice.needs import Need
from knowledge.catalogue.kind_words import same_kinds
from knowledge.catalogue.view import ProductFacts, VariantFacts
from knowledge.catalogue.words import singular, words

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]
Item = TypeVar("Item")


class Groups(Generic[Item]):
    """Items that are alike in one respect, each group with one of them to ask about."""

    def __init__(self, items: Sequence[Item], key: Callable[[Item], Hashable]) -> None:
        numbers: dict[Hashable, int] = {}
        self._examples: list[Item] = []
        self._codes = np.empty(len(items), dtype=np.int32)
        for at, item in enumerate(items):
            number = numbers.setdefault(key(item), len(numbers))
            if number == len(self._examples):
                self._examples.append(item)
            self._codes[at] = number

    def where(self, holds: Callable[[Item], bool]) -> Mask:
        """For each item whether a rule holds of its group."""
        return np.array([holds(each) for each in self._examples], dtype=np.bool_)[self._codes]


class CatalogueColumns:
    """Columns of a catalogue's products, in their order. What was asked before is remembered."""

    def __init__(self, products: Sequence[ProductFacts], homes: Mapping[str, frozenset[str]]) -> None:
        """`homes` maps kinds of product to the categories they belong in."""
        self.products = products
        self._homes = homes
        self._remembered: dict[tuple[str, str], Mask] = {}
        self._brands = Groups(products, lambda each: each.brand)
        self._categories = Groups(products, lambda each: each.category)
        self._audiences = Groups(products, lambda each: (each.audience, bool(each.values("size"))))
        self._ages = Groups(products, lambda each: str(each.attributes.get("min_age_years")))
        self._with_word = _rows_by_word(products)
        self._stating = _rows_by_fact(products)
        variants = [variant for product in products for variant in product.variants]
        self._of_product = np.repeat(
            np.arange(len(products)), [len(product.variants) for product in products]
        )
        self._prices = np.array([variant.price_minor for variant in variants], dtype=np.int64)
        self._in_stock = np.array([variant.stock > 0 for variant in variants], dtype=np.bool_)
        self._colours = Groups(variants, _colour_value)
        self._sizes = Groups(variants, _other_options)

    def fulfilling(self, need: Need) -> Mask:
        """For each product whether it may be shown at all."""
        found = self._buyable(need)
        if need.brands:
            found &= self._brands.where(lambda each: each.brand in need.brands)
        if need.not_brands:
            found &= self._brands.where(lambda each: each.brand not in need.not_brands)
        if need.audience is not None:
            found &= self._audiences.where(lambda each: audience_fits(each, need.audience))
        age = age_in(need.told)
        if age is not None:
            found &= self._ages.where(lambda each: old_enough(each, age))
        if need.product_types:
            found &= self._any_of("type", kinds_alike(need.product_types))
        found &= ~self._any_of("type", need.not_product_types)
        found &= ~self._any_of("not free of", need.not_product_types)
        for feature in need.features:
            found &= self._asked("feature", feature)
        found &= ~self._any_of("feature", need.not_features)
        if need.materials:
            found &= self._any_of("made of", need.materials)
        return found & ~self._any_of("any", need.not_materials)

    def decides(self, feature: str, kinds: Iterable[str]) -> bool:
        """Whether a product of the kinds asked for (of all, when none is) states the fact that a feature is about."""
        stating = self._asked("states", demand(feature).name)
        kinds = kinds_alike(kinds)
        return bool((stating & self._any_of("type", kinds)).any() if kinds else stating.any())

    def mentions(self, feature: str, kinds: Iterable[str]) -> bool:
        """Whether a product of the kinds asked for (of all, when none is) has the words by which a fact is called."""
        rows = self._with_all(words(demand(feature).name.replace("_", " ")))
        kinds = kinds_alike(kinds)
        return bool(self._any_of("type", kinds)[rows].any() if kinds else len(rows))

    def of_kind(self, kind: str) -> Mask:
        """For each product whether it is of a kind, or of one that shoppers do not tell apart from it."""
        return self._any_of("type", same_kinds(kind))

    def _buyable(self, need: Need) -> Mask:
        variants = self._in_stock.copy()
        if need.price_max is not None:
            variants &= self._prices <= need.price_max
        if need.price_min is not None:
            variants &= self._prices >= need.price_min
        if need.colours or need.not_colours:
            wanted, unwanted = shades(need.colours), shades(need.not_colours)
            variants &= self._colours.where(
                lambda each: (
                    not (wanted and colours_of(each).isdisjoint(wanted))
                    and colours_of(each).isdisjoint(unwanted)
                )
            )
        if need.size is not None:
            size = need.size
            variants &= self._sizes.where(lambda each: has_size(each, size))
        found = np.zeros(len(self.products), dtype=np.bool_)
        found[self._of_product[variants]] = True
        return found

    def _any_of(self, rule: str, values: Iterable[str]) -> Mask:
        found = np.zeros(len(self.products), dtype=np.bool_)
        for value in values:
            found |= self._asked(rule, value)
        return found

    def _asked(self, rule: str, value: str) -> Mask:
        key = (rule, value)
        if key not in self._remembered:
            rows, holds = self._rule(rule, value)
            found = np.zeros(len(self.products), dtype=np.bool_)
            found[[row for row in rows if holds(self.products[row])]] = True
            self._remembered[key] = found
        return self._remembered[key]

    def _rule(self, rule: str, value: str) -> tuple[Iterable[int], Callable[[ProductFacts], bool]]:
        """The rows where a rule may hold, and the rule."""
        if rule == "type":
            return self._maybe_of(value), lambda each: is_of(each, value, self._homes)
        if rule == "feature":
            return self._rows_stating(value), lambda each: has_feature(each, value)
        if rule == "states":
            return self._rows_stating(value), lambda each: states_feature(each, value)
        if rule == "not free of":
            return range(len(self.products)), lambda each: is_not_free_of(each, value)
        holds = is_made_of if rule == "made of" else has_any
        return self._maybe_of_material(value), lambda each: holds(each, value)

    def _rows_stating(self, feature: str) -> Iterable[int]:
        return map(int, self._stating.get(demand(feature).name, ()))

    def _maybe_of(self, kind: str) -> Iterable[int]:
        by_category = np.flatnonzero(self._categories.where(lambda each: category_says(each.category, kind)))
        by_words = self._with_all([singular(word) for word in kind.split()])
        return map(int, np.union1d(by_category, by_words))

    def _maybe_of_material(self, material: str) -> Iterable[int]:
        forms = (material, *MATERIAL_FORMS.get(material, ()))
        stated = [row for row, each in enumerate(self.products) if f"{material}_free" in each.attributes]
        found = [np.array(stated, dtype=np.int64)]
        found += [self._with_all(words(form)) for form in forms if words(form)]
        return map(int, np.unique(np.concatenate(found)))

    def _with_all(self, wanted: Sequence[str]) -> Rows:
        none = np.zeros(0, dtype=np.int64)
        found = self._with_word.get(wanted[0], none) if wanted else none
        for word in wanted[1:]:
            found = np.intersect1d(found, self._with_word.get(word, none), assume_unique=True)
        return found


def _rows_by_word(products: Sequence[ProductFacts]) -> dict[str, Rows]:
    gathered: dict[str, list[int]] = {}
    for row, product in enumerate(products):
        for word in product.words:
            gathered.setdefault(word, []).append(row)
    return {word: np.array(rows, dtype=np.int64) for word, rows in gathered.items()}


def _rows_by_fact(products: Sequence[ProductFacts]) -> dict[str, Rows]:
    gathered: dict[str, list[int]] = {}
    for row, product in enumerate(products):
        for name in product.attributes:
            gathered.setdefault(name, []).append(row)
    return {name: np.array(rows, dtype=np.int64) for name, rows in gathered.items()}


def _colour_value(variant: VariantFacts) -> str:
    return next((variant.options[name] for name in COLOUR_OPTIONS if name in variant.options), "")


def _other_options(variant: VariantFacts) -> tuple[str, ...]:
    return tuple(value for name, value in variant.options.items() if name not in COLOUR_OPTIONS)
