"""Accounts in talk: details, signing in, newsletter, closing, membership; and no secret is ever shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from actions.errands import FORM
from knowledge.accounts.links import AccountLinks
from knowledge.accounts.models import AccountRequest
from knowledge.accounts.states import RequestKind
from knowledge.customers.consents import MARKETING
from knowledge.customers.models import Customer
from knowledge.orders.models import CustomerAddress
from knowledge.outbox import OutboxEvent
from knowledge.shop import Shop
from tests.actions.shopper import Answered, Shopper

SignedIn = Callable[..., Shopper]
LENA, OMAR, WEI, FRIDA = "LR-100001", "LR-100002", "LR-100003", "LR-100011"
EMAIL = "lena.kowalczyk@example.org"


def edit(shopper: Shopper, text: str) -> Answered:
    return shopper.starts("action_edit_account", text, intent="edit_account")


def lines(answered: Answered) -> dict[str, str]:
    """The rows of a confirmation card."""
    return {line["label"]: line["value"] for line in answered.messages[-1]["body"]["lines"]}


def stored(shop: Shop, shopper: Shopper) -> Customer:
    return shop.customers.get(shopper.customer or 0)


def with_links(shop: Shop, **links: str) -> None:
    """Give the shop pages of its own."""
    object.__setattr__(shop, "config", replace(shop.config, links=AccountLinks(**links)))


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("my name is now Lena Kowalska", "Lena Kowalska"),
        ("I got married, my surname is now Keller", "Lena Keller"),
        ("please change my name to Lena Anna Kowalczyk", "Lena Anna Kowalczyk"),
        ("correct it to Helena Kowalczyk, the name is misspelled", "Helena Kowalczyk"),
    ],
)
def test_a_name_said_in_words_is_shown_and_changed_after_a_yes(
    own_customer: SignedIn, own_demo: Shop, said: str, name: str
) -> None:
    lena = own_customer(LENA)
    shown = edit(lena, said)
    assert lines(shown) == {"Name now": "Lena Kowalczyk", "New name": name}
    assert stored(own_demo, lena).name == "Lena Kowalczyk"
    assert lena.says("yes", intent="affirm").text == "Done, that is changed."
    assert stored(own_demo, lena).name == name


def test_a_name_is_asked_for_and_a_no_or_a_correction_counts(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer(LENA)
    assert edit(lena, "my name is spelled wrong").text == "What should your name be, in full?"
    assert lines(lena.says("Lena Kowal", intent="out_of_scope"))["New name"] == "Lena Kowal"
    shown = lena.says("no, my name is Lena Kowalczyk-Meyer", intent="deny")
    assert lines(shown)["New name"] == "Lena Kowalczyk-Meyer"
    assert lena.says("no", intent="deny").text == "All right, nothing was changed."
    assert stored(own_demo, lena).name == "Lena Kowalczyk"


def test_the_message_that_began_it_is_no_answer_to_its_first_question(own_customer: SignedIn) -> None:
    lena = own_customer(LENA)
    said = {"intent": "edit_account", "message_id": "the same"}
    lena.run("action_edit_account", "I want to change my name", **said)
    lena.active_loop = FORM
    assert lena.run("validate_errand_form", "I want to change my name", **said).events == []


def test_what_is_no_name_is_asked_for_again(own_customer: SignedIn) -> None:
    lena = own_customer(LENA)
    edit(lena, "change my name")
    assert "I cannot take that as a name" in lena.says("12345", intent="inform").text


def test_a_new_number_is_taken_from_the_words(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer(LENA)
    shown = edit(lena, "my new phone is [0170 1234567](phone=+491701234567)")
    assert lines(shown) == {"Phone now": "none", "New phone": "+491701234567"}
    lena.says("yes", intent="affirm")
    assert stored(own_demo, lena).phone == "+491701234567"
    asked = edit(lena, "I have another phone number")
    assert asked.text == "What is your new telephone number?"
    assert "I cannot read that as a telephone number" in lena.says("the new one", intent="inform").text


def test_a_name_and_a_number_are_changed_together(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer(LENA)
    shown = edit(lena, "my name is now Lena Kowal and my phone is [0170 1234567](phone=+491701234567)")
    assert set(lines(shown)) == {"Name now", "New name", "Phone now", "New phone"}
    lena.says("yes", intent="affirm")
    assert (stored(own_demo, lena).name, stored(own_demo, lena).phone) == ("Lena Kowal", "+491701234567")


def test_a_new_mail_address_waits_for_its_link(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer(LENA)
    shown = edit(lena, "new email: [lena@work.example](email)")
    assert lines(shown)["E-mail"] == "lena@work.example"
    answered = lena.says("yes", intent="affirm")
    assert "until then your old address stays" in answered.text
    assert stored(own_demo, lena).email == EMAIL
    [request] = own_demo.accounts.requests(lena.customer or 0)
    assert (request.kind, request.said) == (RequestKind.EMAIL_CHANGE, "lena@work.example")


def test_an_address_is_asked_for_part_by_part_or_taken_at_once(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer(LENA)
    asked = edit(lena, "I moved house, change my address")
    assert asked.text.startswith("What is your new address?")
    assert lena.says("Marktplatz 3", intent="nlu_fallback").text == "And the postcode?"
    assert lena.says("[20095](postcode)").text == "In which town is that?"
    shown = lena.says("Hamburg", intent="nlu_fallback")
    assert lines(shown)["New address"] == "Marktplatz 3\n20095 Hamburg\nDE"
    assert lena.says("no, the address is wrong", intent="deny").text.startswith("What is your new address?")
    lena.says("Marktplatz 3, 20095 Hamburg", intent="nlu_fallback")
    lena.says("yes", intent="affirm")
    with own_demo.sessions() as session:
        [kept] = session.scalars(select(CustomerAddress)).all()
    assert kept.address == {"address1": "Marktplatz 3", "zip": "20095", "city": "Hamburg", "country": "DE"}
    edit(lena, "new address please")
    shown = lena.says("Am Ring 12a, 50667 Köln", intent="out_of_scope")
    assert lines(shown)["New address"] == "Am Ring 12a\n50667 Köln\nDE"


def test_without_a_part_the_parts_are_offered(own_customer: SignedIn) -> None:
    lena = own_customer(LENA)
    asked = edit(lena, "edit account")
    assert asked.text == "What would you like to change?"
    assert lena.presses(asked, "My phone number").text == "What is your new telephone number?"
    assert lena.says("no, my name", intent="inform").text == "What should your name be, in full?"


def test_what_the_chat_does_not_change_is_changed_in_the_account(signed_in: SignedIn) -> None:
    answered = edit(signed_in(LENA), "correct the date of birth in my account")
    assert answered.text.startswith("That I cannot change in the chat.")
    assert answered.slots["offer"] == "person"


def test_the_way_a_subscription_is_paid_becomes_another_stored_one(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer(LENA)
    asked = edit(lena, "change the payment method in my account")
    assert [each["title"] for each in asked.messages[-1]["body"]["buttons"]] == ["PayPal"]
    shown = lena.presses(asked, "PayPal")
    assert lines(shown)["Paid now with"] == "Visa ending in 4417"
    assert lena.says("yes", intent="affirm").text.startswith("Done: your subscription is paid that way")
    assert own_demo.accounts.subscriptions(lena.customer or 0)[0].method == "paypal-1"
    refused = edit(lena, "change my payment to paypal")
    assert refused.text.startswith("It is paid that way already.")


def test_a_card_number_in_the_chat_is_not_taken(signed_in: SignedIn) -> None:
    lena = signed_in(LENA)
    asked = edit(lena, "change my card to 4111 1111 1111 1111")
    assert asked.texts[0].startswith("Please never write a card number into the chat.")
    assert "4111" not in str(asked.slots["errand"])
    assert "4111" not in asked.text
    assert edit(signed_in(OMAR), "change my payment card").text.startswith("You have no subscription")
    assert edit(signed_in(WEI), "change my payment card").text.startswith("There is no other way to pay")


def test_a_login_name_goes_by_mail_whoever_asks_and_whatever_address_is_named(
    visitor: Shopper, own_demo: Shop, own_customer: SignedIn
) -> None:
    stranger = Shopper(own_customer(LENA).executor, conversation="chat-2")
    asked = stranger.starts("action_recover_username", "forgot my username", intent="recover_username")
    assert asked.texts[0].startswith("Your user name here is the e-mail address you signed up with.")
    known = stranger.says(f"[{EMAIL}](email)").text
    stranger.starts("action_recover_username", "I forgot my user name", intent="recover_username")
    unknown = stranger.says("[lara.nobody@example.org](email)").text
    assert known == unknown
    with own_demo.sessions() as session:
        [request] = session.scalars(select(AccountRequest)).all()
        assert session.scalars(select(OutboxEvent.type)).all() == ["attendant.account.username_requested"]
    assert request.kind == RequestKind.USERNAME


def test_what_is_no_address_is_said_so_and_a_person_can_help(visitor: Shopper) -> None:
    visitor.starts("action_recover_username", "forgot my username", intent="recover_username")
    answered = visitor.says("something with tina", intent="nlu_fallback")
    assert answered.texts[0].startswith("That is not an e-mail address.")
    assert "/contact_human_agent" in answered.payloads


def test_who_is_signed_in_hears_only_a_hint(signed_in: SignedIn) -> None:
    answered = signed_in(LENA).run("action_recover_username", "what's my login", intent="recover_username")
    assert answered.text == "You are signed in. Your user name is your e-mail address, l…@example.org."


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_password_is_chosen_on_the_shops_page_and_the_demo_has_none(
    own_customer: SignedIn, own_demo: Shop, language: str
) -> None:
    lena = own_customer(LENA, language=language)
    with_links(own_demo, sign_in="https://shop.test/sign-in")
    none = lena.run("action_recover_password", "what's my password", intent="recover_password")
    assert "https://shop.test/sign-in" in none.text
    with_links(own_demo, password="https://shop.test/new-password")
    there = lena.run("action_recover_password", "reset password", intent="recover_password")
    assert "https://shop.test/new-password" in there.text


def test_codes_are_reset_on_the_shops_page_or_by_a_person_who_verifies(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer(LENA)
    visitor = Shopper(lena.executor, conversation="chat-2")
    with_links(own_demo, sign_in="https://shop.test/sign-in")
    assert "uses no codes" in lena.run("action_reset_2fa", "reset 2fa", intent="reset_2fa").text
    with_links(own_demo, two_factor="https://shop.test/codes")
    asked = visitor.run("action_reset_2fa", "reset 2fa", intent="reset_2fa")
    assert "only a colleague can reset your codes, after checking that it is you" in asked.text
    assert asked.slots["offer"] == "person"
    own = lena.run("action_reset_2fa", "reset 2fa", intent="reset_2fa")
    assert "there is no telephone number in your account yet" in own.text
    with own_demo.sessions() as session, session.begin():
        session.get_one(Customer, lena.customer).phone = "+491701234567"
    own = lena.run("action_reset_2fa", "reset 2fa", intent="reset_2fa")
    assert "…67" in own.text
    assert "1234567" not in own.text


def test_offers_by_mail_stop_at_once_and_begin_after_a_yes_to_the_words(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer(LENA)
    say = lambda text: lena.starts(  # noqa: E731
        "action_newsletter_subscription", text, intent="newsletter_subscription"
    )
    assert say("newsletter").texts[0] == "You get our offers by mail at the moment."
    assert say("unsubscribe me").text.startswith("Done: you get no more offers by mail")
    assert say("stop sending me emails").text.startswith("You are not on the list")
    asked = say("newsletter")
    assert asked.payloads == ['/newsletter_subscription{"choice": "on"}']
    shown = say("sign me up for the newsletter")
    assert lines(shown)["You agree to"].startswith("May we write to you about offers")
    assert lena.presses(shown, "Yes, I allow it").text.startswith("Thank you")
    assert own_demo.consents.latest(lena.customer or 0)[MARKETING].state == "granted"
    assert say("subscribe to newsletter").text.startswith("You are on the list already.")


def test_a_visitor_is_told_how_to_stop_mails_and_where_to_sign_in(visitor: Shopper) -> None:
    answered = visitor.run(
        "action_newsletter_subscription", "stop the newsletter", intent="newsletter_subscription"
    )
    assert "Unsubscribe" in answered.text
    assert answered.slots["outcome"] == "sign_in"


def test_closing_an_account_says_what_is_lost_and_asks(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer(LENA)
    points = own_demo.accounts.points(lena.customer or 0)
    shown = lena.run("action_delete_account", "delete my account", intent="delete_account")
    assert f"{points:,} points" in shown.texts[0]
    assert shown.kinds()[-1] == "confirmation"
    done = lena.run("action_affirm", "yes", intent="affirm")
    assert "is erased" in done.text


def test_opening_an_account_is_explained_and_who_has_one_is_told_so(
    visitor: Shopper, signed_in: SignedIn
) -> None:
    answered = visitor.run("action_create_account", "how do I sign up", intent="create_account")
    assert answered.messages[0]["body"]["source"]["url"].endswith("/help/create-an-account")
    own = signed_in(LENA).run("action_create_account", "open an account", intent="create_account")
    assert "l…@example.org" in own.text
    trouble = visitor.run(
        "action_registration_problems", "the sign up form gives an error", intent="registration_problems"
    )
    assert "/recover_password" in trouble.payloads
    assert visitor.slots["offer"] == "person"


def test_a_shop_with_a_page_for_it_is_linked(own_customer: SignedIn, own_demo: Shop) -> None:
    visitor = Shopper(own_customer(LENA).executor, conversation="chat-2")
    with_links(own_demo, sign_up="https://shop.test/join")
    answered = visitor.run("action_create_account", "sign up", intent="create_account")
    assert "https://shop.test/join" in answered.text


def test_another_account_is_used_by_signing_in_with_it(visitor: Shopper, signed_in: SignedIn) -> None:
    own = signed_in(LENA).run("action_switch_account", "switch account", intent="switch_account")
    assert "You are signed in as l…@example.org" in own.text
    assert "sign in" in visitor.run("action_switch_account", "switch", intent="switch_account").text


def test_membership_is_explained_and_a_members_own_is_told(visitor: Shopper, signed_in: SignedIn) -> None:
    told = visitor.run("action_membership_info", "what are the membership levels", intent="membership_info")
    assert told.messages[0]["body"]["source"]["url"].endswith("/help/linden-circle-levels")
    assert "Your member level" not in told.text
    lena = signed_in(LENA)
    own = lena.run("action_membership_info", "what level am I", intent="membership_info")
    assert "Your member level: Gold" in own.text
    assert "Linden Plus: active, renews on" in own.text
    frida = signed_in(FRIDA).run("action_membership_info", "do I have a plan", intent="membership_info")
    assert "• Points: 0\n• No paid plan" in frida.text


def test_a_plan_is_ended_by_a_person_who_is_offered(signed_in: SignedIn) -> None:
    for action in ("action_subscription_dispute", "action_subscription_extension"):
        answered = signed_in(LENA).run(
            action, "cancel my subscription", intent=action.removeprefix("action_")
        )
        assert "Linden Plus can be ended at any time" in answered.text
        assert answered.slots["offer"] == "person"


def test_shipping_abroad_with_a_plan_is_answered_from_the_plans_article(signed_in: SignedIn) -> None:
    answered = signed_in(LENA).run(
        "action_membership_info", "does my plan include free shipping abroad?", intent="membership_info"
    )
    assert answered.messages[0]["body"]["source"]["url"].endswith("/help/linden-plus")
    assert "in every country we deliver to" in answered.texts[0]


def credit(shopper: Shopper, text: str) -> Answered:
    return shopper.starts("action_missing_credit", text, intent="missing_credit")


def test_the_only_order_without_points_is_found_and_they_are_added_after_a_yes(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer(LENA)
    before = own_demo.accounts.points(lena.customer or 0)
    shown = credit(lena, "where are my points")
    added = int(lines(shown)["Points"])
    answered = lena.says("yes", intent="affirm")
    assert answered.text.endswith(f"You have {before + added:,} now.")
    assert own_demo.accounts.points(lena.customer or 0) == before + added
    again = credit(lena, f"no points for order [{lines(shown)['Order']}](order_number)")
    assert "sign out and in again" in again.texts[0]
    assert "added later for order" in again.texts[1]


@pytest.mark.parametrize(
    "question", ["what's my points balance", "how many points do I have", "我还有多少积分"]
)
def test_asking_for_the_balance_gets_it_and_what_is_still_owed(
    own_customer: SignedIn, own_demo: Shop, question: str
) -> None:
    lena = own_customer("LR-100001")
    told = lena.run("action_missing_credit", question, intent="missing_credit")
    assert f"{own_demo.accounts.points(lena.customer or 0):,}" in told.texts[0]
    assert told.followup is None
    (owed,) = [each for each in own_demo.accounts.order_points(lena.customer or 0) if each.missing]
    assert owed.number in told.texts[1]
    assert told.payloads == ["/missing_credit"]


def test_many_points_are_for_a_person(own_customer: SignedIn, own_demo: Shop) -> None:
    wei = own_customer(WEI)
    shown = credit(wei, "my points are missing")
    assert int(lines(shown)["Points"]) > own_demo.aftersales.policy.accounts.points_up_to
    assert "A colleague looks into it" in shown.messages[-1]["body"]["note"]
    assert wei.says("yes", intent="affirm").text.startswith("A colleague has it now, under number Q-")


def test_points_of_an_order_that_is_on_its_way_come_later(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in(LENA)
    coming = next(each for each in demo.orders.of_customer(lena.customer or 0) if each.state == "shipped")
    refused = credit(lena, f"no points for order [{coming.number}](order_number)")
    assert refused.texts[0].startswith("Points come when an order has been delivered")
    assert "I find no order 99999" in credit(lena, "points for order [99999](order_number)").text


def test_credit_that_is_no_points_goes_to_a_person_in_the_shoppers_words(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    frida = own_customer(FRIDA)
    shown = credit(frida, "my gift card for 20 euro has not arrived")
    assert lines(shown)["You say"] == "my gift card for 20 euro has not arrived"
    frida.says("yes", intent="affirm")
    [request] = own_demo.accounts.requests(frida.customer or 0)
    assert request.said == "my gift card for 20 euro has not arrived"
    asked = credit(frida, "points are missing")
    assert "All your delivered orders have their points." in asked.text
    asked = frida.presses(asked, "Something else")
    assert asked.text.startswith("What should be there")
    assert lines(frida.says("the welcome bonus", intent="promo_code"))["You say"] == "the welcome bonus"


def test_it_speaks_chinese(own_customer: SignedIn, own_demo: Shop) -> None:
    wei = own_customer(WEI, language="zh")
    shown = edit(wei, "我账户姓名改成 陈伟明")
    assert lines(shown) == {"现在的姓名": "陈伟", "新姓名": "陈伟明"}
    assert wei.says("是的", intent="affirm").text == "好的，已经改好了。"
    assert stored(own_demo, wei).name == "陈伟明"
    asked = edit(wei, "我搬家了，改地址")
    shown = wei.says("Havenkade 90，3015 GK Rotterdam", intent="nlu_fallback")
    assert lines(shown)["新地址"] == "Havenkade 90\n3015 GK Rotterdam\nNL"
    assert asked.text.startswith("您的新地址是什么？")
    off = wei.run("action_newsletter_subscription", "退订邮件", intent="newsletter_subscription")
    assert off.text.startswith("已退订")
    level = wei.run("action_membership_info", "会员等级有哪些", intent="membership_info")
    assert "您的会员级别：" in level.text
    assert "邮箱" in wei.run("action_recover_username", "忘记用户名", intent="recover_username").text
