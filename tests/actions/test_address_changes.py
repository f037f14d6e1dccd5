"""Changing where orders go and the customer's own address: told at once, part by part, or one known already."""

from __future__ import annotations

from collections.abc import Callable

from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.service import AfterSales
from knowledge.orders.models import Order, OrderState
from knowledge.shop import Shop
from tests.actions.shopper import Answered, Shopper
from tests.actions.shopper import orders_of as orders
from tests.actions.test_order_changes import card_of, reopened

SignedIn = Callable[..., Shopper]


def change(shopper: Shopper, text: str) -> Answered:
    return shopper.starts("action_change_shipping_address", text, intent="change_shipping_address")


def change_own(shopper: Shopper, text: str) -> Answered:
    return shopper.starts("action_set_up_shipping_address", text, intent="set_up_shipping_address")


def address(shop: Shop, order: Order) -> dict[str, str]:
    with shop.sessions() as session:
        return dict(session.get_one(Order, order.id).address)


def test_an_address_said_in_one_go_is_shown_and_taken_after_a_yes(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    omar = own_customer("LR-100002")
    (order,) = orders(own_demo, omar, OrderState.PENDING)
    shown = change(omar, "please send my order to 5 quai Perrache, 69002 Lyon")
    assert card_of(shown)["New address"] == "5 quai Perrache, Lyon, 69002, FR"
    assert "12 rue des Lilas, Lyon, 69007, FR" in str(card_of(shown))
    done = omar.says("yes", intent="affirm")
    assert done.text == f"Order {order.number} now goes to 5 quai Perrache, Lyon, 69002, FR."
    assert address(own_demo, order) == {
        "name": "Omar Haddad",
        "address1": "5 quai Perrache",
        "city": "Lyon",
        "zip": "69002",
        "country": "FR",
    }


def test_an_address_is_asked_for_part_by_part(own_customer: SignedIn) -> None:
    omar = own_customer("LR-100002")
    asked = change(omar, "can my order go to another address?")
    assert asked.text.startswith("Where shall it go?")
    asked = omar.says("5 quai Perrache", intent="out_of_scope")
    assert asked.text == "So far: 5 quai Perrache, FR. Which town is it?"
    asked = omar.says("Villeurbanne", intent="greet")
    assert asked.text.endswith("What is the postcode?")
    shown = omar.says("69100", intent="track_order")
    assert card_of(shown)["New address"] == "5 quai Perrache, Villeurbanne, 69100, FR"


def test_a_part_is_corrected_at_the_card(own_customer: SignedIn) -> None:
    omar = own_customer("LR-100002")
    change(omar, "send it to 5 quai Perrache, 69002 Lyon")
    shown = omar.says("no, to 7 quai Perrache, 69002 Lyon", intent="deny")
    assert card_of(shown)["New address"] == "7 quai Perrache, Lyon, 69002, FR"


def test_a_question_in_the_middle_is_no_address(own_customer: SignedIn) -> None:
    omar = own_customer("LR-100002")
    change(omar, "change the address of my order")
    aside = omar.says("how long is the delivery?", intent="delivery_period")
    assert (aside.messages, aside.events) == ([], [])


def test_the_united_states_are_asked_for_the_state(own_customer: SignedIn) -> None:
    omar = own_customer("LR-100002")
    change(omar, "send my order to 12 Main Street, Dallas, 75201, USA")
    shown = omar.says("TX", intent="inform")
    assert card_of(shown)["New address"] == "12 Main Street, Dallas, TX, 75201, US"


def test_all_orders_go_to_an_address_known_already(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    first, second = reopened(own_demo, lena, count=2)
    with own_demo.sessions() as session, session.begin():
        session.get_one(Order, second.id).address = {
            "street": "Hafenweg 3", "postcode": "20457", "city": "Hamburg", "country": "DE"
        }  # fmt: skip
    shown = change(lena, "send all my open orders to my address in Hamburg")
    assert card_of(shown)["New address"] == "Hafenweg 3, Hamburg, 20457, DE"
    assert len(shown.messages[0]["body"]["lines"]) == 3
    lena.says("yes", intent="affirm")
    assert address(own_demo, first)["address1"] == "Hafenweg 3"


def test_the_address_of_another_order_can_be_named(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    (order,) = reopened(own_demo, lena)
    (other, *_) = orders(own_demo, lena, OrderState.SHIPPED)
    with own_demo.sessions() as session, session.begin():
        session.get_one(Order, other.id).address = {
            "street": "Hafenweg 3", "postcode": "20457", "city": "Hamburg", "country": "DE"
        }  # fmt: skip
    text = f"change the address of [{order.number}](order_number) to the same as order [{other.number}](order_number)"
    shown = change(lena, text)
    assert card_of(shown)["New address"] == "Hafenweg 3, Hamburg, 20457, DE"
    assert order.number in str(card_of(shown))


def test_the_default_address_is_changed_along_with_the_orders(own_customer: SignedIn, own_demo: Shop) -> None:
    omar = own_customer("LR-100002")
    assert omar.customer is not None
    shown = change(
        omar, "change the address of my order and my default address to 5 quai Perrache, 69002 Lyon"
    )
    assert card_of(shown)["Your default address"] == "is changed too"
    done = omar.says("yes", intent="affirm")
    assert "Your default address is now 5 quai Perrache, Lyon, 69002, FR." in done.text
    assert own_demo.orders.own_address(omar.customer)["zip"] == "69002"


def test_ones_own_address_is_saved_for_new_orders(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    assert lena.customer is not None
    asked = change_own(lena, "I want to set up a shipping address")
    assert asked.text.startswith("Where shall it go?")
    shown = lena.says("Hafenweg 3, 20457 Hamburg", intent="inform")
    assert shown.messages[0]["body"]["title"] == "Change your default address?"
    lena.says("yes", intent="affirm")
    assert own_demo.orders.own_address(lena.customer) == {
        "address1": "Hafenweg 3", "city": "Hamburg", "zip": "20457", "country": "DE"
    }  # fmt: skip


def test_what_is_under_way_cannot_go_elsewhere_and_ones_own_address_can(own_customer: SignedIn) -> None:
    answered = change(own_customer(), "change the delivery address of my order")
    assert answered.text.startswith("None of your orders can go to another address any more.")
    assert answered.payloads == ["/set_up_shipping_address"]


def test_an_order_named_that_was_shipped_is_refused_with_the_reason(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer()
    (shipped, *_) = orders(own_demo, lena, OrderState.SHIPPED)
    answered = change(lena, f"send [{shipped.number}](order_number) to Hafenweg 3, 20457 Hamburg")
    assert "has been shipped already" in answered.text
    assert answered.slots["outcome"] == "refused"


def test_after_its_items_were_changed_an_order_may_keep_its_address(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    own_demo.__dict__["aftersales"] = AfterSales(own_demo.sessions, load_pack("tau2-retail"))
    omar = own_customer("LR-100002")
    (order,) = orders(own_demo, omar, OrderState.PENDING)
    omar.starts("action_change_order", "the headphones in mint", intent="change_order")
    omar.says("yes", intent="affirm")
    answered = change(omar, f"send [{order.number}](order_number) to 5 quai Perrache, 69002 Lyon")
    assert "were changed once already" in answered.text


def test_chinese_addresses_are_understood(own_customer: SignedIn, own_demo: Shop) -> None:
    omar = own_customer("LR-100002", language="zh")
    shown = change(omar, "订单地址改成北京市朝阳区建国路88号，邮编100022")
    assert card_of(shown)["新地址"] == "朝阳区建国路88号、北京市、100022、CN"
    done = omar.says("可以", intent="affirm")
    assert "现在寄到" in done.text
