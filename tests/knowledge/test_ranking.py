"""Ranking for one person: what moves a product, and that only what moved it is given as a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.advice.merchandising import InForce, Merchandising
from knowledge.advice.needs import Need
from knowledge.advice.ranking import (
    NEAR_THE_BEST,
    Ranked,
    Surroundings,
    WordWeights,
    best_variant,
    for_whom,
    rank,
)
from knowledge.advice.returned import ReturnHistory, ReturnRecord
from knowledge.catalogue.view import ProductFacts
from knowledge.customers.profile import NOBODY, Drawn, Owned, Profile, SentBack
from tests.knowledge.small_catalogue import product, variant

JACKETS = tuple(
    product(
        f"{name} Jacket",
        variant(f"{name}-m", 100_00, colour=colour, size="M"),
        variant(f"{name}-l", 100_00, colour=colour, size="L"),
        brand=brand,
    )
    for name, brand, colour in (
        ("Alder", "Tarnwick", "green"),
        ("Birch", "Veldrune", "black"),
        ("Cedar", "Skarvholt", "navy"),
    )
)
ALDER, BIRCH, CEDAR = JACKETS
JACKET = Need(text="jacket", product_types=("jacket",))
LENA = Profile(customer_id=1, personal=True)
ALIKE = {each.id: 0.5 for each in JACKETS}


def ranked(
    need: Need = JACKET,
    profile: Profile = NOBODY,
    products: tuple[ProductFacts, ...] = JACKETS,
    similarity: dict[str, float] | None = None,
    **around: Any,
) -> list[Ranked]:
    alike = {each.id: 0.5 for each in products} if similarity is None else similarity
    return rank(products, alike, need, profile, Surroundings(WordWeights.of(products), **around))


def order(*args: object, **more: object) -> list[str]:
    return [each.product.name.split()[0] for each in ranked(*args, **more)]  # type: ignore[arg-type]


def reasons(name: str, *args: object, **more: object) -> list[str]:
    shown = ranked(*args, **more)  # type: ignore[arg-type]
    return [reason.kind for each in shown if each.product.name.startswith(name) for reason in each.reasons]


def test_what_is_nearer_in_meaning_comes_first() -> None:
    assert order(similarity={ALDER.id: 0.2, BIRCH.id: 0.6, CEDAR.id: 0.4}) == ["Birch", "Cedar", "Alder"]


def test_a_rare_word_that_a_product_has_weighs_more_than_a_common_one() -> None:
    weights = WordWeights.of(JACKETS)
    assert weights.coverage(["birch"], BIRCH) == 1
    assert weights.coverage(["birch"], CEDAR) == 0
    assert weights.coverage(["birch", "jacket"], BIRCH) == 1
    assert weights.coverage(["birch", "jacket"], CEDAR) < 0.2
    assert weights.coverage(["unheard", "jacket"], CEDAR) < 0.2
    assert weights.coverage([], CEDAR) == 0


def test_a_brand_that_was_kept_before_comes_first_and_says_so() -> None:
    liking = replace(LENA, brands={"Skarvholt": 0.5, "Tarnwick": 0.01})
    assert order(profile=liking)[0] == "Cedar"
    assert reasons("Cedar", profile=liking) == ["brand_you_like"]
    assert "brand_you_like" not in reasons("Alder", profile=liking)


def test_a_brand_that_was_asked_for_is_no_matter_of_liking() -> None:
    liking = replace(LENA, brands={"Skarvholt": 0.5})
    need = replace(JACKET, brands=("Skarvholt",))
    assert "brand_you_like" not in reasons("Cedar", need, liking)


def test_the_shopper_sees_the_variant_in_the_size_that_is_kept() -> None:
    sized = replace(LENA, sizes={"Clothing": "L"})
    assert {each.variant.options["size"] for each in ranked(profile=sized)} == {"L"}
    assert "your_size" in reasons("Alder", profile=sized)


def test_a_size_that_is_asked_for_goes_before_the_one_that_is_known() -> None:
    sized = replace(LENA, sizes={"Clothing": "L"})
    shown = ranked(replace(JACKET, size="M"), sized)
    assert {each.variant.options["size"] for each in shown} == {"M"}
    assert all(reason.kind != "your_size" for each in shown for reason in each.reasons)


def test_what_is_sold_out_in_the_shoppers_size_sinks() -> None:
    gone = product(
        "Birch Jacket",
        variant("b-m", 100_00, colour="black", size="M"),
        variant("b-l", 100_00, stock=0, colour="black", size="L"),
        brand="Veldrune",
    )
    products = (ALDER, gone, CEDAR)
    near = {ALDER.id: 0.5, gone.id: 0.6, CEDAR.id: 0.5}
    assert order(products=products, similarity=near)[0] == "Birch"
    sized = replace(LENA, sizes={"Clothing": "L"})
    assert order(profile=sized, products=products, similarity=near)[-1] == "Birch"


def test_own_sizes_do_not_count_for_a_child() -> None:
    sized = replace(LENA, sizes={"Clothing": "L"})
    need = replace(JACKET, audience="kids")
    assert "your_size" not in reasons("Alder", need, sized)


def test_what_is_owned_already_sinks() -> None:
    near = {ALDER.id: 0.55, BIRCH.id: 0.5, CEDAR.id: 0.5}
    owner = replace(LENA, owned=(Owned(ALDER.id, ALDER.name, ALDER.category, datetime.now(UTC)),))
    assert order(similarity=near)[0] == "Alder"
    assert order(profile=owner, similarity=near)[-1] == "Alder"


def test_what_was_sent_back_sinks_further_than_what_is_owned() -> None:
    past = replace(
        LENA,
        owned=(Owned(ALDER.id, ALDER.name, ALDER.category, datetime.now(UTC)),),
        sent_back=(SentBack(BIRCH.id, BIRCH.name, BIRCH.category, "changed_mind"),),
    )
    assert order(profile=past) == ["Cedar", "Alder", "Birch"]


def test_a_brand_or_colour_that_is_not_liked_sinks() -> None:
    assert order(profile=replace(LENA, avoids_brands=frozenset({"Tarnwick"})))[-1] == "Alder"
    assert order(profile=replace(LENA, avoids_colours=frozenset({"black"})))[-1] == "Birch"


def test_a_disliked_brand_that_is_asked_for_is_shown_without_punishment() -> None:
    need = replace(JACKET, brands=("Tarnwick",))
    near = {ALDER.id: 0.6, BIRCH.id: 0.5, CEDAR.id: 0.5}
    assert order(need, replace(LENA, avoids_brands=frozenset({"Tarnwick"})), similarity=near)[0] == "Alder"


def test_a_colour_that_is_often_chosen_decides_between_equals() -> None:
    shown = ranked(profile=replace(LENA, colours={"navy": 0.6, "green": 0.1}))
    assert shown[0].product == CEDAR
    assert [reason.kind for reason in shown[0].reasons] == ["colour_you_like"]
    assert shown[0].reasons[0].values == {"colour": "navy"}


def test_the_very_colour_comes_before_its_shades() -> None:
    need = replace(JACKET, colours=("blue",))
    blue = product("Dune Jacket", variant("d", 100_00, colour="blue", size="M"), brand="Dune")
    assert order(need, products=(CEDAR, blue))[0] == "Dune"


def test_without_consent_nothing_personal_counts() -> None:
    known = Profile(
        customer_id=1,
        personal=False,
        sizes={"Clothing": "L"},
        brands={"Skarvholt": 1.0},
        colours={"navy": 1.0},
        owned=(Owned(ALDER.id, ALDER.name, ALDER.category, datetime.now(UTC)),),
        avoids_brands=frozenset({"Veldrune"}),
    )
    nobodys, knowns = ranked(), ranked(profile=known)
    assert [each.score for each in nobodys] == [each.score for each in knowns]
    assert [each.reasons for each in nobodys] == [each.reasons for each in knowns]


def test_a_gift_is_chosen_without_looking_at_the_givers_own_taste() -> None:
    assert for_whom(Need(text="a present for my brother"), LENA) is NOBODY
    assert for_whom(Need(text="a jacket for hiking"), LENA) is LENA


def test_one_brand_does_not_fill_the_first_places() -> None:
    many = tuple(product(f"Same{at} Jacket", brand="Tarnwick") for at in range(3))
    other = product("Other Jacket", brand="Veldrune")
    near = {each.id: 0.50 for each in many} | {other.id: 0.47}
    assert order(products=(*many, other), similarity=near)[1] == "Other"
    near[other.id] = 0.30
    assert order(products=(*many, other), similarity=near)[-1] == "Other"


def test_each_product_is_ranked_once() -> None:
    shown = ranked()
    assert sorted(each.product.id for each in shown) == sorted(each.id for each in JACKETS)


@pytest.mark.parametrize(("wish", "first"), [("lowest", "Cheap"), ("highest", "Dear")])
def test_the_cheapest_or_dearest_comes_first_when_it_is_asked_for(wish: str, first: str) -> None:
    products = (
        product("Dear Jacket", variant("d", 300_00)),
        product("Cheap Jacket", variant("c", 30_00)),
        product("Middle Jacket", variant("m", 90_00)),
    )
    assert order(replace(JACKET, order=wish), products=products)[0] == first


def test_the_cheapest_of_what_was_meant_and_not_of_the_whole_shop() -> None:
    products = (product("Ottilie Tote", variant("t", 198_00)), product("Biro Pen", variant("p", 1_00)))
    need = Need(text="handbag", order="lowest")
    near = {products[0].id: 0.5, products[1].id: 0.5 - NEAR_THE_BEST - 0.01}
    assert order(need, products=products, similarity=near) == ["Ottilie"]


def test_cheap_ones_rise_when_something_cheap_is_wanted() -> None:
    products = (product("Dear Jacket", variant("d", 300_00)), product("Low Jacket", variant("c", 30_00)))
    near = {products[0].id: 0.52, products[1].id: 0.50}
    assert order(products=products, similarity=near)[0] == "Dear"
    assert order(replace(JACKET, text="an affordable jacket"), products=products, similarity=near)[0] == "Low"


def test_childrens_things_wait_until_a_child_is_spoken_of() -> None:
    products = (product("Kids Jacket", audience="kids"), product("Grown Jacket"))
    near = {products[0].id: 0.55, products[1].id: 0.50}
    assert order(products=products, similarity=near)[0] == "Grown"
    assert order(replace(JACKET, text="jacket for my son"), products=products, similarity=near)[0] == "Kids"
    assert order(replace(JACKET, audience="kids"), products=products, similarity=near)[0] == "Kids"


def test_what_is_made_for_older_children_sinks() -> None:
    need = Need(text="a toy for a 3 year old", product_types=("toy",), audience="kids")
    products = tuple(
        product(f"{name} Toy", audience="kids", attributes={"min_age_years": age})
        for name, age in (("Early", 3), ("Late", 8))
    )
    near = {products[0].id: 0.4, products[1].id: 0.6}
    assert order(need, products=products, similarity=near)[0] == "Early"


def test_a_good_gift_by_the_merchants_word_rises_but_a_gift_card_does_not() -> None:
    products = (product("Gift Card", keywords=["gift"]), product("Silk Scarf", keywords=["gift for her"]))
    need = Need(text="a birthday present")
    assert order(need, products=products) == ["Silk", "Gift"]


def test_a_saving_is_said_in_percent() -> None:
    sale = product("Sale Jacket", variant("s", 75_00, regular=100_00))
    (shown,) = ranked(products=(sale,))
    assert [(reason.kind, reason.values) for reason in shown.reasons] == [("on_sale", {"percent": "25"})]


def test_what_was_asked_for_is_a_reason_only_where_it_holds() -> None:
    need = replace(JACKET, features=("waterproof",), materials=("wool",))
    dry = product("Dry Jacket", attributes={"waterproof": True, "material": "wool"})
    assert reasons("Dry", need, products=(dry, ALDER)) == ["has_feature", "made_of"]
    assert not {"has_feature", "made_of"} & set(reasons("Alder", need, products=(dry, ALDER)))


def test_without_another_ground_the_words_that_fit_are_the_reason() -> None:
    (shown,) = ranked(Need(text="a jacket of birch"), products=(BIRCH,))
    assert shown.reasons[0].kind == "mentions"
    assert shown.reasons[0].values["words"] == "jacket, birch"
    (unsaid,) = ranked(Need(text="umbrella"), products=(BIRCH,))
    assert unsaid.reasons == ()


PROFILES = st.builds(
    Profile,
    customer_id=st.just(1),
    personal=st.booleans(),
    sizes=st.sampled_from([{}, {"Clothing": "M"}, {"Clothing": "L"}]),
    brands=st.dictionaries(st.sampled_from(["Tarnwick", "Veldrune"]), st.floats(0, 1), max_size=2),
    colours=st.dictionaries(st.sampled_from(["green", "navy", "black"]), st.floats(0, 1), max_size=3),
    spending=st.sampled_from([{}, {JACKETS[0].category: (50_00, 150_00)}]),
    avoids_brands=st.frozensets(st.sampled_from(["Skarvholt", "Veldrune"]), max_size=1),
    avoids_colours=st.frozensets(st.sampled_from(["green", "black"]), max_size=1),
)


@given(PROFILES)
@settings(max_examples=200, deadline=None)
def test_every_reason_given_moved_the_product_up_and_is_sorted_by_how_far(profile: Profile) -> None:
    plain = {each.product.id: each.score for each in ranked()}
    for each in ranked(profile=profile):
        weights = [reason.weight for reason in each.reasons]
        assert weights == sorted(weights, reverse=True)
        assert all(weight > 0 for weight in weights)
        personal = [r for r in each.reasons if r.kind in ("your_size", "brand_you_like", "colour_you_like")]
        assert not personal or profile.personal
        if not (profile.avoids_brands or profile.avoids_colours) and personal:
            gained = each.score - plain[each.product.id]
            assert gained >= sum(reason.weight for reason in personal) - 1e-9


def test_the_variant_shown_can_be_bought_as_asked() -> None:
    need = replace(JACKET, size="L", colours=("green",))
    assert best_variant(ALDER, need, NOBODY).sku == "Alder-l"


def test_a_product_that_is_sold_out_is_shown_by_its_first_variant() -> None:
    gone = product("Gone Jacket", variant("g-1", stock=0, size="M"), variant("g-2", stock=0, size="L"))
    assert best_variant(gone, JACKET, NOBODY).sku == "g-1"


def test_what_buyers_of_the_same_bought_comes_first_and_the_purchase_that_says_so_is_named() -> None:
    drawn = replace(LENA, drawn_to={CEDAR.id: Drawn(0.9, "Ridge boots")})
    assert order(profile=drawn)[0] == "Cedar"
    (reason,) = next(each for each in ranked(profile=drawn) if each.product is CEDAR).reasons
    assert (reason.kind, reason.values) == ("also_bought", {"product": "Ridge boots"})
    assert "Cedar" not in order(profile=replace(drawn, personal=False))[:1]


def test_what_is_owned_sinks_unless_people_buy_it_again() -> None:
    owner = replace(LENA, owned=(Owned(ALDER.id, ALDER.name, ALDER.category, datetime.now(UTC)),))
    assert order(profile=owner)[-1] == "Alder"
    replenishing = replace(owner, replenishes=frozenset({ALDER.id}))
    assert order(profile=replenishing)[0] == "Alder"
    assert "buys_again" in reasons("Alder", profile=replenishing)


def force(**rule: Any) -> InForce:
    merchandising = Merchandising.model_validate({"rules": [{"name": "r", **rule}]})
    return merchandising.for_request(JACKET, date(2026, 11, 25))


def test_the_merchants_boost_and_burying_move_products_and_only_a_boost_is_a_reason() -> None:
    lifted = {"force": force(boost={"brands": ["Skarvholt"]}, by=0.2)}
    assert order(**lifted)[0] == "Cedar"
    assert reasons("Cedar", **lifted)[0] == "merchant"
    sunk = {"force": force(bury={"brands": ["Tarnwick"]}, by=0.2)}
    assert order(**sunk)[-1] == "Alder"
    assert "merchant" not in reasons("Alder", **sunk)


def test_what_is_pinned_comes_first_in_its_order_and_says_so() -> None:
    pinned = {"force": force(pin=[CEDAR.id, "not-in-the-shop", BIRCH.id])}
    similarity = {ALDER.id: 0.9, BIRCH.id: 0.2, CEDAR.id: 0.1}
    assert order(similarity=similarity, **pinned) == ["Cedar", "Birch", "Alder"]
    assert "merchant" in reasons("Cedar", similarity=similarity, **pinned)


def test_what_comes_back_more_than_is_usual_sinks_and_is_warned_of() -> None:
    returns = ReturnHistory(
        {ALDER.id: ReturnRecord(40, {"too_small": 12}), BIRCH.id: ReturnRecord(40, {})}, {"Clothing": 0.05}
    )
    shown = ranked(returns=returns)
    assert shown[-1].product is ALDER
    assert [(each.kind, dict(each.values)) for each in shown[-1].cautions] == [
        ("runs_small", {"returned": "12", "sold": "40"})
    ]
    assert not any(each.cautions for each in shown[:-1])


def test_who_sent_a_product_back_is_reminded_only_with_consent() -> None:
    back = (SentBack(ALDER.id, ALDER.name, ALDER.category, "too_small"),)
    for personal in (True, False):
        shown = ranked(profile=replace(LENA, personal=personal, sent_back=back))
        cautions = {each.product.id: [caution.kind for caution in each.cautions] for each in shown}
        assert cautions[ALDER.id] == (["you_sent_it_back"] if personal else [])
