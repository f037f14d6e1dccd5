"""Reading product feeds for Google Merchant Center."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.catalogue.feed import Feed, FeedVariant
from knowledge.catalogue.google_feed import STOCK_WITHOUT_COUNT, read_google_feed
from knowledge.importing import BadFile
from knowledge.money import Money

Read = Callable[..., Feed]

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)

HEAD = {
    "id": "J1",
    "title": "Shell Jacket",
    "description": "Keeps rain out.",
    "link": "https://shop.example/j1",
    "image_link": "https://shop.example/j1.jpg",
    "availability": "in_stock",
    "price": "19.99 EUR",
}


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read_rows(*rows: dict[str, str], delimiter: str = "\t", currency: str = "EUR") -> Feed:
        full = [{**HEAD, **row} for row in rows]
        columns = list(dict.fromkeys(name for row in full for name in row))
        lines = [delimiter.join(columns)] + [delimiter.join(row.get(c, "") for c in columns) for row in full]
        path = tmp_path / "feed.tsv"
        path.write_text("\n".join(lines), encoding="utf-8")
        return read_google_feed(path, currency=currency, now=NOW)

    return read_rows


@pytest.fixture
def read_xml(tmp_path: Path) -> Read:
    def read_text(text: str | bytes) -> Feed:
        path = tmp_path / "feed.xml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_google_feed(path, now=NOW)

    return read_text


def only_variant(feed: Feed) -> FeedVariant:
    assert [str(problem) for problem in feed.problems] == []
    (product,) = feed.products
    (variant,) = product.variants
    return variant


def test_a_row_becomes_a_product_with_one_variant(read: Read) -> None:
    feed = read(
        {
            "brand": "Fjordhelm",
            "gtin": "4006381333931",
            "mpn": "FH-12",
            "color": "forest green",
            "size": "M",
            "material": "nylon",
            "gender": "female",
            "age_group": "adult",
            "product_type": "Clothing>Jackets",
            "google_product_category": "5598",
            "condition": "new",
            "shipping_weight": "0.43 kg",
            "attribute_waterproof": "yes",
            "attribute_hydrostatic_head_mm": "15000",
            "custom_label_0": "bestseller",
            "is_bundle": "no",
            "adult": "no",
            "margin": "secret",
        }
    )
    variant = only_variant(feed)
    product = feed.products[0]
    assert (product.id, product.name, product.brand) == ("J1", "Shell Jacket", "Fjordhelm")
    assert product.category == "Clothing > Jackets"
    assert product.audience == "women"
    assert product.attributes == {
        "mpn": "FH-12",
        "waterproof": True,
        "hydrostatic_head_mm": 15000,
        "material": "nylon",
    }
    assert (variant.sku, variant.gtin, variant.weight_g) == ("J1", "4006381333931", 430)
    assert variant.price == Money(1999, "EUR")
    assert variant.options == {"colour": "forest green", "size": "M"}
    assert variant.stock == STOCK_WITHOUT_COUNT


def test_column_names_may_have_spaces_and_any_case(tmp_path: Path) -> None:
    path = tmp_path / "feed.csv"
    path.write_text(
        "ID,Title,Image Link,AVAILABILITY,Price,Item Group ID\n1,Cup,/cup.jpg,In Stock,5 EUR,cups\n"
    )
    feed = read_google_feed(path)
    assert feed.products[0].id == "cups"
    assert feed.products[0].image_url == "/cup.jpg"


@pytest.mark.parametrize(
    ("text", "minor", "currency"),
    [
        ("19.99 EUR", 1999, "EUR"),
        ("19.99EUR", 1999, "EUR"),
        ("EUR 19.99", 1999, "EUR"),
        ("19,99 EUR", 1999, "EUR"),
        ("1,299.00 USD", 129900, "USD"),
        ("1.299,00 EUR", 129900, "EUR"),
        ("12 GBP", 1200, "GBP"),
        ("1000 JPY", 1000, "JPY"),
        ("1000.00 JPY", 1000, "JPY"),
        ("5.125 KWD", 5125, "KWD"),
        ("7.5", 750, "CHF"),
    ],
)
def test_prices_are_read_with_their_currency(read: Read, text: str, minor: int, currency: str) -> None:
    assert only_variant(read({"price": text}, currency="CHF")).price == Money(minor, currency)


@pytest.mark.parametrize(
    "text",
    ["abc", "", "-1 EUR", "1.299 EUR", "€5", "5 EURO", "EUR 5 USD", "1e5 EUR", "NaN", "99999999999 EUR"],
)
def test_a_price_that_is_none_is_a_problem_of_its_line(read: Read, text: str) -> None:
    feed = read({}, {"id": "J2", "price": text})
    assert [product.id for product in feed.products] == ["J1"]
    (problem,) = feed.problems
    assert (problem.line, problem.field) == (3, "price")
    assert feed.unread_skus == {"J2"}


def test_a_problem_is_written_for_people(read: Read) -> None:
    (problem,) = read({"price": "abc EUR"}).problems
    assert str(problem) == "line 2: price: 'abc EUR' is not an amount of money, such as 19.99 EUR"
    (problem,) = read({"price": "1.2.3 EUR"}).problems
    assert str(problem) == "line 2: price: '1.2.3' is not an amount of money"


@pytest.mark.parametrize(
    ("dates", "on_sale"),
    [
        ("", True),
        ("2024-04-01T00:00+0100/2024-06-01T00:00+0100", True),
        ("2024-04-01 / 2024-05-01", True),
        ("2024-05-01T13:00+0100/2024-05-01T14:00+0200", True),
        ("2024-01-01T00:00Z/2024-02-01T00:00Z", False),
        ("2024-06-01T00:00Z/2024-07-01T00:00Z", False),
        ("2024-04-01/2024-04-30", False),
    ],
)
def test_a_sale_counts_within_its_dates_only(read: Read, dates: str, on_sale: bool) -> None:
    variant = only_variant(read({"sale_price": "15 EUR", "sale_price_effective_date": dates}))
    assert variant.sale_price == (Money(1500, "EUR") if on_sale else None)
    assert variant.price == Money(1999, "EUR")


@pytest.mark.parametrize(
    "dates", ["tomorrow", "2024-04-01", "2024-05-02/2024-04-01", "2024-13-01/2024-14-01"]
)
def test_sale_dates_that_are_none_are_a_problem(read: Read, dates: str) -> None:
    (problem,) = read({"sale_price": "15 EUR", "sale_price_effective_date": dates}).problems
    assert problem.field == "sale_price_effective_date"


@pytest.mark.parametrize("sale", ["25 EUR", "15 USD"])
def test_a_sale_price_above_the_price_or_in_another_currency_is_a_problem(read: Read, sale: str) -> None:
    (problem,) = read({"sale_price": sale}).problems
    assert problem.field == "sale_price"


def test_what_a_product_costs_the_shop_is_read(read: Read) -> None:
    assert only_variant(read({"cost_of_goods_sold": "8.50 EUR"})).cost == Money(850, "EUR")
    assert only_variant(read({})).cost is None


@pytest.mark.parametrize("cost", ["8.50 USD", "cheap"])
def test_a_cost_in_another_currency_or_without_a_number_is_a_problem(read: Read, cost: str) -> None:
    (problem,) = read({"cost_of_goods_sold": cost}).problems
    assert problem.field == "cost_of_goods_sold"


def test_a_sale_price_equal_to_the_price_is_no_sale(read: Read) -> None:
    assert only_variant(read({"sale_price": "19.99 EUR"})).sale_price is None


@pytest.mark.parametrize(
    ("availability", "quantity", "stock"),
    [
        ("in_stock", "", STOCK_WITHOUT_COUNT),
        ("In Stock", "", STOCK_WITHOUT_COUNT),
        ("out of stock", "", 0),
        ("preorder", "", 0),
        ("backorder", "", 0),
        ("in_stock", "3", 3),
        ("", "7", 7),
    ],
)
def test_stock_is_the_quantity_or_what_availability_says(
    read: Read, availability: str, quantity: str, stock: int
) -> None:
    assert only_variant(read({"availability": availability, "quantity": quantity})).stock == stock


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("availability", "maybe"),
        ("quantity", "-1"),
        ("quantity", "1.5"),
        ("quantity", "99999999999"),
        ("link", "javascript:alert(1)"),
        ("link", "//evil.example/x"),
        ("link", "relative/path"),
        ("link", "https://"),
        ("image_link", "data:image/png;base64,AAAA"),
        ("image_link", "http://[bad"),
        ("title", ""),
        ("title", "x" * 301),
        ("brand", "x" * 121),
        ("shipping_weight", "heavy"),
        ("shipping_weight", "3 stones"),
        ("id", "x" * 121),
    ],
)
def test_a_value_that_cannot_be_taken_names_its_column(read: Read, column: str, value: str) -> None:
    feed = read({column: value})
    assert feed.products == []
    assert [(problem.line, problem.field) for problem in feed.problems] == [(2, column)]


def test_a_gtin_that_is_none_is_left_out_and_told(read: Read) -> None:
    feed = read({"gtin": "n/a"})
    assert feed.products[0].variants[0].gtin == ""
    assert str(feed.problems[0]) == "line 2: gtin: 'n/a' has not 8, 12, 13 or 14 digits; left out"


@pytest.mark.parametrize(("weight", "grams"), [("430 g", 430), ("1,5 kg", 1500), ("2 lb", 907), ("8oz", 227)])
def test_weights_are_read_in_grams(read: Read, weight: str, grams: int) -> None:
    assert only_variant(read({"shipping_weight": weight})).weight_g == grams


def test_rows_of_one_group_become_variants_of_one_product(read: Read) -> None:
    shared = {"item_group_id": "G", "pattern": "plain", "attribute_hood": "true"}
    feed = read(
        {
            **shared,
            "id": "A",
            "title": "Shell Jacket - green, M",
            "color": "green",
            "size": "M",
            "material": "nylon",
        },
        {"id": "other", "title": "Mug"},
        {
            **shared,
            "id": "B",
            "title": "Shell Jacket - grey, S",
            "color": "grey",
            "size": "S",
            "material": "wool",
        },
    )
    assert feed.problems == []
    jacket, mug = feed.products
    assert (jacket.id, jacket.name, mug.id) == ("G", "Shell Jacket", "other")
    assert [variant.options for variant in jacket.variants] == [
        {"colour": "green", "size": "M", "material": "nylon"},
        {"colour": "grey", "size": "S", "material": "wool"},
    ]
    assert jacket.attributes == {"pattern": "plain", "hood": True}


def test_own_attributes_that_differ_within_a_group_are_options(read: Read) -> None:
    feed = read(
        {"id": "A", "item_group_id": "G", "attribute_capacity": "64 GB", "gender": "male"},
        {"id": "B", "item_group_id": "G", "attribute_capacity": "128 GB", "gender": "female"},
    )
    (phone,) = feed.products
    assert [variant.options["capacity"] for variant in phone.variants] == ["64 GB", "128 GB"]
    assert [variant.options["gender"] for variant in phone.variants] == ["male", "female"]
    assert phone.audience == ""


@pytest.mark.parametrize(
    ("names", "shared"),
    [
        (["Jacket green", "Jacket grey"], "Jacket"),
        (["Jacket", "Jacket (M)"], "Jacket"),
        (["Jacket | M", "Jacket | S"], "Jacket"),
        (["Coat", "Jacket"], "Coat"),
        (["Jacket 12", "Jacket 123"], "Jacket"),
    ],
)
def test_the_name_of_a_group_is_what_its_titles_share(read: Read, names: list[str], shared: str) -> None:
    feed = read(*({"id": f"{n}", "item_group_id": "G", "title": name} for n, name in enumerate(names)))
    assert feed.products[0].name == shared


def test_a_bad_row_leaves_the_rest_of_its_group(read: Read) -> None:
    feed = read({"id": "A", "item_group_id": "G", "price": "?"}, {"id": "B", "item_group_id": "G"})
    assert [variant.sku for variant in feed.products[0].variants] == ["B"]
    assert (feed.unread_ids, feed.unread_skus) == ({"G"}, {"A"})


def test_an_id_that_comes_twice_is_a_problem_of_the_later_row(read: Read) -> None:
    feed = read({}, {"title": "Another"})
    assert len(feed.products) == 1
    assert [str(problem) for problem in feed.problems] == ["line 3: id: SKU 'J1' is already on line 2"]


def test_product_details_become_attributes(read: Read) -> None:
    cell = (
        'General:Battery life:30 h,Display:Size:2.5",General:Wireless:yes,'
        'Box:Size:small, round,X:Ratio:"16:9, wide"'
    )
    feed = read({"product_detail": cell})
    assert feed.products[0].attributes == {
        "battery_life": "30 h",
        "size": '2.5"',
        "wireless": True,
        "box_size": "small, round",
        "ratio": "16:9, wide",
    }


def test_the_header_may_name_the_parts_of_details(tmp_path: Path) -> None:
    path = tmp_path / "feed.tsv"
    detail = "product_detail(attribute_name:attribute_value)"
    path.write_text(
        f"id\ttitle\tprice\tavailability\t{detail}\t{detail}\n1\tTV\t5 EUR\tin_stock\tRatio:16:9\tPorts:2\n"
    )
    assert read_google_feed(path).products[0].attributes == {"ratio": "16:9", "ports": 2}


def test_audience_comes_from_age_before_gender(read: Read) -> None:
    audiences = [
        read({"age_group": age, "gender": gender}).products[0].audience
        for age, gender in [
            ("infant", "male"),
            ("kids", "female"),
            ("adult", "Male"),
            ("", "unisex"),
            ("", ""),
        ]
    ]
    assert audiences == ["baby", "kids", "men", "unisex", ""]


def test_html_in_a_description_is_read_as_text(read: Read) -> None:
    feed = read(
        {"description": "<p>Warm &amp; dry.</p><script>x()</script><ul><li>Hood</li><li>Zip</li></ul>"}
    )
    assert feed.products[0].description == "Warm & dry.\n\nHood\nZip"


def test_a_cell_over_several_lines_keeps_line_numbers_true(tmp_path: Path) -> None:
    path = tmp_path / "feed.csv"
    path.write_bytes(
        b"id,title,description,price,availability\r\n"
        b'1,Cup,"one\r\ntwo\r\n\r\nthree",5 EUR,in_stock\r\n\r\n2,Mug,,abc,in_stock\r\n'
    )
    feed = read_google_feed(path)
    assert feed.products[0].description == "one\r\ntwo\r\n\r\nthree"
    assert [problem.line for problem in feed.problems] == [7]


def test_rows_with_too_many_or_too_few_cells_are_problems(tmp_path: Path) -> None:
    path = tmp_path / "feed.csv"
    path.write_text(
        "id,title,price,availability\n1,Cup,5 EUR,in_stock\n2,Mug,5 EUR\n"
        "3,Jug, large,5 EUR,in_stock\n4,Pot,5 EUR,in_stock,,\n"
    )
    feed = read_google_feed(path)
    assert [product.id for product in feed.products] == ["1", "4"]
    assert [str(problem) for problem in feed.problems] == [
        "line 3: row: 3 cells where the header has 4 columns",
        "line 4: row: 5 cells where the header has 4 columns",
    ]
    assert {"2", "3"} <= feed.unread_ids


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(read: Read, delimiter: str) -> None:
    assert only_variant(read({"description": "Plain"}, delimiter=delimiter)).sku == "J1"


def test_excels_line_about_the_separator_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "feed.csv"
    path.write_text("sep=;\nid;title;price;availability\n1;Cup;abc;in_stock\n")
    assert [problem.line for problem in read_google_feed(path).problems] == [3]


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    path = tmp_path / "feed.csv"
    path.write_bytes("\ufeffid,title,price,availability\n1,Tasse für Tee,5 EUR,in_stock\n".encode())
    assert read_google_feed(path).products[0].name == "Tasse für Tee"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"id,title,price,availability\n1,T\xe4sse,5 EUR,in_stock\n", "byte 0xe4 at position 31"),
        ("id,title\n".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04rest", "Excel workbook"),
        (b"id,title,price,availability\n1,\x00,5 EUR,in_stock\n", "NUL byte at position 30"),
        (b"", "empty"),
        (b"\xef\xbb\xbf\n\n", "empty"),
        (b"id,title,price\n", "columns are missing: availability or quantity; found: id, title, price"),
        (b"id,title,price,availability,Price\n", "more than once: 'Price' (columns 3 and 5)"),
        (
            b'id,title,price,availability\n1,"Cup,5 EUR,in_stock\n2,Mug,5 EUR,in_stock\n',
            "line 2: a quotation mark",
        ),
        (b'id,title,price,availability\n1,"' + b"x\n" * 100_000, "line 2"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "feed.csv"
    path.write_bytes(content)
    with pytest.raises(BadFile, match=r"feed\.csv: ") as caught:
        read_google_feed(path)
    assert reason in str(caught.value)


def test_the_position_of_a_bad_byte_is_right_beyond_the_first_megabyte(tmp_path: Path) -> None:
    path = tmp_path / "feed.csv"
    good = b"id,title\n" + "ä".encode() * 700_000
    path.write_bytes(good + b"\xff")
    with pytest.raises(BadFile, match=f"position {len(good)}"):
        read_google_feed(path)


def test_a_file_that_is_not_there_is_a_bad_file(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be opened"):
        read_google_feed(tmp_path / "nothing.csv")
    with pytest.raises(BadFile, match="cannot be opened"):
        read_google_feed(tmp_path)


RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">
<channel>
<title>Shop</title><link>https://shop.example</link>
<item>
  <title>Plain title</title>
  <g:title>Shell Jacket</g:title>
  <link>https://shop.example/j</link>
  <description>&lt;b&gt;Warm&lt;/b&gt; &amp; dry</description>
  <g:id>A</g:id><g:price>19.99 EUR</g:price><g:availability>in_stock</g:availability>
  <g:shipping><g:country>DE</g:country><g:price>4 EUR</g:price></g:shipping>
  <g:product_detail>
    <g:section_name>General</g:section_name><g:attribute_name>Ratio</g:attribute_name>
    <g:attribute_value>16:9, "wide"</g:attribute_value>
  </g:product_detail>
  <g:product_detail><g:attribute_name>Wireless</g:attribute_name>
    <g:attribute_value>Yes</g:attribute_value></g:product_detail>
  <g:product_type>Home &gt; Seating</g:product_type><g:product_type>Second</g:product_type>
</item>
<item><g:id>B</g:id><g:title>Mug</g:title><g:price>x</g:price>
<g:availability>in_stock</g:availability></item>
</channel></rss>"""


