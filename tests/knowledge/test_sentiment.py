"""Sentiment of what shoppers say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.feedback import lexicon
from knowledge.feedback.sentiment import HEAD, LABELS, HeadMismatch, SentimentModel, features
from knowledge.search.embedding import SentenceEncoder

UCI = Path(__file__).resolve().parents[3] / "shared" / "data" / "sentiment" / "uci"


@pytest.fixture(scope="module")
def model(encoder: SentenceEncoder) -> SentimentModel:
    return SentimentModel(encoder)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("I love these boots, they are the most comfortable I have ever had", "positive"),
        ("Great quality and it arrived a day early. Thank you!", "positive"),
        ("Works perfectly, would buy again", "positive"),
        ("The zip broke after two days and nobody answers my emails", "negative"),
        ("This is the worst service I have ever had", "negative"),
        ("it fell apart in the wash, total waste of money", "negative"),
        ("my parcel is three weeks late and i am fed up", "negative"),
        ("not good", "negative"),
        ("I would not recommend this to anyone", "negative"),
        ("I ordered two of them in size M", "neutral"),
        ("where can I find the size chart", "neutral"),
    ],
)
def test_clear_cases_are_clear(model: SentimentModel, text: str, label: str) -> None:
    (judged,) = model.judge([text])
    assert judged.label == label


def test_the_value_goes_with_the_label(model: SentimentModel) -> None:
    good, bad = model.judge(["I love it, wonderful!", "I hate it, horrible!"])
    assert -1 <= bad.value < -0.5
    assert 0.5 < good.value <= 1


def test_texts_are_judged_the_same_alone_and_together(model: SentimentModel) -> None:
    texts = ["I love it", "broken on arrival", "two in blue please"]
    together = model.judge(texts)
    alone = [model.judge([text])[0] for text in texts]
    assert [each.label for each in together] == [each.label for each in alone]
    assert [each.value for each in together] == pytest.approx([each.value for each in alone], abs=0.01)


def test_no_texts_have_no_sentiment_and_an_empty_one_is_no_error(model: SentimentModel) -> None:
    assert model.judge([]) == []
    assert model.judge([""])[0].label in LABELS


def test_a_head_of_another_encoder_is_refused_with_what_to_do(
    tmp_path: Path, encoder: SentenceEncoder
) -> None:
    head = tmp_path / "head.npz"
    with np.load(HEAD, allow_pickle=False) as stored:
        np.savez(head, **{**stored, "model": np.array("another-model@9")})
    with pytest.raises(HeadMismatch, match=r"run `python -m knowledge.feedback.train_sentiment`") as told:
        SentimentModel(encoder, head)
    assert "another-model@9" in str(told.value)
    assert encoder.fingerprint in str(told.value)


def test_features_are_the_vector_beside_four_lexicon_scores(encoder: SentenceEncoder) -> None:
    texts = ["lovely", "awful"]
    rows = features(texts, encoder.encode(texts))
    assert rows.shape == (2, encoder.dimension + 4)
    assert rows[0, -1] > 0 > rows[1, -1]
    assert features([], encoder.encode([])).shape == (0, encoder.dimension + 4)


def test_the_lexicon_tells_good_from_bad() -> None:
    assert lexicon.polarity("This is great!") > 0.3
    assert lexicon.polarity("This is terrible.") < -0.3
    assert lexicon.polarity("") == 0


def test_it_is_right_more_often_than_the_lexicon_on_public_reviews(model: SentimentModel) -> None:
    """UCI sentiment labelled sentences (Kotzias et al. 2015), which it was not trained on."""
    if not UCI.is_dir():
        pytest.skip(f"the public sentences are not here: {UCI}")
    rows = [
        line.rsplit("\t", 1)
        for name in ("amazon_cells_labelled.txt", "yelp_labelled.txt")
        for line in (UCI / name).read_text(encoding="utf-8").split("\n")
        if "\t" in line
    ][::2]
    assert len(rows) >= 900
    good = np.array([label.strip() == "1" for _, label in rows])
    ours = np.array([each.value > 0 for each in model.judge([text for text, _ in rows])])
    vaders = np.array([lexicon.polarity(text) > 0 for text, _ in rows])
    accuracy, baseline = float((ours == good).mean()), float((vaders == good).mean())
    assert accuracy > baseline, (accuracy, baseline)
