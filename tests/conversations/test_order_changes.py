"""Changing an order in talk: another version, an item less, one more, another address, another way to pay."""

from __future__ import annotations

import pytest

from tests.conversations.conftest import LENA, OMAR, Door

pytestmark = pytest.mark.stack


def test_an_item_becomes_another_version_and_back(enter: Door) -> None:
    omar = enter(OMAR)
    assert "What would you like to change?" in omar.says("I want to change my order")
    assert "Which item" in omar.presses("Another version of an item")
    assert "Which one would you like instead of Commuter Two" in omar.says("the headphones")
    card = omar.says("in coral please")
    assert "becomes Commuter Two On-Ear Headphones (coral)" in card
    assert "computer program" in omar.says("are you a robot?")
    corrected = omar.says("no, rather mint")
    assert "becomes Commuter Two On-Ear Headphones (mint)" in corrected
    assert "is changed" in omar.presses("Yes, change it")
    assert "(black)" in omar.says("change the headphones in my order back to black")
    assert "is changed" in omar.says("yes")


def test_what_is_wanted_is_taken_from_one_sentence(enter: Door) -> None:
    omar = enter(OMAR)
    card = omar.says("I'd like the headphones in coral and the adapter in white in my order")
    assert "(coral)" in card
    assert "Lockstep Headphone Adapter (white)" in card
    assert "Nothing was changed" in omar.says("never mind")


def test_an_item_is_taken_out_only_after_a_yes(enter: Door) -> None:
    omar = enter(OMAR)
    card = omar.says("please take the headphone adapter out of my order")
    assert "Comes out" in card
    assert "Stays in the order" in card
    assert "nothing was changed" in omar.presses("No, leave it").lower()


def test_nothing_is_added_to_an_order_and_the_shop_says_where_to_get_it(enter: Door) -> None:
    omar = enter(OMAR)
    answer = omar.says("please add another headphone adapter to my order")
    assert "cannot add anything to an order that is placed already" in answer
    assert "/p/" in answer


def test_an_order_goes_to_another_address_told_part_by_part(enter: Door) -> None:
    omar = enter(OMAR)
    assert "Where shall it go?" in omar.says("can I change the delivery address of my order?")
    assert "Which town" in omar.says("5 quai Perrache")
    assert "postcode" in omar.says("Lyon")
    card = omar.says("69002")
    assert "5 quai Perrache, Lyon, 69002" in card
    assert "now goes to 5 quai Perrache" in omar.presses("Yes, use this address")


def test_ones_own_address_is_changed(enter: Door) -> None:
    lena = enter(LENA)
    lena.says("I want to set up a new shipping address for my account")
    card = lena.says("Hafenweg 3, 20457 Hamburg")
    assert "Hafenweg 3, Hamburg, 20457" in card
    assert "Your default address is now Hafenweg 3" in lena.says("yes please")


def test_without_another_way_to_pay_the_shop_says_where_to_add_one(enter: Door) -> None:
    omar = enter(OMAR)
    answer = omar.says("I want to change the payment method of my order")
    assert "no other way of paying stored in your account" in answer
    assert "/account" in answer


def test_changes_are_talked_about_in_chinese(enter: Door) -> None:
    omar = enter(OMAR)
    card = omar.says("我想把订单里的耳机换成珊瑚色")
    assert "Commuter Two On-Ear Headphones" in card
    assert "珊瑚色" in card
    assert "没有做任何更改" in omar.says("算了")
    asked = omar.says("我要修改订单的收货地址")
    assert "寄到哪里" in asked
    card = omar.says("北京市朝阳区建国路88号，邮编100022")
    assert "建国路88号" in card
    assert "现在寄到" in omar.says("对，可以")
