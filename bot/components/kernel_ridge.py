"""Kernel ridge regression on one-hot labels (a least-squares support vector machine), in closed form.

Many examples are described by their likeness to some of them, the landmarks (Williams and Seeger, "Using the
Nyström method to speed up kernel machines", 2001); with all of them as landmarks this is the plain regression.
What a model trained without some of the examples would say of them follows from the same factors: with H the
matrix that takes labels to fitted values, the held-out errors of a block b are (I - H_bb)^-1 times the fitted
ones (Rifkin and Lippert, "Notes on Regularized Least Squares", 2007, for single examples). H is kept as R Rᵀ.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

_JITTER = 1e-3
"""Keeps the landmarks' matrix invertible in single precision when two of them are the same."""


def likeness(ones: np.ndarray, others: np.ndarray, bandwidth: float) -> np.ndarray:
    """Gives exp(-bandwidth |u - v|²) of n vectors to m others: 1 for the same, 0 for the farthest.

    Args:
        ones: Shape (n, D).
        others: Shape (m, D).
        bandwidth: Larger looks closer.

    Returns:
        Shape (n, m).
    """
    found = ones @ others.T
    found *= -2
    found += (ones**2).sum(axis=1)[:, None]
    found += (others**2).sum(axis=1)[None]
    np.maximum(found, 0, out=found)
    found *= -bandwidth
    return np.exp(found, out=found)


@dataclass(frozen=True)
class Solution:
    """The regression solved for n examples, m landmarks and L labels.

    Attributes:
        likeness: Of the examples to the landmarks, shape (n, m).
        landmarks: Positions of the landmarks among the examples, shape (m,).
        root: R of H = R Rᵀ, shape (n, m).
        one_hot: The labels, shape (n, L).
        fitted: What the regression says of the examples themselves, shape (n, L).
        weights: What likeness to each landmark says for each label, shape (m, L).
    """

    likeness: np.ndarray
    landmarks: np.ndarray
    root: np.ndarray
    one_hot: np.ndarray
    fitted: np.ndarray
    weights: np.ndarray

    @classmethod
    def of(
        cls, likeness: np.ndarray, landmarks: np.ndarray, targets: np.ndarray, labels: int, ridge: float
    ) -> Solution:
        """Solves the regression.

        Args:
            likeness: Shape (n, m).
            landmarks: Shape (m,).
            targets: The labels as numbers, shape (n,).
            labels: L, how many labels there are.
            ridge: Added to the diagonal; larger trusts single examples less.
        """
        from scipy.linalg import cholesky, solve_triangular

        among = likeness[landmarks]
        among[np.diag_indices_from(among)] += _JITTER
        whitening = cholesky(among, lower=True, overwrite_a=True)
        features = solve_triangular(whitening, likeness.T, lower=True)
        gram = features @ features.T
        gram[np.diag_indices_from(gram)] += ridge
        factor = cholesky(gram, lower=True, overwrite_a=True)
        root = solve_triangular(factor, features, lower=True, overwrite_b=True).T
        one_hot = np.eye(labels, dtype=likeness.dtype)[targets]
        explained = root.T @ one_hot
        weights = solve_triangular(factor, explained, lower=True, trans=1)
        spread = solve_triangular(whitening, weights, lower=True, trans=1)
        return cls(likeness, landmarks, root, one_hot, root @ explained, spread)

    def without(self, block: np.ndarray) -> np.ndarray:
        """Gives the scores of some examples by the model that would be trained without them.

        Args:
            block: Positions of b examples.

        Returns:
            Shape (b, L).
        """
        from scipy.linalg import solve

        root = self.root[block]
        remaining = root @ root.T
        np.negative(remaining, out=remaining)
        remaining[np.diag_indices_from(remaining)] += 1
        missed = self.one_hot[block] - self.fitted[block]
        return self.one_hot[block] - solve(remaining, missed, assume_a="pos", overwrite_a=True)

    def nearest_outside(self, block: np.ndarray) -> np.ndarray:
        """Gives the likeness of each example of a block to the most like landmark outside it, shape (b,)."""
        others = ~np.isin(self.landmarks, block)
        return self.likeness[block][:, others].max(axis=1)
