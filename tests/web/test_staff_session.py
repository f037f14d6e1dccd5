"""Who gets onto which of the staff's pages."""

from __future__ import annotations

import asyncio

import pytest

from knowledge.staff.models import Role
from tests.web.conftest import PASSWORD, Site
from web.staff_session import may_open, own_path


async def test_a_wrong_password_is_told_and_the_right_one_lets_in(site: Site) -> None:
    site.person("Mei")
    user = site.browser()
    await user.open("/login")
    user.find(marker="email").type("mei@example.org")
    user.find(marker="password").type("wrong password")
    user.find(marker="submit").click()
    await user.should_see("E-mail or password is not right", retries=20)
    user.find(marker="password").clear().type(PASSWORD)
    user.find(marker="submit").click()
    await user.should_see("No conversation open", retries=20)


async def test_five_wrong_passwords_lock_the_login_without_saying_so(site: Site) -> None:
    site.person("Mei")
    user = site.browser()
    await user.open("/login")
    user.find(marker="email").type("mei@example.org")
    for password in ["wrong password"] * 5 + [PASSWORD]:
        user.find(marker="password").clear().type(password)
        user.find(marker="submit").click()
        await asyncio.sleep(0.1)
        await user.should_see("E-mail or password is not right", retries=20)
    await user.should_see(marker="password")


@pytest.mark.parametrize(
    ("role", "path", "admitted"),
    [
        (Role.AGENT, "/desk", True),
        (Role.AGENT, "/insights", False),
        (Role.PRODUCT, "/desk", False),
        (Role.PRODUCT, "/insights", True),
        (Role.ADMIN, "/desk", True),
        (Role.ADMIN, "/insights", True),
    ],
)
async def test_each_role_has_its_pages(site: Site, role: Role, path: str, admitted: bool) -> None:
    site.person("Mei", role)
    own = "/insights" if role == Role.PRODUCT else "/desk"
    user = await site.log_in("Mei", own)
    await user.open(path)
    if admitted:
        await user.should_see("Log out")
    else:
        await user.should_see("and that page is for others")
        await user.should_not_see("Log out")


async def test_nobody_gets_past_the_login_without_one(site: Site) -> None:
    for path in ("/desk", "/insights"):
        user = site.browser()
        response = await user.http_client.get(path)
        assert response.status_code == 307
        assert response.headers["location"] == f"/login?next=%2F{path[1:]}"


async def test_the_login_goes_on_to_where_one_wanted(site: Site) -> None:
    site.person("Sam", Role.ADMIN)
    user = site.browser()
    await user.open("/insights?days=7")
    user.find(marker="email").type("sam@example.org")
    user.find(marker="password").type(PASSWORD)
    user.find(marker="submit").click()
    await user.should_see("What shoppers say", retries=20)
    assert user.back_history[-1] == "/insights?days=7"


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/desk",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/desk\r\nx: y",
        " /desk",
        "desk",
        "",
        "/login?next=/login",
    ],
)
def test_the_login_sends_nobody_elsewhere(wanted: str) -> None:
    assert own_path(wanted) is None


def test_own_paths_are_kept_with_their_query() -> None:
    assert own_path("/insights?days=7") == "/insights?days=7"


async def test_a_stranger_among_the_wanted_paths_ends_at_the_usual_page(site: Site) -> None:
    site.person("Mei")
    user = site.browser()
    await user.open("/login?next=%2F%2Fevil.example")
    user.find(marker="email").type("mei@example.org")
    user.find(marker="password").type(PASSWORD)
    user.find(marker="submit").click()
    await user.should_see("No conversation open", retries=20)
    assert user.back_history[-1] == "/desk"


async def test_logging_out_ends_the_session(site: Site) -> None:
    site.person("Mei")
    user = await site.log_in("Mei", "/desk")
    user.find("Log out").click()
    await user.should_see(marker="password", retries=20)
    await user.open("/desk")
    await user.should_see(marker="password")


async def test_a_deactivated_account_is_out_at_the_next_page(site: Site) -> None:
    site.person("Mei")
    user = await site.log_in("Mei", "/desk")
    site.pages.staff.deactivate("mei@example.org")
    await user.open("/desk")
    await user.should_see(marker="password")


async def test_a_deactivated_account_is_out_at_the_next_action_and_it_does_not_happen(site: Site) -> None:
    site.person("Mei")
    conversation = site.shopper_says("my parcel is lost", handoff="Lost parcel")
    user = await site.log_in("Mei", "/desk")
    user.find(marker=f"item-{conversation}").click()
    await user.should_see("waiting for a person", retries=20)
    site.pages.staff.deactivate("mei@example.org")
    user.find(marker="take-over").click()
    await user.should_see(marker="password", retries=20)
    assert site.pages.conversations.get(conversation).owner == "queue"


async def test_a_new_password_ends_sessions_of_the_old_one(site: Site) -> None:
    site.person("Mei")
    user = await site.log_in("Mei", "/desk")
    site.pages.staff.set_password("mei@example.org")
    await user.open("/desk")
    await user.should_see(marker="password")


async def test_a_shop_without_accounts_says_how_to_make_one(site: Site) -> None:
    user = site.browser()
    await user.open("/login")
    await user.should_see("There is no account yet")


def test_paths_that_no_guard_stands_before_are_open() -> None:
    assert may_open(Role.PRODUCT, "/help")
    assert not may_open(Role.PRODUCT, "/desk/anything?x=1")
