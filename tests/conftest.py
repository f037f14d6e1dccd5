"""What tests of the domain and of the actions share: the real encoder and the whole demo shop, made once.

All imports of ours are inside the fixtures: the tests of the bot read this file with another Python.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

if TYPE_CHECKING:
    from knowledge.search.embedding import SentenceEncoder
    from knowledge.shop import Shop

SHOP_URL = "https://shop.test"


@pytest.fixture(scope="session")
def encoder() -> SentenceEncoder:
    """The real sentence encoder, loaded once."""
    from knowledge.search.embedding import SentenceEncoder

    return SentenceEncoder(threads=1)


@pytest.fixture(scope="session")
def search_encoder() -> SentenceEncoder:
    """The encoder of many languages, loaded once."""
    from knowledge.search.embedding import SentenceEncoder

    return SentenceEncoder("use", threads=1)


@pytest.fixture(scope="session")
def demo_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the demo shop, its history ending now."""
    from knowledge.database import make_engine, make_sessions
    from knowledge.demo.load import load_demo
    from knowledge.models import Base
    from tests.keys import KEYRING

    file = tmp_path_factory.mktemp("demo") / "demo.db"
    engine = make_engine(f"sqlite:///{file}", KEYRING)
    Base.metadata.create_all(engine)
    load_demo(make_sessions(engine))
    engine.dispose()
    return file


@pytest.fixture(scope="session")
def make_demo(
    encoder: SentenceEncoder,
    search_encoder: SentenceEncoder,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[Path], Shop]:
    """Makes the services over a database with the demo; all share one index.

    The index is kept in pytest's cache: from one run to the next only what changed is encoded.
    """
    from knowledge.shop import Shop, ShopConfig
    from tests.keys import KEYS

    index = Path(request.config.cache.mkdir("attendant-demo-index"))
    vocabulary = tmp_path_factory.mktemp("vocabulary") / "vocabulary.json"

    def make(database: Path, business_hours: str = "Mon-Sun 00:00-23:59") -> Shop:
        shop = Shop(
            ShopConfig(
                database_url=f"sqlite:///{database}",
                index_folder=index,
                vocabulary_file=vocabulary,
                policy_file=request.config.rootpath / "knowledge/aftersales/policies/standard.yml",
                delivery_file=request.config.rootpath / "knowledge/orders/delivery.yml",
                merchandising_file=vocabulary.with_name("merchandising.yml"),
                embedding_model="minilm",
                search_model="use",
                name="Linden Row",
                currency="EUR",
                zone=ZoneInfo("Europe/Berlin"),
                business_hours=business_hours,
                public_url=SHOP_URL,
                encryption_keys=KEYS,
            )
        )
        # One model of each in memory for all shops of the session.
        shop.__dict__ |= {"encoder": encoder, "search_encoder": search_encoder}
        return shop

    return make


@pytest.fixture(scope="session")
def demo(demo_database: Path, make_demo: Callable[[Path], Shop]) -> Iterator[Shop]:
    """The demo shop, indexed. Shared: a test that writes takes `own_demo`."""
    shop = make_demo(demo_database)
    shop.rebuild_index()
    shop.recommender.bring_up_to_date()
    yield shop
    shop.engine.dispose()


@pytest.fixture
def own_demo(
    demo: Shop, make_demo: Callable[[Path], Shop], demo_database: Path, tmp_path: Path
) -> Iterator[Shop]:
    """A demo shop of the test's own, to write into."""
    file = tmp_path / "own.db"
    shutil.copyfile(demo_database, file)
    shop = make_demo(file)
    yield shop
    shop.engine.dispose()
