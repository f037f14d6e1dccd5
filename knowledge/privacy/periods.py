"""How long things are kept: the periods of `retention.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import DomainError

FILE = Path(__file__).with_name("retention.yml")
LEGAL = "orders"
KINDS = frozenset(
    {
        "conversations",
        "misses",
        "feedback_text",
        "stock_alerts",
        "audit",
        "mails",
        "one_time_codes",
        "notices",
        "events",
    }
)


class BadPeriods(DomainError):
    """The file of periods cannot be used."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")


@dataclass(frozen=True)
class Period:
    """How long one kind of thing is kept, and what happens to it then."""

    kind: str
    days: int
    """0: for ever."""
    does: str

    def begins(self, now: datetime) -> datetime | None:
        """What was last touched before this moment is due; None when nothing ever is."""
        return now - timedelta(days=self.days) if self.days else None


@dataclass(frozen=True)
class LegalPeriod:
    """How long orders must be kept whoever asks for their erasure."""

    years: int
    """Whole calendar years after the year of the order."""
    why: str

    def begins(self, now: datetime) -> datetime:
        """Orders placed from this moment on must still be kept."""
        return datetime(now.year - self.years, 1, 1, tzinfo=UTC)

    def ends(self, placed_at: datetime) -> datetime:
        """When an order need not be kept any longer."""
        return datetime(placed_at.year + self.years + 1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Periods:
    """All periods of a shop."""

    orders: LegalPeriod
    others: tuple[Period, ...]


@cache
def load_periods(path: Path = FILE) -> Periods:
    """Read a file of periods; raises `BadPeriods`."""
    try:
        content: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
        legal = content.pop(LEGAL)
        periods = Periods(
            LegalPeriod(int(legal["years"]), str(legal["why"])),
            tuple(Period(kind, int(each["days"]), str(each["does"])) for kind, each in content.items()),
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadPeriods(path, f"cannot be read ({type(error).__name__}: {error})") from error
    unknown = {each.kind for each in periods.others} ^ KINDS
    if unknown:
        raise BadPeriods(path, f"missing or unknown: {', '.join(sorted(unknown))}")
    negative = [each.kind for each in periods.others if each.days < 0]
    if negative or periods.orders.years < 0:
        raise BadPeriods(path, f"a period cannot be negative: {', '.join(negative) or LEGAL}")
    return periods
