"""Charges that look wrong: the truth of the books, never a payment, always a person."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import func, select

from knowledge.aftersales.models import Refund
from knowledge.orders.payments import EntryKind, PaymentEntry
from knowledge.shop import Shop
from tests.actions.shopper import Answered, Shopper, line_of

SignedIn = Callable[..., Shopper]


def dispute(shopper: Shopper, text: str) -> Answered:
    return shopper.starts("action_billing_dispute", text, intent="billing_dispute")


def paid(shop: Shop) -> tuple[int, int]:
    """How many refunds and ledger entries there are."""
    with shop.sessions() as session:
        counts = [select(func.count()).select_from(table) for table in (Refund, PaymentEntry)]
        return session.scalar(counts[0]) or 0, session.scalar(counts[1]) or 0


def test_a_second_charge_in_the_books_is_admitted_and_a_person_decides(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer("LR-100001")
    order, _ = line_of(own_demo, lena, "Kelder Hiking Rain Jacket")
    with own_demo.sessions() as session, session.begin():
        session.add(
            PaymentEntry(
                order_id=order.id, key="again", kind=EntryKind.PAYMENT, method="paypal",
                amount_minor=order.total.minor, currency="EUR",
            )
        )  # fmt: skip
    before = paid(own_demo)
    answered = dispute(lena, "I've been charged twice")
    total = order.total.format()
    assert answered.texts[0] == (
        f"You are right. Order {order.number} costs {total}, and {total} too much was taken:"
    )
    assert answered.texts[1].count(f"{total} by PayPal") == 2
    assert "I cannot pay anything out myself." in answered.text
    assert (answered.slots["offer"], answered.slots["wish"]) == ("person", "billing_dispute")
    assert answered.slots["order"] == order.number
    assert paid(own_demo) == before


def test_a_charge_that_is_there_once_is_not_called_double(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    order, _ = line_of(demo, lena, "Kelder Hiking Rain Jacket")
    answered = dispute(lena, f"charged twice for [{order.number}](order_number)")
    assert answered.texts[0] == f"For order {order.number} our books have no second charge."
    assert "reservation" in answered.text
    anywhere = dispute(lena, "double charge!!")
    assert anywhere.texts[0].startswith("I went through the payments of all your orders")


def test_who_sent_it_back_hears_where_the_money_is(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    order, _ = line_of(demo, lena, "Fellgate Fleece Jacket")
    answered = dispute(lena, f"you still charge me for what I returned, [{order.number}](order_number)")
    assert f"once return R-{order.number}-1 has reached us" in answered.text
    parka, _ = line_of(demo, lena, "Norrby Winter Parka")
    answered = dispute(lena, f"I sent back [{parka.number}](order_number) and you billed me")
    assert "was paid back to your Visa card" in answered.text


def test_a_refund_that_failed_is_admitted(signed_in: SignedIn) -> None:
    answered = dispute(signed_in("LR-100007"), "I was billed for a dress I returned months ago")
    assert "failed. I am sorry; a colleague has to look at this." in answered.text


def test_without_a_return_one_is_offered(signed_in: SignedIn) -> None:
    answered = dispute(signed_in("LR-100002"), "I'm being charged for the headphones I sent back")
    assert answered.texts[0].startswith("I find no return and no refund")
    assert answered.payloads[0].startswith("/return_item")


def test_a_charge_of_ones_own_is_found_by_its_amount(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    order, _ = line_of(demo, lena, "Kelder Hiking Rain Jacket")
    asked = dispute(lena, "there's a charge on my statement I don't recognise")
    assert asked.text == "How much was charged? Please give the amount as your bank shows it, such as 54.90."
    answered = lena.says(f"it says {order.total.major} EUR")
    assert f"is on the bill of order {order.number}" in answered.text
    assert "Kelder Hiking Rain Jacket" in answered.text


def test_a_charge_of_nobodys_is_not_explained_away(signed_in: SignedIn) -> None:
    answered = dispute(signed_in("LR-100001"), "a charge of €13.37 from your shop that is not mine")
    assert answered.texts[0].startswith("None of your orders has a charge or an item of €13.37.")
    assert answered.slots["offer"] == "person"


def test_what_is_wrong_is_asked_and_answered_by_a_button_or_in_words(signed_in: SignedIn) -> None:
    lena = signed_in("LR-100001")
    asked = dispute(lena, "billing error")
    assert asked.texts[0].endswith("What is wrong?")
    assert "I went through the payments" in lena.presses(asked, "I was charged twice").text
    dispute(lena, "billing error")
    assert "R-" in lena.says("I had sent it back already").text


def test_how_many_were_billed_is_answered_from_the_bill(signed_in: SignedIn, demo: Shop) -> None:
    tom = signed_in("LR-100005")
    order, _ = line_of(demo, tom, "Linnet Crossbody Bag")
    answered = dispute(tom, f"order [{order.number}](order_number): the quantity is wrong, I ordered one")
    assert "2 × Foursquare Boxer Briefs" in answered.text


def test_a_dispute_is_held_in_chinese(signed_in: SignedIn, demo: Shop) -> None:
    wei = signed_in("LR-100003", language="zh")
    assert "没有重复扣款" in dispute(wei, "你们重复扣款了").text
    assert "退到" in dispute(wei, "我已经退货了，怎么还扣钱").text
