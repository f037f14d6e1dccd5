"""`attendant orders waiting` and what decides on it: each once, named, and only with a decision."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import selectinload
from typer.testing import CliRunner, Result

from attendant.cli import app
from knowledge.aftersales.deciding import DecidedAlready
from knowledge.aftersales.models import Claim, PriceMatch
from knowledge.aftersales.policy_file import PACKS, load_pack
from knowledge.aftersales.service import AfterSales
from knowledge.aftersales.states import ClaimKind
from knowledge.aftersales.wishes import Complain, MatchPrice, Wish
from knowledge.audit import AuditEntry
from knowledge.customers.models import Customer
from knowledge.database import SessionFactory, utc_now
from knowledge.errors import NotFound
from knowledge.orders.models import Order
from knowledge.orders.payments import EntryKind, EntryState, PaymentEntry
from tests.attendant.small_home import retail_home

MATCH = "P-W3-1"
CLAIM = "C-W3-1"


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SessionFactory]:
    """The small world under the demo shop's policy, its order W3 delivered just now."""
    with retail_home(tmp_path, monkeypatch) as sessions:
        monkeypatch.setenv("ATTENDANT_POLICY", str(PACKS / "standard.yml"))
        with sessions() as session, session.begin():
            session.execute(update(Order).where(Order.number == "W3").values(placed_at=utc_now()))
        yield sessions


def ada(sessions: SessionFactory) -> int:
    with sessions() as session:
        return session.scalars(select(Customer.id).where(Customer.shop_id == "ada_berg")).one()


def w3(sessions: SessionFactory) -> Order:
    with sessions() as session:
        whole = selectinload(Order.lines), selectinload(Order.payments)
        return session.scalars(select(Order).where(Order.number == "W3").options(*whole)).one()


def ask(sessions: SessionFactory, wish: Wish) -> None:
    aftersales = AfterSales(sessions, load_pack("standard"), currency="USD")
    shown = aftersales.propose(ada(sessions), wish)
    aftersales.commit(ada(sessions), shown, confirmed=shown.key)


@pytest.fixture
def match(shop: SessionFactory) -> SessionFactory:
    """Ada saw the first item of W3 for 15.00 less at Brightmart."""
    line = w3(shop).lines[0]
    ask(shop, MatchPrice("W3", ((line.id, 1),), "Brightmart", line.unit_minor - 1500))
    return shop


@pytest.fixture
def claim(shop: SessionFactory) -> SessionFactory:
    """The first item of W3 did not arrive, and is worth more than is believed unseen."""
    ask(shop, Complain("W3", ((w3(shop).lines[0].id, 1),), ClaimKind.MISSING_ITEM))
    return shop


@pytest.fixture
def failed(shop: SessionFactory) -> tuple[SessionFactory, int]:
    """A payment of W3 that the provider declined, and its number in the ledger."""
    entry = PaymentEntry(
        order_id=w3(shop).id,
        key="declined",
        kind=EntryKind.PAYMENT,
        state=EntryState.FAILED,
        method="card_1",
        amount_minor=4250,
        currency="USD",
    )
    with shop() as session, session.begin():
        session.add(entry)
    return shop, entry.id


def attendant(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["orders", *arguments])


def state(sessions: SessionFactory, table: type[Claim] | type[PriceMatch]) -> str:
    with sessions() as session:
        return str(session.scalars(select(table.state)).one())


def back(sessions: SessionFactory) -> list[int]:
    """What goes back of W3, in cents."""
    return [each.amount_minor for each in w3(sessions).payments if each.kind == EntryKind.REFUND]


@pytest.mark.usefixtures("shop")
def test_a_shop_where_nothing_waits_says_so() -> None:
    assert attendant("waiting").output == "Nothing waits for a person.\n"


def test_all_that_waits_is_listed_with_its_name_order_amount_and_time(
    match: SessionFactory, failed: tuple[SessionFactory, int]
) -> None:
    ask(match, Complain("W3", ((w3(match).lines[0].id, 1),), ClaimKind.DAMAGED, "replacement"))
    rows = [line for line in attendant("waiting").output.splitlines() if "W3" in line]
    assert len(rows) == 3
    lower, damaged, payment = rows
    assert MATCH in lower
    assert "1 at the price of Brightmart" in lower
    assert "USD" in lower
    assert "damaged, replacement" in damaged
    assert f"payment:{failed[1]}" in payment
    assert "42.50 USD" in payment
    assert "failed payment, card_1" in payment
    assert all(f"{utc_now():%Y-%m-%d}" in row for row in rows)


