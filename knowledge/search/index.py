"""Vector index files: FAISS vectors with the fingerprint of what built them, swapped in atomically.

A folder holds one file pair per build and `CURRENT`, which names the build in force. Readers load what
`CURRENT` names; a writer builds beside it and then replaces `CURRENT`, so no reader sees half a build.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import threading
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np

from knowledge.errors import DomainError
from knowledge.search.embedding import Encoder, Progress, Vectors

BUILDS_KEPT = 2
FORMAT = 1


class IndexMissing(DomainError):
    """No index has been built."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"there is no index in {folder}: run `attendant index`")


class IndexMismatch(DomainError):
    """The index was built by another model or for another catalogue."""

    def __init__(self, what: str, found: str, expected: str) -> None:
        super().__init__(
            f"the index was built for {what} {found}, but {expected} is in force: run `attendant index`"
        )


@dataclass(frozen=True)
class Hit:
    """A found entry: its key and its cosine similarity (-1 to 1)."""

    key: str
    score: float


@dataclass(frozen=True)
class UpdateReport:
    """What an update did, in entries."""

    added: int
    removed: int
    kept: int


class VectorIndex:
    """Unit vectors under text keys, each with the hash of the text it was made from."""

    def __init__(self, keys: Sequence[str], hashes: Sequence[str], vectors: Vectors, model: str) -> None:
        self.keys = list(keys)
        self.hashes = list(hashes)
        self.model = model
        self.vectors = vectors
        self._rows = {key: row for row, key in enumerate(self.keys)}
        self._faiss = faiss.IndexFlatIP(vectors.shape[1])
        self._faiss.add(np.ascontiguousarray(vectors))

    def __len__(self) -> int:
        return len(self.keys)

    def search(self, query: Vectors, count: int, among: Sequence[str] | None = None) -> list[Hit]:
        """The `count` entries most similar to a unit vector of shape (dimension,), best first.

        With `among`, only those keys are searched (inside FAISS, so that `count` are found if they exist).
        """
        if not self.keys or count < 1:
            return []
        parameters = None
        if among is not None:
            rows = np.array([self._rows[key] for key in among if key in self._rows], dtype=np.int64)
            if not len(rows):
                return []
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBatch(rows))  # type: ignore[call-arg]
            count = min(count, len(rows))
        scores, rows_found = self._faiss.search(
            np.ascontiguousarray(query.reshape(1, -1)), min(count, len(self.keys)), params=parameters
        )
        return [
            Hit(self.keys[row], float(score))
            for row, score in zip(rows_found[0], scores[0], strict=True)
            if row >= 0
        ]

    def vector(self, key: str) -> Vectors | None:
        """The vector under a key."""
        row = self._rows.get(key)
        return None if row is None else self.vectors[row]

    def fingerprint(self) -> str:
        """Identifies the entries and the texts they were made from."""
        return content_fingerprint(dict(zip(self.keys, self.hashes, strict=True)))


def content_fingerprint(hashes: Mapping[str, str]) -> str:
    """A short identity of keyed texts, the same in any order."""
    lines = "\n".join(f"{key}\t{hashes[key]}" for key in sorted(hashes))
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


def build(
    previous: VectorIndex | None,
    texts: Mapping[str, str],
    hashes: Mapping[str, str],
    encoder: Encoder,
    progress: Progress | None = None,
) -> tuple[VectorIndex, UpdateReport]:
    """An index of `texts`; entries that `previous` holds unchanged under the same model are not encoded again."""
    known = (
        dict(zip(previous.keys, previous.hashes, strict=True))
        if previous is not None and previous.model == encoder.fingerprint
        else {}
    )
    keys = sorted(texts)
    fresh = [key for key in keys if known.get(key) != hashes[key]]
    encoded = encoder.encode([texts[key] for key in fresh], progress)
    vectors = np.empty((len(keys), encoder.dimension), dtype=np.float32)
    rows = {key: row for row, key in enumerate(keys)}
    for key, vector in zip(fresh, encoded, strict=True):
        vectors[rows[key]] = vector
    fresh_keys = set(fresh)
    for key in keys:
        if key not in fresh_keys and previous is not None:
            vectors[rows[key]] = previous.vector(key)
    index = VectorIndex(keys, [hashes[key] for key in keys], vectors, encoder.fingerprint)
    return index, UpdateReport(
        added=len(fresh), removed=len(set(known) - set(keys)), kept=len(keys) - len(fresh)
    )


class IndexFolder:
    """The folder of one named index (`products`, `help`)."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder / name
        self._lock = threading.Lock()
        self._loaded: tuple[str, VectorIndex] | None = None

    @property
    def _current(self) -> Path:
        return self.folder / "CURRENT"

    def save(self, index: VectorIndex) -> None:
        """Write a build and put it in force."""
        name = uuid.uuid4().hex[:12]
        target = self.folder / name
        target.mkdir(parents=True)
        flat = faiss.IndexFlatIP(index.vectors.shape[1])
        flat.add(np.ascontiguousarray(index.vectors))
        faiss.write_index(flat, str(target / "vectors.faiss"))
        meta = {
            "format": FORMAT,
            "model": index.model,
            "content": index.fingerprint(),
            "keys": index.keys,
            "hashes": index.hashes,
        }
        (target / "meta.json").write_text(json.dumps(meta))
        draft = self.folder / f".CURRENT-{name}"
        draft.write_text(name)
        draft.replace(self._current)
        self._forget_old(name)

    def _forget_old(self, current: str) -> None:
        builds = sorted(
            (path for path in self.folder.iterdir() if path.is_dir() and path.name != current),
            key=lambda path: path.stat().st_mtime,
            reverse=True,
        )
        for path in builds[BUILDS_KEPT - 1 :]:
            shutil.rmtree(path, ignore_errors=True)

    def load(self, *, model: str | None = None, content: str | None = None) -> VectorIndex:
        """The build in force, read again only when it changed.

        Raises `IndexMissing`, or `IndexMismatch` when it is not of `model` or not of the texts `content` names.
        """
        with self._lock:
            name = self._name_in_force()
            while self._loaded is None or self._loaded[0] != name:
                try:
                    self._loaded = (name, self._read(self.folder / name))
                except IndexMissing:
                    # Builds that went on meanwhile may have removed this one as old; then a newer is there.
                    if self._name_in_force() == name:
                        raise
                    name = self._name_in_force()
            index = self._loaded[1]
        if model is not None and index.model != model:
            raise IndexMismatch("the model", index.model, model)
        if content is not None and index.fingerprint() != content:
            raise IndexMismatch("the texts", index.fingerprint(), content)
        return index

    def _name_in_force(self) -> str:
        try:
            return self._current.read_text().strip()
        except FileNotFoundError:
            raise IndexMissing(self.folder) from None

    def load_or_none(self) -> VectorIndex | None:
        """The build in force whatever it was made from; None when there is none that can be read."""
        try:
            return self.load()
        except (IndexMissing, IndexMismatch):
            return None

    def _read(self, folder: Path) -> VectorIndex:
        try:
            meta = json.loads((folder / "meta.json").read_text())
            flat = faiss.read_index(str(folder / "vectors.faiss"))
        except (OSError, ValueError, RuntimeError) as error:
            raise IndexMissing(self.folder) from error
        if meta["format"] != FORMAT:
            raise IndexMismatch("the file format", str(meta["format"]), str(FORMAT))
        vectors = flat.reconstruct_n(0, flat.ntotal) if flat.ntotal else np.zeros((0, flat.d), np.float32)
        return VectorIndex(meta["keys"], meta["hashes"], vectors, meta["model"])
