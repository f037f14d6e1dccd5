"""The product index: built from the catalogue, searched among the products that fulfil a request."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from knowledge.catalogue.models import Product
from knowledge.catalogue.text import indexed_text
from knowledge.catalogue.view import CatalogueView
from knowledge.database import SessionFactory
from knowledge.search.embedding import Encoder, Progress
from knowledge.search.index import IndexFolder, UpdateReport, build, content_fingerprint


class ProductIndex:
    """Vectors of the active products."""

    def __init__(
        self, sessions: SessionFactory, view: CatalogueView, folder: IndexFolder, encoder: Encoder
    ) -> None:
        self._sessions = sessions
        self._view = view
        self._folder = folder
        self._encoder = encoder

    def rebuild(self, *, from_scratch: bool = False, progress: Progress | None = None) -> UpdateReport:
        """Bring the index up to date with the catalogue: only what changed is encoded again."""
        with self._sessions() as session:
            products = session.scalars(
                select(Product).where(Product.active).options(selectinload(Product.variants))
            ).all()
            texts = {product.id: indexed_text(product) for product in products}
            hashes = {product.id: product.content_hash for product in products}
        previous = None if from_scratch else self._folder.load_or_none()
        index, report = build(previous, texts, hashes, self._encoder, progress)
        if previous is None or report.added or report.removed or previous.model != index.model:
            self._folder.save(index)
        return report

    def check(self) -> None:
        """Raise `IndexMissing`, or `IndexMismatch` when the index does not fit the catalogue and the model."""
        hashes = {product.id: product.content_hash for product in self._view.snapshot().products.values()}
        self._folder.load(model=self._encoder.fingerprint, content=content_fingerprint(hashes))

    def similarities(self, text: str, among: Sequence[str], count: int) -> dict[str, float]:
        """Cosine similarity to a text of the `count` most similar products among those given."""
        index = self._folder.load(model=self._encoder.fingerprint)
        if not text.strip():
            return {}
        vector = self._encoder.encode([text])[0]
        return {hit.key: hit.score for hit in index.search(vector, count, among)}

    def alike(self, product_id: str, among: Sequence[str], count: int) -> dict[str, float]:
        """The products most similar to a product, itself left out."""
        index = self._folder.load(model=self._encoder.fingerprint)
        vector = index.vector(product_id)
        if vector is None:
            return {}
        others = [each for each in among if each != product_id]
        return {hit.key: hit.score for hit in index.search(vector, count, others)}
