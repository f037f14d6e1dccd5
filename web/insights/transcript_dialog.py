"""The conversation behind a piece of feedback: what the shopper saw, with the person made unreadable."""

from __future__ import annotations

import asyncio
from zoneinfo import ZoneInfo

from nicegui import ui

from knowledge.conversations.models import Message
from knowledge.conversations.service import Conversations
from knowledge.customers.models import Customer
from knowledge.database import SessionFactory
from knowledge.errors import NotFound
from knowledge.masking import mask_name, mask_person
from web.moments import exact
from web.staff_theme import button, notice
from web.transcript.lines import message_html


class TranscriptDialog:
    """A dialog that shows one conversation at a time. Notes and drafts of staff are not in it."""

    def __init__(self, sessions: SessionFactory, conversations: Conversations, zone: ZoneInfo) -> None:
        self._sessions = sessions
        self._conversations = conversations
        self._zone = zone
        with ui.dialog() as self._dialog, ui.element("div").classes("sheet transcript-sheet"):
            with ui.element("div").classes("sheet-head"):
                self._title = ui.label().classes("sheet-title")
                button("Close", self._dialog.close)
            self._lines = ui.element("div").classes("sheet-lines").props("tabindex=0").mark("transcript")

    async def open(self, conversation_id: str) -> None:
        """Show this conversation, or say that it is gone."""
        try:
            name, messages = await asyncio.to_thread(self._read, conversation_id)
        except NotFound:
            notice("That conversation was erased.")
            return
        shopper = mask_name(name) or "Shopper"
        self._title.text = f"{shopper} · {exact(messages[0].at, self._zone)}" if messages else shopper
        self._lines.clear()
        with self._lines:
            before: Message | None = None
            for message in messages:
                ui.html(
                    message_html(
                        message, zone=self._zone, shopper=shopper, after=before, mask=mask_person(name)
                    )
                )
                before = message
        self._dialog.open()

    def _read(self, conversation_id: str) -> tuple[str, list[Message]]:
        conversation = self._conversations.get(conversation_id)
        with self._sessions() as session:
            customer = session.get(Customer, conversation.customer_id) if conversation.customer_id else None
        return customer.name if customer else "", list(self._conversations.transcript(conversation_id))
