"""What is known of a customer can be seen with its source, corrected and forgotten, and that counts at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from knowledge.audit import AuditEntry
from knowledge.catalogue.models import Product
from knowledge.customers.consents import Consents
from knowledge.customers.facts import Facts, Known, NotKnown
from knowledge.customers.models import Customer, ProfileFact
from knowledge.customers.profile import Profile, read_profile
from knowledge.errors import NotFound
from knowledge.orders.models import Order

Sessions = sessionmaker[Session]


@pytest.fixture
def facts(sessions: Sessions) -> Facts:
    """What is known in an empty shop."""
    return Facts(sessions)


@pytest.fixture
def ada(
    make_customer: Callable[..., Customer],
    make_product: Callable[..., Product],
    make_order: Callable[..., Order],
) -> int:
    """A customer who bought a green shirt in M and boots in 42; gives her id."""
    customer = make_customer()
    make_product("shirt", {"size": "M", "colour": "green"}, {"size": "L", "colour": "green"}, brand="Norvik")
    make_product("boot", {"size": "42"}, {"size": "43"}, brand="Mosskar", category="Shoes > Boots")
    make_order(customer, ("shirt-1", 1, 1_000), options={"size": "M", "colour": "green"})
    make_order(customer, ("boot-1", 1, 9_000), options={"size": "42"})
    return customer.id


@pytest.fixture
def profile(sessions: Sessions, ada: int) -> Callable[[], Profile]:
    """Reads what advice sees."""

    def read() -> Profile:
        with sessions() as session:
            return read_profile(session, ada)

    return read


def keys(known: list[Known]) -> set[str]:
    """The keys of what is known."""
    return {each.key for each in known}


def test_what_purchases_show_is_told_with_its_source_and_day(facts: Facts, ada: int) -> None:
    known = list(facts.known(ada))
    assert keys(known) == {
        "size:Clothing:M",
        "size:Shoes:42",
        "brand:Norvik",
        "brand:Mosskar",
        "colour:green",
    }
    assert {each.source for each in known} == {"orders"}
    assert {each.purpose for each in known} == {"personalisation"}
    assert all(each.at.tzinfo for each in known)


def test_a_size_that_is_said_takes_the_place_of_what_was_bought(
    facts: Facts, ada: int, profile: Callable[[], Profile]
) -> None:
    facts.state(ada, "size", "43")
    facts.state(ada, "size", "L")
    assert profile().sizes == {"Clothing": "L", "Shoes": "43"}
    facts.state(ada, "size", "42")
    assert profile().sizes == {"Clothing": "L", "Shoes": "42"}
    said = [each for each in facts.known(ada) if each.source == "chat"]
    assert [(each.name, each.value, each.category) for each in said] == [
        ("size", "L", "Clothing"),
        ("size", "42", "Shoes"),
    ]


def test_one_size_may_be_that_of_shoes_and_of_trousers(
    facts: Facts, ada: int, profile: Callable[[], Profile]
) -> None:
    facts.state(ada, "size", "42")
    facts.state(ada, "size", "42", category="Clothing")
    assert profile().sizes == {"Clothing": "42", "Shoes": "42"}
    facts.state(ada, "size", "L")
    assert profile().sizes == {"Clothing": "L", "Shoes": "42"}


@pytest.mark.parametrize(("kind", "value"), [("size", "M"), ("brand", "Norvik"), ("colour", "green")])
def test_what_is_denied_is_not_used_any_more(
    facts: Facts, ada: int, profile: Callable[[], Profile], kind: str, value: str
) -> None:
    facts.deny(ada, kind, value)
    now = profile()
    assert value not in {*now.sizes.values(), *now.brands, *now.colours}
    assert sum(now.brands.values()) == pytest.approx(1)
    facts.state(ada, kind, value)
    now = profile()
    assert value in {*now.sizes.values(), *now.brands, *now.colours}


def test_everything_known_can_be_forgotten_by_its_key_and_only_once(facts: Facts, ada: int) -> None:
    facts.state(ada, "brand", "Acme")
    for each in list(facts.known(ada)):
        assert facts.forget(ada, each.key) == each
        with pytest.raises(NotKnown):
            facts.forget(ada, each.key)
    left = facts.known(ada)
    assert {each.name for each in left} == {"not_size", "not_brand", "not_colour"}


def test_nobody_forgets_what_is_anothers(
    facts: Facts, ada: int, make_customer: Callable[..., Customer], sessions: Sessions
) -> None:
    facts.state(ada, "brand", "Acme")
    other = make_customer()
    key = next(each.key for each in facts.known(ada) if each.source == "chat")
    with pytest.raises(NotKnown):
        facts.forget(other.id, key)
    with sessions() as session:
        assert len(session.scalars(select(ProfileFact)).all()) == 1


def test_without_consent_nothing_is_made_of_purchases_and_what_was_said_is_not_used(
    facts: Facts, ada: int, sessions: Sessions, profile: Callable[[], Profile]
) -> None:
    facts.state(ada, "brand", "Acme")
    Consents(sessions).withdraw(ada, "personalisation")
    assert [each.value for each in facts.known(ada)] == ["Acme"]
    assert not profile().personal
    assert profile().brands == {}


def test_a_fact_for_another_purpose_is_not_used_for_advice(
    sessions: Sessions, ada: int, profile: Callable[[], Profile]
) -> None:
    with sessions() as session, session.begin():
        session.add(
            ProfileFact(
                customer_id=ada, name="avoids_brand", value="Acme", source="survey", purpose="marketing"
            )
        )
    assert profile().avoids_brands == frozenset()
    Consents(sessions).grant(ada, "marketing")
    assert profile().avoids_brands == {"Acme"}


def test_each_change_is_in_the_audit_log(facts: Facts, ada: int, sessions: Sessions) -> None:
    facts.state(ada, "size", "L")
    facts.deny(ada, "colour", "green")
    facts.forget(ada, "brand:Norvik")
    with sessions() as session:
        assert session.scalars(select(AuditEntry.action)).all() == [
            "fact_stated",
            "fact_denied",
            "fact_forgotten",
        ]


def test_what_is_no_kind_of_fact_or_nobodys_is_refused(facts: Facts, ada: int) -> None:
    with pytest.raises(ValueError, match="a size, a brand, a colour, not a 'mood'"):
        facts.state(ada, "mood", "good")
    with pytest.raises(NotFound):
        facts.state(4_711, "size", "M")
