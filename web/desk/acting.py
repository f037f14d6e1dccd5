"""What an agent does to the open conversation: each deed checks the login, writes, tells the hub.

Every change of speaker goes by the epoch the agent saw. When somebody was faster, nothing is written; the
agent is told who has the conversation now, and what was typed stays where it is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from knowledge.conversations.errors import OwnerChanged
from knowledge.errors import DomainError
from knowledge.staff.models import StaffAccount
from web.desk.composer import Mode
from web.desk.view import View
from web.staff_pages import StaffPages
from web.staff_session import Visit

Shown = Callable[[], View | None]
Refresh = Callable[[], Awaitable[None]]
Notify = Callable[[str], None]


class Acting:
    """The deeds of one open desk. `shown` gives what the agent sees, `refresh` reads it again."""

    def __init__(
        self, pages: StaffPages, visit: Visit, *, shown: Shown, refresh: Refresh, notify: Notify
    ) -> None:
        self._pages = pages
        self._visit = visit
        self._shown = shown
        self._refresh = refresh
        self._notify = notify

    async def take_over(self) -> None:
        """Become the one who speaks."""
        take = self._pages.conversations.take_over
        view = self._shown()
        if view is not None:
            found, epoch = view.conversation.id, view.conversation.epoch
            await self._do(view, lambda staff: take(found, epoch=epoch, staff_id=staff.id, name=staff.name))

    async def give_back(self) -> None:
        """Let the bot speak again."""
        give_back = self._pages.conversations.give_back
        view = self._shown()
        if view is not None:
            found, epoch = view.conversation.id, view.conversation.epoch
            await self._do(view, lambda staff: give_back(found, epoch=epoch, staff_id=staff.id))

    async def close(self) -> None:
        """End the conversation."""
        close = self._pages.conversations.close
        view = self._shown()
        if view is not None:
            found, epoch = view.conversation.id, view.conversation.epoch
            await self._do(view, lambda staff: close(found, epoch=epoch, staff_id=staff.id))

    async def send(self, conversation_id: str, mode: Mode, text: str) -> bool:
        """Say something to the shopper, or leave a note; True when it was stored."""
        conversations = self._pages.conversations
        view = self._shown()
        if view is None or view.conversation.id != conversation_id:
            return False
        if mode == Mode.NOTE:
            return await self._do(
                view, lambda staff: conversations.note(conversation_id, name=staff.name, text=text)
            )
        return await self._do(
            view,
            lambda staff: conversations.reply(conversation_id, staff_id=staff.id, name=staff.name, text=text),
        )

    async def _do(self, view: View, deed: Callable[[StaffAccount], object]) -> bool:
        """Carry a deed out and show what came of it."""
        staff = await self._visit.still()
        if staff is None:
            return False
        try:
            await asyncio.to_thread(deed, staff)
        except OwnerChanged:
            await self._refresh()
            now = self._shown() or view
            self._notify(f"Nothing was done: this conversation is {now.status} now.")
            return False
        except DomainError as refused:
            self._notify(str(refused))
            return False
        self._pages.hub.publish(view.conversation.id, {"type": "changed"})
        await self._refresh()
        return True
