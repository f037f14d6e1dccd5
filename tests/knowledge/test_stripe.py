"""Stripe as provider: its real library over HTTP against a server that answers as Stripe does."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker
from structlog.testing import capture_logs

from knowledge.aftersales.models import Refund
from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.providers import (
    BadFailures,
    Declined,
    Failures,
    Instruction,
    Movement,
    ProviderEvent,
    ProviderUnavailable,
)
from knowledge.aftersales.service import AfterSales
from knowledge.aftersales.settlement import Settlement, payment_given_back
from knowledge.aftersales.states import RefundState
from knowledge.aftersales.stripe_events import NotFromStripe, StripeEvents
from knowledge.aftersales.stripe_provider import KEY, StripeProvider, stripe_units
from knowledge.aftersales.wishes import Cancel
from knowledge.catalogue.models import Product
from knowledge.customers.models import Customer
from knowledge.database import utc_now
from knowledge.money import Money
from knowledge.orders.models import Order, OrderState
from knowledge.orders.payments import EntryKind, EntryState, MethodKind, PaymentEntry, PaymentMethod
from knowledge.outbox import OutboxEvent
from tests.knowledge.fake_stripe import FakeStripe, error, serve

SECRET = "whsec_of_these_tests"
Sessions = sessionmaker[Session]


@pytest.fixture
def fake() -> FakeStripe:
    return FakeStripe()


@pytest.fixture
def provider(fake: FakeStripe) -> Iterator[StripeProvider]:
    """The provider, talking to the fake over HTTP."""
    server = serve(fake)
    yield StripeProvider("sk_test_0", api_base=f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    server.server_close()


def refund(
    key: str = "k1", minor: int = 1600, currency: str = "EUR", against: str = "pi_paid"
) -> Instruction:
    return Instruction(key, EntryKind.REFUND, "pm_card", Money(minor, currency), utc_now(), against)


def payment(key: str = "k2", minor: int = 400) -> Instruction:
    return Instruction(key, EntryKind.PAYMENT, "pm_card", Money(minor, "EUR"), utc_now())


def test_a_refund_goes_against_the_payment_under_its_own_key(
    provider: StripeProvider, fake: FakeStripe
) -> None:
    assert provider.move(refund()) == Movement("re_1")
    assert provider.move(refund()) == Movement("re_1")
    assert fake.amounts() == [1600]
    method, path, given = fake.asked[0]
    assert (method, path) == ("POST", "/v1/refunds")
    assert given == {"payment_intent": "pi_paid", "amount": "1600", f"metadata[{KEY}]": "k1"}


def test_a_payment_known_by_its_charge_is_given_back_by_it(
    provider: StripeProvider, fake: FakeStripe
) -> None:
    provider.move(refund(against="ch_old"))
    assert fake.asked[0][2]["charge"] == "ch_old"


def test_a_charge_is_taken_off_session_from_the_customer_of_the_method(
    provider: StripeProvider, fake: FakeStripe
) -> None:
    assert provider.move(payment()) == Movement("pi_1")
    given = fake.asked[-1][2]
    assert given["customer"] == "cus_ada"
    assert (given["confirm"], given["off_session"]) == ("true", "true")
    assert (given["amount"], given["currency"]) == ("400", "eur")


@pytest.mark.parametrize(
    ("amount", "units"),
    [
        (Money(1999, "EUR"), 1999),
        (Money(500, "JPY"), 500),
        (Money(500, "KRW"), 500),
        (Money(700, "ISK"), 70_000),
        (Money(700, "UGX"), 70_000),
        (Money(12_340, "KWD"), 12_340),
    ],
)
def test_an_amount_is_counted_as_stripe_counts_it(amount: Money, units: int) -> None:
    assert stripe_units(amount) == units


def test_what_stripe_cannot_move_is_declined(provider: StripeProvider, fake: FakeStripe) -> None:
    with pytest.raises(Declined, match=r"cannot move 12\.345 KWD"):
        provider.move(refund(minor=12_345, currency="KWD"))
    with pytest.raises(Declined, match="no single payment"):
        provider.move(refund(against=""))
    assert fake.asked == []


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (error(402, "card_error", code="card_declined", decline_code="expired_card"), "expired_card"),
        (error(402, "card_error", code="authentication_required"), "authentication_required"),
        (error(400, "invalid_request_error", code="charge_already_refunded"), "charge_already_refunded"),
    ],
)
def test_a_no_is_a_decline_with_stripes_reason(
    provider: StripeProvider, fake: FakeStripe, answer: Any, reason: str
) -> None:
    fake.fail_with = answer
    with pytest.raises(Declined) as declined:
        provider.move(refund())
    assert declined.value.reason == reason


@pytest.mark.parametrize(
    "answer",
    [
        error(500, "api_error"),
        error(429, "rate_limit_error"),
        error(401, "authentication_error"),
        error(400, "idempotency_error"),
    ],
)
def test_whatever_leaves_open_whether_money_moved_waits(
    provider: StripeProvider, fake: FakeStripe, answer: Any
) -> None:
    fake.fail_with = answer
    with pytest.raises(ProviderUnavailable):
        provider.move(refund())


def test_a_lost_answer_moves_nothing_twice(provider: StripeProvider, fake: FakeStripe) -> None:
    fake.lose_answers = 1
    with pytest.raises(ProviderUnavailable):
        provider.move(refund())
    assert provider.move(refund()) == Movement("re_1")
    assert fake.amounts() == [1600]


@pytest.mark.parametrize("instruction", [refund(), payment()])
def test_after_stripe_has_forgotten_the_key_it_is_asked_what_it_made(
    provider: StripeProvider, fake: FakeStripe, instruction: Instruction
) -> None:
    first = provider.move(instruction)
    fake.made = {"forgotten": next(iter(fake.made.values()))}
    old = replace(instruction, since=utc_now() - timedelta(days=2))
    assert provider.move(old) == first
    assert len(fake.made) == 1


@pytest.mark.parametrize("status", ["pending", "failed", "requires_action"])
def test_what_is_not_through_is_not_called_so(
    provider: StripeProvider, fake: FakeStripe, status: str
) -> None:
    fake.status = status
    if status == "pending":
        assert provider.move(refund()) == Movement("re_1", settled=False)
    else:
        with pytest.raises(Declined, match=status):
            provider.move(refund())


class Shop:
    """An order paid through Stripe, cancelled: 16.00 have to go back."""

    def __init__(self, sessions: Sessions, provider: StripeProvider, customer: int, number: str) -> None:
        self.sessions = sessions
        self.settlement = Settlement(sessions, provider)
        self.events = StripeEvents(self.settlement, SECRET)
        aftersales = AfterSales(sessions, load_pack("standard"))
        proposal = aftersales.propose(customer, Cancel(number))
        aftersales.commit(customer, proposal, confirmed=proposal.key)

    def entry(self) -> PaymentEntry:
        with self.sessions() as session:
            return session.scalars(select(PaymentEntry).where(PaymentEntry.kind == EntryKind.REFUND)).one()

    def refund_state(self) -> RefundState:
        with self.sessions() as session:
            return RefundState(session.scalars(select(Refund.state)).one())

    def told(self) -> list[str]:
        """The types of the events about the refund's money."""
        with self.sessions() as session:
            types = session.scalars(select(OutboxEvent.type)).all()
        return [each for each in types if each.startswith("attendant.refund.")]

    def hears(
        self,
        event_id: str,
        status: str,
        *,
        type_: str = "refund.updated",
        key: str = "",
        reference: str = "re_1",
        seconds: int = 0,
    ) -> bool:
        """Stripe's message, so many seconds later, about the refund or a payment; signed as Stripe signs."""
        payload = json.dumps(
            {
                "id": event_id,
                "object": "event",
                "type": type_,
                "created": 1_790_000_000 + seconds,
                "data": {
                    "object": {
                        "id": reference, "object": type_.partition(".")[0], "status": status,
                        "metadata": {KEY: key or self.entry().key}, "failure_reason": "lost_or_stolen_card",
                    }
                },
            }
        ).encode()  # fmt: skip
        return self.events.receive(payload, signed(payload))

    def pays(self, key: str) -> None:
        """A payment of 4.00 that Stripe works on."""
        with self.sessions() as session, session.begin():
            session.add(
                PaymentEntry(
                    order_id=self.entry().order_id, key=key, kind=EntryKind.PAYMENT, state=EntryState.PENDING,
                    method="pm_card", amount_minor=400, currency="EUR", reference="pi_9",
                )
            )  # fmt: skip

    def state_of(self, key: str) -> EntryState:
        with self.sessions() as session:
            query = select(PaymentEntry.state).where(PaymentEntry.key == key)
            return EntryState(session.scalars(query).one())


