"""The widget by keyboard, for screen readers, on a phone, in Chinese and in the dark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.scripted_gateway import ScriptedGateway
from tests.browser.shopper import lines, open_chat, say

pytestmark = pytest.mark.browser

FOCUSED = """() => { const at = document.activeElement; const inner = at.shadowRoot?.activeElement ?? at;
  return inner.getAttribute('aria-label') ?? inner.textContent.trim() }"""


@pytest.fixture
def phone(chromium: Browser, gateway: ScriptedGateway) -> Iterator[Page]:
    """The page on a phone."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, base_url=gateway.address
    )
    context.set_default_timeout(8_000)
    made = context.new_page()
    made.goto("/")
    yield made
    context.close()


def test_all_can_be_done_by_keyboard(page: Page, gateway: ScriptedGateway) -> None:
    page.locator("#own").focus()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Open chat"
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == "Write a message"
    page.keyboard.type("two thoughts")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(FOCUSED) == "Go on"
    page.keyboard.press("Enter")
    expect(page.get_by_text("I heard: Go on")).to_be_visible()
    assert page.evaluate(FOCUSED) == "Write a message"
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert page.evaluate(FOCUSED) == "Open chat"


def test_focus_goes_back_to_the_button_of_the_page_that_opened_it(page: Page) -> None:
    page.locator("#own").focus()
    page.evaluate("window.dispatchEvent(new CustomEvent('attendant:ask', {detail: {text: 'hello'}}))")
    assert page.evaluate(FOCUSED) == "Write a message"
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED) == "The shop's own button"


def test_a_page_that_comes_back_with_an_open_chat_keeps_its_focus(page: Page) -> None:
    open_chat(page)
    page.reload()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_shift_enter_begins_a_line_and_the_field_grows_to_five(page: Page, gateway: ScriptedGateway) -> None:
    open_chat(page)
    field = page.get_by_label("Write a message")
    heights = []
    for number in range(7):
        field.press_sequentially(f"line {number}")
        box = field.bounding_box()
        assert box
        heights.append(round(box["height"]))
        field.press("Shift+Enter")
    assert heights[:5] == [heights[0] + 22 * extra for extra in range(5)]
    assert heights[4:] == [heights[4]] * 3
    field.press("Enter")
    expect(page.locator(".mine .bubble")).to_contain_text("line 6")
    assert lines(page)[0].count("\n") == 6


def test_an_empty_message_cannot_be_sent_and_a_too_long_one_is_counted(
    page: Page, gateway: ScriptedGateway
) -> None:
    open_chat(page)
    field = page.get_by_label("Write a message")
    send = page.get_by_role("button", name="Send")
    expect(send).to_be_disabled()
    field.fill("   \n ")
    field.press("Enter")
    expect(send).to_be_disabled()
    field.fill("x" * 2003)
    expect(page.get_by_text("3 too many characters")).to_be_visible()
    expect(send).to_be_disabled()
    field.fill("x" * 1990)
    expect(page.get_by_text("10 characters left")).to_be_visible()
    assert gateway.heard_of("message") == []


def test_enter_that_chooses_a_chinese_character_does_not_send(page: Page, gateway: ScriptedGateway) -> None:
    open_chat(page)
    field = page.get_by_label("Write a message")
    field.fill("ni hao")
    enter = "new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true})"
    field.evaluate(f"field => field.dispatchEvent({enter})")
    page.wait_for_timeout(100)
    assert gateway.heard_of("message") == []
    expect(field).to_have_value("ni hao")


def test_screen_readers_are_told_what_is_what(page: Page) -> None:
    open_chat(page)
    say(page, "hello")
    expect(page.get_by_text("I heard: hello")).to_be_visible()
    log = page.get_by_role("log", name="Conversation")
    expect(log).to_have_attribute("aria-live", "polite")
    expect(log).to_have_attribute("aria-busy", "false")
    expect(page.get_by_role("dialog", name="Chat with customer service")).to_have_attribute(
        "aria-modal", "false"
    )
    speakers = page.locator(".rows .who").all_text_contents()
    assert speakers == ["You:", "Attendant:"]


def test_on_a_desk_the_panel_is_380_by_640(page: Page) -> None:
    open_chat(page)
    page.wait_for_timeout(250)
    box = page.get_by_role("dialog").bounding_box()
    assert box == {"x": 1280 - 24 - 380, "y": 900 - 24 - 640, "width": 380, "height": 640}


