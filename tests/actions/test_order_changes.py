"""Changing the items of an order: other versions, fewer items, and what is possible instead of what is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.service import AfterSales
from knowledge.orders.models import Order, OrderState
from knowledge.orders.payments import MethodKind, PaymentMethod
from knowledge.shop import Shop
from tests.actions.shopper import Answered, Shopper, nothing_stored, under_way
from tests.actions.shopper import orders_of as orders

SignedIn = Callable[..., Shopper]


def reopened(shop: Shop, shopper: Shopper, *states: OrderState, count: int = 1) -> list[Order]:
    """The shopper's newest orders of these states, as if they had just been placed."""
    found = orders(shop, shopper, *(states or (OrderState.DELIVERED,)))[:count]
    with shop.sessions() as session, session.begin():
        for order in found:
            session.get_one(Order, order.id).state = OrderState.PENDING
    return found


def stored(shop: Shop, shopper: Shopper, *methods: tuple[str, MethodKind, int | None]) -> None:
    """Give a customer payment methods: code, kind and what is left on it."""
    with shop.sessions() as session, session.begin():
        for code, kind, balance in methods:
            session.add(
                PaymentMethod(
                    customer_id=shopper.customer,
                    code=code,
                    kind=kind,
                    balance_minor=balance,
                    currency="EUR",
                    brand="visa" if kind == MethodKind.CARD else "",
                    last_four="4242" if kind == MethodKind.CARD else "",
                )
            )


def change(shopper: Shopper, text: str, **more: object) -> Answered:
    return shopper.starts("action_change_order", text, intent="change_order", **more)


def card_of(answered: Answered) -> dict[str, str]:
    assert answered.kinds() == ["confirmation"], answered.text
    return {line["label"]: line["value"] for line in answered.messages[0]["body"]["lines"]}


def options(shop: Shop, order: Order) -> list[dict[str, str]]:
    with shop.sessions() as session:
        return [dict(line.options) for line in session.get_one(Order, order.id).lines]


