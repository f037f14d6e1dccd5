"""Advice in the conversation: cards, chips, paging, reasons, and wishes dropped."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.customers.models import ProfileFact
from knowledge.shop import Shop
from tests.actions.shopper import Shopper

GREENS = ("green", "olive", "mint", "teal")
SignedIn = Callable[..., Shopper]
JACKET = "a [waterproof](feature) [jacket](product_type) for hiking under [200](price_max) euros"


def find(shopper: Shopper, text: str = JACKET) -> list[str]:
    return shopper.run("action_recommend_product", text, intent="recommend_product").shown


def test_a_request_shows_cards_that_fulfil_it_and_what_was_understood(visitor: Shopper, demo: Shop) -> None:
    answered = visitor.run("action_recommend_product", JACKET, intent="recommend_product")
    assert answered.kinds() == ["cards"]
    assert len(answered.cards) == 4
    assert answered.chips == ["under €200", "waterproof", "hiking"]
    assert answered.text.endswith("products fit. These suit best:")
    for card in answered.cards:
        product = demo.advisor.product(card["product_id"])
        assert product.attributes["waterproof"] is True
        assert card["title"] == product.name
        assert card["url"].startswith("https://shop.test/")
        assert card["image"].startswith("https://shop.test/")
        assert card["stock"] == "in stock" or card["stock"].startswith("only ")


def test_what_was_found_is_remembered_exactly(visitor: Shopper) -> None:
    answered = visitor.run("action_recommend_product", JACKET, intent="recommend_product")
    assert set(answered.slots) == {"need", "shown", "product", "reasons", "outcome"}
    assert answered.slots["shown"] == answered.shown
    assert answered.slots["outcome"] == "done"
    assert answered.slots["product"] is None
    assert answered.slots["need"] == {
        "text": "a jacket for hiking under euros",
        "said": "a waterproof jacket for hiking under 200 euros",
        "product_types": ("jacket",),
        "price_max": 200_00,
        "features": ("waterproof",),
        "seen": tuple(answered.shown),
    }


def test_one_product_alone_is_the_one_talked_about(visitor: Shopper) -> None:
    answered = visitor.run("action_recommend_product", "an [umbrella](product_type)")
    assert answered.shown == ["gable-compact-umbrella"]
    assert answered.slots["product"] == "gable-compact-umbrella"
    assert answered.text == "One product fits:"


@pytest.mark.parametrize("text", ["I need something", "can you help me find a gift?", "hello, any ideas"])
def test_a_request_that_says_nothing_is_asked_what_for(visitor: Shopper, text: str) -> None:
    answered = visitor.run("action_recommend_product", text)
    assert "What are you looking for, and for whom?" in answered.text
    assert answered.slots["outcome"] == "asked"
    assert len(answered.payloads) == 4
    assert "need" not in answered.slots


def test_what_nothing_fulfils_is_named_when_it_is_given_up(visitor: Shopper) -> None:
    answered = visitor.run(
        "action_recommend_product",
        "[noise cancelling](feature=noise_cancelling) [headphones](product_type=headphone) under [150](price_max)",
    )
    assert answered.text.startswith(
        "Nothing here that is noise cancelling is under €150 as well. The nearest costs €189:"
    )
    assert answered.shown == ["pocketrest-noise-cancelling-earbuds", "stillwater-over-ear-headphones"]
    assert answered.chips == ["under €150", "noise cancelling"]
    assert not any(payload.startswith("/show_more") for payload in answered.payloads)


def test_what_the_shop_does_not_have_is_said_to_be_doubtful(visitor: Shopper) -> None:
    answered = visitor.run("action_recommend_product", "a robot vacuum for pet hair")
    assert answered.text.startswith("I am not sure I understood what you need.")


def test_what_cannot_be_found_is_said_and_a_person_offered(visitor: Shopper) -> None:
    answered = visitor.run("action_recommend_product", "a [necklace](product_type), not [gold](!colour)")
    assert answered.text.startswith("I looked, but found nothing like that in the shop.")
    assert answered.payloads == ["/contact_human_agent"]
    assert (answered.slots["outcome"], answered.slots["offer"], answered.slots["shown"]) == (
        "nothing",
        "person",
        [],
    )


def test_refining_keeps_what_was_said_before(visitor: Shopper) -> None:
    find(visitor)
    answered = visitor.run("action_refine_search", "in [green](colour) please", intent="refine_search")
    assert answered.chips == ["under €200", "green", "waterproof", "hiking"]
    assert all(any(shade in card["subtitle"] for shade in GREENS) for card in answered.cards)
    assert answered.slots["need"]["seen"] == tuple(answered.shown)


def test_cheaper_goes_below_the_middle_of_what_was_shown(visitor: Shopper, demo: Shop) -> None:
    shown = find(visitor)
    prices = sorted(demo.advisor.product(each).lowest_minor for each in shown)
    answered = visitor.run(
        "action_refine_search", intent="refine_search", entities={"relative_price": "lower"}
    )
    assert answered.slots["need"]["price_max"] == prices[2] - 1
    assert answered.cards


def test_more_shows_others_and_then_says_truthfully_that_it_was_all(visitor: Shopper) -> None:
    seen = find(visitor)
    answered = visitor.run("action_show_more", "more", intent="show_more")
    while answered.shown:
        assert not set(answered.shown) & set(seen)
        seen += answered.shown
        answered = visitor.run("action_show_more", "more", intent="show_more")
    assert answered.text.startswith("That was all there is for these wishes.")
    assert answered.slots["outcome"] == "nothing"


def test_the_count_that_is_claimed_is_what_paging_gives(visitor: Shopper) -> None:
    answered = visitor.run("action_recommend_product", JACKET)
    claimed = int(answered.text.split()[0])
    seen = list(answered.shown)
    while answered.shown:
        answered = visitor.run("action_show_more", "more", intent="show_more")
        seen += answered.shown
    assert len(seen) == claimed


def test_more_of_nothing_asks_what_for(visitor: Shopper) -> None:
    assert "What are you looking for" in visitor.run("action_show_more", "more", intent="show_more").text


def test_why_tells_what_the_product_fulfils(visitor: Shopper) -> None:
    first = find(visitor)[0]
    answered = visitor.run("action_why_this", intent="why_this", entities={"product": first})
    assert "It fulfils what you asked for: under €200 and waterproof." in answered.text
    assert "Your earlier orders played no part in it." in answered.text
    assert answered.slots == {"product": first, "outcome": "done"}


def test_why_does_not_claim_what_had_to_be_given_up(visitor: Shopper) -> None:
    visitor.run(
        "action_recommend_product",
        "[noise cancelling](feature=noise_cancelling) [headphones](product_type=headphone) under [150](price_max)",
    )
    answered = visitor.run("action_why_this", "why the [first](ordinal=1) one?")
    assert "It fulfils what you asked for: noise cancelling." in answered.text
    assert "€150" not in answered.text


def test_why_before_anything_was_shown(visitor: Shopper) -> None:
    answered = visitor.run("action_why_this", "why?")
    assert "I have not shown you a product yet" in answered.text
    assert answered.slots["outcome"] == "nothing"


def test_a_customer_who_agreed_gets_advice_by_past_orders_and_is_told_so(signed_in: SignedIn) -> None:
    lena = signed_in("LR-100001")
    answered = lena.run("action_recommend_product", "a [jacket](product_type) for [women](audience)")
    assert {card["subtitle"].split(" · ")[-1] for card in answered.cards} == {"M"}
    personal = ("a brand you have bought before", "bought by people who also bought your", "your size, M")
    assert all(any(ground in card["reason"] for ground in personal) for card in answered.cards)
    told = lena.run("action_why_this", "why the [first](ordinal=1) one?")
    assert "Your earlier orders played no part" not in told.text


def test_a_customer_who_did_not_agree_gets_the_advice_of_a_visitor(
    signed_in: SignedIn, visitor: Shopper
) -> None:
    request = "a [jacket](product_type) for [women](audience)"
    helga = signed_in("LR-100008").run("action_recommend_product", request)
    assert helga.cards == visitor.run("action_recommend_product", request).cards


def test_a_gift_is_not_chosen_by_the_givers_size(signed_in: SignedIn) -> None:
    lena = signed_in("LR-100001")
    answered = lena.run("action_recommend_product", "a [jacket](product_type) as a present for my sister")
    assert not any("your size" in card["reason"] for card in answered.cards)
    assert (
        "Your earlier orders played no part"
        in lena.run("action_why_this", "why the [first](ordinal=1)?").text
    )


def test_pressing_a_chip_drops_the_wish(visitor: Shopper) -> None:
    find(visitor)
    answered = visitor.run(
        "action_forget_preference", intent="forget_preference", entities={"drop": "price_max"}
    )
    assert answered.chips == ["waterproof", "hiking"]
    assert "price_max" not in answered.slots["need"]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("forget the budget", ["waterproof", "hiking"]),
        ("it need not be [waterproof](feature)", ["under €200", "hiking"]),
        ("hiking does not matter", ["under €200", "waterproof"]),
    ],
)
def test_a_wish_is_dropped_by_its_name_or_its_value(visitor: Shopper, said: str, left: list[str]) -> None:
    find(visitor)
    assert visitor.run("action_forget_preference", said, intent="forget_preference").chips == left


def test_dropping_the_last_wish_leaves_an_empty_request(visitor: Shopper) -> None:
    visitor.slots["need"] = {"price_max": 100_00}
    answered = visitor.run(
        "action_forget_preference", intent="forget_preference", entities={"drop": "price_max"}
    )
    assert answered.text == "Forgotten. What shall I look for instead?"
    assert answered.slots == {"need": None, "shown": [], "outcome": "done"}


def test_forget_what_offers_the_wishes_there_are(visitor: Shopper) -> None:
    find(visitor)
    answered = visitor.run("action_forget_preference", "forget that", intent="forget_preference")
    assert answered.text == "Which of these shall I forget?"
    assert answered.payloads == [
        '/forget_preference{"drop": "price_max"}',
        '/forget_preference{"drop": "features:waterproof"}',
        '/forget_preference{"drop": "text:hiking"}',
    ]


def test_nothing_to_forget_asks_what_is_wanted(visitor: Shopper) -> None:
    answered = visitor.run("action_forget_preference", "forget that", intent="forget_preference")
    assert "What are you looking for" in answered.text


def facts(shop: Shop, customer: int | None) -> list[tuple[str, str]]:
    with shop.sessions() as session:
        found = session.query(ProfileFact).filter_by(customer_id=customer, name="avoids_brand").all()
    return [(fact.name, fact.value) for fact in found]


def test_a_dislike_is_remembered_of_who_agreed(own_customer: Callable[..., Shopper], own_demo: Shop) -> None:
    lena = own_customer("LR-100001")
    answered = lena.run("action_forget_preference", "I do not like [Veldrune](!brand)")
    assert answered.text == "I will remember that you do not like Veldrune."
    assert facts(own_demo, lena.customer) == [("avoids_brand", "Veldrune")]


def test_a_dislike_of_who_did_not_agree_holds_for_this_search_only(
    own_customer: Callable[..., Shopper], own_demo: Shop
) -> None:
    helga = own_customer("LR-100008")
    find(helga)
    answered = helga.run("action_forget_preference", "I do not like [Tarnwick](!brand)")
    assert "not Tarnwick" in answered.chips
    assert not any("Tarnwick" in card["subtitle"] for card in answered.cards)
    assert facts(own_demo, helga.customer) == []
