"""Accounts, subscriptions and points in whole dialogues: verified, shown, confirmed, done once; no secret told."""

from __future__ import annotations

import pytest

from tests.conversations.conftest import ANA, LENA, OMAR, TOM, Door

pytestmark = pytest.mark.stack

WEI = "wei.chen@example.org"
MAREK = "marek.wojcik@example.com"
GIULIA = "giulia.ferrari@example.org"
PRIYA = "priya.patel@example.org"
BRAM = "bram.visser@example.com"
FRIDA = "frida.nystrom@example.org"


def test_a_forgotten_user_name_goes_by_mail_and_is_never_said(enter: Door) -> None:
    visitor = enter()
    assert "the e-mail address you signed up with" in visitor.says("I forgot my username")
    known = visitor.says("lena.kowalczyk@example.org")
    assert "If there is an account with l…@example.org" in known
    stranger = enter()
    stranger.says("forgot my username, can you recover it")
    assert stranger.says("laura.nobody@example.org") == known
    signed_in = enter(FRIDA)
    assert "f…@example.org" in signed_in.says("what's my user name?")


def test_nobody_hears_or_gets_a_password_in_the_chat(enter: Door) -> None:
    visitor = enter()
    answer = visitor.says("I forgot my password, send me a new one")
    assert "/sign-in" in answer
    assert "Please never write a password into the chat" in answer
    assert "I forgot my user name" in visitor.buttons


def test_codes_for_signing_in_are_reset_by_nobody_in_the_chat(enter: Door) -> None:
    answer = enter().says("I lost my phone and need my two-factor authentication reset")
    assert "uses no codes for signing in" in answer
    assert "do not give it" in answer


def test_a_service_that_nobody_ordered_is_taken_out_with_its_money_back(enter: Door) -> None:
    lena = enter(LENA)
    answer = lena.says("someone added a service to my subscription that I never signed up for")
    assert "by us, without an order of yours" in answer
    assert "Take this out?" in answer
    assert "Gift wrapping is taken out, and €1 goes back" in lena.presses("Yes, please do")
    assert "Gift wrapping: €1" not in lena.says("what does my subscription include")


def test_a_service_that_went_missing_is_put_back(enter: Door) -> None:
    wei = enter(WEI)
    answer = wei.says("you removed device cover from my subscription without asking me")
    assert "by us, without a word from you" in answer
    assert "Put this back?" in answer
    assert "Device cover is back" in wei.says("yes please")
    assert "Device cover" in wei.says("which services are part of my subscription")


def test_whether_a_plan_ships_free_abroad_is_answered_from_its_article(enter: Door) -> None:
    bram = enter(BRAM)
    answer = bram.says("is free international delivery one of my membership benefits?")
    assert "in every country we deliver to" in answer
    assert "Your member level" in answer


def test_missing_points_are_found_in_the_ledger_and_added_once(enter: Door) -> None:
    lena = enter(LENA)
    answer = lena.says("I'm missing the points for my last purchase")
    assert "Add these points?" in answer
    assert "are added. You have" in lena.says("yes")
    assert "All your delivered orders have their points" in lena.says("my points are missing again")
    lena.says("never mind")


def test_a_new_address_is_asked_for_part_by_part_with_a_question_in_the_middle(enter: Door) -> None:
    tom = enter(TOM)
    assert "What would you like to change?" in tom.says("edit account")
    assert "What is your new address?" in tom.presses("My address")
    assert "And the postcode?" in tom.says("5 Mill Lane")
    assert "In which town" in tom.says("SW1A 1AA")
    assert "5 Mill Lane" in tom.says("London")
    aside = tom.says("are you a robot?")
    assert "computer program" in aside
    assert "Change this?" in aside
    assert "Done, that is changed" in tom.says("yes")


def test_a_new_name_is_shown_beside_the_old_one_and_can_be_corrected(enter: Door) -> None:
    priya = enter(PRIYA)
    shown = priya.says("change the name in my account, I got married, my surname is now Sharma")
    assert "Priya Patel" in shown
    assert "Priya Sharma" in shown
    assert "Priya Sharma-Patel" in priya.says("no, my surname is Sharma-Patel")
    assert "Done, that is changed" in priya.says("yes, that's right")


