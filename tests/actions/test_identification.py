"""A visitor is known by order, address and a mailed code, and then gets what they came for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.server import make_executor
from knowledge.customers.models import Customer
from knowledge.database import utc_now
from knowledge.mail.models import Mail
from knowledge.orders.models import Order, OrderState
from knowledge.shop import Shop
from knowledge.verification.service import MOST_AN_HOUR, MOST_TRIES
from tests.actions.shopper import GATEWAY_KEY, Answered, Shopper

LENA = "LR-100001"


class Visitor(Shopper):
    """A visitor whose messages go through the shop's conversations first, as the gateway sees to."""

    def __init__(self, shop: Shop, language: str = "en", name: str = "visitor-1") -> None:
        conversation = shop.conversations.resume_or_open(name, None, language)
        super().__init__(make_executor(shop, GATEWAY_KEY), conversation=conversation.id, language=language)
        self.shop = shop
        self._typed = count()

    def types_code(self, code: str) -> Answered:
        """Type a code: the gateway tries it and tells the actions only that one was typed."""
        self.shop.conversations.receive(self.conversation, f"typed-{next(self._typed)}", code)
        self.customer = self.shop.conversations.get(self.conversation).customer_at(utc_now())
        if self.active_loop is None:
            return self.run("action_inform", intent="inform", entities={})
        return self.says(intent="inform", entities={})


@pytest.fixture
def shop(own_demo: Shop) -> Shop:
    own_demo.verification.offered = True
    return own_demo


@pytest.fixture
def visitor(shop: Shop) -> Iterator[Visitor]:
    return Visitor(shop)


@pytest.fixture
def lena(shop: Shop) -> Customer:
    return shop.customers.by_shop_id(LENA)


@pytest.fixture
def order(shop: Shop, lena: Customer) -> Order:
    """The order that is on its way to Lena."""
    return next(each for each in shop.orders.of_customer(lena.id) if each.state == OrderState.SHIPPED)


def code(shop: Shop) -> str:
    """The code of the newest mail."""
    with shop.sessions() as session:
        return str(_newest(session).content["code"])


def _newest(session: Session) -> Mail:
    return session.scalars(select(Mail).order_by(Mail.id.desc()).limit(1)).one()


def wrong(shop: Shop) -> str:
    return "000000" if code(shop) != "000000" else "111111"


@pytest.fixture
def at_the_code(visitor: Visitor, order: Order, lena: Customer) -> Visitor:
    """The visitor wants to know where the order is, and has been asked for the code."""
    visitor.starts(
        "action_track_order",
        f"where is order [{order.number}](order_number), I am [{lena.email}](email)",
        intent="track_order",
    )
    return visitor


def test_order_address_and_code_lead_to_what_was_wanted(
    visitor: Visitor, shop: Shop, order: Order, lena: Customer
) -> None:
    asked = visitor.starts("action_track_order", "where is my parcel?", intent="track_order")
    assert "Which order is it about, and which e-mail address" in asked.text
    assert "https://shop.test/sign-in" in asked.text
    asked = visitor.says(f"[{order.number}](order_number)")
    assert f"which e-mail address did you use for order {order.number}" in asked.text
    asked = visitor.says(f"it is [{lena.email}](email)")
    assert "a code of six digits is on its way" in asked.text
    answered = visitor.types_code(code(shop))
    assert answered.texts[0] == "Thank you, now I know that it is you."
    assert f"Order {order.number}" in answered.text
    assert "tracking number" in answered.text


def test_both_in_one_message_in_any_order(visitor: Visitor, order: Order, lena: Customer) -> None:
    visitor.starts("action_track_order", "where is my parcel?", intent="track_order")
    asked = visitor.says(f"[{lena.email}](email), order [{order.number}](order_number)")
    assert "a code of six digits" in asked.text


def test_the_address_first_asks_for_the_order(visitor: Visitor, lena: Customer) -> None:
    visitor.starts("action_track_order", "where is my parcel?", intent="track_order")
    assert "Its number is in the mail" in visitor.says(f"[{lena.email}](email)").text


