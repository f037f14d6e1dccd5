"""What tests of the domain share: an empty database of their own."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import StaticPool

from knowledge.catalogue.models import Product, Variant
from knowledge.customers.models import Consent, Customer
from knowledge.database import make_engine, make_sessions, utc_now
from knowledge.demo.catalogue import DemoProduct, read_catalogue
from knowledge.demo.history import History, shop_for_two_years
from knowledge.demo.load import DemoReport, load_demo
from knowledge.demo.opinions import Told, tell
from knowledge.demo.people import Person, invent_people
from knowledge.demo.showcase import showcase_people
from knowledge.encryption import bind_keyring
from knowledge.models import Base
from knowledge.orders.models import Fulfilment, Order, OrderLine, OrderState
from tests.keys import KEYRING


@pytest.fixture
def sessions(tmp_path: Path) -> Iterator[sessionmaker[Session]]:
    """A factory of sessions on a fresh SQLite file with every table."""
    engine = make_engine(f"sqlite:///{tmp_path / 'attendant.db'}", KEYRING)
    Base.metadata.create_all(engine)
    yield make_sessions(engine)
    engine.dispose()


def _ago(days: float | None) -> datetime | None:
    return None if days is None else utc_now() - timedelta(days=days)


@pytest.fixture
def make_customer(sessions: sessionmaker[Session]) -> Callable[..., Customer]:
    """Makes a customer of the shop; `consent` is the decision on personalisation, None when not asked."""
    numbers = itertools.count(1)

    def make(*, level: str = "blue", country: str = "DE", consent: str | None = "granted") -> Customer:
        number = next(numbers)
        customer = Customer(
            shop_id=f"C{number}", email=f"c{number}@example.org", level=level, country=country
        )
        if consent is not None:
            customer.consents.append(Consent(purpose="personalisation", state=consent))
        with sessions() as session, session.begin():
            session.add(customer)
        return customer

    return make


@pytest.fixture
def make_product(sessions: sessionmaker[Session]) -> Callable[..., Product]:
    """Makes a product with one variant for each `options`; the SKUs are `<id>-1`, `<id>-2`..."""

    def make(
        product_id: str,
        *options: dict[str, str],
        brand: str = "Acme",
        category: str = "Clothing > Tops",
        returns: str = "standard",
        stock: int = 5,
        active: bool = True,
    ) -> Product:
        product = Product(
            id=product_id,
            name=product_id.title(),
            brand=brand,
            category=category,
            returns=returns,
            active=active,
            variants=[
                Variant(
                    sku=f"{product_id}-{number}",
                    options=each,
                    price_minor=1000,
                    currency="EUR",
                    stock=stock,
                    position=number,
                )
                for number, each in enumerate(options or ({},), start=1)
            ],
        )
        with sessions() as session, session.begin():
            session.add(product)
        return product

    return make


@pytest.fixture
def make_order(sessions: sessionmaker[Session]) -> Callable[..., Order]:
    """Makes an order. A line is `(SKU, quantity, unit_minor)`; its product is the SKU without its number.

    A delivered order came in one parcel, `delivered_days_ago`.
    """
    numbers = itertools.count(10_001)

    def make(
        customer: Customer,
        *lines: tuple[str, int, int],
        state: OrderState = OrderState.DELIVERED,
        placed_days_ago: float = 10,
        delivered_days_ago: float = 3,
        promised_days_ago: float | None = None,
        discount_minor: int = 0,
        shipping_minor: int = 0,
        country: str = "DE",
        payment_method: str = "paypal",
        options: dict[str, str] | None = None,
        parcels: Sequence[Fulfilment] | None = None,
    ) -> Order:
        if parcels is None:
            arrived = [Fulfilment(delivered_at=_ago(delivered_days_ago))]
            parcels = arrived if state == OrderState.DELIVERED else []
        order = Order(
            number=str(next(numbers)),
            customer_id=customer.id,
            state=state,
            currency="EUR",
            shipping_minor=shipping_minor,
            discount_minor=discount_minor,
            payment_method=payment_method,
            address={"country": country},
            placed_at=_ago(placed_days_ago),
            promised_at=_ago(promised_days_ago),
            lines=[
                OrderLine(
                    sku=sku,
                    product_id=sku.rpartition("-")[0],
                    name=sku,
                    options=options or {},
                    quantity=quantity,
                    unit_minor=unit_minor,
                )
                for sku, quantity, unit_minor in lines or [("mug-1", 1, 1000)]
            ],
            fulfilments=list(parcels),
        )
        with sessions() as session, session.begin():
            session.add(order)
        return order

    return make


DEMO_NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def demo_products() -> tuple[DemoProduct, ...]:
    """The demo shop's products."""
    return read_catalogue()


@pytest.fixture(scope="session")
def demo_people(demo_products: tuple[DemoProduct, ...]) -> list[Person]:
    """The demo shop's customers."""
    return [*showcase_people(DEMO_NOW), *invent_people(demo_products, now=DEMO_NOW)]


@pytest.fixture(scope="session")
def demo_history(demo_people: list[Person], demo_products: tuple[DemoProduct, ...]) -> History:
    """Their orders."""
    return shop_for_two_years(demo_people, demo_products, now=DEMO_NOW)


@pytest.fixture(scope="session")
def demo_said(demo_history: History, demo_products: tuple[DemoProduct, ...]) -> list[Told]:
    """What they said."""
    return tell(demo_history.sales, demo_products, now=DEMO_NOW)


LoadedDemo = tuple[sessionmaker[Session], DemoReport, list[tuple[str, int, int]]]


@pytest.fixture(scope="session")
def loaded_demo() -> Iterator[LoadedDemo]:
    """The demo loaded once into a database in memory, the report, and what `progress` was told."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    bind_keyring(engine, KEYRING)
    Base.metadata.create_all(engine)
    filled = sessionmaker(engine, expire_on_commit=False)
    steps: list[tuple[str, int, int]] = []
    yield filled, load_demo(filled, now=DEMO_NOW, progress=lambda *step: steps.append(step)), steps
    engine.dispose()


@pytest.fixture
def demo_shop(loaded_demo: LoadedDemo) -> sessionmaker[Session]:
    """A database with the demo in it, shared by all tests: they must leave it as it is."""
    return loaded_demo[0]


@pytest.fixture
def demo_report(loaded_demo: LoadedDemo) -> DemoReport:
    """The report of loading the demo."""
    return loaded_demo[1]


@pytest.fixture
def demo_steps(loaded_demo: LoadedDemo) -> list[tuple[str, int, int]]:
    """What `progress` was told while the demo was loaded."""
    return loaded_demo[2]
