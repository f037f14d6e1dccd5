"""The middle column: why it came, the transcript, what an agent may do, and the box to write in."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from nicegui import ui

from knowledge.conversations.models import CLOSED, Message
from knowledge.staff.models import Role, StaffAccount
from web.desk.acting import Acting
from web.desk.composer import Composer
from web.desk.mood import sparkline
from web.desk.view import View
from web.fragments import fragment
from web.staff_theme import button
from web.transcript.lines import message_html

TYPING_SHOWN_SECONDS = 4.0


class ConversationPanel:
    """Shows a `View`; only what changed since the last one is sent to the browser."""

    def __init__(self, zone: ZoneInfo, acting: Acting, *, show_pane: Callable[[str], None]) -> None:
        self._zone = zone
        self._shown: View | None = None
        self._last: Message | None = None
        with ui.element("section").classes("desk-talk").props('aria-label="Conversation"'):
            self._empty = ui.html(fragment("desk/nothing_open.html")).classes("talk-empty")
            with ui.element("div").classes("talk") as self._talk:
                self._build_head(acting, show_pane)
                self._why = ui.html().classes("why")
                self._lines = (
                    ui.element("div").classes("talk-lines").props('role="log" data-stick-to-end tabindex=0')
                )
                self._typing = ui.label().classes("talk-typing")
                self.composer = Composer(acting.send)
        self._talk.visible = False
        self._typing.visible = False
        self._forget_typing = ui.timer(TYPING_SHOWN_SECONDS, self._hide_typing, active=False, once=False)

    def _build_head(self, acting: Acting, show_pane: Callable[[str], None]) -> None:
        with ui.element("div").classes("talk-head"):
            button("‹", lambda: show_pane("list")).classes("only-narrow").props(
                'aria-label="Back to the list"'
            )
            with ui.element("div").classes("talk-title"):
                self._name = ui.label().props('role="heading" aria-level="1"')
                self._status = ui.label().classes("talk-status").mark("status")
            button("Customer", lambda: show_pane("context")).classes("only-middling")
            self._take = button("Take over", acting.take_over, primary=True).mark("take-over")
            self._give = button("Give back", acting.give_back).mark("give-back")
            self._done = button("Done", acting.close).mark("done")

    @property
    def shown(self) -> View | None:
        """What is shown now."""
        return self._shown

    @property
    def last_seq(self) -> int:
        """Number of the last message shown."""
        return self._last.seq if self._last else 0

    def clear(self) -> None:
        """Show nothing."""
        self._lines.clear()
        self._shown = None
        self._last = None
        self._hide_typing()
        self._talk.visible = False
        self._empty.visible = True

    def show(self, view: View, staff: StaffAccount) -> None:
        """Bring the column up to date; `view.messages` are those after `last_seq`."""
        self._shown = view
        self._empty.visible = False
        self._talk.visible = True
        self._name.text = view.shopper
        self._status.text = view.status
        self._show_buttons(view, staff)
        handoff = view.conversation.handoff
        self._why.set_content(
            fragment(
                "desk/why.html",
                reason=handoff.get("reason"),
                wish=handoff.get("wish"),
                spark=sparkline(view.conversation.mood),
            )
        )
        self._why.visible = bool(self._why.content)
        self._add(view)
        self.composer.attach(view.conversation.id, may_reply=view.is_held_by(staff.id))

    def _show_buttons(self, view: View, staff: StaffAccount) -> None:
        mine = view.is_held_by(staff.id)
        self._take.visible = not mine and view.may_be_taken(by_admin=staff.role == Role.ADMIN)
        self._take.text = "Reopen" if view.conversation.owner == CLOSED else "Take over"
        self._give.visible = mine
        self._done.visible = mine

    def _add(self, view: View) -> None:
        with self._lines:
            for message in view.messages:
                ui.html(message_html(message, zone=self._zone, shopper=view.shopper, after=self._last))
                self._last = message
        if view.messages:
            self._hide_typing()

    def show_typing(self) -> None:
        """Say for a moment that the shopper is writing."""
        if self._shown is None:
            return
        self._typing.text = f"{self._shown.shopper} is writing…"
        self._typing.visible = True
        self._forget_typing.deactivate()
        self._forget_typing.activate()

    def _hide_typing(self) -> None:
        self._typing.visible = False
        self._forget_typing.deactivate()
