"""The vector index: swapped in at once, updated by what changed, refused when it does not fit."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select

from knowledge.catalogue.models import Product
from knowledge.catalogue.text import content_hash
from knowledge.database import utc_now
from knowledge.search.embedding import Progress, Vectors
from knowledge.search.index import (
    BUILDS_KEPT,
    IndexFolder,
    IndexMismatch,
    IndexMissing,
    VectorIndex,
    build,
    content_fingerprint,
)
from knowledge.shop import Shop

DIMENSION = 8


class CountingEncoder:
    """Encodes a text as the unit vector of its length, and remembers what it was asked."""

    dimension = DIMENSION

    def __init__(self, fingerprint: str = "counting@1") -> None:
        self.fingerprint = fingerprint
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:  # noqa: ARG002
        """One vector for each text."""
        self.asked += texts
        vectors = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row, len(text) % DIMENSION] = 1
        return vectors


def made(texts: dict[str, str], previous: VectorIndex | None = None) -> tuple[VectorIndex, list[str]]:
    """An index of texts (each its own hash) and what had to be encoded for it."""
    encoder = CountingEncoder()
    index, _ = build(previous, texts, texts, encoder)
    return index, encoder.asked


def axis(at: int) -> Vectors:
    vector = np.zeros(DIMENSION, dtype=np.float32)
    vector[at] = 1
    return vector


@pytest.fixture
def folder(tmp_path: Path) -> IndexFolder:
    return IndexFolder(tmp_path, "products")


def test_an_index_finds_what_is_most_similar_first() -> None:
    index, _ = made({"one": "a", "two": "ab", "three": "abc"})
    assert index.search(axis(2), 3)[0].key == "two"
    assert index.search(axis(2), 1)[0].score == pytest.approx(1)


def test_only_entries_whose_text_changed_are_encoded_again() -> None:
    first, asked = made({"kept": "a", "changed": "ab", "gone": "abc"})
    assert sorted(asked) == ["a", "ab", "abc"]
    second, asked = made({"kept": "a", "changed": "abcd", "new": "abcde"}, first)
    assert sorted(asked) == ["abcd", "abcde"]
    assert second.keys == ["changed", "kept", "new"]
    assert np.array_equal(second.vector("kept"), axis(1))
    assert np.array_equal(second.vector("changed"), axis(4))
    assert second.vector("gone") is None


def test_an_update_reports_what_it_did() -> None:
    first, _ = made({"kept": "a", "changed": "ab", "gone": "abc"})
    texts = {"kept": "a", "changed": "abcd", "new": "abcde"}
    _, report = build(first, texts, texts, CountingEncoder())
    assert (report.added, report.removed, report.kept) == (2, 1, 1)


def test_vectors_of_another_model_are_not_taken_over() -> None:
    first, _ = made({"one": "a"})
    other = CountingEncoder("another@2")
    index, report = build(first, {"one": "a"}, {"one": "a"}, other)
    assert other.asked == ["a"]
    assert index.model == "another@2"
    assert report.kept == 0


def test_among_filters_inside_the_search_so_that_the_count_is_still_reached() -> None:
    texts = {f"best{n}": "a" for n in range(50)} | {"wanted1": "ab", "wanted2": "abc"}
    index, _ = made(texts)
    assert {hit.key for hit in index.search(axis(1), 2, among=["wanted1", "wanted2", "unknown"])} == {
        "wanted1",
        "wanted2",
    }
    assert index.search(axis(1), 2, among=["unknown"]) == []
    assert index.search(axis(1), 2, among=[]) == []


def test_an_empty_index_finds_nothing() -> None:
    index, _ = made({})
    assert len(index) == 0
    assert index.search(axis(0), 3) == []


def test_an_empty_index_can_be_saved_and_loaded(folder: IndexFolder, tmp_path: Path) -> None:
    folder.save(made({})[0])
    assert len(IndexFolder(tmp_path, "products").load()) == 0


def test_a_saved_index_is_the_same_when_read_by_another_process(folder: IndexFolder, tmp_path: Path) -> None:
    index, _ = made({"one": "a", "two": "ab"})
    folder.save(index)
    read = IndexFolder(tmp_path, "products").load()
    assert read.keys == index.keys
    assert read.fingerprint() == index.fingerprint()
    assert np.array_equal(read.vectors, index.vectors)


def test_a_reader_follows_a_new_build(folder: IndexFolder, tmp_path: Path) -> None:
    reader = IndexFolder(tmp_path, "products")
    folder.save(made({"old": "a"})[0])
    assert reader.load().keys == ["old"]
    folder.save(made({"new": "ab"})[0])
    assert reader.load().keys == ["new"]


def test_a_reader_during_saves_sees_one_build_or_the_next_but_never_a_mix(
    folder: IndexFolder, tmp_path: Path
) -> None:
    builds = [{f"{name}{n}": "a" * (n + 1) for n in range(40)} for name in ("old", "new")]
    indexes = [made(texts)[0] for texts in builds]
    whole = {content_fingerprint(texts) for texts in builds}
    folder.save(indexes[0])
    done, seen, failures = threading.Event(), set(), []

    def read() -> None:
        while not done.is_set():
            try:
                index = IndexFolder(tmp_path, "products").load()
            except Exception as error:  # noqa: BLE001 - any failure of a reader fails the test
                failures.append(error)
                return
            if len(index.vectors) != len(index.keys):
                failures.append(AssertionError("half a build"))
            seen.add(index.fingerprint())

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for turn in range(40):
        folder.save(indexes[turn % 2])
    done.set()
    for reader in readers:
        reader.join()
    assert failures == []
    assert seen <= whole


def test_a_build_that_broke_off_leaves_the_one_before_in_force(
    folder: IndexFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.save(made({"old": "a"})[0])

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("knowledge.search.nearest.faiss.write_index", full)
    with pytest.raises(OSError, match="no space"):
        folder.save(made({"new": "ab"})[0])
    assert IndexFolder(tmp_path, "products").load().keys == ["old"]


def test_old_builds_are_removed(folder: IndexFolder) -> None:
    for n in range(5):
        folder.save(made({f"build{n}": "a"})[0])
    assert len([path for path in folder.folder.iterdir() if path.is_dir()]) == BUILDS_KEPT


def test_a_missing_index_is_told_with_what_to_do(folder: IndexFolder) -> None:
    with pytest.raises(IndexMissing, match=r"run `attendant index`") as told:
        folder.load()
    assert str(folder.folder) in str(told.value)
    assert folder.load_or_none() is None


def test_an_index_of_another_model_is_refused_with_what_to_do(folder: IndexFolder) -> None:
    folder.save(made({"one": "a"})[0])
    with pytest.raises(IndexMismatch, match=r"run `attendant index`") as told:
        folder.load(model="another@2")
    assert "counting@1" in str(told.value)
    assert "another@2" in str(told.value)


def test_an_index_of_other_texts_is_refused_with_what_to_do(folder: IndexFolder) -> None:
    index, _ = made({"one": "a"})
    folder.save(index)
    with pytest.raises(IndexMismatch, match=r"run `attendant index`"):
        folder.load(content=content_fingerprint({"one": "changed"}))
    assert folder.load(content=content_fingerprint({"one": "a"})).keys == ["one"]


@pytest.mark.parametrize("damaged", ["meta.json", "vectors.faiss"])
def test_a_damaged_index_counts_as_missing(folder: IndexFolder, tmp_path: Path, damaged: str) -> None:
    folder.save(made({"one": "a"})[0])
    current = folder.folder / (folder.folder / "CURRENT").read_text()
    (current / damaged).write_bytes(b"{")
    with pytest.raises(IndexMissing):
        IndexFolder(tmp_path, "products").load()


def test_the_fingerprint_of_texts_does_not_depend_on_their_order() -> None:
    assert content_fingerprint({"a": "1", "b": "2"}) == content_fingerprint({"b": "2", "a": "1"})
    assert content_fingerprint({"a": "1", "b": "2"}) != content_fingerprint({"a": "2", "b": "1"})


def test_the_demo_index_fits_its_catalogue_and_finds_by_meaning(demo: Shop) -> None:
    demo.check_index()
    among = list(demo.catalogue.snapshot().products)
    found = demo.product_index.relevance("warme Handschuhe", among, 5)  # no word of it is in the catalogue
    assert {"tapwell-touch-gloves", "northlight-insulated-gloves"} <= set(found)
    assert demo.product_index.relevance("  ", among, 10) == {}


def test_a_price_change_needs_no_new_index_but_a_new_name_does(own_demo: Shop) -> None:
    with own_demo.sessions() as session, session.begin():
        product = session.scalars(select(Product).where(Product.id == "gable-compact-umbrella")).one()
        product.variants[0].price_minor += 100
        product.content_hash, product.updated_at = content_hash(product), utc_now()
    own_demo.product_index.check()
    with own_demo.sessions() as session, session.begin():
        product = session.scalars(select(Product).where(Product.id == "gable-compact-umbrella")).one()
        product.name = "Gable Golf Umbrella"
        product.content_hash, product.updated_at = content_hash(product), utc_now()
    with pytest.raises(IndexMismatch, match=r"run `attendant index`"):
        own_demo.product_index.check()
