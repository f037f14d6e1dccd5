"""Taking a person's data along, and erasing them from every store: looked for in the bytes of the files."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session, sessionmaker

from knowledge.aftersales.models import Return
from knowledge.audit import AuditEntry, record
from knowledge.catalogue.models import Product, StockAlert
from knowledge.catalogue.stock_alerts import StockAlerts
from knowledge.conversations.models import Conversation, Message
from knowledge.conversations.service import Conversations, Handoff, Outgoing
from knowledge.customers.consents import Consents
from knowledge.customers.models import Customer, ProfileFact
from knowledge.database import Base, utc_now
from knowledge.errors import NotFound
from knowledge.feedback.models import Feedback
from knowledge.orders.models import Fulfilment, Order, OrderLine, OrderState
from knowledge.privacy.erasure import GOODBYE, Erasures, tables_of_orders
from knowledge.privacy.export import Exports
from knowledge.privacy.periods import LegalPeriod
from knowledge.privacy.person import NAMED_AFTER, NOBODYS
from knowledge.understanding.models import Miss, MissKind

Sessions = sessionmaker[Session]
EMAIL, NAME, PHONE = "ada.quill@example.org", "Ada Quillington", "+491705550199"
SAID = "my parakeet is frightened of the doorbell"
WRITTEN = "the doorbell scared the parakeet to bits"
TRACES = [EMAIL, NAME, PHONE, SAID, WRITTEN, "Feather Lane 7", "JD014600", "1988-02-29"]
LEGAL = LegalPeriod(8, "the law")


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    """A log that should not have been written so."""
    folder = tmp_path / "logs"
    folder.mkdir()
    (folder / "run.log").write_text(
        f"12:00 web | event='odd' email='{EMAIL}' text={json.dumps(SAID)}\n12:01 web | event='fine'\n"
    )
    return folder


@pytest.fixture
def erasures(sessions: Sessions, logs: Path) -> Erasures:
    """Erasures in a shop that has to keep orders for eight years."""
    return Erasures(sessions, sessions.kw["bind"], LEGAL, logs)


@pytest.fixture
def product(make_product: Callable[..., Product]) -> Product:
    """Something to wait for."""
    return make_product("bell", {"colour": "red"})


@pytest.fixture
def ada(sessions: Sessions, product: Product) -> int:
    """A customer with something in every store; gives her id."""
    with sessions() as session, session.begin():
        customer = Customer(
            shop_id="C-77", email=EMAIL, name=NAME, phone=PHONE, birth_date=date(1988, 2, 29), country="DE"
        )
        customer.facts.append(ProfileFact(name="avoids_brand", value="Acme", source="chat"))
        session.add(customer)
        session.flush()
        session.add(_order(customer.id, "10001", utc_now() - timedelta(days=30)))
        session.add(_order(customer.id, "9001", datetime(2001, 5, 1, tzinfo=UTC)))
        session.flush()
        recent = session.scalars(select(Order).where(Order.number == "10001")).one()
        session.add(
            Return(
                number="R-10001-1", order_id=recent.id, reason="defective", comment=WRITTEN,
                policy_rule="R", policy_version="1",
            )
        )  # fmt: skip
        record(session, actor=f"customer:{customer.id}", action="return", subject="order:10001", email=EMAIL)
    Consents(sessions).grant(customer.id, "personalisation")
    _chats(sessions, customer.id, product)
    return customer.id


def _order(customer_id: int, number: str, placed_at: datetime) -> Order:
    return Order(
        number=number, customer_id=customer_id, state=OrderState.DELIVERED, currency="EUR", placed_at=placed_at,
        address={"name": NAME, "street": "Feather Lane 7", "country": "DE"},
        lines=[OrderLine(sku="bell-1", product_id="bell", name="Bell", quantity=1, unit_minor=1_000)],
        fulfilments=[
            Fulfilment(carrier="DHL", tracking_number="JD014600", events=[{"place": "Featherham"}])
        ],
    )  # fmt: skip


def _chats(sessions: Sessions, customer_id: int, product: Product) -> None:
    conversations = Conversations(sessions)
    before = conversations.resume_or_open("browser-1", None, "en")
    conversations.receive(before.id, "b1", SAID)
    with sessions() as session, session.begin():
        session.get_one(Conversation, before.id).owner = "closed"
    chat = conversations.resume_or_open("browser-1", customer_id, "en")
    received = conversations.receive(chat.id, "m1", SAID)
    conversations.next_turn(chat.id)
    conversations.publish_answer(
        received.message.id, [Outgoing("text", {"text": "Oh."})], Handoff("asked", SAID)
    )
    StockAlerts(sessions).ask(chat.id, customer_id, product.id, {"colour": "red"})
    with sessions() as session, session.begin():
        session.add(
            Miss(conversation_id=chat.id, message_id="m1", kind=MissKind.OUTSIDE, text=SAID, language="en")
        )
        session.add(
            Feedback(
                kind="complaint", text=SAID, sentiment=-0.5, label="negative", customer_id=customer_id,
                conversation_id=chat.id, source_key="m1",
            )
        )  # fmt: skip


def bytes_of(sessions: Sessions, folder: Path) -> bytes:
    """All bytes of the database's files and of the logs."""
    with sessions() as session:
        session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_before_the_erasure_only_what_is_searched_in_plain_words_can_be_read_in_the_file(
    sessions: Sessions, ada: int, tmp_path: Path, logs: Path
) -> None:
    with sessions() as session, session.begin():
        for model in (
            Feedback,
            Miss,
            AuditEntry,
        ):  # searched by product teams, reviewed, and without people's data
            for row in session.scalars(select(model)):
                session.delete(row)
    for log in logs.iterdir():
        log.unlink()
    with sessions.kw["bind"].connect() as connection:
        connection.connection.cursor().execute("VACUUM")
    content = bytes_of(sessions, tmp_path)
    assert b"C-77" in content
    for trace in TRACES:
        if trace != "JD014600":
            assert trace.encode() not in content, trace