def test_on_a_phone_it_is_the_whole_screen(phone: Page) -> None:
    open_chat(phone)
    say(phone, "a jacket")
    expect(phone.locator(".card")).to_have_count(3)
    dialog = phone.get_by_role("dialog")
    assert dialog.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    expect(dialog).to_have_attribute("aria-modal", "true")
    assert phone.evaluate("document.scrollingElement.scrollWidth") == 390
    expect(phone.locator(".arrow").first).to_be_hidden()
    phone.get_by_role("button", name="Minimise chat").click()
    assert phone.evaluate("document.documentElement.style.overflow") == ""


def test_on_a_phone_the_focus_stays_inside(phone: Page) -> None:
    open_chat(phone)
    seen = set()
    for _ in range(12):
        phone.keyboard.press("Tab")
        seen.add(phone.evaluate(FOCUSED))
    assert "The shop's own button" not in seen
    assert {"Language", "Minimise chat", "Write a message"} <= {name.split("EN")[0] for name in seen}


def test_on_a_phone_a_product_is_not_covered_by_the_chat_it_was_found_in(phone: Page) -> None:
    open_chat(phone)
    say(phone, "a jacket")
    phone.get_by_role("link", name="Drizzle Anorak").click()
    phone.wait_for_url("**/p/p3")
    expect(phone.get_by_role("button", name="Open chat")).to_be_visible()


def test_on_a_desk_the_chat_stays_open_beside_the_product(page: Page) -> None:
    open_chat(page)
    say(page, "a jacket")
    page.get_by_role("link", name="Ridgeline Shell Jacket").click()
    page.wait_for_url("**/p/p1")
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.locator(".card")).to_have_count(3)


def test_the_language_can_be_changed_and_is_remembered(page: Page, gateway: ScriptedGateway) -> None:
    open_chat(page)
    say(page, "hello")
    expect(page.get_by_text("I heard: hello")).to_be_visible()
    page.get_by_label("Language").select_option("zh")
    expect(page.get_by_placeholder("输入消息…")).to_be_visible()
    expect(page.get_by_text("I heard: hello")).to_be_visible()
    gateway.wait_to_hear("language")
    assert gateway.heard_of("language") == [{"type": "language", "language": "zh"}]
    page.reload()
    expect(page.get_by_placeholder("输入消息…")).to_be_visible()
    expect(page.locator("attendant-chat")).to_have_attribute("lang", "zh")
    assert gateway.session_requests[-1]["language"] == "zh"


def test_both_languages_have_the_same_words(page: Page) -> None:
    keys = """async () => {
      const [en, zh] = await Promise.all(['en', 'zh'].map(code => import(`/widget/locale/${code}.js`)));
      const shape = words => Object.entries(words).flatMap(([name, word]) =>
        Array.isArray(word) ? [`${name}[${word.length}]`]
        : typeof word === 'object' ? Object.keys(word).map(inner => `${name}.${inner}`)
        : [`${name}:${typeof word}`]);
      return [shape(en.default), shape(zh.default)] }"""
    english, chinese = page.evaluate(keys)
    assert english == chinese


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_enough_contrast(chromium: Browser, gateway: ScriptedGateway, scheme: str) -> None:
    context = chromium.new_context(color_scheme=scheme, base_url=gateway.address)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/")
    open_chat(page)
    gateway.errors["quick"] = "too_fast"
    for words in ("a jacket", "compare", "return it", "links", "quick"):
        say(page, words)
        page.wait_for_timeout(150)
    faint = page.evaluate(CONTRAST)
    assert faint == []
    context.close()


CONTRAST = """() => {
  const parse = colour => {
    const found = colour.match(/[\\d.]+/g).map(Number);
    return found.length < 4 ? [...found, 1] : found };
  const linear = share => share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  const light = colour => {
    const [red, green, blue] = colour.slice(0, 3).map(part => linear(part / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue };
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour[3] === 1) return colour }
    return [255, 255, 255] };
  const root = document.querySelector('attendant-chat').shadowRoot;
  const faint = [];
  for (const element of root.querySelectorAll('*')) {
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (!own || !element.checkVisibility()) continue;
    const both = [light(parse(getComputedStyle(element).color)), light(ground(element))];
    const ratio = (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
    if (ratio < 4.5) faint.push(`${element.className || element.tagName} ${ratio.toFixed(2)}`);
  }
  return [...new Set(faint)] }"""
