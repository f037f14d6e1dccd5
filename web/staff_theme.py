"""The look that login, desk and insights share: tokens, style sheet, header bar, buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from nicegui import ui

_FOLDER = Path(__file__).parent

LIGHT: Mapping[str, str] = {
    "page": "#f6f6f3",
    "surface": "#ffffff",
    "sunken": "#efefea",
    "line": "#e0e0d9",
    "text": "#1d1f1c",
    "muted": "#5c625a",
    "accent": "#1f6b59",
    "on-accent": "#ffffff",
    "accent-soft": "#e4f0ec",
    "bad": "#b02a1f",
    "middling": "#b9bcb3",
    "good": "#3f8f6f",
    "note": "#fcf4d9",
    "note-line": "#e3cf86",
}
DARK: Mapping[str, str] = {
    "page": "#131512",
    "surface": "#1b1e1a",
    "sunken": "#242823",
    "line": "#31362f",
    "text": "#eceee9",
    "muted": "#a3aa9f",
    "accent": "#7fcdb4",
    "on-accent": "#0e1f1a",
    "accent-soft": "#1e322b",
    "bad": "#f1897c",
    "middling": "#6b7167",
    "good": "#6fbf9c",
    "note": "#332d18",
    "note-line": "#6a5b26",
}
"""Colours by what they are for. Text on its ground has a contrast of 4.5:1 at least, as a test checks."""


def _declarations(tokens: Mapping[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in tokens.items())


def tokens_css() -> str:
    """The tokens as custom properties, light and dark by the reader's own setting."""
    return (
        f":root {{ color-scheme: light; {_declarations(LIGHT)} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ color-scheme: dark; {_declarations(DARK)} }} }}"
    )


def dress(section: str) -> None:
    """Give the page being built the staff's style and keyboard; `section` names its own style sheet."""
    ui.add_css(tokens_css())
    ui.add_css(_FOLDER / "staff.css")
    own = _FOLDER / section / f"{section}.css"
    if own.is_file():
        ui.add_css(own)
    script = (_FOLDER / "staff.js").read_text(encoding="utf-8")
    ui.add_body_html(f'<script type="module">{script}</script>')
    ui.colors(primary="#1f6b59", dark="#1b1e1a", dark_page="#131512")


def header(
    shop_name: str, sections: Mapping[str, str], here: str, name: str, leave: Callable[[], Any]
) -> None:
    """The bar on top: the shop, the sections this person may open (name to path), who it is, log out."""
    with ui.element("header").classes("bar"):
        ui.label(shop_name).classes("bar-shop")
        with ui.element("nav"):
            for title, path in sections.items():
                link = ui.link(title, path)
                if path == here:
                    link.props('aria-current="page"')
        ui.space()
        ui.label(name).classes("bar-name")
        button("Log out", leave)


def button(text: str, on_click: Callable[..., Any], *, primary: bool = False) -> ui.button:
    """A button: at most one on a page is `primary`."""
    kind = "btn-primary" if primary else "btn-quiet"
    return ui.button(text, on_click=on_click, color=None).props("unelevated no-caps").classes(f"btn {kind}")


def notice(words: str) -> None:
    """A sentence on top of the page that goes away by itself."""
    ui.notify(words, position="top", timeout=6_000, classes="plain-notice")
