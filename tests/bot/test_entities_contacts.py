"""Telephone numbers, postcodes, article codes, languages and pointing words."""

from __future__ import annotations

from dataclasses import replace
from typing import Dict

import pytest

from bot.components.place import COUNTRY_VARIABLE, current_place
from tests.bot.finding import FRIDAY, Expected, found, words

PHONES: Dict[str, Expected] = {
    "07700 900123": [("phone", "+447700900123")],
    "my number is 020 7946 0958": [("phone", "+442079460958")],
    "+1 (415) 555-2671": [("phone", "+14155552671")],
    "0049 30 1234567": [("phone", "+49301234567")],
    "call me on 555 1234": [("phone", "5551234")],
    "13800138000": [("phone", "+8613800138000")],
    "电话138 0013 8000": [("phone", "+8613800138000")],
    "座机010-62345678": [("phone", "+861062345678")],
    "电话改成07700900123": [("phone", "+447700900123")],
    "two orders, 10342 and 10343": [("order_number", "10342"), ("order_number", "10343")],
    "tracking number 123456789012": [],
    "card 4242 4242 4242 4242": [],
    "身份证号110101199001011234": [],
}
POSTCODES: Dict[str, Expected] = {
    "sw1a1aa": [("postcode", "SW1A 1AA")],
    "deliver to M1 1AE please": [("postcode", "M1 1AE")],
    "send it to 12 Elm St, Springfield, IL, 62701": [("postcode", "62701")],
    "postcode 10115": [("postcode", "10115")],
    "zip code: 90210": [("postcode", "90210")],
    "邮编200030": [("postcode", "200030")],
    "邮编是EC1A 1BB": [("postcode", "EC1A 1BB")],
    "where is 10115": [("order_number", "10115")],
    "size UK 8": [("size", "UK 8")],
}
SKUS: Dict[str, Expected] = {
    "RID-M-GRN": [("sku", "RID-M-GRN")],
    "is rid-m-grn in stock?": [("sku", "RID-M-GRN")],
    "货号rid-m-grn有吗": [("sku", "RID-M-GRN")],
    "trailhawk 42, please": [("sku", "TRAILHAWK 42")],
    "lamp-2": [("sku", "LAMP-2")],
    "article number 90210": [("sku", "90210")],
    "about 90210": [("order_number", "90210")],
    "sku boot": [("sku", "BOOT")],
    "a boot": [("product_type", "boot")],
    "RID-M-GRNX": [],
}
LANGUAGES: Dict[str, Expected] = {
    "can we speak Chinese": [("language", "zh")],
    "do you speak German?": [("language", "German")],
    "English please": [("language", "en")],
    "mandarin": [("language", "zh")],
    "could you reply in Spanish": [("language", "Spanish")],
    "能说中文吗": [("language", "zh")],
    "请用英语": [("language", "en")],
    "你会说法语吗": [("language", "French")],
    "can you speak 中文": [("language", "zh")],
    "English breakfast tea": [],
    "a French press": [],
    "nail polish remover": [],
    "is the manual in German": [],
    "英语绘本": [],
}
REFERENCES: Dict[str, Expected] = {
    "that jacket": [("reference", "one"), ("product_type", "jacket")],
    "those": [("reference", "many")],
    "this one": [("reference", "one")],
    "do you have this in blue": [("reference", "one"), ("colour", "blue")],
    "I want to return that": [("reference", "one")],
    "how much is this?": [("reference", "one")],
    "is this waterproof": [("reference", "one"), ("feature", "waterproof")],
    "cancel that order": [("reference", "one")],
    "compare these": [("reference", "many")],
    "not that one": [("reference", "one", "exclude")],
    "那件": [("reference", "one")],
    "这些": [("reference", "many")],
    "那双靴子": [("reference", "one"), ("product_type", "boot")],
    "这个多少钱": [("reference", "one")],
    "这两件都要": [("reference", "many")],
    "这有红色吗": [("reference", "one"), ("colour", "red")],
    "不要那个": [("reference", "one", "exclude")],
    "it": [],
    "I know that": [],
    "that's fine": [],
    "don't do that": [],
    "this is ridiculous": [],
    "I think that is wrong": [],
    "a jacket that goes with boots": [("product_type", "jacket"), ("product_type", "boot")],
    "these days": [],
    "那个问题": [],
    "这个时候": [],
    "这样": [],
    "那天": [],
}
TABLE = {**PHONES, **POSTCODES, **SKUS, **LANGUAGES, **REFERENCES}


@pytest.mark.parametrize("text", TABLE)
def test_a_sentence_gives_these_entities_and_no_others(text: str) -> None:
    assert found(text) == TABLE[text]


@pytest.mark.parametrize(
    ("text", "written"),
    [("that jacket", "that"), ("I like that one", "that one"), ("那件红的", "那件"), ("这双鞋", "这双")],
)
def test_the_words_of_a_reference_are_those_that_point(text: str, written: str) -> None:
    assert [each for _, each in words(text, "reference")] == [written]


def test_a_number_is_read_by_the_country_of_the_shop() -> None:
    assert found("call 030 1234567", replace(FRIDAY, country="DE")) == [("phone", "+49301234567")]
    assert found("电话020 8765 4321", replace(FRIDAY, country="CN")) == [("phone", "+862087654321")]


def test_the_environment_names_the_country(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(COUNTRY_VARIABLE, "de")
    assert current_place().country == "DE"
    monkeypatch.delenv(COUNTRY_VARIABLE)
    assert current_place().country == "GB"
