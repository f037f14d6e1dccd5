"""One-time codes: who gets one, what it opens, how often it may be tried, and that nothing shows who exists."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session, sessionmaker

from knowledge.audit import AuditEntry
from knowledge.conversations.models import Message, Turn
from knowledge.conversations.service import Conversations
from knowledge.customers.models import Customer
from knowledge.database import utc_now
from knowledge.encryption import Keyring, bind_keyring
from knowledge.mail.models import Mail, MailState
from knowledge.orders.models import Order
from knowledge.privacy.erasure import Erasures
from knowledge.privacy.periods import load_periods
from knowledge.verification.codes import MASK, code_in, new_code, without_codes
from knowledge.verification.errors import TooManyCodes
from knowledge.verification.models import OneTimeCode
from knowledge.verification.service import (
    KNOWN_FOR,
    LIFETIME,
    MOST_AN_HOUR,
    MOST_TRIES,
    CodeState,
    Verification,
)
from tests.keys import KEYS

Sessions = sessionmaker[Session]


class Chat:
    """A visitor's chat with a shop that knows one customer and one order."""

    def __init__(self, sessions: Sessions, customer: Customer, order: Order) -> None:
        self.sessions, self.customer, self.order = sessions, customer, order
        self.conversations = Conversations(sessions)
        self.verification = Verification(sessions, shop_name="Linden Row", zone=ZoneInfo("Europe/Berlin"))
        self.id = self.conversations.resume_or_open("visitor-1", None, "en").id
        self._said = 0

    def ask(self, number: str = "", email: str = "", conversation: str = "") -> None:
        self.verification.ask(
            conversation or self.id, number or self.order.number, email or self.customer.email
        )

    def says(self, text: str) -> Message:
        self._said += 1
        return self.conversations.receive(self.id, f"message-{self._said}", text).message

    def state(self) -> CodeState | None:
        return self.verification.state(self.id)

    def owner(self) -> int | None:
        return self.conversations.get(self.id).customer_at(utc_now())

    def mails(self) -> list[Mail]:
        with self.sessions() as session:
            return list(session.scalars(select(Mail).order_by(Mail.id)))

    def code(self) -> str:
        return str(self.mails()[-1].content["code"])

    def wrong_code(self) -> str:
        return "000000" if self.code() != "000000" else "111111"

    def age(self, by: timedelta) -> None:
        """Let time pass for all codes and for what they opened."""
        with self.sessions() as session, session.begin():
            for code in session.scalars(select(OneTimeCode)):
                code.created_at -= by
                code.expires_at -= by
            conversation = self.conversations.get(self.id)
            if conversation.known_until is not None:
                session.merge(conversation).known_until = conversation.known_until - by


@pytest.fixture
def chat(
    sessions: Sessions, make_customer: Callable[..., Customer], make_order: Callable[..., Order]
) -> Chat:
    customer = make_customer()
    return Chat(sessions, customer, make_order(customer))


def test_the_right_code_makes_the_conversation_its_customers(chat: Chat) -> None:
    chat.ask()
    assert chat.owner() is None
    chat.says(f"it is {chat.code()}")
    assert chat.owner() == chat.customer.id
    assert chat.state() == CodeState.RIGHT
    with chat.sessions() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "identified_by_code")).one()
    assert entry.subject == f"customer:{chat.customer.id}"
    assert entry.facts == {"conversation": chat.id, "order": chat.order.number}


def test_the_mail_goes_to_the_address_the_shop_has_and_says_the_code_once(chat: Chat) -> None:
    chat.ask(email=f"  {chat.customer.email.upper()} ", number=f"#{chat.order.number}")
    mail = chat.mails()[0]
    assert mail.address == chat.customer.email
    assert mail.state == MailState.QUEUED
    assert re.fullmatch(r"\d{6}", mail.content["code"])
    assert mail.content["code"] not in " ".join(mail.content["paragraphs"])


def test_the_code_itself_is_nowhere_but_in_the_mail(chat: Chat) -> None:
    chat.ask()
    code = chat.code()
    message = chat.says(f"here: {code[:3]} {code[3:]}, thanks")
    assert message.body == {"text": f"here: {MASK}, thanks"}
    with chat.sessions() as session:
        assert session.scalars(select(OneTimeCode)).one().code_hash != code
        turn = session.get_one(Turn, message.id)
    assert turn.payload == "/inform"


