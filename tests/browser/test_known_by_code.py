"""A visitor asks about an order, reads the code on the page of mails and is known, in real browsers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from knowledge.orders.models import OrderState
from tests.browser.test_the_whole_way import PATIENCE_MS, Chat, chromium, open_page
from tests.conversations.test_identification import Behind
from tests.running_stack import RunningStack

__all__ = ["chromium"]  # the fixture

pytestmark = [pytest.mark.stack, pytest.mark.browser]


def fits(page: Page) -> bool:
    """Whether nothing sticks out of the page's width."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize(
    ("width", "height", "email"),
    [(1280, 900, "tom.baker@example.org"), (390, 844, "ana.ferreira@example.net")],
    ids=["desk", "phone"],
)
def test_a_visitor_is_known_by_the_code_in_the_mail(
    stack: RunningStack, chromium: Browser, width: int, height: int, email: str
) -> None:
    behind = Behind(stack)
    order = behind.order_of(email, OrderState.DELIVERED)
    shop = open_page(chromium, width, height)
    shop.goto(stack.address)
    chat = Chat(shop)
    chat.say("where is my parcel?", "Which order is it about")
    chat.say(f"it is {order.number}, {email}", "a code of six digits")
    code = behind.code_for(email)

    mails = open_page(chromium, width, height)
    mails.goto(f"{stack.address}/mails")
    expect(mails.get_by_text("Only in the demo.")).to_be_visible()
    assert fits(mails)
    mails.get_by_role("link", name=re.compile(re.escape(email))).first.click()
    letter = mails.frame_locator("iframe.letter")
    expect(letter.get_by_text(code)).to_be_visible(timeout=PATIENCE_MS)
    assert fits(mails)

    chat.say(f"my code: {code}", "now I know that it is you")
    expect(chat.log.get_by_text(f"Order {order.number}").first).to_be_visible()
    expect(chat.log.get_by_text("my code: ••••••")).to_be_visible()
    assert code not in chat.log.inner_text()
    shop.reload()
    expect(chat.log.get_by_text("now I know that it is you")).to_be_visible(timeout=PATIENCE_MS)
