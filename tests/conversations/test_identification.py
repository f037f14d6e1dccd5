"""A visitor is known by order, address and a code by mail, through the real servers, and goes on in the same breath."""

from __future__ import annotations

import re
import time

import httpx
import pytest
from sqlalchemy import select

from attendant.composition import make_keyring
from attendant.settings import Settings
from knowledge.conversations.models import Message
from knowledge.database import make_engine, make_sessions
from knowledge.orders.models import Order, OrderState
from tests.conversations.conftest import Door
from tests.running_stack import RunningStack

pytestmark = pytest.mark.stack

MAREK, HELGA, WEI = "marek.wojcik@example.com", "helga.brandt@example.net", "wei.chen@example.org"


class Behind:
    """What a test sees behind the running shop: its database and its page of mails."""

    def __init__(self, stack: RunningStack) -> None:
        settings = Settings(home=stack.home)
        self.sessions = make_sessions(make_engine(settings.database, make_keyring(settings)))
        self._address = stack.address

    def order_of(self, email: str, state: OrderState) -> Order:
        """The customer's newest order in a state."""
        with self.sessions() as session:
            query = select(Order).where(Order.state == state).order_by(Order.placed_at.desc())
            return next(order for order in session.scalars(query) if order.customer.email == email)

    def code_for(self, email: str) -> str:
        """The code in the newest mail to an address, as somebody reads it on the page of mails."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            page = httpx.get(f"{self._address}/mails").text
            found = re.search(rf'<a href="(/mails/\d+)">\s*<span class="to">{re.escape(email)}</span>', page)
            if found is not None:
                html = httpx.get(f"{self._address}{found[1]}/html").text
                code = re.search(r">(\d{6})<", html)
                if code is not None:
                    return code[1]
            time.sleep(0.5)
        raise AssertionError(f"no code for {email} in\n{page}")

    def transcripts(self) -> list[str]:
        """All that shoppers have said."""
        with self.sessions() as session:
            return [str(body) for body in session.scalars(select(Message.body))]


@pytest.fixture(scope="module")
def behind(stack: RunningStack) -> Behind:
    return Behind(stack)


def test_a_visitor_is_known_by_a_mailed_code_and_told_what_they_asked(enter: Door, behind: Behind) -> None:
    order = behind.order_of(MAREK, OrderState.SHIPPED)
    visitor = enter()
    assert "Which order is it about" in visitor.says("where is my parcel?")
    assert f"use for order {order.number}" in visitor.says(f"it is {order.number}")
    assert "a code of six digits" in visitor.says(MAREK)
    code = behind.code_for(MAREK)
    wrong = "000000" if code != "000000" else "111111"
    assert "not the right code" in visitor.says(wrong)
    answer = visitor.says(f"sorry, {code}")
    assert "now I know that it is you" in answer
    assert f"Order {order.number}" in answer
    assert "the courier found nobody" in answer
    assert not any(code in text for text in behind.transcripts())
    assert "which e-mail" not in visitor.says("and where is my refund?")


def test_nothing_shows_whether_an_order_or_an_address_exists(enter: Door, behind: Behind) -> None:
    order = behind.order_of(HELGA, OrderState.PROCESSED)
    told = []
    for number, email in ((order.number, "nobody@example.org"), ("99999", "nobody@example.com")):
        visitor = enter()
        visitor.says("where is my parcel?")
        answers = [visitor.says(f"order {number}, {email}"), visitor.says("123456")]
        told.append([each.replace(number, "N") for each in answers])
    assert told[0] == told[1]
    assert "not the right code" in told[0][1]


def test_a_cancellation_goes_on_to_its_confirmation(enter: Door, behind: Behind) -> None:
    order = behind.order_of(HELGA, OrderState.PROCESSED)
    visitor = enter()
    visitor.says("I want to cancel my order")
    visitor.says(f"order {order.number}, my mail is {HELGA}")
    assert f"Cancel order {order.number}?" in visitor.says(behind.code_for(HELGA))
    assert "stays as it is" in visitor.says("no, keep it")


def test_a_question_in_the_middle_is_answered_and_no_mailbox_means_a_person(
    enter: Door, behind: Behind
) -> None:
    order = behind.order_of(MAREK, OrderState.PROCESSED)
    visitor = enter()
    visitor.says("I want my money back for what I returned, where is my refund?")
    visitor.says(f"{order.number} and {MAREK}")
    middle = visitor.says("are you a robot?")
    assert "computer program" in middle
    assert "six digits" in middle
    assert "in another way who you are" in visitor.says("I have no access to that mailbox any more")
    assert "colleague" in visitor.says("yes please")


def test_it_is_done_in_chinese(enter: Door, behind: Behind) -> None:
    order = behind.order_of(WEI, OrderState.SHIPPED)
    visitor = enter()
    assert "哪个订单" in visitor.says("我的包裹到哪儿了？")
    assert "六位验证码" in visitor.says(f"订单号 {order.number}，邮箱 {WEI}")
    answer = visitor.says(behind.code_for(WEI))
    assert "已确认是您本人" in answer
    assert f"订单 {order.number}" in answer
