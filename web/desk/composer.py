"""The box agents write in: a reply to the shopper or a note for colleagues.

What was typed, and for whom, is kept for each conversation: neither news nor a look elsewhere loses it, and
a text begun as a note never turns into a reply by itself.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from enum import StrEnum
from typing import Any

from nicegui import ui

from web.staff_theme import button


class Mode(StrEnum):
    """Whom a text is for."""

    REPLY = "reply"
    NOTE = "note"


Send = Callable[[str, Mode, str], Awaitable[bool]]

HINTS = {
    (Mode.REPLY, True): "The shopper reads this · Ctrl+Enter sends",
    (Mode.REPLY, False): "You do not hold this conversation: take over to send, or make it a note",
    (Mode.NOTE, True): "Only staff read this · Ctrl+Enter adds it",
    (Mode.NOTE, False): "Only staff read this. Take over to reply",
}


class Composer:
    """Text box, whom it is for, and the send button.

    `on_send` is given the conversation's id, the mode and the text, and answers whether it was taken.
    """

    def __init__(self, on_send: Send) -> None:
        self._on_send = on_send
        self._conversation_id: str | None = None
        self._kept: MutableMapping[str, Any] = {}
        self._may_reply = False
        self._mode = Mode.REPLY
        self._sending = False
        with ui.element("div").classes("composer") as self._frame:
            with ui.element("div").classes("composer-modes").props('role="group" aria-label="Write a"'):
                self._reply = button("Reply", lambda: self._choose(Mode.REPLY)).mark("mode-reply")
                self._note = button("Note", lambda: self._choose(Mode.NOTE)).mark("mode-note")
                self._hint = ui.label().classes("composer-hint")
            with ui.element("div").classes("composer-row"):
                self._box = (
                    ui.textarea(on_change=self._keep)
                    .props('outlined autogrow input-class="composer-text" aria-label="Message"')
                    .mark("composer")
                )
                self._box.on("keydown.ctrl.enter", self._send).on("keydown.meta.enter", self._send)
                self._button = button("Send", self._send, primary=True).mark("send")

    def remember_in(self, kept: MutableMapping[str, Any]) -> None:
        """Keep texts in a store that outlives the page from now on, and take what is there."""
        kept.update(self._kept)
        self._kept = kept

    def attach(self, conversation_id: str, *, may_reply: bool) -> None:
        """Write in this conversation. The box is touched only when it is another one than before."""
        self._may_reply = may_reply
        usual = Mode.REPLY if may_reply else Mode.NOTE
        if conversation_id != self._conversation_id:
            kept = self._kept.get(conversation_id)
            self._conversation_id = None  # what is put into the box now was not typed
            self._box.value = kept["text"] if kept else ""
            self._mode = Mode(kept["mode"]) if kept else usual
            self._conversation_id = conversation_id
        elif not self._box.value:
            self._mode = usual
        self._label()

    def _choose(self, mode: Mode) -> None:
        self._mode = mode
        self._keep()
        self._label()

    def _label(self) -> None:
        replying = self._mode == Mode.REPLY
        self._reply.set_enabled(self._may_reply)
        self._reply.props(f"aria-pressed={str(replying).lower()}")
        self._note.props(f"aria-pressed={str(not replying).lower()}")
        self._frame.classes(add="" if replying else "is-note", remove="is-note" if replying else "")
        self._button.text = "Send" if replying else "Add note"
        self._button.set_enabled(self._may_reply or not replying)
        self._hint.text = HINTS[self._mode, self._may_reply]

    def _keep(self) -> None:
        if self._conversation_id is None:
            return
        if self._box.value:
            self._kept[self._conversation_id] = {"text": self._box.value, "mode": str(self._mode)}
        else:
            self._kept.pop(self._conversation_id, None)

    async def _send(self) -> None:
        text, conversation_id = self._box.value or "", self._conversation_id
        if self._sending or conversation_id is None or not text.strip():
            return
        self._sending = True
        try:
            taken = await self._on_send(conversation_id, self._mode, text)
        finally:
            self._sending = False
        if not taken:
            return
        if conversation_id != self._conversation_id:
            self._kept.pop(conversation_id, None)
        elif self._box.value == text:
            self._box.value = ""
