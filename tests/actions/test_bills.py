"""Invoices, bills and everything about an order: the owner's only, and every sum as the books have it."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest

from actions.payments.bill_words import amount_meant
from knowledge.orders.models import OrderState
from knowledge.shop import Shop
from tests.actions.shopper import Answered, Shopper, gateway, line_of
from tests.actions.shopper import orders_of as orders

SignedIn = Callable[..., Shopper]


def ask(shopper: Shopper, intent: str, text: str) -> Answered:
    return shopper.starts(f"action_{intent}", text, intent=intent)


def paper_of(answered: Answered) -> tuple[int, str, str, str]:
    """Of whom, what kind, which number and which language the linked paper is."""
    link = next(word for word in answered.text.split() if "/chat/paper?" in word)
    claims = gateway().paper(parse_qs(urlsplit(link).query)["token"][0])
    return claims.customer_id, claims.kind, claims.number, claims.language


def test_the_invoice_of_a_named_order_is_a_link_for_its_owner(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    order, _ = line_of(demo, lena, "Fellgate Fleece Jacket")
    answered = ask(lena, "get_invoice", f"invoice for [{order.number}](order_number) please")
    assert answered.text.startswith(
        f"Here is the invoice of order {order.number} over {order.total.format()}"
    )
    assert paper_of(answered) == (lena.customer, "invoice", order.number, "en")


def test_which_order_is_asked_and_answered_by_its_place_or_corrected(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    asked = ask(lena, "get_invoice", "I need an invoice")
    assert asked.text == "Which order do you need the invoice of?"
    newest = orders(demo, lena)
    answered = lena.says("the [second](ordinal=2) one")
    assert paper_of(answered)[2] == newest[1].number
    again = ask(lena, "get_invoice", f"no, the one with the {newest[0].lines[0].name}")
    assert paper_of(again)[2] == newest[0].number


def test_the_order_talked_about_is_meant(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    order = orders(demo, lena)[0]
    lena.slots["order"] = order.number
    assert paper_of(ask(lena, "get_invoice", "and the invoice?"))[2] == order.number
    lena.slots["order"] = "99999"
    assert ask(lena, "get_invoice", "and the invoice?").text.startswith("Which order")


def test_another_customers_order_is_not_there(signed_in: SignedIn, demo: Shop) -> None:
    lena, omar = signed_in("LR-100001"), signed_in("LR-100002")
    theirs = orders(demo, lena)[0]
    for intent in ("get_invoice", "check_invoice", "order_details", "billing_dispute"):
        answered = ask(omar, intent, f"about [{theirs.number}](order_number)")
        assert answered.texts[0].startswith(f"I find no order {theirs.number} in your account.")
        assert theirs.lines[0].name not in answered.text


def test_a_visitor_signs_in_first(visitor: Shopper) -> None:
    for intent in ("get_invoice", "check_invoice", "order_details", "billing_dispute"):
        assert "/sign-in" in ask(visitor, intent, "my bill").text


def test_before_shipping_it_is_said_when_there_will_be_an_invoice(signed_in: SignedIn) -> None:
    answered = ask(signed_in("LR-100002"), "get_invoice", "invoice please")
    assert "has not been shipped yet. Its invoice is issued when it ships" in answered.text
    assert answered.slots["outcome"] == "refused"


def test_a_bill_is_told_line_by_line_and_adds_up(signed_in: SignedIn, demo: Shop) -> None:
    tom = signed_in("LR-100005")
    order, _ = line_of(demo, tom, "Linnet Crossbody Bag")
    answered = ask(tom, "check_invoice", f"explain the bill of [{order.number}](order_number)")
    bill = answered.texts[0]
    for each in order.lines:
        assert f"{each.quantity} × {each.label}: {(each.unit_price * each.quantity).format()}" in bill
    assert f"Total, VAT included: {order.total.format()}" in bill
    assert f": {order.total.format()} by your Mastercard" in bill


def test_a_strange_amount_is_explained_by_what_it_is(signed_in: SignedIn, demo: Shop) -> None:
    """Tom sent the chinos back from the United Kingdom, which costs 6.90."""
    tom = signed_in("LR-100005")
    order, _ = line_of(demo, tom, "Ashbourne Chinos")
    answered = ask(tom, "check_invoice", f"what is this €6.90 on [{order.number}](order_number)?")
    assert (
        f"€6.90 is what sending back costs: it was kept back from the refund of return R-{order.number}-1."
        in (answered.text)
    )
    answered = ask(tom, "check_invoice", "what is this 6.90 on my bill?")
    assert answered.slots["order"] == order.number


def test_an_amount_that_is_nowhere_is_not_guessed_at(signed_in: SignedIn, demo: Shop) -> None:
    tom = signed_in("LR-100005")
    order, _ = line_of(demo, tom, "Ashbourne Chinos")
    answered = ask(tom, "check_invoice", f"what is this €13.37 on [{order.number}](order_number)?")
    assert f"On the bill of order {order.number} I find no €13.37." in answered.text
    assert answered.slots["offer"] == "person"


def test_how_an_order_is_paid_is_told_and_whether_that_can_change(signed_in: SignedIn, demo: Shop) -> None:
    omar = signed_in("LR-100002")
    answered = ask(omar, "check_invoice", "which card is my order billed to?")
    assert "Not charged yet; it is to be paid by your Mastercard." in answered.text
    assert "Until it is packed you can have it paid another way." in answered.text
    assert any(payload.startswith("/change_payment_method") for payload in answered.payloads)
    lena = signed_in("LR-100001")
    order, _ = line_of(demo, lena, "Kelder Hiking Rain Jacket")
    answered = ask(lena, "check_invoice", f"what payment method was [{order.number}](order_number) on?")
    assert "This order was paid by PayPal." in answered.text


def test_how_many_were_ordered_is_told_with_what_can_be_done(signed_in: SignedIn, demo: Shop) -> None:
    tom = signed_in("LR-100005")
    order, _ = line_of(demo, tom, "Linnet Crossbody Bag")
    answered = ask(tom, "check_invoice", f"the quantity on [{order.number}](order_number) is wrong")
    assert "2 × Foursquare Boxer Briefs" in answered.text
    assert "That is 5 pieces in all." in answered.text
    assert {payload.split("{")[0] for payload in answered.payloads} >= {"/return_item", "/missing_item"}


def test_all_about_an_order_is_told_at_once(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    order, _ = line_of(demo, lena, "Fellgate Fleece Jacket")
    answered = ask(lena, "order_details", f"all about [{order.number}](order_number)")
    assert "It was delivered on" in answered.texts[0]
    assert f"Total, VAT included: {order.total.format()}" in answered.texts[1]
    assert "It goes to: Lena Kowalczyk" in answered.text
    assert f"Return R-{order.number}-1 is open." in answered.text
    assert paper_of(answered) == (lena.customer, "label", f"R-{order.number}-1", "en")


def test_a_bill_is_told_in_chinese(signed_in: SignedIn, demo: Shop) -> None:
    wei = signed_in("LR-100003", language="zh")
    order, _ = line_of(demo, wei, "Stillwater Over-Ear Headphones")
    answered = ask(wei, "check_invoice", f"看一下[{order.number}](order_number)的账单")
    assert f"总计（含增值税）：{order.total.format('zh')}" in answered.text
    answered = ask(wei, "get_invoice", f"[{order.number}](order_number)开发票")
    assert paper_of(answered) == (wei.customer, "invoice", order.number, "zh")


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("what is this 6.90 on my bill", 690),
        ("€7 too much", 700),
        ("charged 12 euros", 1200),
        ("多扣了 6,90 元", 690),
        ("why 5 元", 500),
        ("charge on order 17714", None),
        ("order 10342, 2 lamps", None),
        ("on 3.12.2026 you took 1234.50", 123450),
    ],
)
def test_an_amount_is_known_by_its_decimals_or_its_currency(
    visitor: Shopper, text: str, minor: int | None
) -> None:
    found = amount_meant(SimpleNamespace(text=text), "EUR")  # type: ignore[arg-type]
    assert (found.minor if found else None) == minor


def test_cancelled_before_shipping_there_is_no_invoice(signed_in: SignedIn, demo: Shop) -> None:
    helga = signed_in("LR-100008")
    (order,) = orders(demo, helga, OrderState.CANCELLED)
    answered = ask(helga, "get_invoice", f"[{order.number}](order_number)")
    assert "was cancelled before it shipped, so there is no invoice" in answered.text
