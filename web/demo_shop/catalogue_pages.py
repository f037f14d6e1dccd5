"""Home, categories, search and products."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response

from knowledge.catalogue.models import Product, Variant
from web.demo_shop import catalogue
from web.demo_shop.catalogue import ROW_LENGTH, SEPARATOR
from web.demo_shop.listing import SORT_WORDS, Wish
from web.demo_shop.pictures import colours_of, picture_of
from web.demo_shop.shop import Shop
from web.demo_shop.wording import stock_words

PRESENT_MINOR = 25_00
FEWEST_IN_A_ROW = 3


def catalogue_pages(shop: Shop, router: APIRouter) -> None:
    """Add the pages of the catalogue."""

    @router.get("/")
    def home(request: Request) -> Response:
        with shop.sessions() as session:
            tree = catalogue.category_tree(session)
            rows = without_repeats(
                [
                    ("Costs less this week", catalogue.reduced_row(session)),
                    ("Made for wet days", catalogue.rainproof_row(session)),
                    ("Small presents under €25", catalogue.present_row(session, PRESENT_MINOR)),
                ]
            )
            return shop.page(
                request,
                session,
                "home.html",
                title=shop.name,
                samples=catalogue.category_samples(session, tree),
                rows=rows,
            )

    @router.get("/c/{slug:path}")
    def category(request: Request, slug: str) -> Response:
        with shop.sessions() as session:
            found = catalogue.find_category(catalogue.category_tree(session), slug.strip("/"))
            if found is None:
                raise HTTPException(status_code=404)
            listing = catalogue.listing(
                session, Wish.read(request.query_params), catalogue.in_category(found.path)
            )
            return shop.page(
                request,
                session,
                "category.html",
                title=found.name,
                category=found,
                listing=listing,
                sorts=SORT_WORDS,
            )

    @router.get("/search")
    def search(request: Request) -> Response:
        wish = Wish.read(request.query_params)
        with shop.sessions() as session:
            listing, all_words = catalogue.search(session, wish.query, wish)
            return shop.page(
                request,
                session,
                "search.html",
                title=f"Search: {wish.query}" if wish.query else "Search",
                listing=listing,
                all_words=all_words,
                sorts=SORT_WORDS,
            )

    @router.get("/p/{product_id}")
    def product(request: Request, product_id: str) -> Response:
        with shop.sessions() as session:
            found = catalogue.product_page(session, product_id)
            if found is None or not found.variants:
                raise HTTPException(status_code=404)
            return shop.page(
                request,
                session,
                "product.html",
                title=found.name,
                product=found,
                chosen=_chosen(found, request.query_params.get("sku", "")),
                trail=_trail(found),
                options=_options(found),
                variants=[_as_data(found, variant) for variant in found.variants],
                complements=catalogue.complements(session, found),
            )


def without_repeats(rows: Iterable[tuple[str, Sequence[Product]]]) -> list[tuple[str, list[Product]]]:
    """The rows cut to their length, with nothing shown twice; those with too little to show are left out."""
    seen: set[str] = set()
    kept = []
    for title, products in rows:
        fresh = [product for product in products if product.id not in seen][:ROW_LENGTH]
        if len(fresh) >= FEWEST_IN_A_ROW:
            seen |= {product.id for product in fresh}
            kept.append((title, fresh))
    return kept


def _chosen(product: Product, sku: str) -> Variant:
    """The variant named in the address, else the first that can be had."""
    named = [variant for variant in product.variants if variant.sku == sku]
    available = [variant for variant in product.variants if variant.stock > 0]
    return [*named, *available, *product.variants][0]


def _trail(product: Product) -> list[tuple[str, str]]:
    """Name and slug of the product's categories, from the widest."""
    names = product.category.split(SEPARATOR) if product.category else []
    paths = [SEPARATOR.join(names[: place + 1]) for place in range(len(names))]
    return [(name, catalogue.slug_of(path)) for name, path in zip(names, paths, strict=True)]


def _options(product: Product) -> dict[str, list[tuple[str, str]]]:
    """Option name to its values, each with a picture for colours."""
    shown = colours_of(product)
    values: dict[str, list[tuple[str, str]]] = {}
    for variant in product.variants:
        for name, value in variant.options.items():
            picture = picture_of(product, shown[value]) if name == "colour" else ""
            if (value, picture) not in values.setdefault(name, []):
                values[name].append((value, picture))
    return values


def _as_data(product: Product, variant: Variant) -> dict[str, Any]:
    """A variant as the page's script needs it."""
    return {
        "sku": variant.sku,
        "options": variant.options,
        "price": variant.price.format(),
        "regular": variant.regular_price.format() if variant.sale_price_minor is not None else "",
        "stock": variant.stock,
        "stockWords": stock_words(variant),
        "picture": picture_of(product, variant),
    }
