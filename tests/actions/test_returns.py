"""Returning items: what may go back, after a yes, once; and where refunds are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from knowledge.aftersales.models import Return
from knowledge.orders.models import Order
from knowledge.shop import Shop
from tests.actions.shopper import Answered, Shopper, line_of

SignedIn = Callable[..., Shopper]


def returns(shop: Shop) -> int:
    with shop.sessions() as session:
        return session.scalar(select(func.count()).select_from(Return)) or 0


def hold(shop: Shop, shopper: Shopper, name: str, reason: str | None = None, **more: Any) -> Order:
    """Put the shopper in the middle of returning an item."""
    order, line = line_of(shop, shopper, name)
    shopper.slots |= {
        "return_order": order.number,
        "return_line": str(line.id),
        "return_reason": reason,
        **more,
    }
    shopper.active_loop = "return_form"
    return order


def validate(
    shopper: Shopper, text: str, intent: str = "inform", requested: str | None = None, **pressed: Any
) -> Answered:
    shopper.slots["requested_slot"] = requested
    return shopper.run("validate_return_form", text, intent=intent, entities=pressed or None)


def test_what_was_named_already_is_not_asked_again(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    order, line = line_of(demo, lena, "Kelder Hiking Rain Jacket")
    answered = lena.run("action_start_return", "the rain jacket is [too small](return_reason=too_small)")
    assert answered.messages == []
    assert answered.followup == "return_form"
    assert answered.slots == {
        "return_order": order.number,
        "return_line": str(line.id),
        "return_reason": "too_small",
        "return_opened": None,
        "return_confirmed": None,
        "proposal": None,
        "order": order.number,
        "outcome": "asked",
    }


def test_with_nothing_named_the_form_asks(signed_in: SignedIn) -> None:
    answered = signed_in("LR-100001").run("action_start_return", "I want to return something")
    assert answered.followup == "return_form"
    assert answered.slots["return_order"] is None


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
    answered = signed_in(shop_id).run("action_start_return", "I want to return something")
    assert words in answered.text
    assert answered.slots["outcome"] == "nothing"
    assert answered.followup is None


def test_what_is_still_on_its_way_cannot_be_returned_yet(signed_in: SignedIn, demo: Shop) -> None:
    marek = signed_in("LR-100006")
    order, _ = line_of(demo, marek, "Questbox Console")
    answered = marek.run("action_start_return", f"return order [{order.number}](order_number)")
    assert answered.text.startswith(f"Order {order.number} is still on its way.")
    assert answered.slots["outcome"] == "refused"
    assert answered.slots["return_order"] is None


def test_what_was_not_shipped_can_be_cancelled_instead(signed_in: SignedIn, demo: Shop) -> None:
    marek = signed_in("LR-100006")
    order, _ = line_of(demo, marek, "Everyday LED TV")
    answered = marek.run("action_start_return", f"return order [{order.number}](order_number)")
    assert "has not been shipped yet" in answered.text
    assert answered.payloads == [f'/cancel_order{{"order_number": "{order.number}"}}']


@pytest.mark.parametrize(
    ("shop_id", "item", "reason", "words", "article"),
    [
        (
            "LR-100004",
            "Hill Line Train Set",
            "changed_mind",
            "the time for returns is 30 days",
            "how-long-to-return",
        ),
        ("LR-100005", "Boxed Gift Card", "changed_mind", "This was a final-sale item", "final-sale-items"),
        ("LR-100007", "Rosalind Wrap Dress", "too_small", "All you bought of this has been returned", None),
    ],
)
def test_what_the_policy_does_not_allow_is_refused_with_rule_and_article(
    signed_in: SignedIn, demo: Shop, shop_id: str, item: str, reason: str, words: str, article: str | None
) -> None:
    shopper = signed_in(shop_id)
    hold(demo, shopper, item)
    answered = validate(shopper, "", "inform", "return_reason", return_reason=reason)
    assert words in answered.text
    assert answered.slots["outcome"] == "refused"
    assert answered.slots["requested_slot"] is None
    assert answered.slots["offer"] == "person"
    assert "/contact_human_agent" in answered.payloads
    source = answered.messages[0]["body"]["source"]
    assert source["url"].startswith("https://shop.test/help/")
    if article is not None:
        assert source["url"].endswith(f"/{article}")


def test_a_faulty_item_may_go_back_although_the_window_is_over(signed_in: SignedIn, demo: Shop) -> None:
    ana = signed_in("LR-100004")
    hold(demo, ana, "Hill Line Train Set")
    answered = validate(ana, "", "inform", "return_reason", return_reason="defective")
    assert answered.messages == []
    assert answered.slots["return_reason"] == "defective"
    assert answered.slots["requested_slot"] == "return_confirmed"


def test_a_gold_member_has_longer(signed_in: SignedIn, demo: Shop) -> None:
    giulia = signed_in("LR-100007")
    hold(demo, giulia, "Serein Court Heel")
    answered = validate(giulia, "", "inform", "return_reason", return_reason="changed_mind")
    assert answered.slots["requested_slot"] == "return_confirmed"


def test_hygiene_goods_are_asked_about_their_seal(signed_in: SignedIn, demo: Shop) -> None:
    tom = signed_in("LR-100005")
    hold(demo, tom, "Hum Sonic Toothbrush")
    asked = validate(tom, "", "inform", "return_reason", return_reason="changed_mind")
    assert asked.slots["requested_slot"] == "return_opened"
    assert tom.run("action_ask_return_opened").payloads == ["/affirm", "/deny"]
    opened = validate(tom, "yes", "affirm", "return_opened")
    assert "For reasons of hygiene" in opened.text
    assert opened.slots["outcome"] == "refused"


def test_sealed_hygiene_goods_may_go_back(signed_in: SignedIn, demo: Shop) -> None:
    tom = signed_in("LR-100005")
    hold(demo, tom, "Hum Sonic Toothbrush", "changed_mind")
    sealed = validate(tom, "no", "deny", "return_opened")
    assert sealed.slots["return_opened"] is False
    assert sealed.slots["requested_slot"] == "return_confirmed"


def test_the_form_asks_for_order_item_and_reason_with_buttons(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    lena.active_loop = "return_form"
    which = lena.run("action_ask_return_order")
    assert which.text == "Which order is it from?"
    assert len(which.payloads) == 5
    order, line = line_of(demo, lena, "Kelder Hiking Rain Jacket")
    lena.slots["return_order"] = order.number
    items = lena.run("action_ask_return_line")
    assert items.payloads == [f'/inform{{"line": "{each.id}"}}' for each in order.lines]
    lena.slots["return_line"] = str(line.id)
    reasons = lena.run("action_ask_return_reason")
    assert reasons.text == "Why does it go back: Kelder Hiking Rain Jacket (green, M)?"
    assert '/inform{"return_reason": "too_small"}' in reasons.payloads


def test_size_is_no_reason_for_what_has_no_size(signed_in: SignedIn, demo: Shop) -> None:
    tom = signed_in("LR-100005")
    hold(demo, tom, "Linnet Crossbody Bag")
    assert '/inform{"return_reason": "too_small"}' not in tom.run("action_ask_return_reason").payloads


@pytest.mark.parametrize("intent", ["chitchat", "check_refund_policy", "track_order", "thank"])
def test_an_aside_is_no_answer_to_the_form(signed_in: SignedIn, demo: Shop, intent: str) -> None:
    lena = signed_in("LR-100001")
    hold(demo, lena, "Kelder Hiking Rain Jacket")
    answered = validate(lena, "and the Tollan Merino Tee?", intent, "return_reason")
    assert (answered.messages, answered.events) == ([], [])


def test_another_item_corrects_the_one_before(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    hold(demo, lena, "Kelder Hiking Rain Jacket", "changed_mind", return_confirmed=None)
    _, boots = line_of(demo, lena, "Mosskar Mid Walker")
    answered = validate(lena, "no, the Mosskar walker", "inform", "return_confirmed")
    assert answered.slots["return_line"] == str(boots.id)
    assert answered.slots["proposal"] is None


# The yes


def shown(shopper: Shopper) -> Answered:
    return shopper.run("action_ask_return_confirmed", "")


def decide(shopper: Shopper, intent: str, **pressed: Any) -> Answered:
    validated = validate(
        shopper, "yes" if intent == "affirm" else "no", intent, "return_confirmed", **pressed
    )
    shopper.active_loop = None
    submitted = shopper.run("action_submit_return", "", intent=intent)
    return Answered(validated.messages + submitted.messages, validated.events + submitted.events)


def test_the_card_shows_item_reason_and_money_before_a_yes(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001")
    order = hold(demo, lena, "Kelder Hiking Rain Jacket", "changed_mind")
    answered = shown(lena)
    body = answered.messages[0]["body"]
    values = {line["label"]: line["value"] for line in body["lines"]}
    assert answered.kinds() == ["confirmation"]
    assert values["Order"] == order.number
    assert values["Item"] == "Kelder Hiking Rain Jacket (green, M)"
    assert values["Reason"] == "changed my mind"
    assert values["Refunded to"] == "PayPal"
    assert body["total"]["label"] == "You get back"
    assert answered.slots["proposal"]["wish"]["order_number"] == order.number


def test_the_fee_from_abroad_is_shown(signed_in: SignedIn, demo: Shop) -> None:
    tom = signed_in("LR-100005")
    hold(demo, tom, "Hum Sonic Toothbrush", "changed_mind", return_opened=False)
    body = shown(tom).messages[0]["body"]
    assert {"label": "Return fee taken off", "value": "€6.90"} in body["lines"]


def test_a_yes_opens_the_return_that_was_shown_and_only_once(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer("LR-100001")
    order = hold(own_demo, lena, "Kelder Hiking Rain Jacket", "changed_mind")
    before = returns(own_demo)
    card = shown(lena)
    total = card.messages[0]["body"]["total"]["value"]
    held = dict(lena.slots)
    answered = decide(lena, "affirm")
    assert answered.text.startswith(f"Your return R-{order.number}-1 is open. {total} goes back to you")
    assert answered.slots["outcome"] == "done"
    assert lena.slots["return_order"] is None
    assert returns(own_demo) == before + 1
    lena.slots.update(held)
    lena.active_loop = "return_form"
    again = decide(lena, "affirm")
    assert again.text.startswith(f"This return had been opened already, as R-{order.number}-1")
    assert returns(own_demo) == before + 1


def test_a_no_changes_nothing(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer("LR-100001")
    hold(own_demo, lena, "Kelder Hiking Rain Jacket", "changed_mind")
    before = returns(own_demo)
    shown(lena)
    answered = decide(lena, "deny")
    assert answered.text == "All right, nothing was changed."
    assert answered.slots["outcome"] == "nothing"
    assert returns(own_demo) == before


def test_a_refusal_survives_the_end_of_the_form(signed_in: SignedIn, demo: Shop) -> None:
    tom = signed_in("LR-100005")
    hold(demo, tom, "Boxed Gift Card")
    validate(tom, "", "inform", "return_reason", return_reason="changed_mind")
    tom.active_loop = None
    submitted = tom.run("action_submit_return", "")
    assert submitted.messages == []
    assert tom.slots["outcome"] == "refused"
    assert tom.slots["offer"] == "person"
    assert tom.slots["return_order"] is None


def test_a_button_of_an_older_card_opens_nothing(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer("LR-100001")
    hold(own_demo, lena, "Kelder Hiking Rain Jacket", "changed_mind")
    before = returns(own_demo)
    shown(lena)
    answered = decide(lena, "affirm", proposal="return:of-an-older-card")
    assert answered.texts[0].startswith("That button belongs to something I showed you earlier")
    assert returns(own_demo) == before


def test_somebody_elses_item_cannot_be_returned_by_its_number(signed_in: SignedIn, demo: Shop) -> None:
    _, theirs = line_of(demo, signed_in("LR-100006"), "Ringside Gaming Headset")
    lena = signed_in("LR-100001")
    lena.active_loop = "return_form"
    answered = validate(lena, "", "inform", "return_line", line=str(theirs.id))
    assert answered.slots.get("return_line") is None
    hold(demo, lena, "Kelder Hiking Rain Jacket", "changed_mind")
    lena.slots["return_line"] = str(theirs.id)
    refused = lena.run("action_ask_return_confirmed", "")
    assert refused.slots["outcome"] == "failed"
    assert "Headset" not in refused.text


def test_a_change_of_mind_is_a_reason_where_one_is_asked_for_and_else_an_aside(
    signed_in: SignedIn, demo: Shop
) -> None:
    lena = signed_in("LR-100001")
    hold(demo, lena, "Kelder Hiking Rain Jacket")
    said = "I [changed my mind](return_reason=changed_mind)"
    assert validate(lena, said, "stop", "return_reason").slots["return_reason"] == "changed_mind"
    hold(demo, lena, "Kelder Hiking Rain Jacket")
    assert "return_reason" not in validate(lena, said, "stop", "return_line").slots
