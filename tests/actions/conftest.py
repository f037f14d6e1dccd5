"""What tests of the actions share: the demo shop behind the action server's executor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rasa_sdk.executor import ActionExecutor
from sqlalchemy import select

from actions.server import make_executor
from knowledge.customers.models import Customer
from knowledge.shop import Shop
from tests.actions.shopper import GATEWAY_KEY, Shopper


def customer_id(shop: Shop, shop_id: str) -> int:
    """The customer with the shop's id, such as `LR-100001`."""
    with shop.sessions() as session:
        return session.scalars(select(Customer.id).where(Customer.shop_id == shop_id)).one()


@pytest.fixture(scope="session")
def executor(demo: Shop) -> ActionExecutor:
    """All actions over the shared demo shop, for turns that write nothing."""
    return make_executor(demo, GATEWAY_KEY)


@pytest.fixture
def visitor(executor: ActionExecutor) -> Shopper:
    """Somebody who is not signed in."""
    return Shopper(executor)


@pytest.fixture
def signed_in(executor: ActionExecutor, demo: Shop) -> Callable[..., Shopper]:
    """A signed-in customer of the shared demo shop, by the shop's id."""

    def make(shop_id: str = "LR-100001", **more: Any) -> Shopper:
        return Shopper(executor, customer_id(demo, shop_id), **more)

    return make


@pytest.fixture
def own_customer(own_demo: Shop) -> Callable[..., Shopper]:
    """A signed-in customer of a demo shop of the test's own."""
    own = make_executor(own_demo, GATEWAY_KEY)

    def make(shop_id: str = "LR-100001", **more: Any) -> Shopper:
        return Shopper(own, customer_id(own_demo, shop_id), **more)

    return make
