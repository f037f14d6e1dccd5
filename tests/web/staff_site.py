"""The staff's pages as a process of their own, for tests in a real browser.

Started as `uvicorn tests.web.staff_site:app` with DATABASE and NICEGUI_STORAGE_PATH in the environment.
"""

from __future__ import annotations

import os
import uuid
from zoneinfo import ZoneInfo

from fastapi import FastAPI
from nicegui import ui

from knowledge.conversations.service import Conversations, Handoff, Outgoing
from knowledge.database import make_engine, make_sessions
from knowledge.models import Base
from knowledge.staff.models import Role
from knowledge.staff.service import StaffAccounts
from tests.keys import KEYRING
from tests.web.some_customers import add_customers
from tests.web.some_matters import add_matters, make_deciding
from web.hub import Hub
from web.pages import StaffPages, register_staff_pages

PASSWORD = "a password for tests"

engine = make_engine(f"sqlite:///{os.environ['DATABASE']}", KEYRING)
Base.metadata.create_all(engine)
sessions = make_sessions(engine)
conversations = Conversations(sessions)
accounts = StaffAccounts(sessions)
hub = Hub()
app = FastAPI()

for name, role in (("Mei", Role.AGENT), ("Jonas", Role.AGENT), ("Priya", Role.PRODUCT)):
    accounts.add(f"{name.lower()}@example.org", name, role, PASSWORD)


@app.post("/shopper/says")
def shopper_says(text: str, conversation: str = "", wish: str = "") -> str:
    """A shopper's message, handed over at once when there is a wish; gives the conversation's id."""
    found = conversation or conversations.resume_or_open(str(uuid.uuid4()), None, "en").id
    received = conversations.receive(found, str(uuid.uuid4()), text)
    if wish and received.bot_answers:
        conversations.next_turn(found)
        answer = [Outgoing("text", {"text": "One moment."})]
        conversations.publish_answer(received.message.id, answer, Handoff("asked", wish=wish))
    hub.publish(found, {"type": "changed"})
    return found


@app.post("/shop/sells")
def shop_sells() -> None:
    """Customers with orders, in segments."""
    add_customers(sessions)


@app.post("/shop/waits")
def shop_waits(name: str) -> None:
    """A customer of this name with one of each that waits for a decision."""
    add_matters(sessions, name)


register_staff_pages(
    StaffPages(
        sessions,
        conversations,
        accounts,
        make_deciding(sessions),
        hub,
        ZoneInfo("Europe/Berlin"),
        shop_name="Linden Row",
    )
)
ui.run_with(app, storage_secret="a secret of the tests", dark=None, tailwind=False)
