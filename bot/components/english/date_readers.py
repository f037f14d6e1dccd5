"""Reads what the patterns of `dates` found: the days meant by "two weeks ago", "last "
"Tuesday" or "the 3rd"."""

from __future__ import annotations

import re
from datetime import date
from typing import Callable, Optional, Tuple

from bot.components import calendar_days as calendar
from bot.components.calendar_days import FUTURE, PAST, Days
from bot.components.english.numbers import number_in_words

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third"
    " twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth "
    "thirtieth thirty-first"
).split()

Reader = Callable[["re.Match[str]", date, int], Optional[Days]]
"""Takes a find, today and the way the message looks; gives the days meant, or None for none."""


def read_relative(found: "re.Match[str]", today: date, way: int) -> Optional[Days]:  # noqa: ARG001
    words = re.sub(r"[\s-]+", " ", found.group("when").lower())
    days = 0
    if "tom" in words or "tmr" in words or "2m" in words:
        days = 2 if "after" in words else 1
    elif words.startswith(("yest", "last", "the day before", "day before")) or words == "yday":
        days = -2 if "before" in words else -1
    return calendar.single_day(calendar.shifted(today, days, "day"))


def read_ago(found: "re.Match[str]", today: date, way: int) -> Optional[Days]:  # noqa: ARG001
    return _moved(found, today, -1)


def read_ahead(found: "re.Match[str]", today: date, way: int) -> Optional[Days]:
    if _part(found, "plain") is not None and way == PAST:
        return None
    return _moved(found, today, 1)


def _moved(found: "re.Match[str]", today: date, sign: int) -> Optional[Days]:
    count, unit, is_half = _amount(found.group("count"), found.group("unit"))
    if is_half:
        moved = {"year": (6, "month"), "month": (15, "day")}.get(unit)
        if moved is None:
            return None
        count, unit = moved
    return calendar.single_day(calendar.shifted(today, sign * count, unit))


def read_rolling(found: "re.Match[str]", today: date, way: int) -> Optional[Days]:  # noqa: ARG001
    words = _part(found, "count") or "1"
    count, unit, is_half = _amount(words, found.group("unit"))
    if is_half:
        return None
    return calendar.rolling(
        today, count * (1 if re.match("next|coming", found.group("which"), re.IGNORECASE) else -1), unit
    )


def read_unit(found: "re.Match[str]", today: date, way: int) -> Optional[Days]:
    unit = found.group("unit").lower()
    which = re.sub(r"\s+", " ", (_part(found, "which") or "").lower())
    after = (_part(found, "beyond") or "").lower()
    if which in ("last", "previous", "past", "prior"):
        count = -1
    elif which in ("next", "coming", "following"):
        count = 1
    else:
        count = 0
    if "before last" in after:
        count = -2
    elif "after next" in after:
        count = 2
    if unit.startswith("weekend"):
        if not count and way == PAST and today.weekday() < 5:
            count = -1
        return calendar.weekend(today, count)
    return calendar.unit_away(today, count, unit.replace("wk", "week").rstrip("s"))


def read_weekday(found: "re.Match[str]", today: date, way: int) -> Optional[Days]:
    number = WEEKDAYS.index(found.group("day").lower()[:3])
    which = (_part(found, "which") or "").lower().split()
    tail = re.sub(r"\s+", " ", (_part(found, "tail") or _part(found, "head") or "").lower())
    for word, weeks in (("before last", -2), ("last", -1), ("next", 1), ("this", 0)):
        if word in tail and "week" in tail:
            return calendar.single_day(calendar.weekday_of_week(today, number, weeks))
    if tail.strip() in ("week", "a week on", "week on", "a week"):
        return calendar.single_day(
            calendar.shifted(calendar.nearest_weekday(today, number, FUTURE), 1, "week")
        )
    if "last" in which or "past" in which or tail.strip() == "last" or "previous" in which:
        day = calendar.nearest_weekday(today, number, PAST)
        return calendar.single_day(calendar.shifted(day, -1, "week") if "before last" in tail else day)
    if "next" in which or "coming" in which or "following" in which:
        return calendar.single_day(calendar.nearest_weekday(today, number, FUTURE))
    if "this" in which and way != PAST:
        yesterday = calendar.shifted(today, -1, "day")
        return calendar.single_day(calendar.nearest_weekday(yesterday, number, FUTURE))
    return calendar.single_day(calendar.nearest_weekday(today, number, way or FUTURE))


