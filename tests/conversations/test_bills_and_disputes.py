"""Invoices, bills and disputed charges in talk, from the first word to the paper or the person."""

from __future__ import annotations

import re

import httpx
import pytest

from tests.conversations.conftest import LENA, OMAR, TOM, Door

pytestmark = pytest.mark.stack
WEI = "wei.chen@example.org"


def link_in(answer: str) -> str:
    """The link to a paper in an answer."""
    found = re.search(r"https?://\S+/chat/paper\?token=\S+", answer)
    assert found is not None, answer
    return found[0]


def test_an_invoice_is_asked_for_chosen_and_downloaded(enter: Door) -> None:
    lena = enter(LENA)
    assert "Which order" in lena.says("I need an invoice")
    answer = lena.presses(next(title for title in lena.buttons if "Kelder" in title))
    paper = httpx.get(link_in(answer))
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")


def test_a_fee_nobody_remembers_is_explained_and_a_person_is_offered(enter: Door) -> None:
    tom = enter(TOM)
    answer = tom.says("can you explain my invoice to me, what is this €6.90 on my bill?")
    if "sending back costs" not in answer:
        answer = tom.says("the chinos")
    assert "€6.90 is what sending back costs" in answer
    assert "Talk to a person" in tom.buttons


def test_how_an_order_is_paid_is_told(enter: Door) -> None:
    omar = enter(OMAR)
    answer = omar.says("what payment method does my invoice show?")
    assert "to be paid by your Mastercard" in answer


def test_a_wrong_quantity_is_looked_up_and_what_can_be_done_is_offered(enter: Door) -> None:
    tom = enter(TOM)
    answer = tom.says("the quantity on my bill for the boxer briefs is wrong")
    assert "2 × Foursquare Boxer Briefs" in answer
    assert "send it back" in answer


def test_a_charge_for_what_was_sent_back_is_answered_with_where_the_refund_is(enter: Door) -> None:
    lena = enter(LENA)
    answer = lena.says("I'm being charged for the fleece jacket I sent back")
    assert "has reached us" in answer
    assert "colleague" in answer
    assert "Talk to a person" in lena.buttons


def test_a_charge_that_was_never_bought_is_looked_for_in_all_orders(enter: Door) -> None:
    lena = enter(LENA)
    answer = lena.says("I was billed for something I never bought")
    assert "How much was charged?" in answer
    assert "computer program" in lena.says("are you a robot?")
    answer = lena.says("13.37 euros")
    assert "None of your orders has a charge" in answer
    assert "Talk to a person" in lena.buttons


def test_a_charge_taken_once_is_not_called_double(enter: Door) -> None:
    lena = enter(LENA)
    assert "none was charged twice" in lena.says("I've been charged twice")


def test_bills_are_told_in_chinese(enter: Door) -> None:
    wei = enter(WEI)
    answer = wei.says("我要开发票")
    assert "哪个订单的发票" in answer
    assert "PDF" in wei.presses(wei.buttons[0])
    assert "没有重复扣款" in wei.says("你们重复扣款了")
