"""Pictures of products: where they are, and the drawn ones themselves."""

from __future__ import annotations

import functools
import hashlib
from typing import TYPE_CHECKING
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from knowledge.catalogue.models import Product, Variant

if TYPE_CHECKING:
    from web.demo_shop.shop import Shop

FALLBACK_KIND = "gift_card"
FALLBACK_COLOUR = "natural"
DRAWINGS_KEPT = 4_096
HEADERS = {
    "Cache-Control": "public, max-age=604800, stale-while-revalidate=2592000",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
}


def picture_of(product: Product, variant: Variant | None = None) -> str:
    """The address of the picture of a variant, or of the product: the merchant's, or the drawn one."""
    chosen = variant or (product.variants[0] if product.variants else None)
    given = (variant and variant.image_url) or product.image_url or (chosen and chosen.image_url)
    if given:
        return given
    colour = chosen.options.get("colour", "") if chosen else ""
    return f"/picture/{quote(product.id, safe='')}/{quote(colour.replace(' ', '-') or FALLBACK_COLOUR)}.svg"


def colours_of(product: Product) -> dict[str, Variant]:
    """The product's colours, each with a variant that shows it: one in stock where there is one."""
    shown: dict[str, Variant] = {}
    for variant in product.variants:
        colour = variant.options.get("colour")
        if colour and (colour not in shown or (shown[colour].stock == 0 and variant.stock > 0)):
            shown[colour] = variant
    return shown


def picture_route(shop: Shop, router: APIRouter) -> None:
    """Serve the drawn pictures under `/picture/`."""

    @functools.lru_cache(DRAWINGS_KEPT)
    def drawing(kind: str, colour: str, seed: str) -> tuple[bytes, str]:
        svg = shop.draw(kind, colour, seed).encode()
        return svg, f'"{hashlib.sha256(svg).hexdigest()[:32]}"'

    @router.get("/picture/{product_id}/{colour}.svg", include_in_schema=False)
    def picture(request: Request, product_id: str, colour: str) -> Response:
        with shop.sessions() as session:
            product = session.get(Product, product_id)
        if product is None:
            return Response(status_code=404)
        kind = str(product.attributes.get("picture_kind") or FALLBACK_KIND)
        try:
            svg, etag = drawing(kind, colour.replace("-", " "), product_id)
        except ValueError:
            return Response(status_code=404)
        headers = {**HEADERS, "ETag": etag}
        if etag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(svg, media_type="image/svg+xml", headers=headers)
