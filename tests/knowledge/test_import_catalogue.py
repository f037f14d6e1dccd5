"""Bringing product feeds into the catalogue."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from knowledge.audit import AuditEntry
from knowledge.catalogue import importing, storing
from knowledge.catalogue.feed import FeedProduct, FeedVariant
from knowledge.catalogue.importing import SuspiciousFeed, import_catalogue, import_products
from knowledge.catalogue.models import Product, Variant
from knowledge.catalogue.text import content_hash, indexed_text
from knowledge.importing import BadField, BadFile, ImportReport
from knowledge.money import Money

Sessions = sessionmaker[Session]

HEADER = "id,item_group_id,title,price,availability,color,size,brand"
ROWS = [
    "J-M,jacket,Shell Jacket,99 EUR,in_stock,green,M,Fjordhelm",
    "J-L,jacket,Shell Jacket,99 EUR,in_stock,green,L,Fjordhelm",
    "MUG,,Mug,5 EUR,in_stock,,,Kiln",
    "POT,,Tea Pot,25 EUR,in_stock,,,Kiln",
]


@pytest.fixture
def feed(tmp_path: Path) -> Callable[..., Path]:
    def write(*rows: str, header: str = HEADER, name: str = "feed.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return path

    return write


def variant(sku: str, **more: object) -> FeedVariant:
    return FeedVariant(**{"sku": sku, "price": Money(500, "EUR"), **more})  # type: ignore[arg-type]


def product(product_id: str, *skus: str, **more: object) -> FeedProduct:
    variants = tuple(variant(sku) for sku in skus or (product_id.upper(),))
    return FeedProduct(**{"id": product_id, "name": product_id, "variants": variants, **more})  # type: ignore[arg-type]


def stored(sessions: Sessions, product_id: str) -> Product:
    with sessions() as session:
        found = session.get_one(Product, product_id)
        assert found.variants is not None
        return found


def active_ids(sessions: Sessions) -> set[str]:
    with sessions() as session:
        return set(session.scalars(select(Product.id).where(Product.active)))


def everything(sessions: Sessions) -> list[tuple[object, ...]]:
    with sessions() as session:
        products = session.execute(select(*Product.__table__.columns).order_by(Product.id)).all()
        variants = session.execute(select(*Variant.__table__.columns).order_by(Variant.id)).all()
        audits = session.execute(select(AuditEntry.id)).all()
    return [tuple(row) for row in [*products, *variants, *audits]]


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.created, report.updated, report.unchanged, report.deactivated


# Formats


def test_a_feed_fills_an_empty_catalogue(sessions: Sessions, feed: Callable[..., Path]) -> None:
    report = import_catalogue(sessions, feed(*ROWS))
    assert (counts(report), report.problems) == ((3, 0, 0, 0), [])
    jacket = stored(sessions, "jacket")
    assert (jacket.name, jacket.brand, jacket.active, jacket.returns) == (
        "Shell Jacket",
        "Fjordhelm",
        True,
        "standard",
    )
    assert [(one.sku, one.label, one.price) for one in jacket.variants] == [
        ("J-M", "green, M", Money(9900, "EUR")),
        ("J-L", "green, L", Money(9900, "EUR")),
    ]


@pytest.mark.parametrize("name", ["feed.xml", "feed.csv", "feed.txt", "feed"])
def test_xml_is_known_by_its_content(sessions: Sessions, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(
        '\n <rss xmlns:g="http://base.google.com/ns/1.0"><channel><item><g:id>A</g:id><g:title>Cup</g:title>'
        "<g:price>5 EUR</g:price><g:quantity>1</g:quantity></item></channel></rss>".strip()
    )
    assert import_catalogue(sessions, path).created == 1


def test_a_shopify_file_is_known_by_its_columns(sessions: Sessions, feed: Callable[..., Path]) -> None:
    path = feed("mug,Mug,5.00", header="Handle,Title,Variant Price")
    assert import_catalogue(sessions, path, currency="gbp").created == 1
    assert stored(sessions, "mug").variants[0].price == Money(500, "GBP")


def test_a_file_of_neither_format_names_what_is_needed(sessions: Sessions, feed: Callable[..., Path]) -> None:
    with pytest.raises(
        BadFile, match=r"needs id, title, price, availability.*needs Handle.*found: name, cost"
    ):
        import_catalogue(sessions, feed("a,b", header="name,cost"))


def test_a_currency_that_is_none_is_refused(sessions: Sessions, feed: Callable[..., Path]) -> None:
    with pytest.raises(BadField, match="currency"):
        import_catalogue(sessions, feed(*ROWS), currency="euros")


# What goes in, and what not


def test_a_bad_row_is_reported_and_the_rest_goes_in(sessions: Sessions, feed: Callable[..., Path]) -> None:
    report = import_catalogue(sessions, feed(*ROWS, "BAD,,Bad,abc,in_stock,,,", "CUP,,Cup,4 EUR,in_stock,,,"))
    assert report.created == 4
    assert [str(problem)[:14] for problem in report.problems] == ["line 6: price:"]
    assert active_ids(sessions) == {"jacket", "MUG", "POT", "CUP"}


def test_a_bad_file_changes_nothing(sessions: Sessions, feed: Callable[..., Path], tmp_path: Path) -> None:
    import_catalogue(sessions, feed(*ROWS))
    before = everything(sessions)
    path = tmp_path / "broken.csv"
    path.write_bytes((HEADER + "\nNEW,,New,5 EUR,in_stock,,,\n").encode() + b"\xff")
    with pytest.raises(BadFile):
        import_catalogue(sessions, path)
    path.write_text('<rss xmlns:g="http://base.google.com/ns/1.0"><channel><item><g:id>NEW</g:id></item>')
    with pytest.raises(BadFile):
        import_catalogue(sessions, path)
    assert everything(sessions) == before


def test_an_error_half_way_leaves_nothing_behind(
    sessions: Sessions, feed: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    import_catalogue(sessions, feed(*ROWS))
    before = everything(sessions)
    monkeypatch.setattr(importing, "_BATCH", 1)
    written = storing._write

    def fail_at_the_pot(target: Product, source: FeedProduct) -> bool:
        if source.id == "POT":
            raise RuntimeError("the power is gone")
        return written(target, source)

    monkeypatch.setattr(storing, "_write", fail_at_the_pot)
    with pytest.raises(RuntimeError):
        import_catalogue(sessions, feed(*[row.replace("99 EUR", "89 EUR") for row in ROWS]))
    assert everything(sessions) == before


def test_the_import_is_recorded_once_for_audit(sessions: Sessions, feed: Callable[..., Path]) -> None:
    import_catalogue(sessions, feed(*ROWS))
    import_catalogue(sessions, feed(*ROWS))
    with sessions() as session:
        (entry,) = session.scalars(select(AuditEntry)).all()
    assert (entry.actor, entry.action, entry.subject) == ("system", "catalogue.imported", "file:feed.csv")
    assert entry.facts == {"created": 3, "updated": 0, "deactivated": 0}


def test_progress_is_told(sessions: Sessions, feed: Callable[..., Path]) -> None:
    told: list[tuple[int, int | None]] = []
    import_catalogue(sessions, feed(*ROWS), progress=lambda done, total: told.append((done, total)))
    assert told == [(0, None), (3, 3)]


# The same feed again


def test_unchanged_products_are_not_touched(sessions: Sessions, feed: Callable[..., Path]) -> None:
    import_catalogue(sessions, feed(*ROWS))
    before = everything(sessions)
    report = import_catalogue(sessions, feed(*ROWS))
    assert counts(report) == (0, 0, 3, 0)
    assert everything(sessions) == before


def test_a_new_price_is_an_update_that_needs_no_new_index(
    sessions: Sessions, feed: Callable[..., Path]
) -> None:
    import_catalogue(sessions, feed(*ROWS))
    before = stored(sessions, "MUG")
    report = import_catalogue(
        sessions, feed(*[row.replace("5 EUR,in_stock,,,Kiln", "6 EUR,in_stock,,,Kiln", 1) for row in ROWS])
    )
    after = stored(sessions, "MUG")
    assert counts(report)[:2] == (0, 2)  # the pot's 25 became 26
    assert after.variants[0].price == Money(600, "EUR")
    assert after.variants[0].id == before.variants[0].id
    assert after.content_hash == before.content_hash
    assert after.updated_at > before.updated_at


def test_a_new_name_changes_the_content_hash(sessions: Sessions, feed: Callable[..., Path]) -> None:
    import_catalogue(sessions, feed(*ROWS))
    before = stored(sessions, "MUG").content_hash
    import_catalogue(sessions, feed(*[row.replace("Mug", "Tall Mug") for row in ROWS]))
    assert stored(sessions, "MUG").content_hash not in {before, ""}


def test_variants_come_and_go(sessions: Sessions, feed: Callable[..., Path]) -> None:
    import_catalogue(sessions, feed(*ROWS))
    rows = [ROWS[1], ROWS[0].replace("J-M", "J-S").replace(",M,", ",S,"), *ROWS[2:]]
    assert counts(import_catalogue(sessions, feed(*rows))) == (0, 1, 2, 0)
    assert [one.sku for one in stored(sessions, "jacket").variants] == ["J-L", "J-S"]


def test_what_a_feed_does_not_say_stays(sessions: Sessions) -> None:
    import_products(
        sessions, [product("pillow", returns="hygiene", warranty_months=12, goes_with=("sheet",))]
    )
    import_products(sessions, [product("pillow", brand="Down & Co")])
    pillow = stored(sessions, "pillow")
    assert (pillow.brand, pillow.returns, pillow.warranty_months) == ("Down & Co", "hygiene", 12)
    assert pillow.goes_with == ["sheet"]


def test_true_is_not_one_in_attributes(sessions: Sessions) -> None:
    import_products(sessions, [product("lamp", attributes={"dimmable": 1})])
    assert import_products(sessions, [product("lamp", attributes={"dimmable": True})]).updated == 1
    assert stored(sessions, "lamp").attributes["dimmable"] is True


# Products that are missing


def test_missing_products_become_inactive_and_come_back(
    sessions: Sessions, feed: Callable[..., Path]
) -> None:
    import_catalogue(sessions, feed(*ROWS))
    assert counts(import_catalogue(sessions, feed(*ROWS[:3]))) == (0, 0, 2, 1)
    assert active_ids(sessions) == {"jacket", "MUG"}
    assert len(stored(sessions, "POT").variants) == 1
    assert counts(import_catalogue(sessions, feed(*ROWS))) == (0, 1, 2, 0)
    assert active_ids(sessions) == {"jacket", "MUG", "POT"}


def test_missing_products_stay_when_told_so(sessions: Sessions, feed: Callable[..., Path]) -> None:
    import_catalogue(sessions, feed(*ROWS))
    report = import_catalogue(sessions, feed(ROWS[2]), deactivate_missing=False)
    assert counts(report) == (0, 0, 1, 0)
    assert active_ids(sessions) == {"jacket", "MUG", "POT"}


def test_a_product_the_shop_hides_becomes_inactive(sessions: Sessions, feed: Callable[..., Path]) -> None:
    header = "Handle,Title,Variant Price,Status"
    import_catalogue(sessions, feed("a,A,5,active", "b,B,5,active", header=header))
    report = import_catalogue(sessions, feed("a,A,5,active", "b,B,5,draft", header=header))
    assert counts(report) == (0, 0, 1, 1)
    assert active_ids(sessions) == {"a"}
    assert counts(import_catalogue(sessions, feed("a,A,5,active", "b,B,5,draft", header=header)))[2:] == (
        2,
        0,
    )


def test_a_feed_that_would_empty_the_shop_is_refused(sessions: Sessions, feed: Callable[..., Path]) -> None:
    import_catalogue(sessions, feed(*ROWS))
    before = everything(sessions)
    with pytest.raises(SuspiciousFeed, match="2 of 3 active products would become inactive") as caught:
        import_catalogue(sessions, feed(ROWS[2], "BAD,,,,,,,"))
    assert "line 3" in str(caught.value)
    assert len(caught.value.problems) == 1
    assert everything(sessions) == before
    assert counts(import_catalogue(sessions, feed(ROWS[2]), force=True)) == (0, 0, 1, 2)
    assert active_ids(sessions) == {"MUG"}


def test_exactly_half_may_go(sessions: Sessions) -> None:
    import_products(sessions, [product(name) for name in "abcd"])
    assert import_products(sessions, [product("a"), product("b")]).deactivated == 2


def test_a_feed_without_a_good_product_is_refused(sessions: Sessions, feed: Callable[..., Path]) -> None:
    with pytest.raises(
        SuspiciousFeed, match="no product of the feed is good; 1 problems, the first on line 2"
    ):
        import_catalogue(sessions, feed("BAD,,Bad,abc,in_stock,,,"))
    with pytest.raises(SuspiciousFeed):
        import_catalogue(sessions, feed())
    import_products(sessions, [product("a")])
    with pytest.raises(SuspiciousFeed):
        import_products(sessions, [])
    assert import_products(sessions, [], force=True).deactivated == 1


def test_what_only_bad_rows_speak_of_stays_as_it_is(sessions: Sessions, feed: Callable[..., Path]) -> None:
    import_catalogue(sessions, feed(*ROWS))
    bad = [ROWS[0].replace("99 EUR", "?"), ROWS[1], ROWS[2].replace("5 EUR", "?"), ROWS[3]]
    report = import_catalogue(sessions, feed(*bad))
    assert counts(report) == (0, 1, 1, 0)
    assert len(report.problems) == 2
    assert active_ids(sessions) == {"jacket", "MUG", "POT"}
    assert {one.sku for one in stored(sessions, "jacket").variants} == {"J-M", "J-L"}


# SKUs and ids


def test_a_sku_in_two_products_is_a_problem_of_the_later(sessions: Sessions) -> None:
    report = import_products(sessions, [product("a", "X", "Y"), product("b", "X", "Z"), product("c", "Y")])
    assert report.created == 2
    assert [str(problem) for problem in report.problems] == [
        "line 2: sku: SKU 'X' is already on line 1, of product 'a'",
        "line 3: sku: SKU 'Y' is already on line 1, of product 'a'",
    ]
    assert [one.sku for one in stored(sessions, "b").variants] == ["Z"]


def test_a_product_that_comes_twice_is_a_problem_of_the_later(sessions: Sessions) -> None:
    report = import_products(sessions, [product("a", "X"), product("a", "Y")])
    assert [str(problem) for problem in report.problems] == ["line 2: id: product 'a' is already on line 1"]
    assert [one.sku for one in stored(sessions, "a").variants] == ["X"]


@pytest.mark.parametrize("batch", [1, 500])
@pytest.mark.parametrize("turned", [False, True])
def test_a_sku_may_move_to_another_product(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch, batch: int, turned: bool
) -> None:
    monkeypatch.setattr(importing, "_BATCH", batch)
    import_products(sessions, [product("a", "X", "Y"), product("b", "Z")])
    moved = [product("a", "X"), product("b", "Z", "Y")]
    report = import_products(sessions, moved[::-1] if turned else moved)
    assert counts(report) == (0, 2, 0, 0)
    assert [one.sku for one in stored(sessions, "a").variants] == ["X"]
    assert [one.sku for one in stored(sessions, "b").variants] == ["Z", "Y"]
    for name in "ab":
        assert stored(sessions, name).content_hash == content_hash(stored(sessions, name))


def test_two_products_may_swap_their_skus(sessions: Sessions) -> None:
    import_products(sessions, [product("a", "X"), product("b", "Y")])
    import_products(sessions, [product("a", "Y"), product("b", "X")])
    assert [stored(sessions, name).variants[0].sku for name in "ab"] == ["Y", "X"]


def test_a_product_that_lost_its_last_variant_to_another_becomes_inactive(sessions: Sessions) -> None:
    import_products(sessions, [product("a", "X"), product("b", "Y")])
    report = import_products(sessions, [product("b", "Y", "X")], deactivate_missing=False)
    assert (report.updated, report.deactivated) == (1, 1)
    assert active_ids(sessions) == {"b"}


# Plain data and its text


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: product("", "X"), "id"),
        (lambda: product("a", name="x" * 301), "name"),
        (lambda: product("a", variants=()), "variants"),
        (lambda: product("a", "X", "X"), "sku"),
        (lambda: product("a", url="javascript:alert(1)"), "url"),
        (lambda: product("a", url="/\\evil.example"), "url"),
        (lambda: product("a", image_url="https://shop.example/a b.jpg"), "image_url"),
        (lambda: product("a", returns="never"), "returns"),
        (lambda: product("a", warranty_months=-1), "warranty_months"),
        (lambda: product("a", attributes={"Not snake": 1}), "attributes"),
        (lambda: variant("X", price=Money(-1, "EUR")), "price"),
        (lambda: variant("X", price=Money(1, "EURO")), "price"),
        (lambda: variant("X", price=Money(2**31, "EUR")), "price"),
        (lambda: variant("X", sale_price=Money(500, "EUR")), "sale_price"),
        (lambda: variant("X", sale_price=Money(100, "USD")), "sale_price"),
        (lambda: variant("X", stock=-1), "stock"),
        (lambda: variant("X", weight_g=-1), "weight_g"),
        (lambda: variant("X", options={"size": ""}), "size"),
        (lambda: variant("X", gtin="1" * 21), "gtin"),
        (lambda: variant("X", image_url="//cdn.example/x.jpg"), "image_url"),
    ],
)
def test_a_feed_product_cannot_hold_what_makes_no_sense(make: Callable[[], object], field: str) -> None:
    with pytest.raises(BadField) as caught:
        make()
    assert caught.value.field == field


def test_the_indexed_text_says_each_fact_once_in_a_fixed_order() -> None:
    variants = (variant("X", options={"size": "M", "colour": "green"}), variant("Y", options={"size": "L"}))
    jacket = FeedProduct(
        id="jacket",
        name="Shell Jacket",
        variants=variants,
        brand="Fjordhelm",
        category="Clothing > Jackets",
        description="Keeps rain out.",
        audience="women",
        keywords=("trekking", "rain"),
        attributes={
            "waterproof": True,
            "hood": False,
            "head_mm": 15000,
            "weight": 2.0,
            "fit": "",
            "care": "cold",
        },
    )
    assert indexed_text(jacket).split("\n") == [
        "Shell Jacket",
        "Fjordhelm",
        "Clothing > Jackets",
        "women",
        "Keeps rain out.",
        "care: cold",
        "head mm: 15000",
        "waterproof",
        "weight: 2",
        "colour: green",
        "size: L, M",
        "rain, trekking",
    ]


def test_the_stored_hash_is_that_of_the_stored_product(sessions: Sessions, feed: Callable[..., Path]) -> None:
    import_catalogue(sessions, feed(*ROWS))
    for name in ("jacket", "MUG", "POT"):
        found = stored(sessions, name)
        assert found.content_hash == content_hash(found)
        assert len(found.content_hash) == 64


# Size and hostility


def test_ten_thousand_products_import_in_under_thirty_seconds(sessions: Sessions, tmp_path: Path) -> None:
    item = (
        "<item><g:id>{n}-{v}</g:id><g:item_group_id>{n}</g:item_group_id><g:title>Product {n}</g:title>"
        "<g:description>A thing of many uses, number {n}.</g:description><g:price>19.99 EUR</g:price>"
        "<g:availability>in_stock</g:availability><g:size>{v}</g:size></item>\n"
    )
    path = tmp_path / "feed.xml"
    with path.open("w") as file:
        file.write('<rss xmlns:g="http://base.google.com/ns/1.0"><channel>\n')
        file.writelines(item.format(n=n, v=v) for n in range(10_000) for v in ("S", "M"))
        file.write("</channel></rss>")
    began = time.monotonic()
    assert import_catalogue(sessions, path).created == 10_000
    assert time.monotonic() - began < 30
    assert import_catalogue(sessions, path).unchanged == 10_000


ODD = st.one_of(
    st.sampled_from(
        ["", "-1", '"', '""', "\n", "\r", "1e9", "\x01", "\x00", "//x", "<p>&#0;", "a,b;c\td", "\ud800"]
    ),
    st.text(max_size=12),
)
GOOD = {
    "id": ["1", "2", "3"],
    "title": ["Cup", "Mug"],
    "price": ["5 EUR", "7.50"],
    "availability": ["in_stock", "out of stock"],
    "quantity": ["0", "12"],
    "item_group_id": ["", "g", "1"],
    "color": ["", "green", "grey"],
    "sale_price": ["", "4 EUR"],
    "sale_price_effective_date": ["", "2020-01-01/2090-01-01"],
    "product_detail": ["", 'a:b:c,d:"e"', "a:16:9"],
    "attribute_x": ["", "yes", "2.5"],
    "description": ["<p>One</p>two", "<![x", "&#xD800;"],
    "link": ["", "/x", "https://x.example"],
    "Handle": ["cup", "mug", ""],
    "Title": ["Cup", "Mug", ""],
    "Variant Price": ["5", "7.50"],
    "Body (HTML)": ["<p>One</p>two", "<![x", "<!-- <"],
    "Option1 Name": ["Color", "Title", ""],
    "Option1 Value": ["Green", "Default Title", ""],
    "Variant SKU": ["A", "B", ""],
    "Status": ["active", "draft"],
}
HEADERS = [
    ["id", "title", "price", "availability"],
    ["id", "title", "price", "quantity", "product_detail", "attribute_x"],
    ["id", "title", "price", "availability", "item_group_id", "color", "description"],
    ["id", "title", "price", "availability", "sale_price", "sale_price_effective_date", "link"],
    ["Handle", "Title", "Variant Price"],
    [
        "Handle",
        "Title",
        "Variant Price",
        "Body (HTML)",
        "Option1 Name",
        "Option1 Value",
        "Variant SKU",
        "Status",
    ],
]


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """A table of mostly good rows, cells not quoted."""
    header = draw(st.sampled_from(HEADERS))
    mark = draw(st.sampled_from([",", "\t", ";"]))
    rows = [header]
    for _ in range(draw(st.integers(0, 5))):
        odd = draw(st.sets(st.integers(0, 20), max_size=1))
        rows.append([draw(ODD if n in odd else st.sampled_from(GOOD[name])) for n, name in enumerate(header)])
    return "\n".join(mark.join(row) for row in rows).encode(errors="surrogatepass")


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """An XML feed of mostly good items."""
    encoding = draw(st.sampled_from(["", "", "", "utf-8", "iso-8859-1", "utf-7", "hex", "idna", "utf-16"]))
    declared = f'<?xml version="1.0" encoding="{encoding}"?>' if encoding else ""
    odd_text = st.one_of(
        ODD, st.sampled_from(["<b>x</b>", "&amp;", "&no;", "]]>", "<item>", "</item>", "<!--"])
    )
    names = ["id", "title", "price", "quantity", "link", "product_detail", "item_group_id", "attribute_x"]
    items = ""
    for _ in range(draw(st.integers(0, 4))):
        odd = draw(st.sets(st.integers(0, 20), max_size=1))
        cells = [
            draw(odd_text) if n in odd else draw(st.sampled_from(GOOD[name])) for n, name in enumerate(names)
        ]
        pairs = zip(names, cells, strict=True)
        items += "<item>" + "".join(f"<g:{name}>{cell}</g:{name}>" for name, cell in pairs) + "</item>\n"
    end = draw(st.sampled_from(["</channel></rss>", "</channel></rss>", "</channel>", ""]))
    feed = f'{declared}<rss xmlns:g="http://base.google.com/ns/1.0"><channel>{items}{end}'
    return feed.encode(errors="surrogatepass")


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    content=st.one_of(st.binary(max_size=300), tables(), documents()),
    name=st.sampled_from(["f.csv", "f.tsv", "f.xml", "f"]),
    force=st.booleans(),
)
def test_any_file_is_imported_or_refused_as_a_whole(
    sessions: Sessions, tmp_path: Path, content: bytes, name: str, force: bool
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    before = everything(sessions)
    try:
        report = import_catalogue(sessions, path, force=force)
    except (BadFile, SuspiciousFeed):
        assert everything(sessions) == before
        return
    event(f"imported, {'some' if report.created + report.updated else 'no'} products written")
    with sessions() as session:
        without_variant = select(func.count()).where(Product.active, ~Product.variants.any())
        assert session.scalar(without_variant) == 0
        assert all(one.content_hash == content_hash(one) for one in session.scalars(select(Product)))
