"""Accounts: what was shown is done once, by its owner only, with its audit entry, its event and its money."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session, sessionmaker
from structlog.testing import capture_logs

from knowledge.accounts.errors import BillAmountChanged, BillNotFound, LinkExpired, SubscriptionNotFound
from knowledge.accounts.models import (
    AccountRequest,
    Bill,
    BillPayment,
    CreditEntry,
    SubscribedService,
    Subscription,
)
from knowledge.accounts.service import Accounts
from knowledge.accounts.states import BillState, CreditKind, RequestKind, RequestState, SubscriptionState
from knowledge.accounts.wishes import (
    ChangeBilling,
    ChangeEmail,
    ChangeService,
    ClaimCredit,
    DisputeBill,
    EditAccount,
    ExtendBill,
    JoinNewsletter,
    PayBill,
    RenewSubscription,
)
from knowledge.aftersales.errors import NotConfirmed, ProposalChanged, Refused
from knowledge.aftersales.models import CompletedCommand, DecidedCase
from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.proposals import Done, Proposal
from knowledge.aftersales.providers import DemoProvider, Failures, ProviderEvent
from knowledge.aftersales.service import AfterSales
from knowledge.aftersales.settlement import Settlement
from knowledge.aftersales.wishes import Wish
from knowledge.audit import AuditEntry
from knowledge.customers.consents import MARKETING, consents_to, wording
from knowledge.customers.identities import EMAIL, PHONE, customers_known_by
from knowledge.customers.models import Customer
from knowledge.database import utc_now
from knowledge.errors import NotFound
from knowledge.money import Money
from knowledge.orders.models import Order, OrderState
from knowledge.orders.payments import EntryKind, EntryState, MethodKind, PaymentMethod
from knowledge.outbox import OutboxEvent
from knowledge.privacy.erasure import Erasures
from knowledge.privacy.export import Exports
from knowledge.privacy.periods import load_periods
from knowledge.states import IllegalTransition

Sessions = sessionmaker[Session]
OPEN, PAID = "S-1-2", "S-1-1"


class Plus:
    """A customer with a card, store credit, and a subscription with one paid and one open bill."""

    def __init__(self, sessions: Sessions, customer: Customer) -> None:
        self.sessions = sessions
        self.customer = customer
        self.failures = Failures()
        policy = load_pack("standard")
        self.aftersales = AfterSales(sessions, policy)
        self.accounts = Accounts(sessions, policy.accounts)
        self.settlement = Settlement(sessions, DemoProvider(sessions, self.failures))

    def propose(self, wish: Wish) -> Proposal:
        return self.aftersales.propose(self.customer.id, wish)

    def do(self, wish: Wish) -> Done:
        proposal = self.propose(wish)
        return self.aftersales.commit(self.customer.id, proposal, confirmed=proposal.key)

    def refusal(self, wish: Wish) -> str:
        with pytest.raises(Refused) as refused:
            self.propose(wish)
        return refused.value.decision.rule

    def subscription(self) -> Subscription:
        return self.accounts.subscriptions(self.customer.id)[0]

    def bill(self, number: str = OPEN) -> Bill:
        return next(each for each in self.subscription().bills if each.number == number)

    def request(self) -> AccountRequest:
        [made] = self.accounts.requests(self.customer.id)
        return made

    def stored(self) -> Customer:
        with self.sessions() as session:
            return session.get_one(Customer, self.customer.id)

    def audit(self) -> AuditEntry:
        with self.sessions() as session:
            return session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first() or AuditEntry()


@pytest.fixture
def plus(sessions: Sessions, make_customer: Callable[..., Customer]) -> Plus:
    """Somebody with a subscription of 3.99 and a gift wrap of 1.00 that the shop added."""
    customer, now = make_customer(), utc_now()
    paid = BillPayment(
        key="paid",
        kind=EntryKind.PAYMENT,
        method="visa-1",
        amount_minor=499,
        currency="EUR",
        reference="pi_1",
    )
    lines = [{"code": "plan", "minor": 399}, {"code": "gift_wrap", "minor": 100}]
    bills = [
        Bill(
            number=number,
            state=state,
            amount_minor=499,
            lines=lines,
            issued_at=now - timedelta(days=issued),
            due_at=now + timedelta(days=14 - issued),
            payments=[paid] if state == BillState.PAID else [],
        )
        for number, state, issued in ((PAID, BillState.PAID, 38), (OPEN, BillState.OPEN, 8))
    ]
    wrap = SubscribedService(
        code="gift_wrap",
        name="Gift wrapping",
        price_minor=100,
        added_at=now - timedelta(days=50),
        added_by="shop",
    )
    with sessions() as session, session.begin():
        session.add_all(
            [
                Subscription(
                    number="S-1",
                    customer_id=customer.id,
                    plan="Plus",
                    state=SubscriptionState.ACTIVE,
                    price_minor=399,
                    currency="EUR",
                    started_at=now - timedelta(days=70),
                    renews_at=now + timedelta(days=20),
                    method="visa-1",
                    services=[wrap],
                    bills=bills,
                ),
                _method(customer, "visa-1", MethodKind.CARD, None),
                _method(customer, "credit-1", MethodKind.STORE_CREDIT, 2000),
            ]
        )
    return Plus(sessions, customer)


def _method(customer: Customer, code: str, kind: MethodKind, balance: int | None) -> PaymentMethod:
    return PaymentMethod(customer_id=customer.id, code=code, kind=kind, balance_minor=balance, currency="EUR")


def test_a_name_and_a_number_are_changed_and_no_log_has_them(plus: Plus) -> None:
    plus.do(EditAccount(name="Lena Kowalska", phone="+491701234567"))
    stored = plus.stored()
    assert (stored.name, stored.phone) == ("Lena Kowalska", "+491701234567")
    entry = plus.audit()
    assert entry.action == "edit_account"
    assert "Kowalska" not in str(entry.facts)
    assert "4917" not in str(entry.facts)
    with plus.sessions() as session:
        assert customers_known_by(session, PHONE, "+491701234567") == [plus.customer.id]
        assert "Kowalska" not in str(session.scalars(select(DecidedCase.facts)).all())
        assert session.scalars(select(OutboxEvent.type)).all() == ["attendant.customer.details_changed"]


def test_a_number_that_is_none_is_not_stored(plus: Plus) -> None:
    assert plus.refusal(EditAccount(phone="call me maybe")) == "detail-unusable"
    assert plus.refusal(EditAccount(name="0170 1234567")) == "detail-unusable"


def test_a_new_address_of_mails_counts_when_its_link_was_pressed_and_the_old_one_is_remembered(
    plus: Plus,
) -> None:
    before = plus.stored().email
    done = plus.do(ChangeEmail("new@example.org"))
    assert plus.stored().email == before
    request = plus.request()
    assert (request.number, request.said) == (done.number, "new@example.org")
    plus.accounts.confirm_email(done.number)
    assert plus.stored().email == "new@example.org"
    with plus.sessions() as session:
        assert customers_known_by(session, EMAIL, before) == [plus.customer.id]
    with pytest.raises(LinkExpired):
        plus.accounts.confirm_email(done.number)
    with pytest.raises(NotFound):
        plus.accounts.confirm_email("Q-NONE")


def test_an_old_link_and_one_to_an_address_of_somebody_else_change_nothing(
    plus: Plus, make_customer: Callable[..., Customer]
) -> None:
    other = make_customer()
    taken = plus.do(ChangeEmail(other.email))
    with pytest.raises(LinkExpired):
        plus.accounts.confirm_email(taken.number)
    old = plus.do(ChangeEmail("late@example.org"))
    with plus.sessions() as session, session.begin():
        query = select(AccountRequest).where(AccountRequest.number == old.number)
        session.scalars(query).one().made_at -= timedelta(hours=25)
    with pytest.raises(LinkExpired):
        plus.accounts.confirm_email(old.number)
    assert plus.stored().email not in (other.email, "late@example.org")


def test_the_newsletter_is_a_consent_to_the_words_that_were_shown(plus: Plus) -> None:
    words = wording(MARKETING)
    assert words is not None
    assert plus.refusal(JoinNewsletter("of-old")) == "wording-changed"
    plus.do(JoinNewsletter(words.version))
    with plus.sessions() as session:
        assert consents_to(session, plus.customer.id, MARKETING)
    assert plus.refusal(JoinNewsletter(words.version)) == "newsletter-on-already"


def test_a_bill_is_paid_once_by_card_when_the_provider_has_said_so(plus: Plus) -> None:
    proposal = plus.propose(PayBill(OPEN, "visa-1"))
    assert proposal.charge.minor == 499
    first = plus.aftersales.commit(plus.customer.id, proposal, confirmed=proposal.key)
    again = plus.aftersales.commit(plus.customer.id, proposal, confirmed=proposal.key)
    assert (first.repeated, again.repeated) == (False, True)
    assert plus.bill().state == BillState.PAYING
    assert plus.refusal(PayBill(OPEN, "visa-1")) == "bill-being-paid"
    assert plus.settlement.run().succeeded == 1
    assert plus.bill().state == BillState.PAID
    assert plus.bill().paid_at is not None
    assert plus.settlement.run().succeeded == 0


def test_a_declined_card_leaves_the_bill_owed_and_another_way_pays_it(plus: Plus) -> None:
    plus.failures.declined.add("visa-1")
    plus.do(PayBill(OPEN, "visa-1"))
    assert plus.settlement.run().failed == 1
    assert plus.bill().state == BillState.OPEN
    plus.do(PayBill(OPEN, "credit-1"))
    assert plus.bill().state == BillState.PAID
    assert [each.minor for each in plus.accounts.store_credit(plus.customer.id)] == [1501]


def test_a_payment_that_was_declined_can_be_tried_again_while_the_bill_is_owed(plus: Plus) -> None:
    plus.failures.declined.add("visa-1")
    plus.do(PayBill(OPEN, "visa-1"))
    plus.settlement.run()
    [payment] = plus.bill().payments
    plus.failures.declined.clear()
    plus.settlement.retry(payment.id, actor="staff:1", ledger=BillPayment)
    assert plus.bill().state == BillState.PAYING
    assert plus.settlement.run().succeeded == 1
    assert plus.bill().state == BillState.PAID


def test_what_is_paid_another_way_or_asks_for_more_is_not_tried_again(plus: Plus) -> None:
    plus.failures.declined.add("visa-1")
    plus.do(PayBill(OPEN, "visa-1"))
    plus.settlement.run()
    [payment] = plus.bill().payments
    with plus.sessions() as session, session.begin():
        session.get_one(Bill, payment.bill_id).amount_minor = 600
    with pytest.raises(BillAmountChanged):
        plus.settlement.retry(payment.id, actor="staff:1", ledger=BillPayment)
    with plus.sessions() as session, session.begin():
        session.get_one(Bill, payment.bill_id).amount_minor = 499
    plus.do(PayBill(OPEN, "credit-1"))
    with pytest.raises(IllegalTransition):
        plus.settlement.retry(payment.id, actor="staff:1", ledger=BillPayment)
    with plus.sessions() as session:
        assert session.get_one(BillPayment, payment.id).state == EntryState.FAILED


@pytest.mark.parametrize("paid_meanwhile", [False, True])
def test_a_payment_that_comes_through_late_pays_the_bill_or_is_logged_as_one_too_many(
    plus: Plus, paid_meanwhile: bool
) -> None:
    plus.failures.declined.add("visa-1")
    plus.do(PayBill(OPEN, "visa-1"))
    plus.settlement.run()
    [payment] = plus.bill().payments
    if paid_meanwhile:
        plus.do(PayBill(OPEN, "credit-1"))
    said = ProviderEvent(id="evt_1", type="payment_intent.succeeded")
    with capture_logs() as logs:
        assert plus.settlement.heard(said, payment.key, EntryState.SUCCEEDED, reference="pi_1")
    assert plus.bill().state == BillState.PAID
    assert ("bill.paid_again" in [each["event"] for each in logs]) == paid_meanwhile


def test_a_lost_answer_of_the_provider_pays_once(plus: Plus) -> None:
    plus.failures.lost_answers = 1
    plus.do(PayBill(OPEN, "visa-1"))
    assert plus.settlement.run().waiting == 1
    assert plus.settlement.run().succeeded == 1
    with plus.sessions() as session:
        states = session.scalars(select(BillPayment.state).where(BillPayment.key != "paid")).all()
        assert states == [EntryState.SUCCEEDED]


def test_paying_what_was_owed_wakes_a_paused_subscription(plus: Plus) -> None:
    with plus.sessions() as session, session.begin():
        session.scalars(select(Subscription)).one().state = SubscriptionState.PAUSED
    plus.do(PayBill(OPEN, "visa-1"))
    plus.settlement.run()
    assert plus.subscription().state == SubscriptionState.ACTIVE


def test_store_credit_wakes_a_paused_subscription_too(plus: Plus) -> None:
    with plus.sessions() as session, session.begin():
        session.scalars(select(Subscription)).one().state = SubscriptionState.PAUSED
    plus.do(PayBill(OPEN, "credit-1"))
    assert plus.subscription().state == SubscriptionState.ACTIVE


def test_nobody_pays_or_sees_the_bill_of_somebody_else(
    plus: Plus, make_customer: Callable[..., Customer]
) -> None:
    other = make_customer().id
    for wish in (PayBill(OPEN, "visa-1"), ExtendBill(OPEN, "2030-01-01"), DisputeBill(OPEN)):
        with pytest.raises(BillNotFound):
            plus.aftersales.propose(other, wish)
    with pytest.raises(SubscriptionNotFound):
        plus.aftersales.propose(other, RenewSubscription("S-1"))
    proposal = plus.propose(PayBill(OPEN, "visa-1"))
    with pytest.raises(BillNotFound):
        plus.aftersales.commit(other, proposal, confirmed=proposal.key)
    assert plus.bill().state == BillState.OPEN


def test_a_bill_is_put_off_once_and_remembers_when_it_was_due(plus: Plus) -> None:
    due = plus.bill().due_at
    until = (due + timedelta(days=7)).date()
    plus.do(ExtendBill(OPEN, until.isoformat()))
    bill = plus.bill()
    assert (bill.due_at.date(), bill.extended_from) == (until, due)
    assert plus.refusal(ExtendBill(OPEN, (until + timedelta(days=1)).isoformat())) == "extended-before"


def test_what_was_confirmed_is_not_done_when_the_bill_changed_meanwhile(plus: Plus) -> None:
    proposal = plus.propose(PayBill(OPEN, "visa-1"))
    with plus.sessions() as session, session.begin():
        session.scalars(select(Bill).where(Bill.number == OPEN)).one().amount_minor = 999
    with pytest.raises(ProposalChanged):
        plus.aftersales.commit(plus.customer.id, proposal, confirmed=proposal.key)
    with pytest.raises(NotConfirmed):
        plus.aftersales.commit(plus.customer.id, proposal, confirmed="something else")
    with plus.sessions() as session:
        assert session.scalar(select(func.count()).select_from(CompletedCommand)) == 0


def test_a_disputed_bill_is_asked_for_no_more_and_a_person_gets_the_facts(plus: Plus) -> None:
    done = plus.do(DisputeBill(OPEN, "I never ordered gift wrapping"))
    request = plus.request()
    assert (request.number, request.about, request.kind) == (done.number, OPEN, RequestKind.BILL_DISPUTE)
    assert request.said == "I never ordered gift wrapping"
    assert request.facts["expected_minor"] == 499
    assert plus.bill().state == BillState.DISPUTED
    assert plus.refusal(PayBill(OPEN, "visa-1")) == "bill-disputed"
    assert "never ordered" not in str(plus.audit().facts)


def test_a_paid_bill_that_is_disputed_stays_paid(plus: Plus) -> None:
    plus.do(DisputeBill(PAID))
    assert plus.bill(PAID).state == BillState.PAID
    assert plus.request().about == PAID


def test_what_the_shop_added_goes_its_money_comes_back_and_open_bills_ask_less(plus: Plus) -> None:
    proposal = plus.propose(ChangeService("S-1", "gift_wrap", wanted=False))
    assert (proposal.rule, proposal.refund.minor) == ("service-not-ordered", 100)
    plus.aftersales.commit(plus.customer.id, proposal, confirmed=proposal.key)
    assert plus.subscription().running == []
    assert plus.bill().amount_minor == 399
    assert plus.bill(PAID).amount_minor == 499
    assert plus.settlement.run().succeeded == 1
    _, back = plus.bill(PAID).payments
    assert (back.kind, back.state, back.amount_minor) == ("refund", EntryState.SUCCEEDED, 100)
    assert plus.refusal(ChangeService("S-1", "gift_wrap", wanted=False)) == "service-is-so"


def test_each_bill_gives_back_to_what_paid_it(plus: Plus) -> None:
    plus.do(PayBill(OPEN, "credit-1"))
    plus.do(ChangeService("S-1", "gift_wrap", wanted=False))
    assert plus.settlement.run().succeeded == 1
    backs = [
        [(each.method, each.amount_minor) for each in plus.bill(number).payments if each.kind == "refund"]
        for number in (PAID, OPEN)
    ]
    assert backs == [[("visa-1", 100)], [("credit-1", 100)]]
    assert [each.minor for each in plus.accounts.store_credit(plus.customer.id)] == [1601]


def test_a_bill_that_was_paid_elsewhere_is_paid_back_by_a_person(plus: Plus) -> None:
    with plus.sessions() as session, session.begin():
        session.delete(session.scalars(select(BillPayment)).one())
    proposal = plus.propose(ChangeService("S-1", "gift_wrap", wanted=False))
    assert (proposal.person, proposal.refund_minor) == (True, 0)
    plus.aftersales.commit(plus.customer.id, proposal, confirmed=proposal.key)
    assert plus.subscription().running == []
    assert plus.bill().amount_minor == 399
    assert plus.bill(PAID).payments == []
    request = plus.request()
    assert (request.kind, request.about) == (RequestKind.BILL_DISPUTE, PAID)
    assert request.facts.items() >= {"charged_minor": 100, "service": "gift_wrap"}.items()


def test_amounts_are_in_the_subscriptions_currency_and_cards_of_another_do_not_pay(plus: Plus) -> None:
    with plus.sessions() as session, session.begin():
        session.scalars(select(Subscription)).one().currency = "USD"
    assert plus.propose(PayBill(OPEN, "visa-1")).charge == Money(499, "USD")
    assert plus.propose(ChangeService("S-1", "gift_wrap", wanted=False)).refund == Money(100, "USD")
    assert plus.propose(DisputeBill(OPEN)).currency == "USD"
    assert plus.refusal(PayBill(OPEN, "credit-1")) == "balance-too-low"


def test_a_service_comes_back_as_the_customers_own(plus: Plus) -> None:
    plus.do(ChangeService("S-1", "gift_wrap", wanted=False))
    plus.do(ChangeService("S-1", "gift_wrap", wanted=True))
    [service] = plus.subscription().running
    assert (service.name, service.added_by) == ("Gift wrapping", "customer")
    later = plus.propose(ChangeService("S-1", "gift_wrap", wanted=False))
    assert (later.rule, later.refund_minor) == ("service-from-next-bill", 0)


def test_what_is_over_goes_on_with_a_bill(plus: Plus) -> None:
    assert plus.refusal(RenewSubscription("S-1")) == "renews-by-itself"
    plus.do(PayBill(OPEN, "credit-1"))
    with plus.sessions() as session, session.begin():
        held = session.scalars(select(Subscription)).one()
        held.state, held.renews_at = SubscriptionState.ENDED, None
        held.ended_at = utc_now() - timedelta(days=30)
    done = plus.do(RenewSubscription("S-1"))
    subscription = plus.subscription()
    assert (subscription.state, subscription.ended_at) == (SubscriptionState.ACTIVE, None)
    assert subscription.renews_at is not None
    assert subscription.renews_at > utc_now() + timedelta(days=27)
    bill = plus.bill(done.number)
    assert (bill.state, bill.amount_minor) == (BillState.OPEN, 499)


def test_bills_are_paid_another_way_from_now_on(plus: Plus) -> None:
    plus.do(ChangeBilling("S-1", "credit-1"))
    assert plus.subscription().method == "credit-1"
    assert plus.refusal(ChangeBilling("S-1", "visa-of-another")) == "method-not-yours"


def test_missing_points_of_an_order_are_added_once(plus: Plus, make_order: Callable[..., Order]) -> None:
    order = make_order(plus.customer, ("mug-1", 2, 1099), discount_minor=100)
    assert plus.refusal(ClaimCredit(order.number, 22)) == "not-so-many-points"
    plus.do(ClaimCredit(order.number, 20))
    assert plus.accounts.points(plus.customer.id) == 20
    assert plus.refusal(ClaimCredit(order.number, 20)) == "points-entered"
    [known] = plus.accounts.order_points(plus.customer.id)
    assert (known.entered, known.missing) == (20, 0)


def test_points_of_what_is_on_its_way_and_of_an_order_of_somebody_else_are_not_added(
    plus: Plus, make_order: Callable[..., Order], make_customer: Callable[..., Customer]
) -> None:
    coming = make_order(plus.customer, ("mug-1", 1, 1000), state=OrderState.SHIPPED)
    assert plus.refusal(ClaimCredit(coming.number, 10)) == "points-after-delivery"
    foreign = make_order(make_customer(), ("mug-1", 1, 1000))
    with pytest.raises(NotFound):
        plus.propose(ClaimCredit(foreign.number, 10))


def test_credit_of_another_kind_is_for_a_person(plus: Plus) -> None:
    proposal = plus.propose(ClaimCredit(said="your colleague promised 10 euro"))
    assert proposal.person
    plus.do(ClaimCredit(said="your colleague promised 10 euro"))
    assert plus.request().kind == RequestKind.MISSING_CREDIT
    with plus.sessions() as session:
        assert session.scalar(select(func.count()).select_from(CreditEntry)) == 0


def test_a_mail_is_asked_for_once_and_nobody_hears_whether_the_address_is_known(plus: Plus) -> None:
    plus.accounts.ask_mail(RequestKind.USERNAME, plus.customer.email.upper())
    plus.accounts.ask_mail(RequestKind.USERNAME, plus.customer.email)
    plus.accounts.ask_mail(RequestKind.USERNAME, "nobody@example.org")
    assert plus.request().state == RequestState.OPEN
    with plus.sessions() as session:
        [event] = session.scalars(select(OutboxEvent)).all()
    assert event.type == "attendant.account.username_requested"
    assert plus.customer.email not in str(event.data)


def test_erasing_a_customer_takes_all_of_the_account_and_a_copy_has_it(
    plus: Plus, make_order: Callable[..., Order]
) -> None:
    order = make_order(plus.customer, ("mug-1", 1, 1000))
    plus.do(ClaimCredit(order.number, 10))
    plus.do(PayBill(OPEN, "credit-1"))
    plus.do(DisputeBill(PAID, "not mine"))
    tables = (Subscription, SubscribedService, Bill, BillPayment, CreditEntry, AccountRequest)
    copy = Exports(plus.sessions).export(plus.customer.id)
    assert all(copy[table.__tablename__] for table in tables)
    assert copy["account_request"][0]["said"] == "not mine"
    with plus.sessions() as session:
        engine = session.get_bind()
    assert isinstance(engine, Engine)
    Erasures(plus.sessions, engine, load_periods().orders).erase(plus.customer.id)
    with plus.sessions() as session:
        left = {
            table.__tablename__: session.scalar(select(func.count()).select_from(table)) for table in tables
        }
    assert set(left.values()) == {0}


def test_the_newest_lines_of_the_ledger_come_first(plus: Plus) -> None:
    with plus.sessions() as session, session.begin():
        for day, amount in ((3, 50), (1, -20)):
            session.add(
                CreditEntry(
                    key=f"of:{day}",
                    customer_id=plus.customer.id,
                    kind=CreditKind.POINTS,
                    amount=amount,
                    reason="promotion",
                    at=utc_now() - timedelta(days=day),
                )
            )
    assert [each.amount for each in plus.accounts.credit(plus.customer.id)] == [-20, 50]
    assert plus.accounts.points(plus.customer.id) == 30
