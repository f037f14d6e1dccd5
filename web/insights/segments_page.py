"""The page `/insights/segments`: who the customers are, what they are worth, and how that goes."""

from __future__ import annotations

import asyncio

from fastapi import Request
from fastapi.responses import RedirectResponse
from nicegui import ui

from knowledge.customers.value.errors import NothingFitted
from knowledge.customers.value.report import Group, SegmentReport
from knowledge.customers.value.service import CustomerValues
from web.insights.members_dialog import MembersDialog
from web.insights.segments_chart import trend_chart, value_chart
from web.insights.segments_panel import SegmentsPanel
from web.insights.segments_words import changes, footnote, lead
from web.staff_pages import StaffPages
from web.staff_session import INSIGHTS_ROLES, Visit, visit
from web.staff_theme import dress

EMPTY = (
    "Nothing yet. Once there are orders, customers are put into segments here, by what they bought, how lately and "
    "how often. Whoever runs Attendant starts it with `attendant customers fit`."
)


def register_segments(pages: StaffPages) -> None:
    """Add the page `/insights/segments`."""

    @ui.page("/insights/segments", title=f"Segments · {pages.shop_name}", dark=None, response_timeout=10)
    async def segments(request: Request) -> RedirectResponse | None:
        admitted = visit(pages, request, INSIGHTS_ROLES)
        if isinstance(admitted, RedirectResponse):
            return admitted
        dress("insights")
        await Segments(pages, admitted).show()
        return None


class Segments:
    """One open page of segments."""

    def __init__(self, pages: StaffPages, admitted: Visit) -> None:
        self._values = CustomerValues(pages.sessions)
        self._visit = admitted
        admitted.header(pages.shop_name)
        with ui.element("main").classes("insights"):
            with ui.element("div").classes("insights-head"), ui.element("div"):
                ui.html("Segments", tag="h1")
                self._lead = ui.label().classes("lead").mark("lead")
            self._body = ui.element("div").classes("insights-body")
        self._dialog = MembersDialog(self._values, self._visit)

    async def show(self) -> None:
        """Read the segments and show them."""
        try:
            report = await asyncio.to_thread(self._values.report)
        except NothingFitted:
            report = None
        if report is None or not report.customers:
            self._lead.text = EMPTY
            return
        self._lead.text = lead(report)
        with self._body:
            self._charts(report)
            SegmentsPanel("By rules", report.segments, self._open_segment, changes(report))
            if report.clusters:
                SegmentsPanel("By how they buy", report.clusters, self._open_cluster)
            ui.label(footnote(report)).classes("lead").mark("footnote")

    def _charts(self, report: SegmentReport) -> None:
        with ui.element("section").classes("panel chart-pair"):
            with ui.element("div"):
                ui.html("Customers and what they are worth", tag="h2")
                value_chart(report.segments)
            with ui.element("div"):
                ui.html("The past year", tag="h2")
                trend_chart(report.trend)

    async def _open_segment(self, group: Group) -> None:
        await self._dialog.open("segment", group)

    async def _open_cluster(self, group: Group) -> None:
        await self._dialog.open("cluster", group)
