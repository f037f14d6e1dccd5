"""What a shopper does with the widget, and what they see."""

from __future__ import annotations

from playwright.sync_api import Page


def open_chat(page: Page) -> None:
    """Press the launcher."""
    page.get_by_role("button", name="Open chat").click()


def say(page: Page, text: str) -> None:
    """Write a message and send it."""
    page.get_by_label("Write a message").fill(text)
    page.get_by_label("Write a message").press("Enter")


def lines(page: Page) -> list[str]:
    """What the bubbles of the transcript say, in order."""
    return [text.strip() for text in page.locator(".rows .bubble").all_inner_texts()]
