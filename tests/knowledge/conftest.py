"""What tests of the domain share: an empty database of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import StaticPool

from knowledge.database import make_engine, make_sessions
from knowledge.demo.catalogue import DemoProduct, read_catalogue
from knowledge.demo.history import History, shop_for_two_years
from knowledge.demo.load import DemoReport, load_demo
from knowledge.demo.opinions import Told, tell
from knowledge.demo.people import Person, invent_people
from knowledge.demo.showcase import showcase_people
from knowledge.models import Base


@pytest.fixture
def sessions(tmp_path: Path) -> Iterator[sessionmaker[Session]]:
    """A factory of sessions on a fresh SQLite file with every table."""
    engine = make_engine(f"sqlite:///{tmp_path / 'attendant.db'}")
    Base.metadata.create_all(engine)
    yield make_sessions(engine)
    engine.dispose()


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
