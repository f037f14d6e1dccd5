"""A customer's own data in the chat: seen, corrected, taken along and erased; each counts in the next answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from actions.words import languages
from knowledge.conversations.models import Conversation
from knowledge.customers.consents import wordings
from knowledge.customers.models import Customer
from knowledge.errors import NotFound
from knowledge.shop import Shop
from tests.actions.shopper import Answered, Shopper, gateway

SignedIn = Callable[..., Shopper]
INTENTS = ("what_do_you_know", "update_preference", "withdraw_consent", "export_my_data", "erase_my_data")


def ask(shopper: Shopper, intent: str, text: str = "", **pressed: Any) -> Answered:
    """Say something of an intent, or press a button of it."""
    return shopper.run(f"action_{intent}", text, intent=intent, entities=pressed or None)


def press(shopper: Shopper, answered: Answered, title: str) -> Answered:
    """Press the first button whose title has these words."""
    [payload, *_] = [
        each["payload"]
        for message in answered.messages
        for each in message["body"].get("buttons", ())
        if title in each["title"]
    ]
    intent, brace, values = payload.removeprefix("/").partition("{")
    entities = dict(re.findall(r'"(\w+)": "([^"]*)"', brace + values))
    return shopper.run(f"action_{intent}", intent=intent, entities=entities)


@pytest.mark.parametrize("intent", INTENTS)
@pytest.mark.parametrize("language", languages())
def test_a_visitor_is_told_that_nobody_is_known_and_where_to_sign_in(
    visitor: Shopper, intent: str, language: str
) -> None:
    visitor.language = language
    answered = ask(visitor, intent, "my data")
    assert "https://shop.test/sign-in" in answered.text
    assert answered.slots["outcome"] == "sign_in"
    assert answered.payloads == ["/contact_human_agent"]


def test_what_is_known_is_shown_with_source_day_and_consent(signed_in: SignedIn) -> None:
    answered = ask(signed_in(), "what_do_you_know", "what do you know about me?")
    account, orders, rest = answered.texts
    assert "• Name: Lena Kowalczyk" in account
    assert "l…@example.org" in account
    assert "lena.kowalczyk@" not in answered.text
    assert re.search(r"• size \w+ in clothing – from your orders, last on \w+ \d+, \d{4}", orders)
    assert re.search(r"• Personal advice: allowed on .* \(wording 2025-06\)", rest)
    assert re.search(r"keeps \d+ orders", rest)
    assert sum(each.startswith("/update_preference") for each in answered.payloads) >= 3
    assert answered.payloads[-3:] == ["/withdraw_consent", "/export_my_data", "/erase_my_data"]


def test_it_is_shown_in_chinese(signed_in: SignedIn) -> None:
    answered = ask(signed_in("LR-100001", language="zh"), "what_do_you_know", "你们知道我什么")
    assert "个性化推荐" in answered.text
    assert re.search(r"• 服装尺码 \w+（来自您的订单，最近一次 \d{4}年\d+月\d+日）", answered.text)


def test_what_is_forgotten_by_its_button_is_not_used_in_the_next_answer(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer()
    before = own_demo.customers.profile(lena.customer)
    shown = ask(lena, "what_do_you_know", "what do you know about me?")
    size = before.sizes["Clothing"]
    answered = press(lena, shown, f"Forget: size {size} in clothing")
    assert answered.text.startswith(f"Forgotten: size {size} in clothing.")
    assert own_demo.customers.profile(lena.customer).sizes.get("Clothing") != size
    again = press(lena, shown, f"Forget: size {size} in clothing")
    assert again.slots["outcome"] == "not_found"
    now = ask(lena, "what_do_you_know", "what do you know about me?")
    assert f"• size {size} in clothing" not in now.text
    assert f"size {size} is not yours (any more) – you said so here" in now.text


def test_a_size_that_is_not_theirs_any_more_and_the_new_one_count_at_once(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer()
    old = own_demo.customers.profile(lena.customer).sizes["Clothing"]
    new = "XL" if old != "XL" else "L"
    answered = ask(
        lena, "update_preference", f"I'm not a size [{old}](!size) any more, I'm [{new}](size) now"
    )
    assert f"All right: size {old} does not count" in answered.text
    assert f"Noted: size {new}." in answered.text
    assert own_demo.customers.profile(lena.customer).sizes["Clothing"] == new


def test_a_size_is_kept_for_the_goods_that_have_it_or_are_named(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer()
    ask(lena, "update_preference", "I'm a [42](size=42) now")
    assert own_demo.customers.profile(lena.customer).sizes["Shoes"] == "42"
    ask(lena, "update_preference", "for [trousers](product_type=trousers) I take [42](size=42)")
    sizes = own_demo.customers.profile(lena.customer).sizes
    assert (sizes["Clothing"], sizes["Shoes"]) == ("42", "42")


def test_likes_and_dislikes_are_kept(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    text = "I love [green](colour=green), but no [Norvik](!brand=Norvik) any more"
    answered = ask(lena, "update_preference", text)
    assert "Noted: green." in answered.text
    profile = own_demo.customers.profile(lena.customer)
    assert profile.colours["green"] > 0
    assert "Norvik" not in profile.brands


def test_sizes_of_other_people_are_not_kept(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    before = own_demo.customers.profile(lena.customer).sizes
    answered = ask(lena, "update_preference", "my [husband](audience=men) takes [XL](size=XL)")
    assert "for yourself only" in answered.text
    assert own_demo.customers.profile(lena.customer).sizes == before


def test_what_cannot_be_noted_is_said_with_what_can(signed_in: SignedIn) -> None:
    answered = ask(signed_in(), "update_preference", "remember that I am left-handed")
    assert "Nothing has been changed yet." in answered.text
    assert answered.payloads[-1] == "/contact_human_agent"


def test_without_consent_nothing_is_noted_before_a_yes_to_its_very_words(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    frida = own_customer("LR-100011")
    answered = ask(frida, "update_preference", "I'm size [L](size) now")
    text = wordings()["personalisation"][-1].text("en")
    assert text in answered.text
    assert own_demo.facts.known(frida.customer or 0) == []
    thanks = press(frida, answered, "Yes, I allow it")
    assert "allowed from now on" in thanks.text
    assert own_demo.customers.profile(frida.customer).personal
    ask(frida, "update_preference", "I'm size [L](size) now")
    assert own_demo.customers.profile(frida.customer).sizes == {"Clothing": "L"}


def test_a_yes_to_older_words_shows_the_new_ones(own_customer: SignedIn, own_demo: Shop) -> None:
    frida = own_customer("LR-100011")
    answered = ask(frida, "update_preference", proposal="agree:personalisation:1999-01")
    assert "This is what you would allow" in answered.text
    assert not own_demo.customers.profile(frida.customer).personal
    odd = ask(frida, "update_preference", proposal="agree:espionage:1")
    assert odd.slots["outcome"] == "nothing"


def test_taking_consent_back_shows_its_words_and_holds_for_the_next_answer(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer()
    advice = lena.run(
        "action_recommend_product", "a [jacket](product_type=jacket)", intent="recommend_product"
    )
    assert advice.cards
    answered = ask(lena, "withdraw_consent", "stop using my purchases for advice")
    assert wordings()["personalisation"][-1].text("en") in answered.text
    assert "from my next answer on" in answered.text
    assert not own_demo.customers.profile(lena.customer).personal
    assert [each.state for each in own_demo.consents.history(lena.customer or 0)][-1] in ("revoked", "denied")
    known = ask(lena, "what_do_you_know", "what do you know about me now?")
    assert "Personal advice: taken back on" in known.text
    assert "from your orders" not in known.text
    twice = ask(lena, "withdraw_consent", "stop using my purchases for advice")
    assert "you have not allowed it" in twice.text


def test_mail_is_another_purpose_than_advice(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    own_demo.consents.grant(lena.customer or 0, "marketing")
    answered = ask(lena, "withdraw_consent", "I no longer agree to your marketing e-mails")
    assert "no more offers by mail" in answered.text
    assert own_demo.customers.profile(lena.customer).personal


def test_the_copy_is_behind_a_link_for_this_customer_and_conversation(signed_in: SignedIn) -> None:
    lena = signed_in()
    answered = ask(lena, "export_my_data", "send me my data")
    [token] = re.findall(r"https://shop\.test/chat/my-data\?token=(\S+)", answered.text)
    assert gateway().download(token) == (lena.customer, "chat-1")


def test_erasure_is_proposed_first_and_nothing_happens_without_a_yes(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer()
    proposed = ask(lena, "erase_my_data", "delete all my data")
    [card] = [each["body"] for each in proposed.messages if each["kind"] == "confirmation"]
    assert "have to be kept until" in card["note"]
    assert proposed.slots["offer"] == "erase"
    lena.run("action_deny", "no", intent="deny")
    late = ask(lena, "erase_my_data", proposal="erase")
    assert "belongs to something I showed you earlier" in late.text
    assert own_demo.customers.get(lena.customer or 0).name == "Lena Kowalczyk"


@pytest.mark.parametrize("way", ["button", "word"])
def test_after_a_yes_everything_is_erased_and_the_receipt_says_what_was_kept(
    own_customer: SignedIn, own_demo: Shop, way: str
) -> None:
    chat = own_demo.conversations.resume_or_open("browser", own_customer().customer, "en")
    lena = own_customer(conversation=chat.id)
    proposed = ask(lena, "erase_my_data", "delete all my data")
    done = (
        press(lena, proposed, "Yes, erase everything")
        if way == "button"
        else lena.run("action_affirm", "yes", intent="affirm")
    )
    assert re.search(r"is erased\. Receipt E-[0-9A-F]{8}\.", done.text)
    assert "kept without your name until" in done.text
    with pytest.raises(NotFound):
        own_demo.customers.by_email("lena.kowalczyk@example.org")
    with own_demo.sessions() as session:
        assert session.get_one(Conversation, chat.id).customer_id is None
        assert session.get_one(Customer, lena.customer).name == ""
    again = lena.run("action_affirm", "yes", intent="affirm")
    assert "Receipt" not in again.text


def test_one_thing_that_is_named_is_forgotten_without_erasing_all(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer()
    size = own_demo.customers.profile(lena.customer).sizes["Clothing"]
    answered = ask(lena, "erase_my_data", f"forget my size [{size}](size)")
    assert "Forgotten: size" in answered.text
    assert own_demo.customers.profile(lena.customer).sizes.get("Clothing") != size


def test_forget_that_after_the_list_asks_which(own_customer: SignedIn) -> None:
    lena = own_customer()
    ask(lena, "what_do_you_know", "what do you know about me?")
    answered = ask(lena, "erase_my_data", "please forget that")
    assert answered.slots["outcome"] == "asked"
    assert "confirmation" not in answered.kinds()
    assert any(each.startswith("/update_preference") for each in answered.payloads)


def test_the_erasure_in_chinese(own_customer: SignedIn, own_demo: Shop) -> None:
    wei = own_customer("LR-100003", language="zh")
    ask(wei, "erase_my_data", "删除我的所有数据")
    done = wei.run("action_affirm", "是的", intent="affirm")
    assert "已经删除" in done.text
    with own_demo.sessions() as session:
        assert session.scalars(select(Customer.id).where(Customer.shop_id == "LR-100003")).all() == []


@pytest.mark.parametrize(
    "text", ["我不再穿[{}](size)码了", "I no longer wear [{}](size)", "I'm not a [{}](!size) any more"]
)
def test_a_size_that_is_denied_in_any_words_is_not_taken_for_theirs(
    own_customer: SignedIn, own_demo: Shop, text: str
) -> None:
    lena = own_customer()
    size = own_demo.customers.profile(lena.customer).sizes["Clothing"]
    ask(lena, "update_preference", text.format(size))
    assert own_demo.customers.profile(lena.customer).sizes.get("Clothing") != size


@pytest.mark.parametrize(
    "text", ["please forget my size", "forget my size [{}](size)", "I'm not a size [{}](!size) any more"]
)
def test_it_counts_as_well_when_it_is_taken_for_a_wish_to_be_dropped(
    own_customer: SignedIn, own_demo: Shop, text: str
) -> None:
    lena = own_customer()
    size = own_demo.customers.profile(lena.customer).sizes["Clothing"]
    answered = lena.run("action_forget_preference", text.format(size), intent="forget_preference")
    assert "Forgotten" in answered.text or "does not count for you any more" in answered.text
    assert own_demo.customers.profile(lena.customer).sizes.get("Clothing") != size


def test_a_lasting_change_counts_for_the_search_that_is_under_way_too(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer()
    size = own_demo.customers.profile(lena.customer).sizes["Clothing"]
    text = f"a [jacket](product_type=jacket) in [{size}](size)"
    lena.run("action_recommend_product", text, intent="recommend_product")
    answered = lena.run(
        "action_forget_preference", f"I'm not a size [{size}](!size) any more", intent="forget_preference"
    )
    assert f"size {size} does not count" in answered.text
    assert size not in answered.chips
    assert answered.cards


def test_forget_that_i_like_it_is_no_dislike(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    own_demo.facts.state(lena.customer or 0, "colour", "teal")
    answered = lena.run(
        "action_forget_preference", "forget that I like [teal](colour=teal)", intent="forget_preference"
    )
    assert "Forgotten: you like teal" in answered.text
    profile = own_demo.customers.profile(lena.customer)
    assert "teal" not in profile.colours
    assert "teal" not in profile.avoids_colours


def test_forget_that_is_understood_when_it_sounds_like_stop(own_customer: SignedIn) -> None:
    lena = own_customer()
    ask(lena, "what_do_you_know", "what do you know about me?")
    answered = lena.run("action_stop", "forget that", intent="stop")
    assert any(each.startswith("/update_preference") for each in answered.payloads)
    plain = own_customer().run("action_stop", "forget it", intent="stop")
    assert not any(each.startswith("/update_preference") for each in plain.payloads)


def test_a_bare_size_of_now_is_kept(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    lena.run("action_inform", "I'm a [42](size=42) now", intent="inform")
    assert own_demo.customers.profile(lena.customer).sizes["Shoes"] == "42"
