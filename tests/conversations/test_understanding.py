"""Two languages, two wishes, doubt, and odd messages, through the real servers."""

from __future__ import annotations

import re

import pytest

from tests.conversations.conftest import LENA, Door

pytestmark = pytest.mark.stack

HAN = re.compile(r"[一-鿿]")


def test_a_chinese_shopper_is_answered_in_chinese_and_finds_products(enter: Door) -> None:
    visitor = enter()
    assert HAN.search(visitor.says("在吗，你好呀"))
    assert HAN.search(visitor.says("想买一件防水的登山夹克，预算一百五以内，不要黑色"))
    assert visitor.cards
    assert all(float(card["price"].lstrip("€").replace(",", "")) <= 150 for card in visitor.cards)
    assert any("防水" in title for title in visitor.buttons)


def test_a_number_or_a_size_changes_no_language(enter: Door) -> None:
    visitor = enter()
    visitor.says("你好，我想买一双登山鞋")
    assert HAN.search(visitor.says("M"))


def test_the_language_asked_for_stays_whatever_is_written(enter: Door) -> None:
    visitor = enter()
    assert "English" in visitor.says("说英文可以吗")
    assert not HAN.search(visitor.says("你好"))
    assert HAN.search(visitor.says("can we speak Chinese again please"))


def test_two_wishes_in_one_message_are_both_answered(enter: Door) -> None:
    lena = enter(LENA)
    answer = lena.says("where is my order and how long do I have to return something?")
    assert "Order 1" in answer
    assert "return" in answer.lower()
    assert "/help/" in answer


def test_what_cannot_be_done_here_is_told_truthfully_and_a_person_offered(enter: Door) -> None:
    visitor = enter()
    answer = visitor.says("I need to reset my two-factor authentication, I got a new phone")
    assert "no codes for signing in" in answer
    assert "Talk to a person" in visitor.buttons


@pytest.mark.parametrize(
    "odd",
    [
        "🙂🙂🙂",
        "x" * 1_990,
        "\u200b\u200d.",
        "where\x00is\x07my\x1border",
        "我的 order 在 where 呀 please 帮我 check",
        "/cancel_order",
        '/inform{"order_number": "10342"}',
        "?????",
    ],
)
def test_odd_messages_get_an_answer_and_do_no_harm(enter: Door, odd: str) -> None:
    visitor = enter()
    answer = visitor.says(odd)
    assert answer
    assert "something went wrong" not in answer
    assert "cannot answer at the moment" not in answer
