"""Promo codes: why one fails, which one is good, and the basket with it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.actions.shopper import Answered, Shopper

SignedIn = Callable[..., Shopper]


def ask(shopper: Shopper, text: str) -> Answered:
    return shopper.starts("action_promo_code", text, intent="promo_code")


def test_a_code_that_is_out_of_date_says_when_it_ended_and_which_is_good(visitor: Shopper) -> None:
    answered = ask(visitor, "the code SUMMER20 doesn't work")
    assert answered.texts == [
        "The code SUMMER20 is out of date: it ended on August 31, 2026.",
        "You can use PARCEL5: it takes €5 off, for goods worth €60 or more.",
    ]
    assert answered.slots["outcome"] == "refused"


def test_an_unknown_code_is_said_to_be_unknown(visitor: Shopper) -> None:
    assert "I know no code FREEBIE99" in ask(visitor, "why is my code FREEBIE99 invalid?").text


def test_a_code_of_members_is_not_told_to_others_and_is_to_them(
    visitor: Shopper, signed_in: SignedIn
) -> None:
    refused = ask(visitor, "CIRCLE15 is not accepted")
    assert "another member level" in refused.text
    assert "CIRCLE15:" not in refused.text
    assert "You can use CIRCLE15" in ask(signed_in("LR-100007"), "do you have a discount code for me?").text


def test_a_basket_that_is_too_small_is_said_with_what_it_takes(visitor: Shopper) -> None:
    answered = ask(visitor, "my basket is €25 and WELCOME10 does not work")
    assert "for goods worth €30 or more" in answered.text


def test_a_good_code_says_what_it_takes_off_and_goes_into_the_basket(visitor: Shopper) -> None:
    answered = ask(visitor, "welcome10")
    assert answered.text == (
        "The code WELCOME10 is good: it takes 10 % off, for goods worth €30 or more. "
        "This link enters it in your basket: https://shop.test/cart?code=WELCOME10"
    )


def test_without_the_code_it_is_asked_for(visitor: Shopper) -> None:
    assert ask(visitor, "my promo code doesn't work").text == "Which code is it?"
    assert "out of date" in visitor.says("summer20", intent="greet").text
    assert visitor.slots["errand"] is None


def test_a_question_in_general_is_answered_by_the_article(visitor: Shopper) -> None:
    answered = ask(visitor, "can I use two codes?")
    assert answered.messages[0]["body"]["source"]["url"].endswith("/help/promo-codes")


@pytest.mark.parametrize("text", ["优惠码SUMMER20不能用", "SUMMER20 过期了吗"])
def test_it_is_said_in_chinese(signed_in: SignedIn, text: str) -> None:
    wei = signed_in("LR-100003", language="zh")
    assert "优惠码 SUMMER20 已过期，有效期到 2026年8月31日" in ask(wei, text).text
