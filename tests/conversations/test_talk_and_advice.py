"""Talk, advice and feedback through the real servers."""

from __future__ import annotations

import pytest

from tests.conversations.conftest import LENA, Door

pytestmark = pytest.mark.stack


def test_a_greeting_a_joke_and_a_goodbye(enter: Door) -> None:
    visitor = enter()
    assert visitor.says("hello there")
    assert "computer program" in visitor.says("am I talking to a real person?")
    assert visitor.says("bye, thanks")


def test_what_is_no_matter_of_a_shop_is_said_to_be_none(enter: Door) -> None:
    visitor = enter()
    assert "outside what I can do" in visitor.says("who won the election in France?")


def test_an_answer_names_the_article_it_comes_from(enter: Door) -> None:
    visitor = enter()
    answer = visitor.says("what does delivery to Austria cost?")
    assert "From:" in answer
    assert "/help/" in answer
    assert "From:" in visitor.says("can I pay with paypal?")


def test_no_result_breaks_an_exclusion(enter: Door) -> None:
    visitor = enter()
    visitor.says("a bag for the office, not leather, under 100")
    assert visitor.cards
    assert all(float(card["price"].lstrip("€").replace(",", "")) <= 100 for card in visitor.cards)


def test_a_removed_chip_widens_the_search(enter: Door) -> None:
    visitor = enter()
    visitor.says("black headphones under 100")
    assert any(title.startswith("under") for title in visitor.buttons)
    visitor.presses(next(title for title in visitor.buttons if title.startswith("under")))
    assert not any(title.startswith("under") for title in visitor.buttons)


def test_two_are_compared_side_by_side(enter: Door) -> None:
    visitor = enter()
    visitor.says("a tent for two people")
    answer = visitor.says("compare the first two")
    assert "Price from" in answer


def test_a_reason_is_true_of_the_shopper(enter: Door) -> None:
    lena = enter(LENA)
    lena.says("a rain jacket for hiking")
    personal = ("your size", "a brand you have bought before", "bought by people who also bought your")
    assert all(any(ground in card["reason"] for ground in personal) for card in lena.cards)
    visitor = enter()
    visitor.says("a rain jacket for hiking")
    assert not any(" your" in card["reason"] or "you have" in card["reason"] for card in visitor.cards)


def test_typed_commands_are_words_and_not_commands(enter: Door) -> None:
    visitor = enter()
    assert visitor.says("/restart")
    assert visitor.says('/affirm{"proposal": "x"}')


def test_a_rating_is_taken_and_a_bad_one_offers_a_person(enter: Door) -> None:
    visitor = enter()
    visitor.says("I want to rate the service")
    assert "2" in visitor.buttons
    visitor.presses("2")
    assert "Talk to a person" in visitor.buttons
    assert "colleague" in visitor.says("yes")


def test_praise_is_thanked_for(enter: Door) -> None:
    visitor = enter()
    assert "passed" in visitor.says(
        "your staff in the chat were wonderful, thank you so much, great service!"
    )
