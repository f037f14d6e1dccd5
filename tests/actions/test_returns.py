"""Returning items: what may go back, after a yes, once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from knowledge.aftersales.models import Exchange, Return
from knowledge.aftersales.policy import InstantRefundRules
from knowledge.shop import Shop
from tests.actions.shopper import Answered, Shopper, line_of, under_way

SignedIn = Callable[..., Shopper]
JACKET = "Kelder Hiking Rain Jacket"
TEE = "Tollan Merino Tee"


def count(shop: Shop, table: type[Return | Exchange]) -> int:
    with shop.sessions() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def returns(shop: Shop) -> int:
    return count(shop, Return)


def begins(shopper: Shopper, text: str = "", **pressed: Any) -> Answered:
    return shopper.starts("action_start_return", text, intent="return_item", entities=pressed or None)


def says(shopper: Shopper, text: str, intent: str = "inform", **pressed: Any) -> Answered:
    return shopper.says(text, intent=intent, entities=pressed or None)


def returning(shop: Shop, shopper: Shopper, name: str, reason: str | None = None) -> Answered:
    """Begin to return the newest item of this name, by pressing its button."""
    _, line = line_of(shop, shopper, name)
    return begins(shopper, line=str(line.id), **({"return_reason": reason} if reason else {}))


def items(shopper: Shopper) -> list[dict[str, Any]]:
    held: list[dict[str, Any]] = shopper.slots["errand"]["held"]["items"]
    return held


def total(card: Answered) -> str:
    return str(card.messages[-1]["body"]["total"]["value"])


# What is asked


def test_what_was_named_already_is_not_asked_again(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    order, line = line_of(demo, lena, JACKET)
    answered = begins(lena, "the rain jacket, I [changed my mind](return_reason=changed_mind)")
    assert answered.kinds() == ["confirmation"]
    (item,) = items(lena)
    assert (item["order"], item["line"], item["reason"]) == (order.number, line.id, "changed_mind")
    assert answered.slots["order"] == order.number


def test_with_nothing_named_the_order_is_asked_for(signed_in: SignedIn) -> None:
    answered = begins(signed_in("LR-100001"), "I want to return something")
    assert answered.text == "Which order is it from?"
    assert len(answered.payloads) == 5


@pytest.mark.parametrize(
    ("shop_id", "words"),
    [
        ("LR-100002", "None of your orders has been delivered yet"),
        ("LR-100011", "There is no order in your account yet."),
    ],
)
def test_without_anything_delivered_there_is_nothing_to_return(
    signed_in: SignedIn, shop_id: str, words: str
) -> None:
    answered = begins(signed_in(shop_id), "I want to return something")
    assert words in answered.text
    assert answered.slots["outcome"] == "nothing"
    assert answered.followup is None


def test_what_is_still_on_its_way_cannot_be_returned_yet(signed_in: SignedIn, demo: Shop) -> None:
    marek = signed_in("LR-100006")
    order, _ = line_of(demo, marek, "Questbox Console")
    answered = begins(marek, f"return order [{order.number}](order_number)")
    assert answered.text.startswith(f"Order {order.number} is still on its way.")
    assert answered.slots["outcome"] == "refused"
    assert answered.followup is None


def test_what_was_not_shipped_can_be_cancelled_instead(signed_in: SignedIn, demo: Shop) -> None:
    marek = signed_in("LR-100006")
    order, _ = line_of(demo, marek, "Everyday LED TV")
    answered = begins(marek, f"return order [{order.number}](order_number)")
    assert "has not been shipped yet" in answered.text
    assert answered.payloads == [f'/cancel_order{{"order_number": "{order.number}"}}']


def test_another_persons_order_is_not_there(signed_in: SignedIn, demo: Shop) -> None:
    theirs, line = line_of(demo, signed_in("LR-100006"), "Ringside Gaming Headset")
    answered = begins(signed_in("LR-100001"), f"return order [{theirs.number}](order_number)")
    assert answered.text.startswith(f"I find no order {theirs.number} in your account.")
    assert answered.slots["outcome"] == "not_found"
    assert "Headset" not in begins(signed_in("LR-100001"), line=str(line.id)).text


def test_the_items_of_an_order_and_the_reasons_are_buttons(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    order = next(
        order
        for order in demo.orders.of_customer(lena.customer or 0)
        if len(order.lines) > 1 and order.state == "delivered"
    )
    begins(lena, "I want to return something")
    asked = says(lena, "", order_number=order.number)
    assert asked.text == f"Which item of order {order.number} would you like to send back?"
    assert asked.payloads[:-1] == [f'/inform{{"line": "{line.id}"}}' for line in order.lines]
    assert asked.payloads[-1] == '/inform{"choice": "all"}'
    assert "Why does it go back" in lena.says(entities={"line": str(order.lines[0].id)}).text


def test_why_is_asked_with_reasons_as_buttons(signed_in: SignedIn, demo: Shop) -> None:
    asked = returning(demo, signed_in("LR-100001"), JACKET)
    assert asked.text == "Why does it go back: Kelder Hiking Rain Jacket (green, M)?"
    assert '/inform{"return_reason": "too_small"}' in asked.payloads


def test_size_is_no_reason_for_what_has_no_size(signed_in: SignedIn, demo: Shop) -> None:
    asked = returning(demo, signed_in("LR-100005"), "Linnet Crossbody Bag")
    assert '/inform{"return_reason": "too_small"}' not in asked.payloads


@pytest.mark.parametrize("intent", ["chitchat", "check_refund_policy", "track_order", "thank"])
def test_an_aside_is_no_answer(signed_in: SignedIn, demo: Shop, intent: str) -> None:
    lena = signed_in("LR-100001")
    returning(demo, lena, JACKET)
    answered = says(lena, "and the Tollan Merino Tee?", intent)
    assert (answered.messages, answered.events) == ([], [])


def test_a_change_of_mind_is_a_reason_where_one_is_asked_for_and_else_an_aside(
    signed_in: SignedIn, demo: Shop
) -> None:
    lena = signed_in("LR-100001")
    said = "I [changed my mind](return_reason=changed_mind)"
    begins(lena, "I want to return something")
    assert says(lena, said, "stop").events == []
    returning(demo, lena, JACKET)
    assert says(lena, said, "stop").kinds() == ["confirmation"]


# What the policy says


@pytest.mark.parametrize(
    ("shop_id", "item", "words", "article"),
    [
        ("LR-100004", "Hill Line Train Set", "the time for returns is 30 days", "how-long-to-return"),
        ("LR-100005", "Boxed Gift Card", "This was a final-sale item", "final-sale-items"),
        ("LR-100007", "Rosalind Wrap Dress", "All you bought of this has been returned", None),
    ],
)
def test_what_the_policy_does_not_allow_is_refused_with_rule_and_article(
    signed_in: SignedIn, demo: Shop, shop_id: str, item: str, words: str, article: str | None
) -> None:
    shopper = signed_in(shop_id)
    answered = returning(demo, shopper, item, "changed_mind")
    assert words in answered.text
    assert answered.slots["outcome"] == "refused"
    assert answered.followup is None
    assert answered.slots["offer"] == "person"
    assert "/contact_human_agent" in answered.payloads
    source = answered.messages[0]["body"]["source"]
    assert source["url"].startswith("https://shop.test/help/")
    if article is not None:
        assert source["url"].endswith(f"/{article}")


def test_what_is_all_returned_is_said_before_anything_is_asked(signed_in: SignedIn, demo: Shop) -> None:
    refused = returning(demo, signed_in("LR-100007"), "Rosalind Wrap Dress")
    assert refused.text == "All you bought of this has been returned or is on its way back."
    assert refused.slots["outcome"] == "refused"


def test_a_refusal_in_the_middle_ends_it(signed_in: SignedIn, demo: Shop) -> None:
    tom = signed_in("LR-100005")
    returning(demo, tom, "Boxed Gift Card")
    answered = says(tom, "", return_reason="changed_mind")
    assert "This was a final-sale item" in answered.text
    assert tom.slots["outcome"] == "refused"
    assert tom.slots["offer"] == "person"
    assert under_way(tom) is None


def test_that_it_is_faulty_is_offered_where_that_would_change_the_answer(
    signed_in: SignedIn, demo: Shop
) -> None:
    ana = signed_in("LR-100004")
    _, line = line_of(demo, ana, "Hill Line Train Set")
    refused = returning(demo, ana, "Hill Line Train Set", "changed_mind")
    pressed = refused.button("It is faulty")
    assert '"return_reason": "defective"' in pressed
    assert f'"line": "{line.id}"' in pressed
    assert begins(ana, line=str(line.id), return_reason="defective").kinds() == ["confirmation"]


def test_a_gold_member_has_longer(signed_in: SignedIn, demo: Shop) -> None:
    shown = returning(demo, signed_in("LR-100007"), "Serein Court Heel", "changed_mind")
    assert shown.kinds() == ["confirmation"]


def test_hygiene_goods_are_asked_about_their_seal(signed_in: SignedIn, demo: Shop) -> None:
    tom = signed_in("LR-100005")
    asked = returning(demo, tom, "Hum Sonic Toothbrush", "changed_mind")
    assert asked.text.startswith("Has the seal or packaging been opened: Hum Sonic Toothbrush")
    assert asked.payloads == ["/affirm", "/deny"]
    refused = says(tom, "yes", "affirm")
    assert "For reasons of hygiene" in refused.text
    assert refused.slots["outcome"] == "refused"


def test_sealed_hygiene_goods_may_go_back_for_a_fee_from_abroad(signed_in: SignedIn, demo: Shop) -> None:
    tom = signed_in("LR-100005")
    returning(demo, tom, "Hum Sonic Toothbrush", "changed_mind")
    card = says(tom, "no", "deny")
    assert card.kinds() == ["confirmation"]
    assert {"label": "Return fee taken off", "value": "€6.90"} in card.messages[0]["body"]["lines"]


def test_the_seal_of_what_is_faulty_does_not_matter(signed_in: SignedIn, demo: Shop) -> None:
    tom = signed_in("LR-100005")
    assert returning(demo, tom, "Hum Sonic Toothbrush", "defective").kinds() == ["confirmation"]


# Corrections


def test_another_item_corrects_the_one_before_and_keeps_the_reason(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    returning(demo, lena, JACKET, "changed_mind")
    _, boots = line_of(demo, lena, "Mosskar Mid Walker")
    answered = says(lena, "no, the Mosskar walker", "deny")
    (item,) = items(lena)
    assert (item["line"], item["reason"]) == (boots.id, "changed_mind")
    assert "Mosskar Mid Walker" in str(answered.messages[-1]["body"])


def test_one_more_item_can_be_added_at_the_confirmation(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    returning(demo, lena, JACKET, "changed_mind")
    asked = says(lena, "wait, also the Mosskar walker", "inform")
    assert asked.text.startswith("Why does it go back: Mosskar Mid Walker")
    assert [item["reason"] for item in items(lena)] == ["changed_mind", None]


def test_a_yes_with_the_items_name_is_a_yes(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer("LR-100001")
    returning(own_demo, lena, JACKET, "changed_mind")
    answered = says(lena, "yes, send back the rain [jacket](product_type)", "affirm")
    assert "is open" in answered.text


@pytest.mark.parametrize(
    ("language", "note", "told"),
    [
        ("en", "The refund starts at once", "is on its way to you now"),
        ("zh", "确认后立即退款", "现在就退给您"),
    ],
)
def test_the_trusted_are_told_that_the_money_goes_before_the_goods(
    own_customer: SignedIn, own_demo: Shop, language: str, note: str, told: str
) -> None:
    trust = InstantRefundRules(up_to_minor=100_000, goods_within_days=9)
    policy = own_demo.aftersales.policy
    returns = policy.returns.model_copy(update={"instant_refund": trust})
    own_demo.aftersales.policy = policy.model_copy(update={"returns": returns})
    lena = own_customer("LR-100001", language=language)
    card = returning(own_demo, lena, JACKET, "changed_mind").messages[-1]["body"]
    assert note in card["note"]
    assert "9" in card["note"]
    done = says(lena, "yes", "affirm")
    assert told in done.text
    assert "9" in done.text


def test_an_unknown_number_is_said_and_the_question_put_again(signed_in: SignedIn) -> None:
    lena = signed_in("LR-100001")
    begins(lena, "I want to return something")
    answered = says(lena, "[99999](order_number)")
    assert answered.texts[0].startswith("I find no order 99999")
    assert answered.texts[1] == "Which order is it from?"


# Several at once


def test_all_of_an_order_goes_back_at_once(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    order, _ = line_of(demo, lena, JACKET)
    begins(lena, f"return everything of [{order.number}](order_number)")
    assert [item["line"] for item in items(lena)] == [line.id for line in order.lines]
    card = says(lena, "", return_reason="defective")
    assert card.kinds() == ["confirmation"]
    assert card.messages[0]["body"]["lines"][1] == {
        "label": "Items",
        "value": "Kelder Hiking Rain Jacket (green, M)\nMosskar Mid Walker (teal, 39)",
    }


def test_all_but_one_goes_back(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    order, jacket = line_of(demo, lena, JACKET)
    begins(lena, f"return everything from [{order.number}](order_number) except the Mosskar walker")
    assert [item["line"] for item in items(lena)] == [jacket.id]


def test_all_is_remembered_until_the_order_is_known(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    order, _ = line_of(demo, lena, JACKET)
    assert begins(lena, "I want to return everything").text == "Which order is it from?"
    says(lena, "", order_number=order.number)
    assert [item["line"] for item in items(lena)] == [line.id for line in order.lines]


def test_some_of_several_go_back(signed_in: SignedIn, demo: Shop) -> None:
    tom = signed_in("LR-100005")
    asked = returning(demo, tom, "Foursquare Boxer Briefs, Pack of Four", "defective")
    assert asked.text.startswith("How many of the 2 is it: Foursquare Boxer Briefs")
    card = tom.presses(asked, "1")
    assert "×" not in str(card.messages[0]["body"]["lines"])
    one = total(card)
    again = says(tom, "no, [both](quantity=2) of them", "deny")
    assert "2 × Foursquare Boxer Briefs" in str(again.messages[0]["body"]["lines"])
    assert total(again) != one


def test_more_than_there_are_is_refused(signed_in: SignedIn, demo: Shop) -> None:
    tom = signed_in("LR-100005")
    returning(demo, tom, "Foursquare Boxer Briefs, Pack of Four", "defective")
    answered = says(tom, "[3](quantity) of them")
    assert answered.slots["outcome"] == "refused"


def test_items_of_two_orders_go_back_one_after_the_other(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer("LR-100001")
    jackets, _ = line_of(own_demo, lena, JACKET)
    tees, _ = line_of(own_demo, lena, TEE)
    assert jackets.number != tees.number
    before = returns(own_demo)
    asked = begins(lena, "I want to return the rain jacket and the merino tee")
    assert asked.text.startswith("Why do these go back: ")
    first = says(lena, "", return_reason="changed_mind")
    assert "After this comes: " in first.messages[0]["body"]["note"]
    second = lena.presses(first, "Yes, open the return")
    assert second.kinds() == ["text", "text", "confirmation"]
    done = lena.presses(second, "Yes, open the return")
    assert "is open" in done.text
    assert under_way(done) is None
    assert returns(own_demo) == before + 2


def test_the_yes_to_one_return_is_no_yes_to_the_next(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer("LR-100001")
    before = returns(own_demo)
    begins(lena, "I want to return the rain jacket and the merino tee")
    says(lena, "", return_reason="changed_mind")
    second = lena.says("yes", intent="affirm", message_id="the-yes")
    assert second.kinds()[-1] == "confirmation"
    # Rasa lets a form that is opened read the message that opened it.
    again = lena.run("validate_errand_form", "yes", intent="affirm", message_id="the-yes")
    assert (again.messages, again.events) == ([], [])
    assert returns(own_demo) == before + 1


def test_each_item_may_have_its_own_reason(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer("LR-100001")
    begins(lena, "I want to return the rain jacket and the merino tee")
    says(
        lena,
        "the rain jacket came [broken](return_reason=damaged), "
        "the merino tee is not what I [wanted](return_reason=changed_mind)",
    )
    assert [item["reason"] for item in items(lena)] == ["damaged", "changed_mind"]


def test_a_no_to_one_return_goes_on_to_the_next(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer("LR-100001")
    before = returns(own_demo)
    begins(lena, "I want to return the rain jacket and the merino tee")
    says(lena, "", return_reason="changed_mind")
    second = says(lena, "no", "deny")
    assert second.texts[0] == "All right, nothing was changed."
    assert second.kinds()[-1] == "confirmation"
    assert "is open" in says(lena, "yes", "affirm").text
    assert returns(own_demo) == before + 1


# The yes


def test_the_card_shows_item_reason_and_money_before_a_yes(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    order, _ = line_of(demo, lena, JACKET)
    answered = returning(demo, lena, JACKET, "changed_mind")
    body = answered.messages[0]["body"]
    values = {line["label"]: line["value"] for line in body["lines"]}
    assert answered.kinds() == ["confirmation"]
    assert values["Order"] == order.number
    assert values["Item"] == "Kelder Hiking Rain Jacket (green, M)"
    assert values["Reason"] == "changed my mind"
    assert values["Refunded to"] == "PayPal"
    assert body["total"]["label"] == "You get back"
    assert answered.slots["proposal"]["wish"]["order_number"] == order.number


def test_a_yes_opens_the_return_that_was_shown_and_only_once(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer("LR-100001")
    order, _ = line_of(own_demo, lena, JACKET)
    before = returns(own_demo)
    card = returning(own_demo, lena, JACKET, "changed_mind")
    answered = lena.presses(card, "Yes, open the return")
    assert answered.text.startswith(f"Your return R-{order.number}-1 is open. {total(card)} goes back to you")
    assert f"Your label for the parcel R-{order.number}-1" in answered.texts[1]
    assert answered.slots["outcome"] == "done"
    assert under_way(lena) is None
    key = card.button("Yes, open the return").split('"')[3]
    again = lena.run("action_affirm", intent="affirm", entities={"proposal": key})
    assert again.text == f"That has been done already, as R-{order.number}-1. Nothing was done twice."
    assert returns(own_demo) == before + 1


def test_a_second_press_in_the_middle_of_something_else_says_what_was_done(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer("LR-100001")
    order, _ = line_of(own_demo, lena, JACKET)
    card = returning(own_demo, lena, JACKET, "changed_mind")
    lena.presses(card, "Yes, open the return")
    begins(lena, "I want to return something")
    again = lena.presses(card, "Yes, open the return")
    assert again.texts == [
        f"That has been done already, as R-{order.number}-1. Nothing was done twice.",
        "Which order is it from?",
    ]


def test_nobody_learns_what_another_did_by_the_key_of_their_proposal(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer("LR-100001")
    card = returning(own_demo, lena, JACKET, "changed_mind")
    lena.presses(card, "Yes, open the return")
    key = card.button("Yes, open the return").split('"')[3]
    marek = own_customer("LR-100006")
    answered = marek.run("action_affirm", intent="affirm", entities={"proposal": key})
    assert answered.text.startswith("That button belongs to something I showed you earlier")


def test_a_no_changes_nothing(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer("LR-100001")
    before = returns(own_demo)
    returning(own_demo, lena, JACKET, "changed_mind")
    answered = says(lena, "no", "deny")
    assert answered.text == "All right, nothing was changed."
    assert answered.slots["outcome"] == "nothing"
    assert returns(own_demo) == before


def test_a_button_of_an_older_card_opens_nothing(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer("LR-100001")
    before = returns(own_demo)
    returning(own_demo, lena, JACKET, "changed_mind")
    answered = says(lena, "", "affirm", proposal="return:of-an-older-card")
    assert answered.texts[0].startswith("That button belongs to something I showed you earlier")
    assert returns(own_demo) == before


def test_leaving_it_changes_nothing(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer("LR-100001")
    before = returns(own_demo)
    returning(own_demo, lena, JACKET, "changed_mind")
    assert lena.run("action_stop", "never mind", intent="stop").leaves_form
    assert lena.run("action_finish_errand", "never mind", intent="stop").messages == []
    assert under_way(lena) is None
    assert returns(own_demo) == before


# Another size instead


def test_what_is_too_small_is_offered_in_the_size_that_fits(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer("LR-100001")
    before = returns(own_demo), count(own_demo, Exchange)
    offered = returning(own_demo, lena, JACKET, "too_small")
    assert "Exchange for size L" in str(offered.messages)
    card = lena.presses(offered, "Exchange for size L")
    assert card.messages[-1]["body"]["title"] == "Open this exchange?"
    assert "(green, L)" in str(card.messages[-1]["body"]["lines"])
    done = lena.presses(card, "Yes, exchange it")
    assert done.text.startswith("Your exchange X-")
    assert (returns(own_demo), count(own_demo, Exchange)) == (before[0], before[1] + 1)


def test_the_money_back_is_still_to_be_had_for_what_is_too_small(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    offered = returning(demo, lena, JACKET, "too_small")
    card = lena.presses(offered, "No, my money back")
    assert card.messages[-1]["body"]["title"] == "Open this return?"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("no, refund please", "get_refund"),
        ("I'd rather have my money", "nlu_fallback"),
        ("不换，退钱", "nlu_fallback"),
    ],
)
def test_asking_for_the_money_is_a_no_to_another_size(
    signed_in: SignedIn, demo: Shop, text: str, intent: str
) -> None:
    lena = signed_in("LR-100001")
    returning(demo, lena, JACKET, "too_small")
    answered = says(lena, text, intent)
    assert answered.kinds()[-1] == "confirmation"
    assert items(lena)[0]["instead"] == "no"


def test_an_order_is_known_by_the_month_it_was_placed_in(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    order, _ = line_of(demo, lena, "Skarholm Trek Tent")
    day = order.placed_at
    month = f"{day:%Y-%m}-01/{day:%Y-%m}-28"
    begins(lena, f"return everything of the order from [that month](date={month})")
    assert [each["line"] for each in items(lena)] == [line.id for line in order.lines]


def test_an_item_is_named_by_its_size_alone_where_it_is_asked_for(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    begins(lena, "I want to return something")
    says(lena, "the one in [39](size)")
    assert [each["line"] for each in items(lena)] == [line_of(demo, lena, "Mosskar Mid Walker")[1].id]
