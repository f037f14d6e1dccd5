"""A very small shop for the tests of the demo shop's pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session, sessionmaker

from knowledge.aftersales.models import Refund, Return, ReturnLine
from knowledge.aftersales.states import RefundState, ReturnState
from knowledge.catalogue.models import Product, Variant
from knowledge.customers.models import Customer
from knowledge.database import make_engine, make_sessions
from knowledge.help.models import HelpArticle
from knowledge.models import Base
from knowledge.orders.models import Fulfilment, Order, OrderLine, OrderState
from tests.keys import KEYRING
from web.demo_shop.router import DemoShopRouter, demo_shop

NOW = datetime.now(UTC)
COOKIE_KEY = "a key for tests only, of forty characters"
JACKETS = "Clothing > Jackets & Coats"


def fallback_draw(kind: str, colour: str, seed: str) -> str:
    """A picture that says what was asked for; raises `ValueError` as the real one does."""
    if colour == "octarine":
        raise ValueError(colour)
    return f'<svg xmlns="http://www.w3.org/2000/svg"><title>{kind} {colour} {seed}</title></svg>'


def small_shop(folder: Path) -> sessionmaker[Session]:
    """A database with a few products, customers, orders and articles."""
    engine = make_engine(f"sqlite:///{folder / 'shop.sqlite'}", KEYRING)
    Base.metadata.create_all(engine)
    sessions = make_sessions(engine)
    with sessions.begin() as session:
        session.add_all(_products())
        session.add_all(_articles())
        session.flush()
        session.add_all(_customers())
        session.flush()
        _orders(session)
    return sessions


def router_of(sessions: sessionmaker[Session]) -> DemoShopRouter:
    """The demo shop over a database."""
    return demo_shop(
        sessions,
        shop_name="Linden Row",
        sign_customer=lambda customer_id: f"signed-{customer_id}",
        sign_paper=lambda customer_id, paper: f"{customer_id}.{paper}",
        draw=fallback_draw,
        cookie_key=COOKIE_KEY,
        zone=ZoneInfo("Europe/Berlin"),
    )


def _product(product_id: str, name: str, category: str, price: int, **more: Any) -> Product:
    options = more.pop("options", [{}])
    stocks = more.pop("stocks", [5] * len(options))
    sale = more.pop("sale", None)
    attributes = {"picture_kind": "jacket"} | more.pop("attributes", {})
    variants = [
        Variant(
            sku="-".join([product_id.upper(), *chosen.values()]).replace(" ", "_"),
            options=chosen,
            price_minor=price + (1_000 if chosen.get("size") == "XL" else 0),
            sale_price_minor=sale,
            currency="EUR",
            stock=stock,
            position=place,
        )
        for place, (chosen, stock) in enumerate(zip(options, stocks, strict=True))
    ]
    return Product(
        id=product_id,
        name=name,
        category=category,
        attributes=attributes,
        variants=variants,
        content_hash=product_id,
        **more,
    )


def _products() -> list[Product]:
    colours = [
        {"colour": colour, "size": size} for colour in ("forest green", "black") for size in ("M", "XL")
    ]
    facts = {"waterproof": True, "hydrostatic_head_mm": 15000, "material": "recycled nylon"}
    jackets = [
        _product(f"coat-{number:02}", f"Coat Number {number}", JACKETS, 5_000 + number * 100)
        for number in range(30)
    ]
    return [
        _product(
            "ridgeline",
            "Ridgeline Shell Jacket",
            JACKETS,
            13_900,
            options=colours,
            stocks=[5, 2, 0, 1],
            brand="Fjordhelm",
            description="Keeps the rain out.",
            keywords=["trekking"],
            attributes=facts,
            goes_with=["beanie"],
            returns="standard",
        ),
        _product(
            "beanie", "Wool Beanie", "Accessories > Hats", 1_950, sale=1_200, attributes={"waterproof": False}
        ),
        _product("earrings", "Earrings", "Accessories > Jewellery", 2_500, returns="hygiene"),
        _product("gone", "Discontinued Vest", JACKETS, 4_000, active=False),
        _product("empty", "Sold-out Scarf", "Accessories > Hats", 3_000, stocks=[0]),
        _product("odd", 'A <b>Bold</b> & "Quoted" Mug', "Kitchen", 900),
        *jackets,
    ]


def _customers() -> list[Customer]:
    return [
        Customer(
            id=1, shop_id="LR-100001", email="lena@example.org", name="Lena K.", level="gold", city="Leipzig"
        ),
        Customer(id=2, shop_id="LR-100003", email="wei@example.org", name="陈伟", language="zh"),
        Customer(id=3, shop_id="LR-100011", email="frida@example.org", name="Frida N."),
        Customer(id=4, shop_id="real-77", email="real@example.org", name="A Real Person"),
    ]


def _order(number: str, customer_id: int, state: OrderState, days: int, **more: Any) -> Order:
    placed = NOW - timedelta(days=days)
    lines = [
        OrderLine(
            sku="RIDGELINE-forest_green-M", product_id="ridgeline", name="Ridgeline Shell Jacket",
            options={"colour": "forest green", "size": "M"}, quantity=1, unit_minor=13_900,
        ),
        OrderLine(sku="OLD-1", product_id="old", name="Old", options={}, quantity=2, unit_minor=500),
    ]  # fmt: skip
    order = Order(
        number=number, customer_id=customer_id, state=state, currency="EUR", shipping_minor=490,
        payment_method="visa", placed_at=placed, promised_at=placed + timedelta(days=5), lines=lines,
    )  # fmt: skip
    for name, value in more.items():
        setattr(order, name, value)
    return order


def _orders(session: Session) -> None:
    events = [
        {"at": "2026-01-05T10:00:00+00:00", "status": "picked_up", "place": "Hamburg"},
        {"at": "2026-01-06T11:30:00+00:00", "status": "delayed", "place": "Hannover"},
    ]
    parcel = Fulfilment(carrier="DHL", tracking_number="JD0042", shipped_at=NOW, events=events)
    delivered = _order("10342", 1, OrderState.DELIVERED, 20)
    late = _order("10400", 1, OrderState.SHIPPED, 9, fulfilments=[parcel])
    cancelled = _order("10410", 1, OrderState.CANCELLED, 3, cancelled_at=NOW, cancel_reason="changed_mind")
    session.add_all([delivered, late, cancelled, _order("20001", 2, OrderState.PENDING, 0)])
    session.flush()
    goods = Return(
        number="R-10342-1", order_id=delivered.id, state=ReturnState.REQUESTED, reason="too_small",
        policy_rule="R-1", policy_version="1",
        lines=[ReturnLine(order_line_id=delivered.lines[0].id, quantity=1)],
    )  # fmt: skip
    session.add(goods)
    session.flush()
    session.add(
        Refund(
            order_id=delivered.id, return_id=goods.id, state=RefundState.FAILED, amount_minor=13_900,
            currency="EUR", destination="original_payment", method="visa",
        )
    )  # fmt: skip


def _articles() -> list[HelpArticle]:
    body = (
        "## When\n\nWithin **30 days**.\n\n<script>alert(1)</script> [bad](javascript:alert(1)) [good](/help)"
    )
    return [
        HelpArticle(slug="how-to-return", title="How do I return something?", subject="returns", body=body),
        HelpArticle(
            slug="return-costs", title="What does a return cost?", subject="returns", body="Nothing."
        ),
        HelpArticle(
            slug="express",
            title="How fast is Express?",
            subject="delivery",
            questions=["fastest"],
            body="Fast.",
        ),
        HelpArticle(slug="express", language="zh", title="特快多快？", subject="delivery", body="很快。"),
    ]
