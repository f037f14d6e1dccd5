"""Numbers in words: what they are, and how they changed against the period before."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.feedback.repository import ProductFeedback, Total, Totals

SAME_SENTIMENT = 0.02
MINUS = "−"


@dataclass(frozen=True)
class Figure:
    """A headline number: what it counts, its value, how it changed, and whether that is `good` or `bad`."""

    title: str
    value: str
    change: str
    verdict: str = ""


def figures(totals: Totals, days: int) -> tuple[Figure, Figure, Figure]:
    """Count, mean sentiment and negative share."""
    return (_count(totals, days), _sentiment(totals), _negative(totals))


def lead(totals: Totals, days: int, worst: ProductFeedback | None) -> str:
    """The period in a sentence or two."""
    now = totals.now
    if not now.count:
        return f"Nobody said anything in the last {days} days."
    things = "one thing" if now.count == 1 else f"{now.count:,} things"
    said = f"Shoppers said {things} in the last {days} days, {percent(now.negative_share)} negative."
    if worst is None or not worst.negative:
        return said
    return f"{said} Most trouble: {worst.name}, {worst.negative} negative of {worst.count}."


def signed(sentiment: float) -> str:
    """A sentiment with its sign, such as −0.12."""
    return f"{MINUS if sentiment < -0.005 else '+' if sentiment > 0.005 else ''}{abs(sentiment):.2f}"


def percent(share: float) -> str:
    """A share of 0 to 1 as whole percents."""
    return f"{round(share * 100)}%"


def _count(totals: Totals, days: int) -> Figure:
    now, before = totals.now.count, totals.before.count
    if not before:
        change = f"none in the {days} days before"
    elif now == before:
        change = f"as many as in the {days} days before"
    else:
        difference = f"{abs(now - before):,} {'more' if now > before else 'fewer'}"
        change = f"{difference} than in the {days} days before ({before:,})"
    return Figure("Things said", f"{now:,}", change)


def _sentiment(totals: Totals) -> Figure:
    now, before = totals.now.mean, totals.before.mean
    if now is None:
        return Figure("Mean sentiment", "–", "from −1 (very bad) to +1 (very good)")
    if before is None:
        return Figure("Mean sentiment", signed(now), "nothing to compare with before")
    difference = now - before
    if abs(difference) < SAME_SENTIMENT:
        return Figure("Mean sentiment", signed(now), f"about the same as before ({signed(before)})")
    better = difference > 0
    return Figure(
        "Mean sentiment",
        signed(now),
        f"{'better' if better else 'worse'} than before ({signed(before)})",
        "good" if better else "bad",
    )


def _negative(totals: Totals) -> Figure:
    points = _points(totals.now) - _points(totals.before)
    if not totals.now.count:
        return Figure("Negative", "–", "nothing was said")
    value = f"{percent(totals.now.negative_share)}"
    if not totals.before.count:
        return Figure("Negative", value, "nothing to compare with before")
    if not points:
        return Figure("Negative", value, "the same share as before")
    return Figure(
        "Negative",
        value,
        f"{'up' if points > 0 else 'down'} {abs(points)} {'point' if abs(points) == 1 else 'points'}"
        f" from {_points(totals.before)}%",
        "bad" if points > 0 else "good",
    )


def _points(total: Total) -> int:
    return round(total.negative_share * 100)
