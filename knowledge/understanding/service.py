"""Logging what was not understood, and closing it after review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from knowledge.conversations.models import Conversation
from knowledge.database import SessionFactory, utc_now, writing
from knowledge.language import language_of
from knowledge.understanding.masking import masked
from knowledge.understanding.models import Miss, MissKind

RANKED = 5
"""How many of the likeliest intents are kept."""
MOST_CHARACTERS = 1_000
CLOSED_AT_ONCE = 500


class Misses:
    """The messages of a shop that were not understood."""

    def __init__(self, sessions: SessionFactory) -> None:
        self._sessions = sessions

    def log_outside(
        self, conversation_id: str, message_id: str, text: str, ranking: Sequence[Mapping[str, Any]] = ()
    ) -> Miss | None:
        """Keep a message that was decided to be out of scope (see `log_unsure`)."""
        return self._log(MissKind.OUTSIDE, conversation_id, message_id, text, (), ranking)

    def log_unsure(
        self,
        conversation_id: str,
        message_id: str,
        text: str,
        offered: Sequence[str],
        ranking: Sequence[Mapping[str, Any]] = (),
    ) -> Miss | None:
        """Keep a message after which the shopper was asked which of the intents `offered` was meant.

        A message that was logged before gives the first entry, in whichever way it was missed. A message without
        words, or of a conversation that is not in the database (and could not take it along when it is erased), is
        not kept: None. `ranking` is Rasa's: `name` and `confidence`, best first.
        """
        return self._log(MissKind.UNSURE, conversation_id, message_id, text, offered, ranking)

    def choose(self, conversation_id: str, intent: str) -> bool:
        """Note that the shopper chose an intent, at the newest message where it was offered and nothing chosen yet.

        False when there is none, or when this very choice was noted before: one button can run several actions.
        """
        with writing(self._sessions) as session:
            unsure = session.scalars(
                select(Miss)
                .where(Miss.conversation_id == conversation_id, Miss.kind == MissKind.UNSURE)
                .order_by(Miss.id.desc())
                .with_for_update()
            )
            for miss in unsure:
                if intent not in miss.offered:
                    continue
                if miss.chosen == intent:
                    return False
                if miss.chosen is None:
                    miss.chosen = intent
                    return True
            return False

    def pending(self, language: str | None = None) -> list[Miss]:
        """What nobody has judged yet, in one language or all, oldest first."""
        asked = select(Miss).where(Miss.reviewed_at.is_(None)).order_by(Miss.id)
        if language is not None:
            asked = asked.where(Miss.language == language)
        with self._sessions() as session:
            return list(session.scalars(asked))

    def close(self, ids: Sequence[int], verdict: str) -> int:
        """Give pending messages their verdict, an intent or `DISMISSED`; gives how many there were."""
        now, closed = utc_now(), 0
        with writing(self._sessions) as session:
            for start in range(0, len(ids), CLOSED_AT_ONCE):
                some = ids[start : start + CLOSED_AT_ONCE]
                for miss in session.scalars(
                    select(Miss).where(Miss.id.in_(some), Miss.reviewed_at.is_(None)).with_for_update()
                ):
                    miss.reviewed_at, miss.verdict = now, verdict
                    closed += 1
        return closed

    def _log(
        self,
        kind: MissKind,
        conversation_id: str,
        message_id: str,
        text: str,
        offered: Sequence[str],
        ranking: Sequence[Mapping[str, Any]],
    ) -> Miss | None:
        words = masked(text[: 2 * MOST_CHARACTERS])[:MOST_CHARACTERS]
        if not words:
            return None
        try:
            with writing(self._sessions) as session:
                known = _by_message(session, message_id)
                if known is not None or session.get(Conversation, conversation_id) is None:
                    return known
                miss = Miss(
                    conversation_id=conversation_id,
                    message_id=message_id,
                    kind=kind,
                    text=words,
                    language=language_of(text),
                    offered=list(offered),
                    ranking=[
                        {
                            "name": str(each.get("name")),
                            "confidence": round(float(each.get("confidence") or 0), 4),
                        }
                        for each in ranking[:RANKED]
                    ],
                )
                session.add(miss)
                return miss
        except IntegrityError:
            # Another process logged the same message, or erased its conversation, in the meantime.
            with self._sessions() as session:
                return _by_message(session, message_id)


def _by_message(session: Session, message_id: str) -> Miss | None:
    return session.scalars(select(Miss).where(Miss.message_id == message_id)).first()