def test_what_was_wanted_goes_on_with_its_own_questions(visitor: Visitor, shop: Shop, lena: Customer) -> None:
    helga = shop.customers.by_shop_id("LR-100008")
    sofa = next(each for each in shop.orders.of_customer(helga.id) if each.state == OrderState.PROCESSED)
    visitor.starts(
        "action_start_cancel",
        f"cancel order [{sofa.number}](order_number), [{helga.email}](email)",
        intent="cancel_order",
    )
    answered = visitor.types_code(code(shop))
    assert answered.kinds() == ["text", "confirmation"]
    assert "is cancelled" in visitor.presses(answered, "Yes, cancel it").text


def test_what_is_wanted_waits_unreadable_and_is_gone_afterwards(
    visitor: Visitor, shop: Shop, order: Order, lena: Customer
) -> None:
    wish = "my parcel [12345](order_number) should go to 7 Mulberry Lane, call me on [0171 5550199](phone)"
    visitor.starts("action_change_shipping_address", wish, intent="change_shipping_address")
    visitor.says(f"[{order.number}](order_number)")
    visitor.says(f"[{lena.email}](email)")
    waiting = str(visitor.slots)
    assert "Mulberry" not in waiting
    assert "5550199" not in waiting
    visitor.types_code(code(shop))
    assert "wanted" not in str(visitor.slots)


def test_an_address_alone_shows_nothing(at_the_code: Visitor, order: Order) -> None:
    assert order.lines[0].name not in str(at_the_code.events)
    assert at_the_code.customer is None


def test_order_and_address_that_do_not_belong_together_are_answered_alike(
    shop: Shop, order: Order, lena: Customer
) -> None:
    told = []
    for number, email in (
        (order.number, lena.email),
        (order.number, "nobody@example.org"),
        ("99999", lena.email),
    ):
        visitor = Visitor(shop, name=f"visitor-{len(told)}")
        asked = visitor.starts(
            "action_track_order", f"[{number}](order_number) [{email}](email)", intent="track_order"
        )
        again = visitor.types_code(wrong(shop))
        told.append([text.replace(number, "N") for text in (asked.text, again.text)])
    assert told[0] == told[1] == told[2]


def test_a_wrong_code_may_be_corrected(at_the_code: Visitor, shop: Shop, order: Order) -> None:
    assert "not the right code" in at_the_code.types_code(wrong(shop)).text
    assert f"Order {order.number}" in at_the_code.types_code(code(shop)).text


def test_after_too_many_wrong_codes_a_new_one_helps(at_the_code: Visitor, shop: Shop, order: Order) -> None:
    for _ in range(MOST_TRIES):
        told = at_the_code.types_code(wrong(shop))
    assert "typed wrong too often" in told.text
    assert "typed wrong too often" in at_the_code.types_code(code(shop)).text
    at_the_code.presses(told, "Send a new code")
    assert f"Order {order.number}" in at_the_code.types_code(code(shop)).text


@pytest.mark.parametrize("text", ["please send it again", "I never got the code", "it has not arrived"])
def test_a_new_code_can_be_had_in_words(at_the_code: Visitor, shop: Shop, text: str) -> None:
    with shop.sessions() as session:
        first = _newest(session).id
    assert "I have asked for a new code" in at_the_code.says(text, intent="nlu_fallback").text
    with shop.sessions() as session:
        assert _newest(session).id > first


def test_no_more_codes_than_so_many(at_the_code: Visitor) -> None:
    for _ in range(MOST_AN_HOUR - 1):
        at_the_code.says("send it again", intent="repeat")
    told = at_the_code.says("send it again", intent="repeat")
    assert "no more are sent within the hour" in told.text
    assert at_the_code.slots["offer"] == "person"


