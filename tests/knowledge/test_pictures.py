"""The demo shop's pictures: every kind can be drawn in every colour, and always the same way."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from defusedxml import ElementTree

from knowledge.demo.pictures import COLOURS, KINDS, UnknownColour, UnknownKind, draw
from knowledge.demo.pictures.palette import distance, tones
from knowledge.demo.pictures.sketch import PICTURES, Chance

SVG = "{http://www.w3.org/2000/svg}"
ROOT = Path(__file__).resolve().parents[2]
SOME_COLOURS = ("navy", "white", "black", "multicolour", "transparent")
KINDS_OF_THE_SHOP = """
jacket coat vest hoodie sweater cardigan tshirt shirt blouse polo dress skirt trousers jeans shorts leggings
swimwear underwear socks pyjamas boot hiking_boot running_shoe sneaker sandal loafer heel slipper backpack
handbag tote suitcase wallet belt hat beanie scarf gloves sunglasses watch jewellery umbrella headphones
earbuds speaker phone tablet laptop monitor keyboard mouse camera charger cable smart_home tv console
printer ereader pan pot knife mug plate glass bottle kettle coffee_machine toaster blender food_box
cutting_board cushion blanket bedding towel curtain rug lamp candle vase frame clock plant chair table sofa
shelf desk bed cabinet dumbbell yoga_mat ball racket bike helmet skateboard swim_goggles fitness_band tent
sleeping_bag camp_stove trekking_poles flashlight cooler hammock cream perfume shampoo lipstick brush razor
soap toothbrush hair_dryer plush doll blocks board_game puzzle toy_car train craft_kit notebook pen
organiser garden_tool watering_can drill toolbox screwdriver stroller baby_bottle baby_monitor bib pet_bed
pet_bowl leash cat_tree pet_toy gift_card book
"""


def product(svg: str) -> str:
    """The drawing without its background, shadow, title and the ids that belong to its seed."""
    drawing = svg.split('fill="url(#', 1)[1].split("<g stroke=", 1)[1]
    return re.sub(r"p[0-9a-f]{8}", "", drawing)


def test_every_kind_of_the_shop_is_drawn() -> None:
    assert sorted(KINDS_OF_THE_SHOP.split()) == sorted(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_sound_small_and_names_what_it_shows(kind: str) -> None:
    for colour in SOME_COLOURS:
        for seed in ("linden", "row", "seven"):
            svg = draw(kind, colour, seed)
            root = ElementTree.fromstring(svg)
            assert root.tag == f"{SVG}svg"
            assert root.get("viewBox") == "0 0 400 400"
            assert root.get("role") == "img"
            title = root.find(f"{SVG}title")
            assert title is not None
            assert title.text == f"{colour.capitalize()} {PICTURES[kind].title}"
            assert len(svg.encode()) < 6000


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_brings_nothing_from_outside_and_runs_nothing(kind: str) -> None:
    root = ElementTree.fromstring(draw(kind, "multicolour", "outside"))
    known = {element.get("id") for element in root.iter() if element.get("id")}
    for element in root.iter():
        assert element.tag.removeprefix(SVG) not in {"script", "image", "use", "foreignObject", "style", "a"}
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert "href" not in name
            assert "None" not in value
            assert "nan" not in value
            for target in re.findall(r"url\(([^)]*)\)", value):
                assert target.removeprefix("#") in known


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_product_always_looks_the_same(kind: str) -> None:
    assert draw(kind, "teal", "a-product") == draw(kind, "teal", "a-product")


def test_pictures_do_not_depend_on_the_running_interpreter() -> None:
    code = "from knowledge.demo.pictures import draw; print(draw('mug', 'multicolour', 'a-product'), end='')"
    for salt in ("1", "2"):
        env = {"PYTHONHASHSEED": salt, "PYTHONPATH": str(ROOT)}
        ran = subprocess.run(
            [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
        )
        assert ran.stdout == draw("mug", "multicolour", "a-product")


@pytest.mark.parametrize("kind", KINDS)
def test_products_of_a_kind_differ(kind: str) -> None:
    shapes = {re.sub(r"#[0-9a-f]{3,8}", "", product(draw(kind, "teal", f"product-{n}"))) for n in range(12)}
    assert len(shapes) >= 4


@pytest.mark.parametrize("kind", KINDS)
def test_a_product_keeps_its_shape_in_another_colour(kind: str) -> None:
    one, other = (re.sub(r"#[0-9a-f]{3,8}", "", product(draw(kind, c, "same"))) for c in ("red", "green"))
    assert one == other


@pytest.mark.parametrize("colour", COLOURS)
def test_a_product_stands_out_from_its_background(colour: str) -> None:
    for seed in range(20):
        pick = Chance(str(seed)).pick
        tone = tones(colour, pick, pick)
        for background in (tone.ground, tone.disc):
            assert distance(tone.edge, background) > 25
            assert distance(tone.base, background) > 12
        if not (tone.mixed or tone.glassy):
            assert distance(tone.base, tone.line) > 12
            assert distance(tone.base, tone.accent) > 25


@pytest.mark.parametrize("kind", KINDS)
def test_a_product_shows_its_colour(kind: str) -> None:
    assert product(draw(kind, "teal", "shown")).count(COLOURS["teal"]) >= 1


def test_a_hint_chooses_the_form_of_a_product() -> None:
    kettlebells = {
        product(draw("dumbbell", "teal", f"bell-{n}", "Harbour cast kettlebell")) for n in range(9)
    }
    others = {product(draw("dumbbell", "teal", f"bell-{n}", "Harbour hex pair")) for n in range(9)}
    assert not kettlebells & others
    assert all("M136 176Q124 84" in svg for svg in kettlebells)
    assert not any("M136 176Q124 84" in svg for svg in others)


def test_a_whole_word_of_the_hint_counts_before_a_part_of_one() -> None:
    assert "A84 84" not in draw("jewellery", "gold", "x", "Pearl earrings")
    assert "A84 84" in draw("jewellery", "gold", "x", "Signet ring")


def test_colours_may_be_written_with_hyphens() -> None:
    assert draw("mug", "light-blue", "x") == draw("mug", "Light Blue", "x")


def test_an_unknown_kind_is_named_with_close_matches() -> None:
    with pytest.raises(UnknownKind, match=r"'jackett'.*jacket"):
        draw("jackett", "navy", "x")
    assert issubclass(UnknownKind, ValueError)


def test_an_unknown_colour_is_named_with_close_matches() -> None:
    with pytest.raises(UnknownColour, match=r"'mustrad'.*mustard"):
        draw("jacket", "mustrad", "x")
    assert issubclass(UnknownColour, ValueError)


def test_a_name_like_no_other_has_no_matches() -> None:
    with pytest.raises(UnknownColour) as caught:
        draw("jacket", "qqqq", "x")
    assert "close matches" not in str(caught.value)
