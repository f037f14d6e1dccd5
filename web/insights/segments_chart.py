"""Segments as charts: their share of customers beside their share of value, and their sizes over a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup
from nicegui import ui

from knowledge.customers.value.report import Group, TrendPoint
from knowledge.customers.value.segments import SEGMENTS
from knowledge.money import Money
from web.insights.chart import FONT, token

HEIGHT = "320px"
_GRID = {"left": 16, "right": 16, "top": 40, "bottom": 8, "containLabel": True}

COLOURS: Mapping[str, tuple[str, float]] = {
    "champions": ("accent", 1.0),
    "loyal": ("accent", 0.75),
    "growing": ("accent", 0.5),
    "newcomers": ("accent", 0.28),
    "needs_attention": ("note-line", 1.0),
    "at_risk": ("bad", 0.55),
    "cannot_lose": ("bad", 1.0),
    "hibernating": ("middling", 1.0),
    "not_yet_bought": ("middling", 0.5),
}
"""Token and opacity of each segment, in the order in which they are stacked: who buys, who stopped, who never did."""


def value_chart(segments: Sequence[Group]) -> ui.echart:
    """Share of customers beside share of value, a pair of bars a segment."""
    return ui.echart(value_options(segments), renderer="svg").style(f"height: {HEIGHT}").mark("value-chart")


def trend_chart(trend: Sequence[TrendPoint]) -> ui.echart:
    """Sizes at the ends of months and today, stacked, below their legend."""
    ui.html(legend(trend), tag="p").classes("legend")
    return ui.echart(trend_options(trend), renderer="svg").style(f"height: {HEIGHT}").mark("trend-chart")


def value_options(segments: Sequence[Group]) -> dict[str, Any]:
    """ECharts options of the value chart, shares in percent; only customers' shares where no value is known."""
    # The category axis of lying bars runs upwards.
    ordered = list(reversed(segments))
    return {
        **_common(),
        "yAxis": {"type": "category", "data": [group.title for group in ordered], **_quiet()},
        "xAxis": {
            "type": "value",
            **_quiet(),
            "axisLabel": {"formatter": "{value}%", ":color": token("muted")},
            "splitLine": {"lineStyle": {":color": token("line")}},
        },
        "series": [
            *_value_bars([group.value for group in ordered]),
            _bar("share of customers", [round(100 * group.share, 1) for group in ordered], "middling"),
        ],
    }


def _value_bars(values: Sequence[Money | None]) -> list[dict[str, Any]]:
    known = [value.minor for value in values if value is not None]
    return (
        [_bar("share of value", [_percent(minor, sum(known)) for minor in known], "accent")] if known else []
    )


def trend_options(trend: Sequence[TrendPoint]) -> dict[str, Any]:
    """ECharts options of the trend."""
    days = [f"{point.day:%b} {point.day:%y}" for point in trend[:-1]]
    return {
        **_common(),
        "grid": {**_GRID, "top": 16},
        "legend": {"show": False},
        "xAxis": {"type": "category", "data": [*days, "today"], **_quiet()},
        "yAxis": {
            "type": "value",
            "minInterval": 1,
            **_quiet(),
            "splitLine": {"lineStyle": {":color": token("line")}},
        },
        "series": [
            {
                "name": SEGMENTS[name].title,
                "type": "bar",
                "stack": "customers",
                "barMaxWidth": 24,
                "data": [point.sizes.get(name, 0) for point in trend],
                "itemStyle": {":color": token(COLOURS[name][0]), "opacity": COLOURS[name][1]},
            }
            for name in _present(trend)
        ],
    }


def legend(trend: Sequence[TrendPoint]) -> Markup:
    """The colours of the trend in HTML: nine names in a chart would not wrap beside it on a phone."""
    entry = Markup('<span><i style="background: var(--{}); opacity: {}"></i>{}</span>')
    return Markup("").join(entry.format(*COLOURS[name], SEGMENTS[name].title) for name in _present(trend))


def _present(trend: Sequence[TrendPoint]) -> list[str]:
    """The segments that anybody was in, in the order in which they are stacked."""
    return [name for name in COLOURS if any(point.sizes.get(name) for point in trend)]


def _percent(part: int, total: int) -> float:
    return round(100 * part / total, 1) if total else 0.0


def _bar(name: str, values: list[float], colour: str) -> dict[str, Any]:
    return {
        "name": name,
        "type": "bar",
        "barMaxWidth": 10,
        "data": values,
        "itemStyle": {":color": token(colour)},
    }


def _quiet() -> dict[str, Any]:
    return {
        "axisLine": {"show": False},
        "axisTick": {"show": False},
        "axisLabel": {":color": token("muted")},
    }


def _common() -> dict[str, Any]:
    return {
        "animation": False,
        "textStyle": {"fontFamily": FONT},
        "aria": {"enabled": True},
        "grid": _GRID,
        "legend": {
            "top": 0,
            "left": 0,
            "itemWidth": 10,
            "itemHeight": 10,
            "itemGap": 12,
            "icon": "roundRect",
            "textStyle": {":color": token("muted")},
        },
        "tooltip": {
            "trigger": "axis",
            "axisPointer": {"type": "shadow"},
            "confine": True,
            ":backgroundColor": token("surface"),
            ":borderColor": token("line"),
            "textStyle": {":color": token("text"), "fontSize": 13},
        },
    }
