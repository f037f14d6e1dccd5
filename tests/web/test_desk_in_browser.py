"""The desk in a real Chromium: keys, live news while somebody types, narrow screens, no outside requests."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

pytestmark = pytest.mark.browser

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
PASSWORD = "a password for tests"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the staff's pages are served, by a process of their own: NiceGUI is one per process."""
    folder = tmp_path_factory.mktemp("staff_site")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    surroundings = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "NICEGUI"))},
        "DATABASE": str(folder / "attendant.db"),
        "NICEGUI_STORAGE_PATH": str(folder / "storage"),
    }
    command = [sys.executable, "-m", "uvicorn", "tests.web.staff_site:app", "--port", str(port)]
    with subprocess.Popen([*command, "--log-level", "warning"], cwd=ROOT, env=surroundings) as server:
        found = f"http://127.0.0.1:{port}"
        _wait_for(found, server)
        yield found
        server.terminate()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            httpx.get(f"{address}/login")
        except httpx.TransportError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the staff's pages did not start")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


def log_in(
    chromium: Browser, address: str, name: str, path: str, size: tuple[int, int] = (1440, 900)
) -> Page:
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, base_url=address)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(path)
    page.fill("input[type=email]", f"{name.lower()}@example.org")
    page.fill("input[type=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{path}")
    return page


@pytest.fixture
def mei(chromium: Browser, address: str) -> Iterator[Page]:
    page = log_in(chromium, address, "Mei", "/desk")
    yield page
    page.context.close()


def says(address: str, text: str, **more: str) -> str:
    """A shopper says something; gives the conversation's id."""
    return str(httpx.post(f"{address}/shopper/says", params={"text": text, **more}).json())


def test_the_whole_way_by_keyboard(mei: Page, address: str) -> None:
    first = says(address, "my parcel is lost", wish="Lost parcel")
    second = says(address, "the kettle leaks", wish="Leaking kettle")
    expect(mei.locator(f"[data-item='{second}']")).to_be_visible()
    mei.keyboard.press("j")
    expect(mei.locator(f"[data-item='{first}']")).to_be_focused()
    mei.keyboard.press("j")
    expect(mei.locator(f"[data-item='{second}']")).to_be_focused()
    mei.keyboard.press("k")
    mei.keyboard.press("Enter")
    expect(mei.get_by_text("my parcel is lost")).to_be_visible()
    mei.get_by_role("button", name="Take over").click()
    expect(mei.get_by_text("with Mei", exact=True)).to_be_visible()
    mei.locator(".talk-lines").focus()
    mei.keyboard.press("r")
    expect(mei.locator(".composer textarea")).to_be_focused()
    mei.keyboard.type("Hello, jk? Mei here.")
    mei.keyboard.press("Control+Enter")
    expect(mei.locator(".by-agent .line-text")).to_have_text("Hello, jk? Mei here.")
    expect(mei.locator(".composer textarea")).to_have_value("")
    mei.keyboard.press("Escape")
    mei.keyboard.press("?")
    expect(mei.get_by_role("dialog")).to_contain_text("next and previous conversation")
    mei.keyboard.press("Escape")
    expect(mei.get_by_role("dialog")).to_have_count(0)
    mei.get_by_role("button", name="Done").click()
    expect(mei.get_by_role("button", name="Reopen")).to_be_visible()


def test_not_a_letter_is_lost_while_news_come_in(mei: Page, address: str) -> None:
    conversation = says(address, "my parcel is lost", wish="Lost parcel")
    mei.locator(f"[data-item='{conversation}']").click()
    mei.get_by_role("button", name="Take over").click()
    expect(mei.get_by_text("with Mei", exact=True)).to_be_visible()
    mei.locator(".composer textarea").focus()
    words = "I am writing a rather long answer while the shopper goes on and on. "
    for place in range(0, len(words), 8):
        says(address, f"and {place}", conversation=conversation)
        mei.keyboard.type(words[place : place + 8], delay=15)
    expect(mei.locator(".line-theirs").last).to_contain_text("and 64")
    expect(mei.locator(".composer textarea")).to_have_value(words)
    expect(mei.locator(".composer textarea")).to_be_focused()
    mei.reload()
    expect(mei.locator(".composer textarea")).to_have_value(words)


def test_the_transcript_follows_its_end_but_not_while_one_reads_further_up(mei: Page, address: str) -> None:
    conversation = says(address, "first words", wish="Talkative")
    for number in range(30):
        says(address, f"line {number}", conversation=conversation)
    mei.locator(f"[data-item='{conversation}']").click()
    expect(mei.get_by_text("line 29", exact=True)).to_be_in_viewport()
    says(address, "the newest", conversation=conversation)
    expect(mei.get_by_text("the newest", exact=True)).to_be_in_viewport()
    mei.locator(".talk-lines").evaluate("log => log.scrollTo(0, 0)")
    expect(mei.get_by_text("first words", exact=True)).to_be_in_viewport()
    says(address, "newer still", conversation=conversation)
    expect(mei.get_by_text("newer still", exact=True)).to_be_attached()
    expect(mei.get_by_text("first words", exact=True)).to_be_in_viewport()


