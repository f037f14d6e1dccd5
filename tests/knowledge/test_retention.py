"""What has been kept longer than its period is reported, and goes only when that is asked for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from knowledge.audit import AuditEntry
from knowledge.catalogue.models import Product, StockAlert
from knowledge.conversations.models import CLOSED, Conversation
from knowledge.customers.models import Customer
from knowledge.feedback.models import Feedback
from knowledge.mail.models import Mail
from knowledge.notices.models import Notice
from knowledge.orders.models import Order, OrderState
from knowledge.outbox import OutboxEvent
from knowledge.privacy.periods import KINDS, BadPeriods, LegalPeriod, load_periods
from knowledge.privacy.retention import Due, Retention
from knowledge.understanding.models import Miss, MissKind
from knowledge.verification.models import OneTimeCode

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
Sessions = sessionmaker[Session]


@pytest.fixture
def retention(sessions: Sessions) -> Retention:
    """The periods that are delivered, over a shop with an old and a new thing of each kind."""
    old, new = NOW - timedelta(days=2_000), NOW - timedelta(days=1)
    with sessions() as session, session.begin():
        session.add(Product(id="bell", name="Bell"))
        session.add(Customer(id=1, shop_id="C1", email="ada@example.org"))
        session.add(Customer(id=2, shop_id="erased-E-1", email="", erased_at=old))
        session.flush()
        for name, at in (("old", old), ("new", new)):
            chat = f"{name}-chat"
            session.add(Conversation(id=chat, visitor_id=name, owner=CLOSED, updated_at=at))
            session.add(Conversation(id=f"{name}-held", visitor_id=name, owner="agent:1", updated_at=at))
            session.flush()
            session.add(
                Miss(
                    conversation_id="new-held", message_id=name, kind=MissKind.OUTSIDE, text=name, language="en",
                    created_at=at,
                )
            )  # fmt: skip
            session.add(
                StockAlert(conversation_id="new-held", product_id="bell", options_key=name, created_at=at)
            )
            session.add(
                Feedback(
                    kind="praise", text=name, sentiment=0.9, label="positive", rating=5, customer_id=1,
                    source_key=name, at=at,
                )
            )  # fmt: skip
            session.add(AuditEntry(actor="system", action=name, subject="x:1", at=at))
            session.add(Mail(key=name, address="ada@example.org", created_at=at))
            session.add(
                OneTimeCode(
                    conversation_id="new-held", order_number=name, code_hash="", created_at=at, expires_at=at
                )
            )
            session.add(Notice(event_key=name, customer_id=1, kind="refunded", way="mail", at=at))
            session.add(OutboxEvent(key=name, type="t", subject="x:1", at=at, published_at=at))
            session.add(OutboxEvent(key=f"{name}-waits", type="t", subject="x:1", at=at))
            for customer in (1, 2):
                placed = at - timedelta(days=2_000)
                session.add(
                    Order(
                        number=f"{name}-{customer}", customer_id=customer, state=OrderState.DELIVERED,
                        currency="EUR", placed_at=placed,
                    )
                )  # fmt: skip
    return Retention(sessions, sessions.kw["bind"], load_periods())


def counts(due: list[Due]) -> dict[str, int]:
    """How many of each kind."""
    return {each.kind: each.count for each in due}


def test_what_is_due_is_counted_and_nothing_is_changed(sessions: Sessions, retention: Retention) -> None:
    first = retention.due(NOW)
    assert counts(list(first)) == dict.fromkeys(KINDS, 1) | {"erased_orders": 1}
    assert retention.due(NOW) == first


def test_applying_it_deletes_what_is_due_and_keeps_the_rest(sessions: Sessions, retention: Retention) -> None:
    done = retention.apply(NOW, by="operator:ada")
    assert counts(list(done)) == dict.fromkeys(KINDS, 1) | {"erased_orders": 1}
    assert set(counts(list(retention.due(NOW))).values()) == {0}
    with sessions() as session:
        assert set(session.scalars(select(Conversation.id))) == {"old-held", "new-chat", "new-held"}
        assert session.scalars(select(Miss.text)).all() == ["new"]
        assert session.scalars(select(StockAlert.options_key)).all() == ["new"]
        assert set(session.scalars(select(Order.number))) == {"old-1", "new-1", "new-2"}
        said = session.scalars(select(Feedback).order_by(Feedback.id)).all()
        assert [(each.text, each.customer_id, each.rating) for each in said] == [("", None, 5), ("new", 1, 5)]
        assert session.scalars(select(AuditEntry.action)).all() == ["new", "retention_applied"]
        for name in (Mail.key, OneTimeCode.order_number, Notice.event_key):
            assert session.scalars(select(name)).all() == ["new"]
        assert set(session.scalars(select(OutboxEvent.key))) == {"new", "old-waits", "new-waits"}


def test_an_erased_customer_without_orders_left_goes_for_good(
    sessions: Sessions, retention: Retention
) -> None:
    retention.apply(NOW + timedelta(days=4_000))
    with sessions() as session:
        assert session.scalars(select(Customer.id)).all() == [1]


def test_orders_are_kept_whole_calendar_years() -> None:
    legal = LegalPeriod(8, "the law")
    assert legal.begins(NOW) == datetime(2018, 1, 1, tzinfo=UTC)
    assert legal.ends(datetime(2018, 12, 31, tzinfo=UTC)) == datetime(2027, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("conversations: {days: 1, does: x}", "cannot be read"),
        ("orders: {years: 8, why: x}", "missing or unknown: audit, conversations"),
        ("[", "cannot be read"),
    ],
)
def test_a_wrong_file_of_periods_says_what_is_wrong(tmp_path: Path, content: str, reason: str) -> None:
    file = tmp_path / "periods.yml"
    file.write_text(content)
    with pytest.raises(BadPeriods, match=reason):
        load_periods(file)


def test_a_negative_period_is_refused_and_zero_keeps_for_ever(sessions: Sessions, tmp_path: Path) -> None:
    file = tmp_path / "periods.yml"
    lines = [f"{kind}: {{days: 0, does: x}}" for kind in sorted(KINDS)]
    file.write_text("\n".join([*lines, "orders: {years: 8, why: x}"]))
    due = Retention(sessions, sessions.kw["bind"], load_periods(file)).due(NOW)
    assert {each.before for each in due if each.kind in KINDS} == {None}
    bad = tmp_path / "bad.yml"
    bad.write_text(file.read_text().replace("audit: {days: 0", "audit: {days: -1"))
    with pytest.raises(BadPeriods, match="cannot be negative: audit"):
        load_periods(bad)
