"""Products as advice sees them, made by hand for tests of its pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.catalogue.view import ProductFacts, VariantFacts
from knowledge.catalogue.words import words


def variant(
    sku: str, price: int = 10_00, *, regular: int | None = None, stock: int = 5, **options: str
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
