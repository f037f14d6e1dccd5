"""The desk: taking over, replying, giving back, and what staff see that shoppers do not."""

from __future__ import annotations

import asyncio

from nicegui import ui
from nicegui.testing import User
from sqlalchemy import select

from knowledge.audit import AuditEntry
from knowledge.conversations.models import BOT, CLOSED, QUEUE, Message, agent_owner
from knowledge.conversations.service import Outgoing
from knowledge.customers.models import Customer
from knowledge.database import utc_now, writing
from knowledge.feedback.models import Feedback
from knowledge.orders.models import Order, OrderLine, OrderState
from knowledge.staff.models import Role
from tests.web.conftest import Site

PATIENT = 30


async def opened(site: Site, name: str, conversation: str) -> User:
    """The desk of somebody with this conversation open."""
    user = await site.log_in(name, f"/desk?conversation={conversation}")
    await user.should_see(marker="status", retries=PATIENT)
    return user


async def write(user: User, text: str) -> None:
    user.find(marker="composer").type(text)
    user.find(marker="send").click()


def typed(user: User) -> str:
    (box,) = user.find(kind=ui.textarea).elements
    return box.value or ""


def everyone_reads(site: Site, conversation: str) -> list[str]:
    """The shopper's transcript."""
    return [message.body.get("text", "") for message in site.pages.conversations.transcript(conversation)]


async def test_an_empty_desk_says_what_will_appear(site: Site) -> None:
    site.person("Mei")
    user = await site.log_in("Mei", "/desk")
    await user.should_see("Nobody waits. What the bot hands over appears here")
    await user.should_see("No conversation open")


async def test_who_waits_longest_is_on_top_with_why_and_mood(site: Site) -> None:
    first = site.shopper_says("This is terrible, I hate it. Awful, awful service!", handoff="refund_refused")
    second = site.shopper_says("hello, please help me", handoff="Lost parcel")
    site.person("Mei")
    user = await site.log_in("Mei", "/desk")
    await user.should_see("2 waiting")
    rows = sorted(
        (row for marker in (first, second) for row in user.find(marker=f"item-{marker}").elements),
        key=lambda row: row.parent_slot.children.index(row) if row.parent_slot else 0,
    )
    assert "refund refused" in rows[0].content  # type: ignore[attr-defined]
    assert "☹" in rows[0].content  # type: ignore[attr-defined]
    assert "Lost parcel" in rows[1].content  # type: ignore[attr-defined]
    assert "☹" not in rows[1].content  # type: ignore[attr-defined]


async def test_an_agent_takes_over_replies_and_ends_the_conversation(site: Site) -> None:
    mei = site.person("Mei")
    conversation = site.shopper_says("my parcel is lost", handoff="Lost parcel")
    user = await opened(site, "Mei", conversation)
    await user.should_see("Lost parcel")
    user.find(marker="take-over").click()
    await user.should_see("with Mei", retries=PATIENT)
    assert site.pages.conversations.get(conversation).owner == agent_owner(mei.id)
    await write(user, "Hello, Mei here.")
    await user.should_see(content='line-text">Hello, Mei here.', retries=PATIENT)
    assert typed(user) == ""
    assert everyone_reads(site, conversation)[-1] == "Hello, Mei here."
    user.find(marker="done").click()
    await user.should_see("closed", retries=PATIENT)
    assert site.pages.conversations.get(conversation).owner == CLOSED


async def test_an_agent_gives_back_to_the_bot(site: Site) -> None:
    site.person("Mei")
    conversation = site.shopper_says("my parcel is lost", handoff="Lost parcel")
    user = await opened(site, "Mei", conversation)
    user.find(marker="take-over").click()
    await user.should_see(marker="give-back", retries=PATIENT)
    user.find(marker="give-back").click()
    await user.should_see("with the bot", retries=PATIENT)
    assert site.pages.conversations.get(conversation).owner == BOT
    assert site.shopper_says("thanks", conversation=conversation, answer="Gladly.") == conversation
    assert everyone_reads(site, conversation)[-1] == "Gladly."


