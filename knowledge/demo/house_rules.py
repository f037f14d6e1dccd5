"""What the demo shop promises and charges, as its help articles say: delivery, payment, membership."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from knowledge.orders.delivery import load_delivery

DELIVERY = load_delivery()
BERLIN = ZoneInfo("Europe/Berlin")
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


PRICE_MINOR = {method: DELIVERY.methods[method].price_minor for method in Method}
FREE_FROM_MINOR = DELIVERY.methods[Method.STANDARD].free_from_minor or 0
WORKING_DAYS = {method: DELIVERY.methods[method].days for method in Method}
"""Fewest and most working days from the order to the door within Germany."""


def shipping_minor(method: Method, goods_minor: int, level: str) -> int:
    """What delivery costs, in cents, for goods of this price and a customer of this level."""
    return DELIVERY.methods[method].price_for(goods_minor, level)


def level_for(spent_minor: int) -> str:
    """The membership level for what was spent in twelve months, in cents."""
    if spent_minor >= GOLD_FROM_MINOR:
        return "gold"
    return "silver" if spent_minor >= SILVER_FROM_MINOR else "blue"


def on_a_working_day(moment: datetime) -> datetime:
    """The moment itself, or the same time on the Monday after it."""
    return moment + timedelta(days=max(0, 7 - moment.weekday())) if moment.weekday() >= 5 else moment


def promised_at(placed_at: datetime, method: Method, country: str) -> datetime:
    """The last moment of the delivery time promised at checkout: eight in the evening in Berlin."""
    return DELIVERY.promised_at(method, country, placed_at.astimezone(BERLIN))