def test_rss_items_are_read_with_the_line_they_begin_on(read_xml: Read) -> None:
    feed = read_xml(RSS)
    (jacket,) = feed.products
    assert (jacket.name, jacket.url) == ("Shell Jacket", "https://shop.example/j")
    assert jacket.description == "Warm & dry"
    assert jacket.category == "Home > Seating"
    assert jacket.attributes == {"ratio": '16:9, "wide"', "wireless": True}
    assert jacket.variants[0].price == Money(1999, "EUR")
    assert [(problem.line, problem.field) for problem in feed.problems] == [(20, "price")]


def test_line_numbers_are_true_in_a_long_xml_file(read_xml: Read) -> None:
    item = (
        "<item><g:id>{n}</g:id>\n<g:title>T</g:title><g:price>{p}</g:price>"
        "<g:quantity>1</g:quantity></item>\n"
    )
    items = "".join(item.format(n=n, p="bad" if n == 1500 else "5 EUR") for n in range(2000))
    feed = read_xml(f'<rss xmlns:g="http://base.google.com/ns/1.0"><channel>\n{items}</channel></rss>')
    assert len(feed.products) == 1999
    assert [problem.line for problem in feed.problems] == [2 + 2 * 1500]


def test_atom_entries_are_read(read_xml: Read) -> None:
    feed = read_xml(
        """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">
        <title>Shop</title>
        <entry><id>tag:1</id><g:id>A</g:id><title>Cup</title><summary>For tea</summary>
        <link href="https://shop.example/cup"/><g:price>5 EUR</g:price>
        <g:quantity>2</g:quantity></entry></feed>"""
    )
    (cup,) = feed.products
    assert (cup.id, cup.name, cup.description, cup.url) == ("A", "Cup", "For tea", "https://shop.example/cup")
    assert cup.variants[0].stock == 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
            '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><rss><channel><item>&c;</item></channel></rss>',
            "EntitiesForbidden",
        ),
        (
            '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            "<rss><channel><item>&x;</item></channel></rss>",
            "EntitiesForbidden",
        ),
        ("<rss><channel><item>", "not well-formed"),
        ("<rss><channel></item></channel></rss>", "not well-formed"),
        ("<html><body>Login</body></html>", "root element is html"),
        ('<?xml version="1.0" encoding="klingon"?><rss/>', "XML"),
        ('<?xml version="1.0" encoding="shift_jis"?><rss/>', "XML"),
    ],
)
def test_xml_that_cannot_be_read_says_why(read_xml: Read, text: str, reason: str) -> None:
    with pytest.raises(BadFile) as caught:
        read_xml(text)
    assert reason in str(caught.value)


def test_xml_in_latin_1_that_says_so_is_read(read_xml: Read) -> None:
    text = RSS.replace('version="1.0"?', 'version="1.0" encoding="iso-8859-1"?').replace("Shell", "Kühl")
    assert read_xml(text.encode("latin-1")).products[0].name == "Kühl Jacket"
