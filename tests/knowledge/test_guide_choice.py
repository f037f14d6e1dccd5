"""Which guide fits: by the shopper's own words, in English and Chinese, and none where none does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from knowledge.guides.choosing import GuideBook
from knowledge.guides.folder import LIBRARY, read_guides
from knowledge.search.embedding import SentenceEncoder

REQUESTS = json.loads(Path(__file__).with_name("guide_requests.json").read_text(encoding="utf-8"))
"""`tuned` are those that the thresholds were chosen with, `unseen` those written afterwards; symptom -1 is a danger."""
DANGER = -1


@pytest.fixture(scope="module")
def book() -> GuideBook:
    encoder = SentenceEncoder("use", threads=1)
    return GuideBook(read_guides(LIBRARY), lambda: encoder)


def found(book: GuideBook, request: dict[str, Any]) -> int | None:
    names = [request["guide"]]
    if book.danger(request["says"], names) is not None:
        return DANGER
    fit = book.fitting(request["says"], names)
    return fit.symptom if fit is not None else None


@pytest.mark.parametrize(("which", "least"), [("tuned", 0.97), ("unseen", 0.8)])
def test_most_complaints_find_their_symptom(book: GuideBook, which: str, least: float) -> None:
    wrong = [each for each in REQUESTS[which] if found(book, each) != each["symptom"]]
    assert 1 - len(wrong) / len(REQUESTS[which]) >= least, wrong


def test_no_danger_is_overlooked_and_none_is_seen_where_there_is_none(book: GuideBook) -> None:
    every = REQUESTS["tuned"] + REQUESTS["unseen"]
    assert [each for each in every if (found(book, each) == DANGER) != (each["symptom"] == DANGER)] == []


@pytest.mark.parametrize(
    "text", ["it is broken", "my headphones don't work", "耳机坏了", "there is something wrong"]
)
def test_a_complaint_that_leaves_open_what_is_wrong_is_unclear(book: GuideBook, text: str) -> None:
    assert book.is_unclear(text, ["headphones"])
    assert book.fitting(text, ["headphones"]) is None


@pytest.mark.parametrize("text", ["the headband snapped", "I do not like the colour"])
def test_a_complaint_that_no_guide_knows_is_not_unclear(book: GuideBook, text: str) -> None:
    assert not book.is_unclear(text, ["headphones"])
    assert book.fitting(text, ["headphones"]) is None


def test_guides_are_found_by_the_kinds_of_a_product(book: GuideBook) -> None:
    assert book.of_kind(lambda kind: kind == "tent") == ["tent"]
    assert book.of_kind(lambda kind: kind == "sofa") == []


def test_nothing_said_fits_nothing(book: GuideBook) -> None:
    assert book.fitting("", ["tent"]) is None
    assert book.danger(" ") is None
    assert book.is_unclear("", ["tent"])