def test_the_same_jacket_in_another_size_is_shown_and_changed_after_a_yes(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer()
    (order,) = reopened(own_demo, lena)
    shown = change(lena, "I'd like the rain jacket in L instead")
    assert shown.messages[0]["body"]["title"] == f"Change order {order.number}?"
    assert card_of(shown) == {
        "Kelder Hiking Rain Jacket (green, M)": "becomes Kelder Hiking Rain Jacket (green, L)"
    }
    done = lena.says("yes", intent="affirm")
    assert done.text == f"Order {order.number} is changed. It comes to €219.90."
    assert options(own_demo, order)[0] == {"colour": "green", "size": "L"}


def test_several_items_are_changed_in_one_go(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    (order,) = reopened(own_demo, lena)
    shown = change(lena, "please make the jacket blue and the walkers grey, size 40")
    assert list(card_of(shown).values()) == [
        "becomes Kelder Hiking Rain Jacket (blue, M)",
        "becomes Mosskar Mid Walker (grey, 40)",
    ]
    lena.says("yes", intent="affirm")
    assert options(own_demo, order) == [
        {"colour": "blue", "size": "M"},
        {"colour": "grey", "size": "40"},
    ]


def test_items_of_two_orders_are_changed_with_one_yes(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    first, second = reopened(own_demo, lena, count=2)
    shown = change(lena, "the rain jacket in L, and the merino tee in S please")
    assert shown.messages[0]["body"]["title"] == f"Change order {second.number} and {first.number}?"
    done = lena.says("yes", intent="affirm")
    assert f"Order {first.number} is changed" in done.text
    assert f"Order {second.number} is changed" in done.text
    assert options(own_demo, first)[0]["size"] == "L"
    assert options(own_demo, second)[1]["size"] == "S"


def test_a_size_alone_is_for_the_only_item_that_could_have_it(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    reopened(own_demo, lena)
    assert list(card_of(change(lena, "change the size from M to L"))) == [
        "Kelder Hiking Rain Jacket (green, M)"
    ]


def test_what_is_not_said_is_asked_for_with_buttons(own_customer: SignedIn, own_demo: Shop) -> None:
    omar = own_customer("LR-100002")
    asked = change(omar, "I want other headphones in my order")
    assert asked.text == "Which one would you like instead of Commuter Two On-Ear Headphones (black)?"
    shown = omar.presses(asked, "mint (same price)")
    assert "becomes Commuter Two On-Ear Headphones (mint)" in card_of(shown).values()


def test_the_version_can_be_answered_in_words_and_by_its_place(own_customer: SignedIn) -> None:
    omar = own_customer("LR-100002")
    change(omar, "change the headphones")
    assert "(coral)" in str(card_of(omar.says("in coral please", intent="refine_search")))
    assert "(mint)" in str(card_of(omar.says("no, the mint one", intent="deny", entities=None)))


def test_a_question_in_the_middle_is_left_to_others(own_customer: SignedIn) -> None:
    omar = own_customer("LR-100002")
    change(omar, "change the headphones")
    aside = omar.says("how is the weather?", intent="chitchat")
    assert (aside.messages, aside.events) == ([], [])


def test_an_item_can_be_left_as_it_is(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    reopened(own_demo, lena)
    asked = change(lena, "make the jacket blue and change the walkers")
    shown = lena.presses(asked, "Leave that item as it is")
    assert list(card_of(shown)) == ["Kelder Hiking Rain Jacket (green, M)"]


def test_a_changed_mind_at_the_card_is_heard(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    (order,) = reopened(own_demo, lena)
    change(lena, "please make the jacket blue and the walkers grey")
    shown = lena.says("no, just the jacket please", intent="deny")
    assert list(card_of(shown)) == ["Kelder Hiking Rain Jacket (green, M)"]
    shown = lena.says("actually make it size S", intent="change_order")
    assert list(card_of(shown).values()) == ["becomes Kelder Hiking Rain Jacket (blue, S)"]
    kept = lena.says("no", intent="deny")
    assert kept.text == "All right, nothing was changed."
    assert options(own_demo, order)[0] == {"colour": "green", "size": "M"}


def test_what_is_sold_out_is_said_with_the_nearest(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    reopened(own_demo, lena, OrderState.DELIVERED, count=2)
    asked = change(lena, "the merino tee in coral, size L")
    assert asked.text.startswith("I cannot get exactly that instead of Tollan Merino Tee (teal, M).")
    assert any("coral" in button["title"] for button in asked.messages[-1]["body"]["buttons"])


def test_a_difference_is_paid_with_the_method_that_is_chosen(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    nothing_stored(own_demo, lena)
    stored(own_demo, lena, ("paypal", MethodKind.PAYPAL, None), ("gift-1", MethodKind.GIFT_CARD, 500))
    stored(own_demo, lena, ("card-1", MethodKind.CARD, None))
    (order,) = [each for each in orders(own_demo, lena) if each.lines[0].name == "Fernway Trekking Pack"]
    with own_demo.sessions() as session, session.begin():
        kept = session.get_one(Order, order.id)
        kept.state, kept.payment_method = OrderState.PENDING, "paypal"
    asked = change(lena, "the trekking pack with 60 L")
    assert asked.text == "The new version costs €25 more. How would you like to pay that?"
    titles = [button["title"] for button in asked.messages[-1]["body"]["buttons"]]
    assert titles == ["PayPal", "Visa ending in 4242"], "a gift card that is too small is not offered"
    told = lena.says("what can I pay with", intent="check_payment_methods")
    assert "How would you like to pay that?" in told.text
    refused = lena.says("with my gift card", intent="inform")
    assert "There is not enough on that gift card or credit." in refused.text
    assert "How would you like to pay that?" in refused.text
    shown = lena.says("the card ending 4242 then", intent="inform")
    assert card_of(shown)["Paid with"] == "Visa ending in 4242"
    assert shown.messages[0]["body"]["total"] == {"label": "You pay", "value": "€25"}
    done = lena.says("yes", intent="affirm")
    assert "€25 is charged for the difference" in done.text


def test_before_the_order_is_charged_the_card_says_so(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    nothing_stored(own_demo, lena)
    (order,) = [each for each in orders(own_demo, lena) if each.lines[0].name == "Fernway Trekking Pack"]
    with own_demo.sessions() as session, session.begin():
        kept = session.get_one(Order, order.id)
        kept.state, kept.payment_method = OrderState.PENDING, "visa"
        kept.payments.clear()
    shown = change(lena, "the trekking pack with 60 L")
    assert shown.messages[0]["body"]["note"] == ("The order will cost €25 more; it has not been charged yet.")


def test_another_version_of_what_was_delivered_is_an_exchange(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    order = orders(own_demo, lena)[0]
    with own_demo.sessions() as session, session.begin():
        session.get_one(Order, order.id).state = OrderState.DELIVERED
    answered = change(lena, f"the rain jacket of [{order.number}](order_number) in L")
    assert answered.slots["errand"]["kind"] == "exchange"


@pytest.mark.parametrize(
    ("state", "words", "button"),
    [
        (OrderState.SHIPPED, "has been shipped already", None),
        (OrderState.PROCESSED, "is being packed", "/cancel_order"),
    ],
)
def test_an_order_that_takes_no_change_is_refused_before_anything_is_asked(
    own_customer: SignedIn, own_demo: Shop, state: OrderState, words: str, button: str | None
) -> None:
    lena = own_customer()
    order = orders(own_demo, lena)[0]
    with own_demo.sessions() as session, session.begin():
        session.get_one(Order, order.id).state = state
    answered = change(lena, f"the rain jacket of [{order.number}](order_number) in L")
    assert words in answered.text
    assert answered.slots["outcome"] == "refused"
    assert button is None or any(payload.startswith(button) for payload in answered.payloads)


def test_another_product_is_no_other_version(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    reopened(own_demo, lena)
    answered = change(lena, "swap the walkers in my order for a [tent](product_type)")
    assert answered.text.startswith("An item can become another version of the same product")
    assert answered.slots["outcome"] == "refused"


def test_a_wish_to_change_something_is_asked_what(own_customer: SignedIn, own_demo: Shop) -> None:
    omar = own_customer("LR-100002")
    (order,) = orders(own_demo, omar, OrderState.PENDING)
    asked = change(omar, "I want to change my order")
    assert asked.text.startswith("What would you like to change?")
    assert order.number in asked.text
    assert {payload.split("{")[0] for payload in asked.payloads} == {
        "/change_order", "/change_shipping_address", "/change_payment_method", "/cancel_order"
    }  # fmt: skip
    chosen = change(omar, "", entities={"choice": "version", "order_number": order.number})
    assert chosen.text == "Which item would you like in another version?"
    shown = omar.presses(chosen, "Lockstep Headphone Adapter (black)")
    assert card_of(shown) == {
        "Lockstep Headphone Adapter (black)": "becomes Lockstep Headphone Adapter (white)"
    }


def test_an_item_is_taken_out_and_the_rest_comes(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    (order,) = reopened(own_demo, lena)
    shown = change(lena, "take the walkers out of my order")
    assert card_of(shown)["Comes out"] == "Mosskar Mid Walker (teal, 39)"
    assert card_of(shown)["Stays in the order"] == "Kelder Hiking Rain Jacket (green, M)"
    assert shown.messages[0]["body"]["total"] == {"label": "You get back", "value": "€129.95"}
    done = lena.says("yes", intent="affirm")
    assert done.text == f"Done. €129.95 goes back to you; order {order.number} now comes to €89.95."
    assert len(options(own_demo, order)) == 1


def test_one_of_two_ordered_by_accident_is_taken_out(own_customer: SignedIn, own_demo: Shop) -> None:
    tom = own_customer("LR-100005")
    (order,) = reopened(own_demo, tom)
    asked = change(tom, "I ordered two packs of boxer briefs by accident, I only need one")
    assert card_of(asked)["Comes out"] == "Foursquare Boxer Briefs, Pack of Four (navy, L)"
    tom.says("yes", intent="affirm")
    with own_demo.sessions() as session:
        assert [line.quantity for line in session.get_one(Order, order.id).lines] == [1, 1, 1, 1]


def test_cancelling_an_item_of_an_order_leaves_the_rest(own_customer: SignedIn, own_demo: Shop) -> None:
    omar = own_customer("LR-100002")
    shown = omar.starts("action_start_cancel", "cancel the headphones", intent="cancel_order")
    assert card_of(shown)["Comes out"] == "Commuter Two On-Ear Headphones (black)"
    whole = own_customer("LR-100002", conversation="chat-2")
    shown = whole.starts("action_start_cancel", "cancel the order with the headphones", intent="cancel_order")
    assert shown.messages[0]["body"]["title"].startswith("Cancel order")


def test_nothing_is_added_to_an_order_and_the_way_to_have_it_is_told(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    omar = own_customer("LR-100002")
    answered = change(omar, "can you add one more headphone adapter to my order")
    assert answered.text.startswith("I cannot add anything to an order that is placed already")
    assert "Lockstep Headphone Adapter" in answered.text
    assert "https://shop.test/p/" in answered.text
    assert answered.slots["outcome"] == "refused"


def test_another_customers_order_is_not_named(own_customer: SignedIn, own_demo: Shop) -> None:
    (omars,) = orders(own_demo, own_customer("LR-100002"), OrderState.PENDING)
    answered = change(own_customer(), f"make the headphones of [{omars.number}](order_number) mint")
    assert f"I find no order {omars.number}" in answered.text
    assert "Headphones" not in answered.text


def test_chinese_is_understood_and_answered(own_customer: SignedIn, own_demo: Shop) -> None:
    omar = own_customer("LR-100002", language="zh")
    shown = change(omar, "订单里黑色的[耳机](product_type=headphones)换成白色，哦不，换成薄荷绿")
    assert shown.messages[0]["kind"] in ("confirmation", "text")
    shown = omar.says("[耳机](product_type=headphones)换成[珊瑚色](colour=coral)", intent="change_order")
    assert "Commuter Two On-Ear Headphones（珊瑚色）" in str(card_of(shown))
    done = omar.says("好的", intent="affirm")
    assert "已修改" in done.text


def under_retail_rules(shop: Shop) -> None:
    """Let another policy be in force: items are changed once, and never taken out."""
    shop.__dict__["aftersales"] = AfterSales(shop.sessions, load_pack("tau2-retail"))


def test_where_items_are_changed_only_once_the_card_warns_and_a_second_change_is_refused(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    under_retail_rules(own_demo)
    omar = own_customer("LR-100002")
    shown = change(omar, "the headphones in mint")
    assert "the order takes no further change" in shown.messages[0]["body"]["note"]
    omar.says("yes", intent="affirm")
    (order,) = orders(own_demo, omar)
    again = change(omar, f"the adapter of [{order.number}](order_number) in white")
    assert "were changed once already" in again.text


def test_where_nothing_is_taken_out_the_whole_order_or_a_return_is_offered(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    under_retail_rules(own_demo)
    answered = change(own_customer("LR-100002"), "remove the adapter from my order")
    assert answered.text.startswith("Single items cannot be taken out of an order in this shop.")
    assert any(payload.startswith("/cancel_order") for payload in answered.payloads)


def test_the_whole_order_is_cancelled_when_no_version_will_do(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    first, _ = reopened(own_demo, lena, count=2)
    change(lena, "the rain jacket in a larger size please, but not blue")
    shown = lena.starts("action_start_cancel", "then cancel the whole order", intent="cancel_order")
    assert shown.messages[-1]["body"]["title"] == f"Cancel order {first.number}?"
    done = lena.says("yes", intent="affirm")
    assert done.text == f"Order {first.number} is cancelled. €219.90 goes back to you."
    assert under_way(lena) is None, "the change is not gone on with"


def test_a_thing_called_after_another_is_not_that_other(own_customer: SignedIn) -> None:
    omar = own_customer("LR-100002")
    text = "take the [headphone](product_type=headphones) [adapter](product_type=adapter) out of my order"
    assert card_of(change(omar, text))["Comes out"] == "Lockstep Headphone Adapter (black)"


def test_an_unknown_number_and_how_many_are_read_when_items_are_taken_out(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer()
    reopened(own_demo, lena, OrderState.DELIVERED, count=2)
    unknown = change(lena, "take something out of order [99999](order_number)")
    assert "I find no order 99999" in unknown.text
    assert unknown.followup is None


def test_what_is_taken_out_in_the_middle_of_its_change_ends_the_change(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer()
    order = next(each for each in orders(own_demo, lena, OrderState.DELIVERED) if len(each.lines) > 1)
    with own_demo.sessions() as session, session.begin():
        session.get_one(Order, order.id).state = OrderState.PENDING
    name = order.lines[0].name
    lena.slots["order"] = order.number
    change(lena, f"another version of the {name} of [{order.number}](order_number)")
    lena.starts(
        "action_start_cancel", f"take the {name} out of [{order.number}](order_number)", intent="cancel_order"
    )
    done = lena.says("yes", intent="affirm")
    assert done.texts[0].startswith("Done.")
    assert done.texts[-1].startswith("There is nothing left to do about")
    assert under_way(lena) is None
