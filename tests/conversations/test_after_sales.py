"""Returns, exchanges and refunds in talk: stains, colours and sizes, several things in one go, and second thoughts."""

from __future__ import annotations

import pytest

from tests.conversations.conftest import ANA, GIULIA, HELGA, LENA, MAREK, TOM, Door, Shopper

pytestmark = pytest.mark.stack


def answers_until(shopper: Shopper, button: str, *answers: str) -> str:
    """Give these answers, one after the other, until a button is there."""
    said = ""
    for answer in answers:
        if button in shopper.buttons:
            break
        said = shopper.says(answer)
    assert button in shopper.buttons, said
    return said


def test_a_stained_item_goes_back_once(enter: Door) -> None:
    lena = enter(LENA)
    shown = lena.says("I want to return the merino tee, it arrived with a stain")
    shown += answers_until(lena, "Yes, open the return", "it came damaged", "no, my money back")
    assert "Item: Tollan Merino Tee" in shown
    first = lena.presses("Yes, open the return")
    assert "Your return R-" in first
    assert "returned or is on its way back" in lena.says("I want to return the merino tee, it is damaged")


def test_another_colour_is_exchanged(enter: Door) -> None:
    marek = enter(MAREK)
    answer = marek.says("I don't like the colour of the hoodie, I'd like to exchange it")
    assert "Bramley Pullover Hoodie" in answer
    assert "Leave that item as it is" in marek.buttons
    assert "Nothing was changed" in marek.says("never mind")


def test_too_small_is_exchanged_for_the_size_that_fits(enter: Door) -> None:
    lena = enter(LENA)
    lena.says("I want to return the rain jacket, it's too small")
    assert "Exchange for size L" in lena.buttons
    lena.presses("Exchange for size L")
    assert "Yes, exchange it" in lena.buttons
    assert "for Kelder Hiking Rain Jacket (green, L)" in str(lena.answers)
    assert "Your exchange X-" in lena.presses("Yes, exchange it")


def test_money_back_finds_the_way_that_is_open(enter: Door) -> None:
    helga = enter(HELGA)
    helga.says("I want a refund for the sofa")
    assert "Yes, cancel it" in helga.buttons
    assert "stays as it is" in helga.says("no")


def test_where_a_refund_is_and_where_it_goes(enter: Door) -> None:
    giulia = enter(GIULIA)
    giulia.says("return the cashmere v-neck, it has a defect")
    answers_until(giulia, "Yes, open the return", "it is defective")
    giulia.presses("Yes, open the return")
    where = giulia.says("where is my refund?")
    assert "has reached us" in where
    answer = giulia.says("I want to change my refund")
    assert "What shall be different?" in answer
    assert "can only go to" in giulia.presses("Pay it to another place")
    assert "Talk to a person" in giulia.buttons


def test_one_more_item_is_added_to_a_refund(enter: Door) -> None:
    marek = enter(MAREK)
    marek.says("return the mechanical keyboard, it's broken")
    answers_until(marek, "Yes, open the return", "it is defective", "to my Visa card")
    marek.presses("Yes, open the return")
    assert "What shall be different?" in marek.says("update my refund")
    marek.presses("Send back one more item")
    marek.says("the hoodie")
    answers_until(marek, "Yes, open the return", "I changed my mind", "to my Visa card")
    assert "Your return R-" in marek.presses("Yes, open the return")


def test_the_rules_are_told_before_anything_is_sent_back(enter: Door) -> None:
    ana = enter(ANA)
    answer = ana.says("what is your return policy?")
    assert "days" in answer
    assert "From:" in answer


def test_two_things_in_chinese(enter: Door) -> None:
    lena = enter(LENA)
    lena.says("请说中文")
    answer = lena.says("我想退货")
    assert "哪个订单" in answer
    assert "没有做任何更改" in lena.says("算了")


def test_a_question_in_the_middle_of_an_exchange_is_answered_and_the_exchange_goes_on(enter: Door) -> None:
    tom = enter(TOM)
    tom.says("I want to exchange the boxer briefs")
    answer = tom.says("how long does delivery take?")
    assert "From:" in answer
    assert "Foursquare Boxer Briefs" in answer


def test_second_thoughts_after_a_no_go_back_into_the_return(enter: Door) -> None:
    marek = enter(MAREK)
    marek.says("send back the keyboard, I changed my mind")
    answers_until(marek, "No, leave it", "store credit")
    assert "nothing was changed" in marek.says("no").lower()
    said = marek.says("no wait, I meant the hoodie, not the keyboard")
    assert "Bramley Pullover Hoodie" in said
    assert "Keyboard" not in said
