"""Words of the shop written wrong, and everyday words that only look like them."""

from __future__ import annotations

from typing import Dict

import pytest

from tests.bot.finding import Expected, found_in_demo_shop

MISSPELT: Dict[str, Expected] = {
    "umbrela for my wife": [("product_type", "umbrella"), ("audience", "women")],
    "leather sandels": [("material", "leather"), ("product_type", "sandal")],
    "black trowsers": [("colour", "black"), ("product_type", "trouser")],
    "a blootooth speeker": [("feature", "wireless"), ("product_type", "speaker")],
    "a blu jaket": [("colour", "blue"), ("product_type", "jacket")],
    "the jakket in gren": [("product_type", "jacket"), ("colour", "green")],
    "purpul scarf": [("colour", "purple"), ("product_type", "scarf")],
    "burgandy dress": [("colour", "burgundy"), ("product_type", "dress")],
    "turqoise blanket": [("colour", "turquoise"), ("product_type", "blanket")],
    "leggins": [("product_type", "legging")],
    "headfones": [("product_type", "headphone")],
    "keybord": [("product_type", "keyboard")],
    "kettel and tostr": [("product_type", "kettle"), ("product_type", "toaster")],
    "sunglases": [("product_type", "sunglass")],
    "braclet": [("product_type", "bracelet")],
    "neklace": [("product_type", "necklace")],
    "cardigen": [("product_type", "cardigan")],
    "cusions": [("product_type", "cushion")],
    "pijamas for kids": [("product_type", "pyjama"), ("audience", "kids")],
    "dishwshr safe": [("feature", "dishwasher_safe")],
    "the wool scarves": [("material", "wool"), ("product_type", "scarf")],
    "korvantta grinder": [("brand", "Korvanta"), ("product_type", "grinder")],
    "kulmland sofa": [("brand", "Kulmeland"), ("product_type", "sofa")],
    "stridewel trainers": [("brand", "Stridewell"), ("product_type", "trainer")],
    "brisk and barrow razor": [("brand", "Brisk & Barrow"), ("product_type", "razor")],
    "anything from oda and thorne": [("brand", "Oda & Thorne")],
    "regulus and voss watch": [("brand", "Regulus & Voss"), ("product_type", "watch")],
    "maison orvell perfume": [("brand", "Maison Orvel"), ("product_type", "fragrance")],
    "luma kosta wine glasses": [("brand", "Luma Costa"), ("product_type", "glass")],
}
ORDINARY: Dict[str, Expected] = {
    "I was charged twice": [],
    "cancellation charges": [],
    "which brands do you sell": [],
    "sorted, thanks": [],
    "it's a scandal": [],
    "lightning fast delivery": [],
    "electronics": [],
    "the remaining ones": [],
    "linked to my account": [],
    "who rescued my order": [],
    "can you organise a courier": [],
    "they sell it cheaper": [("relative_price", "lower")],
    "where is my ordr": [],
    "wich adress": [],
    "recipt please": [],
    "cancle subscripton": [],
    "the blu-ray by mistake": [],
    "do you deliver at weekends": [],
    "tumble dry": [],
    "I was thrown out": [],
    "how do I bake bread": [],
    "shipping to Poland": [],
    "my husband is a baker": [],
}
NAMES: Dict[str, Expected] = {
    "First Light Espresso Machine": [("product", "firstlight-espresso-machine")],
    "espresso machine": [("product_type", "machine")],
    "how much is the espresso machine": [("product_type", "machine")],
    "frying pan": [("product_type", "pan")],
    "mechanical keyboard": [("product_type", "keyboard")],
    "organic cotton": [("material", "cotton")],
    "remove the size filter": [],
    "I exercise my right": [],
    "I need a lawyer": [],
    "extending my subscription": [],
    "the Halden": [("product", "halden-organic-mom-jeans")],
    "the Halden coat": [("product_type", "coat")],
    "slow burn soy candle": [("product", "osterby-slow-burn-candle")],
    "the Quiet Hour": [("product", "osterby-quiet-wall-clock")],
    "can you deliver to Jersey": [],
    "my e-mail is wrong": [],
    "Hand Blender": [("product_type", "blender")],
    "a hand blender": [("product_type", "blender")],
    "desk planner": [("product_type", "planner")],
    "wool overcoat": [("material", "wool"), ("product_type", "overcoat")],
    "the Marlow overcoat": [("product", "marlow-wool-overcoat")],
    "tell me about the Swanbrook": [("product", "swanbrook-gooseneck-kettle")],
    "is the Gable any good": [("product", "gable-compact-umbrella")],
    "a gable": [],
    "teddy": [],
    "the Salt Road": [("product", "foxhollow-salt-road-board-game")],
    "the salt on the road": [],
    "down duvet": [("material", "down"), ("product_type", "duvet")],
    "the Solace 8 or the Solace 8 Max": [("product", "solace-8-phone"), ("product", "solace-8-max-phone")],
}
TABLE = {**MISSPELT, **ORDINARY, **NAMES}


@pytest.mark.parametrize("text", TABLE)
def test_a_sentence_gives_these_entities_and_no_others(text: str) -> None:
    assert found_in_demo_shop(text) == TABLE[text]
