"""Sentiment of what shoppers say: a small logistic head on a sentence vector beside lexicon scores.

The head is `sentiment_head.npz`, trained by `python -m knowledge.feedback.train_sentiment` on our own
examples in `data/sentiment/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge.errors import DomainError
from knowledge.feedback import lexicon
from knowledge.search.embedding import Encoder, Vectors

LABELS = ("negative", "neutral", "positive")
HEAD = Path(__file__).with_name("sentiment_head.npz")
# Lexicon scores are spread like the entries of a unit vector of a few hundred numbers times this.
LEXICON_SCALE = 0.5


class HeadMismatch(DomainError):
    """The head was trained on the vectors of another model."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(
            f"the sentiment head was trained for {found}, but {expected} is in force: "
            "run `python -m knowledge.feedback.train_sentiment`"
        )


@dataclass(frozen=True)
class Sentiment:
    """A label and a value from -1 (surely negative) to 1 (surely positive)."""

    label: str
    value: float


def features(texts: Sequence[str], vectors: Vectors) -> npt.NDArray[np.float64]:
    """Sentence vectors beside lexicon scores, shape (texts, dimension + 4)."""
    rows = [
        [scores[name] for name in ("neg", "neu", "pos", "compound")] for scores in map(lexicon.scores, texts)
    ]
    return np.hstack([vectors, LEXICON_SCALE * np.array(rows, dtype=np.float64).reshape(len(texts), 4)])


class SentimentModel:
    """Reads the head once and judges texts."""

    def __init__(self, encoder: Encoder, head: Path = HEAD) -> None:
        """Raises `HeadMismatch` when the head belongs to another encoder."""
        self._encoder = encoder
        with np.load(head, allow_pickle=False) as stored:
            model = str(stored["model"])
            self._weights = stored["weights"].astype(np.float64)
            self._bias = stored["bias"].astype(np.float64)
        if model != encoder.fingerprint:
            raise HeadMismatch(model, encoder.fingerprint)

    def judge(self, texts: Sequence[str]) -> list[Sentiment]:
        """The sentiment of each text."""
        if not texts:
            return []
        logits = features(texts, self._encoder.encode(list(texts))) @ self._weights.T + self._bias
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares = odds / odds.sum(axis=1, keepdims=True)
        return [Sentiment(LABELS[int(row.argmax())], round(float(row[2] - row[0]), 4)) for row in shares]
