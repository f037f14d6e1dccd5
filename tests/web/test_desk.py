"""Who speaks: taking over, replying, giving back, and what of it shoppers read."""

from __future__ import annotations

from nicegui import ui
from nicegui.testing import User
from sqlalchemy import select

from knowledge.conversations.models import BOT, CLOSED, QUEUE, Message, agent_owner
from knowledge.conversations.service import Outgoing
from knowledge.staff.models import Role
from tests.web.conftest import PATIENT, Site


async def write(user: User, text: str) -> None:
    user.find(marker="composer").type(text)
    user.find(marker="send").click()


def typed(user: User) -> str:
    (box,) = user.find(kind=ui.textarea).elements
    return box.value or ""


def everyone_reads(site: Site, conversation: str) -> list[str]:
    """The shopper's transcript."""
    return [message.body.get("text", "") for message in site.pages.conversations.transcript(conversation)]


async def test_an_agent_takes_over_replies_and_ends_the_conversation(site: Site) -> None:
    mei = site.person("Mei")
    conversation = site.shopper_says("my parcel is lost", handoff="Lost parcel")
    user = await site.desk_of("Mei", conversation)
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
    user = await site.desk_of("Mei", conversation)
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
    user = await site.desk_of("Mei", conversation)
    await user.should_see("with the bot")
    await user.should_not_see(marker="give-back")
    site.shopper_says("and the boots?", conversation=conversation, answer="They are too.")
    await user.should_see("They are too.", retries=PATIENT)
    user.find(marker="take-over").click()
    await user.should_see("with Mei", retries=PATIENT)


async def test_of_two_agents_who_take_over_at_once_one_wins_and_the_other_is_told(site: Site) -> None:
    accounts = {name: site.person(name) for name in ("Mei", "Jonas")}
    conversation = site.shopper_says("my parcel is lost", handoff="Lost parcel")
    users = {name: await site.desk_of(name, conversation) for name in accounts}
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
    user = await site.desk_of("Mei", conversation)
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
    jonas = await site.desk_of("Jonas", conversation)
    await jonas.should_not_see(marker="take-over")
    sam = await site.desk_of("Sam", conversation)
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
    user = await site.desk_of("Mei", conversation)
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
    user = await site.desk_of("Mei", conversation)
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
    user = await site.desk_of("Mei", lost)
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


async def test_a_note_does_not_change_who_speaks(site: Site) -> None:
    site.person("Mei")
    conversation = site.shopper_says("my parcel is lost", handoff="Lost parcel")
    user = await site.desk_of("Mei", conversation)
    await user.should_see("Only staff read this. Take over to reply")
    await write(user, "I know this case")
    await user.should_see("note, only staff see it", retries=PATIENT)
    assert site.pages.conversations.get(conversation).owner == QUEUE
    with site.pages.sessions() as session:
        messages = (
            select(Message.kind).where(Message.conversation_id == conversation).order_by(Message.seq.desc())
        )
        assert session.scalars(messages.limit(1)).one() == "note"
