"""The page `/insights`: a period in words, its course, the products, and every word behind the numbers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from fastapi import Request
from fastapi.responses import RedirectResponse
from markupsafe import Markup
from nicegui import ui

from knowledge.feedback.repository import ProductFeedback
from web.insights.chart import sentiment_chart
from web.insights.feedback_panel import FeedbackPanel
from web.insights.products_panel import ProductsPanel
from web.insights.reading import Overview, read_feedback, read_overview
from web.insights.transcript_dialog import TranscriptDialog
from web.insights.words import Figure, figures, lead
from web.staff_pages import StaffPages
from web.staff_session import INSIGHTS_ROLES, Visit, visit
from web.staff_theme import button, dress

PERIODS = (7, 30, 90)
PERIOD_AT_FIRST = 30


def register_insights(pages: StaffPages) -> None:
    """Add the page `/insights`; `?days=7` (or 30, 90) chooses the period."""

    @ui.page("/insights", title=f"Insights · {pages.shop_name}", dark=None, response_timeout=10)
    async def insights(request: Request, days: int = PERIOD_AT_FIRST) -> RedirectResponse | None:
        admitted = visit(pages, request, INSIGHTS_ROLES)
        if isinstance(admitted, RedirectResponse):
            return admitted
        dress("insights")
        await Insights(pages, admitted, days if days in PERIODS else PERIOD_AT_FIRST).refresh()
        return None


class Insights:
    """One open insights page."""

    def __init__(self, pages: StaffPages, admitted: Visit, days: int) -> None:
        self._pages = pages
        self._visit = admitted
        self._days = days
        admitted.header(pages.shop_name)
        with ui.element("main").classes("insights"):
            self._build_head()
            with ui.element("section").classes("panel"):
                self._figures = ui.element("div").classes("figures")
                self._course = ui.element("div")
            self._products = ProductsPanel(pages.zone, self._choose_product)
            self._feedback = FeedbackPanel(pages.zone, self._refresh_feedback, self._open_conversation)
        self._dialog = TranscriptDialog(pages.sessions, pages.conversations, pages.zone)

    def _build_head(self) -> None:
        with ui.element("div").classes("insights-head"):
            with ui.element("div"):
                ui.html("What shoppers say", tag="h1")
                self._lead = ui.label().classes("lead").mark("lead")
            with ui.element("div").classes("periods").props('role="group" aria-label="Period"'):
                self._periods = {
                    days: button(f"{days} days", self._chooser(days)).mark(f"days-{days}") for days in PERIODS
                }

    def _chooser(self, days: int) -> Callable[[], Awaitable[None]]:
        async def choose() -> None:
            self._days = days
            self._feedback.offset = 0
            await self.refresh()

        return choose

    async def refresh(self) -> None:
        """Read the period again and show it."""
        if await self._visit.still() is None:
            return
        overview = await asyncio.to_thread(read_overview, self._pages.sessions, self._days, self._pages.zone)
        for days, chooser in self._periods.items():
            chooser.props(f"aria-pressed={str(days == self._days).lower()}")
        self._show_overview(overview)
        self._products.show(overview.products)
        self._feedback.offer_kinds(overview.kinds)
        await self._show_feedback()

    def _show_overview(self, overview: Overview) -> None:
        worst = overview.products[0] if overview.products else None
        self._lead.text = (
            lead(overview.totals, self._days, worst)
            if overview.any_ever
            else "Nothing yet. Complaints, praise, reviews and ratings from conversations are counted here."
        )
        labels = ("", "", "negative")
        self._figures.clear()
        with self._figures:
            for figure, label in zip(figures(overview.totals, self._days), labels, strict=True):
                self._figure(figure, label)
        self._course.clear()
        self._course.visible = overview.totals.now.count > 0
        with self._course:
            sentiment_chart(overview.days)

    def _figure(self, figure: Figure, label: str) -> None:
        content = Markup(
            '<span class="figure-title">{}</span><span class="figure-value">{}</span>'
            '<span class="figure-change {}">{}</span>'
        ).format(figure.title, figure.value, figure.verdict, figure.change)

        async def show_words() -> None:
            await self._feedback.narrow_to_label(label)

        ui.html(content, tag="button").classes("figure").on("click", show_words)

    async def _choose_product(self, product: ProductFeedback) -> None:
        await self._feedback.narrow_to_product(product.product_id, product.name)

    async def _refresh_feedback(self) -> None:
        if await self._visit.still() is not None:
            await self._show_feedback()

    async def _show_feedback(self) -> None:
        panel = self._feedback
        page = await asyncio.to_thread(
            read_feedback, self._pages.sessions, panel.filters, self._days, self._pages.zone, panel.offset
        )
        panel.show(page)

    async def _open_conversation(self, conversation_id: str) -> None:
        if await self._visit.still() is not None:
            await self._dialog.open(conversation_id)
