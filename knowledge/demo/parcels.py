"""What becomes of an order on its way: processed, shipped, delivered, or late, cancelled or sent back."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from knowledge.demo.house_rules import (
    BERLIN,
    EXPRESS_UNTIL_HOUR,
    EXTRA_DAYS_ABROAD,
    WORKING_DAYS,
    Method,
    on_a_working_day,
)
from knowledge.demo.sales import Parcel, Sale
from knowledge.orders.delivery import after_working_days
from knowledge.orders.models import OrderState


class Fate(StrEnum):
    """How an order fares."""

    SMOOTH = "smooth"
    ATTEMPTED = "attempted"
    LATE = "late"
    UNDELIVERABLE = "undeliverable"
    CANCELLED = "cancelled"
    HELD = "held"


FATES = {
    Fate.SMOOTH: 0.828,
    Fate.ATTEMPTED: 0.055,
    Fate.LATE: 0.062,
    Fate.UNDELIVERABLE: 0.003,
    Fate.CANCELLED: 0.04,
    Fate.HELD: 0.012,
}
IN_TWO_PARCELS = 0.07
CANCEL_REASONS = (
    "changed_mind",
    "ordered_twice",
    "found_cheaper",
    "payment_failed",
    "out_of_stock",
    "too_slow",
)
CARRIER_OF_BULKY_GOODS = "Elbe Spedition"
SEARCH_ENDS_AFTER = timedelta(days=24)
"""A late parcel arrives within this time after it was shipped."""


def send(chance: random.Random, sale: Sale, now: datetime, fate: Fate) -> None:
    """Play an order's way up to `now`: sets its state, parcels and, when it is called off, the reason."""
    processed_at = sale.placed_at + timedelta(hours=chance.uniform(2, 20))
    if fate == Fate.HELD:
        processed_at += timedelta(days=chance.uniform(1, 3))
    if fate == Fate.CANCELLED:
        cancelled_at = sale.placed_at + timedelta(hours=chance.uniform(0.3, 12))
        if cancelled_at <= now:
            sale.state, sale.cancelled_at = OrderState.CANCELLED, cancelled_at
            sale.cancel_reason = chance.choice(CANCEL_REASONS)
            return
    if processed_at > now:
        return
    sale.state = OrderState.PROCESSED
    parcels = 2 if len(sale.lines) > 1 and chance.random() < IN_TWO_PARCELS else 1
    handed_over = _handed_over(chance, sale, processed_at)
    for number in range(parcels):
        parcel = _parcel(chance, sale, after_working_days(handed_over, number), now, fate)
        if parcel is not None:
            sale.parcels.append(parcel)
    if any(parcel.shipped_at for parcel in sale.parcels):
        sale.state = OrderState.SHIPPED
    if len(sale.parcels) == parcels and sale.delivered_at is not None:
        sale.state = OrderState.DELIVERED


def _handed_over(chance: random.Random, sale: Sale, processed_at: datetime) -> datetime:
    """When the carrier collects from the warehouse: in the late afternoon of a working day."""
    local = processed_at.astimezone(BERLIN)
    same_day = sale.method == Method.EXPRESS and local.hour < EXPRESS_UNTIL_HOUR + 2
    day = on_a_working_day(local) if same_day else on_a_working_day(local + timedelta(days=1))
    if sale.method == Method.BULKY:
        day = after_working_days(day, chance.randint(2, 5))
    at = day.replace(hour=17, minute=chance.randrange(60), second=chance.randrange(60), microsecond=0)
    return max(at, processed_at.astimezone(BERLIN) + timedelta(hours=2))


