"""The product index: built from the catalogue, searched by meaning and by words among the products that are allowed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from knowledge.catalogue.models import Product
from knowledge.catalogue.text import body_text, encoded_text, head_text
from knowledge.catalogue.view import CatalogueView
from knowledge.database import SessionFactory
from knowledge.search.embedding import Encoder, Progress, Vectors
from knowledge.search.index import (
    IndexFolder,
    UpdateReport,
    VectorIndex,
    build,
    changed_keys,
    content_fingerprint,
)
from knowledge.search.lexical import LexicalIndex, Scores, Words
from knowledge.search.nearest import Mask
from knowledge.search.query import WordQuery, read_query
from knowledge.search.relevance import most_relevant
from knowledge.search.spelling import Spelling

_SLICE = 500
"""How many ids stand in one IN clause."""


class ProductIndex:
    """The active products by their vectors and their words."""

    def __init__(
        self, sessions: SessionFactory, view: CatalogueView, folder: IndexFolder, encoder: Encoder
    ) -> None:
        self._sessions = sessions
        self._view = view
        self._folder = folder
        self._encoder = encoder
        self._spelling: tuple[LexicalIndex, Spelling] | None = None
        self._names: dict[str, Vectors] = {}
        self._last: tuple[tuple[str, str], VectorIndex, Vectors, WordQuery | None] | None = None

    def rebuild(self, *, from_scratch: bool = False, progress: Progress | None = None) -> UpdateReport:
        """Bring the index up to date with the catalogue: only what changed is read and encoded again."""
        previous = None if from_scratch else self._folder.load_or_none()
        with self._sessions() as session:
            active = session.execute(select(Product.id, Product.content_hash).where(Product.active))
            hashes = {row.id: row.content_hash for row in active}
            changed = changed_keys(previous, hashes, self._encoder.fingerprint, with_words=True)
            texts: dict[str, str] = {}
            words: dict[str, Words] = {}
            for start in range(0, len(changed), _SLICE):
                query = select(Product).where(Product.id.in_(changed[start : start + _SLICE]))
                for product in session.scalars(query.options(selectinload(Product.variants))):
                    texts[product.id] = encoded_text(product)
                    words[product.id] = Words(head_text(product), body_text(product))
                session.expunge_all()
        index, report = build(previous, texts, hashes, self._encoder, progress, words)
        if previous is None or report.added or report.removed or previous.model != index.model:
            self._folder.save(index)
        return report

    def check(self) -> None:
        """Raise `IndexMissing`, or `IndexMismatch` when the index does not fit the catalogue and the model."""
        hashes = {product.id: product.content_hash for product in self._view.snapshot().products.values()}
        self._folder.load(model=self._encoder.fingerprint, content=content_fingerprint(hashes))

    def current(self) -> VectorIndex:
        """The build in force; raises `IndexMissing` or `IndexMismatch`."""
        return self._folder.load(model=self._encoder.fingerprint)

    def relevance(
        self,
        text: str,
        among: Mask | Iterable[str] | None,
        count: int,
        *,
        words: str | None = None,
        lift: Scores | None = None,
    ) -> dict[str, float]:
        """The `count` most relevant products for a request, best first.

        Args:
            text: The request, searched by meaning.
            among: Only these: ids, or a truth value for each row of `current`; None is all.
            count: How many at most.
            words: The words to look for, if not all of the text.
            lift: How far other grounds than the request's words lift each row of `current`.

        Returns:
            Relevance by id: the cosine of the meanings, and what words and codes add to it (up to about 1).
        """
        words = text if words is None else words
        index = self.current()
        if not len(index) or not (words.strip() or lift is not None):
            return {}
        allowed = among if among is None or isinstance(among, np.ndarray) else index.mask(among)
        vector, word_query = self._understood(text, words, index)
        found, relevance = most_relevant(index, vector, word_query, allowed, count, lift)
        return {index.keys[row]: float(value) for row, value in zip(found, relevance, strict=True)}

    def _understood(self, text: str, words: str, index: VectorIndex) -> tuple[Vectors, WordQuery | None]:
        """A request as a vector and as words; the last one is remembered, for it is often searched among others."""
        last = self._last
        if last is None or last[0] != (text, words) or last[1] is not index:
            last = (text, words), index, self._encoder.encode([text])[0], self._read(words, index)
            self._last = last
        return last[2], last[3]

    def learn(self, names: Iterable[str]) -> None:
        """Encode names of kinds that `likeness` will be asked for; those that it knows take no time."""
        strange = [name for name in names if name not in self._names]
        if strange:
            self._names.update(zip(strange, self._encoder.encode(strange), strict=True))

    def likeness(self, names: Sequence[str]) -> Vectors | None:
        """Cosines of the rows of `current` with names of kinds, shape (rows, names); None of very many rows."""
        index = self.current()
        if not index.nearest.exact:
            return None
        self.learn(names)
        vectors: Vectors = np.array([self._names[name] for name in names], dtype=np.float32)
        return index.vectors @ vectors.T

    def _read(self, words: str, index: VectorIndex) -> WordQuery | None:
        if index.words is None:
            return None
        if self._spelling is None or self._spelling[0] is not index.words:
            self._spelling = index.words, Spelling(index.words.words)
        return read_query(words, index.words, self._spelling[1])

    def alike(self, product_id: str, among: Sequence[str], count: int) -> dict[str, float]:
        """The products most similar to a product, itself left out."""
        index = self.current()
        vector = index.vector(product_id)
        if vector is None:
            return {}
        others = [each for each in among if each != product_id]
        return {hit.key: hit.score for hit in index.search(vector, count, others)}