def test_two_agents_at_their_desks_see_one_take_over(mei: Page, chromium: Browser, address: str) -> None:
    conversation = says(address, "my parcel is lost", wish="Lost parcel")
    jonas = log_in(chromium, address, "Jonas", "/desk")
    for page in (mei, jonas):
        page.locator(f"[data-item='{conversation}']").click()
        expect(page.get_by_role("button", name="Take over")).to_be_visible()
    mei.get_by_role("button", name="Take over").click()
    expect(jonas.get_by_text("with Mei", exact=True)).to_be_visible()
    expect(jonas.get_by_role("button", name="Take over")).to_be_hidden()
    jonas.context.close()


def test_a_phone_shows_one_column_at_a_time(chromium: Browser, address: str) -> None:
    conversation = says(address, "my parcel is lost", wish="Lost parcel")
    phone = log_in(chromium, address, "Mei", "/desk", (390, 844))
    phone.locator(f"[data-item='{conversation}']").click()
    expect(phone.get_by_text("my parcel is lost")).to_be_visible()
    expect(phone.locator(".desk-list")).to_be_hidden()
    phone.get_by_role("button", name="Customer").click()
    expect(phone.get_by_text("Not signed in.")).to_be_visible()
    phone.get_by_role("button", name="‹ Conversation").click()
    phone.get_by_role("button", name="Back to the list").click()
    expect(phone.locator(".desk-list")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.context.close()


@pytest.mark.parametrize(
    ("name", "path"),
    [("Mei", "/desk"), ("Mei", "/desk/waiting"), ("Priya", "/insights"), ("Priya", "/insights/segments")],
)
def test_pages_ask_nothing_of_other_hosts_and_raise_no_errors(
    chromium: Browser, address: str, name: str, path: str
) -> None:
    page = log_in(chromium, address, name, path)
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.reload()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    assert not errors
    page.context.close()


def test_segments_fit_a_phone_and_open_by_keyboard(chromium: Browser, address: str) -> None:
    httpx.post(f"{address}/shop/sells").raise_for_status()
    phone = log_in(chromium, address, "Priya", "/insights/segments", (390, 844))
    expect(phone.locator("svg").first).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.keyboard.press("j")
    expect(phone.locator("[data-item='champions']")).to_be_focused()
    phone.keyboard.press("Enter")
    dialog = phone.get_by_role("dialog")
    expect(dialog).to_contain_text("L. K.")
    expect(dialog).not_to_contain_text("Kovač")
    sheet = dialog.locator(".members")
    assert sheet.evaluate("table => table.scrollWidth <= table.parentElement.clientWidth")
    phone.keyboard.press("Escape")
    expect(phone.get_by_role("dialog")).to_have_count(0)
    phone.context.close()


def test_of_two_who_decide_at_once_one_does_and_the_other_is_told_who(
    mei: Page, chromium: Browser, address: str
) -> None:
    httpx.post(f"{address}/shop/waits", params={"name": "Wanda Novak"}).raise_for_status()
    jonas = log_in(chromium, address, "Jonas", "/desk/waiting")
    mei.goto("/desk/waiting")
    for page in (mei, jonas):
        claim = page.get_by_role("article").filter(has_text="Wanda Novak").filter(has_text="Claim")
        claim.get_by_role("button", name="Reject" if page is jonas else "Accept").click()
        expect(page.get_by_role("dialog")).to_contain_text("This cannot be taken back")
    mei.get_by_role("dialog").get_by_role("button", name="Accept", exact=True).click()
    expect(mei.get_by_text("is accepted.")).to_be_visible()
    jonas.get_by_role("dialog").get_by_role("button", name="Reject", exact=True).click()
    expect(jonas.get_by_text("Nothing was done: Mei accepted it before you.")).to_be_visible()
    for page in (mei, jonas):
        waits = page.get_by_role("article").filter(has_text="Wanda Novak")
        expect(waits).to_have_count(3)
    jonas.context.close()


def test_what_waits_fits_a_phone_and_is_decided_by_keyboard(chromium: Browser, address: str) -> None:
    httpx.post(f"{address}/shop/waits", params={"name": "Pavel Horak"}).raise_for_status()
    phone = log_in(chromium, address, "Mei", "/desk/waiting", (390, 844))
    lower = phone.get_by_role("article").filter(has_text="Pavel Horak").filter(has_text="Lower price")
    expect(lower).to_contain_text("2 × Mug")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    lower.get_by_role("button", name="Accept").focus()
    phone.keyboard.press("Enter")
    dialog = phone.get_by_role("dialog")
    expect(dialog).to_contain_text("Pavel Horak pays €10 less for it")
    dialog.get_by_role("button", name="Accept", exact=True).focus()
    phone.keyboard.press("Enter")
    expect(lower).to_have_count(0)
    phone.context.close()
