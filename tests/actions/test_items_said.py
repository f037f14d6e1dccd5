"""Which items of which orders a message means, and which part of it is about each."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest

from actions.orders.item_names import Item
from actions.orders.items_said import ItemsSaid, items_said, one_of
from actions.turn import Turn
from actions.words import Words
from knowledge.advice.understood import Understood
from knowledge.orders.models import Order, OrderLine
from tests.actions.shopper import marked


def thing(
    name: str,
    line: int,
    order: str = "A",
    *,
    quantity: int = 1,
    left: int = 1,
    product_id: str | None = None,
    **options: str,
) -> Item:
    """An item of an order; its options are given by name."""
    parent = Order(id=ord(order[0]), number=order)
    own = OrderLine(
        id=line,
        product_id=product_id,
        name=name,
        sku=f"{name}-{options}",
        options=options,
        quantity=quantity,
        unit_minor=100 * line,
    )
    return Item(parent, own, left)


def turn(text: str, language: str = "en") -> Turn:
    """A message in this language; entities are marked in it."""
    plain, found = marked(text)
    catalogue = SimpleNamespace(snapshot=lambda: SimpleNamespace(products={}))
    return Turn(
        shop=cast("Any", SimpleNamespace(catalogue=catalogue)),
        own=cast("Any", None),
        asker=cast("Any", None),
        identity=cast("Any", None),
        words=Words(language, ZoneInfo("UTC")),
        text=plain,
        intent="exchange_item",
        entities=[Understood.from_rasa(each) for each in found],
        slots={},
        act=cast("Any", None),
    )


def lines(said: ItemsSaid) -> list[int]:
    return [item.line.id for item in said.items]


def doubts(said: ItemsSaid) -> list[list[int]]:
    return [[item.line.id for item in part.items] for part in said.doubtful]


LARGE = thing("Merino Tee", 1, size="L", colour="grey", product_id="tee")
SMALL = thing("Merino Tee", 2, size="S", colour="grey")
TEES = [LARGE, SMALL]
BOTTLES = [
    thing("Water Bottle", 3, colour="blue", capacity="500ml"),
    thing("Water Bottle", 4, colour="blue", capacity="1000ml"),
    thing("Water Bottle", 5, colour="black", capacity="500ml"),
]


@pytest.mark.parametrize(
    ("text", "meant", "texts"),
    [
        (
            "swap the large tee for a medium one and the small tee for a large one",
            [1, 2],
            ["swap the large tee for a medium one and", " the small tee for a large one"],
        ),
        (
            "swap the large tee for medium and the small one for large",
            [1, 2],
            ["swap the large tee for medium and", " the small one for large"],
        ),
        ("return the S tee and the L tee", [2, 1], ["return the S tee and", " the L tee"]),
    ],
)
def test_two_of_one_name_are_told_apart_by_their_options(
    text: str, meant: list[int], texts: list[str]
) -> None:
    said = items_said(turn(text), TEES)
    assert lines(said) == meant
    assert [part.text for part in said.parts] == texts


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("exchange the two blue water bottles for red ones", [3, 4]),
        ("exchange both blue water bottles for red ones", [3, 4]),
        ("send the blue water bottles back", [3, 4]),
        ("all water bottles go back", [3, 4, 5]),
        ("return the water bottles", [3, 4, 5]),
        ("the three water bottles, please", [3, 4, 5]),
        ("return the small blue 500ml water bottle", [3]),
    ],
)
def test_several_of_one_name_are_meant_by_their_number(text: str, meant: list[int]) -> None:
    assert lines(items_said(turn(text), BOTTLES)) == meant


def test_so_many_are_a_line_of_so_many() -> None:
    mugs = [thing("Mug", 1, "A", quantity=2, left=2), thing("Mug", 2, "B"), thing("Mug", 3, "C")]
    assert lines(items_said(turn("return the two mugs"), mugs)) == [1]


def test_weeks_are_no_count_of_items() -> None:
    assert doubts(items_said(turn("I bought this two weeks ago, the tee"), TEES)) == [[1, 2]]


@pytest.mark.parametrize(
    "text", ["return the tee", "the tee please, that's all", "one of the tees goes back", "return a tee"]
)
def test_one_of_those_alike_is_asked_for(text: str) -> None:
    assert doubts(items_said(turn(text), TEES)) == [[1, 2]]


def test_what_something_shall_become_is_no_item() -> None:
    said = items_said(turn("exchange the blue 500ml water bottle for a black water bottle"), BOTTLES)
    assert lines(said) == [3]
    assert "black" in said.parts[0].text


@pytest.mark.parametrize(
    "text",
    [
        "swap the large tee and the lamp. The tee should be M and the lamp black",
        "the lamp and the large tee: make the tee M and the lamp black",
    ],
)
def test_what_is_said_later_of_a_thing_belongs_to_it(text: str) -> None:
    lamp = thing("Desk Lamp", 9, colour="white")
    told = {part.items[0].line.id: part.text for part in items_said(turn(text), [LARGE, SMALL, lamp]).parts}
    assert sorted(told) == [1, 9]
    assert "M" in told[1]
    assert "black" not in told[1]
    assert "black" in told[9]


BOOTS = thing("Trail Boots", 7, colour="brown", size="42")
WARDROBE = [LARGE, BOOTS, thing("Rain Jacket", 8, colour="green")]


@pytest.mark.parametrize(
    ("text", "meant", "out"),
    [
        ("the boots, not the tee", [7], [1]),
        ("no wait, not the tee but the boots", [7], [1]),
        ("return the boots and the jacket but keep the tee", [7, 8], [1]),
        ("return the boots, without the rain jacket", [7], [8]),
        ("I do not like the tee, it goes back", [1], []),
        ("退靴子", [], []),
    ],
)
def test_what_is_not_meant_is_left_out(text: str, meant: list[int], out: list[int]) -> None:
    said = items_said(turn(text), WARDROBE)
    assert lines(said) == meant
    assert [item.line.id for item in said.left_out] == out


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("return everything", [1, 7, 8]),
        ("return everything except the boots", [1, 8]),
        ("the whole order but not the tee and the jacket", [7]),
        ("整单都退，除了[T恤](!product=tee)", [7, 8]),
        ("return [all](choice=all)", [1, 7, 8]),
    ],
)
def test_everything_but_some(text: str, meant: list[int]) -> None:
    assert lines(items_said(turn(text), WARDROBE)) == meant


def test_of_everything_but_what_is_left_the_rest_is_meant_though_it_is_gone() -> None:
    given_back = thing("Rain Jacket", 2, left=0)
    assert lines(items_said(turn("return everything but not the tee"), [LARGE, given_back], focus="A")) == [2]


def test_everything_of_several_orders_is_known_with_the_order() -> None:
    items = [LARGE, thing("Lamp", 3, "B")]
    assert items_said(turn("return everything"), items).everything
    assert lines(items_said(turn("return everything"), items, focus="B")) == [3]


def test_a_name_in_two_orders_is_that_of_the_order_the_rest_is_from() -> None:
    items = [thing("Desk Lamp", 1, "A"), thing("Desk Lamp", 2, "B"), thing("Trail Boots", 3, "B")]
    assert lines(items_said(turn("the lamp and the boots"), items)) == [2, 3]
    assert doubts(items_said(turn("the lamp"), items)) == [[1, 2]]


def test_two_names_that_are_in_one_order_only_together_are_of_that_order() -> None:
    items = [
        thing("Desk Lamp", 1, "A"),
        thing("Desk Lamp", 2, "B"),
        thing("Trail Boots", 3, "B"),
        thing("Trail Boots", 4, "C"),
    ]
    assert lines(items_said(turn("the lamp and the boots"), items)) == [2, 3]


def test_places_count_in_what_was_shown() -> None:
    second = "the [second](ordinal=2) one"
    assert lines(items_said(turn(second), WARDROBE, listed=True)) == [7]
    assert not items_said(turn(second), WARDROBE)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Mechanical Keyboard", "my mechnical keybaord"),
        ("Rain Jacket", "the rainjacket"),
        ("Thousand Piece Jigsaw Puzzle", "the jigsaw"),
        ("Boxer Briefs, Pack of Four", "the boxer briefs"),
        ("T-Shirt", "my tshirt"),
        ("防水徒步靴", "我想退徒步靴"),
        ("防水徒步靴", "防水徒步靴坏了"),
    ],
)
def test_a_thing_is_known_by_a_part_of_its_name_and_with_typing_errors(name: str, text: str) -> None:
    other = thing("Garden Chair", 2)
    assert lines(items_said(turn(text), [thing(name, 1), other])) == [1]


@pytest.mark.parametrize(
    "text", ["where is my parcel", "a pack of cards", "包裹在哪里", "thank you very much"]
)
def test_what_names_nothing_means_nothing(text: str) -> None:
    assert not items_said(turn(text), [thing("Boxer Briefs, Pack of Four", 1), thing("双肩背包", 2), BOOTS])


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("the large one", [1]),
        ("S", [2]),
        ("the [cheaper](relative_price=lower) one", [1]),
        ("both of them", [1, 2]),
        ("the [second](ordinal=2)", [2]),
        ("I don't know", []),
    ],
)
def test_which_of_those_alike_is_told_in_many_ways(text: str, meant: list[int]) -> None:
    assert [item.line.id for item in one_of(turn(text), TEES)] == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [("退大号的那件", [1]), ("灰色小号的那件", [2]), ("两件都退", [1, 2])],
)
def test_which_of_those_alike_is_told_in_chinese(text: str, meant: list[int]) -> None:
    items = [
        thing("Merino Tee", 1, size="large", colour="grey"),
        thing("Merino Tee", 2, size="small", colour="grey"),
    ]
    assert [item.line.id for item in one_of(turn(text, "zh"), items)] == meant
