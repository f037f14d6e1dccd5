"""A table of segments or clusters; a row opens the customers in it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from markupsafe import Markup, escape
from nicegui import ui

from knowledge.customers.value.report import Group
from web.insights.segments_words import whole
from web.insights.words import percent

Open = Callable[[Group], Awaitable[None]]


class SegmentsPanel:
    """Shows these groups; `changes` are the words on how their sizes went, by name."""

    def __init__(
        self, title: str, groups: Sequence[Group], on_open: Open, changes: Mapping[str, str] | None = None
    ) -> None:
        self._on_open = on_open
        self._changes = changes
        columns = {"Name": "", "Customers": "number", "Share": "number share", "Worth next year": "number"}
        if changes is not None:
            columns["3 months’ change"] = "number change"
        columns["What marks it"] = "marks"
        with ui.element("section").classes("panel").mark(title):
            ui.html(title, tag="h2")
            with ui.element("div").classes("table-scroll"), ui.element("table").classes("products segments"):
                with ui.element("tr"):
                    for heading, classes in columns.items():
                        ui.html(heading, tag="th").classes(classes)
                for group in groups:
                    self._row(group)

    def _row(self, group: Group) -> None:
        async def open_group() -> None:
            await self._on_open(group)

        with ui.element("tr").on("click", open_group).mark(f"group-{group.name}"):
            with ui.element("td").classes("name"):
                ui.html(escape(group.title), tag="button").classes("row-button").props(
                    f'data-item="{escape(group.name)}"'
                )
            ui.html(f"<b>{group.customers:,}</b>", tag="td").classes("number")
            ui.html(percent(group.share), tag="td").classes("number share")
            ui.html(escape(whole(group.value)), tag="td").classes("number")
            if self._changes is not None:
                ui.html(escape(self._changes.get(group.name, "")), tag="td").classes("number change")
            ui.html(self._marks(group), tag="td").classes("marks")

    def _marks(self, group: Group) -> Markup:
        meaning = (
            Markup('<span class="meaning">{}</span>').format(group.meaning) if group.meaning else Markup("")
        )
        marks = [Markup('<span class="tag">{}</span>').format(mark) for mark in group.marks]
        return meaning + Markup(" ").join(["", *marks])