def test_after_the_erasure_no_file_has_a_byte_of_the_person(
    sessions: Sessions, ada: int, erasures: Erasures, tmp_path: Path
) -> None:
    before = bytes_of(sessions, tmp_path)
    assert EMAIL.encode() in before
    erasures.erase(ada)
    for number, conversation in erasures.due():
        erasures.forgotten(number, conversation)
    content = bytes_of(sessions, tmp_path)
    for trace in TRACES:
        assert trace.encode() not in content, trace
    assert b"event='fine'" in content


def test_orders_that_the_law_wants_stay_without_the_person_and_the_receipt_says_so(
    sessions: Sessions, ada: int, erasures: Erasures
) -> None:
    plan = erasures.plan(ada)
    receipt = erasures.erase(ada)
    with sessions() as session:
        order = session.scalars(select(Order)).one()
        assert (order.number, order.total.minor, order.address) == ("10001", 1_000, {"country": "DE"})
        assert [(each.tracking_number, each.events) for each in order.fulfilments] == [("", [])]
        assert [(each.reason, each.comment) for each in session.scalars(select(Return))] == [
            ("defective", "")
        ]
        customer = session.scalars(select(Customer)).one()
        assert (customer.email, customer.name, customer.phone, customer.birth_date) == ("", "", "", None)
        assert customer.shop_id == f"erased-{receipt.number}"
        assert customer.erased_at is not None
    until = f"{order.placed_at.year + 9}-01-01"
    assert receipt.kept == [{"what": "orders", "count": 1, "until": until, "why": "the law"}]
    assert receipt.erased["shop_order"] == 1
    assert (plan.orders_kept, plan.kept_until) == (1, datetime(order.placed_at.year + 9, 1, 1, tzinfo=UTC))
    assert {name: count for name, count in receipt.erased.items() if name != "customer"} == plan.goes


def test_without_orders_to_keep_nothing_of_the_customer_is_left(
    sessions: Sessions, make_customer: Callable[..., Customer], erasures: Erasures
) -> None:
    customer = make_customer()
    receipt = erasures.erase(customer.id)
    assert receipt.kept == []
    with sessions() as session:
        assert session.scalars(select(Customer)).all() == []


def test_others_keep_what_is_theirs(
    sessions: Sessions, ada: int, make_customer: Callable[..., Customer], erasures: Erasures
) -> None:
    other = make_customer()
    conversations = Conversations(sessions)
    chat = conversations.resume_or_open("browser-2", other.id, "en")
    conversations.receive(chat.id, "o1", "where is my order?")
    before = Exports(sessions).export(other.id)
    erasures.erase(ada)
    after = Exports(sessions).export(other.id)
    volatile = {"made_at", "seen_and_changed"}
    assert {name: after[name] for name in after if name not in volatile} == {
        name: before[name] for name in before if name not in volatile
    }


def test_the_audit_log_says_what_was_done_and_not_to_whom(
    sessions: Sessions, ada: int, erasures: Erasures
) -> None:
    receipt = erasures.erase(ada, by="staff:2")
    with sessions() as session:
        entries = session.scalars(select(AuditEntry)).all()
    assert not [each for each in entries if f"customer:{ada}" in (each.actor, each.subject)]
    done = next(each for each in entries if each.action == "return")
    assert (done.actor, done.subject, done.facts) == (f"erasure:{receipt.number}", "order:10001", {})
    assert entries[-1].action == "customer_erased"
    assert entries[-1].actor == "staff:2"


