"""Signing in as one of the demo's customers, and their orders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from knowledge.aftersales.models import Refund, Return, ReturnLine
from knowledge.catalogue.models import Product, Variant
from knowledge.database import utc_now
from knowledge.orders.models import Order, OrderLine, OrderState
from web.demo_shop.cart_pages import Form
from web.demo_shop.people import introductions, offered_ids
from web.demo_shop.pictures import picture_of
from web.demo_shop.shop import Shop

ORDERS_ON_A_PAGE = 10
STEPS = (OrderState.PENDING, OrderState.PROCESSED, OrderState.SHIPPED, OrderState.DELIVERED)


@dataclass(frozen=True)
class OrderView:
    """An order with all that belongs to it."""

    order: Order
    returns: Sequence[Return]
    refunds: Sequence[Refund]
    late: bool

    @property
    def step(self) -> int:
        """How far it has come, from 0; -1 when cancelled."""
        return -1 if self.order.state == OrderState.CANCELLED else STEPS.index(self.order.state)


def account_pages(shop: Shop, router: APIRouter) -> None:
    """Add sign-in, sign-out and the orders."""

    @router.get("/sign-in")
    def choose(request: Request) -> Response:
        with shop.sessions() as session:
            return shop.page(
                request,
                session,
                "sign_in.html",
                title="Sign in",
                people=introductions(session, utc_now()),
                onward=own_path(request.query_params.get("next", "")),
            )

    @router.post("/sign-in")
    def sign_in(request: Request, form: Form) -> Response:
        chosen = str(form.get("customer", ""))
        with shop.sessions() as session:
            offered = offered_ids(session)
        if not chosen.isdecimal() or int(chosen) not in offered:
            return RedirectResponse("/sign-in", status_code=303)
        response = RedirectResponse(own_path(str(form.get("next", ""))), status_code=303)
        shop.cookies.sign_in(request, response, int(chosen))
        return response

    @router.post("/sign-out")
    def sign_out() -> Response:
        response = RedirectResponse("/", status_code=303)
        shop.cookies.sign_out(response)
        return response

    @router.get("/orders")
    def orders(request: Request) -> Response:
        with shop.sessions() as session:
            customer = shop.customer(request, session)
            if customer is None:
                return RedirectResponse("/sign-in?next=/orders", status_code=303)
            wanted = request.query_params.get("page", "")
            total = session.scalar(select(func.count()).where(Order.customer_id == customer.id)) or 0
            pages = max(1, -(-total // ORDERS_ON_A_PAGE))
            page = min(int(wanted), pages) if wanted.isdecimal() and len(wanted) < 6 and int(wanted) else 1
            shown = order_views(session, customer.id, page, utc_now())
            return shop.page(
                request,
                session,
                "orders.html",
                title="Your orders",
                orders=shown,
                pictures=_pictures(session, [line for view in shown for line in view.order.lines]),
                total=total,
                page=page,
                pages=pages,
            )

    @router.get("/orders/{number}/invoice.pdf")
    def invoice(request: Request, number: str) -> Response:
        return to_paper(request, f"invoice:{number}")

    @router.get("/returns/{number}/label.pdf")
    def label(request: Request, number: str) -> Response:
        return to_paper(request, f"label:{number}")

    def to_paper(request: Request, paper: str) -> Response:
        """On to a link of some minutes, made when it is followed: a page may have been open for longer."""
        with shop.sessions() as session:
            customer = shop.customer(request, session)
        if customer is None:
            return RedirectResponse("/sign-in?next=/orders", status_code=303)
        token = shop.sign_paper(customer.id, paper)
        return RedirectResponse(f"/chat/paper?token={token}", status_code=303)


def own_path(path: str) -> str:
    """The path when it is one of this site's own pages, else the home page."""
    own = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if own else "/"


def order_views(session: Session, customer_id: int, page: int, now: datetime) -> list[OrderView]:
    """A page of a customer's orders, newest first."""
    query = (
        select(Order)
        .where(Order.customer_id == customer_id)
        .options(selectinload(Order.lines), selectinload(Order.fulfilments))
        .order_by(Order.placed_at.desc(), Order.id.desc())
        .offset((page - 1) * ORDERS_ON_A_PAGE)
        .limit(ORDERS_ON_A_PAGE)
    )
    found = session.scalars(query).all()
    ids = [order.id for order in found]
    returns: dict[int, list[Return]] = defaultdict(list)
    lines = selectinload(Return.lines).selectinload(ReturnLine.order_line)
    for goods in session.scalars(
        select(Return).where(Return.order_id.in_(ids)).options(lines).order_by(Return.id)
    ):
        returns[goods.order_id].append(goods)
    refunds: dict[int, list[Refund]] = defaultdict(list)
    for money in session.scalars(select(Refund).where(Refund.order_id.in_(ids)).order_by(Refund.id)):
        refunds[money.order_id].append(money)
    return [OrderView(order, returns[order.id], refunds[order.id], _late(order, now)) for order in found]


def _late(order: Order, now: datetime) -> bool:
    arrived = order.state in (OrderState.DELIVERED, OrderState.CANCELLED)
    return not arrived and order.promised_at is not None and order.promised_at < now


def _pictures(session: Session, lines: Sequence[OrderLine]) -> dict[str, str]:
    """SKU to picture, for what is still in the catalogue."""
    query = select(Variant).where(Variant.sku.in_({line.sku for line in lines}))
    variants = session.scalars(query.options(selectinload(Variant.product).selectinload(Product.variants)))
    return {variant.sku: picture_of(variant.product, variant) for variant in variants}
