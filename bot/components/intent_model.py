"""From a message to the probabilities of intents, and whether it is in scope at all."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Optional, Sequence, Tuple

import numpy as np

from bot.components.calibration import softmax
from bot.components.kernel_ridge import likeness
from bot.components.message_space import MessageSpace
from bot.components.scope import ScopeModel, evidence
from bot.components.text_features import TextFeatures

WEIGHTS_FILE = "weights.npz"
PROJECTION_FILE = "projection.npy"
DESCRIPTION_FILE = "intents.json"
OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True)
class Prediction:
    """What the model makes of n messages.

    Attributes:
        probabilities: Of the K intents in scope, given that the message is in scope; shape (n, K), rows sum to 1.
        in_scope: Probability that the message is in scope, with as many in scope as not; shape (n,).
        outside: Whether it is decided to be out of scope; shape (n,).
    """

    probabilities: np.ndarray
    in_scope: np.ndarray
    outside: np.ndarray


@dataclass(frozen=True)
class IntentModel:
    """A trained model of K intents in scope.

    Attributes:
        labels: The K intents, sorted; with `OUT_OF_SCOPE` after them if there are examples of it.
        space: Where messages are compared.
        bandwidth: How closely.
        landmarks: The m examples that messages are compared with, in that space, shape (m, D).
        weights: What likeness to each landmark says for each label, shape (m, K or K + 1).
        sharpness: Scores are multiplied by it before the softmax: one over the temperature.
        scope: Decides what is out of scope; None when nothing could be learnt about it.
    """

    labels: Tuple[str, ...]
    space: MessageSpace
    bandwidth: float
    landmarks: np.ndarray
    weights: np.ndarray
    sharpness: float
    scope: Optional[ScopeModel]

    @property
    def in_scope_labels(self) -> Tuple[str, ...]:
        """The K intents in scope."""
        return tuple(label for label in self.labels if label != OUT_OF_SCOPE)

    def predict(self, vectors: np.ndarray, texts: Sequence[str]) -> Prediction:
        """Predicts n messages.

        Args:
            vectors: Sentence vectors, shape (n, D).
            texts: The n texts.
        """
        close = likeness(self.space.place(vectors, texts), self.landmarks, self.bandwidth)
        return self.judge(close @ self.weights, close.max(axis=1))

    def judge(self, scores: np.ndarray, nearest: np.ndarray) -> Prediction:
        """Turns scores into a prediction.

        Args:
            scores: Of n messages for each label, shape (n, K or K + 1).
            nearest: Likeness of each message to the landmark most like it, shape (n,).
        """
        count = len(self.in_scope_labels)
        probabilities = softmax(scores[:, :count] * self.sharpness)
        if self.scope is None:
            return Prediction(probabilities, np.ones(len(scores)), np.zeros(len(scores), dtype=bool))
        shown = evidence(scores, count, nearest)
        return Prediction(probabilities, self.scope.probabilities(shown), self.scope.is_outside(shown))

    def save(self, folder: Path) -> None:
        """Writes the model into a folder: weights as arrays, the rest as JSON, nothing pickled."""
        np.savez(
            folder / WEIGHTS_FILE,
            centre=self.space.centre,
            landmarks=self.landmarks.astype(np.float16),
            weights=self.weights.astype(np.float32),
        )
        np.save(folder / PROJECTION_FILE, self.space.projection)
        description = {
            "labels": list(self.labels),
            "widths": list(self.space.widths),
            "ngram_share": self.space.ngram_share,
            "bandwidth": self.bandwidth,
            "sharpness": self.sharpness,
            "scope": self.scope.to_dict() if self.scope else None,
            **self.space.text_features.to_dict(),
        }
        (folder / DESCRIPTION_FILE).write_text(json.dumps(description, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """Reads a model that `save` wrote.

        Raises:
            FileNotFoundError: If there is none in the folder.
        """
        description = json.loads((folder / DESCRIPTION_FILE).read_text(encoding="utf-8"))
        # A message has few n-grams: only the pages with their rows are ever read into memory.
        projection = np.load(folder / PROJECTION_FILE, mmap_mode="r", allow_pickle=False)
        with np.load(folder / WEIGHTS_FILE, allow_pickle=False) as stored:
            space = MessageSpace(
                widths=tuple(description["widths"]),
                centre=stored["centre"],
                text_features=TextFeatures.from_dict(description),
                projection=projection,
                ngram_share=description["ngram_share"],
            )
            return cls(
                labels=tuple(description["labels"]),
                space=space,
                bandwidth=description["bandwidth"],
                landmarks=stored["landmarks"].astype(np.float32),
                weights=stored["weights"],
                sharpness=description["sharpness"],
                scope=ScopeModel.from_dict(description["scope"]) if description["scope"] else None,
            )
