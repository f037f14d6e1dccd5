"""Questions about one product are answered from what is stated of it, and from nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.advice.details import answer, attribute_name, shown_attributes, value_text
from knowledge.catalogue.view import ProductFacts
from knowledge.search.embedding import SentenceEncoder
from knowledge.shop import Shop
from tests.knowledge.small_catalogue import product

SPEAKER = replace(
    product(
        "Pebbleback Speaker",
        attributes={
            "waterproof": True,
            "wireless": True,
            "battery_hours": 12,
            "weight_kg": 0.5,
            "material": "recycled plastic",
            "noise_cancelling": False,
            "max_load_kg": 3.0,
            "picture_kind": "speaker",
        },
    ),
    description="It floats. A rubber loop ties it to a tent pole. The dust-tight shell shrugs off sand.",
)


@pytest.mark.parametrize(
    ("question", "name", "value"),
    [
        ("is it waterproof?", "waterproof", "yes"),
        ("does it keep the rain out, is it rainproof", "waterproof", "yes"),
        ("how long does the battery last", "battery (hours)", "12"),
        ("what material is it", "material", "recycled plastic"),
        ("does it have noise cancellation?", "noise cancelling", "no"),
        ("is it bluetooth", "wireless", "yes"),
        ("what is it made from", "material", "recycled plastic"),
        ("how much does it weigh", "weight (kg)", "0.5"),
    ],
)
def test_an_attribute_answers_a_question_about_it(
    encoder: SentenceEncoder, question: str, name: str, value: str
) -> None:
    stated = answer(SPEAKER, question, encoder)
    assert (stated.source, stated.name, stated.value) == ("attribute", name, value)


def test_a_sentence_of_the_description_answers_what_no_attribute_says(encoder: SentenceEncoder) -> None:
    stated = answer(SPEAKER, "will it float on water if I drop it into the lake?", encoder)
    assert (stated.source, stated.value) == ("description", "It floats.")


@pytest.mark.parametrize(
    "question",
    [
        "who designed it",
        "is it made in Germany",
        "does it come with a free subscription",
        "can I pay by cheque",
    ],
)
def test_what_is_not_stated_is_not_answered(encoder: SentenceEncoder, question: str) -> None:
    assert answer(SPEAKER, question, encoder).source == "nothing"


def test_a_features_other_name_counts_only_as_a_whole_word(encoder: SentenceEncoder) -> None:
    phones = replace(product("Duet", attributes={"noise_cancelling": True}), description="")
    assert answer(phones, "do they have ANC?", encoder).value == "yes"
    assert answer(phones, "can I use them for dancing and balance", encoder).source == "nothing"


def test_what_is_kept_beside_the_attributes_answers_too(encoder: SentenceEncoder) -> None:
    kept = {"shipping_weight_g": 2400, "warranty_months": 24}
    bare = replace(product("Bare Thing"), description="")
    for question in ("what's the weight of the first one", "how heavy is it", "多重啊"):
        assert answer(bare, question, encoder, more=kept).value == "2400"
    for question in ("is there a guarantee on it", "保修几年"):
        assert answer(bare, question, encoder, more=kept).value == "24"


def test_an_attributes_name_in_the_shoppers_language_is_known(encoder: SentenceEncoder) -> None:
    collared = replace(product("Collared", attributes={"collar": "button-down"}), description="")
    names = {"collar": "衣领"}
    assert (
        answer(collared, "衣领是什么样的", encoder, called=lambda name: names.get(name, name)).value
        == "button-down"
    )
    assert answer(collared, "衣领是什么样的", encoder).source == "nothing"


def test_a_part_named_in_full_comes_before_what_is_asked_in_general(encoder: SentenceEncoder) -> None:
    shoe = replace(product("Shoe", attributes={"material": "suede", "sole": "rubber"}), description="")
    assert answer(shoe, "what material is the sole", encoder).value == "rubber"
    assert answer(shoe, "what is it made of", encoder).value == "suede"


def test_nothing_stated_answers_nothing(encoder: SentenceEncoder) -> None:
    bare = replace(product("Bare Thing"), description="")
    assert answer(bare, "is it heavy?", encoder).source == "nothing"


def test_the_name_of_the_product_in_the_question_does_not_answer_it(encoder: SentenceEncoder) -> None:
    boot = replace(product("Rubber Sole Boot", attributes={"sole": "cork"}), description="")
    assert answer(boot, "how tall is the Rubber Sole Boot", encoder).source == "nothing"


def test_internal_facts_are_no_shoppers_business(encoder: SentenceEncoder) -> None:
    assert "picture kind" not in shown_attributes(SPEAKER)
    assert answer(SPEAKER, "what picture kind is it", encoder).name != "picture kind"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("battery_hours", "battery (hours)"),
        ("max_load_kg", "max load (kg)"),
        ("waterproof", "waterproof"),
        ("sleeve_length", "sleeve length"),
        ("g", "g"),
    ],
)
def test_an_attributes_name_is_put_in_words(name: str, words: str) -> None:
    assert attribute_name(name) == words


@pytest.mark.parametrize(
    ("value", "text"), [(True, "yes"), (False, "no"), (3.0, "3"), (0.5, "0.5"), (12, "12"), ("oak", "oak")]
)
def test_a_value_is_put_in_words(value: object, text: str) -> None:
    assert value_text(value) == text


def of_demo(demo: Shop, product_id: str) -> ProductFacts:
    return demo.advisor.product(product_id)


@pytest.mark.parametrize(
    ("product_id", "question", "value"),
    [
        ("longhaul-insulated-bottle", "can it go in the dishwasher?", "no"),
        ("pebbleback-pocket-speaker", "how many hours does the battery last?", "12"),
        ("heron-chefs-knife", "what is the blade made of?", "forged steel, pear wood"),
        ("mosskar-mid-walker", "is it waterproof", "yes"),
        ("fireside-cast-iron-casserole", "第二个是什么材质", "enamelled cast iron"),
        ("fireside-cast-iron-casserole", "可以放洗碗机吗", "yes"),
        (
            "jackpot-pop-up-tent",
            "what's it made out of",
            "polyester, steel spring frame",
        ),
        ("jackpot-pop-up-tent", "适合几个人", "2"),
        ("fireside-cast-iron-casserole", "what colours does it come in", "burgundy, forest green, cream"),
        ("fireside-cast-iron-casserole", "有什么颜色", "burgundy, forest green, cream"),
    ],
)
def test_questions_about_the_demo_shops_products_are_answered(
    demo: Shop, product_id: str, question: str, value: str
) -> None:
    assert answer(of_demo(demo, product_id), question, demo.encoder).value == value


REVIEWS = ("Very happy. It survived a fall from the bike without a scratch.", "Sounds good in the shower.")


def test_a_review_answers_what_the_shop_does_not_state(encoder: SentenceEncoder) -> None:
    stated = answer(SPEAKER, "does it survive being dropped from a bike?", encoder, REVIEWS)
    assert (stated.source, stated.value) == ("review", "It survived a fall from the bike without a scratch.")


def test_what_the_shop_states_comes_before_what_shoppers_wrote(encoder: SentenceEncoder) -> None:
    stated = answer(SPEAKER, "is it waterproof?", encoder, ("Not waterproof at all!",))
    assert (stated.source, stated.value) == ("attribute", "yes")
