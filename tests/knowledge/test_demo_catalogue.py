"""The demo catalogue is as large, as varied and as sound as a shop's should be."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload, sessionmaker

from knowledge.catalogue.google_feed import read_google_feed
from knowledge.catalogue.importing import import_products
from knowledge.catalogue.models import Product, Variant
from knowledge.demo.catalogue import (
    CatalogueFault,
    DemoProduct,
    feed_products,
    read_catalogue,
    write_google_feed,
)
from knowledge.demo.pictures import KINDS, draw
from knowledge.demo.pictures.palette import COLOURS

SOUND = """
- id: plain-mug
  name: Plain Mug
  brand: Potter
  category: Kitchen > Tableware
  kind: mug
  audience: home
  price: 9.50
  weight_g: 300
  description: A mug.
  attributes: {material: stoneware}
  options: {colour: [grey, forest green], size: [small, large]}
  option_prices: {size: {large: 2}}
  returns: standard
  warranty_months: 24
"""


@pytest.fixture(scope="module")
def products() -> tuple[DemoProduct, ...]:
    return read_catalogue()


def test_it_is_a_department_store(products: tuple[DemoProduct, ...]) -> None:
    tops = {product.category.split(" > ")[0] for product in products}
    assert len(products) >= 300
    assert len(tops) >= 12
    assert all(" > " in product.category for product in products)


def test_ids_names_and_skus_are_unique(products: tuple[DemoProduct, ...]) -> None:
    assert len({product.id for product in products}) == len(products)
    assert len({product.name for product in products}) == len(products)
    skus = [variant.sku for product in products for variant in product.variants]
    assert len(set(skus)) == len(skus)
    assert all(re.fullmatch(r"[A-Z0-9]+(-[A-Z0-9]+)+", sku) and len(sku) <= 60 for sku in skus)


def test_no_sentence_of_a_description_is_used_twice(products: tuple[DemoProduct, ...]) -> None:
    sentences = Counter(
        sentence.lower()
        for product in products
        for sentence in re.split(r"(?<=[.!?])\s+", product.description)
    )
    assert [sentence for sentence, count in sentences.items() if count > 1] == []


def test_descriptions_are_not_near_duplicates(products: tuple[DemoProduct, ...]) -> None:
    words = {product.id: set(re.findall(r"[a-z']+", product.description.lower())) for product in products}
    alike = [
        (one, other)
        for one, other in combinations(words, 2)
        if len(words[one] & words[other]) >= 0.5 * len(words[one] | words[other])
    ]
    assert alike == []


def test_kinds_and_colours_can_be_drawn(products: tuple[DemoProduct, ...]) -> None:
    assert {product.kind for product in products} <= set(KINDS)
    assert {colour for product in products for colour in product.values("colour")} <= set(COLOURS)
    for product in products[::25]:
        colour = product.image_url.rsplit("/", maxsplit=1)[1].removesuffix(".svg")
        assert draw(product.kind, colour.replace("-", " "), product.id).startswith("<svg")


def test_what_goes_with_a_product_exists(products: tuple[DemoProduct, ...]) -> None:
    ids = {product.id for product in products}
    assert [
        (product.id, other)
        for product in products
        for other in product.goes_with
        if other not in ids or other == product.id
    ] == []


def test_prices_are_sensible(products: tuple[DemoProduct, ...]) -> None:
    for product in products:
        assert product.variants
        for variant in product.variants:
            assert 2_00 <= variant.price_minor <= 4_000_00, product.id
            sale = variant.sale_price_minor
            assert sale is None or 0.4 * variant.price_minor <= sale < variant.price_minor, product.id
    on_sale = sum(product.variants[0].sale_price_minor is not None for product in products)
    assert 0.05 < on_sale / len(products) < 0.25


def test_some_is_sold_out_and_bestsellers_are_not(products: tuple[DemoProduct, ...]) -> None:
    stocks = [variant.stock for product in products for variant in product.variants]
    gone = [product for product in products if all(variant.stock == 0 for variant in product.variants)]
    assert 0.03 < stocks.count(0) / len(stocks) < 0.1
    assert 1 <= len(gone) <= 15
    best = max(products, key=lambda product: product.popularity)
    assert max(variant.stock for variant in best.variants) >= 60


def test_reading_twice_gives_the_same(products: tuple[DemoProduct, ...]) -> None:
    assert read_catalogue() == products


def test_options_become_variants_with_their_prices_and_pictures(tmp_path: Path) -> None:
    (tmp_path / "mugs.yml").write_text(SOUND, encoding="utf-8")
    (mug,) = read_catalogue(tmp_path)
    assert [(v.sku, v.price_minor, v.image_url) for v in mug.variants] == [
        ("PLAIN-MUG-GRY-SMALL", 9_50, "/picture/plain-mug/grey.svg"),
        ("PLAIN-MUG-GRY-LARGE", 11_50, "/picture/plain-mug/grey.svg"),
        ("PLAIN-MUG-FOR-SMALL", 9_50, "/picture/plain-mug/forest-green.svg"),
        ("PLAIN-MUG-FOR-LARGE", 11_50, "/picture/plain-mug/forest-green.svg"),
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "reason"),
    [
        ("  brand: Potter\n", "", "lacks brand"),
        ("kind: mug", "kind: mug\n  shine: high", "unknown fields shine"),
        ("[grey, forest green]", "[grey, vermilion]", "none of the shop's colours"),
        ("[small, large]", "[small, small]", "given twice"),
        ("{large: 2}", "{huge: 2}", "no value 'huge'"),
        ("price: 9.50", "price: cheap", "not an amount of money"),
        ("price: 9.50", "price: 9.50\n  sale_price: 12", "sale_price must be under the price"),
        ("returns: standard", "returns: never", "returns 'never'"),
        ("returns: standard", "returns: standard\n  goes_with: [saucer]", "no other product: 'saucer'"),
    ],
)
def test_a_fault_is_named_with_file_and_product(tmp_path: Path, right: str, wrong: str, reason: str) -> None:
    assert right in SOUND
    (tmp_path / "mugs.yml").write_text(SOUND.replace(right, wrong), encoding="utf-8")
    with pytest.raises(CatalogueFault) as fault:
        read_catalogue(tmp_path)
    assert str(fault.value).startswith("mugs.yml: product plain-mug: ")
    assert reason in str(fault.value)


def test_a_product_described_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(SOUND, encoding="utf-8")
    (tmp_path / "b.yml").write_text(SOUND, encoding="utf-8")
    with pytest.raises(
        CatalogueFault, match=r"b\.yml: product plain-mug: id 'plain-mug' is already used in a\.yml"
    ):
        read_catalogue(tmp_path)


def test_it_goes_into_the_shop_as_a_feed_does(
    sessions: sessionmaker[Session], products: tuple[DemoProduct, ...]
) -> None:
    report = import_products(sessions, feed_products(products))
    assert (report.created, report.problems) == (len(products), [])
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(Variant)) == sum(
            len(product.variants) for product in products
        )
        stored = session.get(Product, "kelder-hiking-rain-jacket", options=[selectinload(Product.variants)])
    assert stored is not None
    assert stored.attributes["picture_kind"] == "jacket"
    assert stored.url == "/p/kelder-hiking-rain-jacket"
    assert stored.variants[0].image_url == "/picture/kelder-hiking-rain-jacket/green.svg"


def test_the_google_feed_reads_back(tmp_path: Path, products: tuple[DemoProduct, ...]) -> None:
    path = tmp_path / "feed.tsv"
    assert write_google_feed(path) == sum(len(product.variants) for product in products)
    feed = read_google_feed(path)
    assert feed.problems == []
    read = {product.id: product for product in feed.products}
    assert read.keys() == {product.id for product in products}
    for product in products:
        back = read[product.id]
        assert (back.name, back.category, back.description) == (
            product.name,
            product.category,
            product.description,
        )
        assert [(v.sku, v.price.minor, v.stock) for v in back.variants] == [
            (v.sku, v.price_minor, v.stock) for v in product.variants
        ]
