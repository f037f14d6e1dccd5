"""Matching by words: BM25 over two fields of each document, and article codes by how far they agree.

Term weights are computed when the index is made ("eager" scoring, as in bm25s, Lù 2024), so that a query only adds up
its postings. The vocabulary is sorted: all codes that begin alike stand together, and so do their postings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import sparse

from knowledge.search.terms import LEAST_CODE, LONGEST, terms

Scores = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

# Robertson & Zaragoza, "The Probabilistic Relevance Framework" (2009): usual values.
K1 = 1.2
B = 0.75
_MOST = 255  # a term counts no more often than this
FIELDS = ("head", "all")


@dataclass(frozen=True)
class Words:
    """What is matched of a document: `head` says what it is, `body` describes it."""

    head: str
    body: str = ""


class Field:
    """Postings of one field, ordered by term, each with its BM25 weight."""

    def __init__(self, counts: sparse.csc_array) -> None:
        """`counts` of each term in each document, shape (documents, terms)."""
        self.counts = counts
        self.starts: npt.NDArray[np.int64] = counts.indptr.astype(np.int64)
        documents = counts.shape[0]
        with_term = np.diff(self.starts)
        self.idf: Scores = np.log1p((documents - with_term + 0.5) / (with_term + 0.5)).astype(np.float32)
        lengths = np.bincount(counts.indices, weights=counts.data, minlength=documents)
        damping = K1 * (1 - B + B * lengths / max(1e-9, lengths.mean() if documents else 0.0))
        often = counts.data.astype(np.float32)
        self.impacts: Scores = often * (K1 + 1) / (often + damping.astype(np.float32)[counts.indices])
        self.impacts *= np.repeat(self.idf, with_term)

    def add(self, scores: Scores, term: int, weight: float) -> None:
        """Add a term's weights to the scores of the documents that have it."""
        chosen = slice(self.starts[term], self.starts[term + 1])
        scores[self.counts.indices[chosen]] += np.float32(weight) * self.impacts[chosen]


