"""Which state may follow on which."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import pytest

from knowledge.aftersales.states import (
    CLAIM_TRANSITIONS,
    EXCHANGE_TRANSITIONS,
    REFUND_TRANSITIONS,
    RETURN_TRANSITIONS,
    ReturnState,
)
from knowledge.database import utc_now
from knowledge.orders.models import ORDER_TRANSITIONS, Fulfilment
from knowledge.orders.payments import ENTRY_TRANSITIONS
from knowledge.states import IllegalTransition, moved

TABLES: tuple[Mapping[StrEnum, frozenset[StrEnum]], ...] = (
    ORDER_TRANSITIONS,
    RETURN_TRANSITIONS,
    EXCHANGE_TRANSITIONS,
    CLAIM_TRANSITIONS,
    REFUND_TRANSITIONS,
    ENTRY_TRANSITIONS,
)  # type: ignore[assignment]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: type(next(iter(table))).__name__)
def test_every_state_has_its_row_and_can_be_reached_from_the_first(
    table: Mapping[StrEnum, frozenset[StrEnum]],
) -> None:
    states = list(type(next(iter(table))))
    assert list(table) == states or set(table) == set(states)
    reached = {states[0]}
    for _ in states:
        reached |= {then for now in reached for then in table[now]}
    assert reached == set(states)


def test_a_state_that_may_follow_is_taken_and_another_is_an_error_that_names_both() -> None:
    assert moved("return R-1", RETURN_TRANSITIONS, ReturnState.REQUESTED, ReturnState.RECEIVED) == "received"
    with pytest.raises(IllegalTransition, match="return R-1 is received and cannot become canceled"):
        moved("return R-1", RETURN_TRANSITIONS, ReturnState.RECEIVED, ReturnState.CANCELED)


def test_a_parcel_is_where_its_times_and_its_carrier_say() -> None:
    now = utc_now()
    assert Fulfilment(events=[]).state == "pending"
    assert Fulfilment(events=[], shipped_at=now).state == "shipped"
    assert Fulfilment(events=[], shipped_at=now, delivered_at=now).state == "delivered"
    back = [{"at": now.isoformat(), "status": "returned_to_sender", "place": "Ulm"}]
    assert Fulfilment(events=back, shipped_at=now).state == "returned_to_sender"