async def test_a_conversation_with_the_bot_can_be_watched_and_taken_over(site: Site) -> None:
    site.person("Mei")
    conversation = site.shopper_says("is the jacket waterproof?", answer="Yes.")
    user = await opened(site, "Mei", conversation)
    await user.should_see("with the bot")
    await user.should_not_see(marker="give-back")
    site.shopper_says("and the boots?", conversation=conversation, answer="They are too.")
    await user.should_see("They are too.", retries=PATIENT)
    user.find(marker="take-over").click()
    await user.should_see("with Mei", retries=PATIENT)


async def test_of_two_agents_who_take_over_at_once_one_wins_and_the_other_is_told(site: Site) -> None:
    accounts = {name: site.person(name) for name in ("Mei", "Jonas")}
    conversation = site.shopper_says("my parcel is lost", handoff="Lost parcel")
    users = {name: await opened(site, name, conversation) for name in accounts}
    # Both act on what they saw before either has heard of the other.
    for user in users.values():
        user.find(marker="take-over").click()
    for user in users.values():
        await user.should_not_see("waiting for a person", retries=PATIENT)
    owner = site.pages.conversations.get(conversation).owner
    winner = next(name for name, account in accounts.items() if owner == agent_owner(account.id))
    loser = next(name for name in accounts if name != winner)
    await users[winner].should_see(marker="done", retries=PATIENT)
    await users[loser].should_see(f"with {winner}", retries=PATIENT)
    await users[loser].should_not_see(marker="done")
    await users[loser].should_not_see(marker="take-over")
    notices = [words for user in users.values() for words in user.notify.messages]
    assert notices == [f"Nothing was done: this conversation is with {winner} now."]
    taken = [
        message
        for message in site.pages.conversations.transcript(conversation)
        if message.body.get("event") == "taken"
    ]
    assert [message.body["name"] for message in taken] == [winner]


async def test_only_the_holder_replies_and_what_another_typed_stays(site: Site) -> None:
    site.person("Mei")
    jonas = site.person("Jonas")
    conversation = site.shopper_says("my parcel is lost", handoff="Lost parcel")
    user = await opened(site, "Mei", conversation)
    user.find(marker="take-over").click()
    await user.should_see("with Mei", retries=PATIENT)
    user.find(marker="composer").type("I will look for it")
    # It goes to Jonas, and Mei's desk has not heard of it when she sends.
    conversations = site.pages.conversations
    epoch = conversations.get(conversation).epoch
    conversations.take_over(conversation, epoch=epoch, staff_id=jonas.id, name="Jonas")
    user.find(marker="send").click()
    await user.should_see("Nothing was done: this conversation is with Jonas now.", retries=PATIENT)
    assert typed(user) == "I will look for it"
    assert "I will look for it" not in everyone_reads(site, conversation)
    await user.should_see("You do not hold this conversation")


async def test_a_colleague_does_not_take_from_a_colleague_but_an_admin_may(site: Site) -> None:
    mei = site.person("Mei")
    site.person("Jonas")
    site.person("Sam", Role.ADMIN)
    conversation = site.shopper_says("my parcel is lost", handoff="Lost parcel")
    conversations = site.pages.conversations
    epoch = conversations.get(conversation).epoch
    conversations.take_over(conversation, epoch=epoch, staff_id=mei.id, name="Mei")
    jonas = await opened(site, "Jonas", conversation)
    await jonas.should_not_see(marker="take-over")
    sam = await opened(site, "Sam", conversation)
    await sam.should_see(marker="take-over")
    site.pages.staff.deactivate("mei@example.org")
    await jonas.open(f"/desk?conversation={conversation}")
    await jonas.should_see(marker="take-over", retries=PATIENT)


