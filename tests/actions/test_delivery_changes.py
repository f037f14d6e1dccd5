"""Changing how and when an order comes, and how it is packed, in talk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from actions.delivery.words import country_named, method_named, place_named, slot_named
from knowledge.database import utc_now
from knowledge.orders.delivery import load_delivery
from knowledge.orders.models import DeliveryWish, Fulfilment, Order, OrderState
from knowledge.shop import Shop
from tests.actions.shopper import Answered, Shopper, orders_of

SignedIn = Callable[..., Shopper]
SLOTS = load_delivery().slots
BERLIN = ZoneInfo("Europe/Berlin")


def ask(shopper: Shopper, text: str, *, action: str = "action_reschedule_delivery") -> Answered:
    return shopper.starts(action, text, intent="reschedule_delivery")


def wish(shop: Shop) -> DeliveryWish:
    with shop.sessions() as session:
        return session.scalars(select(DeliveryWish)).one()


def out_for_delivery(shop: Shop, order: Order) -> None:
    with shop.sessions() as session, session.begin():
        (parcel,) = session.scalars(select(Fulfilment).where(Fulfilment.order_id == order.id))
        parcel.events = [*parcel.events, {"at": "", "status": "out_for_delivery", "place": "Kiel"}]


def test_a_faster_way_is_shown_with_its_price_and_day_and_done_after_a_yes(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    omar = own_customer("LR-100002")
    (order,) = orders_of(own_demo, omar)
    shown = ask(omar, "can you make my delivery faster?")
    body = shown.messages[-1]["body"]
    assert [line["value"] for line in body["lines"][1:3]] == ["Standard", "Express"]
    assert body["total"] == {"label": "You pay", "value": "€9.90"}
    assert "has not been charged yet" in body["note"]
    done = omar.says("yes", intent="affirm")
    assert done.text.startswith(f"Order {order.number} now comes by Express")
    (now,) = orders_of(own_demo, omar)
    assert (now.delivery_method, now.shipping_minor) == ("express", order.shipping_minor + 990)


def test_a_slower_way_after_all_pays_back(own_customer: SignedIn, own_demo: Shop) -> None:
    omar = own_customer("LR-100002")
    ask(omar, "upgrade my order to express")
    omar.says("yes", intent="affirm")
    shown = ask(omar, "change it back to standard, no hurry")
    assert shown.messages[-1]["body"]["total"] == {"label": "You get back", "value": "€9.90"}
    omar.says("yes", intent="affirm")
    assert orders_of(own_demo, omar)[0].delivery_method == "standard"


def test_another_way_can_be_named_at_the_card_and_one_that_is_not_possible_is_asked_again(
    signed_in: SignedIn,
) -> None:
    omar = signed_in("LR-100002")
    ask(omar, "upgrade my order to express")
    shown = omar.says("no, to a pick-up point", intent="deny")
    assert [line["value"] for line in shown.messages[-1]["body"]["lines"][1:3]] == [
        "Standard",
        "Pick-up point",
    ]
    again = omar.says("no, standard please", intent="deny")
    assert again.texts[0] == "This order travels as “Standard” already."
    assert "How shall it come instead?" in again.texts[1]


def test_what_is_on_its_way_travels_as_it_does(signed_in: SignedIn, demo: Shop) -> None:
    wei = signed_in("LR-100003")
    answered = ask(wei, "can you make my delivery faster?")
    (order,) = orders_of(demo, wei, OrderState.SHIPPED)
    assert answered.text.startswith(f"Order {order.number} is on its way already")
    assert answered.slots["outcome"] == "refused"


def test_bulky_goods_have_no_other_way(signed_in: SignedIn) -> None:
    helga = signed_in("LR-100008")
    answered = ask(helga, "upgrade my [sofa](product_type) to express")
    assert "not possible for this order" in answered.text


def test_the_time_of_day_is_changed(own_customer: SignedIn, own_demo: Shop) -> None:
    omar = own_customer("LR-100002")
    shown = ask(omar, "I want it delivered in the evening instead of the morning")
    assert {"label": "Time", "value": "16:00-20:00"} in shown.messages[-1]["body"]["lines"]
    assert omar.says("yes", intent="affirm").text.startswith("Done: the carrier is told")
    assert (wish(own_demo).slot, wish(own_demo).day) == ("16:00-20:00", None)


def test_the_day_is_asked_for_and_one_that_cannot_be_is_asked_again(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    omar = own_customer("LR-100002")
    asked = ask(omar, "can I have another delivery day?")
    assert asked.text.startswith("Which day suits you?")
    today = utc_now().astimezone(BERLIN).date()
    early = omar.says(f"[today](date={today.isoformat()})", intent="inform")
    assert "is too early: the first day it can come is" in early.text
    far = omar.says(f"[later](date={(today + timedelta(days=60)).isoformat()})", intent="inform")
    assert "is too far away" in far.text
    title = far.messages[-1]["body"]["buttons"][-1]["title"]
    shown = omar.presses(far, title)
    assert {"label": "Day", "value": title} in shown.messages[-1]["body"]["lines"]
    both = omar.says("and in the afternoon", intent="refine_search")
    assert {"label": "Time", "value": "12:00-16:00"} in both.messages[-1]["body"]["lines"]
    omar.says("yes", intent="affirm")
    assert wish(own_demo).day is not None


def test_what_the_courier_has_in_the_van_comes_when_it_comes(own_customer: SignedIn, own_demo: Shop) -> None:
    wei = own_customer("LR-100003")
    (order,) = orders_of(own_demo, wei, OrderState.SHIPPED)
    out_for_delivery(own_demo, order)
    answered = ask(wei, "please leave it with a neighbour")
    assert "in the van already" in answered.text
    assert "/contact_human_agent" in answered.payloads


def test_a_parcel_on_its_way_can_be_left_with_a_neighbour(own_customer: SignedIn, own_demo: Shop) -> None:
    wei = own_customer("LR-100003", language="zh")
    shown = ask(wei, "放在邻居家吧")
    assert {"label": "放置", "value": "放在邻居家"} in shown.messages[-1]["body"]["lines"]
    assert wei.says("好的", intent="affirm").text.startswith("好了，已通知快递公司")
    assert wish(own_demo).place == "neighbour"


def test_of_several_orders_the_one_is_asked_for(signed_in: SignedIn, demo: Shop) -> None:
    marek = signed_in("LR-100006")
    asked = ask(marek, "deliver it in the evening")
    assert asked.text == "Which order is it about?"
    chosen = marek.presses(asked, asked.messages[-1]["body"]["buttons"][0]["title"])
    assert chosen.kinds()[-1] == "confirmation"


def test_with_nothing_under_way_there_is_nothing_to_change(signed_in: SignedIn) -> None:
    assert "no order that is still on its way" in ask(signed_in("LR-100007"), "deliver it tomorrow").text


def test_packaging_is_noted_with_its_price(own_customer: SignedIn, own_demo: Shop) -> None:
    omar = own_customer("LR-100002")
    shown = ask(omar, "please gift wrap my order, and no plastic")
    body = shown.messages[-1]["body"]
    assert body["lines"][1]["value"] == "Gift wrapping, No plastic"
    assert body["total"]["value"] == "€3.50"
    omar.says("yes", intent="affirm")
    assert wish(own_demo).packaging == ["gift_wrap", "no_plastic"]
    assert "noted on order" in ask(omar, "no plastic please").text


def test_a_visitor_signs_in_first(visitor: Shopper) -> None:
    assert "/sign-in" in ask(visitor, "can you deliver on Friday instead?").text


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("in the evening instead of the morning", "16:00-20:00"),
        ("from the evening to the morning", "08:00-12:00"),
        ("after work", "16:00-20:00"),
        ("下午", "12:00-16:00"),
        ("从上午改到晚上", "16:00-20:00"),
        ("12:00 - 16:00", "12:00-16:00"),
        ("whenever", ""),
    ],
)
def test_times_of_day_are_read(text: str, slot: str) -> None:
    assert slot_named(text, SLOTS) == slot


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("do you deliver to Canada", "CA"),
        ("how long does it take to the UK", "GB"),
        ("多久能送到法国", "FR"),
        ("delivery to Northern Norway", "NO"),
        ("how long does delivery take", ""),
    ],
)
def test_countries_are_read(text: str, country: str) -> None:
    assert country_named(text) == country


def test_places_and_ways_are_read() -> None:
    assert place_named("in the garage please", load_delivery().places) == "safe_place"
    assert method_named("to a packstation", ()) == "pickup_point"
    assert method_named("as soon as you can", ()) == ""
