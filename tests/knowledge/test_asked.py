"""Which kind of product a request asks for, and which it only mentions."""

from __future__ import annotations

import pytest

from knowledge.advice.asked import kinds_asked

KNOWN = frozenset(
    "sofa drill console tv lamp jacket sneaker backpack laptop can car tent boot pushchair rug glove phone".split()
)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("I'm looking for a warm jacket", ["jacket"]),
        ("I am interested in a lamp", ["lamp"]),
        ("a backpack for my laptop", ["backpack"]),
        ("boots for hiking", ["boot"]),
        ("a jacket or boots", ["jacket", "boot"]),
        ("for my daughter a jacket", ["jacket"]),
        ("a sofa, and I need a lamp too", ["sofa", "lamp"]),
        ("do you have a jacket", ["jacket"]),
        ("my old laptop takes forever", ["laptop"]),
    ],
)
def test_the_kind_that_is_asked_for_is_found(text: str, kinds: list[str]) -> None:
    assert kinds_asked(text, KNOWN) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "cosy things for dark evenings on the sofa",
        "lead from the console to the telly",
        "I have the Kraftmoor drill already, which cutter runs on the same battery?",
        "the cat is destroying my sofa",
        "we go camping, two of us, by car",
        "something to keep my phone dry",
    ],
)
def test_a_kind_that_only_describes_or_is_owned_is_not_asked_for(text: str) -> None:
    assert kinds_asked(text, KNOWN) == []


def test_can_you_asks_for_no_can() -> None:
    assert kinds_asked("can you help, I can't decide", KNOWN) == []


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("school trainers", "sneaker"),
        ("a carpet", "rug"),
        ("a rucksack", "backpack"),
        ("婴儿推车", "pushchair"),
        ("a coat", "jacket"),
        ("a notebook computer", "laptop"),
    ],
)
def test_other_words_for_a_kind_stand_for_what_the_shop_calls_it(said: str, kind: str) -> None:
    assert kinds_asked(said, KNOWN) == [kind]


def test_what_the_shop_does_not_have_is_no_kind() -> None:
    assert kinds_asked("a piano", KNOWN) == []


def test_in_chinese_what_stands_before_de_only_describes() -> None:
    assert kinds_asked("冬天戴着也能玩手机的手套", KNOWN) == ["glove"]