@pytest.mark.parametrize("text", ["I have no access to that mailbox", "I can't get into that mail account"])
def test_without_the_mailbox_a_person_helps(at_the_code: Visitor, text: str) -> None:
    told = at_the_code.says(text, intent="recover_password")
    assert "A colleague can find out in another way" in told.text
    assert "/contact_human_agent" in told.payloads


def test_the_other_order_or_address_needs_a_code_of_its_own(
    at_the_code: Visitor, shop: Shop, order: Order
) -> None:
    told = at_the_code.says("no, it was [omar.haddad@example.com](email)")
    assert f"If order {order.number} was placed with that address" in told.text
    assert at_the_code.types_code(code(shop)).texts[0].startswith("That is not the right code")


def test_a_question_in_the_middle_is_none_of_our_business(at_the_code: Visitor) -> None:
    assert at_the_code.says("what does delivery cost?", intent="delivery_options").messages == []


def test_a_wish_in_the_middle_takes_the_place_of_the_one_before(
    at_the_code: Visitor, shop: Shop, order: Order
) -> None:
    asked = at_the_code.starts("action_start_return", "I want to return something", intent="return_item")
    assert "Please type it here" in asked.text
    answered = at_the_code.types_code(code(shop))
    assert answered.texts[0] == "Thank you, now I know that it is you."
    assert f"Order {order.number} is still on its way" in answered.text


def test_who_is_known_is_not_asked_again(at_the_code: Visitor, shop: Shop) -> None:
    at_the_code.types_code(code(shop))
    answered = at_the_code.starts("action_track_refund", "where is my refund?", intent="track_refund")
    assert "e-mail address" not in answered.text


def test_a_code_typed_after_the_dialogue_was_left_still_counts(at_the_code: Visitor, shop: Shop) -> None:
    at_the_code.run("action_stop", "never mind", intent="stop")
    assert at_the_code.active_loop is None
    assert "now I know that it is you" in at_the_code.types_code(code(shop)).text


def test_another_customers_chat_is_not_taken_over(
    at_the_code: Visitor, shop: Shop, signed_in: Callable[..., Shopper]
) -> None:
    other = shop.customers.by_shop_id("LR-100002")
    with shop.sessions() as session, session.begin():
        session.merge(shop.conversations.get(at_the_code.conversation)).customer_id = other.id
    shop.conversations.receive(at_the_code.conversation, "typed", code(shop))
    told = at_the_code.says(intent="inform", entities={})
    assert "somebody else's already" in told.text
    assert "/contact_human_agent" in told.payloads


def test_it_is_done_in_chinese(shop: Shop) -> None:
    wei = shop.customers.by_shop_id("LR-100003")
    parcel = next(each for each in shop.orders.of_customer(wei.id) if each.state == OrderState.SHIPPED)
    visitor = Visitor(shop, "zh")
    asked = visitor.starts("action_track_order", "我的包裹到哪儿了？", intent="track_order")
    assert "哪个订单" in asked.text
    asked = visitor.says(f"[{parcel.number}](order_number)，[{wei.email}](email)")
    assert "六位验证码" in asked.text
    with shop.sessions() as session:
        assert _newest(session).content["subject"] == "您的 Linden Row 验证码"
    assert "新的验证码" in visitor.says("没收到，再发一次", intent="nlu_fallback").text
    assert f"订单 {parcel.number}" in visitor.types_code(code(shop)).text


def test_a_bare_order_number_wants_to_know_where_the_order_is(
    visitor: Visitor, shop: Shop, order: Order, lena: Customer
) -> None:
    visitor.starts("action_inform", f"[{order.number}](order_number)", intent="inform")
    visitor.says(f"[{lena.email}](email)")
    assert "tracking number" in visitor.types_code(code(shop)).text


def test_where_no_mails_are_sent_visitors_are_told_where_to_sign_in(visitor: Visitor, shop: Shop) -> None:
    shop.verification.offered = False
    answered = visitor.run("action_track_order", "where is my order?", intent="track_order")
    assert "Please sign in first" in answered.text
    assert answered.slots["outcome"] == "sign_in"
