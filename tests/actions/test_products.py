"""Questions about one product, and comparing several."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select, update

from knowledge.catalogue.models import Product, StockAlert, Variant
from knowledge.database import utc_now
from knowledge.shop import Shop
from tests.actions.shopper import Shopper

MakeOwn = Callable[..., Shopper]
BOTTLE, SPEAKER, UMBRELLA = "longhaul-insulated-bottle", "pebbleback-pocket-speaker", "gable-compact-umbrella"
JACKET = "kelder-hiking-rain-jacket"
BOOTS = ["hardrad-alpine-boot", "puddlegate-rubber-boot", "frostmere-snow-boot", "wetherby-chelsea-boot"]


def sell_out(shop: Shop, product_id: str, **options: str) -> None:
    with shop.sessions() as session, session.begin():
        for variant in session.scalars(select(Variant).where(Variant.product_id == product_id)):
            if all(variant.options.get(name) == value for name, value in options.items()):
                variant.stock = 0
        session.execute(update(Product).where(Product.id == product_id).values(updated_at=utc_now()))


def alerts(shop: Shop) -> list[tuple[str, dict[str, str]]]:
    with shop.sessions() as session:
        return [(alert.product_id, alert.options) for alert in session.scalars(select(StockAlert))]


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("the [second](ordinal=2) one", BOOTS[1]),
        ("the [last](ordinal=-1) one", BOOTS[3]),
        ("the [Hardrad Alpine Boot](product=hardrad-alpine-boot)", BOOTS[0]),
        ("the rubber boot", BOOTS[1]),
        ("the [cheapest](relative_price=lowest)", BOOTS[1]),
        ("the [dearest](relative_price=highest)", BOOTS[0]),
        ("the one by [Oakhollow](brand)", BOOTS[3]),
    ],
)
def test_a_shown_product_is_picked_by_place_name_price_or_brand(
    visitor: Shopper, text: str, product: str
) -> None:
    visitor.slots["shown"] = BOOTS
    answered = visitor.run("action_select_item", text, intent="select_item")
    assert answered.slots["product"] == product
    assert answered.shown == [product]
    assert any(payload.startswith("/ask_accessories") for payload in answered.payloads)


def test_a_place_that_was_not_shown_is_asked_about_and_not_guessed(visitor: Shopper) -> None:
    visitor.slots |= {"shown": BOOTS, "product": BOOTS[0]}
    for action in ("action_select_item", "action_ask_product_detail"):
        answered = visitor.run(action, "how tall is the [fifth](ordinal=5) one")
        assert answered.text == "Which of these do you mean?"
        assert answered.slots == {"outcome": "asked"}
        assert answered.payloads[0] == '/select_item{"product": "hardrad-alpine-boot"}'


def test_nothing_to_pick_from_asks_for_a_name(visitor: Shopper) -> None:
    answered = visitor.run("action_select_item", "the [second](ordinal=2)")
    assert answered.text.startswith("Which product do you mean?")


def test_a_product_that_left_the_shop_is_passed_over(visitor: Shopper) -> None:
    visitor.slots |= {"shown": ["gone", BOOTS[1]], "product": "gone"}
    answered = visitor.run("action_ask_product_detail", "is it waterproof")
    assert answered.text == "Puddlegate Rubber Boot – waterproof: yes."


@pytest.mark.parametrize(
    ("product", "question", "answer"),
    [
        (BOTTLE, "can it go in the dishwasher?", "Longhaul Insulated Bottle – dishwasher safe: no."),
        (SPEAKER, "how many hours does the battery last", "Pebbleback Pocket Speaker – battery (hours): 12."),
    ],
)
def test_a_question_is_answered_by_what_is_stated(
    visitor: Shopper, product: str, question: str, answer: str
) -> None:
    visitor.slots["product"] = product
    answered = visitor.run("action_ask_product_detail", question)
    assert answered.text == answer
    assert answered.slots == {"product": product, "outcome": "done"}


def test_what_is_not_stated_is_not_made_up(visitor: Shopper) -> None:
    visitor.slots["product"] = SPEAKER
    answered = visitor.run("action_ask_product_detail", "who designed it and in which country?")
    assert (
        "That is not stated for the Pebbleback Pocket Speaker, and I would rather not guess." in answered.text
    )
    assert answered.payloads == ["/contact_human_agent"]
    assert answered.slots["outcome"] == "nothing"


def test_a_question_about_no_product_in_particular_is_answered_by_an_article(visitor: Shopper) -> None:
    answered = visitor.run("action_ask_product_detail", "what does IPX4 mean")
    assert answered.messages[0]["body"]["source"]["url"] == "https://shop.test/help/waterproof-ratings"


def test_the_size_that_is_kept_is_advised(signed_in: Callable[..., Shopper]) -> None:
    lena = signed_in("LR-100001")
    lena.slots["product"] = "stonebeck-trail-jacket"
    answered = lena.run("action_ask_size_advice", "which size should I take?")
    assert "In your orders you keep size M; I would take the Stonebeck Trail Jacket in M." in answered.text
    assert "Sizes: " in answered.text


def test_a_visitor_is_told_the_sizes_without_a_guess(visitor: Shopper) -> None:
    visitor.slots["product"] = JACKET
    answered = visitor.run("action_ask_size_advice", "which size should I take?")
    assert "In your orders" not in answered.text
    assert "Sizes: XS, S, M, L" in answered.text


def test_a_question_about_sizes_in_general_is_answered_by_the_size_guide(visitor: Shopper) -> None:
    for text in ("which size", "how do I measure my chest for a shirt"):
        answered = visitor.run("action_ask_size_advice", text)
        assert answered.messages[0]["body"]["source"]["title"] == "How do I find the right clothing size?"


def test_stock_of_the_size_and_colour_asked_for(visitor: Shopper, demo: Shop) -> None:
    product = demo.advisor.product(JACKET)
    left = next(variant for variant in product.variants if variant.stock > 0)
    visitor.slots["product"] = JACKET
    colour, size = left.options["colour"], left.options["size"]
    answered = visitor.run("action_ask_availability", f"is it there in [{colour}](colour) [{size}](size)?")
    assert answered.slots["outcome"] == "done"
    assert f"https://shop.test/cart/add?sku={left.sku}" in answered.text
    assert colour in answered.text


def test_a_colour_that_is_not_made_is_said_with_those_that_are(visitor: Shopper) -> None:
    visitor.slots["product"] = UMBRELLA
    answered = visitor.run("action_ask_availability", "do you have it in [pink](colour)?")
    assert answered.text.startswith("The Gable Compact Umbrella is not made in pink.")
    assert "colour: " in answered.text
    assert answered.slots["outcome"] == "nothing"


def test_an_alert_for_what_is_not_made_is_not_promised(visitor: Shopper, demo: Shop) -> None:
    visitor.slots["product"] = UMBRELLA
    answered = visitor.run("action_notify_back_in_stock", "tell me when it is there in [pink](colour)")
    assert "is not made in pink" in answered.text
    assert alerts(demo) == []


def test_a_sold_out_size_is_offered_to_be_watched_and_a_yes_watches_that_very_one(
    own_customer: MakeOwn, own_demo: Shop
) -> None:
    sell_out(own_demo, JACKET, colour="green", size="M")
    lena = own_customer()
    lena.slots["product"] = JACKET
    asked = lena.run("action_ask_availability", "in [green](colour) and [M](size)?")
    assert asked.text.startswith("The Kelder Hiking Rain Jacket in green and M is sold out at the moment.")
    assert asked.slots["outcome"] == "nothing"
    answered = lena.run("action_affirm", "yes please", intent="affirm")
    assert answered.text.endswith("as soon as this is back: Kelder Hiking Rain Jacket (green, M).")
    assert alerts(own_demo) == [(JACKET, {"colour": "green", "size": "M"})]


def test_the_button_watches_the_same_variant_and_a_second_press_changes_nothing(
    own_customer: MakeOwn, own_demo: Shop
) -> None:
    sell_out(own_demo, JACKET, colour="green", size="M")
    lena = own_customer()
    sku = next(
        variant.sku
        for variant in own_demo.advisor.product(JACKET).variants
        if variant.options == {"colour": "green", "size": "M"}
    )
    pressed = {"product": JACKET, "sku": sku}
    first = lena.run("action_notify_back_in_stock", intent="notify_back_in_stock", entities=pressed)
    again = lena.run("action_notify_back_in_stock", intent="notify_back_in_stock", entities=pressed)
    assert first.text.startswith("Done: I will tell you here")
    assert again.text.startswith("You have asked me that already")
    assert len(alerts(own_demo)) == 1


def test_a_product_that_is_wholly_sold_out_is_watched_whole(own_customer: MakeOwn, own_demo: Shop) -> None:
    sell_out(own_demo, JACKET)
    lena = own_customer()
    lena.slots["product"] = JACKET
    asked = lena.run("action_ask_availability", "is it in stock?")
    assert asked.text.startswith("The Kelder Hiking Rain Jacket is sold out at the moment.")
    lena.run("action_affirm", "yes", intent="affirm")
    assert alerts(own_demo) == [(JACKET, {})]


def test_what_is_in_stock_needs_no_alert(visitor: Shopper, demo: Shop) -> None:
    visitor.slots["product"] = UMBRELLA
    answered = visitor.run("action_notify_back_in_stock", "tell me when it is back")
    assert answered.text.startswith("Good news: ")
    assert alerts(demo) == []


def test_accessories_are_what_the_merchant_names(visitor: Shopper, demo: Shop) -> None:
    visitor.slots["product"] = "meridian-laptop-backpack"
    answered = visitor.run("action_ask_accessories", "what goes with it?")
    assert answered.shown[:2] == ["gable-compact-umbrella", "cinder-card-case"]
    assert answered.cards[0]["reason"] == "made to go with the Meridian Laptop Backpack"
    assert answered.slots["shown"] == answered.shown


def test_accessories_of_what_was_bought_before_are_shown(
    signed_in: Callable[..., Shopper], demo: Shop
) -> None:
    lena = signed_in()
    products = demo.catalogue.snapshot().products
    bought = (products[each.product_id] for each in demo.customers.profile(lena.customer).owned)
    kind = next(each for each in bought if demo.advisor.accessories(each.id)).name.split()[-1].lower()
    lena.slots["product"] = "stonebeck-trail-jacket"  # talked about before: not what was bought
    answered = lena.run("action_ask_accessories", f"what goes with the [{kind}](product_type) I bought?")
    assert answered.text.startswith("You bought the ")
    assert answered.cards


def test_accessories_leave_out_what_is_owned(signed_in: Callable[..., Shopper], demo: Shop) -> None:
    lena = signed_in("LR-100001")
    profile = demo.customers.profile(lena.customer)
    owned = {each.product_id for each in profile.owned}
    lena.slots["product"] = "skarholm-trek-tent"
    answered = lena.run("action_ask_accessories", "what goes with it?")
    assert not owned & set(answered.shown)


def test_named_products_are_put_side_by_side(visitor: Shopper) -> None:
    visitor.slots["shown"] = BOOTS
    answered = visitor.run(
        "action_compare_products", "compare the [first](ordinal=1) and the [last](ordinal=-1)"
    )
    body = answered.messages[0]["body"]
    assert answered.kinds() == ["table"]
    assert body["columns"] == ["", "Hardrad Alpine Boot", "Wetherby Chelsea Boot"]
    assert body["rows"][0][0] == "Price from"
    assert ["Brand", "Tarnvik", "Oakhollow"] in body["rows"]
    assert all(len(row) == 3 for row in body["rows"])


def test_one_that_is_named_is_compared_with_what_was_shown(visitor: Shopper) -> None:
    visitor.slots["shown"] = BOOTS[:2]
    answered = visitor.run(
        "action_compare_products", "compare with the [Frostmere](product=frostmere-snow-boot)"
    )
    assert answered.messages[0]["body"]["columns"][1:] == [
        "Frostmere Snow Boot",
        "Hardrad Alpine Boot",
        "Puddlegate Rubber Boot",
    ]


def test_one_product_cannot_be_compared(visitor: Shopper) -> None:
    visitor.slots["shown"] = BOOTS[:1]
    answered = visitor.run("action_compare_products", "compare")
    assert answered.text.startswith("Show me at least two products to compare")
    assert answered.slots["outcome"] == "asked"


def test_the_price_asked_for_is_the_one_on_the_card(visitor: Shopper, demo: Shop) -> None:
    product = demo.advisor.product(BOTTLE)
    answered = visitor.run(
        "action_ask_price", f"how much is the [bottle](product={BOTTLE})?", intent="ask_price"
    )
    lowest = visitor.run("action_select_item", f"the [bottle](product={BOTTLE})").cards[0]["price"]
    assert product.name in answered.text
    assert lowest in answered.text
    visitor.language = "zh"
    assert lowest in visitor.run("action_ask_price", "多少钱", intent="ask_price").text


def test_the_price_of_what_is_not_said_is_asked_about(visitor: Shopper) -> None:
    answered = visitor.run("action_ask_price", "how much is it?", intent="ask_price")
    assert answered.slots["outcome"] == "asked"