def read_month_day(found: "re.Match[str]", today: date, way: int) -> Optional[Days]:
    groups = found.groupdict()
    month = MONTHS.index(groups["month"].lower()[:3]) + 1
    first = _day_number(groups["number"])
    if groups.get("year"):
        return calendar.single_day(calendar.on_day(int(groups["year"]), month, first))
    if groups.get("through"):
        last = _day_number(groups["through"])
        starts, ends = (calendar.day_of_year(today, month, each, way) for each in (first, last))
        if starts and ends and starts < ends:
            return starts, ends
    if groups.get("which"):
        way = PAST if groups["which"].lower() == "last" else FUTURE
    return calendar.single_day(calendar.day_of_year(today, month, first, way))


def read_month(found: "re.Match[str]", today: date, way: int) -> Optional[Days]:
    month = MONTHS.index(found.group("month").lower()[:3]) + 1
    year, which = _part(found, "year"), (_part(found, "which") or "").lower()
    if year:
        return calendar.whole(date(int(year), month, 1), "month")
    if _part(found, "tail"):
        shift = {"last": -1, "this": 0, "next": 1}[_part(found, "tail").split()[0].lower()]
        return calendar.whole(date(today.year + shift, month, 1), "month")
    if which == "this":
        return calendar.whole(date(today.year, month, 1), "month")
    way = {"last": PAST, "next": FUTURE}.get(which, way)
    if which == "last" and month == today.month:
        return calendar.whole(date(today.year - 1, month, 1), "month")
    return calendar.month_of_year(today, month, way)


def read_day_only(found: "re.Match[str]", today: date, way: int) -> Optional[Days]:
    number = _day_number(found.group("number"))
    tail = (_part(found, "tail") or "").lower()
    if "month" in tail:
        months = -1 if "last" in tail else 1 if "next" in tail else 0
        month = calendar.unit_away(today, months, "month")[0]
        return calendar.single_day(calendar.on_day(month.year, month.month, number))
    through = _part(found, "through")
    starts = calendar.day_of_month(today, number, way)
    named = _part(found, "weekday")
    if named and starts and starts.weekday() != WEEKDAYS.index(named.lower()[:3]):
        # "Thursday the 12th" is the one that is a Thursday
        other = calendar.day_of_month(today, number, FUTURE if way == PAST else PAST)
        starts = other if other and other.weekday() == WEEKDAYS.index(named.lower()[:3]) else starts
    if through and starts:
        ends = calendar.day_of_month(starts, _day_number(through), FUTURE)
        return (starts, ends) if ends else None
    return calendar.single_day(starts)


def read_numeric(found: "re.Match[str]", today: date, way: int) -> Optional[Days]:
    groups = found.groupdict()
    if groups.get("iso_year"):
        return calendar.single_day(
            calendar.on_day(int(groups["iso_year"]), int(groups["iso_month"]), int(groups["iso_day"]))
        )
    first, second = int(groups["first"]), int(groups["second"])
    if groups.get("year"):
        return calendar.single_day(calendar.day_before_month(first, second, int(groups["year"])))
    if second > 12:
        first, second = second, first
    if not 1 <= second <= 12:
        return None
    return calendar.single_day(calendar.day_of_year(today, second, first, way))


def _day_number(words: str) -> int:
    lowered = words.lower().strip()
    figure = re.match(r"\d+", lowered)
    return int(figure.group()) if figure else ORDINALS.index(re.sub(r"\s+", "-", lowered)) + 1


def _amount(words: str, unit: str) -> Tuple[int, str, bool]:
    """Reads a count and its unit: (14, "day", False) for "a fortnight", True at last for half of one."""
    plain = re.sub(r"\s+", " ", words.lower())
    name = unit.lower()
    count = 2 if "couple" in plain else 1 if plain in ("a", "an") else int(plain) if plain.isdigit() else 1
    if plain.isalpha() and plain not in ("a", "an", "couple"):
        count = number_in_words(plain) or 1
    if name.startswith("fortnight"):
        return count * 14, "day", False
    for start, full in (("d", "day"), ("w", "week"), ("m", "month"), ("y", "year")):
        if name.startswith(start):
            return count, full, plain.startswith("half")
    raise ValueError(f"{unit!r} is no unit of time")


def _part(found: "re.Match[str]", name: str) -> Optional[str]:
    """A group's text; None where the pattern has no such group."""
    return found.groupdict().get(name)