def test_a_name_that_is_asked_for_may_sound_like_anything(enter: Door) -> None:
    priya = enter(PRIYA)
    assert "What should your name be, in full?" in priya.says("I want to change my name")
    assert "New name: Silver Brooks" in priya.says("Silver Brooks")
    assert "nothing was changed" in priya.says("no")


def test_a_new_telephone_number_is_changed_after_a_yes(enter: Door) -> None:
    omar = enter(OMAR)
    shown = omar.says("change the phone number in my account, it's +33 6 12 34 56 78 now")
    assert "+33612345678" in shown
    assert "Done, that is changed" in omar.presses("Yes, please do")


def test_how_a_subscription_is_paid_is_changed_and_card_numbers_are_not_taken(enter: Door) -> None:
    bram = enter(BRAM)
    bram.says("edit my account")
    asked = bram.presses("How my subscription is paid")
    assert "Visa ending in 4417" in bram.buttons
    assert "/orders" in asked
    assert "never write a card number" in bram.says("use 4111 1111 1111 1111 please")
    shown = bram.presses("Visa ending in 4417")
    assert "PayPal" in shown
    assert "is paid that way from now on" in bram.says("yes")


def test_membership_is_explained_with_how_ones_own_stands(enter: Door) -> None:
    frida = enter(FRIDA)
    answer = frida.says("what are the membership levels?")
    assert "Silver" in answer
    assert "Your member level: Blue" in answer
    assert "No paid plan" in answer


def test_whether_a_subscription_is_active_what_it_costs_and_when_it_is_due(enter: Door) -> None:
    marek = enter(MAREK)
    active = marek.says("is my subscription still active?")
    assert "is active: €3.99 a month" in active
    assert "Nothing is due at the moment" in active
    ana = enter(ANA)
    assert "Overdue: €3.99" in ana.says("how much do I owe on my subscription?")
    giulia = enter(GIULIA)
    assert "Due: €3.99 on" in giulia.says("when is my next subscription payment due?")
    assert "I find no subscription" in enter(OMAR).says("is my subscription still active?")
    assert "/sign-in" in enter().says("is my subscription still active?")


def test_a_bill_is_paid_with_what_is_stored_and_never_twice(enter: Door) -> None:
    ana = enter(ANA)
    shown = ana.says("I want to pay my subscription bill now")
    assert "Mastercard ending in 8106" in shown
    assert "To pay: €3.99" in shown
    assert "is being taken now" in ana.presses("Pay it now")
    assert "is on its way already" in ana.says("I want to pay my subscription")


def test_a_bill_may_wait_once_as_the_policy_says(enter: Door) -> None:
    bram = enter(BRAM)
    shown = bram.says("can I have an extension on my subscription payment?")
    assert "Then due" in shown
    assert "may be paid until" in bram.says("yes please")
    giulia = enter(GIULIA)
    refused = giulia.says("can I pay my subscription a week later?")
    assert "was put off once already" in refused
    assert "Pay it now" in giulia.buttons
    assert "Pay bill" in giulia.presses("Pay it now")
    assert "nothing was changed" in giulia.says("no")


def test_a_bill_that_came_twice_is_disputed_with_the_facts(enter: Door) -> None:
    marek = enter(MAREK)
    shown = marek.says("my subscription was billed twice this month")
    assert "There is a second bill for the same period" in shown
    assert "Have this bill looked at?" in shown
    assert "A colleague has it now, under number Q-" in marek.says("yes")


def test_mails_with_offers_stop_at_a_word_and_begin_after_a_yes(enter: Door) -> None:
    giulia = enter(GIULIA)
    assert "you get no more offers by mail" in giulia.says("unsubscribe me from the newsletter")
    assert "May we write to you about offers" in giulia.says("sign me up for the newsletter again")
    assert "from now on you get our offers" in giulia.presses("Yes, I allow it")


def test_accounts_and_subscriptions_in_chinese(enter: Door) -> None:
    wei = enter(WEI)
    assert "有效：每年" in wei.says("我的订阅还有效吗")
    assert "请写出您的新姓名" in wei.says("我要改账户里的姓名")
    assert "新姓名: 陈伟明" in wei.says("改成陈伟明")
    assert "已经改好了" in wei.says("是的")
    assert "没有要付的账单" in wei.says("我要交订阅费")
    assert "积分" in wei.says("我的积分没到账")
    assert "已转给我的同事" in wei.says("好的")
    assert "用户名就是您的邮箱" in wei.says("忘记用户名了")
