"""Where messages are compared: sentence vectors of several encoders, and what their letters and words say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence, Tuple

import numpy as np

from bot.components.text_features import TextFeatures

SEED = 20
_SMALLEST = 1e-12
_ITERATIONS = 3


@dataclass(frozen=True)
class MessageSpace:
    """Puts parts of different origin side by side, each centred and of length one.

    Encoders keep all texts in a narrow cone of their own; without its axis the differences count. N-grams are
    brought to few numbers by a singular value decomposition (latent semantic analysis: Deerwester et al., 1990).

    Attributes:
        widths: How many numbers are of each encoder; they sum to D.
        centre: Mean sentence vector of the examples, shape (D,).
        text_features: Gives the n-gram vectors, of length V.
        projection: From n-grams to P numbers, shape (V, P), in half precision.
        ngram_share: Length of the n-grams' part beside those of length one.
    """

    widths: Tuple[int, ...]
    centre: np.ndarray
    text_features: TextFeatures
    projection: np.ndarray
    ngram_share: float

    @classmethod
    def fit(
        cls,
        vectors: np.ndarray,
        widths: Sequence[int],
        texts: Sequence[str],
        *,
        least_documents: int,
        ngram_width: int,
        ngram_share: float,
    ) -> MessageSpace:
        """Learns the space from examples.

        Args:
            vectors: Sentence vectors, those of several encoders side by side, shape (n, D).
            widths: How many of the D numbers are of each encoder.
            texts: The n texts.
            least_documents: An n-gram in fewer examples is left out.
            ngram_width: P at most.
            ngram_share: See the attributes.
        """
        from sklearn.utils.extmath import randomized_svd

        text_features = TextFeatures.fit(texts, least_documents)
        ngrams = text_features.transform(texts)
        width = min(ngram_width, *(size - 1 for size in ngrams.shape))
        if width < 1:
            projection = np.zeros((ngrams.shape[1], 0), dtype=np.float16)
        else:
            _, _, axes = randomized_svd(ngrams, width, n_iter=_ITERATIONS, random_state=SEED)
            projection = axes.T.astype(np.float16)
        centre = vectors.mean(axis=0).astype(np.float32)
        return cls(tuple(widths), centre, text_features, projection, ngram_share)

    def place(self, vectors: np.ndarray, texts: Sequence[str]) -> np.ndarray:
        """Gives n messages in this space.

        Args:
            vectors: Sentence vectors, shape (n, D).
            texts: The n texts.

        Returns:
            Shape (n, D + P).
        """
        moved = (vectors - self.centre).astype(np.float32)
        start = 0
        for width in self.widths:
            part = moved[:, start : start + width]
            part /= np.linalg.norm(part, axis=1, keepdims=True) + _SMALLEST
            start += width
        return np.hstack([moved, self.ngram_share * self._spelling(texts)])

    def _spelling(self, texts: Sequence[str]) -> np.ndarray:
        ngrams = self.text_features.transform(texts)
        found = np.empty((len(texts), self.projection.shape[1]), dtype=np.float32)
        for row in range(len(texts)):
            these = slice(ngrams.indptr[row], ngrams.indptr[row + 1])
            found[row] = ngrams.data[these] @ self.projection[ngrams.indices[these]].astype(np.float32)
        found /= np.linalg.norm(found, axis=1, keepdims=True) + _SMALLEST
        return found
