"""What advice may know of a customer: only with consent, from what was bought, kept, sent back and said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from knowledge.aftersales.models import Return, ReturnLine
from knowledge.aftersales.states import ReturnState
from knowledge.audit import AuditEntry
from knowledge.catalogue.models import Product
from knowledge.customers.models import Customer, ProfileFact
from knowledge.customers.profile import HALF_LIFE, NOBODY, Profile, read_profile
from knowledge.customers.service import Customers
from knowledge.errors import NotFound
from knowledge.orders.models import Order, OrderState

Sessions = sessionmaker[Session]
MakeCustomer = Callable[..., Customer]
MakeProduct = Callable[..., Product]
MakeOrder = Callable[..., Order]

SHOES = "Shoes > Trainers"
RED_M = {"colour": "red", "size": "M"}


@pytest.fixture
def customers(sessions: Sessions) -> Customers:
    return Customers(sessions)


@pytest.fixture
def ada(make_customer: MakeCustomer) -> Customer:
    return make_customer()


def send_back(
    sessions: Sessions,
    order: Order,
    reason: str,
    quantity: int = 1,
    state: ReturnState = ReturnState.RECEIVED,
) -> None:
    """A return of the order's first line."""
    with sessions() as session, session.begin():
        session.add(
            Return(
                number=f"R-{order.number}-{reason}-{state}",
                order_id=order.id,
                state=state,
                reason=reason,
                policy_rule="within-window",
                policy_version="test",
                lines=[ReturnLine(order_line_id=order.lines[0].id, quantity=quantity)],
            )
        )


def say(sessions: Sessions, customer: Customer, name: str, value: str, **detail: str) -> None:
    """A fact the customer stated."""
    with sessions() as session, session.begin():
        session.add(
            ProfileFact(customer_id=customer.id, name=name, value=value, detail=detail, source="chat")
        )


@pytest.mark.parametrize("consent", [None, "denied", "revoked"])
def test_without_consent_nothing_is_known(
    sessions: Sessions,
    customers: Customers,
    make_customer: MakeCustomer,
    make_product: MakeProduct,
    make_order: MakeOrder,
    consent: str | None,
) -> None:
    private = make_customer(consent=consent)
    make_product("tee", RED_M)
    make_order(private, ("tee-1", 1, 2000), options=RED_M)
    say(sessions, private, "avoids_brand", "Acme")
    assert customers.profile(private.id) == Profile(customer_id=private.id, personal=False)


def test_nobody_has_an_empty_profile(customers: Customers) -> None:
    assert customers.profile(None) == NOBODY
    assert customers.profile(404) == Profile(customer_id=404, personal=False)


def test_a_customer_without_orders_is_known_to_be_personal_and_nothing_more(
    customers: Customers, ada: Customer
) -> None:
    assert customers.profile(ada.id) == Profile(customer_id=ada.id, personal=True)


def test_what_was_bought_tells_size_brand_colour_and_spending(
    customers: Customers, ada: Customer, make_product: MakeProduct, make_order: MakeOrder
) -> None:
    make_product("tee", RED_M)
    make_product("run", {"size": "42"}, brand="Fleet", category=SHOES)
    make_order(ada, ("tee-1", 1, 2000), options=RED_M)
    make_order(ada, ("tee-1", 1, 1500), options=RED_M)
    make_order(ada, ("run-1", 1, 9000), options={"size": "42"}, placed_days_ago=1)
    profile = customers.profile(ada.id)
    assert profile.personal
    assert profile.sizes == {"Clothing": "M", "Shoes": "42"}
    assert set(profile.brands) == {"Acme", "Fleet"}
    assert profile.brands["Acme"] == pytest.approx(2 / 3, abs=0.01)
    assert sum(profile.brands.values()) == pytest.approx(1)
    assert profile.colours == {"red": 1.0}
    assert profile.spending == {"Clothing > Tops": (1500, 2000), SHOES: (9000, 9000)}
    assert [owned.product_id for owned in profile.owned] == ["run", "tee", "tee"]


