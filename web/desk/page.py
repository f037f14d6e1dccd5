"""The page `/desk`: three columns over the conversations, alive through the hub."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from typing import Any

from fastapi import Request
from fastapi.responses import RedirectResponse
from nicegui import app, background_tasks, ui

from knowledge.errors import DomainError, NotFound
from web.desk.acting import Acting
from web.desk.context_panel import ContextPanel
from web.desk.conversation_panel import ConversationPanel
from web.desk.customer import record_seen, reveal_email
from web.desk.list_panel import ListPanel
from web.desk.lists import read_lists
from web.desk.view import View, read_view
from web.fragments import fragment
from web.hub import Event
from web.staff_pages import StaffPages
from web.staff_session import DESK_ROLES, Visit, visit
from web.staff_theme import button, dress, notice

LOOK_AGAIN_SECONDS = 20.0
GATHER_SECONDS = 0.2
"""News within this time are shown together."""


def register_desk(pages: StaffPages) -> None:
    """Add the page `/desk`; `?conversation=<id>` opens that one."""

    @ui.page("/desk", title=f"Desk · {pages.shop_name}", dark=None, response_timeout=10)
    async def desk(request: Request, conversation: str = "") -> RedirectResponse | None:
        admitted = visit(pages, request, DESK_ROLES)
        if isinstance(admitted, RedirectResponse):
            return admitted
        dress("desk")
        page = Desk(pages, admitted)
        await page.refresh()
        await ui.context.client.connected()
        await page.start(conversation)
        return None


class Desk:
    """One agent's open desk."""

    def __init__(self, pages: StaffPages, admitted: Visit) -> None:
        self._pages = pages
        self._visit = admitted
        self._client = ui.context.client
        self._open_id: str | None = None
        self._tab: MutableMapping[str, Any] = {}
        self._reading = asyncio.Lock()
        self._refresh_is_due = False
        self._seen: set[int] = set()
        acting = Acting(
            pages,
            admitted,
            shown=lambda: self._talk.shown,
            refresh=self.refresh,
            notify=self._notify,
        )
        admitted.header(pages.shop_name)
        with ui.element("main").classes("desk").props("data-pane=list") as self._frame:
            self._lists = ListPanel(pages.zone, self.open)
            self._talk = ConversationPanel(pages.zone, acting, show_pane=self._show_pane)
            self._context = ContextPanel(pages.zone, self._reveal_email, show_pane=self._show_pane)
        _build_keys()

    async def start(self, conversation_id: str) -> None:
        """Once the browser is connected: open what was open in this tab, and listen for news."""
        self._tab = app.storage.tab
        self._talk.composer.remember_in(self._tab.setdefault("desk_texts", {}))
        listening = background_tasks.create(self._listen(), name="desk listens")

        def stop_listening() -> None:
            listening.cancel()

        self._client.on_delete(stop_listening)
        ui.timer(LOOK_AGAIN_SECONDS, self.refresh, immediate=False)
        wanted = conversation_id or self._tab.get("desk_open")
        if wanted:
            await self.open(wanted)

    async def open(self, conversation_id: str) -> None:
        """Show a conversation; nobody else is told."""
        async with self._reading:
            if conversation_id != self._open_id:
                self._talk.clear()
            self._open_id = conversation_id
            self._tab["desk_open"] = conversation_id
            self._lists.mark_open(conversation_id)
        self._show_pane("talk")
        await self.refresh()

    async def refresh(self) -> None:
        """Read again what is on the page and show what changed."""
        async with self._reading:
            if self._client.is_deleted:
                return
            staff = await self._visit.still()
            if staff is None:
                return
            lists = await asyncio.to_thread(read_lists, self._pages.sessions, staff.id)
            view = await self._read_open()
            self._lists.show(lists)
            if view is not None:
                self._talk.show(view, staff)
                self._context.show(view.conversation, view.shopper, view.customer)

    async def _read_open(self) -> View | None:
        if self._open_id is None:
            return None
        try:
            view = await asyncio.to_thread(
                read_view, self._pages.sessions, self._open_id, self._talk.last_seq
            )
            await self._record_seen(view)
            return view
        except NotFound:
            self._open_id = None
            self._tab.pop("desk_open", None)
            self._talk.clear()
            self._notify("That conversation does not exist any more.")
            return None

    async def _record_seen(self, view: View) -> None:
        """Keep in the audit log whose data this agent saw, once while the page is open."""
        if view.customer is None or view.customer.id in self._seen:
            return
        staff = await self._visit.still()
        if staff is None:
            return
        self._seen.add(view.customer.id)
        await asyncio.to_thread(
            record_seen,
            self._pages.sessions,
            view.customer.id,
            staff_id=staff.id,
            conversation_id=view.conversation.id,
        )

    async def _listen(self) -> None:
        async with self._pages.hub.subscribe(None) as events:
            # What happened between the first look and now was told to nobody here.
            await self.refresh()
            async for event in events:
                self._hear(event)

    def _hear(self, event: Event) -> None:
        if event["type"] == "typing":
            if event.get("who") == "shopper" and event["conversation"] == self._open_id:
                self._talk.show_typing()
        elif not self._refresh_is_due:
            self._refresh_is_due = True
            background_tasks.create(self._refresh_soon(), name="desk shows news")

    async def _refresh_soon(self) -> None:
        await asyncio.sleep(GATHER_SECONDS)
        self._refresh_is_due = False
        await self.refresh()

    async def _reveal_email(self) -> None:
        view = self._talk.shown
        if view is None or view.customer is None:
            return
        staff = await self._visit.still()
        if staff is None:
            return
        try:
            email = await asyncio.to_thread(
                reveal_email,
                self._pages.sessions,
                view.customer.id,
                staff_id=staff.id,
                conversation_id=view.conversation.id,
            )
        except DomainError as refused:
            self._notify(str(refused))
            return
        if self._open_id == view.conversation.id:
            self._context.reveal(email)

    def _show_pane(self, pane: str) -> None:
        """Which column a narrow screen shows: `list`, `talk` or `context`."""
        self._frame.props(f"data-pane={pane}")

    def _notify(self, words: str) -> None:
        with self._client:
            notice(words)


def _build_keys() -> None:
    with ui.dialog() as dialog, ui.element("div").classes("sheet"):
        ui.html(fragment("desk/keys.html"))
        button("Close", dialog.close)
    button("?", dialog.open).props('data-key="?" aria-label="Keys"').classes("keys-button").mark("keys")
