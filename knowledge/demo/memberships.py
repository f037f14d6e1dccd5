"""The demo's paid plan: who has it, what was billed, and what came and went."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from knowledge.accounts.models import PLAN
from knowledge.accounts.periods import after_months
from knowledge.accounts.states import BillState, SubscriptionState
from knowledge.demo.goods_back import policy
from knowledge.demo.people import Person
from knowledge.orders.payments import MethodKind

PLAN_NAME = "Linden Plus"
PRICE_MINOR = {1: 3_99, 12: 39_00}
"""By months of a period."""
SHARE = 0.17
BILLS_KEPT = 12
PAYS_LATE = 0.12
PUT_OFF_DAYS = 14
NEXT_PERIOD = timedelta(days=20)
"""A bill issued so long after the last one is for the period to come."""


@dataclass(frozen=True)
class Extra:
    """A service beside the plan, priced by the month; days count back from now."""

    code: str
    name: str
    price_minor: int
    added: float
    added_by: str = "customer"
    removed: float | None = None
    removed_by: str = ""


GIFT_WRAP = ("gift_wrap", "Gift wrapping", 1_00)
DEVICE_COVER = ("device_cover", "Device cover", 2_90)
SATURDAY = ("saturday_delivery", "Saturday delivery", 1_50)


@dataclass(frozen=True)
class Way:
    """A stored way to pay."""

    code: str
    kind: MethodKind
    brand: str
    last_four: str = ""
    balance_minor: int | None = None


@dataclass(frozen=True)
class Membership:
    """A subscription as it is told: days count back from now, and ahead when negative."""

    started: float
    months: int = 1
    state: SubscriptionState = SubscriptionState.ACTIVE
    ended: float | None = None
    end_reason: str = ""
    extras: tuple[Extra, ...] = ()
    ways: tuple[Way, ...] = (Way("visa-4417", MethodKind.CARD, "Visa", "4417"),)
    due: float | None = None
    """When the newest bill is due, if it is not paid."""
    put_off: bool = False
    """Whether that bill was put off before."""
    twice: bool = False
    """Whether the last paid period was billed a second time."""


PAYPAL = Way("paypal-1", MethodKind.PAYPAL, "PayPal")
VISA = Way("visa-4417", MethodKind.CARD, "Visa", "4417")
MASTERCARD = Way("mastercard-8106", MethodKind.CARD, "Mastercard", "8106")

SHOWCASE_MEMBERSHIPS: dict[str, Membership] = {
    # A service that nobody asked for on the bill that is due in a few days.
    "LR-100001": Membership(
        started=395, extras=(Extra(*GIFT_WRAP, added=40, added_by="shop"),), ways=(VISA, PAYPAL), due=-6
    ),
    # Paid for a year; a service was taken out by the shop.
    "LR-100003": Membership(
        started=235,
        months=12,
        extras=(Extra(*DEVICE_COVER, added=235, removed=12, removed_by="shop"),),
        ways=(PAYPAL,),
    ),
    # Paused, because a bill has not been paid in time.
    "LR-100004": Membership(started=300, state=SubscriptionState.PAUSED, ways=(MASTERCARD,), due=10),
    # Ended weeks ago.
    "LR-100005": Membership(
        started=420, state=SubscriptionState.ENDED, ended=41, end_reason="customer", ways=(VISA,)
    ),
    # The same month billed twice; store credit that could pay.
    "LR-100006": Membership(
        started=190,
        ways=(MASTERCARD, Way("store-credit-1", MethodKind.STORE_CREDIT, "", balance_minor=15_00)),
        twice=True,
    ),
    # A bill that was put off already.
    "LR-100007": Membership(started=500, ways=(VISA,), due=-3, put_off=True),
    "LR-100010": Membership(
        started=342, months=12, extras=(Extra(*SATURDAY, added=100),), ways=(PAYPAL, VISA), due=-9
    ),
}


@dataclass
class Rows:
    """The rows of one membership, without the database's own keys."""

    subscription: dict[str, Any]
    services: list[dict[str, Any]] = field(default_factory=list)
    bills: list[dict[str, Any]] = field(default_factory=list)
    ways: list[dict[str, Any]] = field(default_factory=list)


def memberships(people: Sequence[Person], now: datetime, currency: str) -> Iterator[tuple[Person, Rows]]:
    """Who has the plan: the showcase's as they are told, and a share of all others by seeded chance."""
    number = 20_801
    for person in people:
        chance = random.Random(f"{person.shop_id}:plus")
        told = SHOWCASE_MEMBERSHIPS.get(person.shop_id)
        if told is None and (person.eagerness <= 0 or chance.random() >= SHARE):
            continue
        number += 1
        yield person, rows_of(told or _invented(chance, person, now), f"S-{number}", now, currency)


