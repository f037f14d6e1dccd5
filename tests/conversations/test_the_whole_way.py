"""The conversation of the walking product: advised, helped after the sale, handed to a person, heard."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from attendant.composition import make_keyring
from attendant.settings import Settings
from knowledge.aftersales.models import Return
from knowledge.conversations.models import QUEUE, Conversation
from knowledge.conversations.service import Conversations
from knowledge.customers.models import Customer
from knowledge.database import make_engine, make_sessions
from knowledge.encryption import looked_up
from knowledge.feedback.models import Feedback
from tests.conversations.conftest import LENA, Door
from tests.running_stack import RunningStack

pytestmark = pytest.mark.stack


def test_a_shopper_is_advised_helped_and_handed_over_and_heard(stack: RunningStack, enter: Door) -> None:
    lena = enter(LENA)

    lena.says("I need a waterproof jacket for hiking, under 150, not black")
    assert lena.cards
    assert all(float(card["price"].lstrip("€").replace(",", "")) <= 150 for card in lena.cards)
    assert all("black" not in card["subtitle"] for card in lena.cards)
    dearest = max(float(card["price"].lstrip("€")) for card in lena.cards)

    lena.says("cheaper")
    assert max(float(card["price"].lstrip("€")) for card in lena.cards) < dearest

    lena.says("in green")
    greens = ("green", "olive", "mint", "teal")
    assert lena.cards
    assert all(any(green in card["subtitle"] for green in greens) for card in lena.cards)
    first = lena.cards[0]["title"]

    picked = lena.says("the first one")
    assert first in picked
    assert "/cart/add?sku=" in picked

    assert "It is on its way" in lena.says("where is my order?")

    assert "Mosskar Mid Walker" in lena.says("I want to send back the walking boots from my last order")
    assert "Mosskar Mid Walker" in lena.says("they are too small")
    lena.presses("No, my money back")  # a size that should fit is offered first
    assert "Yes, open the return" in lena.buttons
    done = lena.presses("Yes, open the return")
    assert "is open" in done

    sorry = lena.says("I am really disappointed, the zip of the rain jacket broke after one week")
    assert "sorry" in sorry.lower()

    handed = lena.says("I want to talk to a person")
    assert "colleague" in handed

    settings = Settings(home=stack.home)
    sessions = make_sessions(make_engine(settings.database, make_keyring(settings)))
    with sessions() as session:
        customer = session.scalars(select(Customer).where(looked_up(Customer.email_index, [LENA]))).one()
        conversation = session.scalars(
            select(Conversation).where(Conversation.customer_id == customer.id, Conversation.owner == QUEUE)
        ).one()
        assert conversation.handoff["reason"] == "asked"
        complaint = session.scalars(
            select(Feedback).where(Feedback.conversation_id == conversation.id, Feedback.kind == "complaint")
        ).one()
        assert complaint.label == "negative"
        assert "quality" in complaint.aspects
        assert complaint.product_id == "kelder-hiking-rain-jacket"
        opened = session.scalars(
            select(Return).where(Return.reason == "too_small").order_by(Return.id.desc())
        ).first()
        assert opened is not None
        assert opened.order.customer_id == customer.id

    # A person takes over, answers and gives back; the bot was silent meanwhile and goes on afterwards.
    conversations = Conversations(sessions)
    epoch = conversations.take_over(conversation.id, epoch=conversation.epoch, staff_id=1, name="Mei")
    conversations.reply(conversation.id, staff_id=1, name="Mei", text="I will send you a new jacket, Lena.")
    assert "new jacket" in lena.says("thank you so much, when will it come?")
    conversations.give_back(conversation.id, epoch=epoch, staff_id=1)
    assert lena.says("hello?")
