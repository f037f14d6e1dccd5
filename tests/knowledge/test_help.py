"""Answers from the shop's help articles: the right article, its best section, and nothing when none fits."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from knowledge.errors import NotFound
from knowledge.help.models import HelpArticle
from knowledge.help.service import (
    ANSWER_SCORE,
    SECTION_CHARACTERS,
    Section,
    closeness,
    plain_text,
    sections_of,
    shortened,
)
from knowledge.search.index import IndexFolder, IndexMismatch, VectorIndex
from knowledge.shop import Shop

# Paraphrases of ours: none of them is written in an article.
PARAPHRASES = {
    "somebody broke into my account": "account-security",
    "where can I throw away old batteries": "battery-recycling",
    "how will my new wardrobe be brought to me": "bulky-goods-delivery",
    "I want to call off an order I just placed": "cancel-an-order",
    "my phone number changed, where do I update it": "change-account-details",
    "what is this bot good for": "chat-assistant",
    "who reads what I write in this chat": "chat-privacy",
    "which clothes size am I": "clothing-sizes",
    "what are your phone hours": "contact-and-hours",
    "how should I wash my cast iron pan": "cookware-care",
    "do you ship to Portugal": "countries-we-deliver-to",
    "how do I register as a customer": "create-an-account",
    "do I pay import taxes when ordering to Switzerland": "customs-duties-uk-ch-no",
    "please remove my account for good": "delete-account",
    "erase everything you store about me": "delete-my-data",
    "do I get the shipping fee back when I return something": "delivery-cost-refund",
    "how much is shipping": "delivery-options-and-costs",
    "how many days until it arrives": "delivery-times",
    "can I put my down jacket into the washing machine": "down-and-duvet-care",
    "swap it for a bigger size": "exchange-size-or-colour",
    "send me a copy of all data you hold about me": "export-my-data",
    "next day delivery": "express-delivery",
    "it stopped working after two weeks": "faulty-item",
    "I lost my bill, can I download it": "find-an-invoice",
    "can you wrap it as a present": "gift-wrapping",
    "until when can I send things back": "how-long-to-return",
    "where do I print the return label": "how-to-return",
    "one of my things was not in the box": "item-missing-from-order",
    "can I pay later by Klarna": "klarna-invoice",
    "my package should have been here days ago": "late-parcel",
    "how do I polish my leather boots": "leather-care",
    "what do I get as a gold member": "linden-circle-levels",
    "the postman rang but nobody was home": "missed-delivery",
    "stop sending me marketing emails": "newsletter-settings",
    "which credit cards do you take": "payment-methods",
    "can I collect my parcel from a shop nearby": "pick-up-point-delivery",
    "my voucher code does not work": "promo-codes",
    "I cannot remember my password": "reset-password",
    "do you have discounts for students": "student-discount",
    "when does the money get back on my card": "when-refund",
}

NONSENSE = [
    "what is the capital of France",
    "tell me a joke about penguins",
    "how do I fix a bicycle chain at night on the moon",
    "asdf qwer zxcv",
    "who won the football world cup in 1998",
    "solve x squared equals nine",
    "write a poem about the sea",
    "what is the weather tomorrow",
]


def slug_of(key: str) -> str:
    return key.replace("#", ":").partition(":")[0]


def test_each_articles_questions_find_it(demo: Shop) -> None:
    index = IndexFolder(demo.config.index_folder, "help").load(model=demo.encoder.fingerprint)
    questions = [key for key in index.keys if ":question" in key]
    missed = [key for key in questions if ranked_without(index, key, keep=True)[0] != slug_of(key)]
    assert len(questions) > 300
    assert len(missed) <= 0.02 * len(questions), missed


def test_questions_left_out_of_the_index_mostly_still_find_their_article(demo: Shop) -> None:
    # The questions of an article are as unlike each other as their writers could make them, and many ask
    # what two articles answer ("delivery time"), so this is a floor and no measure of what shoppers meet.
    index = IndexFolder(demo.config.index_folder, "help").load(model=demo.encoder.fingerprint)
    questions = [key for key in index.keys if ":question" in key]
    found = [ranked_without(index, key).index(slug_of(key)) for key in questions]
    assert sum(place == 0 for place in found) / len(found) >= 0.68
    assert sum(place < 3 for place in found) / len(found) >= 0.85


def ranked_without(index: VectorIndex, key: str, *, keep: bool = False) -> list[str]:
    """The articles by closeness to one of the index's own questions, that question left out."""
    vector = index.vector(key)
    assert vector is not None
    scores: dict[str, list[float]] = {}
    for hit in index.search(vector, len(index)):
        if keep or hit.key != key:
            scores.setdefault(slug_of(hit.key), []).append(hit.score)
    return sorted(scores, key=lambda slug: -closeness(scores[slug]))


