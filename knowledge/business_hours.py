"""When people of the shop answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from knowledge.errors import DomainError

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_PART = re.compile(r"^([A-Z][a-z]{2})(?:-([A-Z][a-z]{2}))? (\d{1,2}:\d{2})-(\d{1,2}:\d{2})$")


class BadHours(DomainError):
    """Opening hours that cannot be read."""

    def __init__(self, part: str) -> None:
        super().__init__(
            f"opening hours {part!r}: write them like `Mon-Fri 09:00-18:00, Sat 10:00-16:00`, each day once"
        )


@dataclass(frozen=True)
class BusinessHours:
    """Weekly opening hours: for each weekday (0 is Monday) from when until when."""

    days: dict[int, tuple[time, time]]
    zone: ZoneInfo
    text: str

    @classmethod
    def parse(cls, text: str, zone: ZoneInfo) -> BusinessHours:
        """Read hours like `Mon-Fri 09:00-18:00, Sat 10:00-16:00`, each day once; raises `BadHours`."""
        days: dict[int, tuple[time, time]] = {}
        for part in (part.strip() for part in text.split(",") if part.strip()):
            found = _PART.match(part)
            if found is None or found[1] not in DAYS or (found[2] or found[1]) not in DAYS:
                raise BadHours(part)
            try:
                opens, closes = (time.fromisoformat(found[at].zfill(5)) for at in (3, 4))
            except ValueError:
                raise BadHours(part) from None
            first, last = DAYS.index(found[1]), DAYS.index(found[2] or found[1])
            named = range(first, last + 1)
            if opens >= closes or first > last or not days.keys().isdisjoint(named):
                raise BadHours(part)
            days |= dict.fromkeys(named, (opens, closes))
        return cls(days, zone, text)

    def open_at(self, moment: datetime) -> bool:
        """Whether somebody answers at a moment."""
        local = moment.astimezone(self.zone)
        hours = self.days.get(local.weekday())
        return hours is not None and hours[0] <= local.time() < hours[1]

    def next_opening(self, moment: datetime) -> datetime | None:
        """The next moment people start to answer, in the shop's zone; None when they never do."""
        local = moment.astimezone(self.zone)
        for ahead in range(8):
            day = local.date() + timedelta(days=ahead)
            hours = self.days.get(day.weekday())
            if hours is not None:
                opens = datetime.combine(day, hours[0], tzinfo=self.zone)
                if opens > local:
                    return opens
        return None
