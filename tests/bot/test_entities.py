"""What is found in English sentences, and what is left alone."""

from __future__ import annotations

from itertools import pairwise
from typing import Dict

import pytest

from bot.components.shop_entities import extract_entities
from bot.components.vocabulary import Vocabulary
from tests.bot.finding import FRIDAY, Expected, entities, found

PRICES: Dict[str, Expected] = {
    "something under 150": [("price_max", 150.0)],
    "below €80": [("price_max", 80.0)],
    "max 40 quid": [("price_max", 40.0)],
    "no more than 60": [("price_max", 60.0)],
    "up to £1,200.50": [("price_max", 1200.5)],
    "less than 79,99 €": [("price_max", 79.99)],
    "my budget is 80": [("price_max", 80.0)],
    "50 max": [("price_max", 50.0)],
    "45 pounds or less": [("price_max", 45.0)],
    "under fifty pounds": [("price_max", 50.0)],
    "less than two hundred and fifty euros": [("price_max", 250.0)],
    "not over 100": [("price_max", 100.0)],
    "I can spend £70": [("price_max", 70.0)],
    "over 100": [("price_min", 100.0)],
    "at least £50": [("price_min", 50.0)],
    "no less than 200 euros": [("price_min", 200.0)],
    "£100+": [("price_min", 100.0)],
    "30 euros or more": [("price_min", 30.0)],
    "between 20 and 30": [("price_min", 20.0), ("price_max", 30.0)],
    "20-30 euros": [("price_min", 20.0), ("price_max", 30.0)],
    "£20 to £30": [("price_min", 20.0), ("price_max", 30.0)],
    "from 15 to 25 dollars": [("price_min", 15.0), ("price_max", 25.0)],
    "around 50": [("price_min", 40.0), ("price_max", 60.0)],
    "about £100": [("price_min", 80.0), ("price_max", 120.0)],
    "50ish": [("price_min", 40.0), ("price_max", 60.0)],
    "supposed to arrive between 8 and 12": [],
    "between 38 and 39 what do you advise": [],
    "less than 24 hours": [],
    "over 3 weeks": [],
    "more than 2 items": [("quantity", 2)],
    "it cost £79.99": [],
    "20% off": [],
    "about 6pm": [],
    "under 5 kg": [],
    "not too expensive": [],
}
ORDERS: Dict[str, Expected] = {
    "order 10342": [("order_number", "10342")],
    "#20817": [("order_number", "20817")],
    "order no. 4821": [("order_number", "4821")],
    "my order number is 41127": [("order_number", "41127")],
    "10342 and 10343": [("order_number", "10342"), ("order_number", "10343")],
    "where is 10342?": [("order_number", "10342")],
    "AT-20931": [("order_number", "20931")],
    "order #W5199551": [("order_number", "5199551")],
    "it's W2378156": [("order_number", "2378156")],
    "where is w2378156?": [("order_number", "2378156")],
    "ord nr 18846": [("order_number", "18846")],
    "the parcel 10455 is late": [("order_number", "10455")],
    "not 10342 but 10345": [("order_number", "10342", "exclude"), ("order_number", "10345")],
    "I bought it in 2023": [],
    "my order from 2023": [],
    "call me on 07700 900123": [("phone", "+447700900123")],
    "+44 20 7946 0958": [("phone", "+442079460958")],
    "it arrived on 12/05/2024": [("date", "2024-05-12")],
    "20240512": [("date", "2024-05-12")],
    "card ending 4242": [],
    "tracking number 12345678": [],
    "my postcode is 10115": [("postcode", "10115")],
    "2500 mah": [],
    "4821": [],
    "it was 10342.50": [],
    "jo.bloggs+shop@example.co.uk": [("email", "jo.bloggs+shop@example.co.uk")],
    "mail me at Anna_99@mail.example.org.": [("email", "Anna_99@mail.example.org")],
    "jo@localhost": [],
}
SIZES: Dict[str, Expected] = {
    "size M": [("size", "M")],
    "in L": [("size", "L")],
    "UK 8": [("size", "UK 8")],
    "uk8 please": [("size", "UK 8")],
    "42": [("size", "42")],
    "in a 42": [("size", "42")],
    "boots 42": [("product_type", "boot"), ("size", "42")],
    "42 boots": [("size", "42"), ("product_type", "boot")],
    "size 8.5": [("size", "8.5")],
    "do you have it in xl": [("size", "XL")],
    "in a medium": [("size", "M")],
    "in extra large please": [("size", "XL")],
    "size small": [("size", "S")],
    "in M or L": [("size", "M"), ("size", "L")],
    "256gb": [("size", "256 GB")],
    "not size M": [("size", "M", "exclude")],
    "in a small box": [],
    "a large order": [],
    "I waited 42 minutes": [],
    "I'm 42": [],
    "it's been 38 days": [],
    "need 2 speak to someone": [],
}
WORDS: Dict[str, Expected] = {
    "a waterproof jacket in green": [
        ("feature", "waterproof"),
        ("product_type", "jacket"),
        ("colour", "green"),
    ],
    "dark green": [("colour", "dark green")],
    "hiking boots": [("product_type", "hiking boot")],
    "rainproof": [("feature", "waterproof")],
    "gray sweater": [("colour", "grey"), ("product_type", "jumper")],
    "fjordhelm's jackets": [("brand", "Fjordhelm"), ("product_type", "jacket")],
    "tshirt": [("product_type", "t-shirt")],
    "rain coat": [("product_type", "raincoat")],
    "lether boots": [("material", "leather"), ("product_type", "boot")],
    "fjordhlem": [("brand", "Fjordhelm")],
    "jakcet": [("product_type", "jacket")],
    "hikeing boots": [("product_type", "hiking boot")],
    "the Norvik ones": [("brand", "Nordvik")],
    "Casa Lumo lamp": [("brand", "Casa Lumo"), ("product_type", "lamp")],
    "Ridgeline Shell Jacket": [("product", "ridgeline-shell-jacket")],
    "tell me more about the Ridgeline": [("product", "ridgeline-shell-jacket")],
    "ridgline shell jackt": [("product", "ridgeline-shell-jacket")],
    "the aurora desk lamp": [("product", "aurora-desk-lamp")],
    "trailhawk mid": [("product", "trailhawk-mid")],
    "a lamp by Bright": [("product_type", "lamp"), ("brand", "Bright")],
    "short sleeve": [],
    "something bright": [],
    "BRIGHT IDEA": [],
    "the Aurora": [],
    "an everyday thing": [],
    "two seater": [],
    "boost": [],
    "I'd like to go to the top": [],
}
PICKS: Dict[str, Expected] = {
    "the second one": [("ordinal", 2)],
    "number 3": [("ordinal", 3)],
    "first": [("ordinal", 1)],
    "the last one": [("ordinal", -1)],
    "the 2nd": [("ordinal", 2)],
    "#3": [("ordinal", 3)],
    "option two": [("ordinal", 2)],
    "compare the first and the third": [("ordinal", 1), ("ordinal", 3)],
    "compare 1 and 3": [("ordinal", 1), ("ordinal", 3)],
    "the first two": [("ordinal", 1), ("ordinal", 2)],
    "the second one, not the first": [("ordinal", 2), ("ordinal", 1, "exclude")],
    "wait a second": [],
    "last week": [("date", "2026-11-09/2026-11-15")],
    "the second time I ask": [],
    "first of all": [],
    "I bought it on the 4th": [("date", "2026-11-04")],
    "how long does the battery last": [],
    "two of them": [("quantity", 2)],
    "quantity 3": [("quantity", 3)],
    "3 pairs": [("quantity", 3)],
    "2x": [("quantity", 2)],
    "2 jackets": [("quantity", 2), ("product_type", "jacket")],
    "which one of them": [],
    "4 out of 5": [("rating", 4)],
    "5 stars": [("rating", 5)],
    "five stars": [("rating", 5)],
    "8/10": [("rating", 4)],
    "1/10": [("rating", 1)],
    "zero stars": [("rating", 1)],
    "⭐⭐⭐": [("rating", 3)],
    "24/7": [],
    "on 4/5": [("date", "2027-05-04")],
}
PEOPLE_AND_REASONS: Dict[str, Expected] = {
    "for my wife": [("audience", "women")],
    "for my lovely husband": [("audience", "men")],
    "for my 6 year old": [("audience", "kids")],
    "for a 6 month old": [("audience", "baby")],
    "for my 18 year old daughter": [("audience", "women")],
    "ladies": [("audience", "women")],
    "boys' shoes": [("audience", "kids"), ("product_type", "shoe")],
    "men's": [("audience", "men")],
    "newborn": [("audience", "baby")],
    "not for kids": [("audience", "kids", "exclude")],
    "my 2 year old laptop": [("product_type", "laptop")],
    "my husband ordered it": [],
    "hi guys": [],
    "baby blue": [("colour", "blue")],
    "too tight": [("return_reason", "too_small")],
    "they're too big for me": [("return_reason", "too_big")],
    "arrived broken": [("return_reason", "damaged")],
    "it doesn't work": [("return_reason", "defective")],
    "won’t turn on": [("return_reason", "defective")],
    "you sent the wrong colour": [("return_reason", "wrong_item")],
    "not as described": [("return_reason", "not_as_described")],
    "looks nothing like the photo": [("return_reason", "not_as_described")],
    "I changed my mind": [("return_reason", "changed_mind")],
    "it took too long": [("return_reason", "late")],
    "it's not too small, it's too big": [
        ("return_reason", "too_small", "exclude"),
        ("return_reason", "too_big"),
    ],
    "a very small bathroom": [],
    "is it too late to cancel": [],
    "I'm torn": [],
    "so long": [],
    "cheaper": [("relative_price", "lower")],
    "less expensive": [("relative_price", "lower")],
    "more expensive": [("relative_price", "higher")],
    "better quality": [("relative_price", "higher")],
    "the cheapest": [("relative_price", "lowest")],
    "the most expensive": [("relative_price", "highest")],
    "cheaper than 50": [("price_max", 50.0)],
}
NEGATION: Dict[str, Expected] = {
    "not black": [("colour", "black", "exclude")],
    "no leather": [("material", "leather", "exclude")],
    "without laces": [("feature", "laces", "exclude")],
    "leather makes me itch all day": [("material", "leather", "exclude")],
    "leather gives me a rash": [("material", "leather", "exclude")],
    "I have a leather allergy": [("material", "leather", "exclude")],
    "I want to get rid of leather": [("material", "leather", "exclude")],
    "steer clear of black": [("colour", "black", "exclude")],
    "I can't wear leather": [("material", "leather", "exclude")],
    "leather makes me happy": [("material", "leather")],
    "I would rather not go over 300": [("price_max", 300)],
    "not spend more than 80": [("price_max", 80)],
    "anything but red": [("colour", "red", "exclude")],
    "any colour but pink": [("colour", "pink", "exclude")],
    "not the black one, the green one": [("colour", "black", "exclude"), ("colour", "green")],
    "not black but brown": [("colour", "black", "exclude"), ("colour", "brown")],
    "no black, brown or grey": [
        ("colour", "black", "exclude"),
        ("colour", "brown", "exclude"),
        ("colour", "grey", "exclude"),
    ],
    "not leather or suede": [("material", "leather", "exclude"), ("material", "suede", "exclude")],
    "not black, green": [("colour", "black", "exclude"), ("colour", "green")],
    "no leather boots": [("material", "leather", "exclude"), ("product_type", "boot")],
    "not black leather": [("colour", "black", "exclude"), ("material", "leather", "exclude")],
    "without laces and in black": [("feature", "laces", "exclude"), ("colour", "black")],
    "I don't like pink": [("colour", "pink", "exclude")],
    "allergic to wool": [("material", "wool", "exclude")],
    "not made of cotton": [("material", "cotton", "exclude")],
    "I'm not into Fjordhelm any more": [("brand", "Fjordhelm", "exclude")],
    "other than Nordvik": [("brand", "Nordvik", "exclude")],
    "instead of black": [("colour", "black", "exclude")],
    "fragrance-free": [("feature", "fragrance", "exclude")],
    "non-leather": [("material", "leather", "exclude")],
    "it isn’t waterproof": [("feature", "waterproof", "exclude")],
    "shoes, not boots": [("product_type", "shoe"), ("product_type", "boot", "exclude")],
    "why not black?": [("colour", "black")],
    "not only black": [("colour", "black")],
    "no, the black one": [("colour", "black")],
    "no problem, black is fine": [("colour", "black")],
    "nothing but black": [("colour", "black")],
    "I'm not sure about the green": [("colour", "green")],
    "I have not received the green jacket": [("colour", "green"), ("product_type", "jacket")],
}
TABLE = {**PRICES, **ORDERS, **SIZES, **WORDS, **PICKS, **PEOPLE_AND_REASONS, **NEGATION}


