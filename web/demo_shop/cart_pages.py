"""The cart. The bot's links put things into it, too; the check-out says that this is a demo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload
from starlette.datastructures import FormData

from knowledge.aftersales.facts import PromoCodeFacts
from knowledge.aftersales.offers import decide_promo_code
from knowledge.aftersales.policy import Policy
from knowledge.catalogue.models import Product, Variant
from knowledge.database import utc_now
from knowledge.demo.house_rules import Method, shipping_minor
from knowledge.money import Money
from web.demo_shop.cart import MOST_OF_ONE, Cart
from web.demo_shop.shop import Shop

SKUS_OF_A_LINK = 20
DELIVERY_CURRENCY = "EUR"


@dataclass(frozen=True)
class CartLine:
    """So many of a variant."""

    variant: Variant
    quantity: int

    @property
    def total(self) -> Money:
        """What the line costs."""
        return self.variant.price * self.quantity

    @property
    def most(self) -> int:
        """How many can be had."""
        return max(1, min(self.variant.stock, MOST_OF_ONE))


async def form_of(request: Request) -> FormData:
    """The form that was sent, for pages that are not coroutines themselves."""
    return await request.form()


Form = Annotated[FormData, Depends(form_of)]


def cart_pages(shop: Shop, router: APIRouter) -> None:
    """Add the pages of the cart."""

    def kept(request: Request, cart: Cart, address: str) -> Response:
        response = RedirectResponse(address, status_code=303)
        shop.cookies.keep_cart(request, response, cart)
        return response

    @router.get("/cart")
    def cart(request: Request) -> Response:
        entered = request.query_params.get("code", "").strip()
        if entered:
            response = RedirectResponse("/cart", status_code=303)
            shop.cookies.keep_code(request, response, entered)
            return response
        with shop.sessions() as session:
            lines = _lines(session, shop.cookies.cart(request))
            customer = shop.customer(request, session)
            goods = _sum([line.total for line in lines])
            level = customer.level if customer else ""
            code = shop.cookies.code(request)
            discount = _discount(shop.policy, code, goods, level)
            paid = goods - discount if goods and discount else goods
            delivery = _delivery(paid, level)
            return shop.page(
                request,
                session,
                "cart.html",
                title="Your cart",
                lines=lines,
                goods=goods,
                delivery=delivery,
                code=code,
                discount=discount,
                total=paid + delivery if paid and delivery else paid,
                added=request.query_params.get("added", "") == "1",
                missing=request.query_params.get("missing", "") == "1",
            )

    @router.get("/cart/add")
    def add_by_link(request: Request) -> Response:
        """Put the SKUs of an address into the cart; the cart's own page says what could not be had."""
        wanted = request.query_params.getlist("sku")[:SKUS_OF_A_LINK]
        with shop.sessions() as session:
            cart, complete = _with(session, shop.cookies.cart(request), wanted)
        response = kept(request, cart, "/cart?added=1" if complete else "/cart?missing=1")
        code = request.query_params.get("code", "").strip()
        if code:
            shop.cookies.keep_code(request, response, code)
        return response

    @router.post("/cart/add")
    def add_by_form(request: Request, form: Form) -> Response:
        """Put the variant with the chosen options of a product into the cart."""
        options = {
            name.removeprefix("option."): value for name, value in form.items() if name.startswith("option.")
        }
        with shop.sessions() as session:
            sku = _sku_with(session, str(form.get("product", "")), options)
            cart, complete = _with(session, shop.cookies.cart(request), [sku])
        return kept(request, cart, "/cart?added=1" if complete else "/cart?missing=1")

    @router.post("/cart/change")
    def change(request: Request, form: Form) -> Response:
        quantity = str(form.get("quantity", ""))
        count = int(quantity) if quantity.isdecimal() and len(quantity) < 4 else 0
        changed = shop.cookies.cart(request).changed(str(form.get("sku", "")), count)
        return kept(request, changed, "/cart")

    @router.get("/cart/check-out")
    def check_out(request: Request) -> Response:
        with shop.sessions() as session:
            return shop.page(request, session, "check_out.html", title="Check-out")


def _lines(session: Session, cart: Cart) -> list[CartLine]:
    query = select(Variant).where(Variant.sku.in_(list(cart.quantities))).options(joinedload(Variant.product))
    known = {variant.sku: variant for variant in session.scalars(query)}
    return [CartLine(known[sku], count) for sku, count in cart.quantities.items() if sku in known]


def _with(session: Session, cart: Cart, skus: Sequence[str]) -> tuple[Cart, bool]:
    """The cart with one more of each SKU that can be had; says whether that were all."""
    query = select(Variant).join(Product).where(Variant.sku.in_(skus), Product.active)
    stock = {variant.sku: variant.stock for variant in session.scalars(query)}
    complete = bool(skus)
    for sku in skus:
        more = cart.added(sku)
        if more.quantities.get(sku, 0) <= stock.get(sku, 0) and more != cart:
            cart = more
        else:
            complete = False
    return cart, complete


def _sku_with(session: Session, product_id: str, options: Mapping[str, object]) -> str:
    variants = session.scalars(select(Variant).where(Variant.product_id == product_id)).all()
    return next((variant.sku for variant in variants if variant.options == options), "")


def _sum(amounts: Sequence[Money]) -> Money | None:
    """The sum; None for nothing, and for amounts of several currencies, which have none."""
    if not amounts or len({amount.currency for amount in amounts}) > 1:
        return None
    return Money(sum(amount.minor for amount in amounts), amounts[0].currency)


def _discount(policy: Policy | None, code: str, goods: Money | None, level: str) -> Money | None:
    """What a code takes off; None for a code that is not good, or none."""
    if policy is None or not code or goods is None:
        return None
    decision = decide_promo_code(PromoCodeFacts(code, goods.minor, level, utc_now()), policy)
    if not decision.allowed:
        return None
    return Money(-sum(step.minor for step in decision.arithmetic), goods.currency)


def _delivery(goods: Money | None, level: str) -> Money | None:
    """What standard delivery costs, in the currency its price is known in."""
    if goods is None or goods.currency != DELIVERY_CURRENCY:
        return None
    return Money(shipping_minor(Method.STANDARD, goods.minor, level), DELIVERY_CURRENCY)
