"""Two logistic regressions, mixed and calibrated: from a message to the probabilities of intents."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import List, Sequence, Tuple

import numpy as np
from scipy.sparse import csr_matrix

from bot.components.text_features import TextFeatures

WEIGHTS_FILE = "weights.npz"
DESCRIPTION_FILE = "intents.json"
LEAST_EXAMPLES = 2
SEED = 20
_SMALLEST = 1e-12
_TEMPERATURES = (0.05, 20.0)


class TooFewExamplesError(ValueError):
    """Some intents cannot be learnt from, or told from others, with the examples there are."""


@dataclass(frozen=True)
class ModelSettings:
    """How the model is trained.

    Attributes:
        dense_strength: C of the regression on sentence vectors; larger trusts the examples more.
        sparse_strength: C of the regression on n-grams.
        dense_share: Weight of the sentence vectors' log-probabilities, from 0 to 1.
        least_documents: An n-gram in fewer examples is left out.
        folds: Parts for the held-out predictions to which the temperature is fitted.
    """

    dense_strength: float = 10.0
    sparse_strength: float = 10.0
    dense_share: float = 0.8
    least_documents: int = 2
    folds: int = 4


@dataclass(frozen=True)
class IntentModel:
    """A trained model of K intents.

    Attributes:
        labels: The K intents, sorted.
        text_features: Gives the n-gram vectors, of length V.
        dense: Weights of the sentence vectors, shape (D + 1, K), the intercepts last.
        sparse: Weights of the n-grams, shape (V + 1, K), the intercepts last.
        dense_share: See `ModelSettings`.
        temperature: Divides the mixed log-probabilities; above 1 it makes the model more modest.
    """

    labels: Tuple[str, ...]
    text_features: TextFeatures
    dense: np.ndarray
    sparse: np.ndarray
    dense_share: float
    temperature: float

    def probabilities(self, vectors: np.ndarray, texts: Sequence[str]) -> np.ndarray:
        """Gives the calibrated probabilities of n messages.

        Args:
            vectors: Sentence vectors, shape (n, D).
            texts: The n texts.

        Returns:
            Shape (n, K), each row summing to 1.
        """
        logits = self.mixed_logits(vectors, self.text_features.transform(texts))
        return softmax(logits / self.temperature)

    def mixed_logits(self, vectors: np.ndarray, ngrams: csr_matrix) -> np.ndarray:
        """Gives the mixed log-probabilities before the temperature, shape (n, K)."""
        dense = softmax(vectors @ self.dense[:-1] + self.dense[-1])
        # One regression for each intent against the rest: each gives a probability of its own
        each = 1 / (1 + np.exp(-(ngrams @ self.sparse[:-1] + self.sparse[-1])))
        sparse = each / each.sum(axis=1, keepdims=True)
        return self.dense_share * np.log(dense + _SMALLEST) + (1 - self.dense_share) * np.log(
            sparse + _SMALLEST
        )

    def save(self, folder: Path) -> None:
        """Writes the model into a folder: weights as arrays, the rest as JSON, nothing pickled."""
        np.savez_compressed(folder / WEIGHTS_FILE, dense=self.dense, sparse=self.sparse)
        description = {
            "labels": list(self.labels),
            "temperature": self.temperature,
            "dense_share": self.dense_share,
            **self.text_features.to_dict(),
        }
        (folder / DESCRIPTION_FILE).write_text(json.dumps(description, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """Reads a model that `save` wrote.

        Raises:
            FileNotFoundError: If there is none in the folder.
        """
        description = json.loads((folder / DESCRIPTION_FILE).read_text(encoding="utf-8"))
        with np.load(folder / WEIGHTS_FILE, allow_pickle=False) as weights:
            return cls(
                labels=tuple(description["labels"]),
                text_features=TextFeatures.from_dict(description),
                dense=weights["dense"],
                sparse=weights["sparse"],
                dense_share=description["dense_share"],
                temperature=description["temperature"],
            )


def train(
    vectors: np.ndarray, texts: Sequence[str], intents: Sequence[str], settings: ModelSettings
) -> IntentModel:
    """Trains a model; the same examples in the same order give the same model.

    Args:
        vectors: Sentence vectors of n examples, shape (n, D).
        texts: The n texts.
        intents: The n intents.
        settings: How to train.

    Raises:
        TooFewExamplesError: If there are fewer than two intents, or an intent has fewer than two examples.
    """
    _check_examples(intents)
    labels, targets = np.unique(np.asarray(intents), return_inverse=True)
    logits = held_out_logits(vectors, texts, targets, settings)
    temperature = fit_temperature(logits, targets)
    return _fit(
        vectors, texts, targets, labels=tuple(labels.tolist()), settings=settings, temperature=temperature
    )


def held_out_logits(
    vectors: np.ndarray, texts: Sequence[str], targets: np.ndarray, settings: ModelSettings
) -> np.ndarray:
    """Predicts each example by a model that has not seen it.

    Args:
        vectors: Sentence vectors, shape (n, D).
        texts: The n texts.
        targets: The n intents as numbers from 0 to K - 1.
        settings: How to train.

    Returns:
        Mixed log-probabilities before any temperature, shape (n, K).
    """
    from sklearn.model_selection import StratifiedKFold

    folds = int(min(settings.folds, np.bincount(targets).min()))
    labels = tuple(str(number) for number in range(targets.max() + 1))
    logits = np.empty((len(texts), len(labels)))
    splitter = StratifiedKFold(folds, shuffle=True, random_state=SEED)
    for seen, unseen in splitter.split(vectors, targets):
        seen_texts = [texts[i] for i in seen]
        model = _fit(vectors[seen], seen_texts, targets[seen], labels=labels, settings=settings)
        ngrams = model.text_features.transform([texts[i] for i in unseen])
        logits[unseen] = model.mixed_logits(vectors[unseen], ngrams)
    return logits


def fit_temperature(logits: np.ndarray, targets: np.ndarray) -> float:
    """Finds the temperature of least negative log-likelihood (Guo et al., 2017, "On Calibration").

    Args:
        logits: Held-out log-probabilities, shape (n, K).
        targets: The n right answers.
    """
    from scipy.optimize import minimize_scalar

    rows = np.arange(len(targets))

    def loss(log_temperature: float) -> float:
        chosen = softmax(logits / np.exp(log_temperature))[rows, targets]
        return float(-np.log(chosen + _SMALLEST).mean())

    found = minimize_scalar(loss, bounds=np.log(_TEMPERATURES), method="bounded")
    return float(np.exp(found.x))


def softmax(logits: np.ndarray) -> np.ndarray:
    """Turns each row of (n, K) into probabilities."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def _fit(
    vectors: np.ndarray,
    texts: Sequence[str],
    targets: np.ndarray,
    *,
    labels: Tuple[str, ...],
    settings: ModelSettings,
    temperature: float = 1.0,
) -> IntentModel:
    from sklearn.linear_model import LogisticRegression

    text_features = TextFeatures.fit(texts, settings.least_documents)
    # Encoders differ in how far their vectors spread; each number counts alike once it is standardised.
    centre, scale = vectors.mean(axis=0), np.maximum(vectors.std(axis=0), _SMALLEST) * vectors.shape[1] ** 0.5
    dense = LogisticRegression(
        C=settings.dense_strength, multi_class="multinomial", max_iter=300, tol=1e-3, random_state=SEED
    ).fit((vectors - centre) / scale, targets)
    dense_weights = dense.coef_ / scale
    dense_intercepts = dense.intercept_ - dense_weights @ centre
    # liblinear: ten times as fast as lbfgs on n-grams, and as right
    sparse = LogisticRegression(
        C=settings.sparse_strength, multi_class="ovr", solver="liblinear", tol=1e-2, random_state=SEED
    ).fit(text_features.transform(texts), targets)
    return IntentModel(
        labels=labels,
        text_features=text_features,
        dense=_weights(dense_weights, dense_intercepts),
        sparse=_weights(sparse.coef_, sparse.intercept_),
        dense_share=settings.dense_share,
        temperature=temperature,
    )


def _weights(coefficients: np.ndarray, intercepts: np.ndarray) -> np.ndarray:
    """Stacks weights and intercepts as (features + 1, K); for two intents scikit-learn gives one column."""
    stacked = np.vstack([coefficients.T, intercepts])
    if stacked.shape[1] == 1:
        stacked = np.hstack([-stacked, stacked])
    return stacked.astype(np.float32)


def _check_examples(intents: Sequence[str]) -> None:
    counts = Counter(intents)
    if len(counts) < 2:
        raise TooFewExamplesError("At least two intents are needed to tell one from another.")
    scarce: List[str] = sorted(intent for intent, count in counts.items() if count < LEAST_EXAMPLES)
    if scarce:
        raise TooFewExamplesError(
            f"Each intent needs at least {LEAST_EXAMPLES} examples; these have fewer: {', '.join(scarce)}."
        )
