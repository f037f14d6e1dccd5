"""Decides what is out of scope: by the best score, the margin to the second, and the nearest known example."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Tuple

import numpy as np

FEATURES = ("best", "margin", "nearest", "outside")
_STRENGTH = 1_000.0
_CANDIDATES = 400


def evidence(scores: np.ndarray, count: int, nearest: np.ndarray) -> np.ndarray:
    """Gives what tells for or against being in scope.

    Args:
        scores: Of n messages for K intents in scope and, if known, for being out of scope: shape (n, K or K + 1).
        count: K.
        nearest: Likeness of each message to the example most like it, shape (n,).

    Returns:
        Shape (n, 4): the best score, its margin to the second best, `nearest`, and the score for out of scope.
    """
    ordered = -np.partition(-scores[:, :count], 1, axis=1)
    outside = scores[:, count] if scores.shape[1] > count else np.zeros(len(scores))
    return np.column_stack([ordered[:, 0], ordered[:, 0] - ordered[:, 1], nearest, outside])


@dataclass(frozen=True)
class ScopeModel:
    """A logistic regression on the evidence, and the probability from which a message is taken as in scope.

    Attributes:
        weights: One for each of `FEATURES`.
        intercept: Such that messages in and out of scope weigh the same.
        least: The operating point.
    """

    weights: Tuple[float, ...]
    intercept: float
    least: float

    def probabilities(self, shown: np.ndarray) -> np.ndarray:
        """Gives the probability of being in scope of n messages, shape (n,), from evidence of shape (n, 4)."""
        return 1 / (1 + np.exp(-(shown @ np.asarray(self.weights) + self.intercept)))

    def is_outside(self, shown: np.ndarray) -> np.ndarray:
        """Decides for n messages, shape (n,)."""
        return self.probabilities(shown) < self.least

    def to_dict(self) -> Dict[str, Any]:
        """Gives what `from_dict` needs, fit for JSON."""
        return {"weights": list(self.weights), "intercept": self.intercept, "least": self.least}

    @classmethod
    def from_dict(cls, content: Dict[str, Any]) -> ScopeModel:
        """Restores a model from what `to_dict` gave."""
        return cls(tuple(content["weights"]), content["intercept"], content["least"])


def fit_scope(
    inside: np.ndarray, is_right: np.ndarray, outside: np.ndarray, outside_share: float
) -> ScopeModel:
    """Learns the regression, and chooses the operating point at which most messages are answered rightly.

    Args:
        inside: Evidence of held-out messages in scope, shape (n, 4).
        is_right: Whether the best intent of each is the right one, shape (n,).
        outside: Evidence of held-out messages out of scope, shape (m, 4).
        outside_share: The share of messages that are expected to be out of scope.
    """
    from sklearn.linear_model import LogisticRegression

    shown = np.vstack([inside, outside])
    truth = np.repeat([1, 0], [len(inside), len(outside)])
    regression = LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=1_000).fit(shown, truth)
    model = ScopeModel(tuple(regression.coef_[0].tolist()), float(regression.intercept_[0]), 0.0)
    kept, refused = model.probabilities(inside), model.probabilities(outside)
    candidates = np.unique(np.quantile(np.concatenate([kept, refused]), np.linspace(0, 1, _CANDIDATES)))
    gains = [
        (1 - outside_share) * np.mean(is_right & (kept >= least)) + outside_share * np.mean(refused < least)
        for least in candidates
    ]
    return ScopeModel(model.weights, model.intercept, float(candidates[int(np.argmax(gains))]))
