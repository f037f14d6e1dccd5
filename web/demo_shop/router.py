"""The demo shop as one router: all its pages, its pictures and its own static files."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from knowledge.database import SessionFactory
from web.demo_shop.account_pages import account_pages
from web.demo_shop.cart_pages import cart_pages
from web.demo_shop.catalogue_pages import catalogue_pages
from web.demo_shop.cookies import ShopCookies
from web.demo_shop.help_pages import help_pages
from web.demo_shop.pictures import picture_route
from web.demo_shop.shop import FOLDER, SECURITY_HEADERS, Shop

STATIC = {"shop.css": "text/css", "shop.js": "text/javascript", "icon.svg": "image/svg+xml"}


class DemoShopRouter(APIRouter):
    """The shop's pages; the application may use `page_not_found` for its own 404s, too."""

    shop: Shop

    async def page_not_found(self, request: Request, error: Exception) -> Response:
        """An exception handler for 404: the shop's page for people, JSON for programs.

        Use it as `app.add_exception_handler(404, router.page_not_found)`.
        """
        if request.method in ("GET", "HEAD") and "text/html" in request.headers.get("accept", ""):
            return await run_in_threadpool(self.shop.not_found, request)
        return JSONResponse({"detail": getattr(error, "detail", "Not Found")}, status_code=404)


def demo_shop(
    sessions: SessionFactory,
    *,
    shop_name: str,
    sign_customer: Callable[[int], str],
    sign_paper: Callable[[int, str], str],
    draw: Callable[[str, str, str], str],
    cookie_key: str,
    zone: ZoneInfo,
) -> DemoShopRouter:
    """The demo shop's pages.

    Args:
        sessions: The shop's database.
        shop_name: As shoppers know it.
        sign_customer: Gives the signed token that tells the widget who the customer with an id is.
        sign_paper: Gives the signed token that lets a customer read one of their papers for some minutes.
        draw: Gives a picture as SVG for a kind, a colour and a seed; raises `ValueError` for unknown ones.
        cookie_key: Signs the cookies of the signed-in customer and of the cart.
        zone: The time zone in which dates are told.
    """
    shop = Shop(sessions, shop_name, sign_customer, sign_paper, draw, ShopCookies(cookie_key), zone)
    router = DemoShopRouter(route_class=_route_class(shop), include_in_schema=False)
    router.shop = shop
    catalogue_pages(shop, router)
    cart_pages(shop, router)
    account_pages(shop, router)
    help_pages(shop, router)
    picture_route(shop, router)
    _static_files(router)
    return router


def _route_class(shop: Shop) -> type[APIRoute]:
    """Routes whose pages carry the security headers, and which show the shop's page for what is not there."""

    class ShopRoute(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            handle = super().get_route_handler()

            async def handle_page(request: Request) -> Response:
                try:
                    response = await handle(request)
                except HTTPException as error:
                    if error.status_code != 404:
                        raise
                    return await run_in_threadpool(shop.not_found, request)
                if isinstance(response, HTMLResponse):
                    response.headers.update(SECURITY_HEADERS)
                return response

            return handle_page

    return ShopRoute


def _static_files(router: APIRouter) -> None:
    @router.get("/shop-static/{name}")
    def static(name: str) -> Response:
        if name not in STATIC:
            raise HTTPException(status_code=404)
        return FileResponse(
            FOLDER / "static" / name,
            media_type=STATIC[name],
            headers={"Cache-Control": "public, max-age=300"},
        )
