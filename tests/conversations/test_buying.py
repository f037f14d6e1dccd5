"""Buying in talk: prices, codes, orders, deliveries, and trouble on the way to paying."""

from __future__ import annotations

import pytest

from tests.conversations.conftest import HELGA, LENA, OMAR, Door

pytestmark = pytest.mark.stack
MAREK, WEI = "marek.wojcik@example.com", "wei.chen@example.org"


def test_yesterdays_lower_price_is_found_and_the_difference_paid_once(enter: Door) -> None:
    lena = enter(LENA)
    question = "my rain jacket was cheaper yesterday, can I get the difference?"
    shown = lena.says(question)
    if "Which of these" in shown:
        shown = lena.presses("Kelder Hiking Rain Jacket (green, M)")
    assert "€10" in shown
    assert "computer program" in lena.says("are you a robot?")
    assert "€10 goes to store credit" in lena.presses("Yes, please do")
    assert "once for each item" in lena.says(question)


def test_another_shops_price_is_noted_for_a_person(enter: Door) -> None:
    marek = enter(MAREK)
    asked = marek.says("the television I ordered is cheaper at Brightmart, can you match it?")
    assert "What does Brightmart ask for it?" in asked
    assert "€39" in marek.says("it costs 280 euros there")
    done = marek.says("yes please")
    assert "nothing is paid yet" in done
    assert "Talk to a person" in marek.buttons


def test_a_shop_whose_prices_are_not_matched_is_refused(enter: Door) -> None:
    marek = enter(MAREK)
    assert "not one whose prices are matched" in marek.says("I saw my headset cheaper on Amazon")


def test_a_code_that_is_out_of_date_says_since_when(enter: Door) -> None:
    visitor = enter()
    assert "Which code is it?" in visitor.says("my promo code doesn't work")
    answer = visitor.says("SUMMER20")
    assert "it ended on August 31, 2026" in answer
    assert "You can use PARCEL5" in answer
    assert "/cart?code=PARCEL5" in visitor.presses("Use PARCEL5")


def test_an_unknown_code_is_said_to_be_unknown(enter: Door) -> None:
    visitor = enter()
    assert "I know no code FREEBIE99" in visitor.says("the promo code FREEBIE99 is invalid, why?")


def test_an_order_is_put_together_with_what_is_missing_asked_for(enter: Door) -> None:
    visitor = enter()
    assert "Which colour" in visitor.says("I'll take the Kelder Hiking Rain Jacket, put it in my cart")
    assert "Which size" in visitor.says("green please")
    assert "/cart/add?sku=" in visitor.says("M")


def test_a_basket_that_misbehaves_is_helped_and_written_down(enter: Door) -> None:
    visitor = enter()
    answer = visitor.says("my cart is not updating")
    assert "I have written it down" in answer
    assert "Talk to a person" in visitor.buttons
    assert "has gone from your basket" in visitor.says("an item vanished from my cart")


def test_a_declined_card_gets_reasons_and_other_ways(enter: Door) -> None:
    visitor = enter()
    answer = visitor.says("my credit card keeps getting rejected")
    assert "security code" in answer
    assert "Never send me the number of your card" in answer
    assert "Klarna" in visitor.presses("Ways to pay")


def test_a_slow_site_is_written_down_with_what_helps(enter: Door) -> None:
    visitor = enter()
    assert "sorry that the site is slow" in visitor.says("your website is so slow today")
    assert "Find it for me here" in visitor.buttons


def test_a_search_that_finds_nothing_is_done_here(enter: Door) -> None:
    visitor = enter()
    assert "search does not find" in visitor.says("the search shows no results")
    visitor.says("a waterproof jacket for women")
    assert visitor.cards


def test_one_thing_sold_out_brings_others_and_the_wish_to_be_told(enter: Door) -> None:
    visitor = enter()
    answer = visitor.says("do you have the Odette Wide-Leg Jeans in navy in size M?")
    assert "Tell me when it is back" in visitor.buttons
    assert visitor.cards
    assert answer
    assert "tell you" in visitor.presses("Tell me when it is back")


