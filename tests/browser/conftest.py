"""Fixtures of the browser tests: one Chromium a module, one scripted gateway and one page a test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.scripted_gateway import ScriptedGateway

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser. It lives no longer than a module: its event loop would be in the way of async tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def gateway() -> Iterator[ScriptedGateway]:
    """A gateway that answers from the script; `gateway.address` is where."""
    server = ScriptedGateway()
    server.address = server.start()
    yield server
    server.stop()


@pytest.fixture
def page(chromium: Browser, gateway: ScriptedGateway) -> Iterator[Page]:
    """A page of the shop on a desk, with the widget closed."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, base_url=gateway.address)
    context.set_default_timeout(8_000)
    made = context.new_page()
    made.goto("/")
    yield made
    context.close()
