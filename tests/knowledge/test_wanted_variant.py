"""What a shopper says of the variant they would rather have, and which variant that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.aftersales.choosing import choose
from knowledge.aftersales.option_order import moved, ordered, shifted
from knowledge.aftersales.wanted import Wanted, read


@dataclass(frozen=True)
class Sold:
    """A variant."""

    sku: str
    options: dict[str, str] = field(hash=False)
    stock: int = 3
    price_minor: int = 1000


def every(**options: Sequence[str]) -> list[Sold]:
    """One variant of each combination; those later in the lists cost more."""
    names = [name.replace("_", " ") for name in options]
    combined = product(*options.values())
    return [
        Sold("-".join(values), dict(zip(names, values, strict=True)), price_minor=1000 + 10 * place)
        for place, values in enumerate(combined)
    ]


def no_other_words(option: str, value: str) -> Sequence[str]:
    return [value] if option else []


def asked(text: str, now: Mapping[str, str], variants: Sequence[Sold]) -> Wanted:
    return read(text, now, variants, no_other_words)


def chosen(text: str, now: Mapping[str, str], variants: Sequence[Sold]) -> str | None:
    own = next(each.sku for each in variants if each.options == now)
    return choose(asked(text, now, variants), own, now, variants).sku


SHIRTS = every(colour=["black", "blue", "purple"], size=["S", "M", "L", "XL"], style=["v-neck", "crew neck"])
BLUE_M = {"colour": "blue", "size": "M", "style": "v-neck"}
KEYBOARDS = every(
    switch_type=["linear", "clicky", "tactile"], backlight=["none", "RGB"], size=["full size", "80%"]
)
LINEAR = {"switch type": "linear", "backlight": "RGB", "size": "full size"}
LAPTOPS = every(screen_size=["13-inch", "15-inch"], ram=["8GB", "32GB"], storage=["256GB SSD", "1TB SSD"])
BIG = {"screen size": "15-inch", "ram": "32GB", "storage": "256GB SSD"}
SPEAKERS = every(color=["blue", "green"], water_resistance=["no", "yes"])
PUZZLES = every(pieces=["500", "1000", "1500"], theme=["art", "animals"])
LAMPS = every(brightness=["low", "medium", "high"], power_source=["AC adapter", "USB", "battery"])


@pytest.mark.parametrize(
    ("text", "sku"),
    [
        ("the same but in L", "blue-L-v-neck"),
        ("make it an extra large please", "blue-XL-v-neck"),
        ("one size smaller", "blue-S-v-neck"),
        ("purple, same size, same v neck", "purple-M-v-neck"),
        ("black crew-neck instead of the blue v-neck", "black-M-crew neck"),
        ("from M to S", "blue-S-v-neck"),
        ("not blue but purpel", "purple-M-v-neck"),
        ("I'd like the purple one, it's nicer", "purple-M-v-neck"),
        ("the cheapest in XL", "black-XL-v-neck"),
        ("the most expensive, but keep the size", "purple-M-crew neck"),
    ],
)
def test_a_shirt_becomes_what_is_said_of_it(text: str, sku: str) -> None:
    assert chosen(text, BLUE_M, SHIRTS) == sku


@pytest.mark.parametrize(
    ("text", "sku"),
    [
        ("with clicky switches", "clicky-RGB-full size"),
        ("clicky and no backlight", "clicky-none-full size"),
        ("without the backlight", "linear-none-full size"),
        ("the 80 % one", "linear-RGB-80%"),
    ],
)
def test_options_of_any_name_are_understood_by_their_values(text: str, sku: str) -> None:
    assert chosen(text, LINEAR, KEYBOARDS) == sku


@pytest.mark.parametrize(
    ("text", "sku"),
    [
        ("the 13 inch version", "13-inch-32GB-256GB SSD"),
        ("with 8 gigabytes and 1 TB", "15-inch-8GB-1TB SSD"),
        ("more storage", "15-inch-32GB-1TB SSD"),
        ("less RAM please", "15-inch-8GB-256GB SSD"),
        ("a smaller screen", "13-inch-32GB-256GB SSD"),
    ],
)
def test_measures_are_understood_however_they_are_written(text: str, sku: str) -> None:
    assert chosen(text, BIG, LAPTOPS) == sku


def test_a_yes_or_no_option_is_said_by_its_name() -> None:
    assert chosen("a water resistant one", SPEAKERS[0].options, SPEAKERS) == "blue-yes"
    assert chosen("one that is not water-resistant", SPEAKERS[1].options, SPEAKERS) == "blue-no"


STANDS = every(dimmer=["none", "touch"], plug=["EU", "none"], shade=["paper", "glass"])
LIT = {"dimmer": "touch", "plug": "EU", "shade": "paper"}


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("shade glass and dimmer none", {"shade": ("glass",), "dimmer": ("none",)}),
        ("dimmer: none, please", {"dimmer": ("none",)}),
        ("the plug should be none", {"plug": ("none",)}),
        ("no plug and no dimmer", {"plug": ("none",), "dimmer": ("none",)}),
        ("glass, without a dimmer", {"shade": ("glass",), "dimmer": ("none",)}),
    ],
)
def test_a_bare_none_belongs_to_the_option_it_stands_beside(text: str, options: dict[str, object]) -> None:
    assert asked(text, LIT, STANDS).options == options


@pytest.mark.parametrize("said", ["no", "is no", "set to no", "none"])
def test_a_no_after_an_options_name_is_its_no(said: str) -> None:
    assert (
        chosen(f"water resistance {said}", {"color": "blue", "water resistance": "yes"}, SPEAKERS)
        == "blue-no"
    )


FANS = every(size=["S", "M", "L"], noise=["low", "medium", "high"])
QUIET = {"size": "S", "noise": "low"}


@pytest.mark.parametrize(
    ("text", "sku"),
    [
        ("size M and noise high", "M-high"),
        ("in M with high noise", "M-high"),
        ("noise medium, size L", "L-medium"),
        ("medium noise in L", "L-medium"),
        ("M", "M-low"),
    ],
)
def test_a_value_that_two_options_have_is_that_of_the_option_beside_it(text: str, sku: str) -> None:
    assert chosen(text, QUIET, FANS) == sku


def test_words_of_an_options_name_are_no_value_of_another() -> None:
    torches = every(power=["battery", "crank"], battery_life=["8 hours", "12 hours"])
    now = {"power": "crank", "battery life": "8 hours"}
    assert chosen("one with battery life 12 hours", now, torches) == "crank-12 hours"
    assert chosen("one with battery power", now, torches) == "battery-8 hours"


def test_so_many_more_or_fewer_are_counted_from_what_was_bought() -> None:
    assert chosen("500 pieces more", {"pieces": "1000", "theme": "art"}, PUZZLES) == "1500-art"
    assert chosen("1000 fewer pieces", {"pieces": "1500", "theme": "art"}, PUZZLES) == "500-art"
    assert chosen("the one with the fewest pieces", {"pieces": "1500", "theme": "art"}, PUZZLES) == "500-art"


def test_what_is_preferred_is_taken_in_the_order_it_is_said() -> None:
    now = {"brightness": "medium", "power source": "AC adapter"}
    text = "a less bright one, I prefer battery over USB"
    assert chosen(text, now, LAMPS) == "low-battery"
    assert chosen(text, now, [each for each in LAMPS if each.sku != "low-battery"]) == "low-USB"
    without = [each for each in LAMPS if each.sku not in ("low-battery", "low-USB")]
    assert chosen(text, now, without) == "low-AC adapter", "what is only preferred gives way"


def test_chinese_names_of_values_are_understood() -> None:
    names = {"black": "黑色", "blue": "蓝色", "purple": "紫色"}
    wanted = read("蓝色的换成黑色L码", BLUE_M, SHIRTS, lambda _, value: [names.get(value, value)])
    assert wanted.options == {"colour": ("black",), "size": ("L",)}
    assert read("大一号，其他不变", BLUE_M, SHIRTS, no_other_words).options == {"size": ("L", "XL")}


def test_what_is_sold_out_is_not_chosen_and_the_nearest_are_named() -> None:
    stocked = [each if each.sku != "blue-L-v-neck" else Sold(each.sku, each.options, 0) for each in SHIRTS]
    wanted = asked("in L", BLUE_M, stocked)
    found = choose(wanted, "blue-M-v-neck", BLUE_M, stocked)
    assert found.sku is None
    assert found.fits
    assert all("-L-" in sku for sku in found.near)


def test_what_there_is_not_is_told_apart_from_what_is_not_clear() -> None:
    only_red = every(colour=["red"], size=["S", "M"])
    wanted = asked("in S", {"colour": "red", "size": "M"}, only_red)
    assert choose(wanted, "red-M", {"colour": "red", "size": "M"}, only_red, needed=5).fits is False


def test_a_variant_can_be_named_by_its_code() -> None:
    coded = [Sold("4107812777", {"colour": "red"}), Sold("9791469541", {"colour": "blue"})]
    wanted = asked("change it to item 9791469541 please", {"colour": "red"}, coded)
    assert choose(wanted, "4107812777", {"colour": "red"}, coded).sku == "9791469541"


def test_a_message_about_something_else_asks_for_nothing() -> None:
    assert asked("when will it arrive?", BLUE_M, SHIRTS).empty
    assert asked("I'm fine, it's good", BLUE_M, SHIRTS).empty


def test_what_is_said_later_counts_more() -> None:
    first = asked("purple in L", BLUE_M, SHIRTS)
    both = first.and_then(asked("no, XL", BLUE_M, SHIRTS))
    assert both.options == {"colour": ("purple",), "size": ("XL",)}
    assert Wanted.from_dict(both.to_dict()) == both


@given(st.sampled_from(SHIRTS), st.sampled_from(SHIRTS))
def test_a_variant_named_by_all_its_values_is_found(now: Sold, then: Sold) -> None:
    text = ", ".join(then.options.values())
    expected = then.sku if then.sku != now.sku else None
    found = choose(asked(text, now.options, SHIRTS), now.sku, now.options, SHIRTS)
    assert found.sku == expected


@given(st.lists(st.integers(1, 5000), min_size=2, max_size=6, unique=True))
def test_numbers_are_put_in_order_whatever_their_unit(numbers: list[int]) -> None:
    values = [f"{number} ml" for number in numbers]
    assert ordered(values) == [f"{number} ml" for number in sorted(numbers)]
    assert moved(values[0], values, up=True) == [f"{n} ml" for n in sorted(numbers) if n > numbers[0]]


def test_values_without_an_order_are_not_ordered() -> None:
    assert ordered(["red", "blue"]) == []
    assert moved("red", ["red", "blue"], up=True) == []
    assert shifted("red", ["red", "blue"], 2) is None
    assert ordered(["1 TB", "512 GB"]) == ["512 GB", "1 TB"]
