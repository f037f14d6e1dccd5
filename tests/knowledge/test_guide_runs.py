"""What was tried is kept as it goes, once for each trouble."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from knowledge.database import SessionFactory, make_engine, make_sessions
from knowledge.guides.models import GuideRun
from knowledge.guides.runs import GuideRuns, Trouble
from knowledge.models import Base
from tests.keys import KEYRING

DROPS = Trouble("message:1", "tent", "drops", product_id="skarholm-trek-tent", conversation_id="chat-1")


@pytest.fixture
def sessions() -> SessionFactory:
    engine = make_engine("sqlite://", KEYRING)
    Base.metadata.create_all(engine)
    return make_sessions(engine)


def test_a_trouble_has_one_entry_that_grows_until_it_ends(sessions: SessionFactory) -> None:
    runs = GuideRuns(sessions)
    runs.note(DROPS, [])
    runs.note(DROPS, [("drops", "0")])
    with sessions() as session:
        assert session.scalars(select(GuideRun)).one().ended_at is None
    runs.note(DROPS, [("drops", "0"), ("air", "helped")], "solved")
    with sessions() as session:
        run = session.scalars(select(GuideRun)).one()
    assert run.steps == [["drops", "0"], ["air", "helped"]]
    assert run.outcome == "solved"
    assert run.ended_at is not None


def test_the_last_trouble_of_a_conversation_is_found(sessions: SessionFactory) -> None:
    runs = GuideRuns(sessions)
    assert runs.last_in("chat-1") is None
    runs.note(DROPS, [])
    runs.note(Trouble("message:2", "kettle", "base", conversation_id="chat-1"), [])
    runs.note(Trouble("message:3", "shoes", "top", conversation_id="chat-2"), [])
    last = runs.last_in("chat-1")
    assert last is not None
    assert last.guide == "kettle"


def test_results_are_counted_by_symptom_the_most_told_first(sessions: SessionFactory) -> None:
    runs = GuideRuns(sessions)
    for number, outcome in enumerate(("solved", "claim", "solved", "open")):
        runs.note(Trouble(f"message:{number}", "tent", "drops"), [], outcome)
    runs.note(Trouble("message:9", "kettle", "base"), [], "solved")
    tent, kettle = runs.results()
    assert (tent.symptom, tent.runs, tent.solved) == ("drops", 4, 0.5)
    assert (kettle.symptom, kettle.runs, kettle.solved) == ("base", 1, 1.0)
