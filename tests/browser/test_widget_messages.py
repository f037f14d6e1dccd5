"""What messages look like, which number a button has, and that no text can do harm."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.script import HOSTILE
from tests.browser.scripted_gateway import ScriptedGateway
from tests.browser.shopper import lines, open_chat, say

pytestmark = pytest.mark.browser


def press(page: Page, gateway: ScriptedGateway, name: str, place: int = 0) -> int:
    """Press a button and give the number the server was told."""
    page.get_by_role("button", name=name, exact=True).nth(place).click()
    expect(page.locator(".mine[data-state=sent]").last).to_contain_text(name.removeprefix("Remove: "))
    number = gateway.heard_of("choice")[-1]["button"]
    assert isinstance(number, int)
    return number


def test_a_card_shows_picture_name_prices_stock_and_reason(page: Page, gateway: ScriptedGateway) -> None:
    open_chat(page)
    say(page, "a jacket")
    card = page.locator(".card").first
    expect(card.locator("img")).to_have_attribute("src", f"{gateway.address}/picture.svg")
    expect(card.get_by_role("link", name="Ridgeline Shell Jacket")).to_have_attribute(
        "href", f"{gateway.address}/p/p1"
    )
    expect(card.locator("ins")).to_have_text("€99")
    expect(card.locator("del")).to_have_text("€139")
    expect(card).to_contain_text("In stock in M")
    expect(card).to_contain_text("waterproof, and your size")
    expect(page.locator(".card del")).to_have_count(1)


def test_buttons_are_numbered_cards_first_then_chips_then_the_bodys_own(
    page: Page, gateway: ScriptedGateway
) -> None:
    open_chat(page)
    say(page, "a jacket")
    cards = gateway.talk.messages
    assert press(page, gateway, "Details", 2) == 5
    assert gateway.heard_of("choice")[-1]["seq"] == cards[1]["seq"]
    say(page, "a jacket")
    expect(page.get_by_role("button", name="Remove: not black")).to_have_count(2)
    assert press(page, gateway, "Remove: not black", 1) == 7
    say(page, "a jacket")
    expect(page.get_by_role("button", name="In green")).to_have_count(3)
    assert press(page, gateway, "In green", 2) == 9


def test_a_card_button_stays_open_when_the_conversation_has_gone_on(
    page: Page, gateway: ScriptedGateway
) -> None:
    open_chat(page)
    say(page, "a jacket")
    expect(page.get_by_role("button", name="Cheaper")).to_be_enabled()
    say(page, "hmm")
    expect(page.get_by_text("I heard: hmm")).to_be_visible()
    for closed in ("Cheaper", "Remove: under 150"):
        expect(page.get_by_role("button", name=closed)).to_be_disabled()
    assert press(page, gateway, "Why this?", 1) == 2


def test_cards_scroll_sideways_by_arrows(page: Page) -> None:
    open_chat(page)
    say(page, "a jacket")
    page.locator(".strip").hover()
    expect(page.get_by_role("button", name="Previous products")).to_be_hidden()
    page.get_by_role("button", name="Next products").click()
    page.wait_for_function(
        "document.querySelector('attendant-chat').shadowRoot.querySelector('.strip').scrollLeft > 100"
    )
    expect(page.get_by_role("button", name="Previous products")).to_be_visible()


def test_a_confirmation_has_one_clear_yes_and_can_be_pressed_once(
    page: Page, gateway: ScriptedGateway
) -> None:
    open_chat(page)
    say(page, "return it")
    box = page.get_by_role("region", name="Return the Ridgeline Shell Jacket?")
    expect(box).to_contain_text("You get back")
    expect(box.locator(".primary")).to_have_text("Yes, return it")
    expect(box.locator(".secondary")).to_have_text("No, keep it")
    expect(page.get_by_role("link", name="How do I return something?")).to_be_visible()
    gateway.deaf = True
    page.get_by_role("button", name="Yes, return it").click()
    expect(page.get_by_role("button", name="Yes, return it")).to_be_disabled()
    expect(page.get_by_role("button", name="No, keep it")).to_be_disabled()
    gateway.wait_to_hear("choice")
    gateway.deaf = False
    gateway.drop()
    expect(page.get_by_text("Your return number is R-10342-1.")).to_be_visible()
    assert gateway.heard_of("choice")[-1]["button"] == 0
    expect(page.locator(".primary.chosen")).to_have_text("Yes, return it")


def test_a_choice_that_is_closed_says_so(page: Page, gateway: ScriptedGateway) -> None:
    open_chat(page)
    say(page, "return it")
    expect(page.get_by_role("button", name="Yes, return it")).to_be_visible()
    gateway.deaf = True
    page.get_by_role("button", name="Yes, return it").click()
    gateway.wait_to_hear("choice")
    refused = gateway.heard_of("choice")[-1]["client_id"]
    gateway.send({"type": "error", "code": "unknown_choice", "message": "", "client_id": refused})
    expect(page.get_by_text("Not sent. This choice is no longer open.")).to_be_visible()
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)


def test_a_table_is_a_table(page: Page) -> None:
    open_chat(page)
    say(page, "compare")
    table = page.get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_count(4)
    expect(table.get_by_role("rowheader").nth(1)).to_have_text("Waterproof")
    assert table.get_by_role("row").nth(2).get_by_role("cell").all_inner_texts() == ["yes", "yes", "no"]


def test_a_run_of_bot_messages_has_one_avatar(page: Page) -> None:
    open_chat(page)
    say(page, "two thoughts")
    expect(page.get_by_text("The second.")).to_be_visible()
    assert (
        page.locator(".rows .avatar").evaluate_all("all => all.filter(one => one.checkVisibility()).length")
        == 1
    )


def test_hostile_text_is_inert(page: Page) -> None:
    open_chat(page)
    say(page, "hostile")
    say(page, HOSTILE)
    expect(page.get_by_text(HOSTILE).first).to_be_visible()
    expect(page.get_by_text(f"I heard: {HOSTILE}")).to_be_visible()
    page.locator(".card").click()
    assert page.evaluate("window.pwned") is None
    root = "document.querySelector('attendant-chat').shadowRoot"
    assert page.evaluate(f"{root}.querySelectorAll('script, img, .card a, .source a').length") == 0
    assert HOSTILE in lines(page)


def test_only_web_addresses_become_links(page: Page) -> None:
    open_chat(page)
    say(page, "links")
    links = page.locator(".bubble a")
    expect(links).to_have_count(2)
    assert links.evaluate_all("all => all.map(a => a.getAttribute('href'))") == [
        "https://example.org/a_(b)?q=1",
        "https://example.org/",
    ]
    expect(links.first).to_have_attribute("rel", "noopener noreferrer nofollow")
    expect(links.first).to_have_attribute("target", "_blank")


def test_a_long_token_is_followed_but_not_read(page: Page) -> None:
    open_chat(page)
    say(page, "label")
    link = page.locator(".bubble a")
    expect(link).to_have_text("https://shop.test/chat/paper…")
    expect(link).to_have_attribute("href", f"https://shop.test/chat/paper?token={'x' * 200}")


def test_an_unknown_kind_still_says_its_text(page: Page) -> None:
    open_chat(page)
    say(page, "future")
    expect(page.get_by_text("A kind of message this widget does not know.")).to_be_visible()


def test_a_long_answer_is_shown_from_its_beginning(page: Page) -> None:
    open_chat(page)
    say(page, "long")
    expect(page.locator(".rows .theirs .bubble")).to_contain_text("A long answer.")
    page.wait_for_timeout(100)
    top = page.locator(".rows .theirs .bubble").bounding_box()
    frame = page.locator(".transcript").bounding_box()
    assert top
    assert frame
    assert 0 <= top["y"] - frame["y"] < 60


def test_news_wait_below_while_somebody_reads_above(page: Page, gateway: ScriptedGateway) -> None:
    open_chat(page)
    say(page, "long")
    expect(page.locator(".rows .theirs .bubble")).to_contain_text("A long answer.")
    page.locator(".transcript").evaluate("log => log.scrollTo(0, 0)")
    page.wait_for_timeout(100)
    gateway.say("text", {"text": "one more thing"})
    page.get_by_role("button", name="New messages").click()
    expect(page.get_by_text("one more thing")).to_be_in_viewport()


def test_nothing_breaks_a_strict_content_security_policy(page: Page, gateway: ScriptedGateway) -> None:
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    page.goto("/?strict=true")
    open_chat(page)
    say(page, "a jacket")
    say(page, "compare")
    expect(page.get_by_role("table")).to_be_visible()
    expect(page.locator(".launcher")).to_be_hidden()
    assert complaints == []