async def test_notes_and_late_drafts_are_for_staff_only(site: Site) -> None:
    site.person("Mei")
    conversation = site.shopper_says("my parcel is lost")
    conversations = site.pages.conversations
    asked = conversations.next_turn(conversation)
    assert asked is not None
    user = await opened(site, "Mei", conversation)
    user.find(marker="take-over").click()
    await user.should_see("with Mei", retries=PATIENT)
    conversations.publish_answer(asked[1].id, [Outgoing("text", {"text": "It arrives today."})])
    site.pages.hub.publish(conversation, {"type": "changed"})
    await user.should_see("It arrives today.", retries=PATIENT)
    await user.should_see("draft, not sent")
    user.find(marker="mode-note").click()
    await write(user, "Carrier says lost in Lyon.")
    await user.should_see("note, only staff see it", retries=PATIENT)
    assert not {"It arrives today.", "Carrier says lost in Lyon."} & set(everyone_reads(site, conversation))


async def test_a_text_begun_as_a_note_never_becomes_a_reply_by_itself(site: Site) -> None:
    site.person("Mei")
    conversation = site.shopper_says("my parcel is lost", handoff="Lost parcel")
    user = await opened(site, "Mei", conversation)
    user.find(marker="composer").type("This one is a known troublemaker")
    user.find(marker="take-over").click()
    await user.should_see("with Mei", retries=PATIENT)
    user.find(marker="composer").trigger("keydown.ctrl.enter")
    await user.should_see("note, only staff see it", retries=PATIENT)
    assert "This one is a known troublemaker" not in everyone_reads(site, conversation)


async def test_what_was_typed_survives_news_other_conversations_and_a_reload(site: Site) -> None:
    site.person("Mei")
    lost = site.shopper_says("my parcel is lost", handoff="Lost parcel")
    broken = site.shopper_says("the kettle leaks", handoff="Leaking kettle")
    user = await opened(site, "Mei", lost)
    user.find(marker="composer").type("half a sen")
    site.shopper_says("hello?", conversation=lost)
    await user.should_see("hello?", retries=PATIENT)
    assert typed(user) == "half a sen"
    user.find(marker=f"item-{broken}").click()
    await user.should_see("the kettle leaks", retries=PATIENT)
    assert typed(user) == ""
    user.find(marker=f"item-{lost}").click()
    await user.should_see("hello?", retries=PATIENT)
    assert typed(user) == "half a sen"
    await user.open("/desk")
    await user.should_see("hello?", retries=PATIENT)
    assert typed(user) == "half a sen"


async def test_news_reach_an_open_desk(site: Site) -> None:
    site.person("Mei")
    user = await site.log_in("Mei", "/desk")
    conversation = site.shopper_says("my parcel is lost", handoff="Lost parcel")
    await user.should_see(marker=f"item-{conversation}", retries=PATIENT)
    await user.should_see("1 waiting")
    user.find(marker=f"item-{conversation}").click()
    await user.should_see("waiting for a person", retries=PATIENT)
    site.pages.hub.publish(conversation, {"type": "typing", "who": "shopper"})
    await user.should_see("is writing…", retries=PATIENT)


async def test_a_closed_page_does_not_listen_any_more(site: Site) -> None:
    site.person("Mei")
    user = await site.log_in("Mei", "/desk")
    for _ in range(PATIENT):
        if site.pages.hub.subscribers:
            break
        await asyncio.sleep(0.05)
    assert site.pages.hub.subscribers == 1
    assert user.client is not None
    user.client.delete()
    await asyncio.sleep(0.05)
    assert site.pages.hub.subscribers == 0


async def test_what_shoppers_write_is_never_markup(site: Site) -> None:
    site.person("Mei")
    conversation = site.shopper_says("<img src=x onerror=alert(1)> {{ 7 * 7 }}", handoff="<b>bold</b>")
    user = await opened(site, "Mei", conversation)
    await user.should_see("&lt;img src=x onerror=alert(1)&gt; {{ 7 * 7 }}", retries=PATIENT)
    await user.should_not_see("<img")
    await user.should_see("&lt;b&gt;bold&lt;/b&gt;")