def signed(payload: bytes, secret: str = SECRET, age: int = 0) -> str:
    """A signature header as Stripe documents it: HMAC-SHA256 over time and body."""
    at = int(time.time()) - age
    digest = hmac.new(secret.encode(), f"{at}.".encode() + payload, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


@pytest.fixture
def shop(
    sessions: Sessions,
    provider: StripeProvider,
    make_customer: Callable[..., Customer],
    make_product: Callable[..., Product],
    make_order: Callable[..., Order],
) -> Shop:
    customer = make_customer()
    make_product("shirt")
    order = make_order(customer, ("shirt-1", 2, 800), state=OrderState.PENDING, payment_method="pm_card")
    with sessions() as session, session.begin():
        session.add(
            PaymentMethod(customer_id=customer.id, code="pm_card", kind=MethodKind.CARD, currency="EUR")
        )
        session.add(
            PaymentEntry(
                order_id=order.id, key="first", kind=EntryKind.PAYMENT, method="pm_card",
                amount_minor=1600, currency="EUR", reference="pi_paid",
            )
        )  # fmt: skip
    return Shop(sessions, provider, customer.id, order.number)


def test_a_refund_is_settled_against_the_orders_payment(shop: Shop, fake: FakeStripe) -> None:
    assert shop.settlement.run().succeeded == 1
    assert (shop.entry().reference, shop.refund_state()) == ("re_1", RefundState.SUCCEEDED)
    assert fake.asked[0][2]["payment_intent"] == "pi_paid"


def test_what_stripe_works_on_waits_for_its_message_and_is_not_asked_for_again(
    shop: Shop, fake: FakeStripe
) -> None:
    fake.status = "pending"
    assert shop.settlement.run().waiting == 1
    assert shop.settlement.run().waiting == 0
    assert len(fake.asked) == 1
    assert (shop.entry().state, shop.refund_state()) == (EntryState.PENDING, RefundState.PENDING)
    assert shop.hears("evt_1", "succeeded")
    assert (shop.entry().state, shop.refund_state()) == (EntryState.SUCCEEDED, RefundState.SUCCEEDED)


def test_a_message_sent_again_has_one_effect(shop: Shop, fake: FakeStripe) -> None:
    fake.status = "pending"
    shop.settlement.run()
    assert [shop.hears("evt_1", "succeeded") for _ in range(3)] == [True, False, False]
    assert not shop.hears("evt_2", "succeeded")
    assert shop.told() == ["attendant.refund.succeeded"]
    assert shop.refund_state() == RefundState.SUCCEEDED
    with shop.sessions() as session:
        assert session.scalar(select(func.count()).select_from(ProviderEvent)) == 2


def test_a_message_that_comes_before_the_answer_settles_it(shop: Shop, fake: FakeStripe) -> None:
    fake.lose_answers = 1
    assert shop.settlement.run().waiting == 1
    assert shop.hears("evt_1", "succeeded")
    assert shop.settlement.run().succeeded == 0
    assert fake.amounts() == [1600]


def test_a_refund_that_failed_at_the_bank_can_be_tried_again(shop: Shop, fake: FakeStripe) -> None:
    fake.status = "pending"
    shop.settlement.run()
    assert shop.hears("evt_1", "failed")
    assert shop.refund_state() == RefundState.FAILED
    fake.status = "succeeded"
    shop.settlement.retry(shop.entry().id, actor="staff:1")
    assert shop.settlement.run().succeeded == 1
    assert shop.refund_state() == RefundState.SUCCEEDED


def test_a_refund_that_the_bank_sends_back_has_failed_and_its_customer_hears_of_it(shop: Shop) -> None:
    assert shop.settlement.run().succeeded == 1
    assert shop.hears("evt_1", "failed", type_="refund.failed", seconds=5)
    assert (shop.entry().state, shop.refund_state()) == (EntryState.FAILED, RefundState.FAILED)
    assert shop.hears("evt_2", "succeeded", seconds=9)
    assert (shop.entry().state, shop.refund_state()) == (EntryState.SUCCEEDED, RefundState.SUCCEEDED)
    ended = [f"attendant.refund.{how}" for how in ("succeeded", "failed", "succeeded")]
    assert shop.told() == ended


def test_a_word_that_a_later_one_has_overtaken_changes_nothing(shop: Shop) -> None:
    shop.settlement.run()
    assert shop.hears("evt_2", "failed", seconds=9)
    with capture_logs() as logs:
        assert not shop.hears("evt_1", "succeeded", seconds=5)
    assert shop.refund_state() == RefundState.FAILED
    assert [each["event"] for each in logs] == ["payments.overtaken"]


@pytest.mark.parametrize(
    ("type_", "status", "state"),
    [
        ("payment_intent.created", "requires_payment_method", EntryState.PENDING),
        ("payment_intent.processing", "processing", EntryState.PENDING),
        ("payment_intent.succeeded", "succeeded", EntryState.SUCCEEDED),
        ("payment_intent.payment_failed", "requires_payment_method", EntryState.FAILED),
        ("payment_intent.canceled", "canceled", EntryState.FAILED),
    ],
)
def test_a_payment_ends_by_the_type_of_the_message(
    shop: Shop, type_: str, status: str, state: EntryState
) -> None:
    shop.pays("p")
    assert shop.hears("evt_1", status, type_=type_, key="p", reference="pi_9") == (
        state != EntryState.PENDING
    )
    assert shop.state_of("p") == state


def test_a_payment_that_failed_may_come_through_but_one_that_came_through_does_not_fail(shop: Shop) -> None:
    shop.pays("p")
    said = {"key": "p", "reference": "pi_9"}
    assert shop.hears("evt_1", "requires_payment_method", type_="payment_intent.payment_failed", **said)
    assert shop.hears("evt_2", "succeeded", type_="payment_intent.succeeded", **said)
    with capture_logs() as logs:
        assert not shop.hears("evt_3", "canceled", type_="payment_intent.canceled", **said)
    assert shop.state_of("p") == EntryState.SUCCEEDED
    assert [(each["log_level"], each["event"]) for each in logs] == [("error", "payments.contradicted")]


def test_a_second_movement_under_the_same_key_is_logged_for_a_person(shop: Shop) -> None:
    shop.settlement.run()
    with capture_logs() as logs:
        assert not shop.hears("evt_1", "failed", reference="re_2")
    assert shop.refund_state() == RefundState.SUCCEEDED
    assert logs[0]["log_level"] == "error"


def test_the_end_of_an_attempt_that_was_tried_again_is_logged_for_a_person(
    shop: Shop, fake: FakeStripe
) -> None:
    fake.status = "failed"
    shop.settlement.run()
    first = shop.entry().key
    shop.settlement.retry(shop.entry().id, actor="staff:1")
    with capture_logs() as logs:
        assert not shop.hears("evt_1", "succeeded", key=first)
    assert shop.refund_state() == RefundState.PENDING
    assert [(each["log_level"], each["event"]) for each in logs] == [("error", "payments.unknown_movement")]


def test_a_message_that_could_not_be_stored_is_not_taken_for_one_that_came_before(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def collide(*_: object, **__: object) -> None:
        raise IntegrityError("INSERT", {}, ValueError("outbox_event.key"))

    with monkeypatch.context() as patched:
        patched.setattr("knowledge.aftersales.settlement.outbox.announce", collide)
        with pytest.raises(IntegrityError):
            shop.hears("evt_1", "succeeded")
    assert shop.hears("evt_1", "succeeded")


def test_a_refund_is_asked_for_against_the_same_payment_again(shop: Shop, fake: FakeStripe) -> None:
    fake.fail_with = error(500, "api_error")
    shop.settlement.run()
    with shop.sessions() as session, session.begin():
        session.scalars(select(PaymentEntry).where(PaymentEntry.key == "first")).one().amount_minor = 100
    fake.fail_with = None
    assert shop.settlement.run().succeeded == 1
    assert {given.get("payment_intent") for _, _, given in fake.asked} == {"pi_paid"}


def test_a_message_of_something_else_changes_nothing(shop: Shop) -> None:
    assert not shop.hears("evt_1", "succeeded", key="of-another-shop")
    assert not shop.hears("evt_2", "pending")
    assert not shop.hears("evt_3", "succeeded", type_="customer.updated")
    assert shop.refund_state() == RefundState.PENDING


def test_a_message_that_stripe_did_not_sign_is_refused(shop: Shop) -> None:
    payload = b'{"id": "evt_1", "object": "event", "type": "refund.updated", "data": {"object": {}}}'
    for signature in ("", "t=1,v1=00", signed(payload, "whsec_other"), signed(payload, age=3600)):
        with pytest.raises(NotFromStripe):
            shop.events.receive(payload, signature)
    with pytest.raises(NotFromStripe):
        shop.events.receive(b"{", signed(b"{"))


def test_a_refund_is_given_back_from_the_first_payment_with_so_much_left() -> None:
    def entry(number: int, kind: EntryKind, minor: int, reference: str = "") -> PaymentEntry:
        return PaymentEntry(
            id=number, kind=kind, state=EntryState.SUCCEEDED, method="pm", amount_minor=minor,
            reference=reference, key=str(number), currency="EUR", order_id=1,
        )  # fmt: skip

    history = [
        entry(1, EntryKind.PAYMENT, 1000, "pi_a"),
        entry(2, EntryKind.PAYMENT, 500, "pi_b"),
        entry(3, EntryKind.REFUND, 700),
        entry(4, EntryKind.REFUND, 400),
        entry(5, EntryKind.REFUND, 300),
        entry(6, EntryKind.REFUND, 200),
    ]
    chosen = [payment_given_back(history, each) for each in history[2:]]
    assert chosen == ["pi_a", "pi_b", "pi_a", ""]


def test_the_demos_failures_are_read_from_the_setting() -> None:
    assert Failures.parse("declined:visa, unavailable:3, lost_answers:1") == Failures({"visa"}, 3, 1)
    assert Failures.parse("") == Failures()
    for text in ("visa", "declined:", "unavailable:x", "late:1"):
        with pytest.raises(BadFailures, match="write declined:METHOD"):
            Failures.parse(text)