def test_sizes_are_told_by_the_top_category(
    customers: Customers, ada: Customer, make_product: MakeProduct, make_order: MakeOrder
) -> None:
    make_product("run", {"size": "42"}, category=SHOES)
    make_order(ada, ("run-1", 1, 9000), options={"size": "42"})
    profile = customers.profile(ada.id)
    assert profile.size_for("Shoes > Boots > Winter") == "42"
    assert profile.size_for("Shoes") == "42"
    assert profile.size_for("Clothing > Tops") is None


def test_the_size_is_the_one_most_often_kept(
    sessions: Sessions,
    customers: Customers,
    ada: Customer,
    make_product: MakeProduct,
    make_order: MakeOrder,
) -> None:
    make_product("tee", {"size": "S"}, {"size": "M"})
    for _ in range(3):
        send_back(sessions, make_order(ada, ("tee-1", 1, 2000), options={"size": "S"}), "too_small")
    make_order(ada, ("tee-2", 1, 2000), options={"size": "M"})
    assert customers.profile(ada.id).sizes == {"Clothing": "M"}


def test_what_was_too_small_is_remembered_as_sent_back_and_not_as_owned(
    sessions: Sessions,
    customers: Customers,
    ada: Customer,
    make_product: MakeProduct,
    make_order: MakeOrder,
) -> None:
    make_product("tee", RED_M)
    send_back(sessions, make_order(ada, ("tee-1", 1, 2000), options=RED_M), "too_small")
    profile = customers.profile(ada.id)
    (back,) = profile.sent_back
    assert (back.product_id, back.reason, back.options) == ("tee", "too_small", RED_M)
    assert (profile.owned, profile.sizes, profile.colours, profile.spending) == ((), {}, {}, {})


@pytest.mark.parametrize(
    ("reason", "likes"), [("too_small", True), ("damaged", True), ("changed_mind", False)]
)
def test_a_brand_sent_back_for_its_fit_or_a_fault_is_still_half_liked(
    sessions: Sessions,
    customers: Customers,
    ada: Customer,
    make_product: MakeProduct,
    make_order: MakeOrder,
    reason: str,
    likes: bool,
) -> None:
    make_product("tee", brand="Acme")
    make_product("cap", brand="Brim")
    send_back(sessions, make_order(ada, ("tee-1", 1, 2000)), reason)
    make_order(ada, ("cap-1", 1, 2000))
    brands = customers.profile(ada.id).brands
    expected = {"Brim": 2 / 3, "Acme": 1 / 3} if likes else {"Brim": 1.0}
    assert brands == pytest.approx(expected, abs=0.01)


def test_a_return_that_was_called_off_was_none(
    sessions: Sessions,
    customers: Customers,
    ada: Customer,
    make_product: MakeProduct,
    make_order: MakeOrder,
) -> None:
    make_product("tee", RED_M)
    order = make_order(ada, ("tee-1", 1, 2000), options=RED_M)
    send_back(sessions, order, "too_small", state=ReturnState.CANCELED)
    profile = customers.profile(ada.id)
    assert profile.sent_back == ()
    assert profile.sizes == {"Clothing": "M"}


def test_of_two_pieces_one_may_be_sent_back_and_one_kept(
    sessions: Sessions,
    customers: Customers,
    ada: Customer,
    make_product: MakeProduct,
    make_order: MakeOrder,
) -> None:
    make_product("tee", RED_M)
    order = make_order(ada, ("tee-1", 2, 2000), options=RED_M)
    send_back(sessions, order, "changed_mind")
    profile = customers.profile(ada.id)
    assert [owned.product_id for owned in profile.owned] == ["tee"]
    assert [back.product_id for back in profile.sent_back] == ["tee"]
    assert profile.sizes == {"Clothing": "M"}
    send_back(sessions, order, "damaged")
    assert customers.profile(ada.id).owned == ()


def test_what_was_cancelled_says_nothing(
    customers: Customers, ada: Customer, make_product: MakeProduct, make_order: MakeOrder
) -> None:
    make_product("tee", RED_M)
    make_order(ada, ("tee-1", 1, 2000), options=RED_M, state=OrderState.CANCELLED)
    assert customers.profile(ada.id) == Profile(customer_id=ada.id, personal=True)


