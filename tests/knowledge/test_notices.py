"""Customers are told the news by themselves: in their conversation or by mail, each piece once, whatever crashes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from knowledge import outbox
from knowledge.accounts.models import Bill, BillPayment, Subscription
from knowledge.accounts.states import SubscriptionState
from knowledge.aftersales.models import Refund, Return, ReturnLine
from knowledge.aftersales.providers import DemoProvider, Failures
from knowledge.aftersales.receiving import Receiving
from knowledge.aftersales.settlement import Settlement
from knowledge.conversations.models import Author, Conversation, Message
from knowledge.conversations.service import Conversations, Handoff, Outgoing
from knowledge.customers.models import Customer
from knowledge.database import utc_now
from knowledge.mail.letter import LOCALES, mail_words
from knowledge.mail.models import Mail
from knowledge.notices.models import Notice
from knowledge.notices.news import _KINDS
from knowledge.notices.service import RECENT, Notices
from knowledge.orders.models import Fulfilment, Order, OrderState
from knowledge.orders.payments import EntryKind, EntryState, PaymentEntry
from knowledge.orders.watch import LATE, NEWS_FOR, OrderWatch, _seen
from knowledge.outbox import OutboxEvent
from knowledge.publishing import FIRST_WAIT, Publisher

Sessions = sessionmaker[Session]


class Post:
    """A shop that notices, with the outbox's publisher and what it told."""

    def __init__(self, sessions: Sessions) -> None:
        self.sessions = sessions
        self.pushed: list[str] = []
        self.conversations = Conversations(sessions)
        self.notices = Notices(
            sessions,
            shop_name="Linden Row",
            shop_url="https://shop.test",
            zone=ZoneInfo("Europe/Berlin"),
            told=self.pushed.append,
        )
        self.watch = OrderWatch(sessions)
        self.publisher = Publisher(sessions, [self.notices.take])

    def go_round(self) -> None:
        """What the worker does every few seconds."""
        self.watch.look()
        self.publisher.run()

    def chat(self, customer: Customer, language: str = "en") -> str:
        """A conversation in which the customer has just said something."""
        conversation = self.conversations.resume_or_open(f"visitor-{customer.id}", customer.id, language)
        self.conversations.receive(conversation.id, "first", "hi")
        return conversation.id

    def told(self, conversation: str, *, staff: bool = False) -> list[Message]:
        """Notices in a conversation; with `staff` also those only they see."""
        messages = self.conversations.transcript(conversation, staff=staff)
        return [each for each in messages if (each.client_id or "").startswith("notice:")]

    def mails(self) -> list[Mail]:
        with self.sessions() as session:
            return list(session.scalars(select(Mail).order_by(Mail.id)))


@pytest.fixture
def post(sessions: Sessions) -> Post:
    return Post(sessions)


@pytest.fixture
def late_order(make_customer: Callable[..., Customer], make_order: Callable[..., Order]) -> Order:
    """An order promised for yesterday that is still on its way."""
    return make_order(
        make_customer(),
        ("mug-1", 1, 1000),
        ("cup-1", 1, 500),
        state=OrderState.SHIPPED,
        placed_days_ago=6,
        promised_days_ago=1,
        parcels=[Fulfilment(carrier="DHL", shipped_at=utc_now() - timedelta(days=4))],
    )


def owner(post: Post, order: Order) -> Customer:
    with post.sessions() as session:
        return session.get_one(Customer, order.customer_id)


def test_a_late_order_is_noticed_before_anybody_asks_and_told_once(post: Post, late_order: Order) -> None:
    conversation = post.chat(owner(post, late_order))
    for _ in range(3):
        post.go_round()
    (message,) = post.told(conversation)
    assert (message.author, message.kind) == (Author.BOT, "notice")
    assert message.body["text"].startswith(
        f"I noticed that your order {late_order.number} (mug-1 and 1 more) was promised for "
    )
    assert [button["payload"] for button in message.body["buttons"]] == [
        f'/track_order{{"order_number": "{late_order.number}"}}',
        "/contact_human_agent",
    ]
    assert post.pushed == [conversation]
    assert post.mails() == []


