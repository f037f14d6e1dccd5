"""The demo's help articles are many, well formed, and agree with the shop's rules where these are code."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.demo.articles import SUBJECTS, ArticleFault, read_articles
from knowledge.demo.goods_back import policy
from knowledge.demo.house_rules import FREE_FROM_MINOR, PRICE_MINOR, Method

SOUND = "---\ntitle: A\nsubject: orders\nquestions:\n  - where\n---\nText.\n"


def test_there_are_forty_or_more_on_all_subjects() -> None:
    articles = read_articles()
    assert len(articles) >= 40
    assert {article.subject for article in articles} == SUBJECTS


def test_slugs_titles_and_questions_are_unique() -> None:
    articles = read_articles()
    assert len({article.slug for article in articles}) == len(articles)
    assert len({article.title for article in articles}) == len(articles)
    questions = [question.lower() for article in articles for question in article.questions]
    assert len(set(questions)) == len(questions)


def test_each_has_questions_and_a_text_of_some_length() -> None:
    for article in read_articles():
        assert 3 <= len(article.questions) <= 10, article.slug
        assert 60 <= len(article.body.split()) <= 280, article.slug
        assert article.language == "en"


def test_prices_in_the_articles_are_those_the_demo_charges() -> None:
    bodies = {article.slug: article.body for article in read_articles()}
    text = bodies["delivery-options-and-costs"]
    for method in Method:
        assert f"{PRICE_MINOR[method] / 100:.2f} EUR" in text
    assert f"{FREE_FROM_MINOR // 100} EUR" in text
    assert f"{policy().returns.fee_minor / 100:.2f} EUR" in bodies["return-costs"]
    assert f"{policy().window_days('blue')} days" in bodies["how-long-to-return"]
    assert f"{policy().window_days('gold')} days" in bodies["how-long-to-return"]


@pytest.mark.parametrize(
    ("right", "wrong", "reason"),
    [
        ("---\ntitle", "title", "front matter between two lines"),
        ("title: A\n", "", "front matter must have questions, subject, title"),
        ("subject: orders", "subject: weather", "subject 'weather' is none of"),
        ("questions:\n  - where", "questions: where", "questions must be a list of texts"),
        ("Text.\n", "", "has no text"),
        ("title: A", "title: [A", "no YAML"),
    ],
)
def test_a_fault_is_named_with_its_file(tmp_path: Path, right: str, wrong: str, reason: str) -> None:
    (tmp_path / "where.md").write_text(SOUND.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(ArticleFault) as fault:
        read_articles(tmp_path)
    assert str(fault.value).startswith("where.md: ")
    assert reason in str(fault.value)
