"""Periods of whole months."""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime


def after_months(moment: datetime, months: int) -> datetime:
    """The same day so many months later (earlier when negative), or that month's last when it has no such day."""
    ahead = moment.year * 12 + moment.month - 1 + months
    year, month = divmod(ahead, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))
