"""The list of feedback: search, filters, pages; a row opens the conversation it was said in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from nicegui import ui

from knowledge.feedback.repository import FeedbackRow
from knowledge.masking import mask_person
from web.fragments import fragment
from web.insights.reading import ROWS_A_PAGE, FeedbackPage, Filters
from web.insights.words import signed
from web.staff_theme import button

ANY_LABEL = {"": "Any sentiment", "negative": "Negative", "neutral": "Neutral", "positive": "Positive"}
ANY_KIND = {"": "Any kind"}


class FeedbackPanel:
    """Shows a `FeedbackPage`; `on_change` is called when other rows must be read."""

    def __init__(
        self,
        zone: ZoneInfo,
        on_change: Callable[[], Awaitable[None]],
        on_open: Callable[[str], Awaitable[None]],
    ) -> None:
        self._zone = zone
        self._on_change = on_change
        self._on_open = on_open
        self.filters = Filters()
        self.offset = 0
        with ui.element("section").classes("panel").mark("feedback"):
            ui.html("What was said", tag="h2")
            self._build_filters()
            self._empty = ui.label().classes("empty")
            self._rows = ui.element("div").classes("said-list")
            with ui.element("div").classes("pager") as self._pager:
                self._newer = button("‹ Newer", lambda: self._turn(-ROWS_A_PAGE))
                self._place = ui.label()
                self._older = button("Older ›", lambda: self._turn(ROWS_A_PAGE))

    def _build_filters(self) -> None:
        with ui.element("div").classes("filters"):
            self._search = (
                ui.input(placeholder="Words", on_change=self._read_filters)
                .props('outlined dense debounce=300 clearable type=search aria-label="Search" data-search')
                .mark("search")
            )
            self._label = (
                ui.select(ANY_LABEL, value="", on_change=self._read_filters)
                .props('outlined dense options-dense aria-label="Sentiment"')
                .mark("label-filter")
            )
            self._kind = (
                ui.select(ANY_KIND, value="", on_change=self._read_filters)
                .props('outlined dense options-dense aria-label="Kind"')
                .mark("kind-filter")
            )
            self._product = button("", lambda: self.narrow_to_product(None, "")).mark("product-filter")
            self._product.visible = False

    def offer_kinds(self, kinds: Sequence[str]) -> None:
        """The kinds to choose from."""
        self._kind.set_options(
            {**ANY_KIND, **{kind: kind.capitalize() for kind in kinds}}, value=self._kind.value
        )

    async def narrow_to_label(self, label: str) -> None:
        """Only feedback of this sentiment (empty is any)."""
        self._label.value = label

    async def narrow_to_product(self, product_id: str | None, name: str) -> None:
        """Only feedback on this product; None is on any."""
        self._product.visible = product_id is not None
        self._product.text = f"{name} ×"
        await self._narrow(replace(self.filters, product_id=product_id))

    async def _read_filters(self) -> None:
        await self._narrow(
            replace(
                self.filters,
                text=self._search.value or None,
                label=self._label.value or None,
                kind=self._kind.value or None,
            )
        )

    async def _narrow(self, filters: Filters) -> None:
        if filters != self.filters:
            self.filters = filters
            self.offset = 0
            await self._on_change()

    async def _turn(self, rows: int) -> None:
        self.offset = max(0, self.offset + rows)
        await self._on_change()

    def show(self, page: FeedbackPage) -> None:
        """Show these rows."""
        last = page.offset + len(page.rows)
        self._empty.visible = not page.rows
        self._empty.text = (
            "Nothing fits. Take a filter off or choose a longer period."
            if self.filters.any
            else "What shoppers say in complaints, reviews and ratings appears here as they said it."
        )
        self._pager.visible = page.total > ROWS_A_PAGE
        self._place.text = f"{page.offset + 1}–{last} of {page.total:,}"
        self._newer.set_enabled(page.offset > 0)
        self._older.set_enabled(last < page.total)
        self._rows.clear()
        with self._rows:
            for row in page.rows:
                self._add(row)

    def _add(self, row: FeedbackRow) -> None:
        said = row.feedback
        mask = mask_person(row.customer_name or "")
        content = fragment(
            "insights/row.html",
            said=said,
            words=mask(said.text) or "(no words)",
            sentiment=signed(said.sentiment),
            product=row.product_name or said.product_id,
            order=row.order_number,
            zone=self._zone,
        )
        conversation_id = said.conversation_id
        if conversation_id is None:
            ui.html(content).classes("said")
            return
        ui.html(content, tag="button").classes("said").props(f"data-item={said.id}").mark(
            f"said-{said.id}"
        ).on("click", lambda: self._on_open(conversation_id))
