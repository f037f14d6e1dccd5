"""Which language a message is in, and when it leaves that open."""

from __future__ import annotations

import pytest

from knowledge.advice.needs import searched_words
from knowledge.advice.understood import Understood
from knowledge.language import clear_language, has_han, language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("where is my order please", "en"),
        ("我的订单到哪了", "zh"),
        ("我的 iPhone 充电器到哪了", "zh"),
        ("10342", None),
        ("M", None),
        ("Kelder Hiking Rain Jacket", None),
        ("ok thanks", None),
        ("好", None),
        ("🙂🙂", None),
        ("I want the 羽绒服 you showed me yesterday", None),
    ],
)
def test_only_what_leaves_no_doubt_tells_the_language(text: str, language: str | None) -> None:
    assert clear_language(text) == language


def test_every_text_counts_as_one_of_the_languages() -> None:
    assert [language_of(text) for text in ("hello", "你好", "", "ok 好的呀")] == ["en", "zh", "en", "zh"]
    assert has_han("size 码")
    assert not has_han("size")


def test_a_chinese_need_is_searched_in_its_own_words_and_those_of_the_catalogue() -> None:
    entities = [
        Understood("product_type", "jacket", start=4, end=6),
        Understood("feature", "noise_cancelling", start=0, end=2),
        Understood("product_type", "boot", "exclude", start=7, end=9),
    ]
    assert searched_words("降噪防水夹克别是靴子", entities) == "防水夹克别子 jacket noise cancelling"