def _invented(chance: random.Random, person: Person, now: datetime) -> Membership:
    known = (now - person.created_at) / timedelta(days=1)
    started = chance.uniform(0.1, 0.9) * known
    over = chance.random() < 0.22
    ended = chance.uniform(0, 0.7) * started if over else None
    extras: tuple[Extra, ...] = ()
    if chance.random() < 0.3:
        added = chance.uniform(ended or 0, started)
        extras = (Extra(*chance.choice((GIFT_WRAP, DEVICE_COVER, SATURDAY)), added=added),)
    late = not over and chance.random() < PAYS_LATE
    return Membership(
        started=started,
        months=12 if chance.random() < 0.3 else 1,
        state=SubscriptionState.ENDED if over else SubscriptionState.ACTIVE,
        ended=ended,
        end_reason=chance.choice(("customer", "customer", "unpaid")) if over else "",
        extras=extras,
        ways=(chance.choice((VISA, PAYPAL, MASTERCARD)),),
        due=chance.uniform(-13, 5) if late else None,
    )


def rows_of(told: Membership, number: str, now: datetime, currency: str) -> Rows:
    """The rows of a membership whose history ends now."""
    started = _ago(now, told.started)
    ended = None if told.ended is None else _ago(now, told.ended)
    begins = list(_periods(started, ended or now, told.months))
    running = told.state != SubscriptionState.ENDED
    rows = Rows(
        {
            "number": number,
            "plan": PLAN_NAME,
            "state": told.state,
            "price_minor": PRICE_MINOR[told.months],
            "currency": currency,
            "months": told.months,
            "started_at": started,
            "renews_at": after_months(begins[-1], told.months) if running else None,
            "ended_at": ended,
            "end_reason": told.end_reason,
            "method": told.ways[0].code,
        },
        services=[_service(extra, told.months, now) for extra in told.extras],
        ways=[
            {
                "code": way.code,
                "kind": way.kind,
                "brand": way.brand,
                "last_four": way.last_four,
                "balance_minor": way.balance_minor,
                "currency": currency,
            }
            for way in told.ways
        ],
    )
    for begin in begins[-BILLS_KEPT:]:
        rows.bills.append(_bill(told, f"{number}-{len(rows.bills) + 1}", begin, now))
    if told.due is not None:
        _leave_open(rows.bills, told, number, now)
    if told.twice:
        rows.bills.append({**rows.bills[-1], "number": f"{number}-{len(rows.bills) + 1}"})
    return rows


def _ago(now: datetime, days: float) -> datetime:
    return now - timedelta(days=days)


def _periods(started: datetime, until: datetime, months: int) -> Iterator[datetime]:
    place = 0
    while (begin := after_months(started, place * months)) <= until:
        yield begin
        place += 1


def _service(extra: Extra, months: int, now: datetime) -> dict[str, Any]:
    return {
        "code": extra.code,
        "name": extra.name,
        "price_minor": extra.price_minor * months,
        "added_at": _ago(now, extra.added),
        "added_by": extra.added_by,
        "removed_at": None if extra.removed is None else _ago(now, extra.removed),
        "removed_by": extra.removed_by,
    }


def _bill(told: Membership, number: str, begin: datetime, now: datetime) -> dict[str, Any]:
    lines: list[dict[str, Any]] = [{"code": PLAN, "minor": PRICE_MINOR[told.months]}]
    lines += [
        {"code": extra.code, "minor": extra.price_minor * told.months}
        for extra in told.extras
        if _ago(now, extra.added) <= begin and (extra.removed is None or _ago(now, extra.removed) > begin)
    ]
    due = begin + timedelta(days=policy().accounts.bill_days)
    return {
        "number": number,
        "state": BillState.PAID,
        "amount_minor": sum(int(line["minor"]) for line in lines),
        "lines": lines,
        "issued_at": begin,
        "due_at": due,
        "extended_from": None,
        "paid_at": min(now, begin + timedelta(days=2)),
    }


def _leave_open(bills: list[dict[str, Any]], told: Membership, number: str, now: datetime) -> None:
    """The newest bill is not paid, and due when the story says; it may be the next period's."""
    due = _ago(now, told.due or 0)
    issued = due - timedelta(days=policy().accounts.bill_days + (PUT_OFF_DAYS if told.put_off else 0))
    if issued - bills[-1]["issued_at"] > NEXT_PERIOD:
        bills.append(_bill(told, f"{number}-{len(bills) + 1}", issued, now))
    bills[-1] |= {"state": BillState.OPEN, "paid_at": None, "due_at": due, "issued_at": issued}
    if told.put_off:
        bills[-1]["extended_from"] = due - timedelta(days=PUT_OFF_DAYS)