def test_much_being_sold_out_is_written_down(enter: Door) -> None:
    visitor = enter()
    assert "for the people who buy our goods" in visitor.says("everything I want is always sold out")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("how much is gift wrapping?", "€3.50"),
        ("what does express shipping cost to France?", "€9.90"),
        ("is delivery to Germany free?", "free from €50"),
    ],
)
def test_what_things_around_an_order_cost(enter: Door, question: str, told: str) -> None:
    assert told in enter().says(question)


def test_how_long_delivery_takes_and_when_codes_end(enter: Door) -> None:
    visitor = enter()
    assert "5–7" in visitor.says("how long does delivery to France take?")
    assert "August 31, 2026" in visitor.says("when does the code SUMMER20 expire?")
    assert "We do not deliver to Canada" in visitor.says("do you deliver to Canada?")


def test_a_delivery_is_made_faster_and_then_slower_again(enter: Door) -> None:
    omar = enter(OMAR)
    assert "You pay" in omar.says("can you make my delivery faster?")
    assert "now comes by Express" in omar.says("yes")
    assert "You get back" in omar.says("change my delivery to standard, I don't need it so fast")
    assert "nothing was changed" in omar.says("no")
    omar.says("change my delivery to standard, I don't need it so fast")
    assert "now comes by Standard" in omar.presses("Yes, please do")


def test_what_was_shipped_travels_as_it_does(enter: Door) -> None:
    wei = enter(WEI)
    assert "is on its way already" in wei.says("can you make my delivery faster?")


def test_a_delivery_comes_in_the_evening_instead(enter: Door) -> None:
    omar = enter(OMAR)
    omar.says("I want my order delivered in the evening instead of the morning")
    assert "16:00-20:00" in str(omar.answers)
    assert "the carrier is told" in omar.presses("Yes, please do")


def test_questions_about_boots_are_answered_from_what_is_stated(enter: Door) -> None:
    visitor = enter()
    assert "leather" in visitor.says("what is the Wetherby Chelsea Boot made of?")
    assert "waterproof" in visitor.says("is the Wetherby Chelsea Boot waterproof?")


def test_questions_about_a_shirt_are_answered_from_what_is_stated(enter: Door) -> None:
    visitor = enter()
    visitor.says("show me the Wexcombe Non-Iron Shirt")
    assert "cotton" in visitor.says("what is it made of?")
    assert "machine wash 40" in visitor.says("how do I wash the Wexcombe Non-Iron Shirt?")


def test_questions_about_jeans_are_answered_from_what_is_stated(enter: Door) -> None:
    visitor = enter()
    visitor.says("show me the Halden Organic Mom Jeans")
    assert "cotton" in visitor.says("what material are they made of?")


def test_questions_about_a_jacket_are_answered_from_what_is_stated(enter: Door) -> None:
    visitor = enter()
    assert "hood" in visitor.says("does the Kelder Hiking Rain Jacket have a hood?")
    assert "recycled" in visitor.says("what is the Kelder Hiking Rain Jacket made of?")


def test_buying_is_talked_about_in_chinese(enter: Door) -> None:
    wei = enter(WEI)
    assert "优惠码 SUMMER20 已过期" in wei.says("优惠码SUMMER20不能用")
    assert "很抱歉网站这么慢" in wei.says("网站太慢了")
    assert "€9.90" in wei.says("送到法国要多少运费？")
    shown = wei.says("包裹放在邻居家吧")
    assert "放在邻居家" in shown
    assert "已通知快递公司" in wei.says("好的")


def test_delivery_that_costs_too_much_is_looked_at(enter: Door) -> None:
    helga = enter(HELGA)
    assert "you pay €29 for delivery" in helga.says("the delivery of my sofa is too expensive")
    assert "Talk to a person" in helga.buttons
