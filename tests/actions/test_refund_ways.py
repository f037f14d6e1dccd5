"""Getting money back, and changing where it goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from knowledge.aftersales.models import Refund
from knowledge.aftersales.states import RefundState
from knowledge.orders.models import OrderState
from knowledge.orders.payments import MethodKind, PaymentMethod
from knowledge.shop import Shop
from tests.actions.shopper import Answered, Shopper, line_of, nothing_stored, orders_of, under_way

SignedIn = Callable[..., Shopper]
JACKET = "Kelder Hiking Rain Jacket"


def asks(shopper: Shopper, text: str = "I want my money back", **pressed: Any) -> Answered:
    return shopper.starts("action_get_refund", text, intent="get_refund", entities=pressed or None)


def changes(shopper: Shopper, text: str = "I want to change my refund") -> Answered:
    return shopper.starts("action_update_refund", text, intent="update_refund")


def open_return(shop: Shop, shopper: Shopper, name: str = "Bramley Pullover Hoodie") -> str:
    """A return of an item that waits for its parcel; gives its number."""
    order, line = line_of(shop, shopper, name)
    assert shopper.customer is not None
    proposal = shop.aftersales.propose_return(shopper.customer, order.number, line.id, reason="defective")
    return shop.aftersales.commit(shopper.customer, proposal, confirmed=proposal.key).number


def gift_card(shop: Shop, shopper: Shopper) -> None:
    with shop.sessions() as session, session.begin():
        session.add(
            PaymentMethod(
                customer_id=shopper.customer,
                code="gift-1",
                kind=MethodKind.GIFT_CARD,
                balance_minor=500,
                currency="EUR",
            )
        )


def newest_refund(shop: Shop) -> Refund:
    with shop.sessions() as session:
        return session.scalars(select(Refund).order_by(Refund.id.desc()).limit(1)).one()


def test_what_was_not_shipped_is_called_off(signed_in: SignedIn, demo: Shop) -> None:
    marek = signed_in("LR-100006")
    (order,) = orders_of(demo, marek, OrderState.PROCESSED)
    answered = asks(marek, f"refund order [{order.number}](order_number) please")
    assert answered.messages[-1]["body"]["title"] == f"Cancel order {order.number}?"


def test_what_was_delivered_is_sent_back(signed_in: SignedIn) -> None:
    lena = signed_in("LR-100001")
    asked = asks(lena, "I want a refund for the rain jacket")
    assert asked.text.startswith(f"Why does it go back: {JACKET}")


def test_what_is_on_its_way_waits_for_delivery(signed_in: SignedIn, demo: Shop) -> None:
    marek = signed_in("LR-100006")
    order = orders_of(demo, marek, OrderState.SHIPPED)[0]
    answered = asks(marek, f"I want my money back for [{order.number}](order_number)")
    assert "is on its way to you" in answered.text
    assert answered.payloads == [f'/track_order{{"order_number": "{order.number}"}}']


def test_with_nothing_named_the_ways_there_are_are_shown(signed_in: SignedIn, demo: Shop) -> None:
    marek = signed_in("LR-100006")
    (cancellable,) = orders_of(demo, marek, OrderState.PROCESSED)
    answered = asks(marek)
    assert f'/cancel_order{{"order_number": "{cancellable.number}"}}' in answered.payloads
    assert any(payload.startswith("/return_item") for payload in answered.payloads)
    assert answered.payloads[-1] == "/missing_item"


def test_the_money_goes_somewhere_else_after_a_yes(own_customer: SignedIn, own_demo: Shop) -> None:
    marek = own_customer("LR-100006")
    number = open_return(own_demo, marek)
    gift_card(own_demo, marek)
    before = newest_refund(own_demo)
    asked = changes(marek)
    assert "What shall be different?" in asked.text
    where = marek.presses(asked, "Pay it to another place")
    card = marek.presses(where, "a gift card with €5 left")
    assert card.kinds() == ["confirmation"]
    done = marek.presses(card, "Yes, please do")
    assert f"of return {number} goes to" in done.text
    after = newest_refund(own_demo)
    assert (after.id, after.amount_minor) == (before.id, before.amount_minor)
    assert (after.method, after.destination) == ("gift-1", "gift_card")


def test_a_method_named_at_once_leads_to_the_card(own_customer: SignedIn, own_demo: Shop) -> None:
    marek = own_customer("LR-100006")
    open_return(own_demo, marek)
    gift_card(own_demo, marek)
    card = changes(marek, "please pay my refund to the gift card instead")
    assert card.messages[-1]["body"]["title"] == "Change where this refund goes?"


def test_where_there_is_no_other_place_a_person_is_offered(own_customer: SignedIn, own_demo: Shop) -> None:
    marek = own_customer("LR-100006")
    nothing_stored(own_demo, marek)
    open_return(own_demo, marek)
    asked = changes(marek)
    answered = marek.presses(asked, "Pay it to another place")
    assert "can only go to your Visa card" in answered.text
    assert answered.slots["offer"] == "person"
    assert under_way(answered) is None


def test_one_more_item_is_a_return_of_its_own(own_customer: SignedIn, own_demo: Shop) -> None:
    marek = own_customer("LR-100006")
    open_return(own_demo, marek)
    asked = changes(marek, "I want to add the mechanical keyboard to my refund")
    assert asked.text.startswith("Why does it go back: Fullstop Mechanical Keyboard")


def test_the_amount_is_for_a_person(own_customer: SignedIn, own_demo: Shop) -> None:
    marek = own_customer("LR-100006")
    open_return(own_demo, marek)
    answered = changes(marek, "the amount of my refund is too low")
    assert "I cannot raise it" in answered.text
    assert answered.slots["offer"] == "person"


def test_what_was_paid_cannot_be_changed(own_customer: SignedIn, own_demo: Shop) -> None:
    marek = own_customer("LR-100006")
    open_return(own_demo, marek)
    gift_card(own_demo, marek)
    asked = changes(marek)
    where = marek.presses(asked, "Pay it to another place")
    card = marek.presses(where, "a gift card with €5 left")
    with own_demo.sessions() as session, session.begin():
        session.get_one(Refund, newest_refund(own_demo).id).state = RefundState.SUCCEEDED
    done = marek.presses(card, "Yes, please do")
    assert "has been started already" in done.text
    assert done.slots["outcome"] == "refused"


def test_without_a_refund_that_waits_there_is_nothing_to_change(signed_in: SignedIn) -> None:
    answered = changes(signed_in("LR-100005"))
    assert answered.text.startswith("There is no refund waiting")
