"""The right column: who the customer is and what is open between them and the shop."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from zoneinfo import ZoneInfo

from nicegui import ui

from knowledge.conversations.models import Conversation
from knowledge.masking import mask_emails
from web.desk.customer import CustomerContext
from web.fragments import fragment, in_words
from web.staff_theme import button


class ContextPanel:
    """Shows a `CustomerContext`; `on_reveal` is called when an agent asks for the e-mail address."""

    def __init__(
        self, zone: ZoneInfo, on_reveal: Callable[[], Awaitable[None]], *, show_pane: Callable[[str], None]
    ) -> None:
        self._zone = zone
        self._conversation_id: str | None = None
        with ui.element("aside").classes("desk-context").props('aria-label="Customer"') as self._panel:
            button("‹ Conversation", lambda: show_pane("talk")).classes("only-middling")
            self._head = ui.html()
            with ui.element("div").classes("ctx-email") as self._email_row:
                self._email = ui.label().mark("customer-email")
                self._show = button("Show", on_reveal).props('aria-label="Show the e-mail address"')
            self._rest = ui.html().classes("ctx-rest")
        self._panel.visible = False

    def show(self, conversation: Conversation, name: str, customer: CustomerContext | None) -> None:
        """Bring the column up to date; a shown e-mail address stays until another conversation opens."""
        if conversation.id != self._conversation_id:
            self._conversation_id = conversation.id
            self._email.text = customer.masked_email if customer else ""
            self._show.visible = True
        self._panel.visible = True
        self._email_row.visible = customer is not None
        known = conversation.handoff.get("known") or {}
        self._head.set_content(
            fragment("desk/customer_head.html", customer=customer, name=name, zone=self._zone)
        )
        self._rest.set_content(
            fragment(
                "desk/customer_rest.html",
                customer=customer,
                known=[
                    (key, mask_emails(in_words(value)))
                    for key, value in known.items()
                    if value not in (None, "", [])
                ],
                zone=self._zone,
            )
        )

    def reveal(self, email: str) -> None:
        """Show the e-mail address in full."""
        self._email.text = email
        self._show.visible = False