@pytest.mark.parametrize("text", TABLE)
def test_a_sentence_gives_these_entities_and_no_others(text: str) -> None:
    assert found(text) == TABLE[text]


def test_one_sentence_may_say_everything() -> None:
    sentence = "I need waterproof hiking boots for my wife in 42, not brown, no leather, under £150"
    assert found(sentence) == [
        ("feature", "waterproof"),
        ("product_type", "hiking boot"),
        ("audience", "women"),
        ("size", "42"),
        ("colour", "brown", "exclude"),
        ("material", "leather", "exclude"),
        ("price_max", 150.0),
    ]


def test_offsets_point_at_the_words() -> None:
    text = "Is order no. 10342 with the green jackets late?"
    spans = {one["entity"]: text[one["start"] : one["end"]] for one in entities(text)}
    assert spans == {"order_number": "10342", "colour": "green", "product_type": "jackets"}


def test_entities_never_overlap() -> None:
    for text in TABLE:
        spans = sorted({(one["start"], one["end"]) for one in entities(text)})
        assert all(first[1] <= second[0] for first, second in pairwise(spans)), text


def test_a_guess_is_less_sure_than_a_literal_find() -> None:
    (exact,) = entities("leather")
    (guess,) = entities("lether")
    assert exact["confidence_entity"] == 1.0
    assert 0.88 <= guess["confidence_entity"] < 1.0


def test_without_a_vocabulary_the_rest_is_still_found() -> None:
    bare = extract_entities("green jacket size M under 50", Vocabulary({}, set()), FRIDAY)
    assert [one["entity"] for one in bare] == ["size", "price_max"]
