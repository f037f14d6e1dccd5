"""Claims: what is missing, wrong, damaged or faulty is put right after a yes, once, by the shop's rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from actions.aftersales.complaints import is_about_a_part, is_about_all, remedy_of
from knowledge.aftersales.models import Claim, Refund
from knowledge.database import utc_now
from knowledge.orders.models import Order, OrderLine
from knowledge.shop import Shop
from tests.actions.shopper import Answered, Shopper

OwnCustomer = Callable[..., Shopper]
PYJAMAS = "the [pyjamas](product_type=pyjamas) were not in the parcel"


def miss(shopper: Shopper, text: str) -> Answered:
    return shopper.starts("action_missing_item", text, intent="missing_item")


def claims(shop: Shop) -> list[Claim]:
    with shop.sessions() as session:
        return list(session.scalars(select(Claim).options(selectinload(Claim.lines)).order_by(Claim.id)))


def refunds_of_claims(shop: Shop) -> list[int]:
    with shop.sessions() as session:
        return list(session.scalars(select(Refund.amount_minor).where(Refund.claim_id.is_not(None))))


def bought(shop: Shop, shopper: Shopper, product: str) -> tuple[Order, OrderLine]:
    """The newest order with this product, and its line."""
    assert shopper.customer is not None
    orders = shop.orders.of_customer(shopper.customer)
    return next((order, line) for order in orders for line in order.lines if line.product_id == product)


def delivered(shop: Shop, order: Order, *, days_ago: float) -> None:
    with shop.sessions() as session, session.begin():
        for parcel in session.get_one(Order, order.id).fulfilments:
            parcel.delivered_at = utc_now() - timedelta(days=days_ago)


def card(answered: Answered) -> dict[str, str]:
    body = next(message["body"] for message in answered.messages if message["kind"] == "confirmation")
    return {line["label"]: line["value"] for line in body["lines"]} | {"note": body["note"]}


def test_a_missing_item_is_refunded_at_once_after_a_yes(own_customer: OwnCustomer, own_demo: Shop) -> None:
    ana = own_customer("LR-100004")
    order, line = bought(own_demo, ana, "moonboat-kids-pyjamas")
    assert "a replacement, or your money back?" in miss(ana, PYJAMAS).text
    shown = card(ana.says("my money back"))
    assert shown["Order"] == order.number
    assert shown["What is wrong"] == "It did not arrive"
    assert shown["Shop's rule"] == "reported 6 days after delivery; 30 days are allowed"
    assert "accepted at once" in shown["note"]
    assert claims(own_demo) == []
    done = ana.says("yes", intent="affirm")
    (claim,) = claims(own_demo)
    assert f"Your claim {claim.number} is accepted" in done.text
    assert (claim.kind, claim.state, claim.remedy) == ("missing_item", "accepted", "refund")
    assert [each.order_line_id for each in claim.lines] == [line.id]
    assert refunds_of_claims(own_demo) == [claim.refund_minor] == [line.unit_minor]
    assert claim.description == "the pyjamas were not in the parcel"


def test_a_replacement_moves_no_money(own_customer: OwnCustomer, own_demo: Shop) -> None:
    ana = own_customer("LR-100004")
    miss(ana, PYJAMAS)
    assert "You get back" not in card(ana.says("please send it again"))
    assert "the replacement is sent" in ana.says("yes", intent="affirm").text
    assert refunds_of_claims(own_demo) == []


def test_a_no_reports_nothing(own_customer: OwnCustomer, own_demo: Shop) -> None:
    ana = own_customer("LR-100004")
    miss(ana, PYJAMAS + ", I want a refund")
    assert ana.says("no", intent="deny").text == "All right, nothing was reported."
    assert claims(own_demo) == []


def test_another_remedy_at_the_card_is_shown_anew(own_customer: OwnCustomer, own_demo: Shop) -> None:
    ana = own_customer("LR-100004")
    miss(ana, PYJAMAS + ", I want a refund")
    assert card(ana.says("no, rather a replacement", intent="deny"))["You get"] == "Replacement"
    ana.says("yes", intent="affirm")
    assert [each.remedy for each in claims(own_demo)] == ["replacement"]


def test_what_is_sold_out_is_paid_back_instead(own_customer: OwnCustomer, own_demo: Shop) -> None:
    from knowledge.catalogue.models import Variant

    ana = own_customer("LR-100004")
    _, line = bought(own_demo, ana, "moonboat-kids-pyjamas")
    with own_demo.sessions() as session, session.begin():
        session.scalars(select(Variant).where(Variant.sku == line.sku)).one().stock = 0
    miss(ana, PYJAMAS)
    shown = ana.says("a replacement")
    assert shown.texts[0].startswith("It is sold out, so there is no replacement.")
    assert card(shown)["You get"] == "Money back"


def test_a_dear_claim_is_handed_to_a_person_after_the_yes(own_customer: OwnCustomer, own_demo: Shop) -> None:
    lena = own_customer()
    text = "the [rain jacket](product_type=rain jacket) and the [walking boots](product_type=walking boot) are missing"
    miss(lena, text)
    shown = card(lena.says("refund"))
    assert "Kelder Hiking Rain Jacket" in shown["Items"]
    assert "Mosskar Mid Walker" in shown["Items"]
    assert "more than €50" in shown["note"]
    done = lena.says("yes", intent="affirm")
    (claim,) = claims(own_demo)
    assert (claim.state, len(claim.lines)) == ("requested", 2)
    assert refunds_of_claims(own_demo) == []
    handoff = done.messages[-1]
    assert (handoff["kind"], handoff["body"]["reason"]) == ("handoff", "claim")
    assert handoff["body"]["known"]["claim"] == claim.number


def test_how_many_are_missing_is_asked_where_there_are_several(
    own_customer: OwnCustomer, own_demo: Shop
) -> None:
    tom = own_customer("LR-100005")
    asked = miss(tom, "[boxer briefs](product_type=boxer brief) missing, refund please")
    assert "You bought 2" in asked.text
    assert card(tom.presses(asked, "2"))["Items"].startswith("2 × ")
    tom.says("yes", intent="affirm")
    (claim,) = claims(own_demo)
    assert [each.quantity for each in claim.lines] == [2]


def test_a_whole_parcel_is_looked_for_first_and_then_claimed_whole(own_customer: OwnCustomer) -> None:
    tom = own_customer("LR-100005")
    asked = miss(tom, "it says delivered but there is nothing here")
    assert "once more at the neighbours'" in asked.texts[0]
    assert "Which order is it about?" in asked.texts[1]
    newest = next(payload for payload in asked.payloads if payload.startswith("/inform"))
    tom.says(intent="inform", entities={"order_number": newest.split('"')[3]})
    assert tom.slots["errand"]["held"]["lines"] == "all"


def test_a_missing_part_goes_to_a_person(own_customer: OwnCustomer, own_demo: Shop) -> None:
    lena = own_customer()
    answered = miss(lena, "the [tent](product_type=tent) has no pegs in the bag")
    assert "a part of your Skarholm Trek Tent" in answered.text
    assert answered.slots["offer"] == "person"
    whole = lena.starts(
        "action_missing_item",
        intent="missing_item",
        entities={"choice": "whole", "line": str(bought(own_demo, lena, "skarholm-trek-tent")[1].id)},
    )
    assert "a replacement, or your money back?" in whole.text


def test_what_has_not_arrived_is_no_claim_yet(own_customer: OwnCustomer) -> None:
    lena = own_customer()
    answered = miss(lena, "my [poles](product_type=pole) are missing")
    assert "has not arrived yet" in answered.text
    assert [payload.partition("{")[0] for payload in answered.payloads] == [
        "/track_order",
        "/contact_human_agent",
    ]


def test_what_is_reported_too_late_is_told_with_its_days(own_customer: OwnCustomer, own_demo: Shop) -> None:
    ana = own_customer("LR-100004")
    order, _ = bought(own_demo, ana, "moonboat-kids-pyjamas")
    delivered(own_demo, order, days_ago=31.5)
    answered = miss(ana, PYJAMAS + ", refund please")
    assert f"within 30 days of delivery, and order {order.number} arrived 31 days ago" in answered.text
    assert answered.slots["offer"] == "person"
    assert claims(own_demo) == []


def test_what_was_claimed_before_is_not_claimed_again(own_customer: OwnCustomer, own_demo: Shop) -> None:
    ana = own_customer("LR-100004")
    for _ in range(2):
        last = miss(ana, PYJAMAS + ", refund please")
        if ana.active_loop:
            ana.says("yes", intent="affirm")
    assert "was claimed or sent back before" in last.text
    assert len(claims(own_demo)) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("the [pyjamas](product_type=pyjamas) arrived torn", "damaged"),
        ("you sent me the wrong [pyjamas](product_type=pyjamas)", "wrong_item"),
        ("收到的[睡衣](product_type=pyjamas)是破的", "damaged"),
        ("[睡衣](product_type=pyjamas)颜色发错了", "wrong_item"),
    ],
)
def test_what_arrived_wrong_or_damaged_is_claimed_without_a_guide(
    own_customer: OwnCustomer, text: str, kind: str
) -> None:
    ana = own_customer("LR-100004")
    ana.starts("action_product_problem", text, intent="product_problem")
    assert ana.slots["errand"]["kind"] == "claim"
    assert ana.slots["errand"]["held"]["trouble"] == kind


def test_a_question_about_the_warranty_is_answered_and_claims_nothing(own_customer: OwnCustomer) -> None:
    lena = own_customer()
    answered = lena.run(
        "action_warranty_claim",
        "is my [tent](product_type=tent) still under warranty?",
        intent="warranty_claim",
    )
    assert "The warranty for Skarholm Trek Tent" in answered.text
    assert "holds until" in answered.text
    assert answered.followup is None


def test_the_warranty_of_the_maker_holds_where_it_is_longer(
    own_customer: OwnCustomer, own_demo: Shop
) -> None:
    lena = own_customer()
    order, _ = bought(own_demo, lena, "skarholm-trek-tent")  # 36 months
    delivered(own_demo, order, days_ago=1_000)
    lena.starts(
        "action_warranty_claim", "warranty claim for the [tent](product_type=tent)", intent="warranty_claim"
    )
    assert "1,095 days are allowed" in card(lena.says("replacement"))["Shop's rule"]
    delivered(own_demo, order, days_ago=1_100)
    lena.active_loop = None
    late = lena.starts(
        "action_warranty_claim",
        "warranty claim for the [tent](product_type=tent), refund",
        intent="warranty_claim",
    )
    assert "arrived 1,100 days ago" in late.text


def test_a_visitor_is_asked_to_sign_in(own_customer: OwnCustomer) -> None:
    visitor = own_customer()
    visitor.customer = None
    for action, intent in (
        ("action_missing_item", "missing_item"),
        ("action_warranty_claim", "warranty_claim"),
    ):
        answered = visitor.run(action, "an item of order 17930 is missing", intent=intent)
        assert "/sign-in" in answered.text
        assert "Kelder" not in answered.text


def test_an_order_of_somebody_else_is_not_there(own_customer: OwnCustomer, own_demo: Shop) -> None:
    ana, lena = own_customer("LR-100004"), own_customer()
    theirs, _ = bought(own_demo, lena, "skarholm-trek-tent")
    answered = miss(ana, f"an item of order [{theirs.number}](order_number) is missing")
    assert f"no order {theirs.number}" in answered.text or "not find" in answered.text
    assert "Skarholm" not in answered.text


@pytest.mark.parametrize(
    ("text", "whole", "part"),
    [
        ("tracking says delivered but nothing here", True, False),
        ("I never received my parcel", True, False),
        ("the box was empty", True, False),
        ("显示已签收，但是没收到", True, False),
        ("the belt was not in the parcel", False, False),
        ("screws missing from the bookshelf pack", False, True),
        ("少了充电器", False, True),
    ],
)
def test_a_whole_parcel_a_thing_and_a_part_are_told_apart(text: str, whole: bool, part: bool) -> None:
    assert is_about_all(text) is whole
    assert is_about_a_part(text) is part


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("send me a new one", "replacement"),
        ("补发一件吧", "replacement"),
        ("my money back please", "refund"),
        ("我要退款", "refund"),
        ("I do not mind", None),
    ],
)
def test_what_is_wanted_is_understood(text: str, remedy: str | None) -> None:
    assert remedy_of(text) == remedy
