"""Placing an order in the demo shop: delivery, payment, discount and membership by the shop's rules."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from knowledge.demo.house_rules import (
    BERLIN,
    KLARNA_COUNTRIES,
    STUDENT_DISCOUNT,
    Method,
    level_for,
    promised_at,
    shipping_minor,
)
from knowledge.demo.people import Person
from knowledge.demo.sales import Sale, SoldLine
from knowledge.orders.models import OrderState

FIRST_NUMBER = 10_001
YEAR = timedelta(days=365)
PROMO_CODE_USED, PROMO_DISCOUNT = 0.06, 0.10


@dataclass
class Spending:
    """What one person has spent, as far as the membership counts it."""

    paid: list[tuple[datetime, int]] = field(default_factory=list)

    def level(self, at: datetime) -> str:
        """The membership level at a moment."""
        return level_for(sum(minor for when, minor in self.paid if at - YEAR <= when <= at))

    def add(self, sale: Sale) -> None:
        """Count an order's goods; one that was cancelled counts nothing."""
        if sale.state != OrderState.CANCELLED:
            self.paid.append((sale.placed_at, sale.goods_minor - sale.discount_minor))
        for money in sale.refunds:
            if money.goods is not None:
                self.paid.append((money.created_at, -money.amount_minor))


def place_order(
    chance: random.Random,
    person: Person,
    lines: list[SoldLine],
    at: datetime,
    level: str,
    *,
    method: Method | None = None,
    payment: str | None = None,
    coded: bool | None = None,
) -> Sale:
    """An order with delivery, payment, discount and costs by the shop's rules; still pending."""
    bulky = any(line.product.returns == "bulky" for line in lines)
    goods = sum(line.paid_minor for line in lines)
    student = person.student and chance.random() < 0.6
    if coded is None:
        coded = chance.random() < PROMO_CODE_USED
    share = STUDENT_DISCOUNT if student else PROMO_DISCOUNT if coded else 0.0
    discount = round(goods * share)
    chosen = Method.BULKY if bulky else method or _method(chance, goods, level)
    return Sale(
        person=person,
        placed_at=at,
        lines=lines,
        method=chosen,
        payment=payment or _payment(chance, person),
        promised_at=promised_at(at.astimezone(BERLIN), chosen, person.country),
        shipping_minor=shipping_minor(chosen, goods - discount, level),
        discount_minor=discount,
    )


def _method(chance: random.Random, goods: int, level: str) -> Method:
    weights = (7.0, 5.0 if level == "gold" else 1.2, 1.0 if goods >= 50_00 else 3.5)
    return chance.choices((Method.STANDARD, Method.EXPRESS, Method.PICKUP_POINT), weights=weights)[0]


def _payment(chance: random.Random, person: Person) -> str:
    ways = {"paypal": 3.4, "visa": 2.4, "mastercard": 1.8, "sepa": 0.9, "gift_card": 0.35}
    if person.country in KLARNA_COUNTRIES:
        ways["klarna"] = 2.6
    return chance.choices(list(ways), weights=list(ways.values()))[0]


def numbered(sales: Sequence[Sale]) -> list[Sale]:
    """The orders in order of time, with their numbers."""
    ordered = sorted(sales, key=lambda sale: (sale.placed_at, sale.person.shop_id))
    for number, sale in enumerate(ordered, FIRST_NUMBER):
        sale.number = str(number)
    return ordered
