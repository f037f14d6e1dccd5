"""Two years of orders of the demo's people, with their parcels, returns and refunds.

Everybody shops by a chance of their own, seeded by their id: the same seed and `now` give the same orders.
"""

from __future__ import annotations

import heapq
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from knowledge.aftersales.states import ReturnState
from knowledge.database import utc_now
from knowledge.demo.catalogue import DemoProduct
from knowledge.demo.goods_back import reason_to_return, refund_whole, send_back
from knowledge.demo.ordering import Spending, numbered, place_order
from knowledge.demo.parcels import FATES, Fate, send
from knowledge.demo.patterns import BOUGHT_AGAIN_IN_ANOTHER_SIZE, USED_UP_AFTER_DAYS
from knowledge.demo.people import SEED, Person
from knowledge.demo.sales import Sale, SoldLine
from knowledge.demo.shopping import Assortment, Shopper
from knowledge.demo.showcase import SHOWCASE, ShowcaseCustomer, showcase_sales
from knowledge.demo.tastes import MONTH_OF_ORDERS
from knowledge.orders.models import OrderState

__all__ = ["SHOWCASE", "History", "ShowcaseCustomer", "shop_for_two_years"]

DAYS = 730
LEAVING = (0.8, 9.0)
"""After a purchase somebody may never come back: the two shapes of the beta distribution of that chance."""
PAID_AT_ONCE = frozenset({"paypal", "gift_card"})
_HOURS = (
    0.3,
    0.1,
    0.1,
    0.1,
    0.1,
    0.2,
    0.6,
    1.4,
    2,
    2.6,
    3,
    3.2,
    3.6,
    3,
    2.8,
    2.8,
    3,
    3.4,
    3.8,
    4.6,
    5,
    4.4,
    2.6,
    1,
)


@dataclass
class History:
    """All orders in order of time, numbered, and what they say about their customers."""

    sales: list[Sale]
    levels: dict[str, str] = field(default_factory=dict)
    """Membership level by shop id."""


def shop_for_two_years(
    people: Sequence[Person],
    products: Sequence[DemoProduct],
    *,
    now: datetime | None = None,
    seed: int = SEED,
) -> History:
    """The orders of all people up to `now`, those of the showcase customers as they are written down."""
    now = now or utc_now()
    assortment = Assortment(products)
    written = {customer.shop_id for customer in SHOWCASE}
    told = [person for person in people if person.shop_id in written]
    sales, levels = showcase_sales(told, assortment.by_id, now)
    for person in people:
        if person.shop_id in written:
            continue
        chance = random.Random(f"{seed}:{person.shop_id}")
        theirs, spending = _shop(Shopper(person, assortment, chance), now)
        sales += theirs
        levels[person.shop_id] = spending.level(now)
    return History(numbered(sales), levels)


def _shop(shopper: Shopper, now: datetime) -> tuple[list[Sale], Spending]:
    """One person's orders, earliest first; a return may bring a further one."""
    chance, spending, sales = shopper.chance, Spending(), []
    turn = count()
    plans: list[tuple[datetime, int, DemoProduct | None, bool]] = [
        (at, next(turn), product, False) for at, product in _occasions(shopper, now)
    ]
    heapq.heapify(plans)
    while plans:
        at, _, product, alone = heapq.heappop(plans)
        if alone and product is not None:
            variant = shopper.choose(product, at)
            lines = [] if variant is None else [SoldLine(product, variant, variant.price_minor)]
        else:
            lines = shopper.basket(at, now, product)
        if not lines:
            continue
        sale = place_order(chance, shopper.person, lines, at, spending.level(at))
        sales.append(sale)
        send(chance, sale, now, _fate(chance, at, now))
        _settle(shopper, sale, spending.level(at), now)
        spending.add(sale)
        for again in _another_size(shopper, sale):
            bought_at = _shopping_hour(
                chance, _given_up_at(sale) + timedelta(days=chance.uniform(0.5, 6)), now
            )
            if bought_at < now:
                heapq.heappush(plans, (bought_at, next(turn), again, True))
    return sales, spending


