"""What tests of the staff's pages share: a database, the pages in NiceGUI's simulation, people who log in."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest
from argon2 import PasswordHasher
from nicegui import Client, core
from nicegui.storage import Storage
from nicegui.testing import User
from nicegui.testing.user_simulation import user_simulation
from sqlalchemy.orm import Session, sessionmaker

from knowledge.conversations.service import Conversations, Handoff, Outgoing
from knowledge.database import make_engine, make_sessions
from knowledge.models import Base
from knowledge.staff.models import Role, StaffAccount
from knowledge.staff.service import StaffAccounts
from tests.keys import KEYRING
from tests.web.some_matters import make_deciding
from web.hub import Hub
from web.pages import StaffPages, register_staff_pages

PASSWORD = "a password for tests"
PATIENT = 30
"""How often a test looks again, a tenth of a second each, before it gives up."""


@pytest.fixture
def sessions(tmp_path: Path) -> Iterator[sessionmaker[Session]]:
    """A factory of sessions on a fresh SQLite file with every table."""
    engine = make_engine(f"sqlite:///{tmp_path / 'attendant.db'}", KEYRING)
    Base.metadata.create_all(engine)
    yield make_sessions(engine)
    engine.dispose()


@dataclass
class Site:
    """The staff's pages, and what happens behind them."""

    pages: StaffPages
    users: list[User] = field(default_factory=list)

    def person(self, name: str, role: Role = Role.AGENT) -> StaffAccount:
        """An account, with `<name>@example.org` and the password of all tests."""
        account, _ = self.pages.staff.add(f"{name.lower()}@example.org", name, role, PASSWORD)
        return account

    def browser(self) -> User:
        """Somebody's browser, not logged in."""
        transport = httpx.ASGITransport(core.app)
        user = User(httpx.AsyncClient(transport=transport, base_url="http://test"))
        self.users.append(user)
        return user

    async def log_in(self, name: str, path: str) -> User:
        """The browser of somebody who wanted `path` and logged in on the way."""
        user = self.browser()
        await user.open(path)
        user.find(marker="email").type(f"{name.lower()}@example.org")
        user.find(marker="password").type(PASSWORD)
        user.find(marker="submit").click()
        await user.should_not_see(marker="password", retries=40)
        await user.should_see("Log out", retries=40)
        return user

    async def desk_of(self, name: str, conversation: str) -> User:
        """The desk of somebody with this conversation open."""
        user = await self.log_in(name, f"/desk?conversation={conversation}")
        await user.should_see(marker="status", retries=PATIENT)
        return user

    def shopper_says(
        self, text: str, *, conversation: str | None = None, answer: str = "", handoff: str = ""
    ) -> str:
        """A shopper's message, answered by the bot if it still speaks; gives the conversation's id."""
        conversations = self.pages.conversations
        conversation_id = conversation or conversations.resume_or_open(str(uuid.uuid4()), None, "en").id
        received = conversations.receive(conversation_id, str(uuid.uuid4()), text)
        if received.bot_answers and (answer or handoff):
            conversations.next_turn(conversation_id)
            conversations.publish_answer(
                received.message.id,
                [Outgoing("text", {"text": answer or "One moment."})],
                Handoff(handoff, wish=handoff) if handoff else None,
            )
        self.pages.hub.publish(conversation_id, {"type": "changed"})
        return conversation_id


@pytest.fixture
async def site(
    sessions: sessionmaker[Session],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> AsyncIterator[Site]:
    """The staff's pages over an empty shop; fails when a page logged an error."""
    monkeypatch.setattr(Storage, "path", tmp_path / "storage")
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    pages = StaffPages(
        sessions=sessions,
        conversations=Conversations(sessions),
        staff=StaffAccounts(sessions, hasher=quick),
        deciding=make_deciding(sessions),
        hub=Hub(),
        zone=ZoneInfo("Europe/Berlin"),
        shop_name="Linden Row",
    )
    site = Site(pages)
    async with user_simulation():
        register_staff_pages(pages)
        yield site
        for user in site.users:
            await user.http_client.aclose()
        # The simulation forgets the modules of the pages it had; ours stay.
        Client.page_routes.clear()
    assert not [record for record in caplog.get_records("call") if record.levelname == "ERROR"]
