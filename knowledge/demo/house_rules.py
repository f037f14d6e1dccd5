"""What the demo shop promises and charges, as its help articles say: delivery, payment, membership."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
FREE_FROM_MINOR = 50_00
SILVER_FROM_MINOR = 300_00
GOLD_FROM_MINOR = 800_00
EXPRESS_UNTIL_HOUR = 14
EXTRA_DAYS_ABROAD = 2
KLARNA_COUNTRIES = frozenset({"DE", "AT", "NL", "SE"})
STUDENT_DISCOUNT = 0.10


class Method(StrEnum):
    """Ways a parcel can travel."""

    STANDARD = "standard"
    EXPRESS = "express"
    PICKUP_POINT = "pickup_point"
    BULKY = "bulky"


PRICE_MINOR = {Method.STANDARD: 4_90, Method.EXPRESS: 9_90, Method.PICKUP_POINT: 3_90, Method.BULKY: 29_00}
WORKING_DAYS = {
    Method.STANDARD: (3, 5),
    Method.EXPRESS: (1, 2),
    Method.PICKUP_POINT: (2, 4),
    Method.BULKY: (6, 12),
}
"""Fewest and most working days from the order to the door within Germany."""


def shipping_minor(method: Method, goods_minor: int, level: str) -> int:
    """What delivery costs, in cents, for goods of this price and a customer of this level."""
    if method == Method.STANDARD and (goods_minor >= FREE_FROM_MINOR or level in {"silver", "gold"}):
        return 0
    if method == Method.EXPRESS and level == "gold":
        return 0
    return PRICE_MINOR[method]


def level_for(spent_minor: int) -> str:
    """The membership level for what was spent in twelve months, in cents."""
    if spent_minor >= GOLD_FROM_MINOR:
        return "gold"
    return "silver" if spent_minor >= SILVER_FROM_MINOR else "blue"


def after_working_days(start: datetime, days: int) -> datetime:
    """The same time of day after so many days that are neither Saturday nor Sunday."""
    moment = start
    while days > 0:
        moment += timedelta(days=1)
        days -= moment.weekday() < 5
    return moment


def on_a_working_day(moment: datetime) -> datetime:
    """The moment itself, or the same time on the Monday after it."""
    return moment + timedelta(days=max(0, 7 - moment.weekday())) if moment.weekday() >= 5 else moment


def promised_at(placed_at: datetime, method: Method, country: str) -> datetime:
    """The last moment of the delivery time promised at checkout: eight in the evening in Berlin."""
    days = WORKING_DAYS[method][1] + (0 if country == "DE" else EXTRA_DAYS_ABROAD)
    local = placed_at.astimezone(BERLIN)
    if method == Method.EXPRESS and local.hour >= EXPRESS_UNTIL_HOUR:
        days += 1
    return after_working_days(local, days).replace(hour=20, minute=0, second=0, microsecond=0)
