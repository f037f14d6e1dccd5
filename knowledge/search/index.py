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
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge.errors import DomainError
from knowledge.search import nearest
from knowledge.search.embedding import Encoder, Progress, Vectors
from knowledge.search.lexical import LexicalIndex, Words
from knowledge.search.nearest import Mask, Nearest, make_index

BUILDS_KEPT = 2
FORMAT = 2


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
    """Unit vectors under text keys, each with the hash of the text it was made from; beside them words, if wanted."""

    def __init__(
        self,
        keys: Sequence[str],
        hashes: Sequence[str],
        vectors: Vectors | Nearest,
        model: str,
        words: LexicalIndex | None = None,
    ) -> None:
        self.keys = list(keys)
        self.hashes = list(hashes)
        self.model = model
        self.nearest = vectors if isinstance(vectors, Nearest) else Nearest(vectors)
        self.words = words
        self._rows = {key: row for row, key in enumerate(self.keys)}

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def vectors(self) -> Vectors:
        """All vectors, shape (entries, dimension)."""
        return self.nearest.vectors

    def search(self, query: Vectors, count: int, among: Sequence[str] | None = None) -> list[Hit]:
        """The `count` entries most similar to a unit vector of shape (dimension,), best first.

        With `among`, only those keys are searched (inside FAISS, so that `count` are found if they exist).
        """
        if not self.keys or count < 1:
            return []
        rows, scores = self.nearest.search(query, count, None if among is None else self.mask(among))
        return [Hit(self.keys[row], float(score)) for row, score in zip(rows, scores, strict=True)]

    def mask(self, keys: Iterable[str]) -> Mask:
        """Which rows have one of these keys."""
        chosen = np.zeros(len(self.keys), dtype=np.bool_)
        chosen[[self._rows[key] for key in keys if key in self._rows]] = True
        return chosen

    def row(self, key: str) -> int | None:
        """The row of a key."""
        return self._rows.get(key)

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
    words: Mapping[str, Words] | None = None,
) -> tuple[VectorIndex, UpdateReport]:
    """An index of the keys of `hashes`; what `previous` holds unchanged under the same model is not encoded again.

    `texts`, and `words` if it shall be found by words too, are needed of the keys of `changed_keys` only.
    """
    fresh = changed_keys(previous, hashes, encoder.fingerprint, with_words=words is not None)
    keys, fresh_keys = sorted(hashes), set(fresh)
    kept = [key for key in keys if key not in fresh_keys]
    vectors = np.empty((len(keys), encoder.dimension), dtype=np.float32)
    rows = {key: row for row, key in enumerate(keys)}
    vectors[[rows[key] for key in fresh]] = encoder.encode([texts[key] for key in fresh], progress)
    old_rows = np.zeros(0, dtype=np.int64)
    if previous is not None and kept:
        old_rows = np.array([previous.row(key) for key in kept], dtype=np.int64)
        vectors[[rows[key] for key in kept]] = previous.vectors[old_rows]
    lexical = None
    if words is not None:
        places = {key: place for place, key in enumerate([*kept, *fresh])}
        order = np.array([places[key] for key in keys], dtype=np.int64)
        chosen = [words[key] for key in fresh]
        if previous is not None and previous.words is not None and kept:
            lexical = previous.words.changed(old_rows, chosen, order)
        else:
            lexical = LexicalIndex.of(chosen)
    trained = previous.nearest.index if previous is not None and kept else None
    found = Nearest(vectors, make_index(vectors, trained))
    index = VectorIndex(keys, [hashes[key] for key in keys], found, encoder.fingerprint, lexical)
    gone = set(previous.keys) - set(keys) if previous is not None and previous.model == index.model else set()
    return index, UpdateReport(added=len(fresh), removed=len(gone), kept=len(kept))


def changed_keys(
    previous: VectorIndex | None, hashes: Mapping[str, str], model: str, *, with_words: bool = False
) -> list[str]:
    """The keys whose texts `previous` does not hold as they are now, in order."""
    if previous is None or previous.model != model or (with_words and previous.words is None):
        return sorted(hashes)
    known = dict(zip(previous.keys, previous.hashes, strict=True))
    return [key for key in sorted(hashes) if known.get(key) != hashes[key]]


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
        nearest.save(index.nearest, target)
        if index.words is not None:
            index.words.save(target)
        meta = {
            "format": FORMAT,
            "model": index.model,
            "content": index.fingerprint(),
            "keys": index.keys,
            "hashes": index.hashes,
            "words": index.words is not None,
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
            if meta["format"] != FORMAT:
                raise IndexMismatch("the file format", str(meta["format"]), str(FORMAT))
            found = nearest.load(folder)
            words = LexicalIndex.load(folder) if meta["words"] else None
        except (OSError, ValueError, KeyError, RuntimeError, zipfile.BadZipFile) as error:
            raise IndexMissing(self.folder) from error
        return VectorIndex(meta["keys"], meta["hashes"], found, meta["model"], words)
