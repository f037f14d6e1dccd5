"""Moments in words: how long ago at a glance, the exact time on hover."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from markupsafe import Markup

from knowledge.database import utc_now


def span(duration: timedelta) -> str:
    """A duration in its largest unit: `now` (under a minute), `4 min`, `2 h`, `3 d`."""
    seconds = duration.total_seconds()
    if seconds < 60:
        return "now"
    if seconds < 3_600:
        return f"{int(seconds // 60)} min"
    if seconds < 86_400:
        return f"{int(seconds // 3_600)} h"
    return f"{int(seconds // 86_400)} d"


def exact(at: datetime, zone: ZoneInfo) -> str:
    """The moment in the shop's zone, such as "Tue 4 Mar 2025, 14:03"."""
    local = at.astimezone(zone)
    return f"{local:%a} {local.day} {local:%b %Y, %H:%M}"


def ago(at: datetime, zone: ZoneInfo) -> Markup:
    """A `<time>` that says how long ago it was; staff.js keeps it true while the page is open."""
    return Markup('<time data-ago datetime="{}" title="{}">{}</time>').format(
        at.isoformat(), exact(at, zone), span(utc_now() - at)
    )


def clock(at: datetime, zone: ZoneInfo) -> Markup:
    """A `<time>` with the time of day in the shop's zone, for lines that stand in order."""
    return Markup('<time datetime="{}" title="{}">{}</time>').format(
        at.isoformat(), exact(at, zone), f"{at.astimezone(zone):%H:%M}"
    )


def day(at: datetime, zone: ZoneInfo) -> str:
    """The day in the shop's zone, such as "4 Mar 2025"."""
    local = at.astimezone(zone)
    return f"{local.day} {local:%b %Y}"


def month(at: datetime, zone: ZoneInfo) -> str:
    """The month in the shop's zone, such as "Mar 2025"."""
    return f"{at.astimezone(zone):%b %Y}"
