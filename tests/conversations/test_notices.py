"""What happens to an order is told in its customer's chat before they ask, through the real servers."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from knowledge.database import utc_now
from knowledge.orders.models import Order, OrderState
from tests.conversations.conftest import Door
from tests.conversations.test_identification import WEI, Behind
from tests.running_stack import RunningStack

pytestmark = pytest.mark.stack

LOOK_SECONDS = 45.0
"""Longer than the shop takes to look at all parcels and to pass on what it saw."""


def test_a_late_parcel_is_noticed_first_by_attendant(stack: RunningStack, enter: Door) -> None:
    behind = Behind(stack)
    order = behind.order_of(WEI, OrderState.SHIPPED)
    wei = enter(WEI)
    wei.says("hello there, I am just looking around")
    with behind.sessions() as session, session.begin():
        session.get_one(Order, order.id).promised_at = utc_now() - timedelta(hours=1)
    told = wei.listens(LOOK_SECONDS)
    assert f"I noticed that your order {order.number}" in told
    assert "Talk to a person" in wei.buttons
    assert f"Order {order.number}" in wei.presses("Where is it?")
    assert wei.listens(8.0) == ""
    assert f"order {order.number} is late" not in httpx.get(f"{stack.address}/mails").text
