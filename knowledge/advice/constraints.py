"""Which products fulfil what must hold, and which constraint to give up when none does. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations
from typing import Any

from knowledge.advice.ages import age_in
from knowledge.advice.demands import demand
from knowledge.advice.needs import Need
from knowledge.catalogue.kind_words import THINGS_FOR_OTHERS, kept_beside, same_kinds
from knowledge.catalogue.view import ProductFacts, VariantFacts
from knowledge.catalogue.words import (
    CARE,
    COLOUR_SHADES,
    called,
    category_kinds,
    name_kinds,
    singular,
    wide_kinds,
)

COLOUR_OPTIONS = ("colour", "color")
# "faux leather" is not leather, nor is "leather-free" or "leather look".
_IMITATION = "".join(
    rf"(?<!{word} )"
    for word in "faux fake vegan imitation artificial synthetic plant pu no without mock non not".split()
)
_IN_LOOK_ONLY = r"(?! free| look| effect| style| imitation| alternative)"
# A material under its other names: who wants none of the one wants none of these.
MATERIAL_FORMS: Mapping[str, tuple[str, ...]] = {
    "leather": ("suede", "nubuck", "sheepskin", "lambskin", "cowhide"),
    "wool": ("merino", "lambswool", "worsted"),
    "wood": tuple(
        "oak beech walnut pine acacia birch ash maple spruce plywood hardwood softwood limewood beechwood "
        "rubberwood".split()
    ),
    "ceramic": ("stoneware", "porcelain", "earthenware", "terracotta"),
    "plastic": ("polypropylene", "polyethylene", "polycarbonate", "abs", "pvc", "vinyl", "acrylic"),
}
# In attributes of these names a material is what the product is made of, not a part or a detail of it.
_MADE_OF = ("material", "upper", "lining", "fabric", "filling", "insulation", "cover", "shell")

_MEASURE = re.compile(r"\d\s*(?:mm|cm|m|km|ml|cl|l|g|kg|gb|tb|mah|w|v)$")
# In this order a constraint is given up when nothing fulfils all: what shoppers bend first.
GIVEN_UP_FIRST = ("price_max", "price_min", "colours", "brands", "features", "materials", "size", "audience")


def colours_meant(colour: str) -> frozenset[str]:
    """A colour and its shades: who asks for green may be shown olive."""
    return frozenset({colour}) | COLOUR_SHADES.get(colour, frozenset())


def fulfils(product: ProductFacts, need: Need, homes: Mapping[str, frozenset[str]]) -> bool:
    """Whether a product may be shown at all; `homes` maps kinds of product to the categories they belong in."""
    return (
        _type_fits(product, need, homes)
        and (not need.brands or product.brand in need.brands)
        and product.brand not in need.not_brands
        and all(has_feature(product, feature) for feature in need.features)
        and not any(has_feature(product, feature) for feature in need.not_features)
        and (not need.materials or any(is_made_of(product, material) for material in need.materials))
        and not any(has_any(product, material) for material in need.not_materials)
        and audience_fits(product, need.audience)
        and old_enough(product, age_in(need.told))
        and next(buyable(product, need), None) is not None
    )


def buyable(product: ProductFacts, need: Need) -> Iterator[VariantFacts]:
    """The variants in stock that have the colour, size and price asked for."""
    wanted = shades(need.colours)
    unwanted = shades(need.not_colours)
    for variant in product.variants:
        if variant.stock <= 0:
            continue
        colours = colours_of(variant)
        if wanted and colours.isdisjoint(wanted):
            continue
        if not colours.isdisjoint(unwanted):
            continue
        if need.size is not None and not has_size(variant, need.size):
            continue
        if need.price_max is not None and variant.price_minor > need.price_max:
            continue
        if need.price_min is not None and variant.price_minor < need.price_min:
            continue
        yield variant


def within_price(product: ProductFacts, need: Need) -> bool:
    """Whether a variant, in stock or not, costs what is asked for."""
    least, most = need.price_min, need.price_max
    return any(
        (least is None or variant.price_minor >= least) and (most is None or variant.price_minor <= most)
        for variant in product.variants
    )


def shades(colours: Iterable[str]) -> frozenset[str]:
    """Colours with their shades, in lower case."""
    return frozenset[str]().union(*(colours_meant(colour.casefold()) for colour in colours))


def colour_of(variant: VariantFacts) -> str | None:
    """The colour of a variant as it is called; None when it has none."""
    return next((variant.options[name] for name in COLOUR_OPTIONS if name in variant.options), None)


def colours_of(variant: VariantFacts) -> frozenset[str]:
    """The colours of a variant in lower case; "Black/White" has two."""
    value = next((variant.options[name] for name in COLOUR_OPTIONS if name in variant.options), "")
    return _parts(value)


@lru_cache(maxsize=4096)
def _parts(colour: str) -> frozenset[str]:
    return frozenset(part.strip() for part in re.split(r"[/&,+]| and ", colour.casefold()) if part.strip())


def has_size(variant: VariantFacts, size: str) -> bool:
    """Whether a variant has this size, or another option of this value.

    One without any size fits all who wear it, but is not known to be as long or to hold as much as is asked for. A
    letter stands for itself in a longer size: M is in "M 55-59 cm" and in "S/M".
    """
    values = [value.casefold() for name, value in variant.options.items() if name not in COLOUR_OPTIONS]
    wanted = size.casefold()
    if _MEASURE.search(wanted):
        return wanted in values
    if re.fullmatch(r"x*[sl]|m", wanted):
        return not values or any(wanted in re.split(r"[ /]", value) for value in values)
    return not values or wanted in values


def is_made_of(product: ProductFacts, material: str) -> bool:
    """Whether a material, or a form of it, is among the product's stated materials (imitations are not it)."""
    return _states(product, material, lambda name: any(part in name for part in _MADE_OF))