def test_a_wrong_code_opens_nothing_and_counts(chat: Chat) -> None:
    chat.ask()
    code = chat.code()
    chat.says(chat.wrong_code())
    assert (chat.state(), chat.owner()) == (CodeState.WRONG, None)
    chat.says(code)
    assert chat.owner() == chat.customer.id


def test_after_too_many_wrong_ones_the_right_code_is_worth_nothing(chat: Chat) -> None:
    chat.ask()
    for _ in range(MOST_TRIES):
        chat.says(chat.wrong_code())
    assert chat.state() == CodeState.SPENT
    chat.says(chat.code())
    assert (chat.state(), chat.owner()) == (CodeState.SPENT, None)


def test_an_expired_code_is_worth_nothing(chat: Chat) -> None:
    chat.ask()
    chat.age(LIFETIME)
    chat.says(chat.code())
    assert (chat.state(), chat.owner()) == (CodeState.EXPIRED, None)


def test_a_code_can_be_used_once(chat: Chat) -> None:
    chat.ask()
    code = chat.code()
    chat.says(code)
    chat.age(KNOWN_FOR)
    chat.says(code)
    assert chat.owner() is None


def test_a_new_code_voids_the_one_before(chat: Chat) -> None:
    chat.ask()
    first = chat.code()
    chat.ask()
    if chat.code() == first:  # one in a million
        chat.ask()
    chat.says(first)
    assert chat.owner() is None


def test_the_same_message_sent_twice_is_one_try(chat: Chat) -> None:
    chat.ask()
    for _ in range(MOST_TRIES + 1):
        chat.conversations.receive(chat.id, "the same", chat.wrong_code())
    assert chat.state() == CodeState.WRONG


def test_a_code_opens_only_the_conversation_that_asked_for_it(chat: Chat) -> None:
    other = chat.conversations.resume_or_open("visitor-2", None, "en").id
    chat.ask()
    chat.ask(number="99999", conversation=other)
    with chat.sessions() as session:
        code = session.scalars(select(Mail).where(Mail.state == MailState.QUEUED)).one().content["code"]
    chat.conversations.receive(other, "m", code)
    assert chat.conversations.get(other).customer_id is None


@pytest.mark.parametrize(
    ("number", "email"),
    [("", "nobody@example.org"), ("99999", ""), ("99999", "nobody@example.org")],
    ids=["another's address", "no such order", "neither"],
)
def test_where_order_and_address_do_not_belong_together_all_looks_the_same(
    chat: Chat, number: str, email: str
) -> None:
    chat.ask(number, email)
    mail = chat.mails()[0]
    assert (mail.state, mail.address, mail.customer_id) == (MailState.WITHHELD, "", None)
    assert chat.state() == CodeState.AWAITED
    chat.says(mail.content["code"])  # even a lucky guess of a code that nobody got
    assert (chat.state(), chat.owner()) == (CodeState.WRONG, None)
    for _ in range(MOST_TRIES):
        chat.says("123456")
    assert chat.state() == CodeState.SPENT


def test_the_same_statements_run_whether_there_is_somebody_or_not(chat: Chat) -> None:
    engine = chat.sessions.kw["bind"]
    ran: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: ran.append(args[2]))
    chat.ask()
    real, ran[:] = list(ran), []
    chat.ask("99999", "nobody@example.org")
    assert ran == real


def test_codes_are_counted_for_a_conversation(chat: Chat) -> None:
    for number in range(MOST_AN_HOUR):
        chat.ask(f"1111{number}", f"somebody{number}@example.org")
    with pytest.raises(TooManyCodes):
        chat.ask()
    chat.age(timedelta(hours=1))
    chat.ask()


@pytest.mark.parametrize("existing", [True, False])
def test_codes_are_counted_for_an_address_and_for_an_order_alike_whether_they_exist(
    chat: Chat, existing: bool
) -> None:
    number = chat.order.number if existing else "99999"
    email = chat.customer.email if existing else "nobody@example.org"
    chats = [chat.conversations.resume_or_open(f"v{each}", None, "en").id for each in range(MOST_AN_HOUR)]
    for each in chats:
        chat.ask(number, email, each)
    with pytest.raises(TooManyCodes):
        chat.ask(number, "another@example.org")
    with pytest.raises(TooManyCodes):
        chat.ask("88888", email.upper())


