"""The customers of a segment or a cluster, a page at a time, the most valuable first; names are initials."""

from __future__ import annotations

import asyncio

from markupsafe import escape
from nicegui import ui

from knowledge.customers.value.report import Group, Member
from knowledge.customers.value.service import CustomerValues
from knowledge.masking import mask_name
from knowledge.money import Money
from web.insights.segments_words import whole
from web.insights.words import percent
from web.staff_session import Visit
from web.staff_theme import button

ROWS_A_PAGE = 25
COLUMNS = {
    "Customer": "",
    "Level": "extra",
    "Country": "extra",
    "Last bought": "number",
    "Purchases": "number extra",
    "Spent": "number",
    "Buys again": "number extra",
    "Worth next year": "number",
}


class MembersDialog:
    """A dialog that shows one group at a time."""

    def __init__(self, values: CustomerValues, admitted: Visit) -> None:
        self._values = values
        self._visit = admitted
        self._kind = ""
        self._group: Group | None = None
        self._offset = 0
        with ui.dialog() as self._dialog, ui.element("div").classes("sheet members-sheet"):
            with ui.element("div").classes("sheet-head"):
                self._title = ui.label().classes("sheet-title").mark("members-title")
                button("Close", self._dialog.close)
            self._advice = ui.label().classes("lead")
            with ui.element("div").classes("sheet-lines").props("tabindex=0"):
                self._table = ui.element("table").classes("products members").mark("members")
            with ui.element("div").classes("pager") as self._pager:
                self._before = button("‹ Before", lambda: self._turn(-ROWS_A_PAGE))
                self._place = ui.label()
                self._after = button("After ›", lambda: self._turn(ROWS_A_PAGE))

    async def open(self, kind: str, group: Group) -> None:
        """Show the customers of a group."""
        self._kind, self._group, self._offset = kind, group, 0
        if await self._show():
            self._dialog.open()

    async def _turn(self, rows: int) -> None:
        self._offset = max(0, self._offset + rows)
        await self._show()

    async def _show(self) -> bool:
        """Read and show a page of members; False when the session has ended."""
        group = self._group
        if group is None or await self._visit.still() is None:
            return False
        found, total = await asyncio.to_thread(
            self._values.members, self._kind, group.name, limit=ROWS_A_PAGE, offset=self._offset
        )
        last = self._offset + len(found)
        self._title.text = f"{group.title} · {total:,} {'customer' if total == 1 else 'customers'}"
        self._advice.text = group.advice
        self._advice.visible = bool(group.advice)
        self._pager.visible = total > ROWS_A_PAGE
        self._place.text = f"{self._offset + 1}–{last} of {total:,}"
        self._before.set_enabled(self._offset > 0)
        self._after.set_enabled(last < total)
        self._table.clear()
        with self._table:
            with ui.element("tr"):
                for heading, classes in COLUMNS.items():
                    ui.html(heading, tag="th").classes(classes)
            for member in found:
                with ui.element("tr"):
                    cells = _cells(member, group.spent.currency)
                    for cell, classes in zip(cells, COLUMNS.values(), strict=True):
                        ui.html(escape(cell), tag="td").classes(classes)
        return True


def _cells(member: Member, currency: str) -> tuple[str, ...]:
    figures = member.figures
    return (
        mask_name(member.name) or "No name",
        member.level,
        member.country,
        "–" if figures.recency_days is None else f"{figures.recency_days:.0f} d",
        f"{figures.purchases}",
        whole(Money(figures.spent_minor, currency)),
        "–" if figures.alive is None else percent(figures.alive),
        "–" if figures.value_minor is None else whole(Money(figures.value_minor, currency)),
    )
