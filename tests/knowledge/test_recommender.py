"""What a shop's own orders say: learnt by a command, asked with what a customer has bought by now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session, sessionmaker

from knowledge.customers.models import Customer
from knowledge.customers.profile import Owned
from knowledge.database import utc_now
from knowledge.orders.models import Order, OrderState
from knowledge.recommendation.service import Recommender
from knowledge.recommendation.store import LearntFile

MakeCustomer = Callable[..., Customer]
MakeOrder = Callable[..., Order]


def owned(product_id: str, days_ago: float = 1) -> Owned:
    return Owned(product_id, product_id.title(), "Outdoor", utc_now() - timedelta(days=days_ago))


@pytest.fixture
def file(tmp_path: Path) -> LearntFile:
    """Where the shop keeps what it learnt."""
    return LearntFile(tmp_path / "index" / "purchases.npz")


@pytest.fixture
def recommender(sessions: sessionmaker[Session], file: LearntFile) -> Recommender:
    """Over an empty shop."""
    return Recommender(sessions, file)


@pytest.fixture
def campers(make_customer: MakeCustomer, make_order: MakeOrder) -> None:
    """Twenty who bought a tent and a lantern together, forty who bought a lamp or a soap, the soap each month."""
    for number in range(20):
        make_order(make_customer(), ("tent-1", 1, 100), ("lantern-1", 1, 100), placed_days_ago=5 + 5 * number)
    for number in range(40):
        customer = make_customer()
        make_order(customer, ("lamp-1", 1, 100), placed_days_ago=5 + 3 * number)
        for month in range(number % 4):
            make_order(customer, ("soap-1", 1, 100), placed_days_ago=4 + 30 * month)


@pytest.mark.usefixtures("campers")
def test_a_customer_is_drawn_to_what_buyers_of_the_same_bought_through_the_purchase_that_says_so(
    recommender: Recommender,
) -> None:
    assert recommender.drawn_to([owned("tent")]) == {}
    recommender.bring_up_to_date()
    drawn = recommender.drawn_to([owned("lamp", 60), owned("tent")])
    assert drawn["lantern"].through == "Tent"
    assert drawn["soap"].through == "Lamp"
    assert 0 < drawn["lantern"].strength < 1
    assert not {"lamp", "tent"} & set(drawn)


@pytest.mark.usefixtures("campers")
def test_what_was_bought_a_moment_ago_counts_without_learning_again(recommender: Recommender) -> None:
    recommender.bring_up_to_date()
    assert "lantern" not in recommender.drawn_to([owned("lamp")])
    assert "lantern" in recommender.drawn_to([owned("lamp"), owned("tent", 0)])


@pytest.mark.usefixtures("campers")
def test_only_what_people_buy_again_and_again_is_replenished(recommender: Recommender) -> None:
    recommender.bring_up_to_date()
    assert recommender.replenished([owned("soap"), owned("tent"), owned("never-sold")]) == {"soap"}


@pytest.mark.usefixtures("campers")
def test_rules_name_what_is_bought_with_a_product(recommender: Recommender) -> None:
    assert recommender.bought_with("tent") == []
    recommender.bring_up_to_date()
    assert recommender.bought_with("tent") == ["lantern"]
    assert recommender.bought_with("lamp") == []


@pytest.mark.usefixtures("campers")
def test_it_learns_again_only_when_the_orders_changed(
    recommender: Recommender,
    sessions: sessionmaker[Session],
    make_customer: MakeCustomer,
    make_order: MakeOrder,
) -> None:
    first = recommender.bring_up_to_date()
    assert first is not None
    assert recommender.bring_up_to_date() is None
    order = make_order(make_customer(), ("stove-1", 1, 100))
    second = recommender.bring_up_to_date()
    assert second is not None
    assert second.purchases == first.purchases + 1
    with sessions() as session, session.begin():
        session.get_one(Order, order.id).state = OrderState.CANCELLED
    third = recommender.bring_up_to_date()
    assert third is not None
    assert third.purchases == first.purchases


def test_a_shop_without_orders_has_nothing_to_learn_and_says_nothing(recommender: Recommender) -> None:
    assert recommender.bring_up_to_date() is None
    assert recommender.drawn_to([owned("tent")]) == {}
    assert recommender.rules() == ()


@pytest.mark.usefixtures("campers")
def test_a_reader_takes_what_another_process_learnt_and_a_broken_file_is_learnt_anew(
    recommender: Recommender, sessions: sessionmaker[Session], file: LearntFile
) -> None:
    reader = Recommender(sessions, LearntFile(file.path))
    assert reader.rules() == ()
    recommender.bring_up_to_date()
    assert reader.rules() == recommender.rules() != ()
    file.path.write_bytes(b"PK half a file")
    assert reader.drawn_to([owned("tent")]) == {}
    assert reader.bring_up_to_date() is not None
    assert reader.bought_with("tent") == ["lantern"]


def test_asking_needs_none_of_the_libraries_of_learning() -> None:
    import subprocess
    import sys

    code = (
        "import sys, knowledge.shop; "
        "print(*[name for name in ('implicit', 'mlxtend', 'pandas', 'matplotlib') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
