"""The languages beside each other: the same messages with the same values, and Chinese as Chinese is written."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import pytest
import yaml
from fluent.syntax import parse
from fluent.syntax.ast import Junk
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from actions.talk.help import NOT_OFFERED
from actions.words import LOCALES, Words
from knowledge.catalogue.models import Product
from knowledge.catalogue.words import build_vocabulary
from knowledge.demo.pictures.palette import COLOURS
from knowledge.shop import Shop
from tests.actions.locale_files import LANGUAGES, ROOT, documented, messages, offered, written

ZONE = ZoneInfo("Europe/Berlin")
HAN = re.compile(r"[\u4e00-\u9fff]")
LETTER = re.compile(r"[^\W\d_]")
# Marks of Western punctuation beside a Chinese character, where Chinese has its own.
WESTERN_MARK = re.compile(r"[\u4e00-\u9fff][,;:!?.()\"]|[,;:!?.()\"][\u4e00-\u9fff]")


def test_there_are_english_and_chinese() -> None:
    assert LANGUAGES == ["en", "zh"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_a_locale_file_is_read(language: str) -> None:
    for path in (LOCALES / language).glob("*.ftl"):
        junk = [
            each.content for each in parse(path.read_text(encoding="utf-8")).body if isinstance(each, Junk)
        ]
        assert junk == [], path.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_messages_with_the_same_values(language: str) -> None:
    assert messages(language) == messages("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_files_in_the_same_order(language: str) -> None:
    for path in (LOCALES / "en").glob("*.ftl"):
        names = [
            re.findall(r"(?m)^([a-z][\w-]*) =", (LOCALES / each / path.name).read_text(encoding="utf-8"))
            for each in ("en", language)
        ]
        assert names[0] == names[1], path.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_intent_that_can_be_chosen_has_a_label_of_its_own(language: str) -> None:
    words = Words(language, ZONE)
    assert len(offered()) > 60
    labels = {name: words.say(f"intent-{name.replace('_', '-')}") for name in offered()}
    assert len(set(labels.values())) == len(labels)
    assert {name: label for name, label in labels.items() if len(label) > 32} == {}


def test_talk_is_no_choice() -> None:
    unlabelled = documented()["Talk"] - {"help"}
    words = Words("en", ZONE)
    assert {name for name in unlabelled if words.has(f"intent-{name.replace('_', '-')}")} == set()
    assert {"affirm", "deny", "inform", "praise"} <= NOT_OFFERED


def test_chinese_is_written_in_chinese() -> None:
    foreign = {
        name: message.text
        for name, message in written("zh").items()
        if LETTER.search(message.text) and not HAN.search(message.text)
    }
    assert foreign == {}


def test_only_chinese_has_chinese_characters() -> None:
    assert {name for name, message in written("en").items() if HAN.search(message.text)} == set()


def test_chinese_has_its_own_punctuation() -> None:
    wrong = {
        name: message.text for name, message in written("zh").items() if WESTERN_MARK.search(message.text)
    }
    assert wrong == {}


def test_shoppers_are_addressed_politely() -> None:
    # Labels of intents are the shopper's own words, who may well say "你" to a program.
    said = {name: message.text for name, message in written("zh").items() if not name.startswith("intent-")}
    assert {name for name, text in said.items() if "你" in text} == set()


def test_every_response_of_the_bot_is_there_in_every_language_as_often() -> None:
    responses = {}
    for path in (ROOT / "bot" / "domain").glob("*.yml"):
        responses |= yaml.safe_load(path.read_text(encoding="utf-8")).get("responses") or {}
    assert "utter_greet" in responses
    for name, variations in responses.items():
        by_language = {
            language: [
                each["text"]
                for each in variations
                if (each.get("metadata") or {}).get("language") == language
            ]
            for language in LANGUAGES
        }
        assert sum(map(len, by_language.values())) == len(variations), (
            f"{name}: a variation names no language"
        )
        assert len({len(texts) for texts in by_language.values()}) == 1, name
        assert all(HAN.search(text) for text in by_language["zh"]), name
        assert not any(HAN.search(text) for text in by_language["en"]), name


def test_the_colours_and_materials_of_the_demo_shop_have_chinese_words(demo: Shop) -> None:
    words = Words("zh", ZONE)
    with demo.sessions() as session:
        products = session.scalars(
            select(Product).where(Product.active).options(selectinload(Product.variants))
        ).all()
    vocabulary = build_vocabulary(products)
    for kind in ("colour", "material"):
        found = {each: words.called(kind, each) for each in vocabulary[f"{kind}s"]}
        assert found
        assert {each for each, called in found.items() if not HAN.search(called)} == set()
    assert {each for each in COLOURS if not HAN.search(words.called("colour", each))} == set()


@pytest.mark.parametrize(
    ("kind", "word", "called"),
    [
        ("colour", "forest green", "墨绿色"),
        ("color", "Navy", "藏青色"),
        ("material", "stainless-steel", "不锈钢"),
        ("feature", "noise_cancelling", "降噪"),
        ("property", "battery (hours)", "续航（小时）"),
        ("value", "yes", "是"),
        ("colour", "heather", "heather"),
        ("material", "", ""),
        ("value", "–", "–"),
        ("brand", "Black", "Black"),
    ],
)
def test_words_of_the_catalogue_are_said_in_chinese_where_there_is_a_word(
    kind: str, word: str, called: str
) -> None:
    assert Words("zh", ZONE).called(kind, word) == called
    assert Words("en", ZONE).called(kind, word) == word


def test_a_variant_is_named_as_its_language_does() -> None:
    options = {"colour": "green", "size": "M"}
    assert Words("en", ZONE).named("Kelder Jacket", options) == "Kelder Jacket (green, M)"
    assert Words("zh", ZONE).named("Kelder Jacket", options) == "Kelder Jacket（绿色 M）"
    assert Words("zh", ZONE).named("Kelder Jacket", {}) == "Kelder Jacket"
    assert Words("zh", ZONE).values("colour", ["green", "navy"]) == "绿色、藏青色"