def test_nobody_is_erased_twice(ada: int, erasures: Erasures) -> None:
    erasures.erase(ada)
    with pytest.raises(NotFound):
        erasures.erase(ada)
    with pytest.raises(NotFound):
        erasures.plan(4_711)


def test_the_conversation_it_was_asked_for_in_can_be_read_to_its_end_and_then_goes(
    sessions: Sessions, ada: int, erasures: Erasures
) -> None:
    with sessions() as session:
        chat = session.scalars(select(Conversation.id).where(Conversation.customer_id == ada)).one()
    receipt = erasures.erase(ada, speaking=chat)
    with sessions() as session:
        left = session.get_one(Conversation, chat)
        assert (left.customer_id, left.visitor_id, left.handoff) == (None, "erased", {})
        assert len(session.scalars(select(Message)).all()) == 3
        assert session.scalars(select(StockAlert)).all() == []
    others = set(receipt.to_forget) - {chat}
    assert {each for _, each in erasures.due()} == others
    later = utc_now() + GOODBYE
    assert {each for _, each in erasures.due(later)} == others | {chat}
    for number, each in erasures.due(later):
        erasures.forgotten(number, each)
    assert erasures.due(later) == []
    [finished] = erasures.receipts()
    assert finished.finished_at is not None
    assert finished.to_forget == []
    with sessions() as session:
        assert session.scalars(select(Conversation)).all() == []


def test_a_conversation_waits_for_the_answer_that_is_owed(
    sessions: Sessions, make_customer: Callable[..., Customer], erasures: Erasures
) -> None:
    conversations = Conversations(sessions)
    customer = make_customer()
    chat = conversations.resume_or_open("browser-1", customer.id, "en")
    asked = conversations.receive(chat.id, "m1", "erase my data")
    erasures.erase(customer.id, speaking=chat.id)
    assert erasures.due(utc_now() + GOODBYE) == []
    conversations.publish_answer(asked.message.id, [Outgoing("text", {"text": "Done."})])
    assert [each for _, each in erasures.due(utc_now() + GOODBYE)] == [chat.id]


def test_the_export_has_everything_and_can_be_written_as_json(sessions: Sessions, ada: int) -> None:
    told = Exports(sessions).export(ada, by="staff:1")
    content = json.dumps(told, ensure_ascii=False)
    for trace in TRACES:
        assert trace in content, trace
    assert told["customer"]["email"] == EMAIL
    assert "email_index" not in told["customer"]
    assert {each["number"] for each in told["orders"]} == {"10001", "9001"}
    assert len(told["conversations"]) == 2
    assert [each["state"] for each in told["consent_history"]] == ["granted"]
    assert told["consent_wordings"][0]["texts"]["en"]
    assert told["derived"]["brands"] == {} or told["derived"]["personal"]
    assert told["facts"][0]["value"] == "Acme"
    for kind in ("feedback", "messages_not_understood", "stock_alerts", "returns", "parcels", "order_lines"):
        assert told[kind], kind
    with sessions() as session:
        assert session.scalars(select(AuditEntry.action)).all()[-1] == "customer_exported"


def test_the_export_does_not_name_staff(sessions: Sessions, ada: int) -> None:
    with sessions() as session, session.begin():
        record(session, actor="staff:9", action="customer_opened", subject=f"customer:{ada}")
    seen = Exports(sessions).export(ada)["seen_and_changed"]
    assert {"who": "staff", "what": "customer_opened"}.items() <= seen[-1].items()
    assert "staff:9" not in json.dumps(seen)


def test_the_export_of_somebody_who_was_erased_is_refused(
    sessions: Sessions, ada: int, erasures: Erasures
) -> None:
    erasures.erase(ada)
    with pytest.raises(NotFound):
        Exports(sessions).export(ada)


def test_every_table_is_either_reached_from_a_person_or_said_to_be_nobodys() -> None:
    """Whoever adds a table decides which: by a reference to customer, conversation or order, or in `NOBODYS`."""
    reached = {"customer"}
    tables = Base.metadata.sorted_tables
    for _ in tables:
        for table in tables:
            targets = {key.column.table.name for column in table.columns for key in column.foreign_keys}
            targets |= {NAMED_AFTER[column.name] for column in table.columns if column.name in NAMED_AFTER}
            if targets & reached:
                reached.add(table.name)
    assert {table.name for table in tables} == reached | NOBODYS
    assert not reached & NOBODYS


def test_feedback_is_no_part_of_an_order_and_its_lines_are() -> None:
    names = {table.name for table in tables_of_orders()}
    assert "feedback" not in names
    assert {"shop_order", "order_line", "fulfilment", "return_request", "return_line", "refund"} <= names
