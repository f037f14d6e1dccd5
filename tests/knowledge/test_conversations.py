"""Conversations: nothing lost, doubled or reordered, and only one speaks at a time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from knowledge.conversations.errors import EmptyMessage, MessageTooLong, OwnerChanged, UnknownChoice
from knowledge.conversations.models import (
    BOT,
    CLOSED,
    QUEUE,
    Audience,
    Author,
    Conversation,
    Message,
    Turn,
    TurnState,
    agent_owner,
)
from knowledge.conversations.service import (
    MAX_MESSAGE_CHARACTERS,
    MOODS_KEPT,
    Conversations,
    Handoff,
    Outgoing,
    Received,
)
from knowledge.customers.models import Customer
from knowledge.errors import NotFound

Sessions = sessionmaker[Session]
MakeCustomer = Callable[..., Customer]

ROSA, TOM = 1, 2
HELLO = Outgoing("text", {"text": "Hello!"})
YES_OR_NO = Outgoing(
    "text",
    {
        "text": "Shall I?",
        "buttons": [{"title": "Yes", "payload": "/affirm"}, {"title": "No", "payload": "/deny"}],
    },
)


@pytest.fixture
def talks(sessions: Sessions) -> Conversations:
    return Conversations(sessions)


@pytest.fixture
def chat(talks: Conversations) -> str:
    """The id of a conversation in which nothing was said yet."""
    return talks.resume_or_open("visitor", None, "en").id


def ask(talks: Conversations, chat: str, client_id: str = "m1", text: str = "hello") -> int:
    """A shopper's message that the bot is being asked about; gives its id."""
    talks.receive(chat, client_id, text)
    owed = talks.next_turn(chat)
    assert owed is not None
    return owed[1].id


def say(talks: Conversations, chat: str, *answers: Outgoing, client_id: str = "m1") -> int:
    """Let the bot answer a message; gives the number of its last message."""
    return talks.publish_answer(ask(talks, chat, client_id), answers).messages[-1].seq


def take(talks: Conversations, chat: str, agent: int = ROSA) -> int:
    return talks.take_over(chat, epoch=talks.get(chat).epoch, staff_id=agent, name=f"Agent {agent}")


def texts(talks: Conversations, chat: str, *, staff: bool = False) -> list[Any]:
    """What was said, and which events happened, in order."""
    return [
        message.body.get("text") or message.body.get("event")
        for message in talks.transcript(chat, staff=staff)
    ]