def test_its_buttons_can_be_pressed(post: Post, late_order: Order) -> None:
    conversation = post.chat(owner(post, late_order))
    post.go_round()
    received = post.conversations.choose(conversation, "press", post.told(conversation)[0].seq, 0)
    assert received.message.body["text"] == "Where is it?"


def test_it_is_told_in_the_conversations_language(post: Post, late_order: Order) -> None:
    conversation = post.chat(owner(post, late_order), "zh")
    post.go_round()
    (message,) = post.told(conversation)
    assert message.body["text"].startswith(f"我注意到您的订单 {late_order.number}（mug-1，另有 1 件）承诺")
    assert message.body["buttons"][1]["title"] == "转人工客服"


def test_who_has_no_conversation_gets_a_mail(post: Post, late_order: Order) -> None:
    for _ in range(2):
        post.go_round()
    (mail,) = post.mails()
    assert mail.address == owner(post, late_order).email
    assert mail.content["subject"] == f"Your order {late_order.number} is late"
    assert mail.content["link"] == "https://shop.test"
    assert post.pushed == []


def test_a_conversation_of_last_week_is_not_come_back_to(post: Post, late_order: Order) -> None:
    conversation = post.chat(owner(post, late_order))
    with post.sessions() as session, session.begin():
        session.get_one(Conversation, conversation).created_at -= RECENT
        for message in session.scalars(select(Message)):
            message.at -= RECENT
    post.go_round()
    assert post.told(conversation) == []
    assert len(post.mails()) == 1


def test_another_customers_conversation_hears_nothing(
    post: Post, late_order: Order, make_customer: Callable[..., Customer]
) -> None:
    other = post.chat(make_customer())
    post.go_round()
    assert post.told(other, staff=True) == []


def test_a_conversation_whose_code_has_lapsed_hears_nothing(post: Post, late_order: Order) -> None:
    conversation = post.chat(owner(post, late_order))
    with post.sessions() as session, session.begin():
        session.get_one(Conversation, conversation).known_until = utc_now() - timedelta(minutes=1)
    post.go_round()
    assert post.told(conversation, staff=True) == []
    assert len(post.mails()) == 1


@pytest.mark.parametrize("taken", [False, True], ids=["in the queue", "with an agent"])
def test_while_a_person_has_the_conversation_only_they_are_told(
    post: Post, late_order: Order, taken: bool
) -> None:
    conversation = post.chat(owner(post, late_order))
    turn, message, _ = post.conversations.next_turn(conversation) or pytest.fail("no turn")
    assert turn.message_id == message.id
    post.conversations.publish_answer(message.id, [Outgoing("text", {"text": "ok"})], Handoff("asked"))
    if taken:
        post.conversations.take_over(conversation, epoch=1, staff_id=1, name="Mei")
    post.go_round()
    assert post.told(conversation) == []
    (note,) = post.told(conversation, staff=True)
    assert note.kind == "note"
    assert "buttons" not in note.body
    assert post.mails() == []


def test_a_promise_broken_long_ago_is_no_news(
    post: Post, make_customer: Callable[..., Customer], make_order: Callable[..., Order]
) -> None:
    make_order(
        make_customer(),
        state=OrderState.SHIPPED,
        placed_days_ago=30,
        promised_days_ago=NEWS_FOR / timedelta(days=1),
        parcels=[],
    )
    assert post.watch.look() == 0


@pytest.mark.parametrize(("sent_days_ago", "looked_at"), [(59, 1), (61, 0)])
def test_a_parcel_sent_long_ago_is_not_looked_at(
    post: Post,
    make_customer: Callable[..., Customer],
    make_order: Callable[..., Order],
    sent_days_ago: int,
    looked_at: int,
) -> None:
    out = [{"at": utc_now().isoformat(), "status": "out_for_delivery", "place": ""}]
    parcel = Fulfilment(shipped_at=utc_now() - timedelta(days=sent_days_ago), events=out)
    make_order(make_customer(), state=OrderState.SHIPPED, placed_days_ago=90, parcels=[parcel])
    assert post.watch.look() == looked_at


