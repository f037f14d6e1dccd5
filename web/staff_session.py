"""Who is logged in: the session of a staff account, the guard before pages, the login page.

The session lives in NiceGUI's per-browser storage on the server; the browser holds a signed id only.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Collection, MutableMapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlsplit

from fastapi import Request
from fastapi.responses import RedirectResponse
from nicegui import Client, app, ui

from knowledge.database import utc_now
from knowledge.staff.errors import WrongLogin
from knowledge.staff.models import Role, StaffAccount
from knowledge.staff.service import StaffAccounts
from web.staff_pages import StaffPages
from web.staff_theme import button, dress, header, notice

SESSION_LASTS = timedelta(hours=12)
DESK_ROLES = frozenset({Role.AGENT, Role.ADMIN})
INSIGHTS_ROLES = frozenset({Role.PRODUCT, Role.ADMIN})

SECTIONS = {
    "Desk": "/desk",
    "Waiting": "/desk/waiting",
    "Insights": "/insights",
    "Segments": "/insights/segments",
}

_KEY = "staff"


@dataclass
class Visit:
    """An open page of somebody who is logged in and may be on it."""

    accounts: StaffAccounts
    store: MutableMapping[str, Any]
    client: Client
    path: str
    roles: Collection[Role]
    staff: StaffAccount

    async def still(self) -> StaffAccount | None:
        """The account, looked up again before each action.

        None when the session has ended (logged out, too old, deactivated, another password, another role):
        then the browser is on its way to the login.
        """
        staff = await asyncio.to_thread(_logged_in, self.accounts, self.store)
        if staff is None or staff.role not in self.roles:
            if not self.client.is_deleted:
                with self.client:
                    ui.navigate.to(login_path(self.path))
            return None
        self.staff = staff
        return staff

    def leave(self) -> None:
        """End the session of this browser."""
        self.store.pop(_KEY, None)
        ui.navigate.to("/login")

    def header(self, shop_name: str) -> None:
        """The bar on top of a page, with what this person may open."""
        sections = {title: path for title, path in SECTIONS.items() if may_open(self.staff.role, path)}
        header(shop_name, sections, self.path, self.staff.name, self.leave)


def visit(pages: StaffPages, request: Request, roles: Collection[Role]) -> Visit | RedirectResponse:
    """Let somebody with one of these roles in; send everybody else to the login, which sends them back."""
    store = app.storage.user
    staff = _logged_in(pages.staff, store)
    path = request.url.path
    if staff is None or staff.role not in roles:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(login_path(path + query))
    client = ui.context.client
    client.on_exception(
        lambda: notice("Something went wrong. Try again; if it stays, tell who runs Attendant.")
    )
    return Visit(pages.staff, store, client, path, roles, staff)


def login_path(wanted: str) -> str:
    """Where to log in and then go on to `wanted`."""
    return f"/login?next={quote(wanted, safe='')}"


def own_path(wanted: str) -> str | None:
    """`wanted` if it is a path of this site, else None: a login must not send people elsewhere."""
    parts = urlsplit(wanted)
    strange = parts.scheme or parts.netloc or "\\" in wanted or any(ord(sign) <= 32 for sign in wanted)
    if strange or not wanted.startswith("/") or wanted.startswith("//") or parts.path == "/login":
        return None
    return wanted


def start_page(role: Role) -> str:
    """Where work begins for a role."""
    return "/insights" if role == Role.PRODUCT else "/desk"


def may_open(role: Role, path: str) -> bool:
    """Whether a role gets past the guard of this path."""
    section = "/" + urlsplit(path).path.strip("/").partition("/")[0]
    guarded = {"/desk": DESK_ROLES, "/insights": INSIGHTS_ROLES}
    return role in guarded.get(section, frozenset(Role))


def _log_in(store: MutableMapping[str, Any], staff: StaffAccount) -> None:
    store[_KEY] = {"id": staff.id, "stamp": _stamp(staff), "at": utc_now().isoformat()}


def _logged_in(accounts: StaffAccounts, store: MutableMapping[str, Any]) -> StaffAccount | None:
    kept = store.get(_KEY)
    if not kept or utc_now() - datetime.fromisoformat(kept["at"]) > SESSION_LASTS:
        return None
    staff = accounts.active(kept["id"])
    return staff if staff is not None and _stamp(staff) == kept["stamp"] else None


def _stamp(staff: StaffAccount) -> str:
    # Of the password hash, so that a new password ends the sessions of the old one.
    return hashlib.sha256(staff.password_hash.encode()).hexdigest()[:16]


def register_login(pages: StaffPages) -> None:
    """Add the page `/login`."""

    @ui.page("/login", title=f"Log in · {pages.shop_name}", dark=None)
    def login(request: Request) -> RedirectResponse | None:
        wanted = own_path(request.query_params.get("next", ""))
        store = app.storage.user
        staff = _logged_in(pages.staff, store)
        if staff is not None and (wanted is None or may_open(staff.role, wanted)):
            return RedirectResponse(wanted or start_page(staff.role))
        dress("login")
        with ui.element("main").classes("login"):
            ui.label(pages.shop_name).classes("login-shop")
            ui.html("Log in", tag="h1")
            if staff is not None:
                _explain_wrong_role(staff)
            _LoginForm(pages, store, wanted)
        return None


def _explain_wrong_role(staff: StaffAccount) -> None:
    with ui.element("p").classes("notice"):
        ui.label(f"You are logged in as {staff.name} ({staff.role}), and that page is for others.")
        ui.link("Back to my own page", start_page(staff.role))


class _LoginForm:
    """E-mail, password, and one sentence when they are refused."""

    def __init__(self, pages: StaffPages, store: MutableMapping[str, Any], wanted: str | None) -> None:
        self._accounts = pages.staff
        self._store = store
        self._wanted = wanted
        self._busy = False
        if not pages.staff.any_exists():
            ui.label(
                "There is no account yet. Whoever runs Attendant makes the first one on the command line."
            ).classes("notice")
        self._email = (
            ui.input("E-mail").props("outlined autofocus autocomplete=username type=email").mark("email")
        )
        self._password = (
            ui.input("Password", password=True, password_toggle_button=True)
            .props("outlined autocomplete=current-password")
            .mark("password")
            .on("keydown.enter", self._submit)
        )
        self._email.on("keydown.enter", self._submit)
        self._problem = ui.label().classes("problem").props('role="alert"')
        self._problem.visible = False
        button("Log in", self._submit, primary=True).mark("submit")

    async def _submit(self) -> None:
        if self._busy:
            return
        self._busy = True
        try:
            staff = await asyncio.to_thread(
                self._accounts.authenticate, self._email.value or "", self._password.value or ""
            )
        except WrongLogin as refused:
            self._problem.text = str(refused)
            self._problem.visible = True
            return
        finally:
            self._busy = False
        _log_in(self._store, staff)
        wanted = self._wanted if self._wanted and may_open(staff.role, self._wanted) else None
        ui.navigate.to(wanted or start_page(staff.role))
