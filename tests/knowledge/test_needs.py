"""What is understood of a request, and how it changes from message to message."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from knowledge.advice.ages import age_in
from knowledge.advice.needs import Need, refine, searched_words, soft_wishes, start
from knowledge.advice.phrasing import content_words, is_gift, level_wanted, meaning
from knowledge.advice.understood import Understood

MARK = re.compile(r"\[(?P<words>[^\]]+)\]\((?P<kind>!?\w+)(?:=(?P<value>[^)]*))?\)")


def said(marked: str) -> tuple[str, list[Understood]]:
    """A message and its entities, from `[words](entity=value)`; an entity with `!` is excluded."""
    text, found, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        found.append(
            Understood(
                entity=match["kind"].lstrip("!"),
                value=match["value"] or match["words"],
                role="exclude" if match["kind"].startswith("!") else "",
                start=len(text),
                end=len(text) + len(match["words"]),
            )
        )
        text += match["words"]
    return text + marked[at:], found


def begun(marked: str) -> Need:
    return start(*said(marked))


def refined(need: Need, marked: str, **more: Any) -> Need:
    text, entities = said(marked)
    return refine(need, entities, text=text, **more)


JACKET = Need(text="a jacket for hiking", product_types=("jacket",))


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("a [jacket](product_type)", {"product_types": ("jacket",)}),
        ("under [200](price_max)", {"price_max": 200_00}),
        ("from [80.50](price_min)", {"price_min": 80_50}),
        ("in [black](colour) or [navy](colour)", {"colours": ("black", "navy")}),
        ("not in [grey](!colour)", {"not_colours": ("grey",)}),
        ("no [leather](!material)", {"not_materials": ("leather",)}),
        ("by [Tarnwick](brand)", {"brands": ("Tarnwick",)}),
        ("[rainproof](feature=waterproof)", {"features": ("waterproof",)}),
        ("no [hood](!feature)", {"not_features": ("hood",)}),
        ("size [M](size)", {"size": "M"}),
        ("for my [wife](audience=women)", {"audience": "women"}),
        ("the [cheapest](relative_price=lowest)", {"order": "lowest"}),
        ("no [parka](!product_type)", {"not_product_types": ("parka",)}),
        ("[black](colour) but not [black](!colour)", {"colours": (), "not_colours": ("black",)}),
    ],
)
def test_a_request_is_read_into_a_need(message: str, expected: dict[str, object]) -> None:
    need = begun(message)
    assert {name: getattr(need, name) for name in expected} == expected


def test_prices_are_in_the_minor_units_of_the_shop() -> None:
    text, entities = said("under [5000](price_max)")
    assert start(text, entities, minor_per_major=1).price_max == 5000


@pytest.mark.parametrize(
    ("message", "kinds"),
    [
        ("a [backpack](product_type) for a 15 inch [laptop](product_type)", ("backpack",)),
        ("a [dog](product_type) [bed](product_type) for a large [dog](product_type)", ("bed",)),
        ("[swim](product_type)-[goggles](product_type=goggle)", ("goggle",)),
        ("a [tent](product_type), and I need a [sleeping bag](product_type)", ("tent", "sleeping bag")),
        ("a [jacket](product_type) or a [coat](product_type)", ("jacket", "coat")),
        ("something to keep my [coffee](product_type) hot", ()),
        ("a [lamp](product_type) to replace my old [lamp](product_type)", ("lamp",)),
        ("[lamp](product_type)", ("lamp",)),
    ],
)
def test_only_the_kind_that_is_asked_for_is_searched(message: str, kinds: tuple[str, ...]) -> None:
    assert begun(message).product_types == kinds


@pytest.mark.parametrize("look", ["vegan", "faux", "imitation", "Synthetic"])
def test_who_asks_for_imitation_leather_wants_none_that_is_real(look: str) -> None:
    need = begun(f"a {look} [leather](material) bag")
    assert need.materials == ()
    assert need.not_materials == ("leather",)


@pytest.mark.parametrize(
    ("message", "searched"),
    [
        ("a [black](colour) jacket under [200](price_max)", "a jacket under"),
        ("boots for mud, no [leather](!material)", "boots for mud, no"),
        ("warm coat for [women](audience)", "warm coat for"),
        ("a gift for a [boy](audience=kids)", "a gift for a boy"),
        ("[Tarnwick](brand) size [M](size)", "size"),
    ],
)
def test_what_is_held_as_a_constraint_is_not_searched_by_meaning_too(message: str, searched: str) -> None:
    assert searched_words(*said(message)) == searched


def test_overlapping_entities_take_their_words_out_once() -> None:
    found = [Understood("colour", "dark blue", "", 2, 11), Understood("colour", "blue", "", 7, 11)]
    assert searched_words("a dark blue hat", found) == "a hat"


@pytest.mark.parametrize(
    ("before", "message", "expected"),
    [
        (Need(colours=("black",)), "rather [green](colour)", {"colours": ("green",)}),
        (Need(colours=("black",)), "not [black](!colour)", {"colours": (), "not_colours": ("black",)}),
        (Need(not_colours=("grey",)), "[grey](colour) is fine", {"colours": ("grey",), "not_colours": ()}),
        (
            Need(not_colours=("grey",)),
            "nor [black](!colour)",
            {"not_colours": ("grey", "black"), "colours": ()},
        ),
        (Need(features=("hood",)), "and [waterproof](feature)", {"features": ("hood", "waterproof")}),
        (Need(features=("hood",)), "no [hood](!feature)", {"features": (), "not_features": ("hood",)}),
        (Need(not_features=("hood",)), "with a [hood](feature)", {"features": ("hood",), "not_features": ()}),
        (Need(brands=("Tarnwick",)), "by [Veldrune](brand)", {"brands": ("Veldrune",)}),
        (Need(not_materials=("leather",)), "[leather](material) is ok", {"not_materials": ()}),
        (Need(size="M"), "in [L](size)", {"size": "L"}),
        (Need(price_max=100_00), "up to [80](price_max)", {"price_max": 80_00}),
        (Need(price_max=100_00), "from [50](price_min)", {"price_min": 50_00, "price_max": 100_00}),
        (Need(price_max=100_00), "from [150](price_min)", {"price_min": 150_00, "price_max": None}),
        (Need(price_min=100_00), "under [80](price_max)", {"price_min": None, "price_max": 80_00}),
        (Need(price_max=100_00), "in [red](colour)", {"price_max": 100_00, "colours": ("red",)}),
        (Need(), "the [dearest](relative_price=highest)", {"order": "highest"}),
    ],
)
def test_a_message_changes_what_it_speaks_of_and_nothing_else(
    before: Need, message: str, expected: dict[str, object]
) -> None:
    need = refined(before, message)
    assert {name: getattr(need, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("direction", "prices", "expected"),
    [
        ("lower", (30_00, 10_00, 20_00), {"price_max": 19_99, "price_min": None, "order": None}),
        ("higher", (30_00, 10_00, 20_00), {"price_min": 20_01, "price_max": None, "order": None}),
        ("lower", (50_00,), {"price_max": 49_99}),
        ("lower", (), {"order": "lowest", "price_max": None}),
        ("higher", (), {"order": "highest"}),
        ("lowest", (30_00, 10_00), {"order": "lowest", "price_max": None}),
    ],
)
def test_cheaper_is_measured_by_what_was_shown(
    direction: str, prices: tuple[int, ...], expected: dict[str, object]
) -> None:
    need = refined(Need(text="jacket"), f"[it](relative_price={direction})", shown_prices=prices)
    assert {name: getattr(need, name) for name in expected} == expected


def test_cheaper_again_goes_on_downwards() -> None:
    once = refined(Need(text="jacket"), "[cheaper](relative_price=lower)", shown_prices=(100, 200, 300))
    twice = refined(once, "[cheaper](relative_price=lower)", shown_prices=(100, 150))
    assert (once.price_max, twice.price_max) == (199, 149)


def test_words_that_name_nothing_known_add_to_the_wish() -> None:
    assert refined(JACKET, "something more elegant").text == "a jacket for hiking something more elegant"


def test_a_structured_change_leaves_the_words_of_the_wish() -> None:
    assert refined(JACKET, "in [green](colour)").text == JACKET.text


def test_another_kind_takes_the_place_of_the_one_before_also_in_the_words() -> None:
    need = refined(JACKET, "rather [trousers](product_type=trouser)")
    assert need.product_types == ("trouser",)
    assert need.text == "hiking trouser"


def test_a_changed_need_shows_again_what_was_seen() -> None:
    need = Need(text="jacket", seen=("a", "b"))
    assert refined(need, "in [green](colour)").seen == ()


@pytest.mark.parametrize(
    ("constraint", "left"),
    [
        ("price_max", Need(text="boots", colours=("black", "navy"), not_brands=("Acme",))),
        ("colours:black", Need(text="boots", price_max=100, colours=("navy",), not_brands=("Acme",))),
        ("colours", Need(text="boots", price_max=100, not_brands=("Acme",))),
        ("not_brands:Acme", Need(text="boots", price_max=100, colours=("black", "navy"))),
        ("text", Need(price_max=100, colours=("black", "navy"), not_brands=("Acme",))),
        ("nonsense", Need(text="boots", price_max=100, colours=("black", "navy"), not_brands=("Acme",))),
        ("colours:pink", Need(text="boots", price_max=100, colours=("black", "navy"), not_brands=("Acme",))),
    ],
)
def test_one_constraint_is_dropped_by_its_name(constraint: str, left: Need) -> None:
    need = Need(text="boots", price_max=100, colours=("black", "navy"), not_brands=("Acme",))
    assert need.without(constraint) == left


FULL = Need(
    text="boots",
    product_types=("boot",),
    not_product_types=("slipper",),
    price_min=10,
    price_max=100,
    colours=("black",),
    not_colours=("grey",),
    materials=("wool",),
    not_materials=("leather",),
    brands=("Acme",),
    not_brands=("Other",),
    features=("waterproof",),
    not_features=("hood",),
    size="42",
    audience="men",
    order="lowest",
    seen=("a",),
)


def test_every_chip_names_the_constraint_that_it_drops() -> None:
    names = [name for name, _ in FULL.constraints()]
    assert len(names) == len(set(names)) == 13
    left = FULL
    for name in names:
        assert left.without(name) != left, name
        left = left.without(name)
    assert left.constraints() == []


def test_the_price_comes_first_among_what_was_understood() -> None:
    assert FULL.constraints()[:3] == [("price_min", "10"), ("price_max", "100"), ("size", "42")]


def test_a_need_survives_being_held_as_plain_data() -> None:
    held = json.loads(json.dumps(FULL.to_dict()))
    assert Need.from_dict(held) == FULL
    assert Need.from_dict(held).seen == FULL.seen
    assert Need().to_dict() == {}
    assert Need.from_dict(None) == Need()
    assert Need.from_dict({"from an older version": 1}) == Need()


@pytest.mark.parametrize(
    ("need", "empty"),
    [
        (Need(), True),
        (Need(text="  "), True),
        (Need(seen=("a",)), True),
        (Need(text="boots"), False),
        (Need(price_max=1), False),
        (Need(not_brands=("Acme",)), False),
    ],
)
def test_a_need_is_empty_when_nothing_is_known_of_it(need: Need, empty: bool) -> None:
    assert need.empty is empty


def test_rasas_entities_are_read_with_whatever_they_lack() -> None:
    found = Understood.from_rasa(
        {"entity": "colour", "value": "red", "role": "exclude", "start": 3, "end": 6}
    )
    assert found == Understood("colour", "red", "exclude", 3, 6)
    assert Understood.from_rasa({"entity": "drop", "value": "size"}) == Understood("drop", "size")


def test_filler_is_not_searched() -> None:
    assert meaning("I am looking for a warm jacket, please") == "warm jacket,"
    assert meaning("do you have something?") == ""
    assert content_words("a present for a 3 year old who loves trains") == ["love", "train"]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("for a 3 year old", 3),
        ("a 10-year-old girl", 10),
        ("he is 7 years old", 7),
        ("aged 12", 12),
        ("size 42", None),
        ("for 4 people", None),
    ],
)
def test_an_age_is_read_when_it_is_said(text: str, age: int | None) -> None:
    assert age_in(text) == age


def test_a_present_is_a_gift() -> None:
    assert is_gift("birthday presents")
    assert not is_gift("a gifted pianist's bench")


KNOWN = frozenset({"quiet", "kettle", "waterproof", "black", "kitchen"})


def test_what_should_fit_is_what_the_catalogue_knows_and_no_constraint_holds() -> None:
    need = Need(
        text="a quiet waterproof kettle for my lovely kitchen",
        product_types=("kettle",),
        features=("waterproof",),
    )
    assert soft_wishes(need, KNOWN) == ["quiet", "kitchen"]


def test_a_soft_wish_can_be_dropped_and_the_rest_stays() -> None:
    need = Need(text="a quiet kettle, really quiet", product_types=("kettle",), price_max=40_00)
    assert need.without("text:quiet") == Need(
        text="a kettle, really", product_types=("kettle",), price_max=40_00
    )


def test_in_chinese_what_stands_before_de_describes_what_comes_after_it() -> None:
    text = "冬天戴着也能玩手机的手套"
    phone = Understood("product_type", "phone", start=text.index("手机"), end=text.index("手机") + 2)
    glove = Understood("product_type", "glove", start=text.index("手套"), end=text.index("手套") + 2)
    assert start(text, [phone, glove]).product_types == ("glove",)
    both = "手机和手套"
    phone, glove = (
        Understood("product_type", "phone", start=0, end=2),
        Understood("product_type", "glove", start=3, end=5),
    )
    assert start(both, [phone, glove]).product_types == ("phone", "glove")


def test_what_one_has_already_is_not_asked_for_however_it_is_described() -> None:
    text = "I cycle to work and my 16 inch laptop has to stay dry"
    at = text.index("laptop")
    laptop = Understood("product_type", "laptop", start=at, end=at + 6)
    assert start(text, [laptop]).product_types == ()
    given = "for my daughter a jacket"
    jacket = Understood("product_type", "jacket", start=given.index("jacket"), end=len(given))
    assert start(given, [jacket]).product_types == ("jacket",)


def test_why_something_is_not_wanted_is_not_searched_for() -> None:
    text = "something warm, not wool, it makes me scratch all day"
    wool = Understood("material", "wool", "exclude", start=text.index("wool"), end=text.index("wool") + 4)
    need = start(text, [wool])
    assert "scratch" not in need.text
    assert "warm" in need.text
    assert need.not_materials == ("wool",)


def test_what_people_do_is_no_wish_for_a_quality() -> None:
    need = start("a quiet fan that makes no noise every night", [])
    assert soft_wishes(need, {"quiet", "make", "every", "noise"}) == ["quiet", "noise"]


def test_what_was_said_is_kept_whole_beside_what_is_searched() -> None:
    text, entities = said("a gift for my [wife](audience=women) under [50](price_max)")
    need = start(text, entities)
    assert "wife" not in need.text
    assert need.told == text
    assert Need.from_dict(need.to_dict()).told == text


def test_a_word_that_is_dropped_is_no_longer_said_either() -> None:
    need = start("camping stuff, quiet", []).without("text:camping")
    assert "camping" not in need.text + need.told


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("something cheap", -1),
        ("nothing expensive", -1),
        ("便宜的刀", -1),
        ("the best phone you sell", 1),
        ("你们最好的电视", 1),
        ("a budget of 50", 0),
        ("the best way to wash wool", 0),
    ],
)
def test_the_level_of_price_is_read(text: str, level: int) -> None:
    assert level_wanted(text) == level


@pytest.mark.parametrize(
    ("text", "gift"),
    [
        ("for our anniversary", True),
        ("送女朋友的首饰", True),
        ("a birthday present", True),
        ("a dress for my birthday", False),
        ("我的包裹送到了", False),
    ],
)
def test_what_is_to_give_away_is_a_gift(text: str, gift: bool) -> None:
    assert is_gift(text) is gift


def test_what_a_second_message_says_counts_as_what_a_first_says() -> None:
    need = refined(start("a toy", []), "for a 4 year old, nothing from animals, no plastic, under 20 euros")
    assert age_in(need.told) == 4
    assert (need.features, need.not_materials, need.price_max) == (("vegan",), ("plastic",), 2000)
    assert age_in(refined(need, "sorry, she is a 7 year old").told) == 7


def test_a_refinement_without_words_leaves_what_was_said() -> None:
    need = start("a gift for my dad", [])
    assert refine(need, [Understood("colour", "red", "exclude")]).told == need.told


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("which tv is the best?", 1),
        ("the best phone", 1),
        ("the best way to clean it", 0),
        ("all the best, Ann", 0),
    ],
)
def test_the_best_is_asked_for_wherever_it_stands(text: str, level: int) -> None:
    assert level_wanted(text) == level


@pytest.mark.parametrize(
    ("said", "searched"),
    [
        ("a tent, not too heavy", "a tent, light"),
        ("my old one is too heavy", "my old one is light"),
        ("a fan that isn't too loud please", "a fan that quiet please"),
        ("nothing too fancy", "simple"),
        ("a very light tent", "a very light tent"),
        ("a lamp that is not so ugly", "a lamp that is"),
        ("a rug, not too expensive", "a rug, not too expensive"),
        ("想要帐篷，不要太重的", "想要帐篷，轻便"),
        ("风扇别太吵", "风扇安静"),
    ],
)
def test_what_there_shall_not_be_too_much_of_is_searched_for_the_other_way_round(
    said: str, searched: str
) -> None:
    assert searched_words(said, []) == searched
