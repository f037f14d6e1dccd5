"""The vectors nearest to another, by an index whose kind follows from how many there are.

Few vectors are compared one by one (exact). Many are split into regions by k-means, and only the regions nearest to the
query are read, in 8 bits a number (FAISS IVF, SQ8); what is found so is compared again by the whole numbers.
Filters hold inside the search: what is not allowed takes no place among the found.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]

FLAT_UP_TO = 20_000
TRAINED_ON = 32
"""Vectors of each region that k-means sees."""
READ_SHARE = 32
"""One region of so many is read for a query without a filter."""
LEAST_READ = 16
"""Regions that are read at least."""
FEW = 20_000
"""So few allowed vectors are compared one by one: a filter may leave none in the nearest regions."""
SPARE = 4
"""How many times as many as asked for are found by 8 bits before the whole numbers decide."""


class Nearest:
    """Finds the rows of the unit vectors that are most similar to a unit vector."""

    def __init__(self, vectors: Vectors, index: Any = None) -> None:
        """`vectors` has the shape (rows, dimension) and may be mapped from a file; `index` was read with it."""
        self.vectors = vectors
        self.index: Any = index if index is not None else make_index(vectors)

    @property
    def exact(self) -> bool:
        """Whether all vectors are compared."""
        return isinstance(self.index, faiss.IndexFlat)

    def search(self, query: Vectors, count: int, allowed: Mask | None = None) -> tuple[Rows, Vectors]:
        """The rows most similar to a vector of shape (dimension,), best first, with their cosines."""
        most = len(self.vectors) if allowed is None else int(np.count_nonzero(allowed))
        count = min(count, most)
        if count < 1:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        if self.exact:
            return self._found(query, count, allowed, None)
        if allowed is not None and most <= FEW:
            rows = np.flatnonzero(allowed)
        else:
            regions = self.index.nlist
            read = min(regions, max(LEAST_READ, regions // READ_SHARE) * _wider(most, len(self.vectors)))
            rows, _ = self._found(query, count * SPARE, allowed, read)
        scores = self.vectors[rows] @ query
        order = np.argsort(-scores, kind="stable")[:count]
        return rows[order], scores[order]

    def _found(
        self, query: Vectors, count: int, allowed: Mask | None, read: int | None
    ) -> tuple[Rows, Vectors]:
        selector = None
        if allowed is not None:
            bits = np.packbits(allowed, bitorder="little")
            selector = faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg,arg-type]
        if read is None:
            parameters = faiss.SearchParameters(sel=selector) if selector else None  # type: ignore[call-arg]
        else:
            parameters = faiss.SearchParametersIVF(sel=selector, nprobe=read)  # type: ignore[call-arg]
        scores, rows = self.index.search(np.ascontiguousarray(query.reshape(1, -1)), count, params=parameters)
        found = rows[0] >= 0
        return rows[0][found], scores[0][found]


def _wider(allowed: int, of: int) -> int:
    """How many times more regions are read when a filter leaves few in each."""
    return max(1, min(8, round(math.sqrt(of / allowed))))


def make_index(vectors: Vectors, trained: Any = None) -> Any:
    """The index for so many vectors; the regions of an index of like size, `trained`, are used again."""
    count, dimension = vectors.shape
    if count <= FLAT_UP_TO:
        flat = faiss.IndexFlatIP(dimension)
        flat.add(np.ascontiguousarray(vectors))
        return flat
    regions = int(2 * count**0.5)
    if isinstance(trained, faiss.IndexIVF) and trained.d == dimension and _alike(trained.nlist, regions):
        index = faiss.clone_index(trained)
        index.reset()
    else:
        index = faiss.IndexIVFScalarQuantizer(
            faiss.IndexFlatIP(dimension),
            dimension,
            regions,
            faiss.ScalarQuantizer.QT_8bit,
            faiss.METRIC_INNER_PRODUCT,
        )
        index.cp.niter = 8
        index.cp.max_points_per_centroid = TRAINED_ON
        index.cp.min_points_per_centroid = 1
        chosen = np.random.default_rng(0).choice(count, min(count, regions * TRAINED_ON), replace=False)
        index.train(np.ascontiguousarray(vectors[np.sort(chosen)]))
    for start in range(0, count, 50_000):
        index.add(np.ascontiguousarray(vectors[start : start + 50_000]))
    return index


def _alike(one: int, other: int) -> bool:
    return 0.7 <= one / other <= 1.4


def save(nearest: Nearest, folder: Path) -> None:
    """Write the index, and the vectors where it does not hold them whole."""
    faiss.write_index(nearest.index, str(folder / "vectors.faiss"))
    if not nearest.exact:
        np.save(folder / "vectors.npy", nearest.vectors)


def load(folder: Path) -> Nearest:
    """Read what `save` wrote, large vectors mapped; raises `OSError`, `ValueError` or `RuntimeError`."""
    index = faiss.read_index(str(folder / "vectors.faiss"))
    if (folder / "vectors.npy").exists():
        return Nearest(np.load(folder / "vectors.npy", mmap_mode="r"), index)
    if not index.ntotal:
        return Nearest(np.zeros((0, index.d), np.float32), index)
    return Nearest(index.reconstruct_n(0, index.ntotal), index)