def test_questions_in_other_words_find_their_article(demo: Shop) -> None:
    wrong = {}
    for question, slug in PARAPHRASES.items():
        found = demo.help.search(question, count=1)[0]
        if found.slug != slug:
            wrong[question] = (found.slug, round(found.score, 2))
    assert len(PARAPHRASES) == 40
    assert 1 - len(wrong) / len(PARAPHRASES) >= 0.9, wrong


def test_questions_in_other_words_are_nearly_all_answered(demo: Shop) -> None:
    silent = [question for question in PARAPHRASES if demo.help.answer(question) is None]
    assert len(silent) <= 6, silent


@pytest.mark.parametrize("question", NONSENSE)
def test_nonsense_finds_nothing(demo: Shop, question: str) -> None:
    assert demo.help.answer(question) is None


def test_an_answer_names_its_article_and_is_the_section_that_fits(demo: Shop) -> None:
    answer = demo.help.answer("may I put a cashmere jumper into the tumble dryer?")
    assert answer is not None
    assert answer.slug == "wool-and-cashmere-care"
    assert answer.title == "How do I care for wool and cashmere?"
    assert "How do I dry it?\n" in answer.text
    assert "tumble dryer" in answer.text
    assert answer.score >= ANSWER_SCORE


def test_only_articles_of_the_subjects_asked_for_are_searched(demo: Shop) -> None:
    assert demo.help.answer("how much is shipping", subjects=("privacy",)) is None
    found = demo.help.search("how much is shipping", count=5, subjects=("privacy",))
    assert {answer.subject for answer in found} == {"privacy"}


def test_search_gives_each_article_once_best_first(demo: Shop) -> None:
    found = demo.help.search("how do I send something back?", count=5)
    assert len({answer.slug for answer in found}) == 5
    assert found[0].slug == "how-to-return"
    assert all(-1 <= answer.score <= 1 for answer in found)


def test_an_article_is_read_by_its_slug(demo: Shop) -> None:
    assert demo.help.by_slug("cookies").title == "Which cookies does the shop use?"
    with pytest.raises(NotFound):
        demo.help.by_slug("no-such-article")


def test_a_changed_article_makes_the_index_out_of_date_and_only_it_is_encoded_again(own_demo: Shop) -> None:
    own_demo.help.check()
    with own_demo.sessions() as session, session.begin():
        session.execute(
            update(HelpArticle).where(HelpArticle.slug == "cookies").values(title="What about cookies?")
        )
    with pytest.raises(IndexMismatch, match=r"run `attendant index`"):
        own_demo.help.check()


def test_a_body_is_cut_at_its_headings() -> None:
    assert sections_of("Before.\n\n## One\n\nFirst.\n\n## Empty\n\n## Two\nSecond.") == [
        Section("", "Before."),
        Section("One", "First."),
        Section("Two", "Second."),
    ]
    assert sections_of("") == []
    assert sections_of("## Only\n\nText.") == [Section("Only", "Text.")]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("Read [the guide](https://x.y/z) **first**.", "Read the guide first."),
        ("- one\n- two", "– one\n– two"),
        ("A line\nthat goes on.", "A line that goes on."),
        ("One.\n\nTwo.", "One.\nTwo."),
        ("### Small heading\n\nText with `code`.", "Small heading\nText with code."),
        ("1. First\n2. Second", "1. First\n2. Second"),
    ],
)
def test_markdown_is_read_as_plain_text(markdown: str, text: str) -> None:
    assert plain_text(markdown) == text


def test_a_long_text_is_cut_after_a_whole_sentence() -> None:
    text = "One sentence. " * 100
    cut = shortened(text)
    assert len(cut) <= SECTION_CHARACTERS
    assert cut.endswith("sentence.")
    assert shortened("Short.") == "Short."
    assert shortened("x" * 700) == "x" * 700


def test_lines_of_a_list_stay_lines_when_a_text_is_cut() -> None:
    lines = "\n".join(f"– Point number {at} is this one." for at in range(40))
    assert shortened(lines).count("\n") >= 10