def has_any(product: ProductFacts, material: str) -> bool:
    """Whether any part of a product is stated to be of a material, soles and straps included."""
    free = product.attributes.get(f"{material}_free")
    if isinstance(free, bool):
        return not free
    return product.attributes.get(material) is True or _states(
        product, material, lambda name: not name.startswith(CARE)
    )


def _states(product: ProductFacts, material: str, where: Callable[[str], bool]) -> bool:
    stated = " ; ".join(
        value.lower().replace("-", " ")
        for name, value in product.attributes.items()
        if isinstance(value, str) and where(name)
    )
    forms = "|".join(
        re.escape(form.replace("-", " ")) for form in (material, *MATERIAL_FORMS.get(material, ()))
    )
    return re.search(rf"{_IMITATION}\b(?:{forms})\b{_IN_LOOK_ONLY}", stated) is not None


def has_feature(product: ProductFacts, feature: str) -> bool:
    """Whether a product states what a feature demands."""
    return demand(feature).holds(product.attributes)


def states_feature(product: ProductFacts, feature: str) -> bool:
    """Whether a product says anything of the fact that a feature is about."""
    return demand(feature).name in product.attributes


def audience_fits(product: ProductFacts, audience: str | None) -> bool:
    """Whether a product is for this audience, or for everybody."""
    if product.audience == "pets" and audience in ("kids", "baby"):
        return False  # a dog's toy is none for a child
    if audience is None or product.audience in ("", "home", "pets", audience):
        return True
    if product.audience == "unisex":
        # Sizes of what is for everybody are grown-ups' sizes.
        return audience not in ("kids", "baby") or not product.values("size")
    return {audience, product.audience} == {"kids", "baby"}


def old_enough(product: ProductFacts, age: int | None) -> bool:
    """Whether somebody of this age, in years, is old enough for a product, as far as it states from what age it is."""
    stated = product.attributes.get("min_age_years")
    return age is None or not isinstance(stated, int | float) or stated <= age