def test_looking_again_asks_the_database_as_often_for_many_orders_as_for_one(
    post: Post, make_customer: Callable[..., Customer], make_order: Callable[..., Order]
) -> None:
    asked: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        asked.append(statement)

    with post.sessions() as session:
        engine = session.get_bind()
    counts = []
    for orders in (1, 5):
        for _ in range(orders):
            make_order(make_customer(), state=OrderState.SHIPPED, promised_days_ago=1, parcels=[])
        assert post.watch.look() == orders
        sqlalchemy.event.listen(engine, "before_cursor_execute", note)
        assert post.watch.look() == 0
        sqlalchemy.event.remove(engine, "before_cursor_execute", note)
        counts.append(len(asked))
        asked.clear()
    assert counts[0] == counts[1]


@pytest.mark.parametrize("state", [OrderState.DELIVERED, OrderState.CANCELLED])
def test_what_has_arrived_or_was_cancelled_is_never_late(
    post: Post, make_customer: Callable[..., Customer], make_order: Callable[..., Order], state: OrderState
) -> None:
    make_order(make_customer(), state=state, promised_days_ago=1)
    assert post.watch.look() == 0


def test_a_new_promise_that_is_broken_too_is_told_again(post: Post, late_order: Order) -> None:
    conversation = post.chat(owner(post, late_order))
    post.go_round()
    with post.sessions() as session, session.begin():
        session.get_one(Order, late_order.id).promised_at = utc_now() - timedelta(hours=1)
    post.go_round()
    assert len(post.told(conversation)) == 2


def test_a_parcel_that_is_out_for_delivery_is_told_with_its_carrier(
    post: Post, make_customer: Callable[..., Customer], make_order: Callable[..., Order]
) -> None:
    customer = make_customer()
    out = [{"at": utc_now().isoformat(), "status": "out_for_delivery", "place": "Leipzig"}]
    parcels = [
        Fulfilment(carrier=carrier, shipped_at=utc_now() - timedelta(days=1), events=out)
        for carrier in ("DHL", "")
    ]
    make_order(customer, state=OrderState.SHIPPED, promised_days_ago=-1, parcels=parcels)
    conversation = post.chat(customer)
    for _ in range(2):
        post.go_round()
    texts = [message.body["text"] for message in post.told(conversation)]
    assert ["with DHL" in text for text in texts] == [True, False]
    assert all("should be with you today" in text for text in texts)


def test_a_late_parcel_that_comes_today_is_told_as_coming(
    post: Post, make_customer: Callable[..., Customer], make_order: Callable[..., Order]
) -> None:
    out = [{"at": utc_now().isoformat(), "status": "out_for_delivery", "place": "Leipzig"}]
    customer = make_customer()
    make_order(customer, state=OrderState.SHIPPED, promised_days_ago=1, parcels=[Fulfilment(events=out)])
    conversation = post.chat(customer)
    post.go_round()
    (message,) = post.told(conversation)
    assert "out for delivery" in message.body["text"]


def test_yesterdays_round_of_the_carrier_is_no_news(
    post: Post, make_customer: Callable[..., Customer], make_order: Callable[..., Order]
) -> None:
    events = [{"at": (utc_now() - timedelta(days=1)).isoformat(), "status": "out_for_delivery", "place": ""}]
    make_order(make_customer(), state=OrderState.SHIPPED, parcels=[Fulfilment(events=events)])
    assert post.watch.look() == 0


@pytest.mark.parametrize(
    ("kind", "declined", "says"),
    [
        (EntryKind.REFUND, False, "€8 for your order"),
        (EntryKind.REFUND, True, "could not pay back €8"),
        (EntryKind.PAYMENT, True, "payment of €8"),
    ],
)
def test_money_that_moved_or_did_not_is_told(
    post: Post,
    make_customer: Callable[..., Customer],
    make_order: Callable[..., Order],
    kind: EntryKind,
    declined: bool,
    says: str,
) -> None:
    customer = make_customer()
    order = make_order(customer)
    conversation = post.chat(customer)
    with post.sessions() as session, session.begin():
        session.add(
            PaymentEntry(
                order_id=order.id,
                key="k",
                kind=kind,
                state=EntryState.PENDING,
                method="visa-1",
                amount_minor=800,
                currency="EUR",
            )
        )
    failures = Failures(declined={"visa-1"} if declined else set())
    Settlement(post.sessions, DemoProvider(post.sessions, failures)).run()
    for _ in range(2):
        post.go_round()
    (message,) = post.told(conversation)
    assert says in message.body["text"]
    assert any("contact" in each["payload"] for each in message.body.get("buttons", [])) == declined


