"""What all pages of the demo shop share: the shop itself, and how a page is made."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy.orm import Session

from knowledge.customers.models import Customer
from knowledge.database import SessionFactory
from web.demo_shop import pictures, wording
from web.demo_shop.catalogue import category_tree
from web.demo_shop.cookies import ShopCookies

FOLDER = Path(__file__).parent

# Pictures may come from a merchant's own server; scripts and styles only from here.
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' https: data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
}


@dataclass(frozen=True)
class Shop:
    """The shop: its data, its name, its keys and its clock."""

    sessions: SessionFactory
    name: str
    sign_customer: Callable[[int], str]
    sign_paper: Callable[[int, str], str]
    draw: Callable[[str, str, str], str]
    cookies: ShopCookies
    zone: ZoneInfo

    @functools.cached_property
    def _templates(self) -> Environment:
        templates = Environment(
            loader=FileSystemLoader(FOLDER / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        templates.filters.update(wording.filters(self.zone))
        templates.filters.update(picture=pictures.picture_of, colours=pictures.colours_of)
        return templates

    def customer(self, request: Request, session: Session) -> Customer | None:
        """Who is signed in, if they still exist."""
        customer_id = self.cookies.customer_id(request)
        customer = None if customer_id is None else session.get(Customer, customer_id)
        return customer if customer is not None and customer.erased_at is None else None

    def page(
        self, request: Request, session: Session, template: str, status: int = 200, **content: Any
    ) -> Response:
        """A page of the shop, with what its frame needs."""
        customer = self.customer(request, session)
        html = self._templates.get_template(template).render(
            shop_name=self.name,
            here=request.url.path,
            customer=customer,
            customer_token=None if customer is None else self.sign_customer(customer.id),
            cart_count=self.cookies.cart(request).count,
            categories=category_tree(session),
            **content,
        )
        return HTMLResponse(html, status_code=status)

    def not_found(self, request: Request) -> Response:
        """The page for what does not exist."""
        with self.sessions() as session:
            response = self.page(request, session, "not_found.html", status=404, title="Page not found")
        response.headers.update(SECURITY_HEADERS)
        return response
