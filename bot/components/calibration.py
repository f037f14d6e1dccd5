"""Scores made probabilities that can be believed."""

from __future__ import annotations

import numpy as np

_SMALLEST = 1e-12
_SHARPNESS = (0.5, 60.0)


def fit_sharpness(scores: np.ndarray, targets: np.ndarray) -> float:
    """Finds the inverse temperature of least negative log-likelihood (Guo et al., 2017, "On Calibration").

    Args:
        scores: Held-out scores, shape (n, K).
        targets: The n right answers.
    """
    from scipy.optimize import minimize_scalar

    rows = np.arange(len(targets))

    def loss(logarithm: float) -> float:
        chosen = softmax(scores * np.exp(logarithm))[rows, targets]
        return float(-np.log(chosen + _SMALLEST).mean())

    found = minimize_scalar(loss, bounds=np.log(_SHARPNESS), method="bounded")
    return float(np.exp(found.x))


def softmax(logits: np.ndarray) -> np.ndarray:
    """Turns each row of (n, K) into probabilities."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
