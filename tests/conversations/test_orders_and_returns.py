"""Orders and returns in talk: refusals with their way out, digressions, second thoughts, and old buttons."""

from __future__ import annotations

import pytest

from tests.conversations.conftest import ANA, HELGA, LENA, OMAR, TOM, Door

pytestmark = pytest.mark.stack


def test_a_visitor_is_asked_who_they_are_and_sees_nothing_of_anybody(enter: Door) -> None:
    visitor = enter()
    assert "/sign-in" in visitor.says("where is my order?")
    asked = [
        visitor.says("order 17972"),
        visitor.says("my email is lena.kowalczyk@example.org, where is my order"),
        visitor.says("cancel order 18187"),
    ]
    assert "which e-mail address" in asked[0]
    assert all("a code of six digits" in each for each in asked[1:])
    assert not any("Kelder" in each or "on its way with" in each for each in asked)


def test_another_customers_order_is_as_unknown_as_one_that_is_not_there(enter: Door) -> None:
    ana = enter(ANA)
    theirs = ana.says("where is order 17972?")
    nobodys = ana.says("where is order 99999?")
    assert theirs.replace("17972", "N") == nobodys.replace("99999", "N")
    assert "Kelder" not in theirs


def test_a_late_parcel_is_named_late_and_a_person_offered(enter: Door) -> None:
    lena = enter(LENA)
    assert "later than promised" in lena.says("where is my parcel?")
    assert "Talk to a person" in lena.buttons


def test_a_cancellation_survives_a_question_in_the_middle_and_happens_once(enter: Door) -> None:
    omar = enter(OMAR)
    assert "Yes, cancel it" in (omar.says("please cancel my order"), omar.buttons)[1]
    joke = omar.says("are you a robot?")
    assert "computer program" in joke
    assert "Cancel order" in joke
    assert "is cancelled" in omar.presses("Yes, cancel it")
    assert "no order that can still be cancelled" in omar.says("cancel my order")


def test_a_no_keeps_the_order(enter: Door) -> None:
    helga = enter(HELGA)
    helga.says("I want to cancel the sofa")
    assert "Yes, cancel it" in helga.buttons
    assert "stays as it is" in helga.says("no, keep it")
    assert "packed" in helga.says("where is my sofa order?")


def test_never_mind_leaves_a_return(enter: Door) -> None:
    tom = enter(TOM)
    tom.says("I'd like to return something")
    assert "Nothing was changed" in tom.says("never mind, forget it")
    assert "Which order" not in tom.says("thanks")


def test_final_sale_is_refused_with_its_rule_and_what_would_be_different(enter: Door) -> None:
    tom = enter(TOM)
    answer = tom.says("I want to return the crossbody bag, I changed my mind")
    if "final-sale" not in answer:
        answer = tom.says("I changed my mind")
    assert "final-sale" in answer
    assert "faulty" in answer
    assert "From:" in answer


def test_the_window_being_over_is_told_with_its_days(enter: Door) -> None:
    ana = enter(ANA)
    answer = ana.says("I want to send back the train set, changed my mind")
    if "days" not in answer:
        answer = ana.says("I changed my mind")
    assert "30 days" in answer
    assert "Talk to a person" in ana.buttons


def test_hygiene_goods_are_asked_about_their_seal(enter: Door) -> None:
    tom = enter(TOM)
    answer = tom.says("return the toothbrush please, changed my mind")
    if "seal" not in answer:
        answer = tom.says("I changed my mind")
    assert "seal" in answer
    assert "seal unbroken" in tom.presses("Opened")


def test_a_question_about_the_rules_in_the_middle_is_answered_and_the_return_goes_on(enter: Door) -> None:
    tom = enter(TOM)
    tom.says("I want to return the toothbrush")
    answer = tom.says("who pays for the return label?")
    assert "From:" in answer
    assert "Why does it go back" in answer
