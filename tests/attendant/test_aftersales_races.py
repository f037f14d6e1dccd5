"""Clients racing on one return, some dying on the way: one effect, none lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.postgres import NoPostgres, postgres
from bench.races import run
from tests.attendant.small_world import WORLD

# Early, in the middle of the command, about its COMMIT, and while money is paid.
POINTS = (2, 11, 19, 24)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'races.db'}"
        return
    pytest.importorskip("psycopg", reason="the PostgreSQL driver is not installed")
    try:
        with postgres() as made:
            yield made
    except NoPostgres as absent:
        pytest.skip(str(absent))


def test_whoever_dies_wherever_a_return_is_opened_and_paid_once(url: str) -> None:
    result = run(url, WORLD, clients=6, points=POINTS)
    assert (result.rounds, result.lost, result.doubled) == (len(POINTS), 0, 0)
    assert result.crashes > len(POINTS)
