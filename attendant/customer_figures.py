"""Segments and single customers as the terminal shows them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from knowledge.customers.models import Customer
from knowledge.customers.value.models import CustomerTag, CustomerValue
from knowledge.customers.value.report import Group, SegmentReport
from knowledge.customers.value.segments import SEGMENTS
from knowledge.customers.value.service import FitReport
from knowledge.customers.value.tag import TagGroup
from knowledge.customers.value.tags import TAXONOMY
from knowledge.masking import mask_email, mask_name
from knowledge.money import Money


def show_fit(report: FitReport, console: Console) -> None:
    """What was fitted, with the parameters."""
    fitted = report.fitted
    console.print(f"Fitted to {report.looked_at} customers; figures of {report.kept} are kept.")
    if fitted.buying is not None:
        buying = fitted.buying
        console.print(
            f"  BG/NBD       r {buying.r:.3f}, alpha {buying.alpha:.3f} weeks, a {buying.a:.3f}, b {buying.b:.3f}",
            highlight=False,
        )
    if fitted.spending is not None:
        spending = fitted.spending
        mean = Money(round(spending.mean), fitted.currency).format()
        console.print(
            f"  Gamma-Gamma  p {spending.p:.3f}, q {spending.q:.3f}, v {spending.v:.0f}; mean spend {mean}",
            highlight=False,
        )
    if fitted.clustering is not None:
        clustering = fitted.clustering
        console.print(
            f"  Clusters     {len(clustering.clusters)}, silhouette {clustering.silhouette:.2f}",
            highlight=False,
        )
    for problem in fitted.problems:
        console.print(f"  {escape(problem)}", highlight=False)


def show_segments(report: SegmentReport, console: Console) -> None:
    """Tables of segments and clusters."""
    console.print(
        f"{report.customers:,} customers; nothing is kept of {report.without:,} more, who refused analytics or "
        f"personalisation. Fitted {report.fitted_at:%d %b %Y %H:%M} UTC.",
        highlight=False,
    )
    console.print(_table("Segments by rules", report.segments, with_meaning=True))
    if report.clusters:
        title = f"Clusters by how they buy (silhouette {report.silhouette:.2f})"
        console.print(_table(title, report.clusters, with_meaning=False))
    for problem in report.problems:
        console.print(escape(problem), highlight=False)


def _table(title: str, groups: Sequence[Group], *, with_meaning: bool) -> Table:
    table = Table(title=title, title_justify="left", show_lines=True)
    table.add_column("Segment" if with_meaning else "Cluster", style="bold", min_width=16)
    for heading in ("Customers", "Share", "Worth next year", "Spent so far"):
        table.add_column(heading, justify="right")
    table.add_column("What marks it", ratio=1)
    for group in groups:
        meaning = [f"[italic]{escape(group.meaning)}[/italic]"] if group.meaning else []
        table.add_row(
            escape(group.title),
            f"{group.customers:,}",
            f"{group.share:.0%}",
            _whole(group.value),
            _whole(group.spent),
            "\n".join([*meaning, *(escape(mark) for mark in group.marks)]),
        )
    return table


def _whole(money: Money | None) -> str:
    if money is None:
        return "-"
    return Money(round(money.minor / 100) * 100, money.currency).format()


def report_json(report: SegmentReport) -> str:
    """The report for other programs; money in minor units."""
    return json.dumps(
        {
            "fitted_at": report.fitted_at.isoformat(),
            "customers": report.customers,
            "without": report.without,
            "segments": [_group_json(group) for group in report.segments],
            "clusters": [_group_json(group) for group in report.clusters],
            "silhouette": report.silhouette,
            "trend": [{"day": point.day.isoformat(), "sizes": dict(point.sizes)} for point in report.trend],
            "problems": list(report.problems),
        },
        ensure_ascii=False,
    )


def _group_json(group: Group) -> dict[str, Any]:
    return {
        "name": group.name,
        "title": group.title,
        "meaning": group.meaning,
        "customers": group.customers,
        "share": round(group.share, 4),
        "value_minor": None if group.value is None else group.value.minor,
        "spent_minor": group.spent.minor,
        "currency": group.spent.currency,
        "purchases": round(group.purchases, 2),
        "alive": None if group.alive is None else round(group.alive, 3),
        "marks": list(group.marks),
    }


def show_customer(
    customer: Customer, figures: CustomerValue, tags: Sequence[CustomerTag], currency: str, console: Console
) -> None:
    """One customer's figures and tags; name and address are masked."""
    segment = SEGMENTS[figures.segment]
    console.print(
        f"[bold]{escape(mask_name(customer.name))}[/bold]  {escape(mask_email(customer.email))}  "
        f"{escape(segment.title)}" + (f" · {escape(figures.cluster)}" if figures.cluster else ""),
        highlight=False,
    )
    for line in _figures(figures, currency):
        console.print(f"  {line}", highlight=False)
    table = Table(box=None, pad_edge=False)
    for heading in ("Kind", "Tag", "Since", "Because"):
        table.add_column(heading)
    places = {name: place for place, name in enumerate(TAXONOMY)}
    known = [tag for tag in tags if tag.tag in places]
    for tag in sorted(
        known, key=lambda tag: (list(TagGroup).index(TAXONOMY[tag.tag].group), places[tag.tag])
    ):
        definition = TAXONOMY[tag.tag]
        because = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in tag.facts.items())
        table.add_row(
            definition.group.value,
            escape(definition.label(tag.value)),
            f"{tag.since:%d %b %Y}",
            escape(because),
        )
    if known:
        console.print(table)
    else:
        console.print("  No tags: they need a yes to personalisation.")


def _figures(figures: CustomerValue, currency: str) -> list[str]:
    if figures.recency_days is None:
        return ["nothing bought and kept so far"]
    spent = Money(figures.spent_minor, currency).format()
    lines = [
        f"RFM {figures.rfm}: last bought {figures.recency_days:.0f} days ago, {figures.purchases} purchases, {spent}"
    ]
    if figures.value_minor is not None and figures.expected_spend_minor is not None:
        alive = "" if figures.alive is None else f", {figures.alive:.0%} likely to buy again"
        lines.append(
            f"next year: {figures.expected_purchases:.1f} purchases of "
            f"{Money(figures.expected_spend_minor, currency).format()}, worth "
            f"{Money(figures.value_minor, currency).format()}{alive}"
        )
    return lines
