"""How a shop delivers: methods with prices and working days, countries, slots, and what packaging can be wished for.

Read from a YAML file that the shop edits. Money is in minor units of the shop's currency, days are working days from
Monday to Friday.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StringConstraints, model_validator

from knowledge.checked_yaml import read_checked

DEMO_FILE = Path(__file__).with_name("delivery.yml")
EVENING = time(20)
"""A promised day ends here, in the shop's time zone."""

Minor = Annotated[StrictInt, Field(ge=0)]
WorkingDays = Annotated[StrictInt, Field(ge=0, le=120)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,3}$")]
Slot = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$")]


class _Rules(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DeliveryMethod(_Rules):
    """One way a parcel can travel."""

    price_minor: Minor
    days: tuple[WorkingDays, WorkingDays]
    """Fewest and most working days within the shop's own country."""
    free_from_minor: Minor | None = None
    """Goods worth so much travel free."""
    free_levels: frozenset[str] = frozenset()
    """Member levels that pay nothing."""
    order_by: time | None = None
    """Orders placed later in the day start to count on the next working day."""
    bulky: StrictBool = False
    """Whether it is the way of goods that need two people and a van, and of these alone."""

    @model_validator(mode="after")
    def _in_order(self) -> DeliveryMethod:
        if self.days[0] > self.days[1]:
            raise ValueError(f"days: {self.days[0]} is more than {self.days[1]}; write the fewest first")
        return self

    def price_for(self, goods_minor: int, level: str) -> int:
        """What it costs for goods of this value and a customer of this level."""
        free = level in self.free_levels
        free |= self.free_from_minor is not None and goods_minor >= self.free_from_minor
        return 0 if free else self.price_minor


@dataclass(frozen=True)
class DeliveryOption:
    """A way that a parcel can travel to somebody, with its price and time there."""

    method: str
    price_minor: int
    days: tuple[int, int]
    """Fewest and most working days, from an order placed now."""
    promised_at: datetime
    """The last moment of the time promised."""


class DeliveryRules(_Rules):
    """How one shop delivers."""

    methods: Annotated[dict[Name, DeliveryMethod], Field(min_length=1)]
    countries: dict[Country, WorkingDays]
    """Where to, with the working days that it takes longer than at home."""
    weekdays: frozenset[Annotated[StrictInt, Field(ge=1, le=7)]] = frozenset({1, 2, 3, 4, 5, 6})
    """Days on which the carrier comes, 1 for Monday to 7 for Sunday."""
    furthest_days: Annotated[StrictInt, Field(ge=0, le=90)] = 0
    """For so many days ahead a delivery can be put off; 0 when days are not chosen."""
    slots: tuple[Slot, ...] = ()
    """Times of day that can be chosen, such as `16:00-20:00`."""
    places: tuple[Name, ...] = ()
    """Where a parcel can be left instead, such as `neighbour` or `safe_place`."""
    packaging: dict[Name, Minor] = {}
    """What can be wished for of the packaging, with its price."""

    def options(
        self,
        country: str,
        *,
        goods_minor: int,
        level: str,
        start: datetime,
        bulky: bool = False,
    ) -> tuple[DeliveryOption, ...]:
        """The ways to a country for an order placed at `start` (in the shop's time zone), as the file has them.

        None for a country that is not served.
        """
        extra = self.countries.get(country)
        if extra is None:
            return ()
        return tuple(
            DeliveryOption(
                method=name,
                price_minor=method.price_for(goods_minor, level),
                days=(method.days[0] + extra, method.days[1] + extra),
                promised_at=self._promised(method, extra, start),
            )
            for name, method in self.methods.items()
            if method.bulky == bulky
        )

    def promised_at(self, method: str, country: str, start: datetime) -> datetime:
        """The last moment of the time promised for an order placed at `start`, in its time zone."""
        return self._promised(self.methods[method], self.countries[country], start)

    @staticmethod
    def _promised(method: DeliveryMethod, extra: int, start: datetime) -> datetime:
        days = method.days[1] + extra
        if method.order_by is not None and start.time() >= method.order_by:
            days += 1
        return at_evening(after_working_days(start, days))

    def days_to_choose(self, earliest: date, today: date) -> tuple[date, ...]:
        """The days on which the carrier can come, from `earliest` on."""
        days = (today + timedelta(days=ahead) for ahead in range(1, self.furthest_days + 1))
        return tuple(day for day in days if day >= earliest and day.isoweekday() in self.weekdays)


def load_delivery(path: Path = DEMO_FILE) -> DeliveryRules:
    """Read and validate a delivery file; raises `BadYaml` with every fault and its line."""
    return read_checked(path, DeliveryRules)


def after_working_days(start: datetime, days: int) -> datetime:
    """The same time of day after so many days that are neither Saturday nor Sunday."""
    moment = start
    while days > 0:
        moment += timedelta(days=1)
        days -= moment.weekday() < 5
    return moment


def at_evening(moment: datetime) -> datetime:
    """The end of a promised day."""
    return moment.replace(hour=EVENING.hour, minute=EVENING.minute, second=0, microsecond=0)


def end_of(day: date, slot: str, zone: ZoneInfo) -> datetime:
    """When a day, or a slot of it, is over."""
    last = time.fromisoformat(slot.partition("-")[2]) if slot else EVENING
    return datetime.combine(day, last, zone)


def is_bulky(classes: Collection[str]) -> bool:
    """Whether goods of these returns classes need the van."""
    return "bulky" in classes
