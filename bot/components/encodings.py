"""Keeps what an encoder made of training examples, by text and encoder, so that a few new lines train quickly."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Callable, Dict, List, Optional, Sequence

import numpy as np

FILE_VARIABLE = "ATTENDANT_ENCODINGS"
_ASKED_AT_ONCE = 500


def encodings_file() -> Optional[Path]:
    """The file named by the environment variable ATTENDANT_ENCODINGS; None keeps nothing."""
    path = os.environ.get(FILE_VARIABLE)
    return Path(path) if path else None


def encoded(
    texts: Sequence[str],
    encoder: str,
    encode: Callable[[List[str]], np.ndarray],
    file: Optional[Path],
    batch_size: int,
) -> np.ndarray:
    """Gives the vectors of n texts, encoding only those that are not kept yet.

    Args:
        texts: The n texts.
        encoder: Name and version of the encoder: another one's vectors are not taken for its own.
        encode: Encodes texts into shape (n, D).
        file: Where vectors are kept, made when it is not there; None keeps nothing.
        batch_size: How many texts to encode at once.

    Returns:
        Shape (n, D).
    """
    keys = {
        text: hashlib.sha256(f"{encoder}\0{text}".encode("utf-8", "surrogatepass")).digest() for text in texts
    }
    if file is None:
        known: Dict[bytes, np.ndarray] = {}
        _encode_missing(keys, known, encode, batch_size, None)
        return np.vstack([known[keys[text]] for text in texts])
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file, timeout=60)) as kept:
        kept.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")
        known = _read(kept, list(keys.values()))
        _encode_missing(keys, known, encode, batch_size, kept)
    return np.vstack([known[keys[text]] for text in texts])


def _read(kept: sqlite3.Connection, keys: Sequence[bytes]) -> Dict[bytes, np.ndarray]:
    found: Dict[bytes, np.ndarray] = {}
    for start in range(0, len(keys), _ASKED_AT_ONCE):
        asked = keys[start : start + _ASKED_AT_ONCE]
        marks = ",".join("?" * len(asked))
        rows = kept.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", asked)  # noqa: S608
        found.update((key, np.frombuffer(vector, dtype=np.float32)) for key, vector in rows)
    return found


def _encode_missing(
    keys: Dict[str, bytes],
    known: Dict[bytes, np.ndarray],
    encode: Callable[[List[str]], np.ndarray],
    batch_size: int,
    kept: Optional[sqlite3.Connection],
) -> None:
    missing = [text for text, key in keys.items() if key not in known]
    for start in range(0, len(missing), batch_size):
        batch = missing[start : start + batch_size]
        vectors = np.asarray(encode(batch), dtype=np.float32)
        rows = [(keys[text], vector) for text, vector in zip(batch, vectors, strict=True)]
        known.update(rows)
        if kept is not None:
            with kept:
                kept.executemany(
                    "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
                    [(key, vector.tobytes()) for key, vector in rows],
                )
