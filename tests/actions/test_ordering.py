"""Putting an order together: what, in which size and colour, how many, and the link that fills the basket."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlparse

import pytest
from sqlalchemy import update

from knowledge.catalogue.models import Product, Variant
from knowledge.database import utc_now
from knowledge.shop import Shop
from tests.actions.shopper import Answered, Shopper

JACKET, WALKER = "kelder-hiking-rain-jacket", "mosskar-mid-walker"
KELDER, MOSSKAR = f"[Kelder jacket](product={JACKET})", f"[Mosskar](product={WALKER})"


def ask(shopper: Shopper, text: str) -> Answered:
    return shopper.starts("action_place_order", text, intent="place_order")


def basket(answered: Answered) -> list[str]:
    """The SKUs of the link."""
    link = next(word for word in answered.text.split() if "/cart/add?" in word)
    return parse_qs(urlparse(link).query)["sku"]


def sku(shop: Shop, product: str, **options: str) -> str:
    variants = shop.advisor.product(product).variants
    return next(each.sku for each in variants if options.items() <= dict(each.options).items())


def sell_out(shop: Shop, product: str, **options: str) -> None:
    """Leave nothing of these variants."""
    gone = [
        each.sku
        for each in shop.advisor.product(product).variants
        if options.items() <= dict(each.options).items()
    ]
    with shop.sessions() as session, session.begin():
        session.execute(update(Variant).where(Variant.sku.in_(gone)).values(stock=0))
        session.execute(update(Product).where(Product.id == product).values(updated_at=utc_now()))


def test_what_is_named_in_full_is_linked_at_once(visitor: Shopper, demo: Shop) -> None:
    answered = ask(visitor, f"I'll take the {KELDER} in [green](colour) [M](size)")
    assert basket(answered) == [sku(demo, JACKET, colour="green", size="M")]
    assert "That makes €89.95." in answered.text
    assert answered.slots["outcome"] == "done"


def test_what_is_missing_is_asked_for(visitor: Shopper, demo: Shop) -> None:
    asked = ask(visitor, f"I want to buy the {KELDER}")
    assert asked.text == "Which colour of the Kelder Hiking Rain Jacket?"
    then = visitor.says("in [green](colour)", intent="refine_search")
    assert then.text == "Which size of the Kelder Hiking Rain Jacket?"
    assert basket(visitor.presses(then, "M")) == [sku(demo, JACKET, colour="green", size="M")]


def test_several_things_each_have_their_own_size_and_number(visitor: Shopper, demo: Shop) -> None:
    answered = ask(
        visitor,
        f"I want the {KELDER} in [green](colour) size [M](size) and [two](quantity=2) pairs of the {MOSSKAR} "
        "in [grey](colour) [38](size)",
    )
    walkers = sku(demo, WALKER, colour="grey", size="38")
    assert basket(answered) == [sku(demo, JACKET, colour="green", size="M"), walkers, walkers]


def test_numbers_and_further_things_can_be_said_on_the_way(visitor: Shopper, demo: Shop) -> None:
    ask(visitor, f"I want to buy the {KELDER} in [green](colour)")
    visitor.says("[two](quantity=2) of them", intent="inform")
    visitor.says(f"and the {MOSSKAR} in [grey](colour) [38](size) too", intent="place_order")
    jacket = sku(demo, JACKET, colour="green", size="M")
    answered = visitor.says("[M](size)", intent="inform")
    assert basket(answered) == [jacket, jacket, sku(demo, WALKER, colour="grey", size="38")]


def test_another_thing_instead_replaces_the_first(visitor: Shopper, demo: Shop) -> None:
    ask(visitor, f"I want to buy the {KELDER}")
    answered = visitor.says(f"no, the {MOSSKAR} in [grey](colour) [38](size)", intent="deny")
    assert basket(answered) == [sku(demo, WALKER, colour="grey", size="38")]


def test_a_version_that_is_not_made_is_asked_for_again(visitor: Shopper) -> None:
    answered = ask(visitor, f"the {KELDER} in [purple](colour)")
    assert answered.text == "There is no such Kelder Hiking Rain Jacket. Which colour would you like?"


def test_what_is_sold_out_brings_other_versions_something_similar_and_the_wish_to_be_told(
    own_demo: Shop, own_visitor: Shopper
) -> None:
    sell_out(own_demo, JACKET, colour="green", size="M")
    answered = ask(own_visitor, f"the {KELDER} in [green](colour) [M](size)")
    assert "is sold out, I am sorry" in answered.text
    assert any(payload.startswith("/place_order") for payload in answered.payloads)
    assert any(payload.startswith("/notify_back_in_stock") for payload in answered.payloads)
    assert answered.cards
    assert JACKET not in answered.shown
    assert answered.slots["offer"].startswith("alert:")


def test_the_rest_is_linked_when_one_of_several_is_sold_out(own_demo: Shop, own_visitor: Shopper) -> None:
    sell_out(own_demo, JACKET)
    answered = ask(
        own_visitor,
        f"the {KELDER} in [green](colour) [M](size) and the {MOSSKAR} in [grey](colour) [38](size)",
    )
    assert "sold out" in answered.text
    assert basket(answered) == [sku(own_demo, WALKER, colour="grey", size="38")]


def test_no_more_is_linked_than_there_is(own_demo: Shop, own_visitor: Shopper) -> None:
    last = sku(own_demo, JACKET, colour="green", size="M")
    with own_demo.sessions() as session, session.begin():
        session.execute(update(Variant).where(Variant.sku == last).values(stock=1))
        session.execute(update(Product).where(Product.id == JACKET).values(updated_at=utc_now()))
    answered = ask(own_visitor, f"[three](quantity=3) {KELDER} in [green](colour) [M](size)")
    assert "there are only 1 left" in answered.text
    assert basket(answered) == [last]


def test_a_kind_of_thing_is_searched_and_how_to_order_explained(visitor: Shopper) -> None:
    assert ask(visitor, "I want to buy [boots](product_type)").cards
    explained = ask(visitor, "how do I place an order?")
    assert explained.messages[0]["body"]["source"]["url"].endswith("/help/placing-an-order")


def test_the_second_of_those_shown_can_be_ordered(visitor: Shopper) -> None:
    visitor.slots["shown"] = [JACKET, WALKER]
    answered = visitor.starts(
        "action_cart_problem", "add the [second one](ordinal=2) to my cart", intent="cart_problem"
    )
    assert "Mosskar" in answered.text


def test_it_is_asked_in_chinese(executor_visitor_zh: Shopper) -> None:
    answered = ask(executor_visitor_zh, f"我要买 {KELDER}")
    assert answered.text.endswith("要哪种颜色？")


@pytest.fixture
def own_visitor(own_customer: Callable[..., Shopper]) -> Shopper:
    """Somebody who is not signed in, in a shop of the test's own."""
    shopper = own_customer()
    shopper.customer = None
    return shopper


@pytest.fixture
def executor_visitor_zh(visitor: Shopper) -> Shopper:
    """Somebody who writes Chinese."""
    visitor.language = "zh"
    return visitor
