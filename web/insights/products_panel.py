"""Products by how much trouble they made: a table, each row of which narrows the list of feedback."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape
from nicegui import ui

from knowledge.feedback.repository import ProductFeedback
from knowledge.masking import mask_emails
from web.fragments import in_words
from web.insights.words import percent, signed
from web.moments import ago
from web.staff_theme import button

SHOWN_AT_FIRST = 8
COLUMNS = {
    "Product": "",
    "Negative": "number",
    "Share": "number share",
    "Said": "number",
    "Mean": "number",
    "About": "about",
    "Last words": "last",
}
"""Heading of each column, and the classes of its cells."""

Choose = Callable[[ProductFeedback], Awaitable[None]]


class ProductsPanel:
    """The table; calls `on_choose` with the product of a row that was clicked."""

    def __init__(self, zone: ZoneInfo, on_choose: Choose) -> None:
        self._zone = zone
        self._on_choose = on_choose
        self._products: Sequence[ProductFeedback] = ()
        self._all = False
        with ui.element("section").classes("panel").mark("products"):
            ui.html("Products by trouble", tag="h2")
            self._empty = ui.label(
                "Products appear here once shoppers say something about them in a conversation."
            ).classes("empty")
            with ui.element("div").classes("table-scroll"):
                self._table = ui.element("table").classes("products")
            self._more = button("", self._show_all)

    def show(self, products: Sequence[ProductFeedback]) -> None:
        """Show these, in their order."""
        self._products = products
        shown = products if self._all else products[:SHOWN_AT_FIRST]
        self._empty.visible = not products
        self._table.visible = bool(products)
        self._more.visible = len(shown) < len(products)
        self._more.text = f"All {len(products)} products"
        self._table.clear()
        with self._table:
            with ui.element("tr"):
                for title, classes in COLUMNS.items():
                    ui.html(title, tag="th").classes(classes)
            for place, product in enumerate(shown):
                self._row(place, product)

    def _row(self, place: int, product: ProductFeedback) -> None:
        words = Markup('<span class="last-words">{}</span> ').format(mask_emails(product.last_words))
        aspects = ", ".join(in_words(aspect) for aspect in product.aspects)
        with (
            ui.element("tr")
            .on("click", lambda: self._on_choose(product))
            .mark(f"product-{product.product_id}")
        ):
            with ui.element("td"):
                ui.html(escape(product.name), tag="button").classes("row-button").props(f"data-item={place}")
            ui.html(f"<b>{product.negative}</b>", tag="td").classes("number")
            ui.html(percent(product.negative_share), tag="td").classes("number share")
            ui.html(str(product.count), tag="td").classes("number")
            ui.html(signed(product.mean), tag="td").classes("number")
            ui.html(escape(aspects), tag="td").classes("about")
            ui.html(words + ago(product.last_at, self._zone), tag="td").classes("last")

    def _show_all(self) -> None:
        self._all = True
        self.show(self._products)
