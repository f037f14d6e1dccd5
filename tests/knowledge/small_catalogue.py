"""Products as advice sees them, made by hand for tests of its pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.advice.constraints import fulfils
from knowledge.advice.needs import Need
from knowledge.catalogue.view import ProductFacts, VariantFacts
from knowledge.catalogue.words import homes_of_kinds, words


def variant(
    sku: str,
    price: int = 10_00,
    *,
    regular: int | None = None,
    stock: int = 5,
    cost: int | None = None,
    **options: str,
) -> VariantFacts:
    """A variant with its options; prices in cents."""
    return VariantFacts(
        id=abs(hash(sku)) % 10_000,
        sku=sku,
        options=options,
        price_minor=price,
        regular_minor=price if regular is None else regular,
        currency="EUR",
        stock=stock,
        cost_minor=cost,
    )


def product(
    name: str,
    *variants: VariantFacts,
    brand: str = "Acme",
    category: str = "Clothing > Jackets & Coats",
    audience: str = "unisex",
    attributes: Mapping[str, Any] | None = None,
    keywords: Sequence[str] = (),
) -> ProductFacts:
    """A product; its id is its name in kebab case, its one variant costs 10.00 when none is given."""
    slug = name.lower().replace(" ", "-")
    attributes = attributes or {}
    said = [name, brand, category, *keywords, *(str(value) for value in attributes.values())]
    said += [key.replace("_", " ") for key, value in attributes.items() if value is True]
    return ProductFacts(
        id=slug,
        name=name,
        brand=brand,
        category=category,
        description=f"{name}.",
        attributes=attributes,
        keywords=tuple(keywords),
        audience=audience,
        goes_with=(),
        content_hash=slug,
        variants=variants or (variant(f"{slug}-1"),),
        words=frozenset(words(" ".join(said))),
    )


CATALOGUE = (
    product(
        "Ridge Rain Jacket",
        variant("rj-1", 90_00, colour="forest green", size="M"),
        variant("rj-2", 95_00, colour="black", size="L"),
        variant("rj-3", 95_00, stock=0, colour="grey", size="S"),
        brand="Tarnwick",
        attributes={"material": "recycled nylon", "waterproof": True, "hood": True},
    ),
    product(
        "Ferrant Leather Biker",
        variant("lb-1", 289_00, regular=320_00, colour="black", size="M"),
        brand="Braskett",
        audience="women",
        attributes={"material": "lambskin leather, cotton lining"},
    ),
    product(
        "Ashgrove Moto Jacket",
        variant("mj-1", 120_00, colour="brown", size="M"),
        variant("mj-2", 120_00, colour="charcoal", size="L"),
        brand="Braskett",
        audience="women",
        attributes={"material": "apple-based faux leather, cotton backing", "vegan": True},
    ),
    product(
        "Puddle Raincoat",
        variant("pr-1", 30_00, colour="yellow", size="104"),
        brand="Little Fennel",
        audience="kids",
        attributes={"material": "polyester", "waterproof": True, "hood": True},
    ),
    product(
        "Ullberg Felt Slipper",
        variant("fs-1", 54_00, colour="grey", size="42"),
        variant("fs-2", 54_00, colour="red", size="38"),
        brand="Plumley",
        category="Shoes > Slippers",
        attributes={"material": "boiled wool felt", "sole": "suede leather"},
    ),
    product(
        "Aldermoor Oxford",
        variant("ao-1", 245_00, colour="black", size="42"),
        brand="Oakhollow",
        category="Shoes > Formal Shoes",
        audience="men",
        attributes={"material": "polished calf leather"},
        keywords=["dress shoe"],
    ),
    product(
        "Slate Student Laptop",
        variant("sl-1", 449_00, storage="128 GB"),
        brand="Quillon",
        category="Electronics > Laptops & Monitors",
        attributes={"microphone": True},
    ),
    product(
        "Starter 24 Monitor",
        variant("sm-1", 118_50),
        brand="Quillon",
        category="Electronics > Laptops & Monitors",
        keywords=["laptop"],
    ),
    product(
        "Pipit Mouse",
        variant("pm-1", 19_95, colour="black"),
        brand="Tapwell",
        category="Electronics > Mice",
        keywords=["laptop", "small"],
    ),
    product(
        "Otter Dinghy",
        variant("od-1", 60_00, colour="Navy/White"),
        category="Outdoor > Boats",
        audience="",
    ),
    product(
        "Sold Out Scarf", variant("so-1", 20_00, stock=0, colour="red"), category="Accessories > Scarves"
    ),
)
HOMES = homes_of_kinds((each.name, each.category) for each in CATALOGUE)
BY_ID = {each.id: each for each in CATALOGUE}


def names(need: Need) -> set[str]:
    """The ids of the products of the small catalogue that fulfil a need."""
    return {each.id for each in CATALOGUE if fulfils(each, need, HOMES)}
