"""A shopper, an agent and a product manager in real browsers, against the real servers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.running_stack import RunningStack

pytestmark = [pytest.mark.stack, pytest.mark.browser]

CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS = 20_000


@pytest.fixture
def chromium() -> Iterator[Browser]:
    """A real browser of its own."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"{CHROMIUM} is not installed: run `make system-test-tools`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


def open_page(browser: Browser, width: int, height: int) -> Page:
    """A page with cookies of its own; an error of its scripts fails the test."""
    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
    page.set_default_timeout(PATIENCE_MS)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("close", lambda _: None if not errors else pytest.fail("\n".join(errors)))
    return page


class Chat:
    """The widget on a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.get_by_role("button", name=re.compile("chat", re.IGNORECASE)).first.click()
        self.box = page.get_by_role("textbox", name=re.compile("message", re.IGNORECASE))
        self.log = page.get_by_role("log")

    def say(self, text: str, expected: str | re.Pattern[str]) -> None:
        """Write a message and wait for words of the answer."""
        before = self.log.get_by_text(expected).count()
        self.box.fill(text)
        self.box.press("Enter")
        expect(self.log.get_by_text(expected).nth(before)).to_be_visible(timeout=PATIENCE_MS)


def log_in(page: Page, address: str, account: tuple[str, str]) -> None:
    """Log in as staff."""
    page.goto(address)
    page.get_by_label(re.compile("e-?mail", re.IGNORECASE)).fill(account[0])
    page.get_by_label(re.compile("password", re.IGNORECASE)).fill(account[1])
    page.keyboard.press("Enter")


@pytest.mark.parametrize(("width", "height", "who"), [(1280, 900, "Giulia"), (390, 844, "Bram")])
def test_from_advice_to_a_return_to_a_person_and_back_and_heard(
    stack: RunningStack, chromium: Browser, width: int, height: int, who: str
) -> None:
    item = {"Giulia": "court heels", "Bram": "tug rope"}[who]
    shop = open_page(chromium, width, height)
    shop.goto(f"{stack.address}/sign-in")
    shop.get_by_role("button", name=re.compile(who)).first.click()
    chat = Chat(shop)

    chat.say("I need a waterproof jacket for hiking, under 150, not black", re.compile("products? fit"))
    chat.say("cheaper", re.compile("products? fit"))
    chat.say("in green", re.compile("products? fit|Nothing (in the shop|here|like that)"))
    chat.say("the first one", "You can put it in your basket")
    chat.say("where is my order?", re.compile("^Order"))
    chat.say(f"I want to return the {item}", re.compile("Why does it go back"))
    chat.say("I changed my mind", "Open this return?")
    shop.get_by_role("button", name="Yes, open the return").click()
    expect(chat.log.get_by_text(re.compile("Your return R-.* is open"))).to_be_visible(timeout=PATIENCE_MS)
    complaint = f"I am really disappointed, the {item} fell apart after one week"
    chat.say(complaint, re.compile("I am sorry"))
    chat.say("I want to talk to a person", re.compile("You are in the queue"))

    desk = open_page(chromium, max(width, 1024), height)
    log_in(desk, f"{stack.address}/desk", stack.password("agent"))
    desk.get_by_text(re.compile(who)).first.click()
    desk.get_by_role("button", name="Take over").first.click()
    expect(shop.get_by_text("Mei from support")).to_be_visible(timeout=PATIENCE_MS)
    reply = desk.locator("textarea").first
    reply.fill("Hello, this is Mei. A new one is on its way.")
    reply.press("Control+Enter")
    expect(chat.log.get_by_text("A new one is on its way")).to_be_visible(timeout=PATIENCE_MS)

    shop.reload()
    expect(chat.log.get_by_text("A new one is on its way")).to_be_visible(timeout=PATIENCE_MS)
    desk.get_by_role("button", name="Give back").first.click()
    expect(shop.get_by_text("Mei from support")).to_be_hidden(timeout=PATIENCE_MS)
    chat.say("what does delivery to Austria cost?", re.compile("Delivery to Austria"))

    insights = open_page(chromium, max(width, 1024), height)
    log_in(insights, f"{stack.address}/insights", stack.password("product"))
    expect(insights.get_by_text(complaint).first).to_be_visible(timeout=PATIENCE_MS)
    for page in (shop, desk, insights):
        page.close()
