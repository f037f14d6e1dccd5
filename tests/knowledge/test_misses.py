"""Misses: what was not understood is kept once, without what tells who wrote it, until a person judged it."""

from __future__ import annotations

from datetime import UTC

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, sessionmaker

from bot.language import detect_language
from knowledge.conversations.models import Conversation
from knowledge.language import language_of
from knowledge.understanding.masking import masked, placeholders, printable
from knowledge.understanding.models import DISMISSED, Miss, MissKind
from knowledge.understanding.service import Misses

CONFIDENCES = {
    "get_refund": 0.36,
    "return_item": 0.33,
    "track_refund": 0.1,
    "complaint": 0.05,
    "review": 0.04,
    "praise": 0.03,
}
RANKING = [{"name": name, "confidence": confidence} for name, confidence in CONFIDENCES.items()]


@pytest.fixture
def misses(sessions: sessionmaker[Session]) -> Misses:
    with sessions() as session, session.begin():
        session.add_all(Conversation(id=each, visitor_id=each) for each in ("chat-1", "chat-2"))
    return Misses(sessions)


def count(sessions: sessionmaker[Session]) -> int | None:
    with sessions() as session:
        return session.scalar(select(func.count()).select_from(Miss))


def test_a_message_out_of_scope_is_kept_with_its_five_likeliest_intents(misses: Misses) -> None:
    misses.log_outside("chat-1", "1", "are you hiring?", RANKING)
    (miss,) = misses.pending("en")
    assert (miss.kind, miss.text, miss.language) == (MissKind.OUTSIDE, "are you hiring?", "en")
    assert miss.ranking == RANKING[:5]
    assert (miss.offered, miss.chosen, miss.reviewed_at, miss.verdict) == ([], None, None, None)
    assert miss.created_at.tzinfo == UTC


def test_a_turn_that_is_tried_again_is_kept_once(misses: Misses, sessions: sessionmaker[Session]) -> None:
    first = misses.log_unsure("chat-1", "1", "the money", ["get_refund", "check_payment_methods"], RANKING)
    again = misses.log_outside("chat-1", "1", "the money", RANKING)
    assert first is not None
    assert again is not None
    assert (again.id, again.kind) == (first.id, MissKind.UNSURE)
    assert count(sessions) == 1


def test_a_button_pressed_has_no_words_to_keep(misses: Misses, sessions: sessionmaker[Session]) -> None:
    assert misses.log_outside("chat-1", "1", " \n") is None
    assert count(sessions) == 0


def test_a_conversation_that_is_not_stored_keeps_nothing(
    misses: Misses, sessions: sessionmaker[Session]
) -> None:
    assert misses.log_outside("elsewhere", "1", "are you hiring?") is None
    assert count(sessions) == 0


def test_an_erased_conversation_takes_its_misses_along(
    misses: Misses, sessions: sessionmaker[Session]
) -> None:
    misses.log_outside("chat-1", "1", "are you hiring?")
    misses.log_outside("chat-2", "2", "any jobs?")
    with sessions() as session, session.begin():
        session.execute(delete(Conversation).where(Conversation.id == "chat-1"))
    assert [miss.conversation_id for miss in misses.pending()] == ["chat-2"]


def test_a_choice_goes_to_the_newest_message_that_offered_it(misses: Misses) -> None:
    misses.log_unsure("chat-1", "1", "the money", ["get_refund", "return_item"])
    misses.log_unsure("chat-1", "2", "money back now", ["get_refund", "complaint"])
    misses.log_unsure("chat-1", "3", "boots", ["return_item", "recommend_product"])
    misses.log_unsure("chat-2", "4", "cash", ["get_refund"])
    assert misses.choose("chat-1", "get_refund") is True
    assert [miss.chosen for miss in misses.pending()] == [None, "get_refund", None, None]


def test_one_press_that_runs_several_actions_is_one_choice(misses: Misses) -> None:
    misses.log_unsure("chat-1", "1", "the money", ["get_refund"])
    misses.log_unsure("chat-1", "2", "money", ["get_refund"])
    assert misses.choose("chat-1", "get_refund") is True
    assert misses.choose("chat-1", "get_refund") is False
    assert [miss.chosen for miss in misses.pending()] == [None, "get_refund"]