def test_a_return_that_arrived_is_told_with_what_comes_back(
    post: Post, make_customer: Callable[..., Customer], make_order: Callable[..., Order]
) -> None:
    customer = make_customer()
    order = make_order(customer, ("mug-1", 2, 1000))
    conversation = post.chat(customer)
    with post.sessions() as session, session.begin():
        made = Return(number="R-1", order_id=order.id, reason="late", policy_rule="r", policy_version="1")
        made.lines = [ReturnLine(order_line_id=order.lines[0].id, quantity=2)]
        session.add(made)
        session.flush()
        session.add(
            Refund(
                order_id=order.id,
                return_id=made.id,
                amount_minor=2000,
                currency="EUR",
                destination="original_payment",
            )
        )
    receiving = Receiving(post.sessions)
    for _ in range(2):
        receiving.receive_return("R-1", {order.lines[0].id: 1}, actor="staff:1")
        post.go_round()
    partly, whole = [message.body["text"] for message in post.told(conversation)]
    assert "A part of your return R-1" in partly
    assert "€20 goes back to you" in whole


def test_what_is_paid_for_a_part_of_a_return_is_said_with_it(
    post: Post, make_customer: Callable[..., Customer], make_order: Callable[..., Order]
) -> None:
    customer = make_customer()
    make_order(customer)
    order = make_order(customer)
    with post.sessions() as session, session.begin():
        session.add(
            Return(number="R-1", order_id=order.id, reason="late", policy_rule="r", policy_version="1")
        )
        for minor in (800, 0):
            type_ = "attendant.return.partially_received"
            outbox.announce(session, key=f"{minor}", type_=type_, subject="return:R-1", refund_minor=minor)
    conversation = post.chat(customer)
    post.publisher.run()
    paid, unpaid = [message.body["text"] for message in post.told(conversation)]
    assert "€8 for it goes back to you now" in paid
    assert "The refund follows when the rest is here" not in paid
    assert "The refund follows when the rest is here" in unpaid


@pytest.mark.parametrize(
    ("kind", "declined", "says"),
    [
        (EntryKind.REFUND, False, "€5 of bill S-1-1 (Plus) has been paid back"),
        (EntryKind.REFUND, True, "could not pay back €5 of bill S-1-1"),
        (EntryKind.PAYMENT, True, "The payment of €5 for bill S-1-1 (Plus) did not go through"),
    ],
)
def test_what_became_of_a_bills_money_is_told_to_its_owner_only(
    post: Post,
    make_customer: Callable[..., Customer],
    make_order: Callable[..., Order],
    kind: EntryKind,
    declined: bool,
    says: str,
) -> None:
    """The movement of the bill has the id of one of another customer's order."""
    other, owner_ = make_customer(), make_customer()
    order = make_order(other)
    movement = {"kind": kind, "method": "visa-1", "amount_minor": 500, "currency": "EUR"}
    bill = Bill(number="S-1-1", amount_minor=500, issued_at=utc_now(), due_at=utc_now())
    bill.payments = [BillPayment(key="of-the-bill", state=EntryState.PENDING, **movement)]
    with post.sessions() as session, session.begin():
        entry = PaymentEntry(order_id=order.id, key="of-the-order", state=EntryState.SUCCEEDED, **movement)
        plan = Subscription(
            number="S-1",
            customer_id=owner_.id,
            plan="Plus",
            state=SubscriptionState.ACTIVE,
            price_minor=500,
            currency="EUR",
            started_at=utc_now(),
            bills=[bill],
        )
        session.add_all([entry, plan])
        session.flush()
        assert entry.id == bill.payments[0].id
    theirs, own = post.chat(other), post.chat(owner_)
    failures = Failures(declined={"visa-1"} if declined else set())
    Settlement(post.sessions, DemoProvider(post.sessions, failures)).run()
    post.go_round()
    assert post.told(theirs, staff=True) == []
    (message,) = post.told(own)
    assert says in message.body["text"]


