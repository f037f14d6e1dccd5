"""Days and spans of days counted from today, as the dates of a message; no language in it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Optional, Tuple

PAST = -1
FUTURE = 1
UNTOLD = 0
"""Which way from today a message looks."""

Days = Tuple[date, date]
"""First and last day of a span; the same for a single day."""

UNITS = ("day", "week", "month", "year")
FIRST_YEAR = 1990
LAST_YEAR = 2100


def written(days: Days) -> str:
    """Gives "2026-11-20" for a day and "2026-11-16/2026-11-22" for a span."""
    first, last = days
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def single_day(day: Optional[date]) -> Optional[Days]:
    """A span of one day, or None for none."""
    return None if day is None else (day, day)


def shifted(day: date, count: int, unit: str) -> date:
    """Gives the day that lies `count` units after (or before, if negative) another.

    Args:
        day: To count from.
        count: Whole number.
        unit: One of `UNITS`; a month from the 31st ends on the last day of a shorter month.
    """
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def whole(day: date, unit: str) -> Days:
    """Gives the week (from Monday), month or year that holds a day."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    return date(day.year, 1, 1), date(day.year, 12, 31)


def unit_away(today: date, count: int, unit: str) -> Days:
    """Gives the week, month or year `count` away from the present one; -1 is the last one."""
    return whole(shifted(today.replace(day=1) if unit == "month" else today, count, unit), unit)


def rolling(today: date, count: int, unit: str) -> Days:
    """Gives the last (negative) or next `count` days, weeks, months or years, today at one end."""
    other = shifted(today, count, unit)
    return (other, today) if count < 0 else (today, other)


def weekend(today: date, count: int) -> Days:
    """Gives Saturday and Sunday of the week `count` away from the present one."""
    monday = whole(shifted(today, count, "week"), "week")[0]
    return monday + timedelta(days=5), monday + timedelta(days=6)


def nearest_weekday(today: date, weekday: int, direction: int) -> date:
    """Gives the nearest such weekday before today if `direction` is `PAST`, else after it; never today."""
    if direction == PAST:
        return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def weekday_of_week(today: date, weekday: int, weeks: int) -> date:
    """Gives a weekday of the week `weeks` away from the present one."""
    return whole(shifted(today, weeks, "week"), "week")[0] + timedelta(days=weekday)


def on_day(year: int, month: int, day: int) -> Optional[date]:
    """A calendar day, or None where there is none; two-digit years are of this century."""
    year = year + 2000 if year < 100 else year
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_of_month(today: date, day: int, direction: int) -> Optional[date]:
    """Gives the latest such day of a month up to today if `direction` is `PAST`, else the next from today."""
    step = -1 if direction == PAST else 1
    first = today.replace(day=1)
    for months in range(4):
        month = shifted(first, months * step, "month")
        found = on_day(month.year, month.month, day)
        if found and (found - today).days * step >= 0:
            return found
    return None


def day_of_year(today: date, month: int, day: int, direction: int) -> Optional[date]:
    """Gives a day and month without a year: back or ahead from today, or the nearest if untold."""
    found = [on_day(today.year + years, month, day) for years in (-1, 0, 1)]
    days = [each for each in found if each is not None]
    if direction != UNTOLD:
        days = [each for each in days if (each - today).days * direction >= 0]
    return min(days, key=lambda each: abs((each - today).days), default=None)


def month_of_year(today: date, month: int, direction: int) -> Days:
    """Gives a month without a year: the present or last one before if past, the next one if to come."""
    year = today.year
    if direction == FUTURE and month < today.month:
        year += 1
    elif direction != FUTURE and month > today.month:
        year -= 1
    return whole(date(year, month, 1), "month")


def day_before_month(first: int, second: int, year: int) -> Optional[date]:
    """Reads two numbers as day and month, or as month and day where only that is possible."""
    return on_day(year, second, first) or on_day(year, first, second)
