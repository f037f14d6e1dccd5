"""Figures, tags and segments follow what happens at once, and nothing is kept of those who refused."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from knowledge.aftersales.service import AfterSales
from knowledge.conversations.service import Conversations, Handoff, Outgoing
from knowledge.customers.consents import Consents
from knowledge.customers.importing import import_customers
from knowledge.customers.models import Consent, Customer
from knowledge.customers.value.errors import NothingFitted, TooLittleToFit, ValuesNotKept
from knowledge.customers.value.fitted import fit
from knowledge.customers.value.loading import load_facts
from knowledge.customers.value.models import CustomerModel, CustomerTag, CustomerValue
from knowledge.customers.value.segments import SEGMENTS
from knowledge.customers.value.service import CustomerValues
from knowledge.customers.value.tags import tags_of
from knowledge.database import utc_now, writing
from knowledge.demo.goods_back import policy
from knowledge.feedback.sentiment import SentimentModel
from knowledge.feedback.service import FeedbackLog, Said
from knowledge.orders.importing import import_orders
from knowledge.orders.models import Order, OrderState
from knowledge.search.embedding import SentenceEncoder
from tests.knowledge.conftest import DEMO_NOW

Sessions = sessionmaker[Session]
MakeCustomer = Callable[..., Customer]
MakeOrder = Callable[..., Order]


@pytest.fixture
def values(sessions: Sessions) -> CustomerValues:
    return CustomerValues(sessions)


@pytest.fixture
def crowd(make_customer: MakeCustomer, make_order: MakeOrder) -> list[Customer]:
    """Ten customers; the first bought once and 190 days ago, the last ten times and 10 days ago."""
    people = [make_customer() for _ in range(10)]
    for place, person in enumerate(people):
        for time in range(place + 1):
            make_order(person, ("mug-1", 1, 2_000), placed_days_ago=190 - 20 * place + 3 * time)
    return people


@pytest.fixture
def fitted(values: CustomerValues, crowd: list[Customer]) -> list[Customer]:
    """The crowd, after a fit."""
    values.fit()
    return crowd


def tags(values: CustomerValues, customer: Customer) -> dict[str, CustomerTag]:
    return {tag.tag: tag for tag in values.tags(customer.id)}


def stored(sessions: Sessions, customer: Customer) -> CustomerValue | None:
    with sessions() as session:
        return session.get(CustomerValue, customer.id)


def kept(sessions: Sessions, customer: Customer) -> CustomerValue:
    """The figures as they are stored, not renewed by looking."""
    found = stored(sessions, customer)
    assert found is not None
    return found


def write_csv(path: Path, *rows: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def order_row(
    customer: Customer, number: str = "777", state: str = "delivered", **more: str
) -> dict[str, str]:
    return {
        "order_number": number,
        "customer_shop_id": customer.shop_id,
        "state": state,
        "currency": "EUR",
        "placed_at": f"{utc_now() - timedelta(hours=2):%Y-%m-%d %H:%M:%S}",
        "sku": "mug-1",
        "name": "Mug",
        "quantity": "1",
        "unit_price": "50.00",
        **more,
    }


def test_a_fit_scores_everybody(sessions: Sessions, fitted: list[Customer]) -> None:
    worst, best = kept(sessions, fitted[0]), kept(sessions, fitted[-1])
    assert (worst.rfm, worst.segment) == ("111", "hibernating")
    assert (best.rfm, best.segment) == ("555", "champions")
    assert (best.purchases, best.spent_minor) == (10, 20_000)
    assert best.value_minor is None  # ten customers are too few for a model of their future


def test_an_imported_order_counts_at_once(sessions: Sessions, fitted: list[Customer], tmp_path: Path) -> None:
    quiet = fitted[0]
    report = import_orders(sessions, write_csv(tmp_path / "orders.csv", order_row(quiet)))
    assert (report.created, report.problems) == (1, [])
    now = kept(sessions, quiet)
    assert (now.purchases, now.spent_minor, now.recency_score) == (2, 7_000, 5)
    assert now.segment == "growing"


def test_a_cancelled_order_stops_counting_at_once(
    sessions: Sessions, fitted: list[Customer], make_order: MakeOrder, values: CustomerValues
) -> None:
    quiet = fitted[0]
    order = make_order(quiet, ("mug-1", 1, 5_000), state=OrderState.PROCESSED, placed_days_ago=1)
    values.refresh(quiet.id)
    assert kept(sessions, quiet).purchases == 2
    aftersales = AfterSales(sessions, policy())
    proposal = aftersales.propose_cancel(quiet.id, order.number)
    aftersales.commit(quiet.id, proposal, confirmed=proposal.key)
    assert (kept(sessions, quiet).purchases, kept(sessions, quiet).segment) == (1, "hibernating")


def test_a_return_and_its_refund_count_at_once(
    sessions: Sessions,
    fitted: list[Customer],
    make_product: Callable[..., object],
    make_order: MakeOrder,
    values: CustomerValues,
) -> None:
    make_product("boot")
    buyer = fitted[-1]
    order = make_order(buyer, ("boot-1", 2, 5_000), placed_days_ago=6, delivered_days_ago=2)
    values.refresh(buyer.id)
    assert kept(sessions, buyer).spent_minor == 30_000
    aftersales = AfterSales(sessions, policy())
    proposal = aftersales.propose_return(buyer.id, order.number, order.lines[0].id, reason="defective")
    aftersales.commit(buyer.id, proposal, confirmed=proposal.key)
    now = kept(sessions, buyer)
    assert now.spent_minor == 30_000 - proposal.refund_minor
    assert now.returned_share == pytest.approx(1 / 12)
    whole = aftersales.propose_return(buyer.id, order.number, order.lines[0].id, reason="defective")
    aftersales.commit(buyer.id, whole, confirmed=whole.key)
    assert (kept(sessions, buyer).purchases, kept(sessions, buyer).spent_minor) == (10, 20_000)


def test_a_complaint_is_a_tag_at_once_with_its_facts(
    sessions: Sessions, fitted: list[Customer], values: CustomerValues, encoder: SentenceEncoder
) -> None:
    log = FeedbackLog(sessions, SentimentModel(encoder))
    log.log(Said("complaint", "The zip broke", "message:1", rating=1, customer_id=fitted[3].id))
    found = tags(values, fitted[3])
    assert found["complained"].facts == {"complaints": 1}
    assert found["dissatisfied"].facts == {"sentiment": -1.0}
    assert "complained" not in tags(values, fitted[4])


def test_a_conversation_that_goes_to_a_person_is_a_tag_at_once(
    sessions: Sessions, fitted: list[Customer], values: CustomerValues
) -> None:
    talks = Conversations(sessions)
    chat = talks.resume_or_open("visitor", fitted[2].id, "en").id
    received = talks.receive(chat, "m1", "a person please")
    talks.next_turn(chat)
    talks.publish_answer(received.message.id, [Outgoing("text", {"text": "One moment."})], Handoff("asked"))
    assert tags(values, fitted[2])["needed_a_person"].facts == {"conversations": 1}


def test_a_new_customer_of_an_import_is_in_a_segment_at_once(
    sessions: Sessions, fitted: list[Customer], tmp_path: Path
) -> None:
    import_customers(
        sessions, write_csv(tmp_path / "customers.csv", {"shop_id": "new", "email": "new@example.org"})
    )
    with sessions() as session:
        new = session.scalars(select(Customer).where(Customer.shop_id == "new")).one()
    assert kept(sessions, new).segment == "not_yet_bought"


def test_a_consent_revoked_in_the_chat_removes_all_at_once(
    sessions: Sessions, fitted: list[Customer], values: CustomerValues
) -> None:
    person = fitted[-1]
    assert tags(values, person)
    assert Consents(sessions).withdraw(person.id, "personalisation")
    assert stored(sessions, person) is None
    assert tags(values, person) == {}


def test_a_consent_taken_back_by_an_import_removes_all_at_once(
    sessions: Sessions, fitted: list[Customer], values: CustomerValues, tmp_path: Path
) -> None:
    person = fitted[-1]
    assert tags(values, person)
    row = {"shop_id": person.shop_id, "email": person.email, "personalisation_consent": "no"}
    import_customers(sessions, write_csv(tmp_path / "customers.csv", row))
    assert stored(sessions, person) is None
    assert tags(values, person) == {}
    with pytest.raises(ValuesNotKept, match="they refused personalisation"):
        values.of(person.id)


@pytest.mark.parametrize("purpose", ["analytics", "personalisation"])
@pytest.mark.parametrize("state", ["denied", "revoked"])
def test_a_refusal_that_nobody_told_of_is_found_by_catching_up(
    sessions: Sessions, fitted: list[Customer], values: CustomerValues, purpose: str, state: str
) -> None:
    person = fitted[-1]
    with writing(sessions) as session:
        session.merge(person)
        session.query(Consent).where(Consent.customer_id == person.id, Consent.purpose == purpose).delete()
        session.add(Consent(customer_id=person.id, purpose=purpose, state=state))
    assert values.catch_up() == 1
    assert stored(sessions, person) is None
    assert values.catch_up() == 0


def test_who_was_never_asked_has_figures_and_no_tags(
    sessions: Sessions, make_customer: MakeCustomer, fitted: list[Customer], values: CustomerValues
) -> None:
    person = make_customer(consent=None)
    values.refresh(person.id)
    assert kept(sessions, person).segment == "not_yet_bought"
    assert tags(values, person) == {}


def test_a_tag_that_stays_keeps_its_day_and_one_that_goes_goes(
    sessions: Sessions, fitted: list[Customer], values: CustomerValues, make_order: MakeOrder
) -> None:
    person = fitted[0]
    begun = tags(values, person)["country"].since
    assert "bought_once" in tags(values, person)
    make_order(person, ("mug-1", 1, 2_000), placed_days_ago=1)
    values.refresh(person.id, utc_now() + timedelta(hours=1))
    assert tags(values, person)["country"].since == begun
    assert "bought_once" not in tags(values, person)


def test_time_alone_moves_customers_and_is_caught_up_with(
    sessions: Sessions, fitted: list[Customer], values: CustomerValues
) -> None:
    best = fitted[-1]
    later = utc_now() + timedelta(days=400)
    assert values.catch_up(later, limit=3) == 3
    assert values.catch_up(later) == 7
    assert kept(sessions, best).segment == "cannot_lose"
    assert values.catch_up(later) == 0


def test_a_fit_is_due_at_first_and_after_a_tenth_more_orders(
    values: CustomerValues, crowd: list[Customer], make_order: MakeOrder
) -> None:
    assert values.fit_is_due()
    assert values.bring_up_to_date() is not None
    assert not values.fit_is_due()
    for _ in range(5):
        make_order(crowd[0])
    assert not values.fit_is_due()  # 60 orders now, where 55 were
    make_order(crowd[0])
    assert values.fit_is_due()


def test_a_new_fit_replaces_the_older_one(
    sessions: Sessions, fitted: list[Customer], values: CustomerValues
) -> None:
    values.fit()
    with sessions() as session:
        [model] = session.scalars(select(CustomerModel)).all()
        assert set(session.scalars(select(CustomerValue.model_id))) == {model.id}


def test_an_empty_shop_has_nothing_to_fit_and_says_what_to_do(
    values: CustomerValues, make_customer: MakeCustomer
) -> None:
    assert values.bring_up_to_date() is None
    with pytest.raises(TooLittleToFit, match="customers who bought something, and there are 0"):
        values.fit()
    with pytest.raises(NothingFitted, match="attendant customers fit"):
        values.report()
    with pytest.raises(ValuesNotKept, match="attendant customers fit"):
        values.of(make_customer().id)
    with pytest.raises(ValuesNotKept, match="there is no such customer"):
        values.of(99)


def test_the_report_counts_everybody_once_and_says_what_marks_them(
    sessions: Sessions, fitted: list[Customer], values: CustomerValues, make_customer: MakeCustomer
) -> None:
    make_customer(consent="denied")
    report = values.report()
    assert (report.customers, report.without) == (10, 1)
    assert sum(group.customers for group in report.segments) == 10
    assert [group.name for group in report.segments] == [
        name for name in SEGMENTS if name in {group.name for group in report.segments}
    ]
    champions = report.segments[0]
    assert champions.title == "Champions"
    assert any(mark.endswith("purchases (all: 5.5)") for mark in champions.marks)
    assert champions.spent.currency == "EUR"
    assert report.trend[-1].sizes == {group.name: group.customers for group in report.segments}
    assert len(report.trend) == 13


def test_members_are_the_customers_of_a_group_page_by_page(
    fitted: list[Customer], values: CustomerValues
) -> None:
    size = {group.name: group.customers for group in values.report().segments}["champions"]
    found, total = values.members("segment", "champions", limit=100)
    assert len(found) == total == size
    assert fitted[-1].id in {member.customer_id for member in found}
    first, _ = values.members("segment", "champions", limit=1)
    second, _ = values.members("segment", "champions", limit=1, offset=1)
    assert [*first, *second][0].customer_id != [*first, *second][1].customer_id
    with pytest.raises(KeyError):
        values.members("level", "gold", limit=1)


def test_an_erased_customer_takes_everything_along(sessions: Sessions, fitted: list[Customer]) -> None:
    with writing(sessions) as session:
        session.execute(update(Order).where(Order.customer_id == fitted[0].id).values(cancel_reason=""))
        session.delete(session.get_one(Customer, fitted[0].id))
    with sessions() as session:
        assert session.get(CustomerValue, fitted[0].id) is None
        assert session.scalar(select(CustomerTag).where(CustomerTag.customer_id == fitted[0].id)) is None


def test_the_demo_shop_has_sensible_segments_clusters_and_tags(demo_shop: Sessions) -> None:
    with demo_shop() as session:
        facts = load_facts(session, list(session.scalars(select(Customer.id)))).values()
    everybody = [each for each in facts if each.may_be_valued]
    fitted = fit(everybody, DEMO_NOW)
    assert fitted.problems == ()
    bases = [fitted.basis(each, DEMO_NOW) for each in everybody]
    sizes = Counter(segment.name for each in everybody if (segment := fitted.segment_at(each, DEMO_NOW)))
    assert set(sizes) == set(SEGMENTS)
    assert 0.08 < sizes["champions"] / len(everybody) < 0.25
    assert fitted.buying is not None
    assert fitted.spending is not None
    # The demo lets people leave with a mean chance of 0.08 after a purchase (knowledge.demo.history.LEAVING).
    assert 0.03 < fitted.buying.a / (fitted.buying.a + fitted.buying.b) < 0.15
    assert 5_000 < fitted.spending.mean < 30_000
    assert fitted.clustering is not None
    clusters = Counter(fitted.clustering.cluster_of(each).name for each in bases if each.rfm)
    assert len(clusters) == len(fitted.clustering.clusters) >= 4
    assert min(clusters.values()) >= 20
    found = Counter(tag.name for each in bases for tag, _ in tags_of(each))
    assert {"interest", "brand_loyal", "discount_led", "size_trouble", "complained", "slipping_away"} <= set(
        found
    )
