"""Who somebody is, by what they are known by."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session, sessionmaker

from knowledge.conversations.service import Conversations
from knowledge.customers.identities import customers_known_by, e164, remember, resolve
from knowledge.customers.models import Customer

Sessions = sessionmaker[Session]
PHONE = "+491705550199"


@pytest.fixture
def people(sessions: Sessions) -> Sessions:
    """Two customers who share a telephone."""
    with sessions() as session, session.begin():
        session.add(Customer(id=1, shop_id="C1", email="ada@example.org", phone=PHONE))
        session.add(Customer(id=2, shop_id="C2", email="ben@example.org", phone=PHONE))
    return sessions


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("0170 5550199", "DE", PHONE),
        ("+49 (170) 555-0199", "GB", PHONE),
        ("07700 900123", "gb", "+447700900123"),
        ("138 0013 8000", "CN", "+8613800138000"),
        ("+49 1", "DE", None),
        ("no phone", "DE", None),
        ("0170 5550199", "", None),
    ],
)
def test_telephone_numbers_are_read_as_in_their_country(text: str, country: str, number: str | None) -> None:
    assert e164(text, country) == number


@pytest.mark.parametrize(
    ("known", "who"),
    [
        ({"shop_id": "C1", "email": "ben@example.org"}, 1),
        ({"email": "Ben@Example.org", "phone": PHONE}, 2),
        ({"phone": PHONE}, None),
        ({"email": "nobody@example.org"}, None),
        ({"email": "nobody@example.org", "visitor": "browser-1"}, 1),
        ({}, None),
    ],
)
def test_what_tells_more_goes_first_and_what_is_shared_tells_nothing(
    people: Sessions, known: dict[str, str], who: int | None
) -> None:
    Conversations(people).resume_or_open("browser-1", 1, "en")
    with people() as session:
        assert resolve(session, **known) == who


def test_another_identity_is_kept_once_and_found(people: Sessions) -> None:
    with people() as session, session.begin():
        assert remember(session, 1, "email", "Old@Example.org", "import")
        session.flush()
        assert not remember(session, 1, "email", "old@example.org", "import")
        assert not remember(session, 1, "email", "ada@example.org", "import")
        assert not remember(session, 1, "phone", "", "import")
    with people() as session:
        assert customers_known_by(session, "email", "OLD@example.org") == [1]