def test_after_another_choice_an_older_offer_can_still_be_taken(misses: Misses) -> None:
    misses.log_unsure("chat-1", "1", "the money", ["get_refund", "track_refund"])
    misses.log_unsure("chat-1", "2", "money", ["get_refund", "complaint"])
    assert misses.choose("chat-1", "complaint") is True
    assert misses.choose("chat-1", "get_refund") is True
    assert [miss.chosen for miss in misses.pending()] == ["get_refund", "complaint"]


def test_what_was_never_offered_cannot_be_chosen(misses: Misses) -> None:
    misses.log_outside("chat-1", "1", "are you hiring?")
    misses.log_unsure("chat-1", "2", "the money", ["get_refund"])
    assert misses.choose("chat-1", "praise") is False


def test_what_was_judged_is_no_longer_pending(misses: Misses, sessions: sessionmaker[Session]) -> None:
    ids = []
    for number, text in enumerate(["are you hiring?", "any jobs?", "招人吗"]):
        miss = misses.log_outside("chat-1", str(number), text)
        assert miss is not None
        ids.append(miss.id)
    assert [miss.text for miss in misses.pending("zh")] == ["招人吗"]
    assert misses.close(ids[:1], "out_of_scope") == 1
    assert misses.close(ids[:2], DISMISSED) == 1
    assert [miss.id for miss in misses.pending()] == ids[2:]
    with sessions() as session:
        judged = session.scalars(select(Miss).where(Miss.reviewed_at.is_not(None)).order_by(Miss.id)).all()
    assert [miss.verdict for miss in judged] == ["out_of_scope", DISMISSED]


def test_many_are_closed_at_once(misses: Misses) -> None:
    for number in range(3):
        misses.log_outside("chat-1", str(number), "are you hiring?")
    assert misses.close([*(miss.id for miss in misses.pending()), *range(1000, 3000)], DISMISSED) == 3
    assert misses.close([], DISMISSED) == 0


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("write to lena.k+x@example.co.uk, please", "write to <email>, please"),
        ("我的邮箱是lena@example.com，谢谢", "我的邮箱是<email>，谢谢"),
        ("müller@straße.example", "<email>"),
        ("call me on 07700 900123", "call me on <phone>"),
        ("+44 (0)7700 900-123", "<phone>"),
        ("我的手机号13812345678", "我的手机号<phone>"),
        ("电话是010-62345678", "电话是<phone>"),
        ("card 4111 1111 1111 1111 was declined", "card <card> was declined"),
        ("my card ending in 4242", "my card ending in <card>"),
        ("尾号4242的卡", "尾号<card>的卡"),
        ("DE89 3704 0044 0532 0130 00", "<iban>"),
        ("where is order 10342?", "where is order <order>?"),
        ("#20817 and 10343", "#<order> and <order>"),
        ("order LR-100342", "order <order>"),
        ("my order no is 4821", "my order no is <order>"),
        ("订单10342发货了没", "订单<order>发货了没"),
        ("SF1234567890123到哪了", "<number>到哪了"),
        ("tracking 123456789012", "tracking <number>"),
    ],
)
def test_what_tells_who_wrote_it_is_masked(said: str, kept: str) -> None:
    assert masked(said) == kept
    assert placeholders(kept)


@pytest.mark.parametrize(
    "said",
    [
        "a jacket under 1000 euros",
        "a 20000 mAh powerbank",
        "1500元以内的手机",
        "12000元的电视",
        "iPhone 15 with 128GB, size 38",
        "it came on 01.02.2024 at 10:30",
        "2024年11月5日买的",
        "do you sell 1000 piece puzzles",
        "open 24/7?",
        "I ordered 3 chairs in 2024",
    ],
)
def test_what_tells_what_is_wanted_is_not_masked(said: str) -> None:
    assert masked(said) == said
    assert placeholders(said) == []


def test_a_message_becomes_one_line_that_a_terminal_and_yaml_can_show() -> None:
    assert (
        printable("two\r\nlines\u2028and\t\x1b[31mred\x00 \u202etext\ufffe") == "two lines and [31mred text"
    )
    assert printable("好的👨‍👩‍👧 ok") == "好的👨‍👩‍👧 ok"


def test_long_messages_are_cut(misses: Misses) -> None:
    miss = misses.log_outside("chat-1", "1", "very long " * 1000)
    assert miss is not None
    assert len(miss.text) == 1000


@pytest.mark.parametrize(
    "said", ["hello", "我的 iPhone 到哪了", "可以用PayPal吗", "ok 好", "a b c d 好", "", "123"]
)
def test_the_language_of_a_text_is_what_the_bot_takes_it_for(said: str) -> None:
    assert language_of(said) == detect_language(said)
