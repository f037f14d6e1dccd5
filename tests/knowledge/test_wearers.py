"""Whom a request is for, and of what the things are made that it names, where extraction does not say."""

from __future__ import annotations

import pytest

from knowledge.advice.needs import start
from knowledge.advice.understood import Understood
from knowledge.advice.wanted import wanted_materials
from knowledge.advice.wearers import wearer_in
from knowledge.advice.worn_sizes import worn_size_in


@pytest.mark.parametrize(
    ("text", "wearer"),
    [
        ("a scarf for my sister", "women"),
        ("I'm a tall woman and need trousers", "women"),
        ("something warm for my old dad", "men"),
        ("冬天的外套 女 轻便", "women"),
        ("男款皮鞋", "men"),
        ("my wife and I need a tent", None),
        ("我和老婆的睡袋", None),
        ("for my wife and for my husband", None),
        ("my wife says I need new shoes", None),
        ("a tent for my wife and the kids", None),
        ("manual coffee grinder", None),
        ("a mandarin duck plush", None),
        ("给女儿买的裙子", None),
    ],
)
def test_a_grown_up_told_of_is_whom_it_is_for(text: str, wearer: str | None) -> None:
    assert wearer_in(text) == wearer
    assert start(text, []).audience == wearer


def test_what_extraction_says_of_the_wearer_counts_before_the_words() -> None:
    assert start("for my sister", [Understood("audience", "kids")]).audience == "kids"


@pytest.mark.parametrize(
    ("text", "materials"),
    [
        ("轻便的羽绒服", ["down"]),
        ("羊绒围巾", ["cashmere"]),
        ("不要羽绒服", []),
        ("非羽绒的外套", []),
        ("皮带", []),
        ("a down jacket", []),
    ],
)
def test_a_chinese_compound_names_its_material(text: str, materials: list[str]) -> None:
    assert list(wanted_materials(text)) == materials


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("a rain jacket, women's L", "L"),
        ("pyjamas for kids 116", "116"),
        ("chinos, XXL, navy", "XXL"),
        ("men's shoes 43 in brown", None),
        ("shoes for men 43", "43"),
        ("something for men, 40 euros", None),
        ("I'm, like, lost", None),
        ("a toy for kids 100 pieces", None),
    ],
)
def test_a_size_is_read_after_the_wearer_or_as_a_letter_alone(text: str, size: str | None) -> None:
    assert worn_size_in(text) == size
    assert start(text, []).size == size
