"""Reading Shopify's product CSV."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.catalogue.feed import Feed, FeedVariant
from knowledge.catalogue.shopify_csv import STOCK_WHEN_NOT_TRACKED, read_shopify_products
from knowledge.catalogue.text import plain_text
from knowledge.importing import BadFile
from knowledge.money import Money

Read = Callable[..., Feed]

COLUMNS = [
    "Handle",
    "Title",
    "Body (HTML)",
    "Vendor",
    "Product Category",
    "Type",
    "Tags",
    "Published",
    "Option1 Name",
    "Option1 Value",
    "Option2 Name",
    "Option2 Value",
    "Option3 Name",
    "Option3 Value",
    "Variant SKU",
    "Variant Grams",
    "Variant Inventory Tracker",
    "Variant Inventory Qty",
    "Variant Price",
    "Variant Compare At Price",
    "Variant Barcode",
    "Image Src",
    "Variant Image",
    "Status",
]

JACKET = {
    "Handle": "shell-jacket",
    "Title": "Shell Jacket",
    "Body (HTML)": "<p>Keeps rain out.</p><p>Light &amp; small.<br>Packs away.</p>",
    "Vendor": "Fjordhelm",
    "Product Category": "Apparel & Accessories > Clothing > Outerwear",
    "Type": "Jacket",
    "Tags": "rain, hiking, rain",
    "Published": "true",
    "Option1 Name": "Color",
    "Option1 Value": "Green",
    "Option2 Name": "Size",
    "Option2 Value": "M",
    "Variant SKU": "SJ-G-M",
    "Variant Grams": "430.0",
    "Variant Inventory Tracker": "shopify",
    "Variant Inventory Qty": "4",
    "Variant Price": "99.00",
    "Variant Compare At Price": "139.00",
    "Variant Barcode": "'4006381333931",
    "Image Src": "https://cdn.example/jacket.jpg",
    "Variant Image": "https://cdn.example/green.jpg",
    "Status": "active",
}


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read_rows(*rows: dict[str, str], columns: list[str] = COLUMNS) -> Feed:
        path = tmp_path / "products.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)
        return read_shopify_products(path, currency="EUR")

    return read_rows


def only_variant(feed: Feed) -> FeedVariant:
    assert [str(problem) for problem in feed.problems] == []
    (product,) = feed.products
    (variant,) = product.variants
    return variant


def test_a_product_is_read_with_its_variant(read: Read) -> None:
    feed = read(JACKET)
    variant = only_variant(feed)
    product = feed.products[0]
    assert (product.id, product.name, product.brand) == ("shell-jacket", "Shell Jacket", "Fjordhelm")
    assert product.category == "Apparel & Accessories > Clothing > Outerwear"
    assert product.keywords == ("rain", "hiking", "Jacket")
    assert product.description == "Keeps rain out.\n\nLight & small.\nPacks away."
    assert (product.url, product.image_url) == ("/products/shell-jacket", "https://cdn.example/jacket.jpg")
    assert product.active
    assert (variant.sku, variant.gtin, variant.weight_g, variant.stock) == (
        "SJ-G-M",
        "4006381333931",
        430,
        4,
    )
    assert variant.options == {"colour": "Green", "size": "M"}
    assert (variant.price, variant.sale_price) == (Money(13900, "EUR"), Money(9900, "EUR"))
    assert variant.image_url == "https://cdn.example/green.jpg"


def test_rows_without_a_title_belong_to_the_handle_above(read: Read) -> None:
    feed = read(
        JACKET,
        {
            "Handle": "shell-jacket",
            "Option1 Value": "Black",
            "Option2 Value": "S",
            "Variant SKU": "B",
            "Variant Price": "99",
        },
        {"Option1 Value": "Blue", "Option2 Value": "L", "Variant SKU": "C", "Variant Price": "89"},
        {"Handle": "shell-jacket", "Image Src": "https://cdn.example/back.jpg"},
        {**JACKET, "Handle": "mug", "Title": "Mug", "Variant SKU": "MUG"},
        {"Handle": "shell-jacket", "Option1 Value": "Red", "Variant SKU": "D", "Variant Price": "89"},
    )
    assert feed.problems == []
    jacket, mug = feed.products
    assert [variant.options for variant in jacket.variants] == [
        {"colour": "Green", "size": "M"},
        {"colour": "Black", "size": "S"},
        {"colour": "Blue", "size": "L"},
        {"colour": "Red"},
    ]
    assert (jacket.name, mug.name) == ("Shell Jacket", "Mug")


def test_the_default_title_is_no_option(read: Read) -> None:
    row = {**JACKET, "Option1 Name": "Title", "Option1 Value": "Default Title", "Option2 Value": ""}
    assert only_variant(read(row)).options == {}


@pytest.mark.parametrize("compared", ["", "99.00", "50", "0"])
def test_without_a_higher_price_to_compare_there_is_no_sale(read: Read, compared: str) -> None:
    variant = only_variant(read({**JACKET, "Variant Compare At Price": compared}))
    assert (variant.price, variant.sale_price) == (Money(9900, "EUR"), None)


@pytest.mark.parametrize(
    ("tracker", "quantity", "stock"),
    [
        ("shopify", "4", 4),
        ("shopify", "-2", 0),
        ("shopify", "", 0),
        ("", "0", STOCK_WHEN_NOT_TRACKED),
    ],
)
def test_stock_is_counted_where_the_shop_counts(read: Read, tracker: str, quantity: str, stock: int) -> None:
    row = {**JACKET, "Variant Inventory Tracker": tracker, "Variant Inventory Qty": quantity}
    assert only_variant(read(row)).stock == stock


def test_a_file_without_stock_columns_takes_all_to_be_in_stock(read: Read) -> None:
    row = {"Handle": "mug", "Title": "Mug", "Variant Price": "5"}
    assert only_variant(read(row, columns=list(row))).stock == STOCK_WHEN_NOT_TRACKED


@pytest.mark.parametrize(
    ("published", "status", "active"),
    [
        ("true", "active", True),
        ("TRUE", "", True),
        ("", "active", True),
        ("false", "active", False),
        ("true", "draft", False),
        ("true", "archived", False),
    ],
)
def test_only_published_active_products_are_active(
    read: Read, published: str, status: str, active: bool
) -> None:
    feed = read({**JACKET, "Published": published, "Status": status})
    assert feed.products[0].active is active


def test_the_type_is_the_category_where_there_is_no_other(read: Read) -> None:
    for category in ("", "Uncategorized"):
        product = read({**JACKET, "Product Category": category}).products[0]
        assert (product.category, product.keywords) == ("Jacket", ("rain", "hiking"))


def test_a_barcode_that_is_no_gtin_is_left_out(read: Read) -> None:
    assert only_variant(read({**JACKET, "Variant Barcode": "SHELF-12"})).gtin == ""


def test_a_variant_without_sku_gets_one_that_stays_the_same(read: Read) -> None:
    row = {**JACKET, "Variant SKU": "", "Option1 Value": "Forest Green"}
    assert only_variant(read(row)).sku == "shell-jacket-forest-green-m"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("Variant Price", ""),
        ("Variant Price", "free"),
        ("Variant Compare At Price", "lots"),
        ("Variant Inventory Qty", "some"),
        ("Variant Grams", "heavy"),
        ("Variant SKU", "x" * 121),
        ("Variant Image", "javascript:alert(1)"),
        ("Image Src", "ftp://cdn.example/x.jpg"),
        ("Published", "perhaps"),
        ("Status", "sleeping"),
        ("Title", "x" * 301),
        ("Vendor", "x" * 121),
    ],
)
def test_a_value_that_cannot_be_taken_is_a_problem_of_its_line(read: Read, column: str, value: str) -> None:
    feed = read({**JACKET, column: value})
    assert feed.products == []
    (problem,) = feed.problems
    assert (problem.line, problem.field) == (2, column)
    assert "shell-jacket" in feed.unread_ids


def test_a_bad_variant_leaves_the_others(read: Read) -> None:
    feed = read(
        {**JACKET, "Variant Price": "?"},
        {"Handle": "shell-jacket", "Option1 Value": "Black", "Variant SKU": "B", "Variant Price": "99"},
    )
    (jacket,) = feed.products
    assert [variant.sku for variant in jacket.variants] == ["B"]
    assert [str(problem) for problem in feed.problems] == [
        "line 2: Variant Price: '?' is not an amount of money"
    ]
    assert feed.unread_skus == {"SJ-G-M"}


def test_a_row_whose_product_was_never_named_is_a_problem(read: Read) -> None:
    feed = read({"Handle": "ghost", "Variant SKU": "G", "Variant Price": "5"}, JACKET)
    assert [product.id for product in feed.products] == ["shell-jacket"]
    assert [str(problem) for problem in feed.problems] == [
        "line 2: Title: is empty, and no good row above names the product 'ghost'"
    ]


def test_a_sku_that_comes_twice_is_a_problem_of_the_later_row(read: Read) -> None:
    feed = read(JACKET, {**JACKET, "Handle": "other", "Title": "Other"})
    assert [product.id for product in feed.products] == ["shell-jacket"]
    assert [str(problem) for problem in feed.problems] == [
        "line 3: Variant SKU: SKU 'SJ-G-M' is already on line 2"
    ]


def test_a_body_over_several_lines_keeps_line_numbers_true(read: Read) -> None:
    feed = read(
        {**JACKET, "Body (HTML)": "<p>One\n\ntwo</p>\n<p>three</p>"}, {**JACKET, "Variant Price": "?"}
    )
    assert feed.products[0].description == "One two\n\nthree"
    assert [problem.line for problem in feed.problems] == [6]


def test_the_newer_column_names_are_read_too(read: Read) -> None:
    row = {
        "URL handle": "mug",
        "Title": "Mug",
        "Description": "<p>For tea</p>",
        "SKU": "MUG",
        "Price": "5",
        "Compare-at price": "8",
        "Inventory tracker": "shopify",
        "Inventory quantity": "2",
        "Weight value (grams)": "300",
        "Product image URL": "https://cdn.example/mug.jpg",
        "Published on online store": "true",
    }
    feed = read(row, columns=list(row))
    variant = only_variant(feed)
    assert (variant.sku, variant.stock, variant.weight_g) == ("MUG", 2, 300)
    assert variant.sale_price == Money(500, "EUR")
    assert feed.products[0].description == "For tea"


def test_a_missing_column_is_a_bad_file(read: Read) -> None:
    with pytest.raises(BadFile, match="columns are missing: variant_price or price; found: Handle, Title"):
        read({"Handle": "a", "Title": "b"}, columns=["Handle", "Title"])


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Plain text, 5 < 6 & so on", "Plain text, 5 < 6 & so on"),
        ("<h2>Care</h2><ul><li>Wash cold</li><li>No softener</li></ul>", "Care\n\nWash cold\nNo softener"),
        ("<div><div>a</div></div>   <p></p><p>b</p>", "a\n\nb"),
        ("caf&eacute;&nbsp;&#127861;", "café 🍵"),
        ("<style>p{color:red}</style>a<script>alert('<p>')</script>b", "ab"),
        ("a<!-- hidden -->b", "ab"),
        ("<p>a <b>bold</b> word", "a bold word"),
        ("<![if gte mso 9]><p>from Word</p><![endif]>", "from Word"),
        ("<p>line<br/>break</p>", "line\nbreak"),
    ],
)
def test_html_becomes_text_with_its_paragraphs(html: str, text: str) -> None:
    assert plain_text(html) == text
