"""How search grows: `python -m bench.search_scale [1000] [10000] [100000] [1000000]`; without numbers, all.

Products are made here: words by Zipf's law in kinds, each with an article code, vectors in clusters of clusters as
sentence vectors are, prices, stock and colours. Requests are asked with a filter (a price band, a colour, in stock) on
one core; one in four is misspelled. Times are of the process, from the filter to the most relevant 100; recall is of
the vectors against comparing every allowed one, with the filter and without. Memory leaves out the vectors that are
mapped from disk.
The encoder's time is measured apart on plain requests and added where the table says so.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt

from knowledge.search.embedding import SentenceEncoder
from knowledge.search.index import IndexFolder, VectorIndex
from knowledge.search.lexical import LexicalIndex, Words
from knowledge.search.nearest import Nearest
from knowledge.search.query import read_query
from knowledge.search.relevance import most_relevant
from knowledge.search.spelling import Spelling

SIZES = (1_000, 10_000, 100_000, 1_000_000)
LIMITS = {1_000: 15, 10_000: 15, 100_000: 25, 1_000_000: 40}
DIMENSION = 512
VOCABULARY = 60_000
REQUESTS = 200
COUNT = 100
FIRST = 10
PLAIN = (
    "a waterproof jacket for hiking",
    "something to keep my coffee hot",
    "适合徒步的防水夹克",
    "gift for a gardener",
)
COLUMNS = (
    "products", "index", "query p50, ms", "p95", "p95 with encoder", "limit", "recall@10", "without filter",
    "filter leaves", "bytes a product in memory", "on disk", "build, s",
)  # fmt: skip
LETTERS = "abcdefghijklmnopqrstuvwxyz"

Vectors = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Catalogue:
    """Made products: vectors, words, and columns to filter by."""

    vectors: Vectors
    words: list[Words]
    prices: Ints
    colours: Ints
    in_stock: npt.NDArray[np.bool_]


def unit(vectors: Vectors) -> Vectors:
    """Vectors of length one."""
    lengths: Vectors = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / lengths).astype(np.float32)


def made(count: int, generator: np.random.Generator) -> Catalogue:
    """So many products."""
    kinds = max(20, int(count**0.5))
    kind = generator.integers(0, kinds, count)
    families = unit(generator.standard_normal((max(5, kinds // 10), DIMENSION), dtype=np.float32))
    centres = unit(
        families[generator.integers(0, len(families), kinds)]
        + 0.04 * generator.standard_normal((kinds, DIMENSION), dtype=np.float32)
    )
    vectors = np.empty((count, DIMENSION), dtype=np.float32)
    for start in range(0, count, 50_000):
        chosen = kind[start : start + 50_000]
        noise = generator.standard_normal((len(chosen), DIMENSION), dtype=np.float32)
        vectors[start : start + 50_000] = unit(centres[chosen] + 0.03 * noise)
    lexicon = ["".join(generator.choice(list(LETTERS), generator.integers(4, 10))) for _ in range(VOCABULARY)]
    common = np.minimum(generator.zipf(1.3, (count, 14)) - 1, VOCABULARY - 1)
    codes = generator.integers(10_000, 99_999, count)
    words = [
        Words(
            f"{lexicon[-1 - kind[at]]} {lexicon[common[at, 0]]} {lexicon[common[at, 1]]} "
            f"{lexicon[kind[at]][:2]}-{codes[at]}",
            " ".join(lexicon[number] for number in common[at, 2:]),
        )
        for at in range(count)
    ]
    prices = np.exp(generator.normal(8, 1, count)).astype(np.int64)
    return Catalogue(vectors, words, prices, generator.integers(0, 4, count), generator.random(count) < 0.9)


def typo(text: str) -> str:
    """A text with two letters of its first word exchanged."""
    return text[1] + text[0] + text[2:] if len(text) > 2 else text


def measure(count: int, encoder_ms: float) -> str:
    """A row of the table for so many products."""
    generator = np.random.default_rng(count)
    catalogue = made(count, generator)
    begun = time.perf_counter()
    lexical = LexicalIndex.of(catalogue.words)
    nearest = Nearest(catalogue.vectors)
    spelling = Spelling(lexical.words)
    built = time.perf_counter() - begun
    keys = [str(at) for at in range(count)]
    index = VectorIndex(keys, keys, nearest, "made", lexical)
    with tempfile.TemporaryDirectory() as folder:
        IndexFolder(Path(folder), "products").save(index)
        stored = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
    memory = lexical.bytes_used + faiss.serialize_index(nearest.index).nbytes
    times, recalls, unfiltered, left = [], [], [], []
    for at in range(REQUESTS):
        like = generator.integers(0, count)
        vector = unit(
            (catalogue.vectors[like] + 0.02 * generator.standard_normal(DIMENSION)).astype(np.float32)[None]
        )[0]
        text = catalogue.words[like].head if at % 4 else typo(catalogue.words[like].head)
        low = int(np.quantile(catalogue.prices[:1000], generator.uniform(0, 0.4)))
        colour = generator.integers(0, 4)
        begun = time.process_time()
        allowed = (catalogue.prices >= low) & (catalogue.prices <= 8 * low)
        allowed &= (catalogue.colours == colour) & catalogue.in_stock
        query = read_query(text, lexical, spelling)
        most_relevant(index, vector, query, allowed, COUNT)
        times.append(1000 * (time.process_time() - begun))
        found, _ = nearest.search(vector, FIRST, allowed)
        rows = np.flatnonzero(allowed)
        exact = rows[np.argsort(-(catalogue.vectors[rows] @ vector), kind="stable")[:FIRST]]
        recalls.append(len(set(found) & set(exact)) / max(1, len(exact)))
        left.append(len(rows))
        if at % 4 == 0:
            found, _ = nearest.search(vector, FIRST)
            exact = np.argsort(-(catalogue.vectors @ vector), kind="stable")[:FIRST]
            unfiltered.append(len(set(found) & set(exact)) / FIRST)
    kind = "flat" if nearest.exact else f"IVF{nearest.index.nlist},SQ8"
    p50, p95 = np.percentile(times, [50, 95])
    figures = [
        f"{count:,}",
        kind,
        *(f"{each:.1f}" for each in (p50, p95, p95 + encoder_ms)),
        str(LIMITS.get(count, "-")),
        f"{np.mean(recalls):.3f}",
        f"{np.mean(unfiltered):.3f}",
        f"{np.mean(left) / count:.0%}",
        f"{memory / count:,.0f}",
        f"{stored / count:,.0f}",
        f"{built:.0f}",
    ]
    return f"| {' | '.join(figures)} |"


def encoder_time() -> float:
    """The 95th percentile of encoding a request, in milliseconds of one core."""
    encoder = SentenceEncoder("use", threads=1)
    encoder.encode(PLAIN)
    times = []
    for at in range(100):
        begun = time.process_time()
        encoder.encode([PLAIN[at % len(PLAIN)]])
        times.append(1000 * (time.process_time() - begun))
    return float(np.percentile(times, 95))


def main() -> None:
    """Print the table."""
    faiss.omp_set_num_threads(1)
    encoder_ms = encoder_time()
    print(f"encoding a request: {encoder_ms:.1f} ms at the 95th percentile\n")
    print(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}")
    for size in [int(number) for number in sys.argv[1:]] or SIZES:
        print(measure(size, encoder_ms), flush=True)


if __name__ == "__main__":
    main()
