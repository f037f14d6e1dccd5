"""Segments in words: what the customers are worth, where most of it lies, and how sizes went."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.customers.value.report import SegmentReport
from knowledge.money import Money
from web.insights.words import MINUS, percent

BEFORE = 3
"""Ends of months back that sizes are compared with."""
UNKNOWN = "–"
QUIET = ("cannot_lose", "at_risk")
"""Segments of customers who were good and went quiet."""


def whole(money: Money | None) -> str:
    """An amount without its cents; a dash where it is not known."""
    if money is None:
        return UNKNOWN
    return Money(round(money.minor / 100) * 100, money.currency).format()


def lead(report: SegmentReport) -> str:
    """The customers in a few sentences."""
    words = _worth(report)
    quiet = [group for group in report.segments if group.name in QUIET]
    if quiet:
        spent = Money(sum(group.spent.minor for group in quiet), quiet[0].spent.currency)
        count = sum(group.customers for group in quiet)
        words.append(f"{count:,} who spent {whole(spent)} so far have gone quiet.")
    return " ".join(words)


def _worth(report: SegmentReport) -> list[str]:
    valued = [(group, group.value) for group in report.segments if group.value is not None]
    if not valued:
        return []
    total = sum(value.minor for _, value in valued)
    people = "One customer is" if report.customers == 1 else f"{report.customers:,} customers are"
    words = [f"{people} expected to bring {whole(Money(total, valued[0][1].currency))} in the coming year."]
    best, value = max(valued, key=lambda each: each[1].minor)
    if value.minor:
        words.append(
            f"The largest part comes from {best.title}: {percent(value.minor / total)} of the money from "
            f"{percent(best.share)} of the customers."
        )
    return words


def changes(report: SegmentReport) -> Mapping[str, str]:
    """How each segment's size changed against three ends of months ago, such as "+12%"."""
    past = report.trend[:-1]
    if len(past) < BEFORE:
        return {}
    before = past[-BEFORE].sizes
    return {group.name: _change(before.get(group.name, 0), group.customers) for group in report.segments}


def _change(before: int, now: int) -> str:
    if not before:
        return "new" if now else ""
    points = round(100 * (now - before) / before)
    sign = "+" if points > 0 else MINUS if points < 0 else "±"
    return f"{sign}{abs(points)}%"


def footnote(report: SegmentReport) -> str:
    """Who is left out, and what could not be worked out."""
    words = []
    if report.without:
        more = "1 more customer" if report.without == 1 else f"{report.without:,} more customers"
        words.append(
            f"{more} refused analytics or personalisation: nothing is worked out for "
            "them, and they are in no number here."
        )
    words += [f"{problem}." for problem in report.problems]
    return " ".join(words)