def type_matches(product: ProductFacts, kind: str) -> bool:
    """Whether a product is of a type by its name, its keywords or its category.

    In a category of several kinds ("Laptops & Monitors"), what is called a monitor is no laptop.
    """
    wanted = [singular(word) for word in kind.split()]
    fits = set(wanted) <= product.words
    if kind in wide_kinds(product.category) or (fits and wanted[-1] in name_kinds(product.name)):
        return True
    others = _other_kinds(product, wanted[-1]) | kept_beside(kind)
    if not others.isdisjoint(name_kinds(product.name)):
        return False
    for_others = not THINGS_FOR_OTHERS.isdisjoint(name_kinds(product.name))
    if fits and not for_others and wanted[-1] in called(product.name, product.keywords):
        return True
    named = any(_says(part, wanted) for part in category_kinds(product.category))
    return named and others.isdisjoint(called(product.name, product.keywords))


def category_says(category: str, kind: str) -> bool:
    """Whether a category is named by a kind."""
    wanted = [singular(word) for word in kind.split()]
    return kind in wide_kinds(category) or any(_says(part, wanted) for part in category_kinds(category))


def _says(kind: str, wanted: Sequence[str]) -> bool:
    """Whether one kind is (a sort of) another: a running shoe is a shoe."""
    parts = kind.split()
    return parts[-1] == wanted[-1] and set(wanted) <= set(parts)


def _other_kinds(product: ProductFacts, noun: str) -> set[str]:
    """The nouns of the other kinds that a product's category holds."""
    others = {kind.split()[-1] for kind in category_kinds(product.category)} - {noun}
    return others - set(same_kinds(noun))


def _type_fits(product: ProductFacts, need: Need, homes: Mapping[str, frozenset[str]]) -> bool:
    if any(is_of(product, kind, homes) or is_not_free_of(product, kind) for kind in need.not_product_types):
        return False
    return not need.product_types or any(
        is_of(product, kind, homes) for kind in kinds_alike(need.product_types)
    )


def is_not_free_of(product: ProductFacts, kind: str) -> bool:
    """Whether a product states that it has a kind of thing in it: a cream that is not free of fragrance."""
    return any(product.attributes.get(f"{each}_free") is False for each in same_kinds(kind))


def kinds_alike(kinds: Iterable[str]) -> tuple[str, ...]:
    """Kinds of product with those that shoppers do not tell apart from them."""
    return tuple(dict.fromkeys(each for kind in kinds for each in same_kinds(kind)))


def is_of(product: ProductFacts, kind: str, homes: Mapping[str, frozenset[str]]) -> bool:
    """Whether a product is of a kind, and in a category where that kind belongs."""
    # "laptop" among the keywords of a mouse says what it is for: in its category nothing is a laptop.
    noun = singular(kind.rsplit(maxsplit=1)[-1])
    names = (kind, noun, *same_kinds(kind))
    home = next((homes[name] for name in names if name in homes), None)
    return (home is None or product.category in home) and type_matches(product, kind)


def held_by(product: ProductFacts, need: Need) -> list[str]:
    """The names of a need's constraints that a product fulfils, each taken by itself."""
    return [name for name, _ in need.constraints() if fulfils(product, only(need, name), {})]


def only(need: Need, name: str) -> Need:
    """A need of one constraint, named as for `Need.without`."""
    field, _, value = name.partition(":")
    kept: dict[str, Any] = {field: (value,) if value else getattr(need, field)}
    return replace(Need(), **kept)


def relaxations(need: Need) -> Iterator[tuple[tuple[str, ...], Need]]:
    """Needs with ever more constraints given up, the most bendable first; each with what was given up."""
    set_ = [each for name in GIVEN_UP_FIRST if getattr(need, name) for each in _each_of(need, name)]
    for count in range(1, len(set_) + 1):
        for names in combinations(set_, count):
            yield names, drop(need, names)


def _each_of(need: Need, name: str) -> list[str]:
    """What can be given up of a field: each feature by itself, all else as a whole."""
    return [f"{name}:{value}" for value in need.features] if name == "features" else [name]


def drop(need: Need, names: Iterable[str]) -> Need:
    """A need without some constraints."""
    for name in names:
        need = need.without(name)
    return need
