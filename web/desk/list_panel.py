"""The left column: sections of conversations, kept in place and changed only where something changed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from nicegui import ui

from knowledge.database import utc_now
from web.desk.lists import Item, Lists
from web.fragments import fragment
from web.moments import span

Open = Callable[[str], Awaitable[None]]


@dataclass
class _Section:
    """A heading with the conversations under it."""

    heading: ui.label
    empty: ui.label
    rows: ui.element
    shown: dict[str, ui.html] = field(default_factory=dict)


class ListPanel:
    """Shows `Lists`; calls `on_open` with the id of a conversation that was clicked."""

    def __init__(self, zone: ZoneInfo, on_open: Open) -> None:
        self._zone = zone
        self._on_open = on_open
        self._open_id: str | None = None
        with ui.element("aside").classes("desk-list").props('aria-label="Conversations"'):
            self._waiting = _section(
                "Nobody waits. What the bot hands over appears here, longest wait first."
            )
            self._mine = _section("Nothing yet. Take over a conversation and it stays here until it is done.")
            self._with_bot = _section("No conversation in the last hour.")
            self._colleagues = _section("")
            self._closed = _section("Conversations that are done appear here.", folded="Closed")

    def show(self, lists: Lists) -> None:
        """Bring every section up to date."""
        self._fill(self._waiting, lists.waiting, _waiting_words(lists.waiting))
        self._fill(self._mine, lists.mine, "Mine")
        self._fill(self._with_bot, lists.with_bot, "With the bot")
        self._fill(self._colleagues, lists.colleagues, "With colleagues")
        self._fill(self._closed, lists.closed, "Closed")
        self._colleagues.heading.visible = bool(lists.colleagues)
        self._colleagues.empty.visible = False

    def mark_open(self, conversation_id: str | None) -> None:
        """Show which conversation is open."""
        self._open_id = conversation_id
        for section in (self._waiting, self._mine, self._with_bot, self._colleagues, self._closed):
            for item_id, row in section.shown.items():
                _mark(row, item_id == conversation_id)

    def _fill(self, section: _Section, items: Sequence[Item], heading: str) -> None:
        section.heading.text = heading
        section.empty.visible = not items
        present = {item.id for item in items}
        for gone in [item_id for item_id in section.shown if item_id not in present]:
            section.shown.pop(gone).delete()
        for place, item in enumerate(items):
            row = section.shown.get(item.id) or self._add(section, item)
            row.set_content(fragment("desk/item.html", item=item, zone=self._zone))
            if section.rows.default_slot.children.index(row) != place:
                row.move(target_index=place)

    def _add(self, section: _Section, item: Item) -> ui.html:
        with section.rows:
            row = ui.html(tag="button").classes("item").props(f"data-item={item.id}").mark(f"item-{item.id}")
        row.on("click", lambda: self._on_open(item.id))
        _mark(row, item.id == self._open_id)
        section.shown[item.id] = row
        return row


def _section(empty: str, folded: str = "") -> _Section:
    with ui.element("details" if folded else "section").classes("list-section"):
        with ui.element("summary" if folded else "div"):
            heading = ui.label(folded).classes("list-heading")
        words = ui.label(empty).classes("list-empty")
        rows = ui.element("div")
    return _Section(heading, words, rows)


def _waiting_words(waiting: Sequence[Item]) -> str:
    if not waiting:
        return "Waiting"
    return f"{len(waiting)} waiting · longest {span(utc_now() - waiting[0].since)}"


def _mark(row: ui.html, is_open: bool) -> None:
    if is_open:
        row.props("aria-current=true")
    else:
        row.props(remove="aria-current")
