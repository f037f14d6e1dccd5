"""How long deciding and doing take: `python -m bench.aftersales [--db FILE --tasks FILE]`.

Decisions are timed on the facts of all writes of the cases, pure; commands on an SQLite file, each from the yes to the
answer, in a world that has them all.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from sqlalchemy import select

from attendant.retail_world.effects import WRITES
from attendant.retail_world.files import read_cases, read_world
from attendant.retail_world.importing import import_world
from attendant.retail_world.playing import Player
from bench.data import folder
from knowledge.aftersales.cases import DECIDERS
from knowledge.aftersales.models import DecidedCase
from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.proposals import Done, Proposal
from knowledge.aftersales.service import AfterSales
from knowledge.database import make_engine, make_sessions
from knowledge.encryption import Keyring
from knowledge.models import Base

REPEATS = 200


def main() -> None:
    """Print the medians."""
    place = folder("aftersales/tau2_retail")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", type=Path, default=place / "db.json")
    parser.add_argument("--tasks", type=Path, default=place / "tasks_train.json")
    options = parser.parse_args()
    policy = load_pack("tau2-retail")
    with tempfile.TemporaryDirectory() as name:
        engine = make_engine(f"sqlite:///{Path(name) / 'world.db'}", Keyring.generate())
        Base.metadata.create_all(engine)
        sessions = make_sessions(engine)
        import_world(sessions, read_world(options.db))
        player = Player(sessions, policy)
        clock = Clock(player.aftersales)
        player.aftersales = clock
        for case in read_cases(options.tasks):
            if any(action.name in WRITES for action in case.actions):
                player.play(case)
        show("a command on SQLite", clock.commits)
        show("a proposal on SQLite", clock.proposals)
        with sessions() as session:
            cases = [(case.kind, case.facts) for case in session.scalars(select(DecidedCase))]
        engine.dispose()
    decided = []
    for kind, plain in cases:
        decider = DECIDERS[kind]
        facts = decider.facts.validate_python(plain)
        started = time.perf_counter()
        for _ in range(REPEATS):
            decider.decide(facts, policy)
        decided.append((time.perf_counter() - started) / REPEATS)
    show("a decision, pure", decided)


class Clock(AfterSales):
    """The service with a watch in its hand: wall time, for the disk counts too."""

    def __init__(self, service: AfterSales) -> None:
        self.__dict__.update(service.__dict__)
        self.commits: list[float] = []
        self.proposals: list[float] = []

    def propose(self, *arguments: object) -> Proposal:
        """As the service does."""
        started = time.perf_counter()
        proposal = super().propose(*arguments)  # type: ignore[arg-type]
        self.proposals.append(time.perf_counter() - started)
        return proposal

    def commit(self, *arguments: object, confirmed: str) -> Done:
        """As the service does."""
        started = time.perf_counter()
        done = super().commit(*arguments, confirmed=confirmed)  # type: ignore[arg-type]
        self.commits.append(time.perf_counter() - started)
        return done


def show(what: str, seconds: list[float]) -> None:
    """Print median and 95th percentile in milliseconds."""
    middle, high = statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1]
    print(f"{what:24} median {middle * 1000:8.3f} ms   95 % {high * 1000:8.3f} ms   ({len(seconds)})")


if __name__ == "__main__":
    main()