def test_events_that_are_no_news_are_passed_on_in_silence(post: Post, late_order: Order) -> None:
    with post.sessions() as session, session.begin():
        outbox.announce(session, key="a", type_="attendant.order.cancelled", subject="order:1")
        outbox.announce(session, key="b", type_=LATE, subject="order:gone", promised_at=utc_now().isoformat())
    assert post.publisher.run() == 2
    assert post.publisher.run() == 0


def test_a_crash_between_telling_and_noting_it_tells_nothing_twice(post: Post, late_order: Order) -> None:
    conversation = post.chat(owner(post, late_order))
    post.watch.look()

    def die(_: OutboxEvent) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Publisher(post.sessions, [post.notices.take, die]).run()
    with post.sessions() as session:
        assert session.scalars(select(OutboxEvent.published_at)).all() == [None]
    assert post.publisher.run() == 1
    assert len(post.told(conversation)) == 1
    with post.sessions() as session:
        assert len(session.scalars(select(Notice)).all()) == 1


def test_a_conversation_begun_after_a_crash_does_not_hear_what_was_mailed(
    post: Post, late_order: Order
) -> None:
    post.watch.look()
    with post.sessions() as session:
        event = session.scalars(select(OutboxEvent)).one()
    post.notices.take(event)  # and then the process died
    conversation = post.chat(owner(post, late_order))
    post.publisher.run()
    assert post.told(conversation) == []
    assert len(post.mails()) == 1


def test_an_event_that_fails_waits_longer_each_time_and_holds_up_no_other(
    post: Post, sessions: Sessions
) -> None:
    taken: list[str] = []

    def consume(event: OutboxEvent) -> None:
        if event.key == "bad" and len(taken) < 3:
            taken.append("tried")
            raise RuntimeError("a consumer is away")
        taken.append(event.key)

    with sessions() as session, session.begin():
        for key in ("bad", "good"):
            outbox.announce(session, key=key, type_="attendant.test", subject="order:1")
    publisher, now = Publisher(sessions, [consume]), utc_now()
    assert publisher.run(now) == 1
    assert taken == ["tried", "good"]
    assert publisher.run(now + FIRST_WAIT / 2) == 0
    assert publisher.run(now + FIRST_WAIT) == 0
    assert publisher.run(now + FIRST_WAIT * 2) == 0
    assert publisher.run(now + FIRST_WAIT * 4) == 1
    assert taken == ["tried", "good", "tried", "bad"]


def test_two_processes_that_look_at_once_announce_once(post: Post, late_order: Order) -> None:
    with post.sessions() as session:
        (sighting,) = _seen(session, utc_now())
    assert post.watch._announce(sighting)
    assert not OrderWatch(post.sessions)._announce(sighting)


def test_workers_of_several_processes_tell_each_thing_once(
    post: Post, make_customer: Callable[..., Customer], make_order: Callable[..., Order]
) -> None:
    customers = [make_customer() for _ in range(6)]
    for customer in customers:
        make_order(customer, state=OrderState.SHIPPED, promised_days_ago=1, parcels=[])
    conversation = post.chat(customers[0])
    with ThreadPoolExecutor(4) as pool:
        rounds = [pool.submit(Post(post.sessions).go_round) for _ in range(8)]
    assert [each.exception() for each in rounds] == [None] * 8
    assert len(post.told(conversation)) == 1
    assert sorted(mail.address for mail in post.mails()) == sorted(each.email for each in customers[1:])


@pytest.mark.parametrize("language", [path.name for path in LOCALES.iterdir()])
def test_all_news_have_words_and_a_subject_in_every_language(language: str) -> None:
    words = mail_words(language, ZoneInfo("Europe/Berlin"))
    for kind, _ in _KINDS.values():
        assert words.has(f"notice-{kind}")
        assert words.has(f"subject-{kind}")
