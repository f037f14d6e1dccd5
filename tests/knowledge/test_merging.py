"""Merging two customers who are one person, and undoing it exactly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from knowledge.audit import AuditEntry
from knowledge.conversations.service import Conversations
from knowledge.customers.consents import Consents
from knowledge.customers.identities import resolve
from knowledge.customers.importing import import_customers
from knowledge.customers.merging import CannotMerge, CannotUnmerge, Merging
from knowledge.customers.models import Customer, CustomerMerge, Identity, ProfileFact
from knowledge.database import Base
from knowledge.errors import NotFound
from knowledge.orders.models import Order

Sessions = sessionmaker[Session]


@pytest.fixture
def merging(sessions: Sessions) -> Merging:
    """Merges in an empty shop."""
    return Merging(sessions)


@pytest.fixture
def two(
    sessions: Sessions, make_customer: Callable[..., Customer], make_order: Callable[..., Order]
) -> tuple[int, int]:
    """Two customers with orders, chats, facts and consents, some of them the same; gives their ids."""
    keep, other = make_customer(), make_customer()
    with sessions() as session, session.begin():
        found = session.get_one(Customer, other.id)
        found.name, found.phone, found.birth_date = "Ada Quill", "+491705550199", date(1990, 4, 23)
        for customer in (keep, other):
            session.add(
                ProfileFact(customer_id=customer.id, name="avoids_brand", value="Acme", source="chat")
            )
        session.add(ProfileFact(customer_id=other.id, name="size", value="M", source="chat"))
    Consents(sessions).withdraw(other.id, "personalisation")
    Consents(sessions).grant(other.id, "marketing")
    for number, customer in enumerate((keep, other)):
        make_order(customer)
        Conversations(sessions).resume_or_open(f"browser-{number}", customer.id, "en")
    return keep.id, other.id


def everything(sessions: Sessions) -> dict[str, list[Any]]:
    """All rows but the audit log."""
    with sessions() as session:
        return {
            table.name: sorted(tuple(map(repr, row)) for row in session.execute(select(table)))
            for table in Base.metadata.sorted_tables
            if table.name != "audit_entry"
        }


def test_everything_of_both_is_one_customers(
    sessions: Sessions, merging: Merging, two: tuple[int, int]
) -> None:
    keep, other = two
    merging.merge(keep, other, by="operator:ada")
    with sessions() as session:
        assert session.scalars(select(Customer.id)).all() == [keep]
        assert session.scalars(select(Order.customer_id)).all() == [keep, keep]
        facts = session.scalars(select(ProfileFact)).all()
        assert sorted((fact.name, fact.value) for fact in facts) == [("avoids_brand", "Acme"), ("size", "M")]
        for known in ({"shop_id": "C2"}, {"email": "c2@example.org"}, {"visitor": "browser-1"}):
            assert resolve(session, **known) == keep
        assert session.scalars(select(AuditEntry.action)).all()[-1] == "customers_merged"


def test_a_no_of_either_is_a_no_and_both_histories_are_kept(
    sessions: Sessions, merging: Merging, two: tuple[int, int]
) -> None:
    keep, other = two
    before = len(Consents(sessions).history(keep)) + len(Consents(sessions).history(other))
    merging.merge(keep, other, by="operator:ada")
    latest = Consents(sessions).latest(keep)
    assert {purpose: each.state for purpose, each in latest.items()} == {
        "personalisation": "revoked",
        "marketing": "granted",
    }
    assert len(Consents(sessions).history(keep)) == before


def test_undoing_it_brings_back_every_row_as_it_was(
    sessions: Sessions, merging: Merging, two: tuple[int, int]
) -> None:
    before = everything(sessions)
    done = merging.merge(*two, by="operator:ada")
    assert everything(sessions) != before
    merging.unmerge(done.id, by="operator:ada")
    assert everything(sessions) == before


def test_what_came_after_the_merge_stays_with_the_one_that_was_kept(
    sessions: Sessions, merging: Merging, two: tuple[int, int], make_order: Callable[..., Order]
) -> None:
    done = merging.merge(*two, by="operator:ada")
    with sessions() as session:
        later = make_order(session.get_one(Customer, two[0]))
    merging.unmerge(done.id, by="operator:ada")
    with sessions() as session:
        assert session.get_one(Order, later.id).customer_id == two[0]
        assert session.scalars(select(Identity).where(Identity.source == f"merge:{done.id}")).all() == []


def test_an_id_that_was_given_to_somebody_since_is_no_obstacle(
    sessions: Sessions, merging: Merging, two: tuple[int, int]
) -> None:
    done = merging.merge(*two, by="operator:ada")
    with sessions() as session, session.begin():
        session.add(Customer(id=two[1], shop_id="new", email="new@example.org"))
    merging.unmerge(done.id, by="operator:ada")
    with sessions() as session:
        back = session.scalars(select(Customer).where(Customer.shop_id == "C2")).one()
        assert back.id not in two
        assert (back.name, back.birth_date) == ("Ada Quill", date(1990, 4, 23))
        assert len(session.scalars(select(Order).where(Order.customer_id == back.id)).all()) == 1
        assert len(back.consents) == 2


def test_an_address_that_was_given_to_somebody_since_is_said(
    sessions: Sessions, merging: Merging, two: tuple[int, int]
) -> None:
    done = merging.merge(*two, by="operator:ada")
    with sessions() as session, session.begin():
        session.add(Customer(shop_id="new", email="c2@example.org"))
    with pytest.raises(CannotUnmerge, match="another customer has the shop id or the address"):
        merging.unmerge(done.id, by="operator:ada")
    with sessions() as session:
        assert session.scalars(select(CustomerMerge.id)).all() == [done.id]


def test_a_file_does_not_bring_back_who_was_merged(
    sessions: Sessions, merging: Merging, two: tuple[int, int], tmp_path: Path
) -> None:
    merging.merge(*two, by="operator:ada")
    file = tmp_path / "customers.csv"
    file.write_text("shop_id,email\nC2,c2@example.org\n")
    report = import_customers(sessions, file)
    assert (report.created, [str(each) for each in report.problems]) == (
        0,
        ["line 2: shop_id: 'C2' was merged into the customer 'C1'; nothing was changed"],
    )


def test_what_cannot_be_merged_is_said(
    merging: Merging, two: tuple[int, int], make_customer: Callable[..., Customer]
) -> None:
    keep, other = two
    with pytest.raises(CannotMerge, match="with themselves"):
        merging.merge(keep, keep, by="x")
    with pytest.raises(NotFound):
        merging.merge(keep, 4_711, by="x")
    merging.merge(keep, other, by="x")
    third = make_customer()
    with pytest.raises(CannotMerge, match="merge the other way round"):
        merging.merge(third.id, keep, by="x")
    merging.merge(keep, third.id, by="x")
    with pytest.raises(NotFound):
        merging.unmerge(4_711, by="x")
