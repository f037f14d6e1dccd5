"""The feedback log: each thing said once, as it was said, with what it is about."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from knowledge.feedback.aspects import aspects_of
from knowledge.feedback.models import Feedback
from knowledge.feedback.sentiment import SentimentModel
from knowledge.feedback.service import BadRating, FeedbackLog, Said
from knowledge.search.embedding import SentenceEncoder

Sessions = sessionmaker[Session]


@pytest.fixture
def feedback_log(sessions: Sessions, encoder: SentenceEncoder) -> FeedbackLog:
    return FeedbackLog(sessions, SentimentModel(encoder))


def count(sessions: Sessions) -> int:
    with sessions() as session:
        return session.scalar(select(func.count()).select_from(Feedback)) or 0


def test_what_was_said_is_kept_word_for_word_with_its_sentiment_and_aspects(
    sessions: Sessions, feedback_log: FeedbackLog
) -> None:
    said = Said(
        kind="complaint",
        text="The zip broke after two days!!",
        source_key="message:1",
        product_id="kelder",
        conversation_id="chat-1",
        language="en",
    )
    entry = feedback_log.log(said)
    with sessions() as session:
        stored = session.get_one(Feedback, entry.id)
    assert stored.text == "The zip broke after two days!!"
    assert (stored.kind, stored.label, stored.aspects) == ("complaint", "negative", ["quality"])
    assert stored.sentiment < 0
    assert (stored.product_id, stored.conversation_id) == ("kelder", "chat-1")
    assert stored.rating is None


def test_the_same_message_a_second_time_is_the_same_feedback(
    sessions: Sessions, feedback_log: FeedbackLog
) -> None:
    first = feedback_log.log(Said(kind="praise", text="Lovely", source_key="message:1"))
    again = feedback_log.log(Said(kind="praise", text="Lovely", source_key="message:1"))
    assert again.id == first.id
    assert count(sessions) == 1


def test_the_same_words_in_another_message_are_feedback_of_their_own(
    sessions: Sessions, feedback_log: FeedbackLog
) -> None:
    feedback_log.log(Said(kind="praise", text="Lovely", source_key="message:1"))
    feedback_log.log(Said(kind="praise", text="Lovely", source_key="message:2"))
    assert count(sessions) == 2


def test_a_message_delivered_twice_at_once_is_logged_once(
    sessions: Sessions, feedback_log: FeedbackLog
) -> None:
    start = Barrier(4)

    def log(_: int) -> int:
        start.wait()
        return feedback_log.log(Said(kind="praise", text="Lovely", source_key="message:1")).id

    with ThreadPoolExecutor(4) as pool:
        ids = list(pool.map(log, range(4)))
    assert len(set(ids)) == 1
    assert count(sessions) == 1


@pytest.mark.parametrize(
    ("rating", "label", "value"),
    [
        (1, "negative", -1.0),
        (2, "negative", -0.5),
        (3, "neutral", 0.0),
        (4, "positive", 0.5),
        (5, "positive", 1.0),
    ],
)
def test_a_rating_says_the_sentiment_whatever_the_words(
    feedback_log: FeedbackLog, rating: int, label: str, value: float
) -> None:
    entry = feedback_log.log(Said(kind="rating", text="hm", source_key="m", rating=rating))
    assert (entry.label, entry.sentiment, entry.rating) == (label, value, rating)


@pytest.mark.parametrize("rating", [0, 6, -1])
def test_a_rating_out_of_range_is_refused_and_nothing_is_stored(
    sessions: Sessions, feedback_log: FeedbackLog, rating: int
) -> None:
    with pytest.raises(BadRating, match=f"not {rating}"):
        feedback_log.log(Said(kind="rating", text="", source_key="m", rating=rating))
    assert count(sessions) == 0


@pytest.mark.parametrize(
    ("text", "aspects"),
    [
        ("The courier was late", ["delivery"]),
        ("It is too small and the colour fades", ["quality", "size", "appearance"]),
        ("The battery does not hold its charge", ["battery"]),
        ("way too expensive for what it is", ["price"]),
        ("Your staff were very helpful", ["service"]),
        ("smells of chemicals", ["taste_smell"]),
        ("I want my money back", ["price", "returns"]),
        ("the box was dented", ["packaging"]),
        ("the quality is poor", ["quality"]),
        ("Nothing to say", []),
        ("the chocolate plate was translated into Welsh", []),
        ("the related information was happy", []),
    ],
)
def test_aspects_are_found_by_the_words_shoppers_use(text: str, aspects: list[str]) -> None:
    assert aspects_of(text) == aspects
