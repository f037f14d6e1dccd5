"""Sizes and measures, however they are written."""

from __future__ import annotations

from typing import Dict

import pytest

from tests.bot.finding import Expected, found_in_demo_shop

MEASURES: Dict[str, Expected] = {
    "160x200": [("size", "160x200 cm")],
    "bed 160 x 200": [("product_type", "bed"), ("size", "160x200 cm")],
    "towel 70×140": [("product_type", "towel"), ("size", "70x140 cm")],
    "rug 160 by 230": [("product_type", "rug"), ("size", "160x230 cm")],
    "duvet 200 x 200cm": [("product_type", "duvet"), ("size", "200x200 cm")],
    "a dog bed 80x60": [("product_type", "bed"), ("size", "M 80x60 cm")],
    "2x4": [],
    "1920x1080 monitor": [("product_type", "monitor")],
    '55" tv': [("size", "55 inch"), ("product_type", "tv")],
    "a 55-inch telly": [("size", "55 inch"), ("product_type", "tv")],
    "65 in screen": [("size", "65 inch")],
    "256 gigs of storage": [("size", "256 GB")],
    "20,000 mah power bank": [("size", "20 000 mAh"), ("product_type", "bank")],
    "a 3-person tent": [("size", "3 persons"), ("product_type", "tent")],
    "3 man tent": [("size", "3 persons"), ("product_type", "tent")],
    "tent for 2 people": [("product_type", "tent"), ("size", "2 persons")],
    "air fryer for 2 people": [],
    "I'm 160 cm tall": [],
    "gift card for 50 euros": [("product_type", "gift card"), ("size", "50 EUR")],
    "a 100 euro gift card": [("size", "100 EUR"), ("product_type", "gift card")],
    "gift card under 50": [("product_type", "gift card"), ("price_max", 50.0)],
    "two person tent in green": [("size", "2 persons"), ("product_type", "tent"), ("colour", "green")],
}
SIZES: Dict[str, Expected] = {
    "small, medium and large": [("size", "S"), ("size", "M"), ("size", "L")],
    "do you have it in small, medium or large": [("size", "S"), ("size", "M"), ("size", "L")],
    "sizes S, M and L": [("size", "S"), ("size", "M"), ("size", "L")],
    "M or L?": [("size", "M"), ("size", "L")],
    "Sawyer Flannel Shirt, black, L": [
        ("product", "sawyer-flannel-shirt"),
        ("colour", "black"),
        ("size", "L"),
    ],
    "the Paros Linen Shirt in teal, M": [("product", "paros-linen-shirt"), ("colour", "teal"), ("size", "M")],
    "Siena Linen Tee, white, small": [("product", "siena-linen-tee"), ("colour", "white"), ("size", "S")],
    "Snowburrow Kids' Parka in 116, green": [
        ("product", "snowburrow-kids-parka"),
        ("size", "116"),
        ("colour", "green"),
    ],
    "Orchard Retro Trainer in white, 43": [
        ("product", "orchard-retro-trainer"),
        ("colour", "white"),
        ("size", "43"),
    ],
    "the Bolster Max Cushion in grey, 42": [("product", "bolster-max-cushion"), ("colour", "grey")],
    "size 116": [("size", "116")],
    "raincoat 128": [("product_type", "raincoat"), ("size", "128")],
    "do these come in 128?": [("reference", "many"), ("size", "128")],
    "exchange 116 for 128": [("size", "116"), ("size", "128")],
    "make it size 140": [("size", "140")],
    "send L instead": [("size", "L")],
    "I got a medium but ordered XL": [("size", "M"), ("size", "XL")],
    "ordered an XL but received a small": [("size", "XL"), ("return_reason", "wrong_item"), ("size", "S")],
    "extra large hoodie": [("size", "XL"), ("product_type", "hoodie")],
    "an x-large jumper": [("size", "XL"), ("product_type", "sweater")],
    "a medium black hoodie": [("size", "M"), ("colour", "black"), ("product_type", "hoodie")],
    "a helmet in S/M": [("product_type", "helmet"), ("size", "S/M")],
    "I need a 44 in the Aldermoor Oxford": [("size", "44"), ("product", "aldermoor-oxford")],
    "does the 42 make sense": [("size", "42")],
    "my nan's slippers": [("audience", "women"), ("product_type", "slipper")],
    "a large family tent": [("product_type", "tent")],
    "a small problem": [],
    "for a 10 year old boy": [("audience", "kids")],
    "why did you take 10 too much": [],
    "those jeans for 28": [("reference", "many"), ("product_type", "jean")],
    "the L I ordered is too tight": [("size", "L"), ("return_reason", "too_small")],
    "I'm a 42 now": [("size", "42")],
    "these days I am a 40 now": [("size", "40")],
    "I'm a 42 year old": [],
    "need L not M": [("size", "L"), ("size", "M", "exclude")],
    "do these dresses run big": [("reference", "many"), ("product_type", "dress")],
    "do these come up large or small": [("reference", "many")],
}
IN_CHINESE: Dict[str, Expected] = {
    "地毯160乘230": [("product_type", "rug"), ("size", "160x230 cm")],
    "床单160×200的有吗": [("product_type", "bedding"), ("size", "160x200 cm")],
    "浴巾70*140": [("product_type", "towel"), ("size", "70x140 cm")],
    "我的小号登不上": [],
    "我有一个小号，积分能转吗": [],
    "用大号登录": [],
    "注册了个小号": [],
    "切换到大号账号": [],
    "小号有货吗": [("size", "S")],
    "我要大号": [("size", "L")],
    "这件大号的外套": [("reference", "one"), ("size", "L"), ("product_type", "jacket")],
}
TABLE = {**MEASURES, **SIZES, **IN_CHINESE}


@pytest.mark.parametrize("text", TABLE)
def test_a_sentence_gives_these_entities_and_no_others(text: str) -> None:
    assert found_in_demo_shop(text) == TABLE[text]
