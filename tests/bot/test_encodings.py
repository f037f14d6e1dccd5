"""Vectors of training examples are kept by text and encoder."""

from __future__ import annotations

from pathlib import Path
from typing import List

import numpy as np

from bot.components.encodings import encoded

asked: List[str] = []


def encode(texts: List[str]) -> np.ndarray:
    asked.extend(texts)
    return np.array([[len(text), text.count("a")] for text in texts], dtype=np.float32)


def vectors(texts: List[str], file: Path, encoder: str = "one") -> np.ndarray:
    asked.clear()
    return encoded(texts, encoder, encode, file, batch_size=2)


def test_only_what_is_new_is_encoded(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "encodings.sqlite"
    first = vectors(["a", "bb", "a", "ccc"], file)
    assert asked == ["a", "bb", "ccc"]
    again = vectors(["ccc", "a", "dada"], file)
    assert asked == ["dada"]
    assert np.array_equal(again, [[3, 0], [1, 1], [4, 2]])
    assert np.array_equal(first, [[1, 1], [2, 0], [1, 1], [3, 0]])


def test_another_encoder_encodes_anew(tmp_path: Path) -> None:
    vectors(["a"], tmp_path / "kept")
    vectors(["a"], tmp_path / "kept", encoder="two")
    assert asked == ["a"]


def test_without_a_file_nothing_is_kept() -> None:
    for _ in range(2):
        asked.clear()
        assert encoded(["a", "a"], "one", encode, None, 5).shape == (2, 2)
        assert asked == ["a"]
