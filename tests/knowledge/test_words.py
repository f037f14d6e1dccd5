"""The words by which a catalogue is asked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from knowledge.catalogue.models import Product, Variant
from knowledge.catalogue.words import (
    build_vocabulary,
    called,
    category_kinds,
    homes_of_kinds,
    name_kinds,
    plural,
    product_types,
    singular,
    words,
    words_of,
    write_vocabulary,
)


def product(name: str, category: str, **more: Any) -> Product:
    options = more.pop("options", [{}])
    variants = [
        Variant(sku=f"{name}-{at}", options=each, price_minor=1, currency="EUR")
        for at, each in enumerate(options)
    ]
    filled = {"brand": "Acme", "keywords": [], "attributes": {}, "description": "", "audience": ""} | more
    return Product(
        id=name.lower().replace(" ", "-"), name=name, category=category, variants=variants, **filled
    )


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("jackets", "jacket"),
        ("dresses", "dress"),
        ("glasses", "glass"),
        ("watches", "watch"),
        ("brushes", "brush"),
        ("boxes", "box"),
        ("knives", "knife"),
        ("shelves", "shelf"),
        ("gloves", "glove"),
        ("scarves", "scarf"),
        ("accessories", "accessory"),
        ("hoodies", "hoodie"),
        ("beanies", "beanie"),
        ("mice", "mouse"),
        ("shoes", "shoe"),
        ("dress", "dress"),
        ("bus", "bus"),
        ("tennis", "tennis"),
        ("electronics", "electronics"),
        ("gas", "gas"),
    ],
)
def test_singular_takes_the_ending_off(many: str, one: str) -> None:
    assert singular(many) == one


@pytest.mark.parametrize(
    "one", ["jacket", "dress", "knife", "shelf", "accessory", "hoodie", "rain jacket", "box"]
)
def test_the_plural_of_a_kind_is_read_back_as_the_kind(one: str) -> None:
    assert singular(plural(one)) == one


def test_words_are_lower_case_singular_and_without_joining_words() -> None:
    assert words("Boots for the Mountains and 2 of my Dogs") == ["boot", "mountain", "2", "my", "dog"]


def test_chinese_is_read_by_character() -> None:
    assert words("夹克 L") == ["夹", "克", "l"]


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("Kelder Hiking Rain Jacket", ["jacket", "rain jacket"]),
        ("Duet Bookshelf Speakers, Pair", ["speaker", "bookshelf speaker"]),
        ("Cloudline Modal Briefs, Pack of Three", ["brief", "modal brief"]),
        ("Quickhand Wok with Beech Handle", ["wok", "quickhand wok"]),
        ("Workaday Knife Trio", ["knife", "workaday knife"]),
        ("Everyday LED TV", ["tv", "led tv"]),
        ("Bamboo Toothbrush Four-Pack", ["toothbrush", "bamboo toothbrush"]),
        ("4711", []),
    ],
)
def test_a_name_says_what_a_product_is(name: str, kinds: list[str]) -> None:
    assert list(name_kinds(name)) == kinds


@pytest.mark.parametrize(
    ("category", "kinds"),
    [
        ("Clothing > Jackets & Coats", ["jacket", "coat"]),
        ("Shoes > Hiking & Outdoor Shoes", ["hiking shoe", "outdoor shoe"]),
        ("Outdoor > Sleeping Bags & Mats", ["sleeping bag", "mat"]),
        ("Headphones", ["headphone"]),
        ("", []),
    ],
)
def test_a_category_names_the_kinds_it_holds(category: str, kinds: list[str]) -> None:
    assert list(category_kinds(category)) == kinds


def test_a_product_is_of_the_kinds_of_all_its_categories() -> None:
    assert product_types("Mireille Ankle Boot", "Shoes > Boots") == ["shoe", "boot", "ankle boot"]
    assert "kitchen" not in product_types("Heron Knife", "Kitchen > Knives")


def test_how_things_are_packed_is_no_kind_of_product() -> None:
    assert not {"set", "pair", "trio", "six"} & set(
        product_types("Driver Set", "Tools") + product_types("Driver Six", "Tools")
    )


def test_a_product_goes_by_the_last_words_of_its_name_and_keywords() -> None:
    assert called("Hawkstead Lambswool Crew", ["warm jumper", "t-shirt"]) == {"crew", "jumper", "t-shirt"}


def test_a_kind_is_at_home_where_a_category_or_a_product_is_named_so() -> None:
    homes = homes_of_kinds(
        [
            ("Meridian Laptop", "Electronics > Laptops & Monitors"),
            ("Pipit Mouse", "Electronics > Mice"),
            ("Ottilie Tote", "Accessories > Bags"),
            ("Gannet Sleeping Bag", "Outdoor > Sleeping Bags & Mats"),
        ]
    )
    assert homes["laptop"] == {"Electronics > Laptops & Monitors"}
    assert homes["bag"] == {"Accessories > Bags"}
    assert homes["sleeping bag"] == {"Outdoor > Sleeping Bags & Mats"}


def test_what_a_product_is_known_by_leaves_out_how_to_wash_it() -> None:
    blouse = product(
        "Silk Blouse",
        "Clothing > Blouses",
        attributes={"care": "hand wash", "material": "mulberry silk", "non_iron": True, "lined": False},
        keywords=["evening"],
    )
    known = words_of(blouse)
    assert {"silk", "blouse", "clothing", "mulberry", "evening", "iron", "acme"} <= known
    assert not {"hand", "wash", "lined"} & known


def test_the_vocabulary_lists_what_the_catalogue_holds_with_its_spellings() -> None:
    vocabulary = build_vocabulary(
        [
            product(
                "Ridge Rain Jacket",
                "Clothing > Jackets & Coats",
                brand="Tarnwick",
                attributes={"waterproof": True, "material": "stainless steel and merino wool", "hood": False},
                options=[{"colour": "navy", "size": "M"}, {"color": "grey", "size": "L"}],
            ),
            product("Fell Rain Jacket", "Clothing > Jackets & Coats", brand=""),
        ]
    )
    assert vocabulary["brands"] == {"Tarnwick": ["tarnwick"]}
    assert vocabulary["colours"]["navy"][0] == "navy"
    assert "dark blue" in vocabulary["colours"]["navy"]
    assert "gray" in vocabulary["colours"]["grey"]
    assert vocabulary["sizes"] == ["L", "M"]
    assert set(vocabulary["materials"]) == {"steel", "stainless-steel", "merino", "wool"}
    assert "rainproof" in vocabulary["features"]["waterproof"]
    assert "hood" in vocabulary["features"]
    assert vocabulary["product_types"]["rain jacket"][:2] == ["rain jacket", "rain jackets"]
    assert {"jacket", "coat"} <= set(vocabulary["product_types"])
    assert vocabulary["products"] == {
        "fell-rain-jacket": "Fell Rain Jacket",
        "ridge-rain-jacket": "Ridge Rain Jacket",
    }


def test_two_words_are_a_kind_only_when_several_products_are_called_so() -> None:
    types = build_vocabulary([product("Ridge Rain Jacket", "Jackets")])["product_types"]
    assert "jacket" in types
    assert "rain jacket" not in types


def test_a_branch_of_the_shop_in_which_nothing_is_called_so_is_no_kind() -> None:
    types = build_vocabulary(
        [
            product("Old Bones Bed", "Pets > Dog Beds"),
            product("Barnaby Bear", "Toys > Soft Toys"),
        ]
    )["product_types"]
    assert "toy" in types
    assert "pet" not in types


def test_a_feature_that_is_a_department_of_the_shop_is_no_demand() -> None:
    features = build_vocabulary(
        [product("Terrace Lantern", "Outdoor > Lighting", attributes={"outdoor": True, "dimmable": True})]
    )["features"]
    assert set(features) == {"dimmable"}


def test_shoppers_other_words_stand_for_a_kind_unless_the_shop_tells_them_apart() -> None:
    sweaters = [product("Tidemark Cable Sweater", "Knitwear")]
    assert "jumper" in build_vocabulary(sweaters)["product_types"]["sweater"]
    both = build_vocabulary([*sweaters, product("Fell Jumper", "Knitwear")])["product_types"]
    assert "jumper" not in both["sweater"]
    assert "jumper" in both


def test_an_empty_catalogue_has_an_empty_vocabulary() -> None:
    assert not any(build_vocabulary([]).values())


def test_the_vocabulary_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "vocabulary.json"
    write_vocabulary({"brands": {"Å": ["å"]}}, file)
    first = json.loads(file.read_text(encoding="utf-8"))
    write_vocabulary({"brands": {"B": ["b"]}}, file)
    second = json.loads(file.read_text(encoding="utf-8"))
    assert first["brands"] == {"Å": ["å"]}
    assert second["brands"] == {"B": ["b"]}
    assert first["fingerprint"] != second["fingerprint"]
    assert [path.name for path in file.parent.iterdir()] == ["vocabulary.json"]


def test_the_same_vocabulary_has_the_same_fingerprint(tmp_path: Path) -> None:
    prints = []
    for name in ("one.json", "two.json"):
        write_vocabulary({"brands": {"B": ["b"]}}, tmp_path / name)
        prints.append(json.loads((tmp_path / name).read_text())["fingerprint"])
    assert prints[0] == prints[1]
