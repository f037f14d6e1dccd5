"""The widget keeps a conversation whole: over reloads, breaks, repeats and several tabs."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.scripted_gateway import ScriptedGateway, yesterday
from tests.browser.shopper import lines, open_chat, say

pytestmark = pytest.mark.browser


def test_nothing_is_asked_of_the_server_before_the_chat_is_opened(
    page: Page, gateway: ScriptedGateway
) -> None:
    expect(page.get_by_role("button", name="Open chat")).to_be_visible()
    assert gateway.session_requests == []
    with page.expect_response("**/chat/session"):
        open_chat(page)
    expect(page.get_by_text("Hello, how can I help?")).to_be_visible()
    expect(page.locator(".speaker-name")).to_have_text("Attendant")
    assert gateway.session_requests == [{"visitor": None, "customer": None, "language": "en"}]


def test_a_message_is_sent_answered_and_marked_as_sent(page: Page, gateway: ScriptedGateway) -> None:
    open_chat(page)
    say(page, "good morning")
    expect(page.get_by_text("I heard: good morning")).to_be_visible()
    assert lines(page) == ["good morning", "I heard: good morning"]
    expect(page.locator(".mine[data-state=sent]")).to_have_count(1)
    (sent,) = gateway.heard_of("message")
    assert len(sent["client_id"]) == 36


def test_after_a_reload_the_whole_conversation_and_the_open_panel_are_back(
    page: Page, gateway: ScriptedGateway
) -> None:
    open_chat(page)
    say(page, "one")
    expect(page.get_by_text("I heard: one")).to_be_visible()
    page.reload()
    expect(page.get_by_text("I heard: one")).to_be_visible()
    assert lines(page) == ["one", "I heard: one"]
    assert [hello["after"] for hello in gateway.heard_of("hello")] == [0, 0]
    assert gateway.session_requests[1]["visitor"] == gateway.talk.visitor


def test_after_a_break_only_what_is_missing_is_asked_for(page: Page, gateway: ScriptedGateway) -> None:
    open_chat(page)
    say(page, "one")
    expect(page.get_by_text("I heard: one")).to_be_visible()
    last = gateway.talk.messages[-1]["seq"]
    gateway.drop()
    gateway.talk.add("bot", "text", {"text": "said meanwhile"})
    expect(page.get_by_text("said meanwhile")).to_be_visible()
    assert [hello["after"] for hello in gateway.heard_of("hello")] == [0, last]
    assert len(gateway.session_requests) == 1


def test_messages_are_shown_once_and_in_the_order_of_their_numbers(
    page: Page, gateway: ScriptedGateway
) -> None:
    open_chat(page)
    say(page, "one")
    expect(page.get_by_text("I heard: one")).to_be_visible()
    third, fourth = (gateway.talk.add("bot", "text", {"text": text}) for text in ("third", "fourth"))
    for message in (fourth, third, fourth, third):
        gateway.send({"type": "message", "message": message})
    expect(page.get_by_text("third")).to_be_visible()
    assert lines(page) == ["one", "I heard: one", "third", "fourth"]


def test_what_is_written_without_a_line_is_sent_in_order_when_it_is_back(
    page: Page, gateway: ScriptedGateway
) -> None:
    open_chat(page)
    say(page, "before")
    expect(page.get_by_text("I heard: before")).to_be_visible()
    gateway.accepting = False
    gateway.drop()
    say(page, "first")
    say(page, "second")
    expect(page.get_by_text("No connection.")).to_be_visible()
    expect(page.locator(".mine[data-state=sending]")).to_have_count(2)
    gateway.accepting = True
    expect(page.get_by_text("I heard: second")).to_be_visible()
    expect(page.get_by_text("No connection.")).to_be_hidden()
    assert [frame["text"] for frame in gateway.heard_of("message")] == ["before", "first", "second"]
    assert lines(page)[2:] == ["first", "I heard: first", "second", "I heard: second"]


def test_a_short_break_is_not_worth_a_notice(page: Page, gateway: ScriptedGateway) -> None:
    open_chat(page)
    say(page, "one")
    expect(page.get_by_text("I heard: one")).to_be_visible()
    gateway.drop()
    page.wait_for_timeout(300)
    expect(page.get_by_text("No connection.")).to_be_hidden()


def test_a_message_the_server_kept_before_the_line_broke_is_not_doubled(
    page: Page, gateway: ScriptedGateway
) -> None:
    open_chat(page)
    expect(page.locator(".transcript[aria-busy=false]")).to_be_visible()
    gateway.keeps_but_drops = True
    say(page, "only once")
    expect(page.locator(".mine[data-state=sent]")).to_have_count(1)
    gateway.keeps_but_drops = False
    page.wait_for_timeout(300)
    assert len({frame["client_id"] for frame in gateway.heard_of("message")}) == 1
    assert lines(page) == ["only once"]


def test_what_was_not_confirmed_survives_a_reload_with_its_id(page: Page, gateway: ScriptedGateway) -> None:
    open_chat(page)
    gateway.deaf = True
    say(page, "are you there")
    expect(page.locator(".mine[data-state=sending]")).to_have_count(1)
    gateway.wait_to_hear("message")
    gateway.deaf = False
    page.reload()
    expect(page.get_by_text("I heard: are you there")).to_be_visible()
    assert len(gateway.heard_of("message")) == 2
    assert len({frame["client_id"] for frame in gateway.heard_of("message")}) == 1


def test_a_session_that_has_run_out_is_renewed(page: Page, gateway: ScriptedGateway) -> None:
    open_chat(page)
    say(page, "one")
    expect(page.get_by_text("I heard: one")).to_be_visible()
    gateway.sessions.clear()
    gateway.drop()
    say(page, "two")
    expect(page.get_by_text("I heard: two")).to_be_visible()
    assert len(gateway.session_requests) == 2


def test_a_refused_message_says_why_and_can_be_sent_again(page: Page, gateway: ScriptedGateway) -> None:
    gateway.errors["hurry"] = "too_fast"
    open_chat(page)
    say(page, "hurry")
    expect(page.get_by_text("Not sent. That was a little fast.")).to_be_visible()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("I heard: hurry")).to_be_visible()
    assert lines(page) == ["hurry", "I heard: hurry"]


def test_a_message_that_is_too_long_can_be_changed(page: Page, gateway: ScriptedGateway) -> None:
    gateway.errors["a novel"] = "too_long"
    open_chat(page)
    say(page, "a novel")
    page.get_by_role("button", name="Edit").click()
    expect(page.get_by_label("Write a message")).to_have_value("a novel")
    assert lines(page) == []


def test_two_tabs_show_the_same_conversation(page: Page, gateway: ScriptedGateway) -> None:
    open_chat(page)
    other = page.context.new_page()
    other.goto("/")
    say(other, "from the other tab")
    expect(page.get_by_text("I heard: from the other tab")).to_be_visible()
    expect(other.get_by_text("I heard: from the other tab")).to_be_visible()
    assert len(gateway.talks) == 1


def test_two_tabs_that_open_together_become_one_visitor(page: Page, gateway: ScriptedGateway) -> None:
    other = page.context.new_page()
    other.goto("/")
    question = "window.dispatchEvent(new CustomEvent('attendant:ask', {detail: {text: '%s'}}))"
    page.evaluate(question % "left")
    other.evaluate(question % "right")
    expect(page.get_by_text("I heard: right")).to_be_attached()
    expect(other.get_by_text("I heard: left")).to_be_attached()
    assert len(gateway.talks) == 1


def test_unread_messages_are_counted_on_the_launcher_until_it_is_opened(
    page: Page, gateway: ScriptedGateway
) -> None:
    open_chat(page)
    say(page, "one")
    expect(page.get_by_text("I heard: one")).to_be_visible()
    page.get_by_role("button", name="Minimise chat").click()
    gateway.say("text", {"text": "by the way"})
    gateway.say("text", {"text": "and another thing"})
    expect(page.get_by_role("button", name="Open chat, 2 unread messages")).to_be_visible()
    page.reload()
    launcher = page.get_by_role("button", name="Open chat, 2 unread messages")
    expect(launcher).to_be_visible()
    launcher.click()
    expect(page.get_by_text("and another thing")).to_be_visible()
    page.wait_for_timeout(200)
    assert gateway.heard_of("seen")[-1]["seq"] == gateway.talk.messages[-1]["seq"]


def test_a_page_can_open_the_chat_with_a_question(page: Page, gateway: ScriptedGateway) -> None:
    page.evaluate("window.dispatchEvent(new CustomEvent('attendant:ask', {detail: {text: 'Is it warm?'}}))")
    expect(page.get_by_text("I heard: Is it warm?")).to_be_visible()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_the_customer_the_site_vouches_for_is_passed_on(page: Page, gateway: ScriptedGateway) -> None:
    page.goto("/?token=signed.by.the.shop")
    open_chat(page)
    expect(page.get_by_text("Hello, how can I help?")).to_be_visible()
    gateway.wait_to_hear("hello")
    assert gateway.session_requests[-1]["customer"] == "signed.by.the.shop"


@pytest.mark.parametrize(("field", "code"), [("visitor", "bad_visitor"), ("customer", "bad_customer")])
def test_a_token_that_is_no_longer_good_does_not_end_the_chat(
    page: Page, gateway: ScriptedGateway, field: str, code: str
) -> None:
    page.evaluate("localStorage.setItem('attendant', JSON.stringify({visitor: 'old'}))")
    gateway.refusal = {"field": field, "code": code}
    page.goto("/?token=expired")
    open_chat(page)
    say(page, "hello")
    expect(page.get_by_text("I heard: hello")).to_be_visible()
    assert gateway.session_requests[-1][field] is None


def test_another_identity_is_another_conversation_without_the_old_ones_words(
    page: Page, gateway: ScriptedGateway
) -> None:
    open_chat(page)
    say(page, "secret of the first")
    expect(page.get_by_text("I heard: secret of the first")).to_be_visible()
    visitor = gateway.talk.visitor
    gateway.sessions.clear()
    gateway.drop()
    gateway.talks.pop(visitor)
    expect(page.get_by_text("Hello, how can I help?")).to_be_visible()
    assert lines(page) == []


def test_who_is_speaking_and_that_they_write_is_shown(page: Page, gateway: ScriptedGateway) -> None:
    open_chat(page)
    say(page, "queue")
    expect(page.get_by_text("You are in the queue.")).to_be_visible()
    gateway.send({"type": "speaker", "speaker": {"role": "queue", "name": ""}})
    expect(page.locator(".speaker-name")).to_have_text("Waiting for a colleague")
    gateway.say("event", {"event": "taken", "name": "Mei"}, author="system")
    gateway.send({"type": "speaker", "speaker": {"role": "agent", "name": "Mei"}})
    expect(page.locator(".speaker-name")).to_have_text("Mei from support")
    expect(page.get_by_text("Mei has joined the conversation")).to_be_visible()
    gateway.send({"type": "typing", "on": True})
    expect(page.locator(".thinking")).to_be_visible()
    gateway.send({"type": "typing", "on": False})
    expect(page.locator(".thinking")).to_be_hidden()


def test_days_are_told_apart(page: Page, gateway: ScriptedGateway) -> None:
    open_chat(page)
    say(page, "one")
    expect(page.get_by_text("I heard: one")).to_be_visible()
    for message in gateway.talk.messages[:1]:
        message["at"] = yesterday()
    page.reload()
    expect(page.get_by_text("I heard: one")).to_be_visible()
    days = page.locator(".rows .row").evaluate_all("rows => rows.map(row => row.dataset.day ?? '')")
    assert days == ["Yesterday", "Today"]


def test_the_chat_works_without_storage(chromium: Browser, gateway: ScriptedGateway) -> None:
    context = chromium.new_context(base_url=gateway.address)
    context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, {get() { throw new Error('blocked'); }})"
    )
    page = context.new_page()
    page.goto("/")
    open_chat(page)
    say(page, "hello")
    expect(page.get_by_text("I heard: hello")).to_be_visible()
    context.close()


def test_one_key_is_kept_in_the_browser(page: Page, gateway: ScriptedGateway) -> None:
    open_chat(page)
    say(page, "hello")
    expect(page.get_by_text("I heard: hello")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == ["attendant"]
    kept = json.loads(page.evaluate("localStorage.getItem('attendant')"))
    assert kept["visitor"] == gateway.talk.visitor
    assert kept["open"] is True
