"""Keeping what was tried and whether it helped, for those who make the products and write the guides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from knowledge.database import SessionFactory, utc_now, writing
from knowledge.guides.models import OPEN, GuideRun

Tried = Sequence[tuple[str, str]]
"""Steps gone through, each with the answer given to it."""


@dataclass(frozen=True)
class Trouble:
    """A problem that a shopper came with."""

    key: str
    guide: str
    symptom: str
    product_id: str | None = None
    customer_id: int | None = None
    conversation_id: str | None = None
    language: str = "en"


@dataclass(frozen=True)
class Result:
    """How often a guide's symptom was told of, and how often each outcome came of it."""

    guide: str
    symptom: str
    runs: int
    outcomes: Counter[str]

    @property
    def solved(self) -> float:
        """The share that was solved, 0 to 1."""
        return self.outcomes["solved"] / self.runs


class GuideRuns:
    """The guides that were gone through in a shop."""

    def __init__(self, sessions: SessionFactory) -> None:
        self._sessions = sessions

    def note(self, trouble: Trouble, tried: Tried, outcome: str = OPEN) -> None:
        """Keep how far a shopper has come; the same trouble again brings its entry up to date."""
        with writing(self._sessions) as session:
            run = session.scalars(
                select(GuideRun).where(GuideRun.key == trouble.key).with_for_update()
            ).first()
            if run is None:
                run = GuideRun(key=trouble.key)
                session.add(run)
            run.guide, run.symptom = trouble.guide, trouble.symptom
            run.product_id, run.customer_id = trouble.product_id, trouble.customer_id
            run.conversation_id, run.language = trouble.conversation_id, trouble.language
            run.steps = [list(each) for each in tried]
            run.outcome = outcome
            run.ended_at = utc_now() if outcome != OPEN else None

    def last_in(self, conversation_id: str) -> GuideRun | None:
        """The guide gone through last in a conversation."""
        query = select(GuideRun).where(GuideRun.conversation_id == conversation_id)
        with self._sessions() as session:
            return session.scalars(query.order_by(GuideRun.id.desc()).limit(1)).first()

    def results(self) -> list[Result]:
        """What came of the guides, the most often told symptom first."""
        query = select(GuideRun.guide, GuideRun.symptom, GuideRun.outcome, func.count())
        query = query.group_by(GuideRun.guide, GuideRun.symptom, GuideRun.outcome)
        outcomes: dict[tuple[str, str], Counter[str]] = {}
        with self._sessions() as session:
            for guide, symptom, outcome, count in session.execute(query):
                outcomes.setdefault((guide, symptom), Counter())[outcome] = count
        results = [Result(*told, sum(counted.values()), counted) for told, counted in outcomes.items()]
        return sorted(results, key=lambda each: (-each.runs, each.guide, each.symptom))
