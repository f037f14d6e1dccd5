"""Labels and invoices: what is on them, for whom they are made, and how they are numbered."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session, sessionmaker

from knowledge.aftersales.models import Exchange, ExchangeLine, Refund, Return, ReturnLine
from knowledge.aftersales.states import ExchangeState, RefundState, ReturnState
from knowledge.catalogue.models import Product
from knowledge.customers.models import Customer
from knowledge.database import utc_now
from knowledge.errors import NotFound
from knowledge.orders.models import Order, OrderState
from knowledge.orders.payments import EntryKind, EntryState, PaymentEntry
from knowledge.orders.service import OrderNotFound
from knowledge.papers import typesetting
from knowledge.papers.letterhead import BadVat, Letterhead, VatRates, vat_within
from knowledge.papers.numbers import PaperKind, issued
from knowledge.papers.service import NothingToSend, NotInvoicedYet, Paper, Papers
from knowledge.papers.words import LOCALES

BERLIN = ZoneInfo("Europe/Berlin")
LETTERHEAD = Letterhead(
    "Linden Row",
    address=("Lindenallee 14", "20259 Hamburg"),
    returns_address=("Dock 3", "21079 Hamburg"),
    vat_id="DE123456789",
    vat=VatRates.parse("19, AT=20, GB=0"),
)
Sessions = sessionmaker[Session]


def words_of(paper: Paper) -> str:
    """All text of a PDF, on one line."""
    pages = pypdfium2.PdfDocument(paper.content)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)


def codes_of(paper: Paper) -> set[tuple[str, str]]:
    """The barcodes of the first page, as a scanner reads a print of 180 dots an inch."""
    picture = pypdfium2.PdfDocument(paper.content)[0].render(scale=2.5).to_pil()
    return {(code.format.name, code.text) for code in zxingcpp.read_barcodes(picture)}


@pytest.fixture
def papers(sessions: Sessions) -> Papers:
    return Papers(sessions, LETTERHEAD, BERLIN)


@pytest.fixture
def ada(make_customer: Callable[..., Customer], sessions: Sessions) -> Customer:
    customer = make_customer()
    with sessions() as session, session.begin():
        session.get_one(Customer, customer.id).name = "Ada Kowalczyk-Łęcka"
    return customer


@pytest.fixture
def order(
    ada: Customer, make_product: Callable[..., Product], make_order: Callable[..., Order], sessions: Sessions
) -> Order:
    """Two shirts and a hat, delivery 4.90, a discount of 3.00, paid by card."""
    make_product("shirt", {"size": "M"}, {"size": "L"})
    make_product("hat")
    made = make_order(
        ada, ("shirt-1", 2, 2500), ("hat-1", 1, 1990), shipping_minor=490, discount_minor=300,
        payment_method="visa",
    )  # fmt: skip
    with sessions() as session, session.begin():
        session.get_one(Order, made.id).address = {
            "name": "Ada Kowalczyk-Łęcka", "street": "Grüner Weg 5", "postcode": "04229", "city": "Leipzig",
            "country": "DE",
        }  # fmt: skip
        session.add(
            PaymentEntry(
                order_id=made.id, key="paid", kind=EntryKind.PAYMENT, method="visa", amount_minor=7180,
                currency="EUR",
            )
        )  # fmt: skip
    return made


def send_back(
    sessions: Sessions, order: Order, state: ReturnState = ReturnState.REQUESTED, received: int = 0
) -> str:
    with sessions() as session, session.begin():
        made = Return(
            number=f"R-{order.number}-1", order_id=order.id, state=state, reason="too_small",
            policy_rule="within-window", policy_version="1",
            lines=[ReturnLine(order_line_id=order.lines[0].id, quantity=2, received=received)],
        )  # fmt: skip
        session.add(made)
    return made.number


def test_a_label_reads_the_number_says_who_and_where_and_what_is_inside(
    papers: Papers, order: Order, sessions: Sessions
) -> None:
    label = papers.label(order.customer_id, send_back(sessions, order))
    number = f"R-{order.number}-1"
    assert label.name == f"{number}.pdf"
    assert codes_of(label) == {("Code128", number), ("QRCode", number)}
    said = words_of(label)
    assert "Ada Kowalczyk-Łęcka Grüner Weg 5 04229 Leipzig Germany" in said
    assert "Linden Row Dock 3 21079 Hamburg" in said
    assert f"Order {order.number}" in said
    assert "2 × shirt-1" in said or "2 × Shirt" in said


def test_a_label_speaks_the_language_of_the_conversation(
    papers: Papers, order: Order, sessions: Sessions
) -> None:
    said = words_of(papers.label(order.customer_id, send_back(sessions, order), "zh"))
    assert "退货" in said
    assert "包裹内的商品" in said
    assert "What is inside" not in said


def test_without_a_chinese_font_on_the_machine_the_readers_own_is_named(
    papers: Papers, order: Order, sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "CHINESE_FILES", (Path("/nowhere"),))
    typesetting.register_fonts.cache_clear()
    try:
        label = papers.label(order.customer_id, send_back(sessions, order), "zh")
        assert b"STSong-Light" in label.content
    finally:
        typesetting.register_fonts.cache_clear()


def test_what_has_arrived_already_is_not_on_the_label(
    papers: Papers, order: Order, sessions: Sessions
) -> None:
    number = send_back(sessions, order, ReturnState.PARTIALLY_RECEIVED, received=1)
    said = words_of(papers.label(order.customer_id, number))
    assert "1 × " in said
    assert "2 × " not in said


def test_the_label_of_an_exchange_says_what_comes_instead(
    papers: Papers, order: Order, sessions: Sessions
) -> None:
    with sessions() as session, session.begin():
        line = ExchangeLine(order_line_id=order.lines[0].id, quantity=1, sku="shirt-2", unit_minor=2500)
        made = Exchange(
            number=f"X-{order.number}-1", order_id=order.id, difference_minor=0, policy_rule="r",
            policy_version="1", lines=[line],
        )  # fmt: skip
        session.add(made)
    said = words_of(papers.label(order.customer_id, made.number))
    assert "Exchange" in said
    assert "instead: L" in said
    with sessions() as session, session.begin():
        session.get_one(Exchange, made.id).state = ExchangeState.RECEIVED
    with pytest.raises(NothingToSend, match="is received"):
        papers.label(order.customer_id, made.number)


@pytest.mark.parametrize("state", [ReturnState.RECEIVED, ReturnState.CANCELED])
def test_a_return_that_waits_for_nothing_has_no_label(
    papers: Papers, order: Order, sessions: Sessions, state: ReturnState
) -> None:
    with pytest.raises(NothingToSend):
        papers.label(order.customer_id, send_back(sessions, order, state))


def test_papers_are_made_for_the_owner_only(
    papers: Papers, order: Order, sessions: Sessions, make_customer: Callable[..., Customer]
) -> None:
    other = make_customer()
    number = send_back(sessions, order)
    with pytest.raises(NotFound):
        papers.label(other.id, number)
    with pytest.raises(OrderNotFound):
        papers.invoice(other.id, order.number)
    with pytest.raises(OrderNotFound):
        papers.bill(other.id, order.number)


def test_an_invoice_adds_up_and_shows_the_tax_and_the_payments(papers: Papers, order: Order) -> None:
    said = words_of(papers.invoice(order.customer_id, order.number))
    year = utc_now().astimezone(BERLIN).year
    assert f"Invoice INV-{year}-000001" in said
    for part in ("2 €25.00 €50.00", "Goods €69.90", "Standard delivery €4.90", "Discount -€3.00"):
        assert part in said
    assert "Total €71.80" in said
    assert "of which VAT 19 % €11.46" in said  # 71.80 x 19 / 119
    assert "Paid by Visa card €71.80" in said
    assert "VAT ID DE123456789" in said


def test_an_invoice_is_in_chinese_for_a_chinese_conversation(papers: Papers, order: Order) -> None:
    said = words_of(papers.invoice(order.customer_id, order.number, "zh"))
    assert "发票" in said
    assert "总计 €71.80" in said
    assert "其中增值税" in said


def test_a_country_has_its_own_tax(papers: Papers, order: Order, sessions: Sessions) -> None:
    with sessions() as session, session.begin():
        session.get_one(Order, order.id).address = {"country": "GB"}
    assert "VAT 19" not in words_of(papers.invoice(order.customer_id, order.number))


def test_an_invoice_stays_as_it_was_issued_whatever_is_renamed_or_repriced(
    papers: Papers, order: Order, sessions: Sessions
) -> None:
    first = words_of(papers.invoice(order.customer_id, order.number))
    with sessions() as session, session.begin():
        stored = session.get_one(Order, order.id)
        stored.shipping_minor, stored.discount_minor = 0, 0
        for line in stored.lines:
            line.name, line.unit_minor = "Renamed", 100
    dearer = Papers(sessions, replace(LETTERHEAD, vat=VatRates.parse("7")), BERLIN)
    assert words_of(dearer.invoice(order.customer_id, order.number)) == first
    assert papers.bill(order.customer_id, order.number).goods_minor == 300


def test_an_invoice_that_was_issued_before_invoices_were_kept_stays_from_now_on(
    papers: Papers, order: Order, sessions: Sessions
) -> None:
    old = issued(sessions, PaperKind.INVOICE, order.id, f"order:{order.id}", BERLIN)
    assert old.content is None
    first = words_of(papers.invoice(order.customer_id, order.number))
    assert old.number in first
    with sessions() as session, session.begin():
        session.get_one(Order, order.id).lines[0].unit_minor = 1
    assert words_of(papers.invoice(order.customer_id, order.number)) == first


@pytest.mark.parametrize("state", [OrderState.PENDING, OrderState.PROCESSED, OrderState.CANCELLED])
def test_an_order_that_has_not_shipped_has_no_invoice(
    papers: Papers, order: Order, sessions: Sessions, state: OrderState
) -> None:
    with sessions() as session, session.begin():
        session.get_one(Order, order.id).state = state
    with pytest.raises(NotInvoicedYet, match="issued when it ships"):
        papers.invoice(order.customer_id, order.number)


def test_each_refund_that_was_paid_has_a_credit_note_with_a_number_that_stays(
    papers: Papers, order: Order, sessions: Sessions
) -> None:
    send_back(sessions, order, ReturnState.RECEIVED, received=2)
    with sessions() as session, session.begin():
        returned = session.query(Return).one()
        for state, minor in ((RefundState.SUCCEEDED, 4000), (RefundState.PENDING, 785)):
            session.add(
                Refund(
                    order_id=order.id, return_id=returned.id, state=state, amount_minor=minor,
                    currency="EUR", destination="original_payment", method="visa",
                )
            )  # fmt: skip
    first, again = (words_of(papers.invoice(order.customer_id, order.number)) for _ in range(2))
    year = utc_now().astimezone(BERLIN).year
    assert first == again
    assert first.count("Credit note") == 1
    assert f"Credit note CN-{year}-000001" in first
    assert f"Goods returned with R-{order.number}-1: 2 × " in first
    assert "Total €40.00" in first
    assert "Refunded to Visa card (under way) -€7.85" in first


def test_numbers_follow_one_another_however_many_ask_at_once(
    sessions: Sessions, ada: Customer, make_order: Callable[..., Order]
) -> None:
    orders = [make_order(ada, ("shirt-1", 1, 100)) for _ in range(6)]
    given_out: list[str] = []

    def ask(order: Order) -> None:
        paper = issued(sessions, PaperKind.INVOICE, order.id, f"order:{order.id}", BERLIN)
        given_out.append(paper.number)

    askers = [threading.Thread(target=ask, args=(order,)) for order in orders for _ in range(2)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert len(given_out) == 12
    assert sorted({number[-6:] for number in given_out}) == [f"{n:06d}" for n in range(1, 7)]


def test_a_number_is_not_given_again_when_its_order_is_gone(
    sessions: Sessions, ada: Customer, make_order: Callable[..., Order]
) -> None:
    first, second = make_order(ada, ("a-1", 1, 100)), make_order(ada, ("a-1", 1, 100))
    issued(sessions, PaperKind.INVOICE, first.id, f"order:{first.id}", BERLIN)
    with sessions() as session, session.begin():
        session.delete(session.get_one(Order, first.id))
    assert issued(sessions, PaperKind.INVOICE, second.id, f"order:{second.id}", BERLIN).number.endswith("2")


def test_what_was_taken_twice_is_told_and_what_is_on_its_way_back_counts_as_back(
    papers: Papers, order: Order, sessions: Sessions
) -> None:
    assert papers.bill(order.customer_id, order.number).overpaid_minor == 0
    with sessions() as session, session.begin():
        for key, kind, state, minor in (
            ("twice", EntryKind.PAYMENT, EntryState.SUCCEEDED, 7180),
            ("declined", EntryKind.PAYMENT, EntryState.FAILED, 7180),
        ):
            session.add(
                PaymentEntry(
                    order_id=order.id, key=key, kind=kind, state=state, method="visa", amount_minor=minor,
                    currency="EUR",
                )
            )  # fmt: skip
    assert papers.bill(order.customer_id, order.number).overpaid_minor == 7180
    with sessions() as session, session.begin():
        session.add(
            PaymentEntry(
                order_id=order.id, key="back", kind=EntryKind.REFUND, state=EntryState.PENDING,
                method="visa", amount_minor=7180, currency="EUR",
            )
        )  # fmt: skip
    assert papers.bill(order.customer_id, order.number).overpaid_minor == 0


def test_the_difference_of_an_exchange_is_no_second_charge(
    papers: Papers, order: Order, sessions: Sessions
) -> None:
    with sessions() as session, session.begin():
        session.add(
            PaymentEntry(
                order_id=order.id, key=f"X-{order.number}-1:difference", kind=EntryKind.PAYMENT,
                method="visa", amount_minor=500, currency="EUR",
            )
        )  # fmt: skip
    assert papers.bill(order.customer_id, order.number).overpaid_minor == 0


@given(gross=st.integers(0, 10_000_000), rate=st.decimals(0, 99, places=1))
def test_tax_and_net_make_the_price(gross: int, rate: Decimal) -> None:
    tax = vat_within(gross, rate)
    assert 0 <= tax <= gross
    assert abs(Decimal(gross - tax) * (100 + rate) / 100 - gross) <= 1


@pytest.mark.parametrize("text", ["", "19, 20", "x", "DE=19", "19, AUT=20", "-1", "19, AT=120", "NaN"])
def test_a_text_that_is_no_rate_is_named(text: str) -> None:
    with pytest.raises(BadVat, match="such as 19, AT=20, GB=0"):
        VatRates.parse(text)


def test_both_languages_have_the_same_words() -> None:
    names = [
        {
            line.split(" =")[0]
            for line in (LOCALES / language / "papers.ftl").read_text().splitlines()
            if " = " in line
        }
        for language in ("en", "zh")
    ]
    assert names[0] == names[1]
