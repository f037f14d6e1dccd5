"""Bringing a shop's orders in."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from knowledge.aftersales.models import Return, ReturnLine
from knowledge.audit import AuditEntry
from knowledge.catalogue.models import Product, Variant
from knowledge.customers.models import Customer
from knowledge.importing import BadFile, ImportReport
from knowledge.money import Money
from knowledge.orders.importing import import_orders
from knowledge.orders.models import Fulfilment, Order, OrderLine, OrderState

Sessions = sessionmaker[Session]
Import = Callable[..., ImportReport]

PLAIN = {
    "order_number": "1001",
    "customer_email": "Anna@example.org",
    "state": "processed",
    "currency": "EUR",
    "placed_at": "2024-03-01 10:00:00",
    "promised_at": "2024-03-05",
    "shipping": "4.90",
    "discount": "10",
    "payment_method": "klarna",
    "delivery_method": "express",
    "sku": "J-M",
    "name": "Shell Jacket",
    "options": "colour=green;size=M",
    "quantity": "1",
    "unit_price": "99.00",
    "city": "Berlin",
    "country": "de",
}
MUG = {"order_number": "1001", "sku": "MUG", "name": "Mug", "quantity": "2", "unit_price": "5"}

SHOPIFY = {
    "Name": "#1001",
    "Email": "anna@example.org",
    "Financial Status": "paid",
    "Fulfillment Status": "fulfilled",
    "Fulfilled at": "2024-03-02 09:00:00 +0100",
    "Currency": "EUR",
    "Subtotal": "99.00",
    "Shipping": "4.90",
    "Taxes": "16.50",
    "Total": "103.90",
    "Discount Amount": "10.00",
    "Shipping Method": "Express",
    "Created at": "2024-03-01 11:00:00 +0100",
    "Lineitem quantity": "1",
    "Lineitem name": "Shell Jacket - green / M",
    "Lineitem price": "99.00",
    "Lineitem sku": "J-M",
    "Shipping Name": "Anna Lind",
    "Shipping City": "Berlin",
    "Shipping Country": "DE",
    "Cancelled at": "",
    "Payment Method": "Shopify Payments",
}
SHOPIFY_MUG = {
    "Name": "#1001",
    "Email": "anna@example.org",
    "Lineitem quantity": "2",
    "Lineitem name": "Mug",
    "Lineitem price": "5.00",
    "Lineitem sku": "",
}


@pytest.fixture
def shop(sessions: Sessions) -> Sessions:
    """A shop with two customers and one jacket."""
    with sessions.begin() as session:
        session.add(Customer(shop_id="C1", email="anna@example.org"))
        session.add(Customer(shop_id="C2", email="ben@example.org"))
        variant = Variant(
            sku="J-M", options={"colour": "green", "size": "M"}, price_minor=9900, currency="EUR"
        )
        session.add(Product(id="jacket", name="Shell Jacket", variants=[variant]))
    return sessions


@pytest.fixture
def load(shop: Sessions, tmp_path: Path) -> Import:
    def write_and_import(*rows: dict[str, str]) -> ImportReport:
        path = tmp_path / "orders.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(dict.fromkeys(c for row in rows for c in row)), restval="")
            writer.writeheader()
            writer.writerows(rows)
        return import_orders(shop, path)

    return write_and_import


def order(sessions: Sessions, number: str = "1001") -> Order:
    with sessions() as session:
        found = session.scalars(select(Order).where(Order.number == number)).one()
        assert (found.lines, found.fulfilments, found.customer.email) is not None
        return found


def counts(report: ImportReport) -> tuple[int, int, int]:
    return report.created, report.updated, report.unchanged


def everything(sessions: Sessions) -> list[tuple[object, ...]]:
    with sessions() as session:
        return [
            tuple(row)
            for model in (Order, OrderLine, Fulfilment, AuditEntry)
            for row in session.execute(select(*model.__table__.columns).order_by(model.id))
        ]


def problems(report: ImportReport) -> list[str]:
    return [str(problem) for problem in report.problems]


# The plain file


def test_a_plain_file_brings_an_order_with_its_lines(shop: Sessions, load: Import) -> None:
    report = load(PLAIN, MUG)
    assert (counts(report), report.problems) == ((1, 0, 0), [])
    found = order(shop)
    assert (found.customer.email, found.state, found.total) == (
        "anna@example.org",
        OrderState.PROCESSED,
        Money(10390, "EUR"),
    )
    assert found.placed_at == datetime(2024, 3, 1, 10, tzinfo=UTC)
    assert found.promised_at == datetime(2024, 3, 5, tzinfo=UTC)
    assert (found.payment_method, found.delivery_method) == ("klarna", "express")
    assert found.address == {"city": "Berlin", "country": "DE"}
    assert [
        (line.sku, line.product_id, line.label, line.quantity, line.unit_minor) for line in found.lines
    ] == [
        ("J-M", "jacket", "Shell Jacket (green, M)", 1, 9900),
        ("MUG", "", "Mug", 2, 500),
    ]
    assert found.fulfilments == []


def test_times_with_a_zone_are_kept_in_utc(shop: Sessions, load: Import) -> None:
    load({**PLAIN, "placed_at": "2024-03-01T10:00:00+0200"})
    assert order(shop).placed_at == datetime(2024, 3, 1, 8, tzinfo=UTC)


def test_a_customer_may_be_named_by_the_shops_own_id(shop: Sessions, load: Import) -> None:
    load({**PLAIN, "customer_email": "", "customer_shop_id": "C2"})
    assert order(shop).customer.email == "ben@example.org"


def test_rows_of_an_order_need_not_stand_together(shop: Sessions, load: Import) -> None:
    assert load(PLAIN, {**PLAIN, "order_number": "1002"}, {**PLAIN, **MUG}).created == 2
    assert [len(order(shop, number).lines) for number in ("1001", "1002")] == [2, 1]


def test_each_tracking_number_is_a_parcel(shop: Sessions, load: Import) -> None:
    first = {"carrier": "DHL", "tracking_number": "T1", "shipped_at": "2024-03-02"}
    load(
        {**PLAIN, **first, "state": "shipped"},
        {**MUG, "tracking_number": "T1", "delivered_at": "2024-03-04"},
        {**MUG, "sku": "POT", "carrier": "UPS", "tracking_number": "T2", "shipped_at": "2024-03-03"},
    )
    found = order(shop)
    assert [(one.carrier, one.tracking_number) for one in found.fulfilments] == [("DHL", "T1"), ("UPS", "T2")]
    assert found.fulfilments[0].delivered_at == datetime(2024, 3, 4, tzinfo=UTC)
    assert found.delivered_at is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("customer_email", ""),
        ("state", "lost"),
        ("currency", "euro"),
        ("placed_at", "last week"),
        ("placed_at", ""),
        ("promised_at", "soon"),
        ("shipping", "free"),
        ("discount", "-5"),
        ("payment_method", "x" * 41),
        ("delivery_method", "x" * 41),
        ("sku", ""),
        ("name", ""),
        ("options", "green"),
        ("options", "colour="),
        ("quantity", "0"),
        ("quantity", "1.5"),
        ("unit_price", ""),
        ("unit_price", "abc"),
        ("country", "Germany"),
        ("cancelled_at", "2024-03-02"),
        ("shipped_at", "Monday"),
        ("tracking_number", "x" * 81),
        ("order_number", "x" * 41),
        ("order_number", "#"),
    ],
)
def test_a_value_that_cannot_be_taken_is_a_problem_of_its_line(load: Import, column: str, value: str) -> None:
    report = load({**PLAIN, "order_number": "1000"}, {**PLAIN, column: value})
    assert report.created == 1
    assert [(problem.line, problem.field) for problem in report.problems] == [(3, column)]


def test_a_parcel_cannot_arrive_before_it_left(load: Import) -> None:
    report = load({**PLAIN, "shipped_at": "2024-03-03", "delivered_at": "2024-03-02"})
    assert problems(report) == ["line 2: delivered_at: is before shipped_at"]


def test_a_bad_row_leaves_out_its_whole_order_and_every_bad_row_is_told(load: Import) -> None:
    report = load(
        PLAIN,
        {**MUG, "quantity": "many"},
        {**MUG, "unit_price": "x"},
        {**PLAIN, "order_number": "1002"},
    )
    assert report.created == 1
    assert [problem.line for problem in report.problems] == [3, 4]


def test_rows_of_an_order_that_disagree_are_a_problem(load: Import) -> None:
    report = load(PLAIN, {**MUG, "state": "shipped"})
    assert report.created == 0
    assert problems(report) == [
        "line 3: state: 'shipped', but line 2 of the same order has 'processed'",
    ]


@pytest.mark.parametrize("total", ["103.90", "103.89", "103.91", ""])
def test_a_total_within_a_cent_is_right(load: Import, total: str) -> None:
    assert load({**PLAIN, "total": total}, MUG).created == 1


def test_a_total_that_disagrees_with_its_lines_is_a_problem(load: Import) -> None:
    report = load({**PLAIN, "total": "103.92"}, MUG)
    assert report.created == 0
    assert problems(report) == [
        "line 2: total: is 103.92, but lines and delivery less discount make 103.90",
    ]


def test_a_discount_above_the_price_is_a_problem(load: Import) -> None:
    report = load({**PLAIN, "discount": "1000"})
    assert [problem.field for problem in report.problems] == ["total"]


def test_an_unknown_customer_is_a_problem_that_says_what_to_do(load: Import) -> None:
    report = load(
        {**PLAIN, "customer_email": "eve@example.org"},
        {**PLAIN, "order_number": "2", "customer_email": "", "customer_shop_id": "C9"},
    )
    assert problems(report) == [
        "line 2: customer_email: no customer has the e-mail address 'eve@example.org': "
        "import the customers first, or correct it",
        "line 3: customer_shop_id: no customer has the id 'C9': import the customers first, or correct it",
    ]


# Shopify's file


def test_shopifys_file_brings_an_order_with_its_lines(shop: Sessions, load: Import) -> None:
    report = load(SHOPIFY, SHOPIFY_MUG)
    assert (counts(report), report.problems) == ((1, 0, 0), [])
    found = order(shop)
    assert (found.number, found.state, found.total) == ("1001", OrderState.SHIPPED, Money(10390, "EUR"))
    assert found.placed_at == datetime(2024, 3, 1, 10, tzinfo=UTC)
    assert found.address == {"name": "Anna Lind", "city": "Berlin", "country": "DE"}
    jacket, mug = found.lines
    assert (jacket.product_id, jacket.label) == ("jacket", "Shell Jacket (green, M)")
    assert (mug.product_id, mug.label, mug.quantity) == ("", "Mug", 2)
    assert found.fulfilments[0].shipped_at == datetime(2024, 3, 2, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("payment", "fulfilment", "cancelled", "state"),
    [
        ("paid", "fulfilled", "", "shipped"),
        ("paid", "unfulfilled", "", "processed"),
        ("partially_refunded", "partial", "", "processed"),
        ("pending", "", "", "pending"),
        ("authorized", "unfulfilled", "", "pending"),
        ("voided", "", "2024-03-01 12:00:00 +0100", "cancelled"),
        ("refunded", "fulfilled", "2024-03-01 12:00:00 +0100", "cancelled"),
    ],
)
def test_shopifys_statuses_become_states(
    shop: Sessions, load: Import, payment: str, fulfilment: str, cancelled: str, state: str
) -> None:
    statuses = {"Financial Status": payment, "Fulfillment Status": fulfilment, "Cancelled at": cancelled}
    load({**SHOPIFY, **statuses}, SHOPIFY_MUG)
    assert order(shop).state == state


def test_problems_name_shopifys_columns(load: Import) -> None:
    one = {**SHOPIFY, "Total": ""}
    report = load(
        {**one, "Name": "#1", "Email": "eve@example.org"},
        {**one, "Name": "#2", "Lineitem price": "x"},
        {**one, "Name": "#3", "Fulfillment Status": "teleported"},
        {**one, "Name": "#4", "Financial Status": "bartered"},
        {**one, "Name": "#5", "Total": "1.00"},
    )
    assert report.created == 0
    assert [(problem.line, problem.field) for problem in report.problems] == [
        (2, "Email"),
        (3, "Lineitem price"),
        (4, "Fulfillment Status"),
        (5, "Financial Status"),
        (6, "Total"),
    ]


def test_tax_on_top_of_prices_is_named(load: Import) -> None:
    report = load({**SHOPIFY, "Total": "120.40"}, SHOPIFY_MUG)
    assert "tax on top of prices is not known here" in problems(report)[0]


# Orders that are there already


def test_the_same_file_again_changes_nothing(shop: Sessions, load: Import) -> None:
    parcels = {"state": "shipped", "carrier": "DHL", "shipped_at": "2024-03-02"}
    rows = [{**PLAIN, **parcels}, {**MUG, "carrier": "UPS", "shipped_at": "2024-03-03"}]
    load(*rows)
    before = everything(shop)
    assert counts(load(*rows)) == (0, 0, 1)
    assert everything(shop) == before
    assert len(order(shop).fulfilments) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("pending", "processed"),
        ("pending", "delivered"),
        ("processed", "shipped"),
        ("shipped", "delivered"),
        ("pending", "cancelled"),
        ("processed", "cancelled"),
    ],
)
def test_an_order_moves_forward(shop: Sessions, load: Import, old: str, new: str) -> None:
    load({**PLAIN, "state": old})
    assert counts(load({**PLAIN, "state": new})) == (0, 1, 0)
    assert order(shop).state == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("delivered", "shipped"),
        ("shipped", "cancelled"),
        ("cancelled", "processed"),
        ("processed", "pending"),
        ("delivered", "cancelled"),
    ],
)
def test_an_order_does_not_move_back(shop: Sessions, load: Import, old: str, new: str) -> None:
    load({**PLAIN, "state": old})
    before = everything(shop)
    report = load({**PLAIN, "state": new, "quantity": "2"})
    assert problems(report) == [f"line 2: state: order 1001 is {old} and cannot become {new}"]
    assert everything(shop) == before


def test_shopify_does_not_take_back_a_delivery_it_knows_nothing_of(shop: Sessions, load: Import) -> None:
    load(SHOPIFY, SHOPIFY_MUG)
    with shop.begin() as session:
        found = session.scalars(select(Order)).one()
        found.state = OrderState.DELIVERED
        found.fulfilments[0].tracking_number = "T1"
        found.fulfilments[0].delivered_at = datetime(2024, 3, 4, tzinfo=UTC)
    report = load(SHOPIFY, SHOPIFY_MUG)
    assert (counts(report), report.problems) == ((0, 0, 1), [])
    assert order(shop).state == OrderState.DELIVERED
    assert len(order(shop).fulfilments) == 1


def test_a_parcel_learns_its_number_and_arrival(shop: Sessions, load: Import) -> None:
    load({**PLAIN, "state": "shipped", "carrier": "DHL", "shipped_at": "2024-03-02"})
    load({**PLAIN, "state": "shipped", "carrier": "DHL", "tracking_number": "T1"})
    load({**PLAIN, "state": "delivered", "tracking_number": "T1", "delivered_at": "2024-03-04"})
    (parcel,) = order(shop).fulfilments
    assert (parcel.carrier, parcel.tracking_number) == ("DHL", "T1")
    assert parcel.shipped_at == datetime(2024, 3, 2, tzinfo=UTC)
    assert parcel.delivered_at == datetime(2024, 3, 4, tzinfo=UTC)


def test_changed_lines_are_taken_over_and_keep_their_ids(shop: Sessions, load: Import) -> None:
    load(PLAIN, MUG)
    before = order(shop).lines
    assert counts(load({**PLAIN, "quantity": "3"}, {**MUG, "sku": "POT"})) == (0, 1, 0)
    after = order(shop).lines
    assert [(line.sku, line.quantity) for line in after] == [("J-M", 3), ("POT", 2)]
    assert after[0].id == before[0].id


def test_what_a_line_knows_of_a_product_that_left_the_catalogue_stays(shop: Sessions, load: Import) -> None:
    load(PLAIN)
    with shop.begin() as session:
        session.delete(session.get_one(Product, "jacket"))
    assert counts(load(PLAIN)) == (0, 0, 1)
    assert order(shop).lines[0].product_id == "jacket"


def test_lines_of_an_order_with_returns_are_left_alone(shop: Sessions, load: Import) -> None:
    load({**PLAIN, "state": "shipped"})
    with shop.begin() as session:
        found = session.scalars(select(Order)).one()
        line = ReturnLine(order_line=found.lines[0], quantity=1)
        session.add(
            Return(
                number="R-1",
                order=found,
                reason="too_small",
                policy_rule="r",
                policy_version="1",
                lines=[line],
            )
        )
    report = load({**PLAIN, "state": "delivered", "quantity": "5", "shipping": "0"})
    assert report.updated == 1
    assert problems(report) == [
        "line 2: lines: order 1001 has returns, so its lines and amounts stay as they are"
    ]
    found = order(shop)
    assert (found.state, found.lines[0].quantity, found.shipping_minor) == (OrderState.DELIVERED, 1, 490)
    assert load({**PLAIN, "state": "delivered"}).problems == []


@pytest.mark.parametrize(
    ("change", "field"),
    [({"customer_email": "ben@example.org"}, "customer_email"), ({"currency": "USD"}, "currency")],
)
def test_an_order_keeps_its_customer_and_currency(
    shop: Sessions, load: Import, change: dict[str, str], field: str
) -> None:
    load(PLAIN)
    before = everything(shop)
    report = load({**PLAIN, **change})
    assert [problem.field for problem in report.problems] == [field]
    assert everything(shop) == before


# Bad files


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"order_number,sku\n1,\xff\n", "position 19"),
        (b"order_number,sku\n1,2\n", "customer_email or customer_shop_id"),
        (b"Name,Lineitem name\n", "columns are missing: email"),
        (b"a,b\n1,2\n", "neither a Shopify order CSV"),
        (b"", "empty"),
    ],
)
def test_a_bad_file_changes_nothing(
    shop: Sessions, load: Import, tmp_path: Path, content: bytes, reason: str
) -> None:
    load(PLAIN)
    before = everything(shop)
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    with pytest.raises(BadFile) as caught:
        import_orders(shop, path)
    assert reason in str(caught.value)
    assert everything(shop) == before


def test_a_row_with_too_few_cells_leaves_out_its_order(shop: Sessions, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    lines = [",".join(PLAIN), ",".join(PLAIN.values()), "1001,anna@example.org"]
    path.write_text("\n".join(lines))
    report = import_orders(shop, path)
    assert report.created == 0
    assert problems(report) == ["line 3: row: 2 cells where the header has 17 columns"]


def test_many_orders_are_read_in_batches(load: Import) -> None:
    rows = [{**PLAIN, "order_number": str(number)} for number in range(601)]
    assert load(*rows).created == 601
    assert load(*rows).unchanged == 601


ODD = st.one_of(st.sampled_from(["", '"', "\n", "\x00", ",", "#", "-1", "\ud800"]), st.text(max_size=10))
GOOD = {
    **{name: [value] for name, value in (PLAIN | SHOPIFY).items()},
    "order_number": ["1", "2"],
    "state": ["pending", "processed", "shipped", "delivered", "cancelled"],
    "customer_email": ["anna@example.org", "eve@example.org"],
    "sku": ["J-M", "MUG"],
    "tracking_number": ["", "T1", "T2"],
    "delivered_at": ["", "2024-03-05"],
    "Name": ["#1", "#2", ""],
    "Total": [""],
    "Lineitem sku": ["J-M", ""],
    "Fulfillment Status": ["fulfilled", "unfulfilled"],
    "Fulfilled at": ["", "2024-03-02 09:00:00 +0100"],
    "Cancelled at": ["", "", "2024-03-02 09:00:00 +0100"],
}


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """A table of mostly good rows, cells not quoted."""
    header = draw(st.sampled_from([[*PLAIN, "tracking_number", "delivered_at"], list(SHOPIFY)]))
    rows = [header]
    for _ in range(draw(st.integers(0, 4))):
        odd = draw(st.sets(st.integers(0, 40), max_size=1))
        rows.append([draw(ODD if n in odd else st.sampled_from(GOOD[name])) for n, name in enumerate(header)])
    return "\n".join(",".join(row) for row in rows).encode(errors="surrogatepass")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=200), tables()))
def test_any_file_is_imported_or_refused_as_a_whole(shop: Sessions, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(content)
    before = everything(shop)
    try:
        report = import_orders(shop, path)
    except BadFile:
        assert everything(shop) == before
        return
    event(f"imported, {'some' if report.changed else 'no'} orders written")
    with shop() as session:
        assert all(one.lines and one.total.minor >= 0 for one in session.scalars(select(Order)))
    if not report.changed:
        assert everything(shop) == before
