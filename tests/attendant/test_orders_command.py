"""`attendant orders receive`: what the warehouse notes when a parcel comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from typer.testing import CliRunner, Result

from attendant.cli import app
from knowledge.aftersales.models import Return
from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.receipts import NotExpected, NotOfReturn
from knowledge.aftersales.service import AfterSales
from knowledge.aftersales.wishes import GiveBack
from knowledge.customers.models import Customer
from knowledge.database import make_engine, make_sessions
from knowledge.errors import NotFound
from knowledge.orders.models import Order
from tests.attendant.small_home import retail_home


@pytest.fixture
def rma(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The number of a return of two keyboards and a lamp."""
    with retail_home(tmp_path, monkeypatch) as sessions:
        with sessions() as session:
            ada = session.scalars(select(Customer.id).where(Customer.shop_id == "ada_berg")).one()
            query = select(Order).where(Order.number == "W3").options(selectinload(Order.lines))
            lines = tuple((line.id, line.quantity) for line in session.scalars(query).one().lines)
        aftersales = AfterSales(sessions, load_pack("tau2-retail"), currency="USD")
        proposal = aftersales.propose(ada, GiveBack("W3", lines))
        done = aftersales.commit(ada, proposal, confirmed=proposal.key)
    return done.number


def attendant(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["orders", "receive", *arguments])


def state(tmp_path: Path) -> str:
    engine = make_engine(f"sqlite:///{tmp_path / 'attendant.db'}")
    with make_sessions(engine)() as session:
        found = session.scalars(select(Return.state)).one()
    engine.dispose()
    return str(found)


def test_all_that_is_expected_arrives(rma: str, tmp_path: Path) -> None:
    told = attendant(rma)
    assert told.exit_code == 0
    assert f"Return {rma} is now received." in told.output
    assert state(tmp_path) == "received"


def test_a_part_arrives_and_then_the_rest(rma: str, tmp_path: Path) -> None:
    told = attendant(rma, "--item", "k1", "--quantity", "1", "--condition", "unsellable")
    assert "1 x k1" in told.output
    assert state(tmp_path) == "partially_received"
    assert f"Return {rma} is now received." in attendant(rma).output


@pytest.mark.parametrize(
    ("arguments", "error"),
    [(("--item", "t1"), NotOfReturn), (("--item", "k1", "--quantity", "9"), NotExpected)],
)
def test_what_was_not_announced_is_not_taken_in(
    rma: str, tmp_path: Path, arguments: tuple[str, ...], error: type[Exception]
) -> None:
    assert isinstance(attendant(rma, *arguments).exception, error)
    assert state(tmp_path) == "requested"


def test_a_number_without_an_item_is_bad_usage(rma: str) -> None:
    told = attendant(rma, "--quantity", "1")
    assert told.exit_code == 2
    assert "--item SKU" in told.output


def test_a_return_that_is_not_there_is_named(rma: str) -> None:
    assert isinstance(attendant("R-1").exception, NotFound)
