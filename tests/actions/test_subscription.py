"""Subscriptions in talk: how they stand, paying a bill, paying it later, what is wrong, going on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from knowledge.accounts.models import Bill, Subscription
from knowledge.accounts.states import BillState, SubscriptionState
from knowledge.shop import Shop
from tests.actions.shopper import Answered, Shopper

SignedIn = Callable[..., Shopper]
LENA, OMAR, WEI, ANA, TOM = "LR-100001", "LR-100002", "LR-100003", "LR-100004", "LR-100005"
MAREK, GIULIA, BRAM = "LR-100006", "LR-100007", "LR-100010"


def subscription(shop: Shop, shopper: Shopper) -> Subscription:
    assert shopper.customer is not None
    return shop.accounts.subscriptions(shopper.customer)[0]


def open_bill(shop: Shop, shopper: Shopper) -> Bill:
    return next(bill for bill in subscription(shop, shopper).bills if bill.state == BillState.OPEN)


def status(shopper: Shopper, text: str = "is my subscription still active") -> Answered:
    return shopper.run("action_subscription_status", text, intent="subscription_status")


def pay(shopper: Shopper, text: str = "I want to pay my subscription") -> Answered:
    return shopper.starts("action_subscription_payment", text, intent="subscription_payment")


def extend(shopper: Shopper, text: str = "can I pay my subscription later") -> Answered:
    return shopper.starts("action_subscription_extension", text, intent="subscription_extension")


def dispute(shopper: Shopper, text: str) -> Answered:
    return shopper.starts("action_subscription_dispute", text, intent="subscription_dispute")


def lines(answered: Answered) -> dict[str, str]:
    """The rows of a confirmation card."""
    return {line["label"]: line["value"] for line in answered.messages[-1]["body"]["lines"]}


@pytest.mark.parametrize(
    ("action", "intent"),
    [
        ("action_subscription_status", "subscription_status"),
        ("action_subscription_payment", "subscription_payment"),
        ("action_subscription_extension", "subscription_extension"),
        ("action_subscription_dispute", "subscription_dispute"),
        ("action_missing_credit", "missing_credit"),
        ("action_edit_account", "edit_account"),
        ("action_delete_account", "delete_account"),
    ],
)
def test_a_visitor_hears_nothing_of_any_account(visitor: Shopper, action: str, intent: str) -> None:
    answered = visitor.run(action, "S-20802 please", intent=intent)
    assert answered.text.startswith("That is only for the person whose account it is.")
    assert answered.slots["outcome"] == "sign_in"


def test_the_status_says_whether_it_runs_what_it_has_and_what_is_due(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in(LENA)
    bill = open_bill(demo, lena)
    answered = status(lena)
    assert "is active: €3.99 a month" in answered.text
    assert "Gift wrapping: €1 each period" in answered.text
    assert "by us" in answered.text
    assert (
        f"Due: €4.99 on {day_due(demo, bill)} (bill {bill.number}: Linden Plus €3.99, Gift wrapping €1)"
        in (answered.text)
    )
    assert answered.payloads[:2] == ["/subscription_payment", "/subscription_extension"]


def day_due(shop: Shop, bill: Bill, later: timedelta = timedelta()) -> str:
    """The day a bill is due, or so much later, where the shop is."""
    day = (bill.due_at + later).astimezone(shop.config.zone)
    return f"{day:%A} {day.day} {day:%B}"


def test_the_status_of_one_that_is_paused_or_over_says_why(signed_in: SignedIn) -> None:
    ana = status(signed_in(ANA))
    assert "is paused, because a bill has not been paid" in ana.text
    assert "Overdue: €3.99" in ana.text
    tom = status(signed_in(TOM))
    assert "you had ended it. It is not active" in tom.text
    assert "Nothing is due at the moment" in tom.text
    assert tom.payloads[0] == "/subscription_extension"


def test_a_service_that_went_is_told(signed_in: SignedIn) -> None:
    assert "Device cover: taken out on" in status(signed_in(WEI)).text


def test_without_a_subscription_that_is_said_to_every_wish_about_one(signed_in: SignedIn) -> None:
    for answered in (status(signed_in(OMAR)), pay(signed_in(OMAR)), extend(signed_in(OMAR))):
        assert answered.text.startswith("I find no subscription in your account")
        assert answered.slots["outcome"] == "nothing"
    assert "please have the day and the amount ready" in dispute(signed_in(OMAR), "you charged me").text


def test_a_bill_is_shown_with_what_it_is_made_of_and_paid_after_a_yes(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer(LENA)
    bill = open_bill(own_demo, lena)
    shown = pay(lena)
    assert shown.kinds() == ["confirmation"]
    assert lines(shown)["Made of"] == "Linden Plus €3.99, Gift wrapping €1"
    assert lines(shown)["Paid with"] == "Visa ending in 4417"
    assert shown.messages[0]["body"]["total"]["value"] == "€4.99"
    answered = lena.says("yes", intent="affirm")
    assert answered.text.startswith(f"€4.99 for bill {bill.number} is being taken now.")
    again = pay(lena)
    assert again.texts[0] == f"Your payment of €4.99 for bill {bill.number} is on its way already."


def test_another_way_to_pay_can_be_named_at_once_or_at_the_confirmation(own_customer: SignedIn) -> None:
    lena = own_customer(LENA)
    assert lines(pay(lena, "pay my plan with paypal"))["Paid with"] == "PayPal"
    assert lines(lena.says("no, with the visa please", intent="deny"))["Paid with"] == "Visa ending in 4417"
    assert lena.says("no", intent="deny").text == "All right, nothing was changed."


def test_store_credit_pays_at_once_and_too_little_asks_for_another_way(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    marek = own_customer(MAREK)
    with own_demo.sessions() as session, session.begin():
        held = session.get_one(Subscription, subscription(own_demo, marek).id)
        held.bills[-1].state = BillState.OPEN
        held.bills[-1].amount_minor = 15_01
    asked = pay(marek, "pay it with store credit")
    assert asked.texts[0] == "There is not enough left on that for this bill."
    assert "Mastercard ending in 8106" in [each["title"] for each in asked.messages[-1]["body"]["buttons"]]
    with own_demo.sessions() as session, session.begin():
        session.get_one(Bill, open_bill(own_demo, marek).id).amount_minor = 3_99
    marek.presses(asked, "store credit (€15 left)")
    assert marek.says("yes", intent="affirm").text.endswith("is paid: €3.99.")
    (credit,) = [
        way for way in own_demo.accounts.methods(marek.customer or 0) if way.balance_minor is not None
    ]
    assert credit.balance_minor == 15_00 - 3_99


def test_with_several_open_bills_one_is_chosen(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer(LENA)
    with own_demo.sessions() as session, session.begin():
        held = session.get_one(Subscription, subscription(own_demo, lena).id)
        held.bills[-2].state = BillState.OPEN
        numbers = [held.bills[-2].number, held.bills[-1].number]
    asked = pay(lena)
    assert asked.texts[0] == "Which bill do you mean?"
    assert lines(lena.says("the [first](ordinal=1) one"))["Bill"] == numbers[0]
    assert lines(lena.says(f"no, {numbers[1]}", intent="deny"))["Bill"] == numbers[1]


def test_without_a_stored_way_to_pay_none_is_asked_for_in_the_chat(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer(LENA)
    with own_demo.sessions() as session, session.begin():
        for way in own_demo.accounts.methods(lena.customer or 0):
            session.delete(session.merge(way))
    answered = pay(lena)
    assert "I take no card numbers in the chat" in answered.text
    assert answered.slots["outcome"] == "nothing"


def test_a_bill_may_wait_as_long_as_the_level_lets_it(own_customer: SignedIn, own_demo: Shop) -> None:
    bram = own_customer(BRAM)
    bill = open_bill(own_demo, bram)
    shown = extend(bram)
    assert lines(shown)["Then due"] != lines(shown)["Due"]
    answered = bram.says("yes", intent="affirm")
    assert answered.text.startswith(f"Done: bill {bill.number} of ")
    after = open_bill(own_demo, bram)
    assert after.extended_from == bill.due_at
    assert after.due_at > bill.due_at
    refused = extend(bram)
    assert refused.text.startswith("That bill was put off once already")
    assert "/subscription_payment" in refused.payloads


def test_a_day_that_is_too_late_becomes_the_latest_one(own_customer: SignedIn, own_demo: Shop) -> None:
    bram = own_customer(BRAM)
    bill = open_bill(own_demo, bram)
    far = (bill.due_at + timedelta(days=200)).date().isoformat()
    shown = extend(bram, f"can it wait until [then](date={far})")
    assert "at most" in shown.texts[0]
    soon = (bill.due_at + timedelta(days=2)).date().isoformat()
    shown = bram.says(f"no, [two days later](date={soon}) is enough", intent="deny")
    bram.says("yes", intent="affirm")
    assert open_bill(own_demo, bram).due_at.date().isoformat() == soon
    assert shown.kinds() == ["confirmation"]


def test_so_many_days_count_from_when_it_is_due(signed_in: SignedIn, demo: Shop) -> None:
    bram = signed_in(BRAM)
    bill = open_bill(demo, bram)
    shown = extend(bram, "give me 3 more days for my subscription")
    assert lines(shown)["Then due"] == day_due(demo, bill, timedelta(days=3))


def test_what_is_long_overdue_or_was_put_off_is_refused_and_can_be_paid(signed_in: SignedIn) -> None:
    for who, words in ((ANA, "which is too long to put it off"), (GIULIA, "was put off once already")):
        answered = extend(signed_in(who))
        assert words in answered.text
        assert answered.slots["outcome"] == "refused"
        assert "/subscription_payment" in answered.payloads


def test_what_runs_on_by_itself_needs_nothing(signed_in: SignedIn) -> None:
    answered = extend(signed_in(WEI), "renew my subscription for another year")
    assert "It renews by itself on" in answered.text
    assert answered.texts[-1] == "So you need to do nothing for it to go on."


def test_what_is_over_is_taken_up_again_after_a_yes(own_customer: SignedIn, own_demo: Shop) -> None:
    tom = own_customer(TOM)
    shown = extend(tom, "I want to renew my subscription")
    assert shown.messages[0]["body"]["title"] == "Take up Linden Plus again?"
    assert shown.messages[0]["body"]["total"]["value"] == "€3.99"
    answered = tom.presses(shown, "Take it up again")
    assert answered.text.startswith("Done: Linden Plus runs again.")
    assert subscription(own_demo, tom).state == SubscriptionState.ACTIVE
    assert answered.payloads == ["/subscription_payment"]


def test_a_service_that_the_shop_added_is_taken_out_and_paid_back(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer(LENA)
    shown = dispute(lena, "you added an extra service to my plan that I never ordered")
    assert shown.texts[0].endswith("by us, without an order of yours. I am sorry.")
    assert shown.messages[-1]["body"]["total"]["value"] == "€1"
    answered = lena.says("yes", intent="affirm")
    assert answered.text == ("Done: Gift wrapping is taken out, and €1 goes back to you the way it was paid.")
    assert open_bill(own_demo, lena).amount_minor == 3_99


def test_a_service_that_the_shopper_added_goes_from_the_next_bill(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    bram = own_customer(BRAM)
    shown = dispute(bram, "what is this saturday delivery on my plan, take it off")
    assert "by you, according to our records" in shown.texts[0]
    assert "total" not in shown.messages[-1]["body"]
    assert bram.says("yes", intent="affirm").text.endswith("is taken out, from the next bill on.")
    assert subscription(own_demo, bram).running == []


def test_a_service_that_the_shop_took_out_comes_back(own_customer: SignedIn, own_demo: Shop) -> None:
    wei = own_customer(WEI)
    shown = dispute(wei, "my plan was downgraded, something was removed from it")
    assert shown.texts[0].endswith("by us, without a word from you. I am sorry.")
    assert wei.says("yes", intent="affirm").text.startswith("Done: Device cover is back.")
    assert [each.code for each in subscription(own_demo, wei).running] == ["device_cover"]


def test_a_period_billed_twice_is_found_and_given_to_a_person(own_customer: SignedIn, own_demo: Shop) -> None:
    marek = own_customer(MAREK)
    shown = dispute(marek, "you charged my subscription twice this month")
    assert "There is a second bill for the same period" in shown.text
    assert lines(shown)["You say"] == "you charged my subscription twice this month"
    answered = marek.says("yes", intent="affirm")
    assert answered.text.startswith("A colleague has it now, under number Q-")
    [request] = own_demo.accounts.requests(marek.customer or 0)
    assert request.facts["same_period"] == 1


def test_what_is_wrong_is_asked_for_with_what_there_is(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer(LENA)
    bill = open_bill(own_demo, lena)
    asked = dispute(lena, "I have a complaint")
    assert asked.texts[-1] == "What is wrong?"
    titles = [each["title"] for each in asked.messages[-1]["body"]["buttons"]]
    assert titles[0] == "Gift wrapping: I did not order it"
    assert titles[-1] == "Talk to a person"
    asked = lena.presses(asked, f"€4.99, {day_due(own_demo, bill)}")
    assert asked.texts[-1] == "What is wrong with it? A colleague will read it."
    shown = lena.says("it was to be half price for the first year", intent="price_match")
    assert lines(shown)["You say"] == "it was to be half price for the first year"
    lena.says("yes", intent="affirm")
    assert subscription(own_demo, lena).bills[-1].state == BillState.DISPUTED
    assert "is being looked at by a colleague" in status(lena).text


def test_an_end_is_explained_and_can_be_undone(signed_in: SignedIn) -> None:
    shown = dispute(signed_in(TOM), "why was my subscription stopped")
    assert "you had ended it" in shown.texts[0]
    assert shown.messages[-1]["body"]["title"] == "Take up Linden Plus again?"


def test_a_question_in_the_middle_is_no_answer_and_never_mind_leaves_it(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer(LENA)
    pay(lena)
    assert lena.says("where is my parcel", intent="track_order").events == []
    assert lena.run("action_stop", "never mind", intent="stop").leaves_form
    assert open_bill(own_demo, lena).state == BillState.OPEN


def test_it_speaks_chinese(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer(LENA, language="zh")
    assert "有效：每月" in status(lena, "我的订阅还有效吗").text
    shown = pay(lena, "交订阅费")
    assert lines(shown)["支付方式"] == "Visa 尾号 4417"
    assert "正在扣款" in lena.says("好的", intent="affirm").text
    wei = own_customer(WEI, language="zh")
    shown = dispute(wei, "我的设备保障不见了")
    assert "由我们取消" in shown.texts[0]
    assert wei.says("好", intent="affirm").text.startswith("好的：设备保障 已恢复")
    tom = own_customer(TOM, language="zh")
    assert extend(tom, "我想续订").messages[0]["body"]["title"] == "重新开通 Linden Plus？"


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("affirm", "yes, but with PayPal instead of my Visa"),
        ("inform", "use PayPal, not the Visa"),
        ("deny", "no, with PayPal"),
    ],
)
def test_a_bill_is_never_paid_with_what_was_just_ruled_out(
    own_customer: SignedIn, own_demo: Shop, intent: str, text: str
) -> None:
    lena = own_customer(LENA)
    assert lines(pay(lena))["Paid with"] == "Visa ending in 4417"
    shown = lena.says(text, intent=intent)
    assert lines(shown)["Paid with"] == "PayPal"
    assert open_bill(own_demo, lena).state == BillState.OPEN


def test_a_yes_that_names_the_service_again_is_a_yes(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer(LENA)
    shown = dispute(lena, "I never ordered gift wrapping")
    assert shown.kinds()[-1] == "confirmation"
    done = lena.says("yes, take the gift wrapping out", intent="affirm")
    assert lena.active_loop is None, done.text


def test_a_card_number_in_a_dispute_is_not_kept(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer(LENA)
    bill = open_bill(own_demo, lena)
    answered = dispute(lena, f"bill {bill.number} charged my card 4111 1111 1111 1111 for nothing at all")
    assert "4111 1111" not in str(answered.slots)