def test_a_lower_price_is_accepted_once_and_then_waits_no_longer(match: SessionFactory) -> None:
    told = attendant("settle-price-match", MATCH, "--accept")
    assert (told.exit_code, told.output) == (0, f"Price match {MATCH} is accepted.\n")
    assert (state(match, PriceMatch), back(match)) == ("accepted", [1500])
    assert "Nothing waits" in attendant("waiting").output
    for again in ("--accept", "--reject"):
        assert isinstance(attendant("settle-price-match", MATCH, again).exception, DecidedAlready)
    assert (state(match, PriceMatch), back(match)) == ("accepted", [1500])


def test_a_lower_price_that_is_rejected_pays_nothing(match: SessionFactory) -> None:
    assert attendant("settle-price-match", MATCH, "--reject").output == f"Price match {MATCH} is rejected.\n"
    assert (state(match, PriceMatch), back(match)) == ("rejected", [])


def test_a_claim_is_accepted_once_and_paid_for(claim: SessionFactory) -> None:
    price = w3(claim).lines[0].unit_minor
    told = attendant("settle-claim", CLAIM, "--accept")
    assert (told.exit_code, told.output) == (0, f"Claim {CLAIM} is accepted.\n")
    assert (state(claim, Claim), back(claim)) == ("accepted", [price])
    assert isinstance(attendant("settle-claim", CLAIM, "--reject").exception, DecidedAlready)
    assert (state(claim, Claim), back(claim)) == ("accepted", [price])


def test_a_claim_that_is_rejected_pays_nothing(claim: SessionFactory) -> None:
    assert attendant("settle-claim", CLAIM, "--reject").output == f"Claim {CLAIM} is rejected.\n"
    assert (state(claim, Claim), back(claim)) == ("rejected", [])


@pytest.mark.parametrize("command", ["settle-claim", "settle-price-match"])
def test_nothing_is_decided_without_a_decision(
    match: SessionFactory, claim: SessionFactory, command: str
) -> None:
    told = attendant(command, CLAIM if command == "settle-claim" else MATCH)
    assert told.exit_code == 2
    assert "--accept or --reject" in told.output
    assert (state(claim, Claim), state(match, PriceMatch)) == ("requested", "requested")


@pytest.mark.usefixtures("claim")
@pytest.mark.parametrize("command", ["settle-claim", "settle-price-match"])
def test_what_does_not_exist_is_named(command: str) -> None:
    error = attendant(command, "C-W9-1", "--accept").exception
    assert isinstance(error, NotFound)
    assert "'C-W9-1'" in str(error)


def test_a_failed_payment_waits_for_the_provider_again(failed: tuple[SessionFactory, int]) -> None:
    sessions, entry_id = failed
    told = attendant("retry-payment", f"payment:{entry_id}")
    assert (told.exit_code, told.output) == (
        0,
        f"payment:{entry_id} waits for the payment provider again.\n",
    )
    with sessions() as session:
        entry = session.get_one(PaymentEntry, entry_id)
        actor = session.scalars(select(AuditEntry.actor).where(AuditEntry.action == "payment.retried")).one()
    assert (entry.state, entry.key, actor) == ("pending", "declined+", "system")
    assert "Nothing waits" in attendant("waiting").output
    assert isinstance(attendant("retry-payment", f"payment:{entry_id}").exception, DecidedAlready)


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("name", ["12", "payment:", "payment:x", "refund:1", "claim:1"])
def test_what_is_no_name_of_a_payment_is_bad_usage(name: str) -> None:
    told = attendant("retry-payment", name)
    assert told.exit_code == 2
    assert "payment:ID" in told.output


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("name", ["payment:99999", "bill_payment:99999"])
def test_a_payment_that_is_not_there_is_named(name: str) -> None:
    error = attendant("retry-payment", name).exception
    assert isinstance(error, NotFound)
    assert "99999" in str(error)