def turns(sessions: Sessions) -> list[TurnState]:
    with sessions() as session:
        return [TurnState(state) for state in session.scalars(select(Turn.state).order_by(Turn.message_id))]


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do several things, each in a thread of its own, at the same moment; gives results or domain errors."""
    barrier = Barrier(len(acts))

    def go(act: Callable[[], Any]) -> Any:
        barrier.wait(timeout=30)
        try:
            return act()
        except OwnerChanged as error:
            return error

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(go, act) for act in acts]]


# The transcript


def test_messages_are_numbered_from_one_whoever_writes(talks: Conversations, chat: str) -> None:
    say(talks, chat, HELLO, YES_OR_NO)
    take(talks, chat)
    talks.reply(chat, staff_id=ROSA, name="Rosa", text="Rosa here.")
    talks.note(chat, name="Rosa", text="a regular")
    assert [message.seq for message in talks.transcript(chat, staff=True)] == [1, 2, 3, 4, 5, 6]
    assert talks.get(chat).last_seq == 6


def test_each_conversation_has_numbers_of_its_own(talks: Conversations, chat: str) -> None:
    talks.receive(chat, "m1", "one")
    other = talks.resume_or_open("another visitor", None, "en").id
    assert talks.receive(other, "m1", "two").message.seq == 1


def test_messages_that_come_at_once_get_one_number_each(talks: Conversations, chat: str) -> None:
    received = at_once(*(partial(talks.receive, chat, f"m{number}", "hi") for number in range(8)))
    assert sorted(each.message.seq for each in received) == list(range(1, 9))
    assert [message.seq for message in talks.transcript(chat)] == list(range(1, 9))


def test_after_a_break_one_reads_on_where_one_was(talks: Conversations, chat: str) -> None:
    for number in range(5):
        talks.receive(chat, f"m{number}", f"line {number}")
    assert [message.seq for message in talks.transcript(chat, after=3)] == [4, 5]
    assert talks.transcript(chat, after=5) == []


def test_a_message_sent_again_is_the_first_one(talks: Conversations, sessions: Sessions, chat: str) -> None:
    first = talks.receive(chat, "m1", "where is my parcel?")
    again = talks.receive(chat, "m1", "where is my parcel?")
    assert (first.repeated, again.repeated) == (False, True)
    assert again.message.id == first.message.id
    assert texts(talks, chat) == ["where is my parcel?"]
    assert turns(sessions) == [TurnState.WAITING]
    assert len(talks.get(chat).mood) == 1


def test_a_message_sent_again_at_the_same_moment_is_stored_once(
    talks: Conversations, sessions: Sessions, chat: str
) -> None:
    received: list[Received] = at_once(*[lambda: talks.receive(chat, "m1", "hi")] * 4)
    assert len({each.message.id for each in received}) == 1
    assert [each.repeated for each in received].count(False) == 1
    assert turns(sessions) == [TurnState.WAITING]


def test_the_same_id_in_another_conversation_is_another_message(talks: Conversations, chat: str) -> None:
    first = talks.receive(chat, "m1", "hi")
    other = talks.resume_or_open("another visitor", None, "en").id
    second = talks.receive(other, "m1", "hi")
    assert not second.repeated
    assert second.message.id != first.message.id


@pytest.mark.parametrize("text", ["", "  \n\t "])
def test_nothing_is_no_message(talks: Conversations, chat: str, text: str) -> None:
    with pytest.raises(EmptyMessage):
        talks.receive(chat, "m1", text)
    assert texts(talks, chat) == []


def test_a_message_may_be_long_but_not_longer(talks: Conversations, chat: str) -> None:
    longest = "x" * MAX_MESSAGE_CHARACTERS
    talks.receive(chat, "m1", f"  {longest}  ")
    with pytest.raises(MessageTooLong, match="has 2001 characters; at most 2000"):
        talks.receive(chat, "m2", longest + "x")
    assert texts(talks, chat) == [longest]


def test_an_unknown_conversation_is_not_written_to(talks: Conversations) -> None:
    with pytest.raises(NotFound):
        talks.receive("nowhere", "m1", "hi")
    with pytest.raises(NotFound):
        talks.tell("nowhere", "text", {"text": "hi"}, once="news")
    with pytest.raises(NotFound):
        talks.get("nowhere")


def test_the_mood_follows_what_was_typed_and_forgets_the_oldest(talks: Conversations, chat: str) -> None:
    talks.receive(chat, "m1", "this is wonderful, I love it")
    talks.receive(chat, "m2", "this is terrible, I hate it")
    good, bad = talks.get(chat).mood
    assert good > 0 > bad
    for number in range(MOODS_KEPT):
        talks.receive(chat, f"n{number}", "ok")
    mood = talks.get(chat).mood
    assert len(mood) == MOODS_KEPT
    assert good not in mood


# What the bot owes


def test_the_bot_owes_an_answer_to_each_message_in_order(talks: Conversations, chat: str) -> None:
    first = talks.receive(chat, "m1", "one").message
    second = talks.receive(chat, "m2", "two").message
    asked = []
    while (owed := talks.next_turn(chat)) is not None:
        turn, message, conversation = owed
        assert (turn.epoch, conversation.id, turn.payload) == (conversation.epoch, chat, None)
        asked.append((message.id, message.body["text"]))
        talks.publish_answer(message.id, [HELLO])
    assert asked == [(first.id, "one"), (second.id, "two")]


def test_an_answer_is_published_to_everyone(talks: Conversations, sessions: Sessions, chat: str) -> None:
    published = talks.publish_answer(ask(talks, chat), [HELLO, YES_OR_NO])
    assert (published.late, published.handed_over) == (False, False)
    _, hello, question = talks.transcript(chat)
    assert [message.id for message in published.messages] == [hello.id, question.id]
    assert (hello.author, hello.audience, hello.kind) == (Author.BOT, Audience.EVERYONE, "text")
    assert question.body == YES_OR_NO.body
    assert turns(sessions) == [TurnState.ANSWERED]


def test_what_a_crash_left_unanswered_is_owed_by_the_next_process(
    sessions: Sessions, talks: Conversations, chat: str
) -> None:
    asked = ask(talks, chat, "m1")
    talks.receive(chat, "m2", "still there?")
    other = talks.resume_or_open("another visitor", None, "en").id
    talks.publish_answer(ask(talks, other), [HELLO])
    after_the_crash = Conversations(sessions)
    assert after_the_crash.owed() == [chat]
    owed = after_the_crash.next_turn(chat)
    assert owed is not None
    assert owed[1].id == asked
    after_the_crash.publish_answer(asked, [HELLO])
    assert texts(talks, chat) == ["hello", "still there?", "Hello!"]
    assert after_the_crash.owed() == [chat]


def test_nothing_is_owed_once_all_is_answered(talks: Conversations, chat: str) -> None:
    say(talks, chat, HELLO)
    assert talks.owed() == []
    assert talks.next_turn(chat) is None


def test_who_waits_longest_is_owed_first(talks: Conversations, chat: str) -> None:
    other = talks.resume_or_open("another visitor", None, "en").id
    talks.receive(other, "m1", "first")
    talks.receive(chat, "m1", "second")
    talks.receive(other, "m2", "third")
    assert talks.owed() == [other, chat]


def test_a_second_answer_to_the_same_message_is_not_published(
    talks: Conversations, sessions: Sessions, chat: str
) -> None:
    message = ask(talks, chat)
    talks.publish_answer(message, [HELLO])
    again = talks.publish_answer(message, [HELLO], Handoff("asked"))
    assert (list(again.messages), again.late, again.handed_over) == ([], False, False)
    assert list(talks.fail_turn(message, [HELLO]).messages) == []
    assert texts(talks, chat) == ["hello", "Hello!"]
    assert talks.get(chat).owner == BOT
    assert turns(sessions) == [TurnState.ANSWERED]


def test_two_workers_with_an_answer_to_the_same_message_publish_one(talks: Conversations, chat: str) -> None:
    message = ask(talks, chat)
    published = at_once(*[lambda: talks.publish_answer(message, [HELLO])] * 3)
    assert sorted(len(each.messages) for each in published) == [0, 0, 1]
    assert texts(talks, chat) == ["hello", "Hello!"]


def test_that_the_bot_failed_is_said_and_remembered(
    talks: Conversations, sessions: Sessions, chat: str
) -> None:
    sorry = Outgoing("text", {"text": "Sorry, that did not work."})
    assert not talks.fail_turn(ask(talks, chat), [sorry]).late
    assert texts(talks, chat) == ["hello", "Sorry, that did not work."]
    assert turns(sessions) == [TurnState.FAILED]


# Who may speak


def test_an_answer_that_comes_after_a_takeover_is_a_draft_that_shoppers_never_see(
    talks: Conversations, sessions: Sessions, chat: str
) -> None:
    message = ask(talks, chat)
    take(talks, chat)
    published = talks.publish_answer(message, [YES_OR_NO])
    assert published.late
    assert texts(talks, chat) == ["hello", "taken"]
    draft = talks.transcript(chat, staff=True)[-1]
    assert (draft.author, draft.audience, draft.kind) == (Author.BOT, Audience.STAFF, "draft")
    assert draft.body == {"kind": "text", **YES_OR_NO.body}
    assert turns(sessions) == [TurnState.LATE]


def test_an_answer_from_before_a_takeover_is_late_even_when_the_bot_may_speak_again(
    talks: Conversations, chat: str
) -> None:
    message = ask(talks, chat)
    talks.give_back(chat, epoch=take(talks, chat), staff_id=ROSA)
    assert talks.get(chat).owner == BOT
    assert talks.publish_answer(message, [HELLO]).late
    assert texts(talks, chat) == ["hello", "taken", "given_back"]


def test_a_failure_that_comes_late_is_not_told_to_the_shopper(
    talks: Conversations, sessions: Sessions, chat: str
) -> None:
    message = ask(talks, chat)
    take(talks, chat)
    assert talks.fail_turn(message, [HELLO]).late
    assert texts(talks, chat) == ["hello", "taken"]
    assert turns(sessions) == [TurnState.LATE]


def test_a_late_wish_to_hand_over_does_not_take_the_conversation_from_its_agent(
    talks: Conversations, chat: str
) -> None:
    message = ask(talks, chat)
    take(talks, chat)
    assert not talks.publish_answer(message, [HELLO], Handoff("asked")).handed_over
    assert talks.get(chat).owner == agent_owner(ROSA)


def test_an_answer_and_a_takeover_at_the_same_moment_never_both_win(talks: Conversations) -> None:
    for round_number in range(5):
        chat = talks.resume_or_open(f"visitor {round_number}", None, "en").id
        message, epoch = ask(talks, chat), talks.get(chat).epoch
        at_once(
            partial(talks.take_over, chat, epoch=epoch, staff_id=ROSA, name="Rosa"),
            partial(talks.publish_answer, message, [HELLO]),
        )
        assert texts(talks, chat) in (["hello", "Hello!", "taken"], ["hello", "taken"])


def test_a_handoff_queues_the_conversation_with_what_the_bot_knows(talks: Conversations, chat: str) -> None:
    epoch = talks.get(chat).epoch
    handoff = Handoff("asked", wish="a refund", known={"order": "10001"})
    published = talks.publish_answer(ask(talks, chat), [HELLO], handoff)
    assert published.handed_over
    conversation = talks.get(chat)
    assert (conversation.owner, conversation.epoch) == (QUEUE, epoch + 1)
    assert conversation.handoff == {"reason": "asked", "wish": "a refund", "known": {"order": "10001"}}
    assert conversation.queued_at is not None
    assert texts(talks, chat) == ["hello", "Hello!", "queued"]
    assert [each.id for each in talks.queue()] == [chat]


def test_a_handoff_that_cannot_be_stored_leaves_no_half_of_it(
    talks: Conversations, sessions: Sessions, chat: str
) -> None:
    message = ask(talks, chat)
    with pytest.raises(Exception, match="not JSON serializable"):
        talks.publish_answer(message, [HELLO], Handoff("asked", known={"what": object()}))
    assert texts(talks, chat) == ["hello"]
    assert talks.get(chat).owner == BOT
    assert talks.queue() == []
    assert turns(sessions) == [TurnState.ASKING]
    assert talks.owed() == [chat]


def test_messages_that_waited_behind_a_handoff_are_the_persons_to_answer(
    talks: Conversations, sessions: Sessions, chat: str
) -> None:
    message = ask(talks, chat)
    talks.receive(chat, "m2", "and quickly!")
    talks.publish_answer(message, [HELLO], Handoff("asked"))
    assert turns(sessions) == [TurnState.ANSWERED, TurnState.LATE]
    assert talks.owed() == []


def test_while_a_person_has_the_conversation_the_bot_owes_nothing(talks: Conversations, chat: str) -> None:
    talks.publish_answer(ask(talks, chat), [HELLO], Handoff("asked"))
    assert not talks.receive(chat, "m2", "anyone?").bot_answers
    take(talks, chat)
    assert not talks.receive(chat, "m3", "hello Rosa").bot_answers
    assert talks.owed() == []


def test_of_two_agents_who_take_over_at_the_same_moment_one_wins(talks: Conversations) -> None:
    for round_number in range(5):
        chat = talks.resume_or_open(f"visitor {round_number}", None, "en").id
        talks.publish_answer(ask(talks, chat), [HELLO], Handoff("asked"))
        epoch = talks.get(chat).epoch
        rosa, tom = at_once(
            partial(talks.take_over, chat, epoch=epoch, staff_id=ROSA, name="Rosa"),
            partial(talks.take_over, chat, epoch=epoch, staff_id=TOM, name="Tom"),
        )
        refused = tom if rosa == epoch + 1 else rosa
        winner = ROSA if rosa == epoch + 1 else TOM
        assert isinstance(refused, OwnerChanged)
        assert refused.owner == agent_owner(winner)
        conversation = talks.get(chat)
        assert (conversation.owner, conversation.epoch) == (agent_owner(winner), epoch + 1)
        assert texts(talks, chat).count("taken") == 1


def test_who_looked_too_long_must_look_again(talks: Conversations, chat: str) -> None:
    seen = talks.get(chat).epoch
    talks.give_back(chat, epoch=take(talks, chat), staff_id=ROSA)
    with pytest.raises(OwnerChanged, match="is now with bot"):
        talks.take_over(chat, epoch=seen, staff_id=TOM, name="Tom")
    assert talks.get(chat).owner == BOT


def test_each_change_of_owner_makes_the_epoch_one_more_and_is_written_down(
    talks: Conversations, chat: str
) -> None:
    start = talks.get(chat).epoch
    taken = talks.take_over(chat, epoch=start, staff_id=ROSA, name="Rosa")
    back = talks.give_back(chat, epoch=taken, staff_id=ROSA)
    again = talks.take_over(chat, epoch=back, staff_id=TOM, name="Tom")
    closed = talks.close(chat, epoch=again, staff_id=TOM)
    assert [taken, back, again, closed] == [start + step for step in (1, 2, 3, 4)]
    assert talks.get(chat).epoch == closed
    assert texts(talks, chat) == ["taken", "given_back", "taken", "closed"]
    assert {(message.author, message.kind) for message in talks.transcript(chat)} == {
        (Author.SYSTEM, "event")
    }


@pytest.mark.parametrize("deed", ["give_back", "close"])
def test_only_who_holds_a_conversation_gives_it_back_or_closes_it(
    talks: Conversations, chat: str, deed: str
) -> None:
    epoch = take(talks, chat)
    with pytest.raises(OwnerChanged, match=f"is now with agent:{ROSA}"):
        getattr(talks, deed)(chat, epoch=epoch, staff_id=TOM)
    with pytest.raises(OwnerChanged):
        getattr(talks, deed)(chat, epoch=epoch - 1, staff_id=ROSA)
    assert (talks.get(chat).owner, talks.get(chat).epoch) == (agent_owner(ROSA), epoch)


def test_only_who_holds_a_conversation_replies(talks: Conversations, chat: str) -> None:
    with pytest.raises(OwnerChanged):
        talks.reply(chat, staff_id=ROSA, name="Rosa", text="Hi")
    take(talks, chat)
    with pytest.raises(OwnerChanged):
        talks.reply(chat, staff_id=TOM, name="Tom", text="Hi")
    said = talks.reply(chat, staff_id=ROSA, name="Rosa", text=" Hi ")
    assert (said.author, said.author_name, said.body) == (Author.AGENT, "Rosa", {"text": "Hi"})
    assert texts(talks, chat) == ["taken", "Hi"]


def test_a_reply_sent_again_is_said_once(talks: Conversations, chat: str) -> None:
    take(talks, chat)
    first = talks.reply(chat, staff_id=ROSA, name="Rosa", text="Hi", client_id="r1")
    again = talks.reply(chat, staff_id=ROSA, name="Rosa", text="Hi", client_id="r1")
    assert again.id == first.id
    assert texts(talks, chat) == ["taken", "Hi"]


def test_notes_are_for_staff(talks: Conversations, chat: str) -> None:
    note = talks.note(chat, name="Rosa", text="seems upset")
    assert (note.kind, note.audience) == ("note", Audience.STAFF)
    assert texts(talks, chat) == []
    assert texts(talks, chat, staff=True) == ["seems upset"]


def test_agents_cannot_say_nothing(talks: Conversations, chat: str) -> None:
    take(talks, chat)
    with pytest.raises(EmptyMessage):
        talks.reply(chat, staff_id=ROSA, name="Rosa", text=" ")
    with pytest.raises(EmptyMessage):
        talks.note(chat, name="Rosa", text=" ")


# Buttons


def test_pressing_a_button_says_its_title_and_asks_the_bot_its_payload(
    talks: Conversations, chat: str
) -> None:
    seq = say(talks, chat, YES_OR_NO)
    pressed = talks.choose(chat, "m2", seq, 1)
    assert pressed.message.body == {"text": "No", "chosen": [seq, 1]}
    assert pressed.message.author == Author.SHOPPER
    owed = talks.next_turn(chat)
    assert owed is not None
    assert (owed[0].message_id, owed[0].payload) == (pressed.message.id, "/deny")


def test_buttons_count_through_cards_then_chips_then_the_messages_own(
    talks: Conversations, chat: str
) -> None:
    def buttons(*names: str) -> list[dict[str, str]]:
        return [{"title": name, "payload": f"/{name}"} for name in names]

    body = {
        "cards": [{"buttons": buttons("a", "b")}, {"title": "no buttons"}, {"buttons": buttons("c")}],
        "chips": buttons("d"),
        "buttons": buttons("e", "f"),
    }
    seq = say(talks, chat, Outgoing("cards", body))
    pressed = [talks.choose(chat, f"b{number}", seq, number).message.body["text"] for number in range(6)]
    assert "".join(pressed) == "abcdef"
    with pytest.raises(UnknownChoice):
        talks.choose(chat, "b6", seq, 6)


def test_a_button_pressed_twice_by_one_click_counts_once(
    talks: Conversations, sessions: Sessions, chat: str
) -> None:
    seq = say(talks, chat, YES_OR_NO)
    first = talks.choose(chat, "m2", seq, 0)
    again = talks.choose(chat, "m2", seq, 0)
    assert (again.repeated, again.message.id) == (True, first.message.id)
    assert turns(sessions) == [TurnState.ANSWERED, TurnState.WAITING]


@pytest.mark.parametrize("button", [-1, 2, 99])
def test_a_button_that_the_message_does_not_have_is_refused(
    talks: Conversations, chat: str, button: int
) -> None:
    seq = say(talks, chat, YES_OR_NO)
    with pytest.raises(UnknownChoice):
        talks.choose(chat, "m2", seq, button)
    assert talks.owed() == []


def test_only_what_the_bot_published_in_this_conversation_has_buttons(
    talks: Conversations, sessions: Sessions, chat: str
) -> None:
    issued_elsewhere = talks.resume_or_open("another visitor", None, "en").id
    say(talks, issued_elsewhere, YES_OR_NO)
    message = ask(talks, chat)  # 1: by the shopper
    take(talks, chat)  # 2: an event
    talks.publish_answer(message, [YES_OR_NO])  # 3: a draft
    talks.reply(chat, staff_id=ROSA, name="Rosa", text="Hi")  # 4: by an agent
    with sessions() as session, session.begin():  # whatever these may hold, it is no button
        for stored in session.scalars(select(Message).where(Message.conversation_id == chat)):
            stored.body = YES_OR_NO.body
    for seq in range(6):
        with pytest.raises(UnknownChoice):
            talks.choose(chat, f"b{seq}", seq, 0)
    assert talks.get(chat).last_seq == 4


def test_what_the_bot_says_unasked_may_have_buttons_too(talks: Conversations, chat: str) -> None:
    assert talks.tell(chat, "text", YES_OR_NO.body, once="news")
    assert talks.choose(chat, "m1", 1, 0).message.body["text"] == "Yes"


def test_what_the_bot_says_unasked_is_said_once(talks: Conversations, chat: str) -> None:
    assert talks.tell(chat, "text", {"text": "It is back."}, once="news")
    assert talks.tell(chat, "text", {"text": "It is back."}, once="news")
    assert len(talks.transcript(chat)) == 1


def test_the_bot_says_nothing_unasked_while_a_person_speaks(talks: Conversations, chat: str) -> None:
    talks.take_over(chat, epoch=0, staff_id=1, name="Mei")
    assert not talks.tell(chat, "text", {"text": "It is back."}, once="news")
    assert [message.kind for message in talks.transcript(chat)] == ["event"]


# Who is it, and which conversation goes on


def test_a_visitor_who_comes_back_finds_the_conversation_as_it_was(talks: Conversations, chat: str) -> None:
    talks.receive(chat, "m1", "hello")
    assert talks.resume_or_open("visitor", None, "zh").id == chat
    assert talks.resume_or_open("another visitor", None, "en").id != chat


def test_who_signs_in_in_the_middle_goes_on_with_the_same_conversation(
    talks: Conversations, chat: str, make_customer: MakeCustomer
) -> None:
    ada = make_customer()
    talks.receive(chat, "m1", "I want to return something")
    resumed = talks.resume_or_open("visitor", ada.id, "en")
    assert (resumed.id, resumed.customer_id) == (chat, ada.id)
    assert talks.get(chat).customer_id == ada.id
    assert talks.resume_or_open("visitor", ada.id, "en").id == chat


def test_who_signs_in_in_the_middle_goes_on_even_with_an_older_conversation_of_their_own(
    talks: Conversations, make_customer: MakeCustomer
) -> None:
    ada = make_customer()
    older = talks.resume_or_open("visitor", ada.id, "en").id
    talks.receive(older, "m1", "yesterday")
    anonymous = talks.resume_or_open("visitor", None, "en").id
    talks.receive(anonymous, "m1", "today")
    assert talks.resume_or_open("visitor", ada.id, "en").id == anonymous


def test_an_anonymous_conversation_without_a_word_is_not_gone_on_with(
    talks: Conversations, chat: str, make_customer: MakeCustomer
) -> None:
    ada = make_customer()
    assert talks.resume_or_open("visitor", ada.id, "en").id != chat
    assert talks.get(chat).customer_id is None


def test_who_signs_out_begins_a_new_conversation(
    talks: Conversations, chat: str, make_customer: MakeCustomer
) -> None:
    ada = make_customer()
    talks.receive(chat, "m1", "my order, please")
    talks.resume_or_open("visitor", ada.id, "en")
    after = talks.resume_or_open("visitor", None, "en")
    assert after.id != chat
    assert (after.customer_id, after.last_seq) == (None, 0)


def test_the_next_customer_at_the_same_browser_sees_nothing_of_the_one_before(
    talks: Conversations, chat: str, make_customer: MakeCustomer
) -> None:
    ada, eve = make_customer(), make_customer()
    talks.receive(chat, "m1", "my order, please")
    talks.resume_or_open("visitor", ada.id, "en")
    hers = talks.resume_or_open("visitor", eve.id, "en")
    assert hers.id != chat
    assert talks.get(chat).customer_id == ada.id


def test_two_pages_opened_at_once_share_one_conversation(talks: Conversations) -> None:
    opened: list[Conversation] = at_once(*[lambda: talks.resume_or_open("visitor", None, "en")] * 4)
    assert len({each.id for each in opened}) == 1


def test_a_message_to_a_closed_conversation_opens_it_again_with_the_bot(
    talks: Conversations, chat: str
) -> None:
    closed = talks.close(chat, epoch=take(talks, chat), staff_id=ROSA)
    assert [each.id for each in talks.closed()] == [chat]
    received = talks.receive(chat, "m1", "one more thing")
    assert received.bot_answers
    conversation = talks.get(chat)
    assert (conversation.owner, conversation.epoch) == (BOT, closed + 1)
    owed = talks.next_turn(chat)
    assert owed is not None
    assert not talks.publish_answer(owed[1].id, [HELLO]).late
    assert texts(talks, chat) == ["taken", "closed", "one more thing", "Hello!"]


def test_a_message_that_was_stored_before_the_close_does_not_open_it_again(
    talks: Conversations, chat: str
) -> None:
    talks.receive(chat, "m1", "thanks, bye")
    talks.close(chat, epoch=take(talks, chat), staff_id=ROSA)
    assert talks.receive(chat, "m1", "thanks, bye").repeated
    assert talks.get(chat).owner == CLOSED


def test_a_page_opened_after_the_close_begins_anew(talks: Conversations, chat: str) -> None:
    talks.close(chat, epoch=take(talks, chat), staff_id=ROSA)
    assert talks.resume_or_open("visitor", None, "en").id != chat


# What the desk looks at


def test_the_queue_serves_who_waits_longest_and_each_agent_sees_their_own(talks: Conversations) -> None:
    chats = [talks.resume_or_open(f"visitor {number}", None, "en").id for number in range(3)]
    for chat in reversed(chats):
        talks.publish_answer(ask(talks, chat), [HELLO], Handoff("asked"))
    assert [each.id for each in talks.queue()] == list(reversed(chats))
    take(talks, chats[2], ROSA)
    take(talks, chats[0], TOM)
    assert [each.id for each in talks.queue()] == [chats[1]]
    assert talks.get(chats[2]).queued_at is None
    assert [each.id for each in talks.held_by(ROSA)] == [chats[2]]
    assert [each.id for each in talks.held_by(TOM)] == [chats[0]]


def test_positions_tell_that_something_happened(talks: Conversations, chat: str) -> None:
    assert talks.positions([chat, "nowhere"]) == {chat: (0, 0)}
    talks.receive(chat, "m1", "hi")
    take(talks, chat)
    assert talks.positions([chat]) == {chat: (2, 1)}


def test_a_conversation_goes_on_in_another_language(talks: Conversations, chat: str) -> None:
    talks.speak(chat, "zh")
    assert talks.get(chat).language == "zh"
    with pytest.raises(NotFound):
        talks.speak("nowhere", "zh")
