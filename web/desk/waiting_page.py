"""The page `/desk/waiting`: what waits for a decision of staff, the longest first."""

from __future__ import annotations

import asyncio

from fastapi import Request
from fastapi.responses import RedirectResponse
from nicegui import background_tasks, ui

from knowledge.aftersales.deciding import VERDICTS, DecidedAlready, Verdict
from knowledge.database import utc_now
from knowledge.errors import DomainError
from knowledge.staff.models import StaffAccount
from web.desk.stories import Story, read_stories
from web.desk.verdicts import BUTTONS, HINTS, done_words, effect_words, faster_words
from web.fragments import fragment
from web.moments import span
from web.staff_pages import StaffPages
from web.staff_session import DESK_ROLES, Visit, visit
from web.staff_theme import button, dress, notice

LOOK_AGAIN_SECONDS = 20.0
TOPIC = "waiting"
"""Under which the hub tells open pages that something was decided."""
EMPTY = (
    "Nothing waits. Lower prices of other shops, claims that a person has to accept, and payments or refunds that "
    "failed appear here, the longest wait first."
)


def register_waiting(pages: StaffPages) -> None:
    """Add the page `/desk/waiting`."""

    @ui.page("/desk/waiting", title=f"Waiting · {pages.shop_name}", dark=None, response_timeout=10)
    async def waiting(request: Request) -> RedirectResponse | None:
        admitted = visit(pages, request, DESK_ROLES)
        if isinstance(admitted, RedirectResponse):
            return admitted
        dress("desk")
        page = WaitingPage(pages, admitted)
        await page.refresh()
        await ui.context.client.connected()
        page.start()
        return None


class WaitingPage:
    """One open page of what waits."""

    def __init__(self, pages: StaffPages, admitted: Visit) -> None:
        self._pages = pages
        self._visit = admitted
        self._client = ui.context.client
        self._reading = asyncio.Lock()
        self._asked: tuple[Story, Verdict] | None = None
        self._shown: dict[str, ui.element] = {}
        admitted.header(pages.shop_name)
        with ui.element("main").classes("waiting"):
            ui.html("Waiting for a decision", tag="h1")
            self._lead = ui.label().classes("waiting-lead").mark("lead")
            self._list = ui.element("div").classes("matters")
        with ui.dialog() as self._dialog, ui.element("div").classes("sheet"):
            self._question = ui.html(tag="h2").mark("question")
            self._effect = ui.label().mark("effect")
            with ui.element("div").classes("matter-buttons"):
                button("Cancel", self._dialog.close).mark("cancel")
                self._yes = button("", self._decide, primary=True).mark("confirm")

    def start(self) -> None:
        """Once the browser is connected: look again now and then, and when a colleague decided."""
        listening = background_tasks.create(self._listen(), name="waiting listens")

        def stop_listening() -> None:
            listening.cancel()

        self._client.on_delete(stop_listening)
        ui.timer(LOOK_AGAIN_SECONDS, self.refresh, immediate=False)

    async def _listen(self) -> None:
        async with self._pages.hub.subscribe(TOPIC) as events:
            async for _ in events:
                await self.refresh()

    async def refresh(self) -> None:
        """Read what waits and show what changed; what is shown already stays as it is."""
        async with self._reading:
            if self._client.is_deleted or await self._visit.still() is None:
                return
            stories = await asyncio.to_thread(read_stories, self._pages.sessions)
            self._lead.text = _lead(stories[0], len(stories)) if stories else EMPTY
            present = {story.matter.id for story in stories}
            for gone in self._shown.keys() - present:
                self._shown.pop(gone).delete()
            for place, story in enumerate(stories):
                card = self._shown.get(story.matter.id) or self._add(story)
                if self._list.default_slot.children.index(card) != place:
                    card.move(target_index=place)

    def _add(self, story: Story) -> ui.element:
        kind = story.matter.kind
        with self._list, ui.element("article").classes("matter").mark(f"matter-{story.matter.id}") as card:
            ui.html(
                fragment(
                    "desk/waiting_item.html",
                    story=story,
                    zone=self._pages.zone,
                    hint=HINTS.get(kind, ""),
                )
            )
            with ui.element("div").classes("matter-buttons"):
                if story.conversation_id is not None:
                    ui.link("Open the conversation", f"/desk?conversation={story.conversation_id}")
                for verdict in VERDICTS.get(kind, ()):
                    button(
                        BUTTONS[verdict], lambda story=story, verdict=verdict: self._ask(story, verdict)
                    ).mark(f"{verdict}-{story.matter.id}").props(
                        f'aria-label="{BUTTONS[verdict]}: {story.title}"'
                    )
        self._shown[story.matter.id] = card
        return card

    def _ask(self, story: Story, verdict: Verdict) -> None:
        self._asked = story, verdict
        self._question.set_content(f"{BUTTONS[verdict]}: {story.title}?")
        self._effect.text = effect_words(story, verdict)
        self._yes.text = BUTTONS[verdict]
        self._dialog.open()

    async def _decide(self) -> None:
        asked, self._asked = self._asked, None
        if asked is None:  # the second of two clicks
            return
        staff = await self._visit.still()
        if staff is None:
            return
        self._dialog.close()
        self._notify(await asyncio.to_thread(self._carry_out, *asked, staff))
        self._pages.hub.publish(TOPIC, {"type": "changed"})
        await self.refresh()

    def _carry_out(self, story: Story, verdict: Verdict, staff: StaffAccount) -> str:
        """Do it in the name of the staff member; gives what came of it."""
        try:
            self._pages.deciding.decide(
                story.matter.kind, story.matter.id, verdict, actor=f"staff:{staff.id}"
            )
        except DecidedAlready as faster:
            return faster_words(faster, self._name(faster.actor))
        except DomainError as refused:
            return f"Nothing was done: {refused}."
        return done_words(story, verdict)

    def _name(self, actor: str) -> str:
        kind, _, number = actor.partition(":")
        if kind != "staff":
            return "somebody at the command line" if kind == "system" else "the customer"
        with self._pages.sessions() as session:
            account = session.get(StaffAccount, int(number))
        return account.name if account is not None else "a former colleague"

    def _notify(self, words: str) -> None:
        with self._client:
            notice(words)


def _lead(longest: Story, count: int) -> str:
    return f"{count} {'waits' if count == 1 else 'wait'} · longest {span(utc_now() - longest.matter.since)}"
