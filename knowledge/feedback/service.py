"""Logging feedback as it was said, with its sentiment and what it is about."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.customers.value.refresh import refresh_values
from knowledge.database import SessionFactory, writing
from knowledge.errors import DomainError
from knowledge.feedback.aspects import aspects_of
from knowledge.feedback.models import Feedback
from knowledge.feedback.sentiment import Sentiment, SentimentModel
from knowledge.understanding.masking import masked

RATINGS = range(1, 6)


class BadRating(DomainError):
    """A rating outside 1 to 5."""

    def __init__(self, rating: int) -> None:
        super().__init__(f"a rating is a whole number from 1 to 5, not {rating}")


@dataclass(frozen=True)
class Said:
    """What a shopper said and what it refers to, as far as is known."""

    kind: str
    text: str
    source_key: str
    rating: int | None = None
    product_id: str | None = None
    order_id: int | None = None
    customer_id: int | None = None
    conversation_id: str | None = None
    language: str = "en"


class FeedbackLog:
    """The feedback of a shop."""

    def __init__(self, sessions: SessionFactory, sentiment: SentimentModel) -> None:
        self._sessions = sessions
        self._sentiment = sentiment

    def log(self, said: Said) -> Feedback:
        """Store feedback; the same `source_key` a second time gives the first entry."""
        if said.rating is not None and said.rating not in RATINGS:
            raise BadRating(said.rating)
        judged = self._judge(said)
        with writing(self._sessions) as session:
            known = _by_source(session, said.source_key)
            if known is not None:
                return known
            entry = Feedback(
                kind=said.kind,
                text=said.text,
                language=said.language,
                sentiment=judged.value,
                label=judged.label,
                aspects=aspects_of(said.text),
                rating=said.rating,
                product_id=said.product_id,
                order_id=said.order_id,
                customer_id=said.customer_id,
                conversation_id=said.conversation_id,
                source_key=said.source_key,
            )
            session.add(entry)
            if said.customer_id is not None:
                refresh_values(session, [said.customer_id])
            return entry

    def reviews_of(self, product_id: str, *, most: int = 20) -> list[str]:
        """What shoppers wrote about a product as a review, newest first, without addresses and numbers of theirs."""
        with self._sessions() as session:
            texts = session.scalars(
                select(Feedback.text)
                .where(Feedback.product_id == product_id, Feedback.kind == "review")
                .order_by(Feedback.at.desc())
                .limit(most)
            )
            return [masked(text) for text in texts]

    def _judge(self, said: Said) -> Sentiment:
        if said.rating is not None:
            value = (said.rating - 3) / 2
            return Sentiment("negative" if value < 0 else "positive" if value > 0 else "neutral", value)
        return self._sentiment.judge([said.text])[0]


def _by_source(session: Session, source_key: str) -> Feedback | None:
    return session.scalars(select(Feedback).where(Feedback.source_key == source_key)).first()