def test_who_is_known_by_a_code_comes_back_to_the_conversation_for_a_while(chat: Chat) -> None:
    chat.ask()
    chat.says(chat.code())
    assert chat.conversations.resume_or_open("visitor-1", None, "en").id == chat.id
    chat.age(KNOWN_FOR)
    assert chat.owner() is None
    assert chat.conversations.resume_or_open("visitor-1", None, "en").id != chat.id


def test_somebody_else_who_signs_in_in_that_browser_gets_a_conversation_of_their_own(
    chat: Chat, make_customer: Callable[..., Customer]
) -> None:
    chat.ask()
    chat.says(chat.code())
    other = make_customer()
    assert chat.conversations.resume_or_open("visitor-1", other.id, "en").id != chat.id


def test_the_shops_own_word_is_worth_more_than_a_code(chat: Chat) -> None:
    chat.ask()
    chat.says(chat.code())
    assert chat.conversations.resume_or_open("visitor-1", chat.customer.id, "en").id == chat.id
    assert chat.conversations.get(chat.id).known_until is None


def test_another_customers_conversation_is_not_taken_over_by_a_code(
    chat: Chat, make_customer: Callable[..., Customer]
) -> None:
    other = make_customer()
    chat.ask()
    with chat.sessions() as session, session.begin():
        session.merge(chat.conversations.get(chat.id)).customer_id = other.id
    chat.says(chat.code())
    assert (chat.state(), chat.owner()) == (CodeState.ELSEWHERE, other.id)


def test_six_digits_are_just_digits_where_no_code_is_awaited(chat: Chat) -> None:
    assert chat.says("my postcode is 100086").body == {"text": "my postcode is 100086"}
    chat.ask()
    chat.says(chat.code())
    assert chat.says("my postcode is 100086").body["text"].endswith("100086") or chat.code() == "100086"


def test_a_code_typed_again_after_it_was_used_is_hidden_all_the_same(chat: Chat) -> None:
    chat.ask()
    chat.says(chat.code())
    assert chat.says(chat.code()).body == {"text": MASK}


def test_codes_survive_a_change_of_keys(chat: Chat, sessions: Sessions) -> None:
    chat.ask()
    code = chat.code()
    new = "bmV3IGtleSBvZiB0aGVzZSB0ZXN0cywgbm90IGEgcyE="
    bind_keyring(chat.sessions.kw["bind"], Keyring((new, *KEYS)))
    chat.says(code)
    assert chat.owner() == chat.customer.id


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("123456", "123456"),
        ("It's 123 456.", "123456"),
        ("code：１２３４５６", "123456"),
        ("验证码是654321谢谢", "654321"),
        ("#123456", None),
        ("1234567", None),
        ("12345", None),
        ("order 10342", None),
    ],
)
def test_a_code_is_six_digits_alone(text: str, code: str | None) -> None:
    assert code_in(text) == code
    assert (without_codes(text) == text) == (code is None)


@given(st.text(), st.integers(0, 999_999), st.text())
def test_no_code_is_left_in_a_hidden_text(before: str, number: int, after: str) -> None:
    hidden = without_codes(f"{before} {number:06} {after}")
    assert code_in(hidden) is None


def test_codes_are_six_digits_with_their_leading_zeros() -> None:
    assert all(re.fullmatch(r"[0-9]{6}", new_code()) for _ in range(200))


def test_erasing_a_customer_takes_codes_and_mails_along(chat: Chat) -> None:
    chat.ask()
    chat.says(chat.code())
    Erasures(chat.sessions, chat.sessions.kw["bind"], load_periods().orders).erase(chat.customer.id)
    with chat.sessions() as session:
        assert session.scalars(select(Mail)).all() == []
        assert session.scalars(select(OneTimeCode)).all() == []


def test_an_order_that_changed_hands_is_its_new_owners(
    chat: Chat, make_customer: Callable[..., Customer]
) -> None:
    other = make_customer()
    with chat.sessions() as session, session.begin():
        session.execute(update(Order).values(customer_id=other.id))
    chat.ask()
    assert chat.mails()[0].state == MailState.WITHHELD
