"""Parts of a message that are details of what is done to an order, and parts that are wishes of their own."""

from __future__ import annotations

import pytest

from actions.one_wish import with_details


def wishes(text: str, *parts: tuple[str, str]) -> list[dict[str, object]]:
    return [
        {"name": name, "text": words, "start": text.index(words), "end": text.index(words) + len(words)}
        for name, words in parts
    ]


@pytest.mark.parametrize(
    ("text", "parts", "left"),
    [
        (
            "send back the mug and the bowl of order 10342, money to my gift card",
            [
                ("return_item", "send back the mug"),
                ("order_details", "the bowl of order 10342"),
                ("update_refund", "money to my gift card"),
            ],
            [("return_item", "send back the mug and the bowl of order 10342, money to my gift card")],
        ),
        (
            "in order 10342 the lamp should be black and swap the shirt for size L",
            [
                ("change_order", "in order 10342 the lamp should be black"),
                ("exchange_item", "swap the shirt for size L"),
            ],
            [("change_order", "in order 10342 the lamp should be black and swap the shirt for size L")],
        ),
        (
            "return the boots and recommend me lighter ones",
            [("return_item", "return the boots"), ("recommend_product", "recommend me lighter ones")],
            [("return_item", "return the boots"), ("recommend_product", "recommend me lighter ones")],
        ),
        (
            "return the green mug and the white toaster of order 10342",
            [("return_item", "return the green mug"), ("change_order", "the white toaster of order 10342")],
            [("return_item", "return the green mug and the white toaster of order 10342")],
        ),
        (
            "return the mug and make the bowl white",
            [("return_item", "return the mug"), ("change_order", "make the bowl white")],
            [("return_item", "return the mug"), ("change_order", "make the bowl white")],
        ),
        (
            "I bought two mugs in May, both leak. I want my money back",
            [
                ("recommend_product", "I bought two mugs in May"),
                ("complaint", "both leak."),
                ("get_refund", "I want my money back"),
            ],
            [("complaint", "I bought two mugs in May, both leak."), ("get_refund", "I want my money back")],
        ),
        (
            "cancel order 10342 and where is order 10343?",
            [("cancel_order", "cancel order 10342"), ("track_order", "where is order 10343?")],
            [("cancel_order", "cancel order 10342"), ("track_order", "where is order 10343?")],
        ),
        (
            "退掉靴子，推荐一双轻一点的",
            [("return_item", "退掉靴子"), ("recommend_product", "推荐一双轻一点的")],
            [("return_item", "退掉靴子"), ("recommend_product", "推荐一双轻一点的")],
        ),
    ],
)
def test_a_detail_is_part_of_the_deed_and_another_wish_stays_one(
    text: str, parts: list[tuple[str, str]], left: list[tuple[str, str]]
) -> None:
    found = with_details(text, wishes(text, *parts))
    assert [(each["name"], each["text"]) for each in found] == left


def test_parts_that_are_all_details_are_the_deed_that_the_whole_is() -> None:
    text = "in order 10342, please make the mug red, the bowl white and the lamp black"
    parts = wishes(text, ("track_order", "in order 10342"), ("recommend_product", "the lamp black"))
    (found,) = with_details(text, parts, "change_order")
    assert (found["name"], found["text"]) == ("change_order", text)


def test_a_question_is_no_detail_of_what_the_whole_sounds_like() -> None:
    text = "a warm jacket, and where is order 10342?"
    both = wishes(text, ("recommend_product", "a warm jacket"), ("track_order", "where is order 10342?"))
    assert with_details(text, both, "change_order") == both


def test_without_a_deed_nothing_is_a_detail() -> None:
    text = "a warm jacket and order 10342"
    both = wishes(text, ("recommend_product", "a warm jacket"), ("order_details", "order 10342"))
    assert with_details(text, both) == both
