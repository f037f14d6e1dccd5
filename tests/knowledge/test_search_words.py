"""Matching by words: terms, article codes, misspellings, the other language."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.search.lexical import LexicalIndex, Words
from knowledge.search.query import read_query
from knowledge.search.spelling import Spelling
from knowledge.search.terms import LONGEST, codes, names_an_article, terms
from knowledge.search.translation import translated

SHELF = (
    Words("Sony Bravia KDL-40V5100 Television", "A black screen of 40 inches"),
    Words("Sony Bravia KDL-46V5100 Television", "A black screen of 46 inches"),
    Words("Netgear FS105NA Switch", "Five ports"),
    Words("Brisk Hair Dryer", "Dries hair in silence"),
    Words("Windle Rain Jacket", "Waterproof, with a hood"),
    Words("棉质连衣裙", "夏天穿的红色裙子"),
)


@pytest.fixture(scope="module")
def index() -> LexicalIndex:
    return LexicalIndex.of(SHELF)


def best(index: LexicalIndex, text: str) -> str:
    """The head of what fits best; empty when nothing does."""
    head, whole, code = read_query(text, index, Spelling(index.words)).scores(index)
    scores = head + whole + code
    return SHELF[int(scores.argmax())].head if scores.max() > 0 else ""


def test_a_code_gives_its_runs_their_parts_and_its_joined_form() -> None:
    assert terms("KDL-40V5100") == ["kdl", "40v5100", "40", "v", "5100", "kdl40v5100"]


def test_words_are_in_the_singular_and_chinese_by_pairs() -> None:
    assert terms("Rain Jackets") == ["rain", "jacket"]
    assert terms("连衣裙") == ["连衣", "衣裙"]
    assert terms("裙") == ["裙"]
    assert terms("USB充电器") == ["usb", "充电", "电器"]


def test_only_what_has_digits_and_some_length_is_a_code() -> None:
    assert codes("Sony KDL-40V5100, 46 inch, model FS105") == ["kdl40v5100", "40v5100", "fs105"]


@pytest.mark.parametrize("text", ["KDL-40V5100", "a kdl40v5100", "FS105NA", "fs105", "SCX4725FN"])
def test_an_article_is_named_by_its_code(text: str) -> None:
    assert names_an_article(text)


@pytest.mark.parametrize(
    "text",
    "2litre 30euros 1200watt 1000piece iphone15 iphone-15-pro mp3-player 100x200cm 500ml 4711 usb3-hub".split(),
)
def test_measures_and_words_with_a_number_name_no_article(text: str) -> None:
    assert not names_an_article(text)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_gives_terms_that_fit_the_vocabulary(text: str) -> None:
    assert all(term and len(term.encode()) <= LONGEST for term in terms(text))


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_request_can_be_asked(text: str) -> None:
    small = LexicalIndex.of(SHELF)
    for scores in read_query(text, small, Spelling(small.words)).scores(small):
        assert np.isfinite(scores).all()
        assert (scores >= 0).all()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("kdl40v5100", "Sony Bravia KDL-40V5100 Television"),
        ("Sony KDL 46V5100", "Sony Bravia KDL-46V5100 Television"),
        ("netgear fs105", "Netgear FS105NA Switch"),
        ("hairdryer", "Brisk Hair Dryer"),
        ("waterprof jaket", "Windle Rain Jacket"),
        ("televison", "Sony Bravia KDL-40V5100 Television"),
        ("红色裙子", "棉质连衣裙"),
        ("雨衣夹克", "Windle Rain Jacket"),
        ("a dress", "棉质连衣裙"),
        ("screwdriver", ""),
        ("", ""),
    ],
)
def test_what_was_meant_is_found(index: LexicalIndex, text: str, name: str) -> None:
    assert best(index, text) == name


def test_a_code_that_agrees_for_longer_counts_for_more(index: LexicalIndex) -> None:
    agreement = index.code_agreement(["kdl40v5100"])
    assert agreement[0] == pytest.approx(1)
    assert 0 < agreement[1] < 0.4  # only "kdl4" is in both
    assert index.code_agreement(["fs105x"])[2] > 0.4


def test_words_written_right_are_not_corrected(index: LexicalIndex) -> None:
    spelling = Spelling(["jacket", "packet"])
    assert [word for word, _ in spelling.meant("jaket")] == ["jacket"]
    assert spelling.meant("jac") == []
    assert spelling.meant("umbrella") == []
    exact = read_query("jacket", index, Spelling(index.words)).known
    assert [weight for meant in exact for _, weight in meant] == [1.0]


def test_requests_are_said_in_the_other_language_where_its_word_is_known() -> None:
    assert "jacket" in translated("我想买一件防水夹克")
    assert "waterproof" in translated("我想买一件防水夹克")
    assert "背包" in "".join(translated("a backpack")) or "双肩包" in translated("a backpack")
    assert translated("zxqv") == []


def test_an_index_brought_up_to_date_is_the_same_as_one_made_anew() -> None:
    old = LexicalIndex.of([SHELF[0], SHELF[2], SHELF[3]])
    wanted = [SHELF[0], SHELF[1], SHELF[3], SHELF[4]]
    # Kept are the old rows 0 and 2, then come the new ones.
    changed = old.changed(np.array([0, 2]), [SHELF[1], SHELF[4]], np.array([0, 2, 1, 3]))
    anew = LexicalIndex.of(wanted)
    for text in ("sony bravia", "hair", "kdl46v5100", "waterproof hood"):
        found = read_query(text, changed, Spelling(changed.words)).scores(changed)
        expected = read_query(text, anew, Spelling(anew.words)).scores(anew)
        assert np.allclose(found, expected), text


def test_a_saved_index_scores_alike_when_read_again(index: LexicalIndex, tmp_path: Path) -> None:
    index.save(tmp_path)
    read = LexicalIndex.load(tmp_path)
    spelling = Spelling(index.words)
    for text in ("sony 46", "fs105", "裙子"):
        assert np.array_equal(
            read_query(text, index, spelling).scores(index), read_query(text, read, spelling).scores(read)
        )


def test_an_index_of_nothing_finds_nothing(tmp_path: Path) -> None:
    nothing = LexicalIndex.of([])
    nothing.save(tmp_path)
    read = LexicalIndex.load(tmp_path)
    assert len(read) == 0
    assert all(
        len(scores) == 0 for scores in read_query("jacket fs105", read, Spelling(read.words)).scores(read)
    )
