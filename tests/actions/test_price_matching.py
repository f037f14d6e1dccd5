"""The difference to a lower price, in talk: ours of another day, or another shop's that a person looks at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from actions.payments.money_words import amount_named
from knowledge.aftersales.models import PriceMatch
from knowledge.orders.models import Order
from knowledge.shop import Shop
from tests.actions.shopper import Answered, Shopper, line_of, orders_of

SignedIn = Callable[..., Shopper]
JACKET = "Kelder Hiking Rain Jacket"


def ask(shopper: Shopper, text: str) -> Answered:
    return shopper.starts("action_price_match", text, intent="price_match")


def test_a_question_about_the_rule_is_answered_and_a_comparison_offered(visitor: Shopper) -> None:
    answered = ask(visitor, "do you match prices?")
    assert answered.messages[0]["body"]["source"]["url"].endswith("/help/price-promise")
    assert answered.payloads[-1].startswith("/price_match")


def test_yesterdays_price_is_found_shown_and_paid_back_once(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    shown = ask(lena, "my [jacket](product_type) was [cheaper](relative_price=lower) the day before")
    body = shown.messages[-1]["body"]
    assert JACKET in body["lines"][1]["value"]
    assert body["total"]["value"] == "€10"
    assert {"label": "Refunded to", "value": "store credit"} in body["lines"]
    done = lena.says("yes", intent="affirm")
    assert done.text == "Done: €10 goes to store credit."
    order, line = line_of(own_demo, lena, JACKET)
    assert line.unit_minor == 79_95
    again = ask(
        lena, f"the [jacket](product_type) of order [{order.number}](order_number) was cheaper yesterday"
    )
    assert "once for each item" in again.text
    assert again.slots["outcome"] == "refused"


def test_a_no_changes_nothing(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    ask(lena, "my [jacket](product_type) was cheaper yesterday")
    assert lena.says("no", intent="deny").text == "All right, nothing was changed."
    assert line_of(own_demo, lena, JACKET)[1].unit_minor == 89_95


def test_what_was_not_cheaper_is_said_with_both_prices(signed_in: SignedIn) -> None:
    lena = signed_in()
    asked = ask(lena, "I bought something and it is cheaper now")
    assert asked.text == "Which of these have you seen for less?"
    walker = next(
        button["title"] for button in asked.messages[-1]["body"]["buttons"] if "Mosskar" in button["title"]
    )
    where = lena.presses(asked, walker)
    assert where.text == "Where is it cheaper?"
    told = lena.presses(where, "here in this shop")
    assert "I have compared it: you paid" in told.text
    assert told.slots["outcome"] == "refused"
    assert "/contact_human_agent" in told.payloads


def test_another_shops_price_is_asked_for_and_noted_for_a_person(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    marek = own_customer("LR-100006")
    asked = ask(marek, "the [TV](product_type=television) I ordered is cheaper at Brightmart")
    assert asked.text == "What does Brightmart ask for it?"
    shown = marek.says("it costs 280", intent="ask_price")
    assert shown.messages[-1]["body"]["total"]["value"] == "€39"
    assert "A colleague compares the offer" in shown.messages[-1]["body"]["note"]
    done = marek.says("yes", intent="affirm")
    assert "nothing is paid yet" in done.text
    with own_demo.sessions() as session:
        made = session.scalars(select(PriceMatch)).one()
    assert (made.state, made.shop, made.lower_minor) == ("requested", "Brightmart", 280_00)


def test_a_changed_mind_about_price_and_item_is_shown_anew(own_customer: SignedIn, own_demo: Shop) -> None:
    marek = own_customer("LR-100006")
    ask(marek, "the [TV](product_type=television) is only €280 at Brightmart")
    shown = marek.says("no, it was €300", intent="deny")
    assert shown.messages[-1]["body"]["total"]["value"] == "€19"
    (order,) = [each for each in orders_of(own_demo, marek) if each.lines[0].name == "Questbox Console"]
    other = marek.says(f"no, order [{order.number}](order_number)", intent="deny")
    assert "Everyday LED TV" not in str(other.messages)


@pytest.mark.parametrize("text", ["cheaper at another shop", "I saw it for less on Amazon", "在淘宝更便宜"])
def test_a_shop_that_is_not_matched_is_refused_with_those_that_are(signed_in: SignedIn, text: str) -> None:
    marek = signed_in("LR-100006")
    answered = ask(marek, f"my [TV](product_type=television): {text}")
    assert "not one whose prices are matched" in answered.text
    assert "Brightmart and Fjellhaus" in answered.text


def test_too_late_is_said_with_the_days(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    order, _ = line_of(own_demo, lena, JACKET)
    with own_demo.sessions() as session, session.begin():
        late = update(Order).where(Order.id == order.id)
        session.execute(late.values(placed_at=order.placed_at - timedelta(days=20)))
    answered = ask(lena, f"my [jacket](product_type) of [{order.number}](order_number) was cheaper yesterday")
    assert "14 days after an order" in answered.text
    assert "30 days ago" in answered.text


def test_another_persons_order_is_unknown(signed_in: SignedIn, demo: Shop) -> None:
    lena, marek = signed_in(), signed_in("LR-100006")
    theirs = orders_of(demo, lena)[0].number
    answered = ask(marek, f"order [{theirs}](order_number) was cheaper yesterday")
    assert answered.text == f"I find no order {theirs} in your account. Please look at the number again."


def test_without_an_order_there_is_nothing_to_compare(signed_in: SignedIn) -> None:
    answered = ask(signed_in("LR-100011"), "I bought it cheaper elsewhere")
    assert answered.text == "You have no order whose price could be compared."


def test_it_is_said_in_chinese(own_customer: SignedIn) -> None:
    lena = own_customer(language="zh")
    shown = ask(lena, "我买的[夹克](product_type=jacket)昨天更便宜")
    assert shown.messages[-1]["body"]["title"] == "退还差价？"
    assert lena.says("好", intent="affirm").text == "好了，€10 会退到店铺余额。"


@pytest.mark.parametrize(
    ("text", "bare", "minor"),
    [
        ("it costs €280", False, 280_00),
        ("for 79.95 euros", False, 79_95),
        ("only 20 EUR", False, 20_00),
        ("卖 280 欧元", False, 280_00),
        ("I found it for 1299,5", False, 1299_50),
        ("300", True, 300_00),
        ("300", False, None),
        ("order 12345678", True, None),
        ("20% off", True, None),
        ("size M", True, None),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, bare: bool, minor: int | None) -> None:
    assert amount_named(text, bare=bare) == minor


@pytest.mark.parametrize(
    "text",
    [
        "I saw my [jacket](product_type) cheaper at another shop last week",
        "my [jacket](product_type) is on sale at Amazon",
    ],
)
def test_another_shops_sale_is_not_taken_for_ours(signed_in: SignedIn, text: str) -> None:
    answered = ask(signed_in(), text)
    assert "Fjellhaus" in answered.text, "the shops whose prices are matched are named"
    assert answered.slots["outcome"] == "refused"


def test_a_visitor_who_presses_the_offer_is_asked_who_they_are(visitor: Shopper) -> None:
    offered = ask(visitor, "do you match prices?")
    assert offered.payloads[-1].startswith("/price_match")
    pressed = visitor.starts("action_price_match", intent="price_match", entities={"choice": "mine"})
    assert "/sign-in" in pressed.text
