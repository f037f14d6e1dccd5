"""The demo shop's pages in a browser, with the widget on them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.scripted_gateway import ScriptedGateway
from tests.web.small_shop import router_of, small_shop

pytestmark = pytest.mark.browser


@pytest.fixture
def shop(chromium: Browser, tmp_path: Path) -> Iterator[Page]:
    """A shopper's page on a desk; whatever the browser complains about fails the test."""
    gateway = ScriptedGateway(router_of(small_shop(tmp_path)))
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, base_url=gateway.start())
    context.set_default_timeout(8_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    gateway.stop()
    assert complaints == []


def test_price_stock_and_picture_follow_the_chosen_options(shop: Page) -> None:
    shop.goto("/p/ridgeline")
    expect(shop.locator("#price")).to_have_text("€139")
    expect(shop.locator("#stock")).to_have_text("In stock")
    shop.get_by_role("radio", name="XL", exact=True).check()
    expect(shop.locator("#price")).to_have_text("€149")
    expect(shop.locator("#stock")).to_have_text("Only 2 left")
    shop.get_by_role("radio", name="black").check()
    expect(shop.locator("#picture")).to_have_attribute("src", "/picture/ridgeline/black.svg")
    shop.get_by_role("radio", name="M", exact=True).check()
    expect(shop.locator("#stock")).to_have_text("Sold out")
    expect(shop.get_by_role("button", name="Add to cart")).to_be_disabled()


def test_the_variant_that_was_chosen_is_in_the_cart(shop: Page) -> None:
    shop.goto("/p/ridgeline")
    shop.get_by_role("radio", name="XL", exact=True).check()
    shop.get_by_role("button", name="Add to cart").click()
    expect(shop.locator(".lines")).to_contain_text("forest green, XL")
    shop.get_by_label("How many of Ridgeline Shell Jacket").select_option("2")
    expect(shop.locator(".sums .total")).to_contain_text("€298")


def test_a_product_can_be_asked_about(shop: Page) -> None:
    shop.goto("/p/ridgeline")
    shop.get_by_role("button", name="Ask Attendant about this").click()
    expect(shop.get_by_text("I heard: Tell me more about the Ridgeline Shell Jacket")).to_be_visible()


def test_sorting_needs_no_button(shop: Page) -> None:
    shop.goto("/c/accessories")
    shop.get_by_label("Sort").select_option("price")
    shop.wait_for_url("**/c/accessories?sort=price")
    expect(shop.locator(".tile .title").first).to_have_text("Wool Beanie")


def test_the_conversation_goes_along_from_page_to_page(shop: Page) -> None:
    shop.goto("/")
    shop.get_by_role("button", name="Tell Attendant what you need").click()
    field = shop.get_by_label("Write a message")
    field.fill("something warm")
    field.press("Enter")
    expect(shop.get_by_text("I heard: something warm")).to_be_visible()
    shop.get_by_role("link", name="Clothing").first.click()
    shop.wait_for_url("**/c/clothing")
    expect(shop.get_by_text("I heard: something warm")).to_be_visible()


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_no_page_is_wider_than_the_screen(shop: Page, width: int) -> None:
    shop.set_viewport_size({"width": width, "height": 844})
    shop.goto("/sign-in")
    shop.get_by_role("button", name="Lena").click()
    for address in ("/", "/c/clothing", "/p/ridgeline", "/orders", "/help/how-to-return", "/sign-in"):
        shop.goto(address)
        assert shop.evaluate("document.scrollingElement.scrollWidth") == width, address


def test_the_open_chat_covers_none_of_the_pages_buttons(shop: Page) -> None:
    shop.goto("/p/ridgeline")
    shop.get_by_role("button", name="Ask Attendant about this").click()
    expect(shop.get_by_text("I heard: Tell me more")).to_be_visible()
    panel = shop.get_by_role("dialog").bounding_box()
    assert panel
    for name in ("Add to cart", "Ask Attendant about this", "Search"):
        button = shop.get_by_role("button", name=name).bounding_box()
        assert button
        assert button["x"] + button["width"] <= panel["x"], name
    assert shop.evaluate("document.scrollingElement.scrollWidth") == 1280