async def test_bodies_of_the_bot_are_shown_compactly(site: Site) -> None:
    site.person("Mei")
    conversation = site.shopper_says("show me jackets")
    asked = site.pages.conversations.next_turn(conversation)
    assert asked is not None
    card = {"title": "Ridgeline", "price": "€129", "stock": "in stock", "reason": "your size", "subtitle": ""}
    confirmation = {
        "title": "Cancel order 10342",
        "lines": [{"label": "Refund", "value": "€129 to your card"}],
        "buttons": [{"title": "Yes, cancel", "payload": "/affirm"}],
    }
    table = {"columns": ["Order", "State"], "rows": [["10342", "shipped"]]}
    answers = [
        Outgoing(
            "cards", {"text": "Two:", "cards": [card], "chips": [{"title": "under 150 ×", "payload": "/x"}]}
        ),
        Outgoing("table", table),
        Outgoing("confirmation", confirmation),
        Outgoing("text", {"text": "From the help.", "source": {"title": "Returns", "url": "/help/returns"}}),
    ]
    site.pages.conversations.publish_answer(asked[1].id, answers)
    user = await opened(site, "Mei", conversation)
    for words in (
        "Ridgeline",
        "in stock · your size",
        "under 150 ×",
        "10342",
        "Cancel order",
        "From: Returns",
    ):
        await user.should_see(words, retries=PATIENT)


async def test_the_context_shows_the_customer_with_the_email_masked_until_asked(site: Site) -> None:
    mei = site.person("Mei")
    conversation, customer_id = _of_a_customer(site)
    user = await opened(site, "Mei", conversation)
    for words in ("gold level", "10342", "shipped, late", "€133.90", "zip broke last time", "order number"):
        await user.should_see(words, retries=PATIENT)
    await user.should_see("l…@example.org")
    await user.should_not_see("lena@example.org")
    user.find("Show").click()
    await user.should_see("lena@example.org", retries=PATIENT)
    with site.pages.sessions() as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.action == "customer_email_shown")).all()
    assert [(entry.actor, entry.subject, entry.facts) for entry in entries] == [
        (f"staff:{mei.id}", f"customer:{customer_id}", {"conversation": conversation})
    ]


def _of_a_customer(site: Site) -> tuple[str, int]:
    now = utc_now()
    with writing(site.pages.sessions) as session:
        customer = Customer(shop_id="1", email="lena@example.org", name="Lena Kovač", level="gold")
        session.add(customer)
        session.flush()
        order = Order(
            number="10342",
            customer_id=customer.id,
            state=OrderState.SHIPPED,
            currency="EUR",
            shipping_minor=490,
            placed_at=now.replace(year=now.year - 1),
            promised_at=now.replace(year=now.year - 1),
        )
        order.lines = [OrderLine(sku="j-m", name="Ridgeline Jacket", quantity=1, unit_minor=12_900)]
        session.add(order)
        session.add(
            Feedback(
                kind="review",
                text="zip broke last time",
                sentiment=-0.6,
                label="negative",
                customer_id=customer.id,
                source_key="earlier",
            )
        )
        customer_id = customer.id
    conversations = site.pages.conversations
    conversation = conversations.resume_or_open("visitor", customer_id, "en").id
    site.shopper_says("where is it?", conversation=conversation, handoff="Late order")
    with writing(site.pages.sessions) as session:
        found = conversations.get(conversation)
        found.handoff = {**found.handoff, "known": {"order_number": "10342", "email": "lena@example.org"}}
        session.merge(found)
    return conversation, customer_id


async def test_a_note_does_not_change_who_speaks(site: Site) -> None:
    site.person("Mei")
    conversation = site.shopper_says("my parcel is lost", handoff="Lost parcel")
    user = await opened(site, "Mei", conversation)
    await user.should_see("Only staff read this. Take over to reply")
    await write(user, "I know this case")
    await user.should_see("note, only staff see it", retries=PATIENT)
    assert site.pages.conversations.get(conversation).owner == QUEUE
    with site.pages.sessions() as session:
        messages = (
            select(Message.kind).where(Message.conversation_id == conversation).order_by(Message.seq.desc())
        )
        assert session.scalars(messages.limit(1)).one() == "note"


async def test_a_conversation_that_is_gone_is_said_to_be_gone(site: Site) -> None:
    site.person("Mei")
    user = await site.log_in("Mei", "/desk?conversation=unknown")
    await user.should_see("That conversation does not exist any more.", retries=PATIENT)
    await user.should_see("No conversation open")