def _occasions(shopper: Shopper, now: datetime) -> list[tuple[datetime, DemoProduct | None]]:
    """When a person orders: now and then, more often in busy months, and when something is used up."""
    chance, person = shopper.chance, shopper.person
    start = max(person.created_at, now - timedelta(days=DAYS))
    busiest = max(MONTH_OF_ORDERS)
    found: list[tuple[datetime, DemoProduct | None]] = []
    at = start
    while (at := at + timedelta(days=chance.expovariate(person.eagerness * busiest / 365))) < now:
        if chance.random() * busiest < MONTH_OF_ORDERS[at.month - 1]:
            found.append((_shopping_hour(chance, at, now), None))
    staple = shopper.staple()
    if staple is not None:
        gap = USED_UP_AFTER_DAYS[staple.id]
        at = start + timedelta(days=chance.uniform(0, 200))
        while (at := at + timedelta(days=gap * max(0.6, chance.gauss(1, 0.1)))) < now:
            found.append((_shopping_hour(chance, at, now), staple))
    made = sorted((at, place) for place, (at, _) in enumerate(found) if start <= at < now)
    return [found[place] for _, place in made[: _stays_for(person)]]


def _stays_for(person: Person) -> int:
    """With how many purchases somebody leaves the shop for good."""
    chance = random.Random(f"{person.shop_id}:leaves")
    leaves = max(1e-6, chance.betavariate(*LEAVING))
    return 1 + int(math.log(1 - chance.random()) / math.log1p(-leaves))


def _shopping_hour(chance: random.Random, at: datetime, now: datetime) -> datetime:
    """The same day at an hour when people shop; the moment itself when that hour is still to come."""
    hour = chance.choices(range(24), weights=_HOURS)[0]
    moment = at.replace(hour=hour, minute=chance.randrange(60), second=chance.randrange(60), microsecond=0)
    return moment if moment < now else at.replace(microsecond=0)


def _fate(chance: random.Random, at: datetime, now: datetime) -> Fate:
    fate = chance.choices(list(FATES), weights=list(FATES.values()))[0]
    # The weeks before now see more delays, so that there are late parcels to ask about.
    busy = timedelta(days=6) < now - at < timedelta(days=17)
    return Fate.LATE if busy and fate == Fate.SMOOTH and chance.random() < 0.07 else fate


def _settle(shopper: Shopper, sale: Sale, level: str, now: datetime) -> None:
    """Money back for what was cancelled or undeliverable, and returns of what was delivered."""
    chance = shopper.chance
    if sale.state == OrderState.CANCELLED and sale.payment in PAID_AT_ONCE and sale.cancelled_at is not None:
        refund_whole(chance, sale, sale.cancelled_at, now)
    last = sale.parcels[-1].events[-1] if sale.parcels else {}
    if last.get("status") == "returned_to_sender" and sale.delivered_at is None and len(sale.parcels) == 1:
        refund_whole(chance, sale, datetime.fromisoformat(last["at"]) + timedelta(days=4), now)
    if sale.state == OrderState.DELIVERED:
        reasons = []
        for place, line in enumerate(sale.lines):
            usual = (
                shopper.usual_size(line.product, sale.placed_at) if "size" in line.variant.options else None
            )
            reason = reason_to_return(chance, line, usual)
            if reason is not None:
                reasons.append((place, reason))
        send_back(chance, sale, reasons, level=level, now=now)


def _another_size(shopper: Shopper, sale: Sale) -> list[DemoProduct]:
    """What did not fit and is bought again; the shopper remembers the size that will."""
    again = []
    for goods in sale.returns:
        step = {"too_small": 1, "too_big": -1}.get(goods.reason)
        if step is None or goods.state == ReturnState.CANCELED:
            continue
        for place, _ in goods.lines:
            line = sale.lines[place]
            size = shopper.next_size(line.product, line.variant.options["size"], step)
            if size is not None:
                shopper.learned[line.product.id] = size
                if shopper.chance.random() < BOUGHT_AGAIN_IN_ANOTHER_SIZE:
                    again.append(line.product)
    return again


def _given_up_at(sale: Sale) -> datetime:
    return max(goods.requested_at for goods in sale.returns)
