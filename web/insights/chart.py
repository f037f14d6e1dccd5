"""Sentiment over time as a chart: stacked counts by label, and the mean as a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nicegui import ui

from knowledge.feedback.repository import SentimentDay

HEIGHT = "280px"
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
SMOOTHED_DAYS = 7
"""The mean of single days jumps; over longer periods the line is that of so many days up to each."""


def sentiment_chart(days: Sequence[SentimentDay]) -> ui.echart:
    """A chart of these days, in the colours of the page."""
    return ui.echart(chart_options(days), renderer="svg").style(f"height: {HEIGHT}").mark("chart")


def chart_options(days: Sequence[SentimentDay]) -> dict[str, Any]:
    """ECharts options; names with a colon are evaluated in the browser, where the colours are known."""
    window = SMOOTHED_DAYS if len(days) > SMOOTHED_DAYS else 1
    quiet_axis = {
        "axisLine": {"show": False},
        "axisTick": {"show": False},
        "axisLabel": {":color": token("muted")},
    }
    return {
        "animation": False,
        "textStyle": {"fontFamily": FONT},
        "aria": {"enabled": True},
        "grid": {"left": 8, "right": 8, "top": 60, "bottom": 0, "containLabel": True},
        "legend": {
            "top": 0,
            "left": 0,
            "itemWidth": 10,
            "itemHeight": 10,
            "itemGap": 16,
            "icon": "roundRect",
            "textStyle": {":color": token("muted")},
        },
        "tooltip": {
            "trigger": "axis",
            ":backgroundColor": token("surface"),
            ":borderColor": token("line"),
            "textStyle": {":color": token("text"), "fontSize": 13},
        },
        "xAxis": {"type": "category", "data": [f"{day.day.day} {day.day:%b}" for day in days], **quiet_axis},
        "yAxis": [
            {
                "type": "value",
                "minInterval": 1,
                **quiet_axis,
                "splitLine": {"lineStyle": {":color": token("line")}},
            },
            {
                "type": "value",
                "min": -1,
                "max": 1,
                "interval": 1,
                **quiet_axis,
                "splitLine": {"show": False},
            },
        ],
        "series": [
            _bars("negative", [day.negative for day in days], "bad"),
            _bars("neutral", [day.neutral for day in days], "middling"),
            _bars("positive", [day.positive for day in days], "good"),
            {
                "name": "mean sentiment (right)" if window == 1 else f"mean of {window} days (right)",
                "type": "line",
                "yAxisIndex": 1,
                "symbolSize": 4,
                "showSymbol": window == 1,
                "connectNulls": True,
                "data": moving_means(days, window),
                "lineStyle": {"width": 1.5, ":color": token("text")},
                "itemStyle": {":color": token("text")},
            },
        ],
    }


def moving_means(days: Sequence[SentimentDay], window: int) -> list[float | None]:
    """For each day the mean of all that was said in the `window` days up to it; None when nothing was."""
    means: list[float | None] = []
    for place in range(len(days)):
        recent = days[max(0, place - window + 1) : place + 1]
        count = sum(day.count for day in recent)
        means.append(round(sum(day.mean * day.count for day in recent) / count, 2) if count else None)
    return means


def _bars(label: str, counts: list[int], colour: str) -> dict[str, Any]:
    return {
        "name": label,
        "type": "bar",
        "stack": "said",
        "barMaxWidth": 24,
        "data": counts,
        "itemStyle": {":color": token(colour)},
    }


def token(name: str) -> str:
    """A colour of the page, as an expression for the browser."""
    return f"getComputedStyle(document.documentElement).getPropertyValue('--{name}').trim()"
