"""Consent: the latest decision counts, the history is kept, and the words that were agreed to can be shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from knowledge.audit import AuditEntry
from knowledge.customers.consents import (
    Consents,
    HistoryIsKept,
    UnknownPurpose,
    consents_to,
    wording,
    wordings,
)
from knowledge.customers.models import ConsentEvent, Customer
from knowledge.demo.people import WORDING
from knowledge.errors import NotFound
from knowledge.language import LANGUAGES

Sessions = sessionmaker[Session]


@pytest.fixture
def consents(sessions: Sessions) -> Consents:
    """The decisions of the customers of an empty shop."""
    return Consents(sessions)


def test_the_history_keeps_each_decision_with_its_wording_and_the_latest_one_counts(
    sessions: Sessions, consents: Consents, make_customer: Callable[..., Customer]
) -> None:
    customer = make_customer(consent=None)
    assert consents.grant(customer.id, "personalisation")
    assert consents.withdraw(customer.id, "personalisation")
    assert consents.grant(customer.id, "personalisation", source="account")
    kept = [(each.state, each.source, each.wording) for each in consents.history(customer.id)]
    version = wordings()["personalisation"][-1].version
    assert kept == [
        ("granted", "chat", version),
        ("revoked", "chat", version),
        ("granted", "account", version),
    ]
    assert consents.latest(customer.id)["personalisation"].state == "granted"
    with sessions() as session:
        assert consents_to(session, customer.id, "personalisation")
        actions = session.scalars(select(AuditEntry.action)).all()
    assert actions == ["consent_granted", "consent_revoked", "consent_granted"]


def test_the_same_decision_twice_is_one(consents: Consents, make_customer: Callable[..., Customer]) -> None:
    customer = make_customer(consent=None)
    assert [consents.grant(customer.id, "marketing"), consents.grant(customer.id, "marketing")] == [
        True,
        False,
    ]
    assert len(consents.history(customer.id)) == 1


def test_a_no_before_any_yes_is_a_refusal_and_stays_one(
    consents: Consents, make_customer: Callable[..., Customer]
) -> None:
    customer = make_customer(consent=None)
    assert consents.withdraw(customer.id, "analytics")
    assert not consents.withdraw(customer.id, "analytics")
    assert [each.state for each in consents.history(customer.id)] == ["denied"]


def test_a_decision_of_the_past_cannot_be_changed(
    sessions: Sessions, consents: Consents, make_customer: Callable[..., Customer]
) -> None:
    customer = make_customer(consent=None)
    consents.grant(customer.id, "personalisation")
    with sessions() as session:
        session.scalars(select(ConsentEvent)).one().state = "denied"
        with pytest.raises(HistoryIsKept):
            session.commit()
    assert [each.state for each in consents.history(customer.id)] == ["granted"]


def test_nobody_can_decide_for_what_nobody_was_asked(
    consents: Consents, make_customer: Callable[..., Customer]
) -> None:
    with pytest.raises(UnknownPurpose, match="'espionage' is no purpose of consent; there are personal"):
        consents.grant(make_customer().id, "espionage")
    with pytest.raises(NotFound):
        consents.grant(4_711, "marketing")


def test_every_wording_has_a_text_in_every_language_and_versions_in_order() -> None:
    for versions in wordings().values():
        assert [each.version for each in versions] == sorted({each.version for each in versions})
        for each in versions:
            assert set(each.texts) == set(LANGUAGES)
            assert all(each.texts.values())


def test_the_words_of_an_old_version_can_still_be_shown() -> None:
    found = wording("personalisation", WORDING)
    assert found is not None
    assert found.text("fr") == found.texts["en"]
    assert wording("personalisation", "import") is None


def test_the_demo_shop_has_a_history_for_each_consent(demo_shop: Sessions) -> None:
    with demo_shop() as session:
        customer = session.scalars(select(Customer).where(Customer.shop_id == "LR-100009")).one()
        latest = {(each.purpose, each.state, each.wording) for each in customer.consents}
        assert {(each.purpose, each.state, each.wording) for each in customer.consent_events} == latest
        assert latest