def test_what_others_bought_says_nothing(
    customers: Customers,
    ada: Customer,
    make_customer: MakeCustomer,
    make_product: MakeProduct,
    make_order: MakeOrder,
) -> None:
    make_product("tee", RED_M)
    make_order(make_customer(), ("tee-1", 1, 2000), options=RED_M)
    assert customers.profile(ada.id).owned == ()


def test_tastes_fade_by_half_in_each_half_life(
    sessions: Sessions, ada: Customer, make_product: MakeProduct, make_order: MakeOrder
) -> None:
    make_product("old", brand="Yesteryear")
    make_product("new", brand="Today")
    make_order(ada, ("old-1", 1, 2000), placed_days_ago=HALF_LIFE.days + 5)
    newer = make_order(ada, ("new-1", 1, 2000), placed_days_ago=5)
    with sessions() as session:
        brands = read_profile(session, ada.id).brands
        assert brands == pytest.approx({"Today": 2 / 3, "Yesteryear": 1 / 3}, abs=1e-6)
        assert list(brands) == ["Today", "Yesteryear"]
        later = newer.placed_at + timedelta(days=1000)
        assert read_profile(session, ada.id, later).brands == pytest.approx(brands, abs=1e-6)


def test_the_newest_size_wins_over_as_many_of_years_ago(
    customers: Customers, ada: Customer, make_product: MakeProduct, make_order: MakeOrder
) -> None:
    make_product("kid", {"size": "128"}, {"size": "140"})
    for days in (800, 790):
        make_order(ada, ("kid-1", 1, 2000), options={"size": "128"}, placed_days_ago=days)
    make_order(ada, ("kid-2", 1, 2000), options={"size": "140"}, placed_days_ago=20)
    assert customers.profile(ada.id).sizes == {"Clothing": "140"}


def test_a_size_the_customer_stated_goes_before_what_was_bought(
    sessions: Sessions,
    customers: Customers,
    ada: Customer,
    make_product: MakeProduct,
    make_order: MakeOrder,
) -> None:
    make_product("tee", RED_M)
    make_order(ada, ("tee-1", 1, 2000), options=RED_M)
    say(sessions, ada, "size", "L")
    say(sessions, ada, "size", "43", category="Shoes")
    assert customers.profile(ada.id).sizes == {"Clothing": "L", "Shoes": "43"}


def test_what_a_customer_does_not_like_is_remembered_once_and_audited(
    sessions: Sessions, customers: Customers, ada: Customer
) -> None:
    say(sessions, ada, "likes_brand", "Acme")
    customers.avoid(ada.id, "brand", "Acme")
    customers.avoid(ada.id, "brand", "Acme")
    customers.avoid(ada.id, "colour", "beige")
    profile = customers.profile(ada.id)
    assert (profile.avoids_brands, profile.avoids_colours) == (frozenset({"Acme"}), frozenset({"beige"}))
    with sessions() as session:
        facts = session.execute(select(ProfileFact.name, ProfileFact.source)).all()
        assert sorted(facts) == [("avoids_brand", "chat"), ("avoids_colour", "chat")]
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(entry.action, entry.facts) for entry in entries] == [
        ("avoid_brand", {"value": "Acme"}),
        ("avoid_brand", {"value": "Acme"}),
        ("avoid_colour", {"value": "beige"}),
    ]


def test_only_brands_and_colours_can_be_avoided(customers: Customers, ada: Customer) -> None:
    with pytest.raises(ValueError, match="not a 'size'"):
        customers.avoid(ada.id, "size", "M")


def test_customers_are_found_by_id_and_by_email_in_any_case(customers: Customers, ada: Customer) -> None:
    assert customers.get(ada.id).email == ada.email
    assert customers.by_email(f" {ada.email.upper()} ").id == ada.id
    with pytest.raises(NotFound):
        customers.get(404)
    with pytest.raises(NotFound):
        customers.by_email("nobody@example.org")
