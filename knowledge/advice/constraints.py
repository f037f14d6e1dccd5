"""Which products fulfil what must hold, and which constraint to give up when none does. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from knowledge.advice.needs import Need
from knowledge.catalogue.view import ProductFacts, VariantFacts
from knowledge.catalogue.words import COLOUR_SHADES, product_types, singular

COLOUR_OPTIONS = ("colour", "color")
# "faux leather" is not leather.
_IMITATION = r"(?<!faux )(?<!vegan )(?<!imitation )(?<!artificial )(?<!no )(?<!without )(?<!mock )"

# In this order a constraint is given up when nothing fulfils all: what shoppers bend first.
GIVEN_UP_FIRST = ("price_max", "price_min", "colours", "brands", "features", "materials", "size", "audience")


def colours_meant(colour: str) -> frozenset[str]:
    """A colour and its shades: who asks for green may be shown olive."""
    return frozenset({colour}) | COLOUR_SHADES.get(colour, frozenset())


def fulfils(product: ProductFacts, need: Need, types: Mapping[str, frozenset[str]]) -> bool:
    """Whether a product may be shown at all; `types` maps product types to the categories they occur in."""
    return (
        _type_fits(product, need, types)
        and (not need.brands or product.brand in need.brands)
        and product.brand not in need.not_brands
        and all(_has_feature(product, feature) for feature in need.features)
        and not any(_has_feature(product, feature) for feature in need.not_features)
        and all(is_made_of(product, material) for material in need.materials)
        and not any(is_made_of(product, material) for material in need.not_materials)
        and _audience_fits(product, need.audience)
        and next(buyable(product, need), None) is not None
    )


def buyable(product: ProductFacts, need: Need) -> Iterator[VariantFacts]:
    """The variants in stock that have the colour, size and price asked for."""
    wanted = frozenset[str]().union(*(colours_meant(colour) for colour in need.colours))
    for variant in product.variants:
        if variant.stock <= 0:
            continue
        colour = next((variant.options[name] for name in COLOUR_OPTIONS if name in variant.options), None)
        if wanted and colour not in wanted:
            continue
        if colour is not None and colour in need.not_colours:
            continue
        if need.size is not None and not has_size(variant, need.size):
            continue
        if need.price_max is not None and variant.price_minor > need.price_max:
            continue
        if need.price_min is not None and variant.price_minor < need.price_min:
            continue
        yield variant


def has_size(variant: VariantFacts, size: str) -> bool:
    """Whether a variant has this option value; a variant without any size fits all."""
    values = [value for name, value in variant.options.items() if name not in COLOUR_OPTIONS]
    return not values or any(value.casefold() == size.casefold() for value in values)


def is_made_of(product: ProductFacts, material: str) -> bool:
    """Whether a material is among the product's stated materials (imitations are not it)."""
    stated = " ; ".join(
        str(value)
        for name, value in product.attributes.items()
        if isinstance(value, str) and any(part in name for part in ("material", "upper", "lining", "fabric", "filling"))
    )
    word = re.escape(material.replace("-", " "))
    return re.search(_IMITATION + rf"\b{word}\b", stated.lower().replace("-", " ")) is not None


def _has_feature(product: ProductFacts, feature: str) -> bool:
    return product.attributes.get(feature) is True


def _audience_fits(product: ProductFacts, audience: str | None) -> bool:
    if audience is None or product.audience in ("", "home", "pets", "unisex", audience):
        return True
    return {audience, product.audience} == {"kids", "baby"}


def type_matches(product: ProductFacts, kind: str) -> bool:
    """Whether a product is of a type by its own name, keywords or narrowest category."""
    last = singular(kind.split()[-1])
    own = product_types(product.name, product.category)
    if kind in own:
        return True
    wanted = {singular(word) for word in kind.split()}
    named = {singular(word.lower()) for word in re.findall(r"[A-Za-zÀ-ÿ-]+", product.name)}
    named |= {singular(word.lower()) for keyword in product.keywords for word in keyword.split()}
    return last in named and wanted <= named | product.words


def _type_fits(product: ProductFacts, need: Need, types: Mapping[str, frozenset[str]]) -> bool:
    if any(type_matches(product, kind) for kind in need.not_product_types):
        return False
    if not need.product_types:
        return True
    return any(
        type_matches(product, kind) or product.category in types.get(kind, frozenset())
        for kind in need.product_types
    )


def relaxations(need: Need) -> Iterator[tuple[tuple[str, ...], Need]]:
    """Needs with ever more constraints given up, the most bendable first; each with what was given up."""
    set_ = [name for name in GIVEN_UP_FIRST if getattr(need, name)]
    for count in range(1, len(set_) + 1):
        for names in combinations(set_, count):
            yield names, drop(need, names)


def drop(need: Need, names: Iterable[str]) -> Need:
    """A need without some constraints."""
    for name in names:
        need = need.without(name)
    return need