class LexicalIndex:
    """Documents by their terms; a document is known by its row."""

    def __init__(self, vocabulary: npt.NDArray[np.bytes_], fields: Mapping[str, sparse.csc_array]) -> None:
        """`vocabulary` is sorted, in UTF-8; `fields` are counts of shape (documents, terms)."""
        self.vocabulary = vocabulary
        self.head = Field(fields["head"])
        self.all = Field(fields["all"])

    def __len__(self) -> int:
        return int(self.all.counts.shape[0])

    @classmethod
    def of(cls, documents: Iterable[Words]) -> LexicalIndex:
        """Index documents; their rows are in the order given."""
        numbers: dict[str, int] = {}
        gathered = {name: _Gathered() for name in FIELDS}
        for document in documents:
            head = terms(document.head)
            gathered["head"].add(head, numbers)
            gathered["all"].add([*head, *terms(document.body)], numbers)
        written = np.array([term.encode() for term in numbers] or [b""], dtype=f"S{LONGEST}")
        order = np.argsort(written, kind="stable")
        place = np.empty(len(order), dtype=np.int32)
        place[order] = np.arange(len(order), dtype=np.int32)
        return cls(written[order], {name: rows.matrix(place).tocsc() for name, rows in gathered.items()})

    def changed(self, kept: Rows, fresh: Sequence[Words], order: Rows) -> LexicalIndex:
        """An index of some of these rows and of new documents.

        Args:
            kept: Rows of this index that stay.
            fresh: New documents.
            order: For each row of the new index its place among the kept, followed by the new.
        """
        new = LexicalIndex.of(fresh)
        vocabulary = np.union1d(self.vocabulary, new.vocabulary)
        mine = np.searchsorted(vocabulary, self.vocabulary)
        theirs = np.searchsorted(vocabulary, new.vocabulary)
        fields = {}
        for name in FIELDS:
            old: sparse.csr_array = getattr(self, name).counts.tocsr()[kept]
            added: sparse.csr_array = getattr(new, name).counts.tocsr()
            moved = [
                _renumbered(old, mine, len(vocabulary)),
                _renumbered(added, theirs, len(vocabulary)),
            ]
            fields[name] = sparse.vstack(moved, format="csr")[order].tocsc()
        return LexicalIndex(vocabulary, fields)

    def number(self, term: str) -> int | None:
        """The place of a term in the vocabulary; None when no document has it."""
        written = term.encode()
        at = int(np.searchsorted(self.vocabulary, written))
        return at if at < len(self.vocabulary) and self.vocabulary[at] == written else None

    @property
    def unseen(self) -> float:
        """The weight (inverse document frequency) of a term that no document has."""
        return float(np.log1p((len(self) + 0.5) / 0.5))

    @property
    def bytes_used(self) -> int:
        """Memory of the vocabulary and of all postings."""
        fields = (self.head, self.all)
        arrays = [
            array
            for each in fields
            for array in (each.counts.data, each.counts.indices, each.impacts, each.idf)
        ]
        return int(self.vocabulary.nbytes + sum(array.nbytes for array in arrays))

    @cached_property
    def words(self) -> list[str]:
        """The vocabulary's words: letters only, of alphabets that are written with spaces."""
        found = (term.decode() for term in self.vocabulary.tolist())
        return [term for term in found if term.isalpha() and not term[0] >= "⺀"]

    def code_agreement(self, asked: Sequence[str]) -> Scores:
        """How far each document has the codes asked for, 0 to 1: the weighted share of their beginnings.

        A beginning that many documents share weighs little, one that few share weighs much.
        """
        scores = np.zeros(len(self), dtype=np.float32)
        total = 0.0
        for code in asked:
            for length in range(LEAST_CODE, len(code) + 1):
                low, high = self._beginning(code[:length])
                chosen = slice(self.all.starts[low], self.all.starts[high])
                rows = np.unique(self.all.counts.indices[chosen])
                weight = float(np.log1p((len(self) - len(rows) + 0.5) / (len(rows) + 0.5)))
                total += weight
                scores[rows] += np.float32(weight)
        return scores / np.float32(total) if total else scores

    def _beginning(self, prefix: str) -> tuple[int, int]:
        """The range of terms that begin so."""
        written = prefix.encode()
        low = int(np.searchsorted(self.vocabulary, written))
        return low, int(np.searchsorted(self.vocabulary, written + b"\xff"))

    def save(self, folder: Path) -> None:
        """Write to a folder."""
        parts = {"vocabulary": self.vocabulary, "documents": np.array([len(self)])}
        for name in FIELDS:
            counts = getattr(self, name).counts
            parts |= {f"{name}_counts": counts.data, f"{name}_rows": counts.indices}
            parts[f"{name}_starts"] = counts.indptr
        np.savez(folder / "words.npz", **parts)  # type: ignore[arg-type]

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Read from a folder; raises `OSError` or `ValueError` when it is not there or damaged."""
        with np.load(folder / "words.npz", allow_pickle=False) as parts:
            vocabulary = parts["vocabulary"]
            shape = (int(parts["documents"][0]), len(vocabulary))
            fields = {
                name: sparse.csc_array(
                    (parts[f"{name}_counts"], parts[f"{name}_rows"], parts[f"{name}_starts"]), shape=shape
                )
                for name in FIELDS
            }
        return cls(vocabulary, fields)


class _Gathered:
    """Counts of terms, gathered document by document."""

    def __init__(self) -> None:
        self._terms: list[int] = []
        self._counts: list[int] = []
        self._ends = [0]

    def add(self, found: Sequence[str], numbers: dict[str, int]) -> None:
        for term, count in Counter(found).items():
            self._terms.append(numbers.setdefault(term, len(numbers)))
            self._counts.append(min(count, _MOST))
        self._ends.append(len(self._terms))

    def matrix(self, place: npt.NDArray[np.int32]) -> sparse.csr_array:
        """Counts of shape (documents, terms), the terms put in their places."""
        chosen = place[np.array(self._terms, dtype=np.int64)]
        counts = np.array(self._counts, dtype=np.uint8)
        return sparse.csr_array((counts, chosen, self._ends), shape=(len(self._ends) - 1, len(place)))


def _renumbered(counts: sparse.csr_array, numbers: Rows, terms_: int) -> sparse.csr_array:
    shape = (counts.shape[0], terms_)
    return sparse.csr_array((counts.data, numbers[counts.indices], counts.indptr), shape=shape)