def _parcel(
    chance: random.Random, sale: Sale, handed_over: datetime, now: datetime, fate: Fate
) -> Parcel | None:
    city = sale.person.city
    happened: list[tuple[datetime, str, str]] = [
        (handed_over - timedelta(hours=chance.uniform(1.2, 1.9)), "label_created", "Hamburg"),
        (handed_over, "picked_up", "Hamburg"),
        (handed_over + timedelta(hours=chance.uniform(3, 8)), "in_transit", "Hamburg"),
    ]
    arrival = _arrival(chance, sale, handed_over)
    if fate == Fate.LATE:
        stuck = happened[-1][0] + timedelta(hours=chance.uniform(20, 50))
        happened.append((stuck, "delayed", chance.choice(("Hannover", "Leipzig", "Köln", city))))
        target = after_working_days(sale.promised_at.astimezone(BERLIN), chance.randint(1, 10))
        arrival = min(max(arrival, _at_the_door(chance, target)), handed_over + SEARCH_ENDS_AFTER)
    morning = arrival.replace(hour=7, minute=chance.randrange(60))
    if (depot := arrival - timedelta(hours=chance.uniform(14, 20))) > happened[-1][0]:
        happened.append((depot, "in_transit", city))
    happened.append((max(morning, happened[-1][0] + timedelta(minutes=50)), "out_for_delivery", city))
    arrival = max(arrival, happened[-1][0] + timedelta(minutes=25))
    if fate in {Fate.ATTEMPTED, Fate.UNDELIVERABLE}:
        happened.append((arrival, "delivery_attempted", city))
        arrival = after_working_days(arrival, 1) + timedelta(minutes=chance.randint(-90, 90))
    if fate == Fate.UNDELIVERABLE:
        happened.append((after_working_days(arrival, 7), "returned_to_sender", city))
    else:
        happened.append((arrival, "delivered", city))
    seen = [event for event in happened if event[0] <= now]
    return _reported(chance, sale, seen) if seen else None


def parcel_by_hand(
    chance: random.Random, sale: Sale, shipped_at: datetime, delivered_at: datetime | None, trouble: str
) -> Parcel:
    """A parcel with known times: delivered, or under way with `trouble` as the carrier's last word."""
    city, tried_at = sale.person.city, shipped_at + timedelta(days=5.1)
    happened = [
        (shipped_at - timedelta(hours=1.5), "label_created", "Hamburg"),
        (shipped_at, "picked_up", "Hamburg"),
        (shipped_at + timedelta(hours=2.5), "in_transit", "Hamburg"),
    ]
    if delivered_at is not None:
        happened.append((delivered_at - timedelta(hours=4.5), "out_for_delivery", city))
        happened.append((delivered_at, "delivered", city))
    elif trouble in {"delivery_attempted", "returned_to_sender"}:
        happened.append((tried_at - timedelta(hours=3), "out_for_delivery", city))
        happened.append((tried_at, "delivery_attempted", city))
    if trouble == "delayed":
        happened.append((shipped_at + timedelta(days=1.2), "delayed", "Hannover"))
    elif trouble == "returned_to_sender":
        happened.append((tried_at + timedelta(days=10), trouble, city))
    return _reported(chance, sale, happened)


def _reported(chance: random.Random, sale: Sale, happened: Sequence[tuple[datetime, str, str]]) -> Parcel:
    told = [(at.astimezone(UTC).replace(microsecond=0), status, place) for at, status, place in happened]
    times = {status: at for at, status, _ in told}
    return Parcel(
        carrier=_carrier(sale),
        tracking_number=f"{chance.randrange(10**11, 10**12)}LR",
        shipped_at=times.get("picked_up"),
        delivered_at=times.get("delivered"),
        events=[{"at": at.isoformat(), "status": status, "place": place} for at, status, place in told],
    )


def _arrival(chance: random.Random, sale: Sale, handed_over: datetime) -> datetime:
    fewest, most = WORKING_DAYS[sale.method]
    abroad = 0 if sale.person.country == "DE" else EXTRA_DAYS_ABROAD
    promised = sale.promised_at.astimezone(BERLIN)
    day = after_working_days(handed_over, max(1, chance.randint(fewest, most) - 1 + abroad))
    return _at_the_door(chance, min(day, promised) if promised > handed_over + timedelta(days=1) else day)


def _at_the_door(chance: random.Random, day: datetime) -> datetime:
    hour = chance.choices(range(9, 19), weights=(2, 4, 6, 6, 6, 5, 4, 3, 2, 1))[0]
    return day.replace(hour=hour, minute=chance.randrange(60), second=chance.randrange(60), microsecond=0)


def _carrier(sale: Sale) -> str:
    if sale.method == Method.BULKY:
        return CARRIER_OF_BULKY_GOODS
    return "DHL" if sale.person.country == "DE" or sale.method == Method.EXPRESS else "DPD"
